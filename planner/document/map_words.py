"""What a map of dependence says in words: its headline, its key numbers and each box."""

from __future__ import annotations

from dataclasses import dataclass

from planner import fields
from planner.dependence.captive import Captive
from planner.dependence.concentration import Concentration, values_by_market
from planner.dependence.draw_picture import who_leans
from planner.dependence.picture import PROVIDERS, SUPPLIERS, Box, Picture, Ribbon
from planner.dependence.reach import Node
from planner.document.wording import count, counted, middle, people, percent, pounds, small, start
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Figure:
    """A key number with its words; `is_over` where a limit is broken."""

    number: str
    words: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one centre beside the picture: who is captive, shares, who is pulled down.

    `pulled_down` holds keys and first days.
    """

    captive: tuple[Captive, ...]
    concentration: Concentration
    pulled_down: tuple[tuple[str, int], ...]


def name_of(register: Register, centre: Node) -> str:
    """Return what a centre is called."""
    kind, key = centre
    if kind == "people":
        return start(fields.in_words(key))
    if kind == "service":
        return register.services[key].title
    if kind == "asset":
        return register.assets[key].name
    return register.providers[key].name


def headline(register: Register, centre: Node | None, group_by: str, standing: Standing) -> str:
    """Return the sentence over a map: who relies on what, and who has nobody else."""
    if centre is None:
        found = [register.people_of_service(key) for key in register.services]
        number = sum(one or 0 for one in found)
        providers = len(register.contracts_of_provider)
        return (
            f"{start(people(number))} rely on "
            f"{counted(len(register.services), 'service', 'services')} "
            f"from {counted(providers, 'provider', 'providers')}."
        )
    kind, key = centre
    name = name_of(register, centre)
    if kind == "people":
        return _of_group(register, key, group_by)
    if kind == "provider" and register.contracts_of_provider.get(key):
        counts = [
            register.people_of_contract(one.id) for one in register.contracts_of_provider[key]
        ]
        return _rely(name, counts, [one for one in standing.captive if one.provider == key])
    if kind == "service":
        captive = [one for one in standing.captive if one.service == key]
        return _rely(name, [register.people_of_service(key)], captive)
    leaning = who_leans(register, key)
    counts = [
        register.people_of_contract(contract.id)
        for provider in sorted(leaning)
        for contract in register.contracts_of_provider.get(provider, ())
    ]
    known = [one for one in counts if one is not None]
    if not leaning:
        return f"Nobody is known to lean on {name}."
    through = f"through {small(len(leaning))} provider{'s' if len(leaning) > 1 else ''}"
    if not known:
        return f"How many people rely on {name}, {through}, is not known."
    return f"{start(people(sum(known)))} {_verb(sum(known))} on {name} {through}."


def _rely(name: str, counts: list[int | None], captive: list[Captive]) -> str:
    known = [one for one in counts if one is not None]
    if not known:
        return f"How many people rely on {name} is not known."
    number, held = sum(known), sum(one.captive for one in captive)
    first = f"{start(people(number))} {_verb(number)} on {name}"
    if not held:
        return f"{first}; others could take all of them."
    if held == number:
        return f"{first}; none of them has anybody else to turn to."
    have = "has" if held == 1 else "have"
    return f"{first}; {count(held)} of them {have} nobody else to turn to."


def _of_group(register: Register, key: str, group_by: str) -> str:
    mine = [one for one in register.places.values() if getattr(one, group_by) == key]
    services = {register.contracts[one.contract].service for one in mine}
    providers = {register.contracts[one.contract].provider for one in mine}
    number = sum(one.people or 0 for one in mine)
    word = fields.in_words(key)
    who = {
        "area": f"in {word}",
        "need": f"with {word} needs",
        "funder": f"paid for by {'the council' if word == 'council' else word}",
    }[group_by]
    if key == "direct_payment":
        who = "with a direct payment"
    elif key == "self":
        who = "who pay for themselves"
    return (
        f"{start(people(number))} {who} {_verb(number)} on "
        f"{counted(len(services), 'service', 'services')} "
        f"from {counted(len(providers), 'provider', 'providers')}."
    )


def _verb(number: float) -> str:
    return "relies" if round(number) == 1 else "rely"


def figures(register: Register, centre: Node | None, standing: Standing) -> tuple[Figure, ...]:
    """Return three to five key numbers of a centre."""
    if centre is None:
        held = sum(one.captive for one in standing.captive)
        over = [market for market in standing.concentration.markets if market.over_limit]
        limit = percent(standing.concentration.limit)
        return (
            Figure(count(len(register.services)), "services"),
            Figure(count(len(register.contracts_of_provider)), "providers with a contract"),
            Figure(count(held), "captive: no other place for them"),
            Figure(count(len(over)), f"markets with a holder over {limit}", bool(over)),
        )
    kind, key = centre
    if kind == "people":
        return ()
    if kind == "service":
        return _of_service(register, key, standing)
    down = len(standing.pulled_down)
    pulled = Figure(count(down), f"other{'s' if down != 1 else ''} pulled down if it stops")
    contracts = register.contracts_of_provider.get(key, ()) if kind == "provider" else ()
    if not contracts:
        leaning = who_leans(register, key)
        return (Figure(count(len(leaning)), "providers lean on it"), pulled)
    counts = [register.people_of_contract(one.id) for one in contracts]
    known = [one for one in counts if one is not None]
    services = {contract.service for contract in contracts}
    found = [
        Figure(
            count(sum(known)) if known else "?",
            f"{'people' if known else 'people not known'}, "
            f"{counted(len(services), 'service', 'services')}",
        ),
        Figure(
            count(sum(one.captive for one in standing.captive if one.provider == key)),
            "captive: no other place",
        ),
        *_of_market(register, key, standing.concentration),
        pulled,
    ]
    return tuple(found)


def _of_market(register: Register, provider: str, found: Concentration) -> list[Figure]:
    held = values_by_market(register, found.measured_by).get(provider, {})
    if not held:
        return []
    name = max(held, key=lambda market: (held[market], market))
    market = next(one for one in found.markets if one.market == name)
    if not market.value:
        return []
    share = held[name] / market.value
    over = share > found.limit
    said = f"over the {percent(found.limit)} limit" if over else f"limit {percent(found.limit)}"
    figures_found = [Figure(percent(share), f"of {middle(name)}, {said}", over)]
    if market.hhi is not None:
        figures_found.append(Figure(count(market.hhi), f"HHI, {middle(name)} market"))
    return figures_found


def _of_service(register: Register, key: str, standing: Standing) -> tuple[Figure, ...]:
    contracts = register.contracts_of_service.get(key, ())
    held = sum(one.captive for one in standing.captive if one.service == key)
    options = register.options_of_service.get(key, ())
    providers = {contract.provider for contract in contracts}
    shares = [one for one in standing.captive if one.service == key]
    largest = max(shares, key=lambda one: one.share, default=None)
    found = [
        Figure(count(register.people_of_service(key)), "people"),
        Figure(count(len(providers)), "providers" if len(providers) != 1 else "provider"),
        Figure(count(held), "captive: no other place"),
        Figure(count(len(options)), "options to step in"),
    ]
    if largest is not None:
        found.insert(2, Figure(percent(largest.share), "with the largest provider"))
    return tuple(found)


def short_pounds(amount: float | None) -> str:
    """Return pounds in three figures: £940, £12k, £1.3m."""
    if amount is None or round(amount) < 1_000:
        return pounds(amount)
    if amount < 999_500:
        return f"£{amount / 1_000:,.0f}k"
    millions = amount / 1_000_000
    return f"£{millions:,.1f}m" if millions < 99.5 else f"£{millions:,.0f}m"


def second_line(picture: Picture, box: Box) -> str:
    """Return the words under the name of a box: how many of its people rely on the centre."""
    if picture.measure == "money" and box.column != SUPPLIERS:
        return f"{pounds(box.amount)} a year" if box.amount else "not known"
    if box.column == SUPPLIERS:
        return box.detail
    if box.whole is None:
        return "people not known"
    if box.detail and not box.chosen:
        return f"{people(box.amount)}, {box.detail}"
    centre = picture.by_id.get(picture.centre)
    others = centre is not None and box.id != centre.id and box.column != PROVIDERS
    if others and box.chosen and round(box.chosen) < round(box.amount):
        return f"{count(box.chosen)} of {count(box.amount)}"
    if not box.amount and box.whole:
        return f"{people(box.whole)}, not shown"
    return people(box.amount)


def box_sentence(picture: Picture, box: Box) -> str:
    """Return a sentence or two on one box."""
    said = (lambda n: pounds(n)) if picture.measure == "money" else people
    parts = [box.name]
    if box.class_ and box.class_ != box.name.lower():
        parts[0] += f" ({box.class_})"
    if box.column == SUPPLIERS:
        behind = f"{said(box.amount)} of providers that lean on it"
        parts.append(f"{start(box.detail)}; {behind}" if box.detail else start(behind))
    elif box.whole is None:
        parts.append("How many people it serves is not known")
    else:
        whole = f" of {count(box.whole)}" if round(box.whole) > round(box.amount) else ""
        shown = f"{said(box.amount)}{' shown' + whole if whole else ''}"
        parts.append(shown)
        centre = picture.by_id.get(picture.centre)
        if centre is not None and centre.id != box.id and centre.kind != "others":
            is_money = picture.measure == "money"
            verb = "goes to" if is_money else f"{_verb(box.chosen)} on"
            who = said(box.chosen)
            if not box.chosen:
                who, verb = (
                    "None of it" if is_money else "None of them",
                    verb.replace("rely", "relies"),
                )
            parts.append(f"{who} {verb} {centre.name}")
    return ". ".join(parts) + "."


def ribbon_sentence(picture: Picture, ribbon: Ribbon) -> str:
    """Return a sentence on one ribbon."""
    start_box, end_box = picture.by_id[ribbon.start], picture.by_id[ribbon.end]
    said = pounds(ribbon.amount) if picture.measure == "money" else people(ribbon.amount)
    if not ribbon.amount:
        said = "How many is not known"
    if end_box.column == SUPPLIERS:
        what = f" for {ribbon.words}" if ribbon.words and ribbon.words != "owner" else ""
        owner = " as its owner" if ribbon.words == "owner" else ""
        return f"{start_box.name} leans on {end_box.name}{what}{owner}. {said} behind it."
    return f"{start_box.name} to {end_box.name}: {said}."
