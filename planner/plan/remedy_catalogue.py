"""The preventive actions a register allows: found from the failures that break a must service."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from planner import fields
from planner.dependence.gates import ON_CONTRACT
from planner.plan import wording
from planner.plan.case import COUNCIL_LABELS
from planner.plan.remedies import AddTo, Remedy, RemedyKind, SetField
from planner.plan.remedy_rules import remedy_rules, sizes
from planner.plan.remedy_shortage import Shortage, most_short
from planner.plan.step_in import UNBLOCK
from planner.register.records import Option
from planner.register.register import Register

DAYS_A_YEAR = 365
NEXT_VARIED = " when the contract is next varied"
COMMISSIONER = "Head of commissioning"


def permissions(register: Register, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return what would unblock options: clauses in contracts and agreements signed."""
    clauses: dict[tuple[str, tuple[str, ...]], dict[str, Option]] = {}
    unsigned: dict[str, Option] = {}
    for one in found:
        for block in one.blocked():
            if block.missing == "agreed":
                unsigned[block.option.id] = block.option
                continue
            key = (block.missing, block.contracts)
            clauses.setdefault(key, {})[block.option.id] = block.option
    for (permission, contracts), options in _widest(clauses).items():
        yield _clause(register, permission, contracts, list(options.values()))
    for option in unsigned.values():
        action, owner = UNBLOCK["agreed"]
        rule = remedy_rules()["agreed"]
        yield Remedy(
            f"agreed:{option.id}",
            "agreed",
            f"{action} with {partner(register, option)}",
            f"{service_title(register, option.service)}: {brings(option)}",
            owner,
            rule.weeks,
            rule.cost(),
            (option.service,),
            (SetField("option", option.id, "agreed", True),),
        )


def _widest(
    clauses: dict[tuple[str, tuple[str, ...]], dict[str, Option]],
) -> dict[tuple[str, tuple[str, ...]], dict[str, Option]]:
    """Return clauses with those that others of the same service hold already left out.

    One failure hits two lots of a service and another only the first: the clause is wanted in both.
    """
    found: dict[tuple[str, tuple[str, ...]], dict[str, Option]] = {}
    for (permission, contracts), options in clauses.items():
        wider = next(
            (key for key in clauses if key[0] == permission and set(key[1]) > set(contracts)),
            None,
        )
        mine = found.setdefault(wider or (permission, contracts), {})
        mine.update(options)
    return found


def _clause(
    register: Register, permission: str, contracts: tuple[str, ...], options: list[Option]
) -> Remedy:
    action, owner = UNBLOCK[permission]
    rule = remedy_rules()[permission]
    titles = [register.contracts[contract].title for contract in contracts]
    service = options[0].service
    kind: RemedyKind = permission  # type: ignore[assignment]
    return Remedy(
        f"{permission}:{'+'.join(contracts)}",
        kind,
        f"{action.removesuffix(NEXT_VARIED)} to {wording.listed(titles, 2)}",
        f"{wording.upper_first(NEXT_VARIED.strip())}: {wording.inside(brings(options[0]))}",
        owner,
        rule.weeks,
        rule.cost(number=len(contracts)),
        (service,),
        tuple(SetField("contract", contract, permission, True) for contract in contracts),
    )


def places(register: Register, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return more places with each option and pool that could serve those left too late."""
    short = most_short(found)
    rule, size = remedy_rules()["places"], sizes()
    eased: dict[str, Option] = {}
    for one in found:
        eased.update((option.id, option) for option in one.options())
    for id_ in sorted(eased):
        option = register.options[id_]
        more = _more(option.capacity, short.get(option.service), size)
        if more is None:
            continue
        price = option.unit_cost_day
        year = None if price is None else price * DAYS_A_YEAR * more
        yield Remedy(
            f"places:{id_}",
            "places",
            f"{_places(more)} {by_whom(register, option)}",
            f"{service_title(register, option.service)}, kept ready under a retainer",
            owner_of(register, option.service),
            rule.weeks,
            rule.cost(year),
            (option.service,),
            (AddTo("option", id_, "capacity", more),),
        )
    yield from _pools(register, eased.values(), short, size)


def _pools(
    register: Register,
    options: Iterable[Option],
    short: dict[str, float],
    size: Mapping[str, float],
) -> Iterable[Remedy]:
    rule = remedy_rules()["pool"]
    by_pool: dict[str, list[Option]] = {}
    for option in options:
        if option.pool is not None:
            by_pool.setdefault(option.pool, []).append(option)
    for id_, sharing in sorted(by_pool.items()):
        pool = register.pools[id_]
        wanted = sum(short.get(service, 0.0) for service in {o.service for o in sharing})
        more = _more(pool.capacity, wanted or None, size)
        if more is None:
            continue
        prices = [option.unit_cost_day for option in sharing if option.unit_cost_day is not None]
        year = max(prices) * DAYS_A_YEAR * more if prices else None
        services = tuple(sorted({option.service for option in sharing}))
        titles = [wording.inside(service_title(register, service)) for service in services]
        yield Remedy(
            f"pool:{id_}",
            "pool",
            f"{_places(more)} in {wording.inside(pool.name)}",
            f"Shared by {wording.listed(titles, 3)}",
            owner_of(register, services[0]),
            rule.weeks,
            rule.cost(year),
            services,
            (AddTo("pool", id_, "capacity", more),),
        )


def _more(capacity: float | None, short: float | None, size: Mapping[str, float]) -> float | None:
    """Return how many places to ask for: those short, but no more than a partner can add."""
    if short is None:
        return None
    most = max(size["fewest_places"], math.ceil(size["most_places_share"] * (capacity or 0.0)))
    return float(min(math.ceil(short), most))


def _places(more: float) -> str:
    return wording.upper_first(f"{wording.counted(more, 'more place', 'more places')}")


def sooner(register: Register, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return a start in half the days for each option that takes two days or more."""
    rule, size = remedy_rules()["sooner"], sizes()
    short = most_short(found)
    options = {option.id for one in found for option in one.options() if option.service in short}
    for id_ in sorted(options):
        option = register.options[id_]
        less = math.floor((option.mobilise_days or 0) * size["sooner_share"])
        if not less:
            continue
        yield Remedy(
            f"sooner:{id_}",
            "sooner",
            f"Start {wording.days(less)} sooner {by_whom(register, option)}",
            f"{service_title(register, option.service)}: papers ready, rehearsed each year",
            owner_of(register, option.service),
            rule.weeks,
            rule.cost(),
            (option.service,),
            (AddTo("option", id_, "mobilise_days", -less),),
        )


BY_ROUTE = {
    "in_house": "with the council’s own team",
    "direct_payment": "by direct payments",
    "spot_purchase": "bought on the spot",
    "framework_call_off": "called off a framework",
    "mutual_aid": "by mutual aid",
    "vary_existing": "with other providers under contract",
    "neighbour_council": "with the neighbouring council",
    "interim_provider": "with the interim provider",
    "emergency_social_enterprise": "with a social enterprise set up for this",
}


def by_whom(register: Register, option: Option) -> str:
    """Return through whom an option serves, after what it brings."""
    if option.supplier in register.providers or option.for_contract in register.contracts:
        return f"with {partner(register, option)}"
    return BY_ROUTE.get(option.route, f"by {fields.in_words(option.route)}")


def partner(register: Register, option: Option) -> str:
    """Return with whom an option is agreed, inside a sentence."""
    supplier = register.providers.get(option.supplier or "")
    if supplier is not None:
        return supplier.name
    if option.route in ON_CONTRACT and option.for_contract in register.contracts:
        contract = register.contracts[option.for_contract or ""]
        whose = wording.of(register.providers[contract.provider].name)
        return f"{whose} own staff"
    label = COUNCIL_LABELS.get(option.route, fields.in_words(option.route))
    return wording.inside(label)


def service_title(register: Register, service: str) -> str:
    """Return the title of a service."""
    return register.services[service].title


def brings(option: Option) -> str:
    """Return what an option brings: "20 places after 10 days"."""
    places = "Places not known" if option.capacity is None else _count(option.capacity)
    days = option.mobilise_days
    return places if days is None else f"{places} after {wording.days(days)}"


def _count(places: float) -> str:
    return wording.counted(places, "place", "places")


def owner_of(register: Register, service: str) -> str:
    """Return who answers for a service; the head of commissioning where nobody is named."""
    return register.services[service].owner or COMMISSIONER
