"""What every register of another body comes down to: bodies, one per row, and signs of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.exchange.match_columns import ColumnMapping
from planner.exchange.match_names import NamedSupplier


@dataclass(frozen=True, slots=True)
class ListedSign:
    """What a row says of a body's soundness, rated 0 (clear) to 3; `seen` None is the reading day.

    `site` is set where it is about one of a body's homes or locations, and names it.
    """

    indicator: str
    rating: int
    words: str
    seen: datetime.date | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class ListedBody:
    """One row: the names and numbers its body may be known by, and what is said of it.

    `owner` is the group, brand or company behind it. `told` are fields of a provider. `clears` are
    the signs that a sound row takes back. `beds` counts places of a home. `refused` says why the
    row gives nothing; `says` is something to tell of it that the register has no field for.
    """

    place: str
    subjects: tuple[NamedSupplier, ...] = ()
    owner: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    signs: tuple[ListedSign, ...] = ()
    clears: frozenset[str] = frozenset()
    beds: int | None = None
    is_home: bool = False
    doubts: tuple[str, ...] = ()
    refused: str = ""
    owner_number: str | None = None
    says: str = ""

    @property
    def owner_named(self) -> NamedSupplier:
        """Return the owner as it is matched with the register."""
        return NamedSupplier(self.owner, self.owner_number)


@dataclass(frozen=True)
class BodiesRead:
    """A register of other bodies ready to be gone through, as often as wanted."""

    path: Path
    kind: str
    how: str
    mapping: ColumnMapping | None
    bodies: Callable[[], Iterator[ListedBody]]
