"""Which rows of a list speak of one and the same award, and what each award is called.

Rows that share a reference, title, value and dates but name different suppliers are one award,
shared: its value stands once for all of them. Rows that repeat another word for word add nothing.
Publishers also advertise one award in two linked notices: among notices, awards alike in title,
value, start and end are one. In a council's own register they are not, since placements for
several people are often alike in all that.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner.exchange.listed_award import ListedAward, ListedSupplier
from planner.exchange.match_names import NamedSupplier
from planner.exchange.service_titles import service_key
from planner.exchange.short_codes import code_of_reference
from planner.register.records import Contract

DAYS_A_YEAR = 365.25


@dataclass(slots=True)
class ReadRow:
    """One row as it was read; `award` is the award it speaks of, `repeats` the row it repeats."""

    listed: ListedAward
    award: Award | None = None
    repeats: str = ""


@dataclass(slots=True)
class Award:
    """One award: the first row that states it, and each supplier with the rows that name it.

    `notices` counts the notices that state it, where the list is one of notices.
    """

    listed: ListedAward
    suppliers: dict[int, ListedSupplier] = field(default_factory=dict)
    rows_of: dict[int, list[int]] = field(default_factory=dict)
    reference: str | None = None
    notices: int = 0

    @property
    def is_shared(self) -> bool:
        """Return whether several suppliers share the award."""
        return len(self.suppliers) > 1


class Awards:
    """The awards of a list, gathered row by row in two steps: rows first, then suppliers."""

    def __init__(self) -> None:
        self.rows: list[ReadRow] = []
        self._seen: dict[tuple[object, ...], int] = {}
        self.accepted: list[int] = []

    def take(self, listed: ListedAward) -> None:
        """Take one row in; a row that repeats an earlier one word for word is noted as such."""
        row = ReadRow(listed)
        self.rows.append(row)
        if listed.refused:
            return
        key = (
            listed.reference,
            listed.title,
            tuple(one.named for one in listed.suppliers),
            listed.total_value,
            listed.annual_value,
            listed.start,
            listed.end,
            listed.extension_to,
            listed.service,
            listed.note,
        )
        number = len(self.rows) - 1
        first = self._seen.setdefault(key, number)
        if first != number:
            row.repeats = self.rows[first].listed.place
        self.accepted.append(number)

    def suppliers(self) -> Iterable[NamedSupplier]:
        """Yield every supplier named, in order."""
        for number in self.accepted:
            for one in self.rows[number].listed.suppliers:
                yield one.named

    def together(
        self, group_of: dict[NamedSupplier, int], *, are_notices: bool = False
    ) -> list[Award]:
        """Return the awards, each with its suppliers by group, once names are matched."""
        found: dict[tuple[object, ...], Award] = {}
        alike: dict[tuple[object, ...], Award] = {}
        for number in self.accepted:
            listed = self.rows[number].listed
            key = _same_award(listed, group_of)
            if (award := found.get(key)) is None:
                award = Award(listed)
                if are_notices and (told := alike_in(listed)):
                    award = alike.setdefault(told, award)
                    award.notices += 1
                found[key] = award
            self.rows[number].award = award
            for one in listed.suppliers:
                group = group_of[one.named]
                award.suppliers.setdefault(group, one)
                award.rows_of.setdefault(group, []).append(number)
        awards = list({id(award): award for award in found.values()}.values())
        _name_awards(awards)
        return awards


def alike_in(one: ListedAward | Contract) -> tuple[object, ...]:
    """Return what two notices of one award have in common, or () where too little is known."""
    if not (one.total_value and one.start and one.end):
        return ()
    return service_key(one.title), one.total_value, one.start, one.end


def _same_award(listed: ListedAward, group_of: dict[NamedSupplier, int]) -> tuple[object, ...]:
    """Return what rows of one award have in common; without a reference only the same suppliers
    make two rows one award.
    """
    known: tuple[object, ...] = (
        service_key(listed.title),
        listed.total_value,
        listed.annual_value,
        listed.start,
        listed.end,
    )
    if listed.reference:
        return (listed.reference.casefold(), *known)
    groups = tuple(sorted({group_of[one.named] for one in listed.suppliers}))
    return ("", groups, listed.note, listed.service, *known)


def _name_awards(awards: Sequence[Award]) -> None:
    """Give each award a reference of its own; likes are told apart by what they differ in."""
    by_reference: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        if award.listed.reference:
            by_reference[award.listed.reference].append(award)
        elif award.is_shared:
            parts = [award.listed.title, *_names(award), str(award.listed.start)]
            made = code_of_reference(" / ".join(parts), award.listed.title)
            by_reference[made].append(award)
    for reference, found in by_reference.items():
        for award, label in zip(found, _labels(found), strict=True):
            award.reference = " / ".join((reference, *label))


def _labels(found: Sequence[Award]) -> list[tuple[str, ...]]:
    if len(found) == 1:
        return [()]
    told = [
        (
            award.listed.title,
            ", ".join(_names(award)[:3]),
            str(award.listed.start or ""),
            str(award.listed.end or ""),
            f"{award.listed.value_read:.2f}",
        )
        for award in found
    ]
    differing = [place for place in range(5) if len({one[place] for one in told}) > 1]
    for count in range(1, len(differing) + 1):
        labels = [tuple(one[place] for place in differing[:count] if one[place]) for one in told]
        if len(set(labels)) == len(labels):
            return labels
    return [(str(number),) for number in range(1, len(found) + 1)]


def _names(award: Award) -> list[str]:
    return [one.named.name for one in award.suppliers.values()]


def yearly_value(
    total: float | None, start: datetime.date | None, end: datetime.date | None
) -> float | None:
    """Return a year's part of a total over a term: total / (days / 365.25), both ends counted.

    A term of up to a year (366 days) costs its total in a year, so that no year costs more than the
    whole. None where the total or a date is not known.
    """
    if total is None or start is None or end is None:
        return None
    days = (end - start).days + 1
    return total if days <= 366 else round(total / (days / DAYS_A_YEAR), 2)


def whole_value(listed: ListedAward) -> float | None:
    """Return the value of the whole award: as stated, else the yearly value over its term."""
    if listed.total_value is not None or listed.annual_value is None:
        return listed.total_value
    if listed.start is None or listed.end is None:
        return listed.annual_value
    return term_value(listed.annual_value, listed.start, listed.end)


def term_value(annual: float, start: datetime.date, end: datetime.date) -> float:
    """Return a yearly value over a term, both ends counted; a short term costs a whole year's."""
    days = (end - start).days + 1
    return round(annual * max(1.0, days / DAYS_A_YEAR), 2)
