"""What a scenario's events are called: in a title, as a trigger, and as signs to start the plan."""

from __future__ import annotations

from planner.plan import wording
from planner.plan.case import Case
from planner.register.records import Event

WHAT_HAPPENS = {
    "insolvency": "becomes insolvent",
    "group_failure": "becomes insolvent with its group",
    "planned_exit": "leaves",
    "asset_loss": "is lost",
    "service_failure": "is not delivered",
    "hand_back": "is handed back",
    "recall": "is recalled",
    "outcome_failure": "does not do what it is for",
    "sector_shock": "is shaken",
    "funding_cut": "loses funding",
    "demand_surge": "is asked for by many more people",
}
IN_TITLE = {
    "insolvency": "stops",
    "group_failure": "stops",
    "planned_exit": "leaves",
    "asset_loss": "is lost",
    "service_failure": "stops",
}

SECTORS = {
    "in_house": "in-house teams",
    "public_body": "public bodies",
    "vcse": "voluntary and community bodies",
    "social_enterprise": "social enterprises",
    "mutual": "mutuals",
    "sme": "small and medium-sized companies",
    "private": "large private companies",
}
# CQC tells councils at Stage 6 that a provider's business is likely to fail, not of other losses.
STAGE_6_FOR = ("insolvency", "group_failure", "planned_exit")


def subject(case: Case) -> str:
    """Return who or what the scenario hits, in a few words."""
    names = list(dict.fromkeys(_hit(case, event.target) for event in case.scenario.events))
    return wording.listed(names, 2) if names else case.scenario.title


def _hit(case: Case, target: str) -> str:
    """Return a name people know without the list of contracts: the service and its provider."""
    contract = case.register.contracts.get(target)
    if contract is None:
        return case.name_of(target)
    provider = case.register.providers[contract.provider].name
    return f"{case.register.services[contract.service].title} from {provider}"


def headline(case: Case) -> str:
    """Return the title of the first page: "If Harbour Home Care stops"."""
    events = case.scenario.events
    if not events:
        return case.scenario.title
    kinds = {event.kind for event in events}
    if kinds == {"sector_shock"}:
        shaken = wording.listed([_shaken(event.target) for event in events], 2)
        return f"If {shaken} are shaken"
    if kinds == {"demand_surge"}:
        return f"If many more people need {_needed(case)}"
    if len({event.target for event in events}) > 1:
        verb = "stop" if kinds <= {"insolvency", "group_failure", "planned_exit"} else "fail"
        return f"If {subject(case)} {verb}"
    kind = events[0].kind
    return f"If {subject(case)} {IN_TITLE.get(kind, WHAT_HAPPENS[kind])}"


def _shaken(target: str) -> str:
    """Return whom a shock to a sector or market hits."""
    return SECTORS.get(target, f"providers in the market {target}")


def _needed(case: Case) -> str:
    """Return the services, or everything in an area, that more people ask for."""
    names = []
    for target in dict.fromkeys(event.target for event in case.scenario.events):
        service = case.register.services.get(target)
        names.append(wording.inside(service.title) if service else f"services in {target}")
    return wording.listed(names, 2)


def trigger(case: Case) -> str:
    """Return what happens in the scenario, event by event, as sentences."""
    if not case.scenario.events:
        return "Nothing happens in this scenario."
    return " ".join(_told(case, event) for event in case.scenario.events)


def _told(case: Case, event: Event) -> str:
    parts = [wording.upper_first(case.name_of(event.target)), *_how_much(event)]
    parts.append(f"on {wording.date_words(case.date_of(event.day))} (day {event.day})")
    parts.append(
        f"after {wording.days(event.warning)} of warning" if event.warning else "without warning"
    )
    told = " ".join(parts)
    if event.trading_on:
        told += f"; an administrator keeps it running for {wording.days(event.trading_on)}"
    if event.duration_days is not None:
        told += f"; it lasts {wording.days(event.duration_days)}"
    return f"{told}."


def _how_much(event: Event) -> list[str]:
    share = wording.percent(event.lost_share)
    if event.kind == "demand_surge":
        return [f"is asked for by {share} more people"]
    if event.kind == "funding_cut":
        return [f"loses {share} of its funding"]
    if event.lost_share < 1:
        return [WHAT_HAPPENS[event.kind], f"in part ({share})"]
    return [WHAT_HAPPENS[event.kind]]


def start_if(case: Case) -> tuple[str, ...]:
    """Return the signs on which the plan starts."""
    signs: list[str] = []
    for event in case.scenario.events:
        name = case.name_of(event.target)
        if event.kind in ("insolvency", "group_failure"):
            signs.append(f"{name}, a liquidator or a court says that the service will stop")
            signs.append(f"{name} misses the service for several people in one day")
        elif event.kind == "planned_exit":
            notice = f" within {wording.days(event.warning)}" if event.warning else ""
            signs.append(f"{name} gives notice that it leaves{notice}")
        elif event.kind in ("hand_back", "recall", "funding_cut"):
            signs.append(f"Notice is given on {name}")
        elif event.kind == "demand_surge":
            signs.append(f"More people ask for {_needed(case)} than can be served")
        elif event.kind == "sector_shock":
            signs.append(f"Two or more {_shaken(event.target)} say they cannot go on")
        else:
            signs.append(f"The service owner confirms that {name} {WHAT_HAPPENS[event.kind]}")
    leaving = any(event.kind in STAGE_6_FOR for event in case.scenario.events)
    if leaving and any(case.record_of(found).regulated for found in case.services):
        signs.append("The Care Quality Commission (CQC) sends a Stage 6 notice")
    return tuple(dict.fromkeys(wording.full_stop(sign) for sign in signs))


def do_not_start_if(case: Case) -> tuple[str, ...]:
    """Return when the plan must not be started."""
    signs = []
    if any(event.kind in ("insolvency", "group_failure") for event in case.scenario.events):
        signs.append("An administrator keeps the service running. Ring the duty lawyer first.")
        signs.append("Only the owner of the provider has failed and the provider still serves.")
    signs.append("The loss is shorter than people can wait and its end is certain.")
    return tuple(signs)
