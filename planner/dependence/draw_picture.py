"""Draw the picture round a record, so many steps deep, or the whole rolled up to stay readable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from planner import fields
from planner.dependence.flows import Flow, flows
from planner.dependence.leans import ribbons_and_leans
from planner.dependence.picture import (
    PEOPLE,
    PROVIDERS,
    SERVICES,
    SUPPLIERS,
    Box,
    Picture,
    Ribbon,
)
from planner.dependence.reach import Node, Reach, node_of, reach
from planner.register.register import Register

MOST = {PEOPLE: 8, SERVICES: 9, PROVIDERS: 11, SUPPLIERS: 8}
"""Boxes in a column before the smallest are rolled into one."""
MANY_GROUPS = {"area": "areas", "need": "needs", "funder": "funders"}


@dataclass
class Sums:
    """What flows through the boxes and between them, all and of the selection."""

    amount: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    chosen: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    between: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def add(self, boxes: Iterable[str], amount: float, is_chosen: bool) -> None:
        """Add a flow through boxes."""
        for box in boxes:
            self.amount[box] += amount
            if is_chosen:
                self.chosen[box] += amount

    def join(self, start: str, end: str, amount: float, is_chosen: bool) -> None:
        """Add a flow between two boxes; 0 where nobody counted."""
        pair = self.between.setdefault((start, end), [0.0, 0.0])
        pair[is_chosen] += amount


def draw_picture(
    register: Register,
    centre: Node | None,
    depth: int | None,
    *,
    measure: str = "people",
    group_by: str = "area",
    funder: str | None = None,
    roll_up: str = "as needed",
) -> Picture:
    """Return the picture round a centre, None being the whole with nothing selected.

    A centre is a service, provider, asset or group of people ("people", its name). `depth` None
    takes the whole register. `roll_up` says how services are put together: as needed, by "class"
    or "market", or "never", which shows every record by itself.
    """
    every = flows(register, register.contracts.values(), measure, group_by, funder)
    is_chosen = selection(register, centre)
    found = reach(register, _centres(centre, every), None if centre is None else depth)
    shown = flows(register, found.contracts, measure, group_by, funder)
    return _Drawing(register, centre, found, shown, every, is_chosen).picture(
        measure, group_by, "market" if depth is None and roll_up == "as needed" else roll_up
    )


def selection(register: Register, centre: Node | None) -> Callable[[Flow], bool]:
    """Return a test of whether a flow belongs to the people who rely on the centre."""
    if centre is None:
        return lambda _flow: False
    kind, key = centre
    if kind == "people":
        return lambda flow: flow.group == key
    if kind == "service":
        return lambda flow: flow.service == key
    if kind == "provider" and register.contracts_of_provider.get(key):
        return lambda flow: flow.provider == key
    leaning = who_leans(register, key)
    return lambda flow: flow.provider in leaning


def who_leans(register: Register, key: str) -> set[str]:
    """Return the providers that lean on a supplier, asset or owner without anything between."""
    found = {link.downstream for link in register.supply_links.values() if link.upstream == key}
    return found | {one.id for one in register.providers.values() if one.parent == key}


def _centres(centre: Node | None, every: Iterable[Flow]) -> list[Node]:
    if centre is None:
        return []
    if centre[0] == "people":
        return sorted({("service", flow.service) for flow in every if flow.group == centre[1]})
    return [centre]


class _Drawing:
    """The boxes of one picture while they are put together."""

    def __init__(
        self,
        register: Register,
        centre: Node | None,
        found: Reach,
        shown: list[Flow],
        every: list[Flow],
        is_chosen: Callable[[Flow], bool],
    ) -> None:
        self.register = register
        self.centre = centre
        self.found = found
        self.shown = shown
        self.every = every
        self.is_chosen = is_chosen
        self.sums = Sums()
        self.whole: dict[tuple[int, str], float] = defaultdict(float)
        for flow in every:
            for place in ((PEOPLE, flow.group or ""), (SERVICES, flow.service)):
                self.whole[place] += flow.amount
            self.whole[PROVIDERS, f"provider {flow.provider}"] += flow.amount

    def picture(self, measure: str, group_by: str, roll_up: str) -> Picture:
        """Return the picture."""
        self.measure, self.group_by = measure, group_by
        by_record = self._by_record()
        columns = self._columns(by_record)
        box_of: dict[tuple[int, str], str] = {}
        drafts: list[Box] = []
        for column, keys in columns.items():
            ranked = sorted(keys, key=lambda key: self._rank(column, key, by_record))
            for box in self._boxes(column, ranked, roll_up):
                drafts.append(box)
                box_of |= {(column, member): box.id for member in box.members}
        self._pour(box_of)
        ribbons = self._ribbons()
        supplied, leans = ribbons_and_leans(
            self.register, self.found.links, box_of, by_record, self.centre
        )
        boxes = tuple(self._told(box, supplied) for box in drafts)
        records = tuple(
            (float(len(columns[column])), float(self._all(column)))
            for column in (PEOPLE, SERVICES, PROVIDERS, SUPPLIERS)
        )
        centre = next((box.id for box in boxes if box.is_centre), "")
        people = sum(flow.amount for flow in self.shown)
        whole = sum(flow.amount for flow in self.every)
        records = ((people, whole), *records[1:])
        return Picture(measure, group_by, centre, boxes, (*ribbons, *supplied), leans, records)

    def _by_record(self) -> Mapping[tuple[int, str], list[float]]:
        """Return the amounts of each record shown: others' and the selection's."""
        found: dict[tuple[int, str], list[float]] = {}
        for flow in self.shown:
            chosen = self.is_chosen(flow)
            places = [(SERVICES, flow.service), (PROVIDERS, f"provider {flow.provider}")]
            if flow.group is not None:
                places.append((PEOPLE, flow.group))
            for place in places:
                found.setdefault(place, [0.0, 0.0])[chosen] += flow.amount
        for link in self.found.links:
            leaning = found.get((PROVIDERS, f"provider {link.downstream}"))
            if leaning is not None:
                kind, key = node_of(self.register, link.upstream)
                sums = found.setdefault((SUPPLIERS, f"{kind} {key}"), [0.0, 0.0])
                sums[0] += leaning[0]
                sums[1] += leaning[1]
        return found

    def _columns(self, by_record: Mapping[tuple[int, str], object]) -> dict[int, list[str]]:
        columns: dict[int, list[str]] = {PEOPLE: [], SERVICES: [], PROVIDERS: [], SUPPLIERS: []}
        for column, key in by_record:
            if column != SUPPLIERS:
                columns[column].append(key)
        with_work = set(columns[PROVIDERS])
        services = set(columns[SERVICES])
        linked = {node_of(self.register, one.upstream) for one in self.found.links} | {
            ("provider", one.downstream) for one in self.found.links
        }
        for kind, key in self.found.steps:
            name = f"{kind} {key}"
            if kind == "service":
                if key not in services and (kind, key) == self.centre:
                    columns[SERVICES].append(key)
            elif name not in with_work and ((kind, key) in linked or (kind, key) == self.centre):
                has_work = kind == "provider" and self.register.contracts_of_provider.get(key)
                columns[PROVIDERS if has_work else SUPPLIERS].append(name)
        return columns

    def _rank(
        self, column: int, key: str, by_record: Mapping[tuple[int, str], list[float]]
    ) -> tuple[bool, float, int, float, str]:
        """Return what sorts records by importance: centre, selection, nearness, amount, name."""
        others, chosen = by_record.get((column, key), (0.0, 0.0))
        kind, _, id_ = key.partition(" ")
        node = (kind, id_) if column >= PROVIDERS else ("service", key)
        if column == PEOPLE:
            node = ("people", key)
        steps = self.found.steps.get(node, 0)
        return node != self.centre, -chosen, min(steps, 2), -others, key

    def _boxes(self, column: int, ranked: list[str], roll_up: str) -> list[Box]:
        if column == SERVICES and roll_up in ("class", "market"):
            return self._rolled(ranked, roll_up)
        most = len(ranked) if roll_up == "never" else MOST[column]
        kept = ranked if len(ranked) <= most + 1 else ranked[:most]
        rest = ranked[len(kept) :]
        boxes = [self._single(column, key) for key in kept]
        if rest:
            boxes.append(_others(column, rest, self._noun(column)))
        return boxes

    def _rolled(self, ranked: list[str], roll_up: str) -> list[Box]:
        groups: dict[str, list[str]] = {}
        for key in ranked:
            service = self.register.services[key]
            if roll_up == "class":
                name = (service.class_ or "no class yet").capitalize()
            else:
                name = service.market or service.title
            groups.setdefault(name, []).append(key)
        names = list(groups)
        kept = names if len(names) <= MOST[SERVICES] + 2 else names[: MOST[SERVICES] + 1]
        boxes = []
        for name in kept:
            keys = groups[name]
            record = self.register.services[keys[0]]
            alone = len(keys) == 1 and record.title == name
            box = self._single(SERVICES, keys[0]) if alone else None
            boxes.append(
                box
                or Box(
                    f"services {name}", SERVICES, "others", name, name, 0, 0, None,
                    f"{len(keys)} services" if len(keys) > 1 else record.title,
                    record.class_ if roll_up == "class" else None,
                    "group" if roll_up == "market" else "",
                    tuple(keys),
                    self.centre is not None and self.centre[0] == "service"
                    and self.centre[1] in keys,
                )
            )  # fmt: skip
        rest = [key for name in names[len(kept) :] for key in groups[name]]
        if rest:
            boxes.append(_others(SERVICES, rest, "services"))
        return boxes

    def _single(self, column: int, key: str) -> Box:
        if column == PEOPLE:
            name = fields.in_words(key)
            name = name[:1].upper() + name[1:]
            is_centre = self.centre == ("people", key)
            return Box(f"people {key}", column, "people", key, name, 0, 0, None,
                       members=(key,), is_centre=is_centre)  # fmt: skip
        if column == SERVICES:
            record = self.register.services[key]
            return Box(f"service {key}", column, "service", key, record.title, 0, 0, None,
                       class_=record.class_, members=(key,),
                       is_centre=self.centre == ("service", key))  # fmt: skip
        kind, _, id_ = key.partition(" ")
        if kind == "asset":
            asset = self.register.assets[id_]
            name, icon = asset.name, ICONS.get(asset.kind or "", "link")
        else:
            name, icon = self.register.providers[id_].name, "building"
        return Box(key, column, kind, id_, name, 0, 0, None,
                   icon=icon if column == SUPPLIERS else "", members=(key,),
                   is_centre=self.centre == (kind, id_))  # fmt: skip

    def _noun(self, column: int) -> str:
        return {
            PEOPLE: MANY_GROUPS[self.group_by],
            SERVICES: "services",
            PROVIDERS: "providers",
            SUPPLIERS: "suppliers and assets",
        }[column]

    def _pour(self, box_of: Mapping[tuple[int, str], str]) -> None:
        """Let every flow run through its boxes."""
        for flow in self.shown:
            chosen = self.is_chosen(flow)
            path = [box_of[SERVICES, flow.service], box_of[PROVIDERS, f"provider {flow.provider}"]]
            if flow.group is not None:
                path.insert(0, box_of[PEOPLE, flow.group])
            self.sums.add(path, flow.amount, chosen)
            for start, end in pairwise(path):
                self.sums.join(start, end, flow.amount, chosen)

    def _ribbons(self) -> list[Ribbon]:
        found = []
        for (start, end), (others, chosen) in self.sums.between.items():
            if chosen:
                found.append(Ribbon(start, end, chosen, True))
            if others or not chosen:
                found.append(Ribbon(start, end, others, False))
        return found

    def _told(self, draft: Box, supplied: Iterable[Ribbon]) -> Box:
        """Return a box with its sums."""
        amount, chosen = self.sums.amount.get(draft.id, 0.0), self.sums.chosen.get(draft.id, 0.0)
        detail = draft.detail
        whole: float | None = None
        if draft.column == SUPPLIERS:
            mine = [ribbon for ribbon in supplied if ribbon.end == draft.id]
            amount = sum(ribbon.amount for ribbon in mine)
            chosen = sum(ribbon.amount for ribbon in mine if ribbon.is_chosen)
            inputs = list(dict.fromkeys(ribbon.words for ribbon in mine if ribbon.words))
            detail = detail or (inputs[0] if len(inputs) == 1 else "")
            if not detail and draft.kind == "asset":
                detail = self.register.assets[draft.key].kind or ""
        else:
            whole = sum(self.whole[draft.column, member] for member in draft.members)
            if not whole and draft.column != PEOPLE and not self._is_counted(draft):
                whole = None
        return Box(
            draft.id, draft.column, draft.kind, draft.key, draft.name, amount, chosen, whole,
            detail, draft.class_, draft.icon, draft.members, draft.is_centre,
        )  # fmt: skip

    def _is_counted(self, box: Box) -> bool:
        keys = {member.partition(" ")[2] if box.column == PROVIDERS else member
                for member in box.members}  # fmt: skip
        return any(
            flow.group is not None
            for flow in self.every
            if (flow.provider if box.column == PROVIDERS else flow.service) in keys
        )

    def _all(self, column: int) -> int:
        register = self.register
        suppliers = [
            key for key in register.providers if not register.contracts_of_provider.get(key)
        ]
        return {
            PEOPLE: 0,
            SERVICES: len(register.services),
            PROVIDERS: len(register.providers) - len(suppliers),
            SUPPLIERS: len(register.assets) + len(suppliers),
        }[column]


ICONS = {
    "premises": "building",
    "system": "system",
    "fleet": "fleet",
    "workforce": "people",
    "utility": "scenarios",
}


def _others(column: int, rest: list[str], noun: str) -> Box:
    return Box(
        f"others {column}",
        column,
        "others",
        "",
        f"{len(rest)} other {noun}",
        0,
        0,
        None,
        members=tuple(rest),
        icon="group" if column else "",
    )
