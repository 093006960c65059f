"""What to do about each service hit: keep going, bridge, let go or recover, with the reasons.

A must service always keeps going, with what is missing shown as a gap. A needed service is
bridged where everyone, or its minimum level, is served from the end of the tolerable period within
the reserves; otherwise letting it go needs a recorded reason. A could service may be let go. A
service whose people all keep it, or that loses only a part for a time, recovers. An officer's
recorded decision stands in place of the proposal.
"""

from __future__ import annotations

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.plan import Override, ServiceDecision
from planner.register.records import Decision
from planner.scenario.outcome import ServiceOutcome

IN_WORDS = {
    "keep_going": "Keep going",
    "bridge": "Bridge",
    "let_go": "Let go",
    "recover": "Recover",
    "to_be_decided": "To be decided",
}
NEEDS_REASON = "Let go needs a recorded reason"
NOT_CLASSED = "It is not classed yet, so the plan treats it as must until then"
WITHIN = 0.005


def decide(case: Case) -> tuple[ServiceDecision, ...]:
    """Return the decision for every service hit, in the order of the outcome."""
    return tuple(_decision(case, service) for service in case.services)


def is_let_go(decision: ServiceDecision) -> bool:
    """Return whether the service is really let go: nothing is spent on it."""
    return decision.decision == "let_go" and not decision.needs_reason


def _decision(case: Case, found: ServiceOutcome) -> ServiceDecision:
    record = case.record_of(found)
    proposed, reasons = propose(case, found)
    override = _override(case, found.service, proposed)
    chosen = override.decision if override is not None else proposed
    needs_reason = chosen == "let_go" and override is None and found.class_ == "needed"
    if override is not None:
        told = wording.full_stop(wording.upper_first(override.reason))
        if override.differs:
            reasons = (told, *_proposed_otherwise(proposed, reasons))
        else:
            reasons = (told, *reasons)
    late = _late_days(found)
    known = case.counted(found)
    gap = _gap(found) if chosen != "let_go" or needs_reason else None
    return ServiceDecision(
        service=found.service,
        title=found.title,
        class_=found.class_,
        people=case.people_hit(found),
        can_wait_days=found.mtpd_days,
        return_day=_return_day(found) if known else None,
        late_days=late,
        restored=known and _return_day(found) is not None and chosen != "let_go",
        decision=chosen,
        words=NEEDS_REASON if needs_reason else IN_WORDS[chosen],
        proposed=proposed,
        reasons=reasons,
        law=record.legal_basis,
        cost_words=_cost_words(case, found, chosen == "let_go" and not needs_reason),
        gap=gap,
        needs_reason=needs_reason,
        override=override,
        owner=record.owner,
    )


def propose(case: Case, found: ServiceOutcome) -> tuple[str, tuple[str, ...]]:
    """Return the proposed decision for a service and the reasons, as sentences."""
    people = case.people_hit(found)
    if found.displaced_person_days <= SAME and found.without_outcome_person_days > SAME:
        return "recover", (
            "Everyone keeps the service, but it does not do what it is for.",
            "Put it right with the provider and check the outcomes again.",
        )
    if found.class_ is None:
        return "to_be_decided", (f"{NOT_CLASSED}.", *_what_can_be_done(case, found, people))
    if found.class_ == "must":
        return "keep_going", _must_reasons(case, found, people)
    if _loses_a_part_for_a_time(case, found):
        return "recover", (
            "Only part of the service is lost and its provider is still there.",
            "The provider puts it right; the options fill in until then.",
        )
    if found.class_ == "could":
        waits = (
            f"People can wait {wording.days(found.mtpd_days)}."
            if found.mtpd_days is not None
            else "How long people can wait is not known."
        )
        return "let_go", (
            "It may pause: it is classed as could.",
            waits,
            f"Write to {wording.people(people)} who lose it."
            if people is not None
            else "Write to everyone who loses it; their number is not known.",
        )
    if people is None:
        return "to_be_decided", (
            "How many people it serves is not known, so nobody can say whether it can be bridged.",
        )
    if is_feasible(case, found):
        return "bridge", (
            _why_feasible(case, found),
            *_what_can_be_done(case, found, people),
        )
    return "let_go", (_why_infeasible(case, found), *_what_can_be_done(case, found, people))


def is_feasible(case: Case, found: ServiceOutcome) -> bool:
    """Return whether the response serves enough people from the tolerable period on.

    Enough is everyone; where the service has a minimum level (a share of its people), it is
    enough that no more than the rest wait.
    """
    if found.breach_person_days <= WITHIN * max(1.0, found.affected_people):
        return True
    least = case.record_of(found).mbco
    if least is None or not found.people or found.mtpd_days is None:
        return False
    from_day = (found.first_day or 0) + found.mtpd_days
    may_wait = (1 - least) * found.people + WITHIN
    waiting = zip(case.outcome.periods, found.unmet, strict=True)
    return all(unmet <= may_wait for period, unmet in waiting if period.start >= from_day)


def _must_reasons(case: Case, found: ServiceOutcome, people: float | None) -> tuple[str, ...]:
    record = case.record_of(found)
    given = (wording.full_stop(record.class_reason),) if record.class_reason else ()
    return (
        *given,
        "It is classed as must: the council keeps it going for everyone, whoever pays.",
        *_what_can_be_done(case, found, people),
    )


def _what_can_be_done(case: Case, found: ServiceOutcome, people: float | None) -> tuple[str, ...]:
    used = [use for use in case.outcome.options if use.service == found.service and use.used]
    if people is None:
        return ("How many people it serves is not known.", *_weight_words(case, found))
    if not used:
        return ("No option that may be used can serve anyone today.",)
    most = max(sum(period) for period in zip(*(use.served for use in used), strict=True))
    together = "1 option" if len(used) == 1 else f"{len(used)} options together"
    verb = "serves" if len(used) == 1 else "serve"
    whom = wording.people(most)
    if most >= found.affected_people - SAME:
        whom = f"all {wording.people(found.affected_people)} displaced"
    return (f"{together} {verb} {whom} at the most.",)


def _weight_words(case: Case, found: ServiceOutcome) -> tuple[str, ...]:
    """Return how much of the service's money is hit, where no people can be counted."""
    part = case.value_of(case.contracts_of(found.service))
    whole = case.value_of(case.register.contracts_of_service.get(found.service, ()))
    if part is None or not whole:
        return ()
    return (f"The contracts hit are {wording.percent(part / whole)} of what is spent on it.",)


def _loses_a_part_for_a_time(case: Case, found: ServiceOutcome) -> bool:
    contracts = case.contracts_of(found.service)
    return bool(contracts) and not any(case.lost_for_good(contract) for contract in contracts)


def _why_feasible(case: Case, found: ServiceOutcome) -> str:
    least = case.record_of(found).mbco
    if found.breach_person_days > WITHIN * max(1.0, found.affected_people) and least is not None:
        return (
            f"The options keep its minimum level, {wording.percent(least)} of its people, in time "
            "and within the reserves."
        )
    return "An option is ready in time and the money is there."


def _why_infeasible(case: Case, found: ServiceOutcome) -> str:
    blocked = [block for block in case.outcome.blocked if block.service == found.service]
    if found.unmet_person_days >= found.displaced_person_days - SAME:
        why = "No option that may be used can take anyone"
        return f"{why}; {len(blocked)} may not be used yet." if blocked else f"{why}."
    waits = f"longer than the {wording.days(found.mtpd_days)} they can"
    if found.mtpd_days is None:
        waits = "and how long they can is not known"
    return f"With every option that may be used, some people still wait {waits}."


def _return_day(found: ServiceOutcome) -> int | None:
    """Return the day everyone has the service again; day 0 where nobody loses it."""
    if found.people is not None and found.displaced_person_days <= SAME:
        return 0
    return found.return_day


def _late_days(found: ServiceOutcome) -> int | None:
    if found.people is None or found.mtpd_days is None or found.first_day is None:
        return None
    if found.breach_person_days <= SAME:
        return 0
    if found.return_day is None:
        return None
    return max(0, found.return_day - found.first_day - found.mtpd_days)


def _gap(found: ServiceOutcome) -> str | None:
    if found.people is None:
        return "How many people wait is not known."
    most = max(found.unmet, default=0.0)
    if found.unmet_person_days <= WITHIN or most < wording.SMALL:
        return None
    if found.return_day is None:
        last = found.unmet[-1]
        return (
            f"Up to {wording.people_wait(most)}, and {wording.number(last)} still wait at the end."
        )
    late = _late_days(found)
    if late:
        return f"Everyone has it again {wording.days(late)} later than people can wait."
    return f"Up to {wording.people_wait(most)}, until day {found.return_day}."


def _proposed_otherwise(proposed: str, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the proposal was and why, without what would have followed from it."""
    kept = [reason for reason in reasons if not reason.startswith("Write to")]
    return (f"The proposal was: {wording.inside(IN_WORDS[proposed])}.", *kept)


def _cost_words(case: Case, found: ServiceOutcome, gone: bool) -> str | None:
    if found.people is None:
        value = case.value_of(case.contracts_of(found.service))
        return f"The contracts are worth {wording.money(value)} a year." if value else None
    net = found.spend - found.credit
    if found.spend <= SAME:
        return None
    costs = "To keep it going would cost" if gone else "It costs"
    if net <= wording.SMALL:
        return f"{costs} {wording.money(found.spend)}, no more than the price no longer due."
    if found.credit <= wording.SMALL:
        return f"{costs} {wording.money(found.spend)}, and no price falls away."
    return (
        f"{costs} {wording.money(found.spend)}; {wording.money(found.credit)} of that is price "
        f"no longer due and bonds."
    )


def _override(case: Case, service: str, proposed: str) -> Override | None:
    recorded: list[Decision] = [
        decision
        for decision in case.register.decisions.values()
        if decision.scenario == case.scenario.id and decision.service == service
    ]
    if not recorded:
        return None
    last = recorded[-1]
    return Override(
        last.decision,
        IN_WORDS[last.decision],
        last.reason,
        last.decided_by,
        last.decided_on,
        last.powers,
        differs=last.decision != proposed,
    )
