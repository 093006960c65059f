"""Health of contracts: people, money, dates, rules and clauses a plan relies on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from planner.register.findings import (
    ALL,
    LITTLE,
    MUCH,
    SOME,
    Examination,
    Finding,
    plural,
)
from planner.register.records import Contract

# Procurements begun from this day on follow the Procurement Act 2023.
ACT_IN_FORCE = datetime.date(2025, 2, 24)
LARGE_CONTRACT = 1_000_000.0
_YEAR = 365
_OWN = ("in_house", "public_body")


def contracts_without_people(seen: Examination) -> Iterator[Finding]:
    """Find contracts whose number of people is not known."""
    for contract in seen.register.contracts.values():
        if seen.register.people_of_contract(contract.id) is None:
            what = f"How many people {contract.title} serves is not known"
            mend = "enter people by area, need and funder"
            yield _of(seen, contract, ALL, "", what, mend)


def contracts_without_an_annual_value(seen: Examination) -> Iterator[Finding]:
    """Find contracts whose yearly cost is not known, so that losing them frees no money."""
    for contract in seen.register.contracts.values():
        if contract.annual_value is None and not _shares_an_award(contract):
            what = f"What {contract.title} costs in a year is not known"
            yield _of(seen, contract, MUCH, "annual_value", what, "enter its annual value")


def contracts_sharing_an_award_without_a_value_of_their_own(
    seen: Examination,
) -> Iterator[Finding]:
    """Find contracts of a joint award of which only the value of the whole is known."""
    for contract in seen.register.contracts.values():
        if contract.annual_value is None and _shares_an_award(contract):
            sharing = plural(contract.award_shared_by or 0, "supplier")
            what = (
                f"{contract.title} is one of {sharing} in an award; "
                "what this one is paid is not known"
            )
            yield _of(seen, contract, MUCH, "annual_value", what, "enter its own annual value")


def contracts_that_have_ended(seen: Examination) -> Iterator[Finding]:
    """Find contracts whose last day is past."""
    for contract in seen.register.contracts.values():
        last = contract.extension_to or contract.end
        if last is not None and last < seen.today:
            what = f"{contract.title} ended on {_day(last)}"
            mend = "enter what replaced it, or its new end"
            yield _of(seen, contract, MUCH, "end", what, mend)


def contracts_that_may_have_been_extended(seen: Examination) -> Iterator[Finding]:
    """Find contracts past their end that could have been extended."""
    for contract in seen.register.contracts.values():
        end, extended = contract.end, contract.extension_to
        if end is not None and extended is not None and end < seen.today <= extended:
            what = f"{contract.title} ended on {_day(end)} unless it was extended"
            mend = f"if it was, move its end to {_day(extended)}"
            yield _of(seen, contract, SOME, "end", what, mend)


def contracts_ending_within_their_notice(seen: Examination) -> Iterator[Finding]:
    """Find contracts that end sooner than the council's own notice takes."""
    for contract in seen.register.contracts.values():
        notice = contract.notice_days_council
        if contract.end is None or notice is None:
            continue
        left = (contract.end - seen.today).days
        if 0 <= left < notice:
            what = (
                f"{contract.title} ends in {plural(left, 'day')}, "
                f"within its notice of {plural(notice, 'day')}"
            )
            yield _of(seen, contract, SOME, "end", what, "extend it or start its replacement")


def contracts_without_an_end(seen: Examination) -> Iterator[Finding]:
    """Find contracts, other than in-house arrangements, without a last day."""
    for contract in seen.register.contracts.values():
        if contract.end is None and contract.kind != "in_house":
            what = f"When {contract.title} ends is not known"
            yield _of(seen, contract, SOME, "end", what, "enter its last day")


def contracts_without_the_provider_notice(seen: Examination) -> Iterator[Finding]:
    """Find contracts where it is open how soon the provider may leave."""
    for contract in seen.register.contracts.values():
        if contract.notice_days_provider is None and contract.kind != "in_house":
            what = f"How much notice the provider of {contract.title} must give is not known"
            mend = "enter the days from its exit clause"
            yield _of(seen, contract, SOME, "notice_days_provider", what, mend)


def contracts_without_procurement_rules(seen: Examination) -> Iterator[Finding]:
    """Find contracts where it is open which rules they were let under."""
    for contract in seen.register.contracts.values():
        if contract.regime is None and contract.kind != "in_house":
            what = f"The rules {contract.title} was let under are not known"
            mend = "choose them, for they decide routes and notices"
            yield _of(seen, contract, SOME, "regime", what, mend)


def procurement_rules_that_contradict_the_contract(seen: Examination) -> Iterator[Finding]:
    """Find contracts whose rules do not fit their start or their kind."""
    for contract in seen.register.contracts.values():
        early = contract.start is not None and contract.start < ACT_IN_FORCE
        if contract.regime == "pa2023" and early and contract.start is not None:
            what = (
                f"{contract.title} began on {_day(contract.start)}, before the Procurement Act "
                f"2023 came into force on {_day(ACT_IN_FORCE)}"
            )
            yield _of(seen, contract, SOME, "regime", what, "check its rules and its start")
        elif contract.kind is not None and (
            (contract.regime == "grant") != (contract.kind == "grant")
            and contract.regime is not None
        ):
            what = f"{contract.title} is a grant by its kind or its rules, but not by both"
            yield _of(seen, contract, SOME, "regime", what, "correct its kind or its rules")


def contracts_not_said_to_be_light_touch_or_not(seen: Examination) -> Iterator[Finding]:
    """Find contracts where it is open whether the light touch rules make changes easy."""
    for contract in seen.register.contracts.values():
        if contract.regime in ("pa2023", "pcr2015") and contract.light_touch is None:
            what = f"It is not known whether {contract.title} is under the light touch rules"
            yield _of(seen, contract, SOME, "light_touch", what, "say yes or no")


def clauses_not_known(seen: Examination) -> Iterator[Finding]:
    """Find contracts whose step-in, transfer or in-house clause is not known: it counts as no."""
    words = {
        "step_in_right": "step in",
        "novation_allowed": "pass it to another provider",
        "in_house_allowed": "take it back in-house",
    }
    for contract in seen.register.contracts.values():
        unknown = [name for name in words if getattr(contract, name) is None]
        if unknown and contract.kind != "in_house" and seen.class_of(contract) != "could":
            may = " or ".join(words[name] for name in unknown)
            what = f"Whether {contract.title} lets the council {may} is not known; it counts as no"
            yield _of(seen, contract, MUCH, unknown[0], what, "look in the contract")


def must_contracts_without_a_fresh_exit_plan(seen: Examination) -> Iterator[Finding]:
    """Find contracts of must services whose exit plan is missing or older than a year."""
    for contract in seen.register.contracts.values():
        made = contract.exit_plan_date
        if not seen.is_must(contract) or contract.kind == "in_house":
            continue
        if made is None:
            what = f"{contract.title} has no exit plan"
        elif (seen.today - made).days > _YEAR:
            what = f"The exit plan of {contract.title} is more than a year old ({_day(made)})"
        else:
            continue
        mend = "ask the provider for one"
        yield _of(seen, contract, SOME, "exit_plan_date", what, mend)


def must_contracts_without_return_of_records(seen: Examination) -> Iterator[Finding]:
    """Find contracts of must services that do not say that records come back."""
    for contract in seen.register.contracts.values():
        if seen.is_must(contract) and not contract.data_return and contract.kind != "in_house":
            said = "does not make" if contract.data_return is False else "is not known to make"
            what = f"{contract.title} {said} the provider return people's records"
            yield _of(seen, contract, SOME, "data_return", what, "agree a clause, or confirm it")


def must_contracts_without_staff_numbers(seen: Examination) -> Iterator[Finding]:
    """Find contracts of must services where it is open how many staff would transfer."""
    for contract in seen.register.contracts.values():
        if seen.is_must(contract) and contract.tupe_staff is None and contract.kind != "grant":
            what = f"How many staff of {contract.title} would transfer is not known"
            yield _of(seen, contract, LITTLE, "tupe_staff", what, "ask the provider")


def guarantees_by_the_own_parent(seen: Examination) -> Iterator[Finding]:
    """Find guarantees that fall when the whole group falls."""
    for contract in seen.register.contracts.values():
        above = seen.register.providers[contract.provider].parent
        if above is None or not contract.guarantee_by:
            continue
        names = {above.casefold(), seen.register.providers[above].name.casefold()}
        if contract.guarantee_by.strip().casefold() in names:
            what = (
                f"{contract.title} is guaranteed by the provider's own parent, "
                "which is worth little if the group fails"
            )
            yield _of(seen, contract, SOME, "guarantee_by", what, "ask for a bond from a bank")


def large_contracts_without_a_bond(seen: Examination) -> Iterator[Finding]:
    """Find contracts over a million pounds a year that no bond secures."""
    for contract in seen.register.contracts.values():
        own = seen.register.providers[contract.provider].sector in _OWN
        large = (contract.annual_value or 0.0) > LARGE_CONTRACT
        if large and not contract.bond_amount and not own and contract.kind != "in_house":
            what = f"{contract.title} costs over £1m a year and no bond is entered"
            mend = "enter the bond, or 0 and accept the risk"
            if contract.bond_amount is None:
                yield _of(seen, contract, LITTLE, "bond_amount", what, mend)


def in_house_contracts_with_outside_providers(seen: Examination) -> Iterator[Finding]:
    """Find in-house arrangements whose provider is not in-house."""
    for contract in seen.register.contracts.values():
        provider = seen.register.providers[contract.provider]
        if contract.kind == "in_house" and provider.sector not in (None, "in_house"):
            what = f"{contract.title} is in-house but {provider.name} is not"
            yield _of(seen, contract, SOME, "kind", what, "correct the kind or the sector")


def _shares_an_award(contract: Contract) -> bool:
    return (contract.award_shared_by or 0) > 1


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _of(
    seen: Examination, contract: Contract, effect: float, field: str, sentence: str, mend: str
) -> Finding:
    weight = effect * seen.reach_of_contract(contract)
    return seen.finding(sentence, weight, "contract", contract.id, field, mend)


CHECKS = (
    contracts_without_people,
    contracts_without_an_annual_value,
    contracts_sharing_an_award_without_a_value_of_their_own,
    contracts_that_have_ended,
    contracts_that_may_have_been_extended,
    contracts_ending_within_their_notice,
    contracts_without_an_end,
    contracts_without_the_provider_notice,
    contracts_without_procurement_rules,
    procurement_rules_that_contradict_the_contract,
    contracts_not_said_to_be_light_touch_or_not,
    clauses_not_known,
    must_contracts_without_a_fresh_exit_plan,
    must_contracts_without_return_of_records,
    must_contracts_without_staff_numbers,
    guarantees_by_the_own_parent,
    large_contracts_without_a_bond,
    in_house_contracts_with_outside_providers,
)
