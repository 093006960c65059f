"""Health of options, pools, reserves and dates: whether the response can be counted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rapidfuzz import process

from planner import fields
from planner.register.findings import (
    ALL,
    LITTLE,
    MUCH,
    SOME,
    Examination,
    Finding,
    plural,
)
from planner.register.records import Contract, Option, Reserve

CLAUSE_OF_ROUTE: Mapping[str, str] = MappingProxyType(
    {
        "step_in": "step_in_right",
        "novation": "novation_allowed",
        "takeover": "novation_allowed",
        "in_house": "in_house_allowed",
    }
)
ROUTES_TO_AGREE = ("neighbour_council", "mutual_aid", "interim_provider")
_NEARLY = 75.0


def options_without_a_capacity(seen: Examination) -> Iterator[Finding]:
    """Find options that can hold nobody because their capacity is not known."""
    for option in seen.register.options.values():
        if option.capacity is None:
            what = f"How many people {_name(seen, option)} can serve is not known"
            mend = "enter its capacity; until then it can hold nobody"
            yield _of(seen, option, MUCH, "capacity", what, mend)


def options_without_days_to_start(seen: Examination) -> Iterator[Finding]:
    """Find options that count as ready at once because their days to start are not known."""
    for option in seen.register.options.values():
        if option.mobilise_days is None:
            what = f"How soon {_name(seen, option)} can start is not known"
            mend = "enter the days; until then it counts as ready at once"
            yield _of(seen, option, MUCH, "mobilise_days", what, mend)


def options_without_a_cost(seen: Examination) -> Iterator[Finding]:
    """Find options whose cost counts as nothing because it is not known."""
    for option in seen.register.options.values():
        if option.unit_cost_day is None:
            what = f"What {_name(seen, option)} costs a person a day is not known"
            mend = "enter the cost; until then it counts as nothing"
            yield _of(seen, option, SOME, "unit_cost_day", what, mend)


def options_blocked_by_a_missing_clause(seen: Examination) -> Iterator[Finding]:
    """Find options that a contract does not allow."""
    for option in seen.register.options.values():
        clause = CLAUSE_OF_ROUTE.get(option.route)
        if clause is None:
            continue
        without = [one for one in _replaced(seen, option) if not getattr(one, clause)]
        if without:
            label = fields.BY_NAME["contract"].field(clause).label.lower()
            titles = ", ".join(contract.title for contract in without[:3])
            more = f" and {len(without) - 3} more" if len(without) > 3 else ""
            what = f"{_name(seen, option)} is blocked: no {label} is entered for {titles}{more}"
            weight = MUCH * seen.reach_of_option(option)
            mend = "agree the clause, or enter it where the contract has it"
            yield seen.finding(what, weight, "contract", without[0].id, clause, mend)


def options_blocked_by_a_missing_agreement(seen: Examination) -> Iterator[Finding]:
    """Find options that need a signed agreement and have none."""
    for option in seen.register.options.values():
        if option.route in ROUTES_TO_AGREE and not option.agreed:
            what = f"{_name(seen, option)} is blocked until its agreement is signed"
            yield _of(seen, option, MUCH, "agreed", what, "sign it now, before it is needed")


def options_supplied_by_the_provider_they_replace(seen: Examination) -> Iterator[Finding]:
    """Find options that fall with the only provider they could stand in for."""
    for option in seen.register.options.values():
        replaced = {contract.provider for contract in _replaced(seen, option)}
        if option.supplier is not None and replaced == {option.supplier}:
            supplier = seen.register.providers[option.supplier].name
            what = f"{_name(seen, option)} leans on {supplier}, the very provider it would replace"
            yield _of(seen, option, MUCH, "supplier", what, "find another supplier")


def options_for_areas_where_nobody_lives(seen: Examination) -> Iterator[Finding]:
    """Find areas of options that no people are entered for, often a spelling."""
    areas = sorted({place.area for place in seen.register.places.values()})
    for option in seen.register.options.values():
        for area in option.areas:
            if not areas or area in areas:
                continue
            near = process.extractOne(area, areas, score_cutoff=_NEARLY)
            mend = f"perhaps {near[0]} is meant" if near else "enter its people or remove the area"
            what = f"{_name(seen, option)} serves {area}, where no people are entered"
            yield _of(seen, option, MUCH, "areas", what, mend)


def options_for_a_contract_of_another_service(seen: Examination) -> Iterator[Finding]:
    """Find options tied to a contract that does not buy their service."""
    for option in seen.register.options.values():
        if option.for_contract is None:
            continue
        contract = seen.register.contracts[option.for_contract]
        if contract.service != option.service:
            what = f"{_name(seen, option)} is only for {contract.title}, which is another service"
            yield _of(seen, option, MUCH, "for_contract", what, "correct one of the two")


def pools_without_a_capacity(seen: Examination) -> Iterator[Finding]:
    """Find pools that can hold nobody because their capacity is not known."""
    for pool in seen.register.pools.values():
        if pool.capacity is None:
            what = f"How many people {pool.name} can serve in all is not known"
            weight = MUCH * _reach_of_pool(seen, pool.id)
            mend = "enter its capacity; until then it can hold nobody"
            yield seen.finding(what, weight, "pool", pool.id, "capacity", mend)


def pools_smaller_than_an_option(seen: Examination) -> Iterator[Finding]:
    """Find pools that cannot hold even one of their options."""
    for pool in seen.register.pools.values():
        sizes = [
            one.capacity or 0.0 for one in seen.register.options.values() if one.pool == pool.id
        ]
        largest = max(sizes, default=0.0)
        if pool.capacity is not None and pool.capacity < largest:
            what = f"{pool.name} holds {pool.capacity:,.0f} but one of its options {largest:,.0f}"
            weight = SOME * _reach_of_pool(seen, pool.id)
            mend = "raise the pool or lower the option"
            yield seen.finding(what, weight, "pool", pool.id, "capacity", mend)


def pools_without_options(seen: Examination) -> Iterator[Finding]:
    """Find pools that no option draws on."""
    drawn_on = {option.pool for option in seen.register.options.values()}
    for pool in seen.register.pools.values():
        if pool.id not in drawn_on:
            what = f"No option draws on {pool.name}"
            mend = "name it in its options, or remove it"
            yield seen.finding(what, LITTLE, "pool", pool.id, "", mend)


def reserves_without_an_amount(seen: Examination) -> Iterator[Finding]:
    """Find reserves that count as empty because their amount is not known."""
    for reserve in seen.register.reserves.values():
        if reserve.amount is None:
            what = f"How much is in {reserve.name} is not known; it counts as empty"
            weight = MUCH * _reach_of_reserve(seen, reserve)
            yield seen.finding(what, weight, "reserve", reserve.id, "amount", "enter the amount")


def no_reserve_at_all(seen: Examination) -> Iterator[Finding]:
    """Find a register with services but no money set aside."""
    if seen.register.services and not seen.register.reserves:
        what = "No reserve is entered, so only freed contract money can pay for options"
        mend = "add the funds the council could draw on"
        yield seen.finding(what, ALL * seen.reach_of_all * SOME, "reserve", "", "", mend)


def council_without_a_budget(seen: Examination) -> Iterator[Finding]:
    """Find a council whose yearly budget is not known, so shares of it cannot be given."""
    if seen.register.contracts and seen.register.council.budget_annual is None:
        what = "The council's annual budget is not known, so no share of it can be given"
        yield seen.finding(
            what, LITTLE * seen.reach_of_all, "council", "", "budget_annual", "enter it"
        )


def nobody_to_ring_at_the_council(seen: Examination) -> Iterator[Finding]:
    """Find a register without a single role of the council to ring."""
    own = [one for one in seen.register.contacts.values() if one.provider is None]
    if seen.register.services and not own:
        what = "There is nobody to ring at the council, so the card of a plan stays empty"
        mend = "add the roles that decide, with their numbers"
        yield seen.finding(what, LITTLE * seen.reach_of_all, "contact", "", "", mend)


def reviews_overdue(seen: Examination) -> Iterator[Finding]:
    """Find reviews whose day is past and that nobody has done."""
    for key, review in seen.register.of_kind("review").items():
        due, done = getattr(review, "due", None), getattr(review, "done_on", None)
        if due is not None and done is None and due < seen.today:
            kind = getattr(review, "subject_kind", "")
            subject = getattr(review, "subject", "")
            late = plural((seen.today - due).days, "day")
            what = f"The review of {kind} {subject} is {late} overdue"
            yield seen.finding(what, SOME, "review", key, "due", "do it or set a new day")


def actions_overdue(seen: Examination) -> Iterator[Finding]:
    """Find actions whose day is past and that nobody has done."""
    for key, action in seen.register.of_kind("action").items():
        due, done = getattr(action, "due", None), getattr(action, "done_on", None)
        if due is not None and done is None and due < seen.today:
            late = plural((seen.today - due).days, "day")
            what = f"“{getattr(action, 'title', key)}” is {late} overdue"
            yield seen.finding(what, SOME, "action", key, "due", "do it or set a new day")


def _replaced(seen: Examination, option: Option) -> list[Contract]:
    """Return the contracts an option could stand in for."""
    if option.for_contract is not None:
        return [seen.register.contracts[option.for_contract]]
    return list(seen.register.contracts_of_service.get(option.service, ()))


def _name(seen: Examination, option: Option) -> str:
    service = seen.register.services[option.service].title
    return f"The option {option.id} ({fields.in_words(option.route)} for {service})"


def _reach_of_pool(seen: Examination, pool: str) -> float:
    return sum(
        seen.reach_of_option(option)
        for option in seen.register.options.values()
        if option.pool == pool
    )


def _reach_of_reserve(seen: Examination, reserve: Reserve) -> float:
    if not reserve.services:
        return seen.reach_of_all
    return sum(seen.reach_of_service(seen.register.services[code]) for code in reserve.services)


def _of(
    seen: Examination, option: Option, effect: float, field: str, sentence: str, mend: str
) -> Finding:
    weight = effect * seen.reach_of_option(option)
    return seen.finding(sentence, weight, "option", option.id, field, mend)


CHECKS = (
    options_without_a_capacity,
    options_without_days_to_start,
    options_without_a_cost,
    options_blocked_by_a_missing_clause,
    options_blocked_by_a_missing_agreement,
    options_supplied_by_the_provider_they_replace,
    options_for_areas_where_nobody_lives,
    options_for_a_contract_of_another_service,
    pools_without_a_capacity,
    pools_smaller_than_an_option,
    pools_without_options,
    reserves_without_an_amount,
    no_reserve_at_all,
    council_without_a_budget,
    nobody_to_ring_at_the_council,
    reviews_overdue,
    actions_overdue,
)
