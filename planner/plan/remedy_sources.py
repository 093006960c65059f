"""Preventive actions that change who is hit, who else could serve, or the money there is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from planner.plan import wording
from planner.plan.prevention_cases import Cases
from planner.plan.remedies import (
    AddTo,
    NewOption,
    Remedy,
    SetField,
    SplitContract,
    second_contract_code,
)
from planner.plan.remedy_catalogue import (
    COMMISSIONER,
    DAYS_A_YEAR,
    owner_of,
    service_title,
)
from planner.plan.remedy_rules import remedy_rules, sizes
from planner.plan.remedy_shortage import Shortage, most_short
from planner.register.new_records import free_code
from planner.register.records import Contract, Option, Provider
from planner.register.register import Register
from planner.scenario.demand import people_by_payer

TREASURER = "Section 151 officer"
MOST_DAYS = 182
MOST_SPLITS = 6
SECOND = "framework_call_off"
OFFERS = ("vary_existing", "framework_call_off", "spot_purchase")


def second_sources(register: Register, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return a second source under a framework for each service that is short."""
    rule, size = remedy_rules()["second_source"], sizes()
    for service, short in sorted(most_short(found).items()):
        places = min(float(math.ceil(short)), size["second_most_places"])
        price = _price_today(register, service)
        day = None if price is None else round(price * size["second_price"], 2)
        title = service_title(register, service)
        option = Option(
            free_code(register, "option", f"{service}-second-source"),
            service,
            SECOND,
            capacity=places,
            mobilise_days=round(size["second_start_days"]),
            ramp_days=round(size["second_fill_days"]),
            unit_cost_day=day,
        )
        yield Remedy(
            f"second_source:{service}",
            "second_source",
            f"A second source for {wording.inside(title)}",
            f"{wording.counted(places, 'place', 'places')} on a framework, "
            f"after {wording.days(option.mobilise_days)}",
            owner_of(register, service),
            rule.weeks,
            rule.cost(None if day is None else day * DAYS_A_YEAR * places),
            (service,),
            (NewOption(option),),
        )


def _price_today(register: Register, service: str) -> float | None:
    """Return pounds a person a day over the contracts of a service, or its dearest option."""
    value = days = 0.0
    for contract in register.contracts_of_service.get(service, ()):
        council, others = people_by_payer(register, contract.id)
        if contract.annual_value and council + others:
            value += contract.annual_value
            days += (council + others) * DAYS_A_YEAR
    if days:
        return value / days
    prices = [one.unit_cost_day for one in register.options_of_service.get(service, ())]
    return max((price for price in prices if price is not None), default=None)


def splits(register: Register, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return contracts of who fails, shared with another provider that has places free today.

    Only those of the worst cases: a second provider costs more to manage with every contract.
    """
    rule, size = remedy_rules()["split"], sizes()
    done: set[str] = set()
    for one in found:
        if len(done) >= MOST_SPLITS:
            return
        for contract in register.contracts_of_provider.get(one.id, ()):
            people = register.people_of_contract(contract.id)
            if contract.service not in one.short or contract.id in done or not people:
                continue
            option = _with_room(register, contract)
            if option is None or not option.supplier:
                continue
            split = SplitContract(
                contract.id,
                option.supplier,
                option.id,
                size["split_share"],
                second_contract_code(register, contract),
            )
            moved = sum(split.moved(register).values())
            if not moved:
                continue
            done.add(contract.id)
            yield Remedy(
                f"split:{contract.id}",
                "split",
                f"Share {contract.title} with {register.providers[option.supplier].name}",
                f"{wording.people(moved)} of {wording.number(people)} move before anything fails",
                owner_of(register, contract.service),
                rule.weeks,
                rule.cost(),
                (contract.service,),
                (split,),
            )


def _with_room(register: Register, contract: Contract) -> Option | None:
    """Return the option with most places by which another provider offers the same service."""
    mine = register.providers[contract.provider]
    market = register.services[contract.service].market
    fit = [
        option
        for option in register.options_of_service.get(contract.service, ())
        if option.supplier is not None
        and option.route in OFFERS
        and option.for_contract is None
        and not option.areas
        and not option.needs
        and option.capacity
        and _is_another(register.providers[option.supplier], mine)
        and _is_in_market(register, option.supplier, contract.service, market)
    ]
    return max(fit, key=lambda option: (option.capacity or 0.0, option.id), default=None)


def _is_another(provider: Provider, mine: Provider) -> bool:
    if provider.id == mine.id or provider.id == mine.parent or provider.parent == mine.id:
        return False
    return provider.parent is None or provider.parent != mine.parent


def _is_in_market(register: Register, provider: str, service: str, market: str | None) -> bool:
    return any(
        contract.service == service
        or (market is not None and register.services[contract.service].market == market)
        for contract in register.contracts_of_provider.get(provider, ())
    )


def replacements(register: Register, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return a second supplier standing ready for each that others lean on when a must breaks."""
    rule, days = remedy_rules()["replacement"], round(sizes()["replace_days"])
    leaned: dict[str, dict[str, None]] = {}
    services: dict[str, dict[str, None]] = {}
    for one in found:
        failing = one.id
        network = one.played.network
        below = {network.ids[node] for node in one.played.fallen.delivery}
        for key, link in register.supply_links.items():
            slow = link.replace_days is None or link.replace_days > days
            felt = link.upstream in below and link.downstream in below
            if link.kind == "parent" or not slow or not felt or link.downstream == failing:
                continue
            leaned.setdefault(link.upstream, {})[key] = None
            services.setdefault(link.upstream, {}).update(dict.fromkeys(sorted(one.short)))
    for upstream, keys in sorted(leaned.items()):
        links = [register.supply_links[key] for key in keys]
        who = wording.listed([register.providers[link.downstream].name for link in links], 2)
        yield Remedy(
            f"replacement:{upstream}",
            "replacement",
            f"A second supplier ready beside {_name(register, upstream)}",
            f"Takes over in {wording.days(days)} for {who}",
            "Contract manager",
            rule.weeks,
            rule.cost(number=len(links)),
            tuple(services[upstream]),
            tuple(SetField("supply_link", key, "replace_days", days) for key in keys),
        )


def _name(register: Register, id_: str) -> str:
    known = register.providers.get(id_) or register.assets.get(id_)
    return id_ if known is None else known.name


def cash(cases: Cases, found: Sequence[Shortage]) -> Iterable[Remedy]:
    """Return the cash that would keep each provider from being pulled down by another's end."""
    register = cases.register
    rule = remedy_rules()["cash"]
    falls: dict[str, list[Shortage]] = {}
    for one in found:
        for node in one.played.fallen.ran_out:
            falls.setdefault(one.played.network.ids[node], []).append(one)
    for id_, where in sorted(falls.items()):
        days = _days_needed(cases, id_, where)
        provider = register.providers[id_]
        if days is None:
            continue
        amount = None if provider.turnover is None else provider.turnover / DAYS_A_YEAR * days
        held = "" if amount is None else f", about {wording.money(round(amount, -3))}"
        services = dict.fromkeys(service for one in where for service in sorted(one.short))
        yield Remedy(
            f"cash:{id_}",
            "cash",
            f"Keep {provider.name} in cash for {wording.days(days)} longer",
            f"Paid sooner or lent{held}; else it falls with {_fallers(register, where)}",
            TREASURER,
            rule.weeks,
            rule.cost(amount),
            tuple(services),
            (AddTo("provider", id_, "cash_days", float(days)),),
        )


def _fallers(register: Register, where: Sequence[Shortage]) -> str:
    names = [_name(register, one.id) for one in where]
    return wording.listed([*dict.fromkeys(names)], 2)


def _days_needed(cases: Cases, provider: str, where: Sequence[Shortage]) -> int | None:
    """Return the fewest more days of cash with which a provider stands in all these cases."""
    held = cases.register.providers[provider].cash_days or 0.0

    def stands(days: int) -> bool:
        more = Remedy(
            "",
            "cash",
            "",
            "",
            "",
            0.0,
            None,
            (),
            (SetField("provider", provider, "cash_days", held + days),),
        )
        changed = cases.changed([more])
        for one in where:
            fallen = cases.played(changed, one.id).fallen
            if cases.index[provider] in fallen.ran_out:
                return False
        return True

    if not stands(MOST_DAYS):
        return None
    low, high = 0, MOST_DAYS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if stands(middle) else (middle, high)
    return high


def money(
    register: Register, wanted: dict[str, float], services: dict[str, tuple[str, ...]]
) -> Iterable[Remedy]:
    """Return more money held in each fund, as much as must services want of it (in pounds)."""
    rule = remedy_rules()["money"]
    for reserve, pounds in sorted(wanted.items()):
        amount = float(math.ceil(pounds / 1000) * 1000)
        if not amount:
            continue
        titles = [wording.inside(service_title(register, one)) for one in services[reserve]]
        name = wording.inside(register.reserves[reserve].name)
        yield Remedy(
            f"money:{reserve}",
            "money",
            f"Hold {wording.money(amount)} more in {name}",
            f"For {wording.listed(titles, 3)}",
            TREASURER,
            rule.weeks,
            rule.cost(amount),
            services[reserve],
            (AddTo("reserve", reserve, "amount", amount),),
        )


def bonds(register: Register, failing: dict[str, set[str]]) -> Iterable[Remedy]:
    """Return a bond on each contract of who fails (by provider) whose service is short of money."""
    rule, share = remedy_rules()["bond"], sizes()["bond_share"]
    for provider, services in sorted(failing.items()):
        for contract in register.contracts_of_provider.get(provider, ()):
            if contract.service not in services or not contract.annual_value:
                continue
            amount = round(contract.annual_value * share, -2)
            if amount <= (contract.bond_amount or 0.0):
                continue
            yield Remedy(
                f"bond:{contract.id}",
                "bond",
                f"A bond of {wording.money(amount)} on {contract.title}",
                f"{wording.percent(share)} of its yearly value, at renewal",
                COMMISSIONER,
                rule.weeks,
                rule.cost(amount),
                (contract.service,),
                (SetField("contract", contract.id, "bond_amount", amount),),
            )
