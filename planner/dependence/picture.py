"""What a map of dependence shows: boxes in four columns, ribbons of people or pounds, and leans.

The columns are people, services, providers, and what providers lean on. A box stands for one
record, one group of people, or several records rolled up. Ribbons between the first three columns
carry people (or pounds); they sum to the boxes at both ends. Ribbons to the fourth column are as
wide as the people of the provider that leans, whatever number of suppliers it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

PEOPLE, SERVICES, PROVIDERS, SUPPLIERS = range(4)
HEADINGS = ("People", "Services", "Providers", "Suppliers and assets")
MEASURES = ("people", "money")
GROUPS = ("area", "need", "funder")
ROLL_UPS = ("as needed", "class", "market", "never")


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the map.

    `kind` is "people", "service", "provider", "asset" or "others" (several rolled up); `key` is
    the record's, or the name of the group of people; `members` are the keys of all it stands for.
    `amount` is people (or pounds) of the contracts shown, `chosen` those of the selection, `whole`
    those of the whole register, None where not known. `detail` is the second line of words, and
    `icon` names a small picture.
    """

    id: str
    column: int
    kind: str
    key: str
    name: str
    amount: float
    chosen: float
    whole: float | None
    detail: str = ""
    class_: str | None = None
    icon: str = ""
    members: tuple[str, ...] = ()
    is_centre: bool = False


@dataclass(frozen=True, slots=True)
class Ribbon:
    """People (or pounds) that join two boxes; `is_chosen` are those of the selection.

    `of_member` counts links between records that the ribbon stands for. An amount of nothing is a
    link of which no count is known.
    """

    start: str
    end: str
    amount: float
    is_chosen: bool
    links: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lean:
    """One provider that leans on another in the same column: if `start` stops, `end` feels it."""

    start: str
    end: str
    label: str
    sentence: str
    is_chosen: bool


@dataclass(frozen=True)
class Picture:
    """Everything on one map, in the order of importance within each column.

    `centre` is the id of the box in the middle, "" for the whole. `records` counts, by column, the
    records shown and those of the register.
    """

    measure: str
    group_by: str
    centre: str
    boxes: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    leans: tuple[Lean, ...]
    records: tuple[tuple[float, float], ...]

    @cached_property
    def by_id(self) -> Mapping[str, Box]:
        """Boxes by their ids."""
        return MappingProxyType({box.id: box for box in self.boxes})

    @cached_property
    def box_of(self) -> Mapping[tuple[str, str], str]:
        """The id of the box that stands for a record, by kind and key."""
        found = {}
        for box in self.boxes:
            kind = "people" if box.column == PEOPLE else box.kind
            if box.column == SERVICES:
                kind = "service"
            for member in box.members:
                if box.column >= PROVIDERS:
                    kind, _, member = member.partition(" ")
                found[kind, member] = box.id
        return MappingProxyType(found)

    def column(self, number: int) -> tuple[Box, ...]:
        """Return the boxes of one column."""
        return tuple(box for box in self.boxes if box.column == number)
