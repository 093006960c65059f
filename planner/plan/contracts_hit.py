"""What the register knows of each contract hit: value, award, dates, and how much of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.plan import ContractHit
from planner.register.records import Contract
from planner.scenario.demand import people_by_payer

MOST_ENDS = 3


def contract_hits(case: Case) -> tuple[ContractHit, ...]:
    """Return each contract hit, those of one service together, largest first."""
    order = {found.service: at for at, found in enumerate(case.services)}
    contracts = sorted(
        case.contracts_hit,
        key=lambda c: (order[c.service], -(c.annual_value or 0.0), -(c.total_value or 0.0)),
    )
    return tuple(_hit(case, contract) for contract in contracts)


def _hit(case: Case, contract: Contract) -> ContractHit:
    register = case.register
    market = register.services[contract.service].market
    own = register.contracts_of_service.get(contract.service, ())
    same = [
        other
        for service in register.services.values()
        if market and service.market == market
        for other in register.contracts_of_service.get(service.id, ())
    ]
    every = list(register.contracts.values())
    return ContractHit(
        contract=contract.title,
        service=case.name_of(contract.service),
        provider=case.name_of(contract.provider),
        annual_value=contract.annual_value,
        award_value=contract.total_value,
        award_words=_award(contract),
        start=contract.start,
        end=contract.end,
        extension_to=contract.extension_to,
        ends_words=_ends(case, contract),
        service_share=share(contract.annual_value, own),
        market_share=share(contract.annual_value, same),
        council_share=share(contract.annual_value, every),
        service_id=contract.service,
        service_value=_whole(own),
        market_value=_whole(same),
        council_value=_whole(every),
        council_part=council_part(case, contract),
    )


def share(part: float | None, contracts: Iterable[Contract]) -> float | None:
    """Return a part of the known yearly value of contracts, 0 to 1; None where not known."""
    whole = _whole(contracts)
    return part / whole if part is not None and whole else None


def _whole(contracts: Iterable[Contract]) -> float:
    """Return the known yearly value of contracts, in pounds."""
    return float(sum(contract.annual_value or 0.0 for contract in contracts))


def council_part(case: Case, contract: Contract) -> float:
    """Return the part of a contract's people whom the council pays for, 0 to 1; 1 with no people.

    MODEL section 4, credit of a service: so much of the price is no longer due.
    """
    council, others = people_by_payer(case.register, contract.id)
    return council / (council + others) if council + others else 1.0


def _award(contract: Contract) -> str:
    """Return the whole award in words, and how many suppliers share it where several do."""
    if contract.total_value is None:
        return "Award: value not known"
    told = f"Award of {wording.money(contract.total_value)} in all"
    sharers = contract.award_shared_by
    if sharers is not None and sharers > 1:
        return f"{told}, shared by {sharers} suppliers: how much is this one’s is not known"
    return told


def _ends(case: Case, contract: Contract) -> str:
    """Return where the contract is over or ends within the time followed, else nothing."""
    end = contract.end
    if end is None:
        return "When it ends is not known"
    more = ""
    if contract.extension_to is not None and contract.extension_to > end:
        more = f", unless extended to {wording.date_words(contract.extension_to)}"
    if end < case.start:
        return f"Over since {wording.date_words(end)}{more}"
    if end <= case.date_of(case.outcome.horizon_days - 1):
        return f"Ends within the time followed, on {wording.date_words(end)}{more}"
    return ""


def concentration_words(case: Case) -> tuple[str, ...]:
    """Return how much hangs on the providers hit, and which of their contracts are ending."""
    contracts = case.contracts_hit
    if not contracts:
        return ()
    return (*_how_much(case, contracts), *_awards(contracts), *_over(case, contracts))


def _how_much(case: Case, contracts: Sequence[Contract]) -> list[str]:
    every = case.register.contracts.values()
    valued = sum(contract.annual_value is not None for contract in every)
    value = case.value_of(contracts)
    many = wording.counted(len(contracts), "contract", "contracts")
    of = f"{many} of {len(case.register.contracts):,} in the register"
    is_hit = "is hit" if len(contracts) == 1 else "are hit"
    if value is None:
        return [
            f"{of} {is_hit}; the yearly value of none of them is known, so no share of spending "
            "can be worked out."
        ]
    part = share(value, every)
    blank = sum(contract.annual_value is None for contract in contracts)
    less = f" (leaving out {blank} without a value)" if blank else ""
    told = [
        f"{of} {is_hit}, worth {wording.money(value)} a year{less}: {wording.percent(part)} of "
        f"the yearly value known, that of {wording.counted(valued, 'contract', 'contracts')}."
    ]
    told += _shares(case, contracts)
    return told


def _shares(case: Case, contracts: Sequence[Contract]) -> list[str]:
    """Return the largest share of a service and of a market that the contracts hit hold."""
    found = []
    for service in case.services:
        own = case.register.contracts_of_service.get(service.service, ())
        hit = [contract for contract in contracts if contract.service == service.service]
        part = share(case.value_of(hit), own)
        if part is not None:
            found.append((part, service.title))
    if not found:
        return []
    part, title = max(found)
    return [f"They are {wording.percent(part)} of what is spent on {wording.inside(title)}."]


def _awards(contracts: Sequence[Contract]) -> list[str]:
    awards = {
        contract.award_reference or contract.id: contract
        for contract in contracts
        if contract.total_value is not None
    }
    shared = [c for c in awards.values() if (c.award_shared_by or 1) > 1]
    if not shared:
        return []
    whole = sum(contract.total_value or 0.0 for contract in shared)
    least = min(contract.award_shared_by or 1 for contract in shared)
    most = max(contract.award_shared_by or 1 for contract in shared)
    by = f"{least}" if least == most else f"{least} to {most}"
    awards_words = wording.counted(len(shared), "award", "awards")
    each = "" if len(shared) == 1 else " each"
    return [
        f"Behind them stand {awards_words} of {wording.money(whole)} in all,{each} shared by {by} "
        "suppliers: the part of one supplier is not known."
    ]


def _over(case: Case, contracts: Sequence[Contract]) -> list[str]:
    told = []
    last = case.date_of(case.outcome.horizon_days - 1)
    over = [c for c in contracts if c.end is not None and c.end < case.start]
    ending = [c for c in contracts if c.end is not None and case.start <= c.end <= last]
    if over:
        names = wording.listed([_dated(contract) for contract in over], MOST_ENDS)
        told.append(f"Over already by the register: {names}. Check whether they run on.")
    if ending:
        names = wording.listed([_dated(contract) for contract in ending], MOST_ENDS)
        told.append(f"Ending within the time followed in any case: {names}.")
    return told


def _dated(contract: Contract) -> str:
    return f"{contract.title} ({wording.date_words(contract.end)})"
