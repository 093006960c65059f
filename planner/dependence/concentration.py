"""Concentration: shares of the budget, of markets and of people (MODEL section 8).

Shares are measured three ways: by provider, by ultimate parent, and looked through the supply
chain, where the value passed to a sub-contractor (its income share times its turnover) is taken
off the prime. HHI is the sum of squared percentage shares, 0 to 10,000.

Where a register was made from a list that states only what awards are worth over their whole
terms, shares are of those values instead. The value of an award that several suppliers share is
nobody's share: how it is divided is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx

from planner.register.award_values import value_of_awards
from planner.register.records import Contract, Provider
from planner.register.register import Register

LIMIT = 0.20
A_YEAR = "a year"
AWARDS = "awards"

Values = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one provider, group or link of the chain holds.

    `value` is pounds, a year or of awards as the concentration says; shares are 0 to 1.
    `budget_share` is None where the council's budget is not known, `people` and `people_share`
    where no count is.
    """

    id: str
    name: str
    value: float
    share: float
    budget_share: float | None
    people: int | None
    people_share: float | None
    over_limit: bool


@dataclass(frozen=True, slots=True)
class Market:
    """How concentrated one market is, by provider, by group and through the chain.

    `value` is pounds, as the concentration says; `hhi` 0 to 10,000, None where no value is known.
    `over_limit` names holders, whichever way they are looked at, with more than the limit.
    """

    market: str
    value: float
    hhi: float | None
    hhi_of_groups: float | None
    hhi_through_chain: float | None
    largest: str
    largest_share: float
    over_limit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """The concentration of a whole register.

    `measured_by` says whether values are yearly ("a year") or of whole awards ("awards"). `value`
    is the sum of those known, in pounds; `shared_value` what awards shared by several suppliers are
    worth beside that; `contracts_without_value` how many contracts have none of their own.
    `limit` is the share above which a holder is marked.
    """

    measured_by: str
    value: float
    shared_value: float
    contracts_without_value: int
    budget: float | None
    limit: float
    providers: tuple[Holding, ...]
    groups: tuple[Holding, ...]
    through_chain: tuple[Holding, ...]
    markets: tuple[Market, ...]


def hhi(values: Mapping[str, float]) -> float | None:
    """Return the sum of squared percentage shares, or None where there is no value."""
    total = sum(values.values())
    if total <= 0:
        return None
    return sum((100 * value / total) ** 2 for value in values.values())


def ultimate_parent(register: Register, provider: str) -> str:
    """Return the provider at the top of the chain of owners; rings end where they began."""
    seen = {provider}
    while True:
        owner = register.providers[provider].parent
        if owner is None or owner in seen or owner not in register.providers:
            return provider
        seen.add(owner)
        provider = owner


def value_of(contract: Contract, measured_by: str) -> float | None:
    """Return what a contract is worth by itself, in pounds; None where that is not known."""
    if measured_by == A_YEAR:
        return contract.annual_value
    return contract.total_value if (contract.award_shared_by or 1) == 1 else None


def better_measure(register: Register) -> str:
    """Return the measure for which more contracts have a value; yearly where as many have."""
    known = {
        measure: sum(value_of(c, measure) is not None for c in register.contracts.values())
        for measure in (A_YEAR, AWARDS)
    }
    return AWARDS if known[AWARDS] > known[A_YEAR] else A_YEAR


def values_by_market(register: Register, measured_by: str = A_YEAR) -> Values:
    """Return pounds by provider and market, of contracts whose value is known.

    A service whose market is not known is a market of its own, under its title.
    """
    found: Values = {}
    for contract in register.contracts.values():
        value = value_of(contract, measured_by)
        if value is None:
            continue
        service = register.services[contract.service]
        market = service.market or service.title
        mine = found.setdefault(contract.provider, {})
        mine[market] = mine.get(market, 0.0) + value
    return found


def through_chain(register: Register, held: Values) -> Values:
    """Return values after every prime has passed on what its sub-contractors earn from it.

    A prime passes on no more than it holds: where sub-contractors claim more, they share what is
    there. Providers that supply each other in a ring pass nothing on within the ring.
    """
    chain = networkx.DiGraph()
    claims: dict[tuple[str, str], float] = {}
    for link in register.supply_links.values():
        supplier = register.providers.get(link.upstream)
        if link.kind == "parent" or supplier is None or not link.income_share:
            continue
        earned = link.income_share * (supplier.turnover or 0.0)
        if earned > 0:
            claims[link.downstream, link.upstream] = (
                claims.get((link.downstream, link.upstream), 0.0) + earned
            )
            chain.add_edge(link.downstream, link.upstream)
    result = {provider: dict(markets) for provider, markets in held.items()}
    rings = networkx.condensation(chain)
    for ring in networkx.topological_sort(rings):
        members = rings.nodes[ring]["members"]
        for prime in members:
            _pass_on(prime, members, chain, claims, result)
    return result


def _pass_on(
    prime: str,
    ring: set[str],
    chain: networkx.DiGraph,
    claims: Mapping[tuple[str, str], float],
    result: Values,
) -> None:
    has = sum(result.get(prime, {}).values())
    suppliers = [other for other in chain.successors(prime) if other not in ring]
    claimed = sum(claims[prime, other] for other in suppliers)
    if has <= 0 or claimed <= 0:
        return
    part = min(1.0, claimed / has)
    for market, value in list(result[prime].items()):
        result[prime][market] = value * (1 - part)
        for other in suppliers:
            mine = result.setdefault(other, {})
            mine[market] = mine.get(market, 0.0) + value * part * claims[prime, other] / claimed


def three_ways(register: Register, measured_by: str) -> tuple[Values, Values, Values]:
    """Return pounds by market of every provider, of every group, and through the supply chain."""
    held = values_by_market(register, measured_by)
    groups: Values = {}
    for provider, markets in held.items():
        mine = groups.setdefault(ultimate_parent(register, provider), {})
        for market, value in markets.items():
            mine[market] = mine.get(market, 0.0) + value
    return held, groups, through_chain(register, held) if measured_by == A_YEAR else held


def concentration(
    register: Register, *, limit: float = LIMIT, measured_by: str | None = None
) -> Concentration:
    """Measure the concentration of a register; `limit` marks holders above that share.

    `measured_by` None takes the measure for which more contracts have a value. What sub-contractors
    earn is yearly, so by awards nothing is looked through.
    """
    by = measured_by or better_measure(register)
    held, groups, chain = three_ways(register, by)
    budget = register.council.budget_annual if by == A_YEAR else None
    people = _people(register)
    group_people: dict[str, int] = {}
    for provider, count in people.items():
        top = ultimate_parent(register, provider)
        group_people[top] = group_people.get(top, 0) + count
    return Concentration(
        measured_by=by,
        value=sum(sum(markets.values()) for markets in held.values()),
        shared_value=value_of_awards(
            c for c in register.contracts.values() if (c.award_shared_by or 1) > 1
        ).value,
        contracts_without_value=sum(
            value_of(contract, by) is None for contract in register.contracts.values()
        ),
        budget=register.council.budget_annual,
        limit=limit,
        providers=_holdings(held, people, limit, register, budget),
        groups=_holdings(groups, group_people, limit, register, budget),
        through_chain=_holdings(chain, {}, limit, register, budget),
        markets=_markets(register, held, groups, chain, limit),
    )


def _people(register: Register) -> dict[str, int]:
    found: dict[str, int] = {}
    for contract in register.contracts.values():
        count = register.people_of_contract(contract.id)
        if count is not None:
            found[contract.provider] = found.get(contract.provider, 0) + count
    return found


def _holdings(
    values: Values,
    people: Mapping[str, int],
    limit: float,
    register: Register,
    budget: float | None,
) -> tuple[Holding, ...]:
    total = sum(sum(markets.values()) for markets in values.values())
    all_people = sum(people.values())
    found = []
    for id_ in dict.fromkeys([*values, *people]):
        value = sum(values.get(id_, {}).values())
        share = value / total if total else 0.0
        of_budget = value / budget if budget else None
        count = people.get(id_)
        found.append(
            Holding(
                id_,
                _name(register.providers.get(id_), id_),
                value,
                share,
                of_budget,
                count,
                count / all_people if count is not None and all_people else None,
                (share if of_budget is None else of_budget) > limit,
            )
        )
    return tuple(sorted(found, key=lambda holding: (-holding.value, holding.id)))


def _markets(
    register: Register, held: Values, groups: Values, chain: Values, limit: float
) -> tuple[Market, ...]:
    names = sorted({market for markets in held.values() for market in markets})
    found = []
    for name in names:
        views = [
            {id_: markets[name] for id_, markets in values.items() if markets.get(name)}
            for values in (held, groups, chain)
        ]
        total = sum(views[0].values())
        over = {
            id_
            for view in views
            for id_, value in view.items()
            if total > 0 and value / total > limit
        }
        largest = max(views[0], key=lambda id_: views[0][id_], default="")
        found.append(
            Market(
                name,
                total,
                hhi(views[0]),
                hhi(views[1]),
                hhi(views[2]),
                largest,
                views[0][largest] / total if largest and total else 0.0,
                tuple(sorted(over)),
            )
        )
    return tuple(sorted(found, key=lambda market: (-market.value, market.market)))


def _name(provider: Provider | None, id_: str) -> str:
    return provider.name if provider is not None else id_
