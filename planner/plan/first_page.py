"""The first page card and the summary for councillors."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan import wording
from planner.plan.card import Card, Figure, FirstAction, NumberToRing, WhoDecides
from planner.plan.case import SAME, Case
from planner.plan.contracts_hit import concentration_words
from planner.plan.decision import is_let_go
from planner.plan.findings import Gap
from planner.plan.money import ReservePlan
from planner.plan.people import PeopleAtRisk
from planner.plan.plan import ServiceDecision, ServiceHit, StepIn
from planner.plan.roles import BROKERAGE, DIRECTOR, FINANCE, INCIDENT, SOCIAL_WORK
from planner.plan.sheets import numbers_of
from planner.plan.timetable import Recommissioning
from planner.plan.words_of_events import do_not_start_if, headline, start_if

MOST_FIGURES = 4
MOST_NAMED = 3
MOST_OPTIONS = 3
MOST_NUMBERS = 7


def first_page(
    case: Case,
    people: PeopleAtRisk,
    hits: Sequence[ServiceHit],
    decisions: Sequence[ServiceDecision],
    step_in: Sequence[StepIn],
    found_gaps: Sequence[Gap],
) -> Card:
    """Return the card that stands on the first page."""
    return Card(
        headline=headline(case),
        decision=decision_sentence(decisions, people),
        figures=_figures(case, people, hits),
        start_if=start_if(case),
        do_not_start_if=do_not_start_if(case),
        who_decides=_who_decides(decisions),
        first_actions=_first_actions(case, people, step_in),
        numbers=_numbers(case),
        known_gap=_known_gap(found_gaps),
    )


def decision_sentence(decisions: Sequence[ServiceDecision], people: PeopleAtRisk) -> str:
    """Return the decision in one sentence: what is kept, bridged, let go and still open."""
    if not decisions:
        return "No service is hit: watch, and do nothing else."
    groups = [
        (verb, [each for each in decisions if each.decision == kind])
        for kind, verb in (
            ("keep_going", "keep {} going"),
            ("bridge", "bridge {}"),
            ("recover", "put {} right"),
        )
    ]
    groups.append(("let {} go", [each for each in decisions if is_let_go(each)]))
    groups.append(("decide what happens to {}", [each for each in decisions if _is_open(each)]))
    by_name = len(decisions) <= MOST_NAMED
    parts: list[str] = []
    for verb, group in groups:
        if group:
            # The first group, the one that matters most, is always named.
            named = by_name or not parts
            parts.append(verb.format(_named(group) if named else _numbered(group)))
    whom = ""
    if people.people is not None and any(d.decision == "keep_going" for d in decisions):
        kept = [d.people for d in decisions if d.decision == "keep_going"]
        if all(count is not None for count in kept):
            total = sum(count for count in kept if count is not None)
            whom = f" for all {wording.people(total)}, whoever pays"
    first, *rest = parts
    told = wording.upper_first(f"{first}{whom}")
    return f"{'; '.join([told, *rest])}."


def _is_open(decision: ServiceDecision) -> bool:
    return decision.decision == "to_be_decided" or decision.needs_reason


def _named(group: Sequence[ServiceDecision]) -> str:
    return wording.listed([wording.inside(each.title) for each in group], 2)


def _numbered(group: Sequence[ServiceDecision]) -> str:
    if len(group) == 1:
        return wording.inside(group[0].title)
    return f"{len(group)} services"


def _figures(case: Case, people: PeopleAtRisk, hits: Sequence[ServiceHit]) -> tuple[Figure, ...]:
    """Return at most four key figures; where people are not known, value and services instead."""
    figures: list[Figure] = []
    if people.people is None:
        figures.append(Figure("Not known", "how many people are served: ask the provider"))
    else:
        loses = any(found.displaced_person_days > SAME for found in case.services)
        words = "people are served by what stops" if loses else "people get less than they should"
        if not case.contracts_hit:
            words = "more people need a service"
        figures.append(Figure(wording.number(people.people), words))
        if people.complex:
            figures.append(
                Figure(wording.number(people.complex), "have complex needs: ring them first")
            )
        by_label = {count.label: count.people or 0 for count in people.by_funder}
        others = by_label.get("Self-funders", 0) + by_label.get("Other councils", 0)
        if others:
            words = "pay for themselves or were placed by other councils"
            figures.append(Figure(wording.number(others), words))
    waits = [
        service.mtpd_days
        for service in case.services
        if service.mtpd_days is not None
        and service.class_ == "must"
        and service.displaced_person_days > SAME
    ]
    if waits:
        words = "is the longest anyone can safely wait"
        figures.append(Figure(wording.days(min(waits)), words))
    values = [hit.annual_value for hit in hits if hit.annual_value is not None]
    if values:
        figures.append(Figure(wording.money(sum(values)), "a year in the contracts hit"))
    awards = {c.award_reference or c.id: c for c in case.contracts_hit if c.total_value is not None}
    if not values and awards:
        whole = sum(contract.total_value or 0.0 for contract in awards.values())
        shared = any((contract.award_shared_by or 1) > 1 for contract in awards.values())
        words = "in the awards behind it, shared with others" if shared else "in the awards behind"
        figures.append(Figure(wording.money(whole), words))
    hit_words = "service is hit" if len(hits) == 1 else "services are hit"
    figures.append(Figure(str(len(hits)), hit_words))
    shares = [hit.budget_share for hit in hits if hit.budget_share is not None]
    if shares:
        figures.append(Figure(wording.percent(sum(shares)), "of the council’s yearly budget"))
    return tuple(figures[:MOST_FIGURES])


def _who_decides(decisions: Sequence[ServiceDecision]) -> tuple[WhoDecides, ...]:
    start = next((each.owner for each in decisions if each.owner), DIRECTOR)
    return (
        WhoDecides("To start the plan", start),
        WhoDecides("To spend from reserves", FINANCE),
        WhoDecides("To run it hour by hour", INCIDENT),
        WhoDecides("To end it", f"{start}, once the new contract runs"),
    )


def _first_actions(
    case: Case, people: PeopleAtRisk, step_in: Sequence[StepIn]
) -> tuple[FirstAction, ...]:
    whom = case.name_of(case.providers_hit[0]) if case.providers_hit else "the provider"
    listing = f"Get from {whom} the list of what will not happen today and tonight."
    if not case.providers_hit and not case.contracts_hit:
        listing = "Make one list of everybody who waits, from every provider and the front door."
    first = FirstAction(1, "Open the log.", listing, INCIDENT)
    if people.complex:
        headline_two = f"Ring the {wording.people(people.complex)} with complex needs"
        second = FirstAction(
            2, f"{headline_two}.", "Or their families. Make each one safe for tonight.", SOCIAL_WORK
        )
    else:
        second = FirstAction(
            2,
            "Find out who is at risk tonight.",
            "Take those who live alone or cannot wait first.",
            SOCIAL_WORK,
        )
    used = [(plan, option) for plan in step_in for option in plan.usable if option.used]
    at_once = [(plan, option) for plan, option in used if not plan.known_day] or used
    labels = list(dict.fromkeys(option.label for _, option in at_once))
    if case.services and not any(
        found.displaced_person_days > SAME or not case.counted(found) for found in case.services
    ):
        return (
            FirstAction(1, "Open the log.", f"Tell {whom} what falls short, and since when.",
                        INCIDENT),
            FirstAction(2, "Find out who is worse off for it.",
                        "Take those at risk of harm first.", SOCIAL_WORK),
            FirstAction(4, f"Agree with {whom} what is put right by when.",
                        "Everyone keeps the service meanwhile.", BROKERAGE),
        )  # fmt: skip
    if labels:
        third = FirstAction(
            4, "Call in every option.", f"{wording.listed(labels, MOST_OPTIONS)}.", BROKERAGE
        )
    else:
        none = "No option is recorded"
        if any(plan.usable or plan.blocked for plan in step_in):
            none = "No option can serve anyone today"
        third = FirstAction(
            4, "Find who can take over.", f"{none}: ring every provider of the service.", BROKERAGE
        )
    return (first, second, third)


def _numbers(case: Case) -> tuple[NumberToRing, ...]:
    suppliers = [use.supplier for use in case.outcome.options if use.used and use.supplier]
    outside = [
        number
        for provider in dict.fromkeys([*case.providers_hit, *suppliers])
        for number in numbers_of(case, provider)
    ]
    council = numbers_of(case, None)[:MOST_NUMBERS]
    return (*council, *list(dict.fromkeys(outside))[:MOST_NUMBERS])


def _known_gap(found_gaps: Sequence[Gap]) -> str | None:
    told = [
        gap.sentence if gap.kind == "people" else f"{gap.title}."
        for gap in found_gaps
        if gap.kind == "time" or (gap.kind == "people" and not gap.bearable)
    ]
    if not told:
        told = [f"{gap.title}. {gap.sentence}" for gap in found_gaps if gap.kind == "knowledge"]
    if not told:
        return None
    more = len(told) - 1
    if more:
        rest = "1 more gap is listed" if more == 1 else f"{more} more gaps are listed"
        return f"{told[0]} {rest} under gaps."
    return told[0]


def _what_is_left(
    case: Case, people: PeopleAtRisk, decisions: Sequence[ServiceDecision]
) -> list[str]:
    """Return how long people go without, those of services let go with them."""
    nothing = sum(found.displaced_person_days for found in case.services)
    if not people.known or nothing <= SAME:
        return []
    gone = {decision.service for decision in decisions if is_let_go(decision)}
    unmet = sum(
        found.displaced_person_days if found.service in gone else found.unmet_person_days
        for found in case.services
    )
    if unmet <= wording.SMALL:
        return ["Everyone has the service for the whole of the time followed."]
    return [
        f"Even so, people go without for {wording.person_days(unmet)} in all; with no response it "
        f"would be {wording.person_days(nothing)}. A person-day is one person without the service "
        "for one day."
    ]


def _reach(case: Case, people: float) -> str:
    if not case.contracts_hit and not case.providers_hit:
        more = "person needs" if round(people) == 1 else "people need"
        return f"{wording.number(people)} more {more} them than today."
    return f"What is hit serves {wording.people(people)}."


def summary(
    case: Case,
    people: PeopleAtRisk,
    hits: Sequence[ServiceHit],
    decisions: Sequence[ServiceDecision],
    reserve: ReservePlan,
    bought: Sequence[Recommissioning],
) -> tuple[str, ...]:
    """Return the plan in a few sentences for councillors."""
    services = wording.counted(len(hits), "service", "services")
    told = [f"{headline(case)}, {services} {'is' if len(hits) == 1 else 'are'} hit."]
    if people.people is None:
        told.append("How many people they serve is not known.")
        told.append(" ".join(concentration_words(case)))
    else:
        told.append(_reach(case, people.people))
    told.append(decision_sentence(decisions, people))
    told += _what_is_left(case, people, decisions)
    told.append(" ".join([reserve.lead, *(reserve.statements[:1] if reserve.unpaid else ())]))
    if bought:
        latest = max(bought, key=lambda plan: plan.p50)
        last = f"The new contract for {wording.inside(latest.title)}"
        if len(bought) > 1:
            last = f"The last of {len(bought)} new contracts, for {wording.inside(latest.title)},"
        told.append(f"{last} starts by {wording.date_words(latest.p50)}, as likely as not.")
    return tuple(told)
