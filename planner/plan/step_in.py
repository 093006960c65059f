"""How each service is kept going: who serves how many when, what is blocked, and how it ends."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner import fields
from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.decision import is_let_go
from planner.plan.plan import (
    BlockedChoice,
    DayCount,
    OptionSeries,
    ServiceDecision,
    StepIn,
    UsableOption,
)
from planner.plan.stop_gaps import ends_in_words, first_end
from planner.register.records import Option
from planner.scenario.outcome import BlockedOption, OptionUse, ServiceOutcome, Worth
from planner.scenario.question import as_asked

DAYS_A_YEAR = 365
SOME = 0.005
DAYS_SHOWN = 9

AUTHORITY = {
    "vary_existing": "Contract manager varies the contract",
    "step_in": "Step-in clause in the contract",
    "administrator_trading": "Insolvency practitioner",
    "novation": "Transfer clause in the contract",
    "takeover": "Transfer clause in the contract",
    "interim_provider": "Interim agreement; section 151 officer",
    "framework_call_off": "Call-off under the framework",
    "neighbour_council": "Agreement of both councils",
    "in_house": "Director, own service",
    "emergency_social_enterprise": "Urgent decision by Cabinet",
    "spot_purchase": "Section 151 officer",
    "direct_payment": "Each person agrees",
    "mutual_aid": "Mutual aid agreement",
}
NEEDED_FIRST = {
    "vary_existing": "Variation letter",
    "step_in": "Step-in notice",
    "administrator_trading": "Money agreed with the administrator",
    "novation": "Deed signed by all sides",
    "takeover": "Deed signed by all sides",
    "interim_provider": "Interim agreement",
    "framework_call_off": "Order form",
    "neighbour_council": "Call under the agreement",
    "in_house": "Staff and cover named",
    "emergency_social_enterprise": "Company, insurance and staff",
    "spot_purchase": "Terms for each place",
    "direct_payment": "Advice and agreement of each person",
    "mutual_aid": "Call under the agreement",
}
UNBLOCK = {
    "step_in_right": ("Add a step-in clause when the contract is next varied", "Contract manager"),
    "novation_allowed": ("Add a transfer clause when the contract is next varied", "Legal lead"),
    "in_house_allowed": ("Add an in-house clause when the contract is next varied", "Legal lead"),
    "agreed": ("Sign the agreement", "Head of commissioning"),
    "trading_on_days": ("Agree early with the administrator to keep it running", "Legal lead"),
}


def step_in_plans(case: Case, decisions: Sequence[ServiceDecision]) -> tuple[StepIn, ...]:
    """Return the step-in plan of every service hit that is not let go."""
    kept = {decision.service for decision in decisions if not is_let_go(decision)}
    return tuple(_step_in(case, found) for found in case.services if found.service in kept)


def _step_in(case: Case, found: ServiceOutcome) -> StepIn:
    uses = [use for use in case.outcome.options if use.service == found.service]
    used = [use for use in uses if use.used]
    blocked = [block for block in case.outcome.blocked if block.service == found.service]
    known = case.counted(found)
    return StepIn(
        service=found.service,
        title=found.title,
        class_=found.class_,
        people=found.people,
        people_hit=case.people_hit(found),
        mtpd_days=found.mtpd_days,
        known_day=found.known_day,
        first_day=found.first_day,
        return_day=found.return_day if known else None,
        lead=_lead(case, found, used),
        displaced=found.displaced if known else (),
        served=tuple(OptionSeries(case.option_labels[use.option], use.served) for use in used),
        unmet=found.unmet if known else (),
        days_without=days_without(case, found) if known else (),
        usable=tuple(_usable(case, use) for use in uses),
        blocked=tuple(_blocked(case, block) for block in _worst_first(blocked)),
        price_now_day=_price_now(case, found),
        person_days_nothing=found.displaced_person_days if known else None,
        person_days_unmet=found.unmet_person_days if known else None,
        person_days_breach=found.breach_person_days if known else None,
        person_days_without_outcome=found.without_outcome_person_days,
        first_places=_first_places(case, found),
        how_it_ends=_how_it_ends(case, found, used),
        ending=ENDING,
        stop_gap_ends=stop_gap_ends(case, found.service),
    )


def stop_gap_ends(case: Case, service: str) -> datetime.date | None:
    """Return the first last day among options in use that have an end, or None."""
    ends = [
        case.date_of(use.last_day)
        for use in case.outcome.options
        if use.service == service and use.used and use.last_day is not None
    ]
    return min(ends, default=None)


def days_without(case: Case, found: ServiceOutcome) -> tuple[DayCount, ...]:
    """Return the days on which the number of people without the service changes most.

    The first and last period, the end of the tolerable period, and the largest changes between.
    """
    periods = case.outcome.periods
    if not periods or not found.unmet:
        return ()
    changes = {
        index: abs(found.unmet[index] - found.unmet[index - 1]) for index in range(1, len(periods))
    }
    largest = sorted(changes, key=lambda index: (-changes[index], index))
    keep = {0, len(periods) - 1}
    keep |= {index for index in largest[: DAYS_SHOWN - 2] if changes[index] > SOME}
    return tuple(DayCount(periods[index].start, found.unmet[index]) for index in sorted(keep))


def _usable(case: Case, use: OptionUse) -> UsableOption:
    option = as_asked(case.register.options[use.option], case.scenario)
    pool = case.register.pools.get(option.pool or "")
    weeks = None if option.max_days is None else option.max_days / 7
    return UsableOption(
        label=case.option_labels[use.option],
        route=fields.in_words(use.route),
        supplier=None if use.supplier is None else case.name_of(use.supplier),
        authority=AUTHORITY[use.route],
        from_day=use.from_day,
        full_day=use.full_day,
        last_day=use.last_day,
        from_date=case.date_of(use.from_day),
        last_date=None if use.last_day is None else case.date_of(use.last_day),
        lasts_weeks=weeks,
        capacity=use.capacity,
        pool=None if pool is None else pool.name,
        unit_cost_day=option.unit_cost_day,
        setup_cost=use.setup_cost,
        cost=use.cost,
        peak=use.peak,
        person_days=use.person_days,
        needed_first=_needed_first(option),
        used=use.used,
    )


def _needed_first(option: Option) -> str:
    thing = NEEDED_FIRST[option.route]
    if option.agreed is None:
        return f"{thing}: not known whether ready"
    return f"{thing}: {'ready' if option.agreed else 'not ready'}"


def _worst_first(blocked: list[BlockedOption]) -> list[BlockedOption]:
    def weight(block: BlockedOption) -> tuple[float, ...]:
        if block.worth is None:
            return (0.0,)
        saved = block.worth.breach_person_days
        return (-saved.must, -saved.needed, -saved.could, -block.worth.unmet_person_days.total)

    return sorted(blocked, key=weight)


def _blocked(case: Case, block: BlockedOption) -> BlockedChoice:
    option = case.register.options[block.option]
    action, owner = UNBLOCK[block.missing]
    worth = block.worth
    return BlockedChoice(
        label=case.option_labels[block.option],
        route=fields.in_words(block.route),
        supplier=None if option.supplier is None else case.name_of(option.supplier),
        authority=AUTHORITY[block.route],
        capacity=option.capacity,
        unit_cost_day=option.unit_cost_day,
        missing=wording.full_stop(block.sentence),
        what_to_do=action,
        saves=saves_words(block),
        saves_breach=None if worth is None else worth.breach_person_days.total,
        saves_unmet=None if worth is None else worth.unmet_person_days.total,
        saves_must_breach=None if worth is None else worth.breach_person_days.must,
        added_cost=None if worth is None else added_cost(worth),
        owner=owner,
    )


def added_cost(worth: Worth) -> float:
    """Return what a change adds to the cost, in pounds; less than half a pound is nothing."""
    return 0.0 - worth.cost if abs(worth.cost) > wording.SMALL else 0.0


def saves_words(block: BlockedOption) -> str:
    """Return what allowing a blocked option would save, in a sentence."""
    if block.worth is None:
        return "What it would save was not worked out."
    breach = block.worth.breach_person_days.total
    unmet = block.worth.unmet_person_days.total
    if breach > SOME:
        return f"It saves {wording.person_days(breach)} past the tolerable period."
    if unmet > SOME:
        return f"It saves {wording.person_days(unmet)} without service."
    if block.worth.cost > wording.SMALL:
        return f"It saves no time without service, but {wording.money(block.worth.cost)}."
    return "It saves nothing in this scenario."


def _price_now(case: Case, found: ServiceOutcome) -> float | None:
    contracts = case.contracts_of(found.service)
    people, value = case.people_of(contracts), case.value_of(contracts)
    if not people or value is None:
        return None
    return value / DAYS_A_YEAR / people


def _lead(case: Case, found: ServiceOutcome, used: list[OptionUse]) -> str:
    if not case.counted(found):
        return "How many people it serves is not known, so no option can be weighed against them."
    if found.displaced_person_days <= SAME:
        return "Nobody loses the service; what it achieves has to be put right."
    if not used:
        waiting = wording.people_wait(max(found.unmet, default=0.0))
        if not any(use.service == found.service for use in case.outcome.options):
            return f"No option may be used today: up to {waiting}."
        if found.return_day is not None:
            return (
                f"No option is used: up to {waiting} until the service is back on day "
                f"{found.return_day}."
            )
        return f"No option that may be called can serve anyone in time: up to {waiting}."
    called = f"called in on day {found.known_day}" if found.known_day is not None else "called in"
    many = "One option" if len(used) == 1 else f"{len(used)} options"
    gives = "gives" if len(used) == 1 else "give"
    if found.return_day is not None:
        when = (
            "from the first day"
            if found.return_day == found.first_day
            else (f"by day {found.return_day}")
        )
        return f"{many}, {called}, {gives} everyone the service {when}."
    left = found.unmet[-1]
    return (
        f"{many}, {called}, {gives} at most {wording.people(max(map(sum, _by_period(used))))} the "
        f"service. {wording.people(left)} still {'waits' if round(left) == 1 else 'wait'} at the "
        "end."
    )


def _by_period(used: list[OptionUse]) -> list[tuple[float, ...]]:
    return list(zip(*(use.served for use in used), strict=True))


def _first_places(case: Case, found: ServiceOutcome) -> str:
    complex_people = 0
    for contract in case.contracts_of(found.service):
        for place in case.register.places_of_contract.get(contract.id, ()):
            if place.need == "complex":
                complex_people += place.people or 0
    if complex_people:
        whom = wording.people(complex_people)
        come = "comes" if complex_people == 1 else "come"
        return (
            f"The {whom} with complex needs {come} first. Brokerage fills places in the order of "
            "the risk list, whoever pays."
        )
    return "Brokerage fills places in the order of the risk list, whoever pays."


def _how_it_ends(case: Case, found: ServiceOutcome, used: list[OptionUse]) -> str:
    ends = [(use.last_day, case.option_labels[use.option]) for use in used if use.last_day]
    ends.sort()
    if not used:
        return "There is no stop-gap to hand over."
    if not any(case.lost_for_good(contract) for contract in case.contracts_of(found.service)):
        return "Stop-gaps end when the provider does all its work again."
    if not ends:
        return "Stop-gaps run until the new contract starts; none has an end of its own."
    day, label = ends[0]
    told = f"{label} ends first, on {wording.date_words(case.date_of(day))}"
    first = first_end(case, found)
    if first is None:
        told += "; nobody loses the service by it."
    elif first.day == day:
        need = "needs" if round(first.people) == 1 else "need"
        told += f"; from then on {wording.people(first.people)} {need} the new contract."
    else:
        told += f", and others take over. {ends_in_words(case, found)}"
    return f"Stop-gaps hand over to the new contract. {told}"


ENDING = (
    "Tell each person who serves them next, and from which day.",
    "Hand over care plans, keys and records on the day of the change.",
    "Check on each person in the first week after the move.",
    "End each stop-gap in writing, settle its invoices and return what was lent.",
    "Stand the response team down, hold a debrief and update the register.",
)
