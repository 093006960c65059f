"""What every kind of list comes down to: awards, one per row or notice, read but not yet judged."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from planner.exchange.match_columns import ColumnMapping
from planner.exchange.match_names import NamedSupplier
from planner.exchange.mending import day


@dataclass(frozen=True, slots=True)
class ListedSupplier:
    """A supplier of an award; `sector` where the list says it is a charity or a small company."""

    named: NamedSupplier
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class ListedAward:
    """One row or notice of a list, in our terms; blank where the list is silent.

    `place` says where it stands ("row 12"). `refused` holds the reason where the row alone shows
    that it gives no contract; `is_copy` where that is because it repeats
    another. `doubts` are cells left blank, with the reason; `asks` those that a person can
    settle, each by the name of its mending. `value_read` is the
    money the row states, whatever becomes of it. `service_from` says which column gave `service`.
    """

    place: str
    title: str = ""
    suppliers: tuple[ListedSupplier, ...] = ()
    reference: str | None = None
    service: str | None = None
    service_owner: str | None = None
    annual_value: float | None = None
    total_value: float | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    extension_to: datetime.date | None = None
    review_date: datetime.date | None = None
    kind: str | None = None
    regime: str | None = None
    light_touch: bool | None = None
    notice_days: int | None = None
    note: str | None = None
    doubts: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    is_copy: bool = False

    @property
    def value_read(self) -> float:
        """Return the money the row states: the whole award, else a year of it, else 0."""
        if self.total_value is not None:
            return self.total_value
        return self.annual_value or 0.0


@dataclass(frozen=True)
class ListRead:
    """A list ready to be gone through, as often as wanted.

    `rows_are` is what its rows are called ("rows", "notices"). `services_from` says in words what
    the services are made from. `how` says how the file was read. `are_notices` where one
    award may stand in several entries, as in notices of it.
    """

    kind: str
    how: str
    rows_are: str
    services_from: str
    awards: Callable[[], Iterator[ListedAward]]
    mapping: ColumnMapping | None = None
    warnings: tuple[str, ...] = field(default=())
    are_notices: bool = True


_WITHDRAWN = re.compile(r"withdrawn|cancel|abandon|unsuccessful|terminated|void|draft", re.I)


def refusal(status: str | None, suppliers: int, nobody: tuple[str, ...], title: str) -> str:
    """Return why a row gives no contract, or "" where it does."""
    if status and _WITHDRAWN.search(status):
        return f"its status is {status.casefold()}"
    if not suppliers:
        if nobody:
            return f'names no supplier ("{nobody[0]}")'
        if status and status.casefold() not in ("awarded", "active", "complete", "live"):
            return f"its status is {status.casefold()} and it names no supplier"
        return "names no supplier"
    return "" if title else "has no title and no reference"


def kind_in(text: str | None) -> str | None:
    """Return the kind of contract a text names, or None where it names none of ours."""
    words = (text or "").casefold()
    if "grant" in words:
        return "grant"
    if re.search(r"call[\s-]?off", words):
        return "framework_call_off"
    if re.search(r"in[\s-]?house", words):
        return "in_house"
    return "contract" if re.search(r"\bcontract\b", words) else None


def regime_in(text: str | None) -> str | None:
    """Return the procurement rules a text names, or None."""
    words = (text or "").casefold()
    for pattern, regime in (
        (r"provider selection|\bpsr\b", "psr"),
        (r"procurement act|\bpa\s?(?:20)?23\b", "pa2023"),
        (r"public contracts? regulations|\bpcr\b|pcr\s?(?:20)?15", "pcr2015"),
        (r"below[\s-]threshold|sub[\s-]threshold", "below_threshold"),
        (r"\bgrant", "grant"),
    ):
        if re.search(pattern, words):
            return regime
    return None


def sector_of(sme: bool | None, vcse: bool | None) -> str | None:
    """Return the sector that two flags of a list show; a charity comes before its size."""
    if vcse:
        return "vcse"
    return "sme" if sme else None


def checked_dates(
    start: datetime.date | None, end: datetime.date | None, extension: datetime.date | None
) -> tuple[datetime.date | None, datetime.date | None, datetime.date | None, tuple[str, ...]]:
    """Return dates that can stand together; impossible pairs are left blank, with the reason."""
    doubts: list[str] = []
    if start and end and end < start:
        doubts.append(f"ends on {day(end)} before it starts on {day(start)}: both dates left blank")
        start = end = None
    floor = end or start
    if extension and floor and extension < floor:
        doubts.append(f"extension to {day(extension)} lies before {day(floor)}: left blank")
        extension = None
    if extension is not None and extension == end:
        extension = None
    return start, end, extension, tuple(doubts)
