"""The same picture as a list, for keyboard and screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planner.dependence.draw_picture import who_leans
from planner.dependence.leans import link_word
from planner.dependence.picture import HEADINGS, PEOPLE, SUPPLIERS, Box, Picture
from planner.dependence.reach import Node, all_links
from planner.document.map_words import Standing, figures, name_of
from planner.document.wording import count, counted, people, percent, pounds, start
from planner.register.records import Contract
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list beside the map: words, a value, the record it is, and lines beneath.

    `kind` is "" for a heading; "people" for a group of people, whose name is the key.
    """

    text: str
    value: str = ""
    kind: str = ""
    key: str = ""
    class_: str | None = None
    icon: str = ""
    lines: tuple[Line, ...] = ()


def lines(
    register: Register, centre: Node | None, picture: Picture, standing: Standing
) -> tuple[Line, ...]:
    """Return the list beside the map: what the centre serves, leans on and pulls down, then all."""
    found = [] if centre is None else [_of_centre(register, centre, standing)]
    shown = []
    for number, heading in enumerate(HEADINGS):
        boxes = picture.column(number)
        if boxes:
            kept = sorted(boxes, key=lambda box: (box.kind == "others", -box.amount, box.name))
            shown.append(
                Line(
                    heading,
                    count(len(boxes)),
                    lines=tuple(_of_box(picture, box) for box in kept),
                )
            )
    if centre is None:
        return tuple(shown)
    numbers = tuple(
        Line(start(one.words), one.number) for one in figures(register, centre, standing)
    )
    if numbers:
        found.append(Line("Key numbers", lines=numbers))
    return (*found, Line("Everything on the map", count(len(picture.boxes)), lines=tuple(shown)))


def _of_box(picture: Picture, box: Box) -> Line:
    value = pounds(box.amount) if picture.measure == "money" else count(box.amount)
    if box.column == SUPPLIERS:
        value = box.detail
    elif box.whole is None:
        value = "not known"
    kind = "people" if box.column == PEOPLE and box.key else box.kind
    return Line(box.name, value, kind, box.key, box.class_, box.icon)


def _of_centre(register: Register, centre: Node, standing: Standing) -> Line:
    kind, key = centre
    if kind == "people":
        return Line(name_of(register, centre), "", "people", key)
    contracts = [
        one
        for one in register.contracts.values()
        if (one.service if kind == "service" else one.provider) == key
    ]
    if kind != "service" and not contracts:
        leaning = who_leans(register, key)
        contracts = [one for one in register.contracts.values() if one.provider in leaning]
    parts: list[Line] = []
    if kind == "service":
        parts.append(
            _providers(register, [one.provider for one in contracts], contracts, "Served by")
        )
    elif not register.contracts_of_provider.get(key):
        parts.append(
            _providers(register, sorted(who_leans(register, key)), contracts, "Relied on by")
        )
    if kind != "service":
        parts.append(_serves(register, contracts))
    parts.append(_paid_for_by(register, contracts))
    if kind == "provider":
        parts.append(_depends_on(register, key))
    if kind != "service":
        parts.append(_pulls_down(register, standing))
    number = [register.people_of_contract(one.id) for one in contracts]
    known = [one for one in number if one is not None]
    return Line(
        name_of(register, centre),
        people(sum(known)) if known else "not known",
        kind,
        key,
        register.services[key].class_ if kind == "service" else None,
        lines=tuple(part for part in parts if part.lines),
    )


def _serves(register: Register, contracts: Sequence[Contract]) -> Line:
    sums = _sums(register, contracts, "service")
    found = tuple(
        Line(
            register.services[key].title,
            count(number),
            "service",
            key,
            register.services[key].class_,
        )
        for key, number in sums
    )
    return Line("Serves", counted(len(found), "service", "services"), lines=found)


def _providers(
    register: Register, keys: list[str], contracts: Sequence[Contract], heading: str
) -> Line:
    sums = dict(_sums(register, contracts, "provider"))
    order = sorted(dict.fromkeys(keys), key=lambda key: (-(sums.get(key) or 0), key))
    found = tuple(
        Line(register.providers[key].name, count(sums[key]) if key in sums else "", "provider", key)
        for key in order
    )
    return Line(heading, counted(len(found), "provider", "providers"), lines=found)


def _sums(
    register: Register, contracts: Sequence[Contract], attribute: str
) -> list[tuple[str, float | None]]:
    found: dict[str, float | None] = {}
    for contract in contracts:
        number = register.people_of_contract(contract.id)
        key = getattr(contract, attribute)
        before = found.get(key)
        found[key] = before if number is None else (before or 0) + number
    return sorted(found.items(), key=lambda one: (-(one[1] or 0), one[0]))


def _paid_for_by(register: Register, contracts: Sequence[Contract]) -> Line:
    found: Counter[str] = Counter()
    for contract in contracts:
        for place in register.places_of_contract.get(contract.id, ()):
            found[place.funder] += place.people or 0
    return Line(
        "Paid for by",
        lines=tuple(Line(FUNDER_WORDS.get(key, key), count(n)) for key, n in found.most_common()),
    )


FUNDER_WORDS = {
    "council": "This council",
    "self": "Themselves",
    "direct_payment": "Direct payment",
    "other_council": "Other councils",
    "nhs": "NHS",
}


def _depends_on(register: Register, key: str) -> Line:
    found = []
    for link in all_links(register):
        if link.downstream == key:
            kind = "asset" if link.upstream in register.assets else "provider"
            share = f", {percent(link.share)}" if link.share and link.share < 1 else ""
            found.append(
                Line(
                    name_of(register, (kind, link.upstream)),
                    f"{link_word(link)}{share}",
                    kind,
                    link.upstream,
                )
            )
    return Line("Depends on", count(len(found)), lines=tuple(found))


def _pulls_down(register: Register, standing: Standing) -> Line:
    found = tuple(
        Line(
            name_of(register, (kind, key)),
            "at once" if day == 0 else f"after {counted(day, 'day', 'days')}",
            kind,
            key,
        )
        for key, day in standing.pulled_down
        for kind in ("asset" if key in register.assets else "provider",)
    )
    return Line("Pulls down", count(len(found)), lines=found)
