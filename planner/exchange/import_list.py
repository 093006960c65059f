"""Contracts from any list into the register: every row accounted for, nothing written.

The result is a preview with one edit; whoever holds the register carries it out, as one step that
can be undone.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from planner.exchange.awards_together import Award, Awards
from planner.exchange.import_preview import (
    ImportPreview,
    ImportTotals,
    Outcome,
    RowOutcome,
    preview_text,
)
from planner.exchange.into_register import IntoRegister
from planner.exchange.listed_award import ListRead
from planner.exchange.match_columns import ColumnMapping
from planner.exchange.match_names import NameDecision, NameMatches, match_names
from planner.exchange.recognise import LIST_KINDS, read_list, recognise
from planner.exchange.service_titles import service_key
from planner.progress import Progress, unreported
from planner.register.edits import Together
from planner.register.register import Register

__all__ = ["LIST_KINDS", "ImportPreview", "preview_text", "read_contracts", "recognise"]

_EVERY = 2_000


def read_contracts(
    register: Register,
    source: Path,
    *,
    kind: str | None = None,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
    name_decisions: Iterable[NameDecision] = (),
    answers: Mapping[str, str] = MappingProxyType({}),
    report: Progress = unreported,
) -> ImportPreview:
    """Return what importing a list of contracts into a register would do.

    `kind` is a name of `LIST_KINDS`; None recognises it. `mapping` None guesses the columns;
    `sheet` and `heading_row` say where a table stands, None finds it.
    `answers` are given to what can be mended, by the names of `planner.exchange.mending`.
    InputRefused in one sentence where the file is no such list.
    """
    report(0, 3, f"Reading {source.name}")
    read = read_list(source, kind, mapping, sheet, heading_row, answers)
    gathered = Awards()
    for number, listed in enumerate(read.awards(), start=1):
        gathered.take(listed)
        if number % _EVERY == 0:
            report(0, 3, f"Reading {source.name}: {number:,} {read.rows_are}")
    report(1, 3, "Matching the names of suppliers")
    names = match_names(gathered.suppliers(), register.providers.values(), name_decisions)
    are_notices = read.are_notices
    awards = gathered.together(dict(names.group_of), are_notices=are_notices)
    report(2, 3, "Comparing with the register")
    into = IntoRegister(register, names.groups, are_notices=are_notices)
    into.take(awards)
    rows = _rows(gathered, awards, into)
    edit = Together(_words(source, into, rows), tuple(into.edits))
    report(3, 3, "Ready")
    return ImportPreview(
        source=source,
        kind=read.kind,
        how=read.how,
        rows_are=read.rows_are,
        mapping=read.mapping,
        services_from=read.services_from,
        rows=rows,
        names_to_review=names.doubts,
        names_joined=_joined(names),
        added=dict(into.added),
        totals=_totals(gathered, awards),
        warnings=(*read.warnings, *_warnings(read, gathered, awards)),
        edit=edit,
    )


def _rows(gathered: Awards, awards: list[Award], into: IntoRegister) -> tuple[RowOutcome, ...]:
    """Return what becomes of every row, with the money counted where an award first stands."""
    first = {id(award.listed): award for award in awards}
    found = []
    for number, row in enumerate(gathered.rows):
        outcome = _row(number, gathered, into)
        award = None if row.listed.refused else first.get(id(row.listed))
        if award is not None:
            outcome = dataclasses.replace(
                outcome, counted=row.listed.value_read, is_shared=award.is_shared
            )
        found.append(outcome)
    return tuple(found)


def _row(number: int, gathered: Awards, into: IntoRegister) -> RowOutcome:
    row = gathered.rows[number]
    listed = row.listed
    if listed.refused:
        return RowOutcome(
            listed.place, Outcome.REFUSED, listed.title, listed.refused, (), listed.doubts
        )
    contracts = tuple(into.contracts_of_row[number])
    outcome = into.outcome_of_row[number]
    reason = ""
    if row.repeats:
        outcome, reason = Outcome.UNCHANGED, f"repeats {row.repeats}"
    elif row.award is not None and (first := _said_before(number, row.award, gathered)):
        outcome, reason = Outcome.UNCHANGED, f"the same supplier and award as {first}"
    return RowOutcome(
        listed.place, outcome, listed.title, reason, contracts, listed.doubts, listed.asks
    )


def _said_before(number: int, award: Award, gathered: Awards) -> str:
    """Return the row that already gave every contract of this one, or "" where none did."""
    firsts = [rows[0] for rows in award.rows_of.values() if number in rows]
    if firsts and all(first < number for first in firsts):
        return gathered.rows[max(firsts)].listed.place
    return ""


def _totals(gathered: Awards, awards: list[Award]) -> ImportTotals:
    """Add the money up: each award once, at the first row that states it."""
    first = {id(award.listed) for award in awards}
    read = counted = twice = refused = 0.0
    for row in gathered.rows:
        value = row.listed.value_read
        read += value
        if row.listed.refused:
            refused += 0.0 if row.listed.is_copy else value
            twice += value if row.listed.is_copy else 0.0
        elif id(row.listed) in first:
            counted += value
        else:
            twice += value
    shared = sum(award.listed.value_read for award in awards if award.is_shared)
    unknown = sum(
        award.listed.total_value is None and award.listed.annual_value is None for award in awards
    )
    return ImportTotals(
        round(read, 2),
        round(counted, 2),
        round(shared, 2),
        round(twice, 2),
        round(refused, 2),
        unknown,
    )


def _warnings(read: ListRead, gathered: Awards, awards: list[Award]) -> list[str]:
    found: list[str] = []
    shared = [award for award in awards if award.is_shared]
    if shared:
        found.append(
            f"{_awards(shared, 'is', 'are')} shared by several suppliers: each has its own "
            "contract, the value is counted once, and the yearly value of each is not known."
        )
    zero = [award for award in awards if award.listed.value_read == 0 and _has_value(award)]
    if zero:
        found.append(
            f"{_awards(zero, 'states', 'state')} a value of 0; make it blank where it is not known."
        )
    again = [award for award in awards if award.notices > 1]
    if again:
        value = sum(award.listed.value_read for award in again)
        found.append(
            f"{_awards(again, 'stands', 'stand')} in several notices, alike in title, value and "
            f"dates: each is taken as one award (£{value:,.2f} in all)."
        )
    found += _perhaps_twice(awards)
    undated = [
        award
        for award in awards
        if award.listed.end is None and award.listed.total_value is not None
    ]
    if undated:
        its = "its" if len(undated) == 1 else "their"
        found.append(
            f"{_awards(undated, 'gives', 'give')} no end date: {its} yearly value is not worked "
            "out from the whole."
        )
    if awards:
        found.append(
            "The list knows nothing of people served, tolerable periods, options and classes: "
            "they stay blank, and register health asks for them. Nor does it say who pays: count "
            "people who pay for themselves too, because the temporary duty covers them."
        )
    return found


def _awards(found: list[Award], one: str, many: str) -> str:
    return f"1 award {one}" if len(found) == 1 else f"{len(found):,} awards {many}"


def _has_value(award: Award) -> bool:
    return award.listed.total_value is not None or award.listed.annual_value is not None


def _perhaps_twice(awards: list[Award]) -> list[str]:
    """Point at awards alike in all but their reference; they are counted, since both stand."""
    alike: dict[tuple[object, ...], list[Award]] = {}
    for award in awards:
        listed = award.listed
        if listed.value_read:
            key = (service_key(listed.title), listed.value_read, listed.start, listed.end)
            alike.setdefault(key, []).append(award)
    found = []
    for same in alike.values():
        if len(same) > 1:
            places = ", ".join(award.listed.place for award in same[:5])
            found.append(
                f'"{same[0].listed.title}" stands {len(same)} times with the same value and dates '
                f"({places}): if it is one award, give the rows one reference."
            )
    if len(found) > 10:
        found = [*found[:10], f"... and {len(found) - 10:,} more such as these."]
    return found


def _joined(names: NameMatches) -> dict[str, tuple[str, ...]]:
    return {
        group.name: tuple(name for name in group.spellings if name != group.name)
        for group in names.groups
        if any(name != group.name for name in group.spellings)
    }


def _words(source: Path, into: IntoRegister, rows: tuple[RowOutcome, ...]) -> str:
    counts = Counter(row.outcome for row in rows)
    parts = [
        f"{number:,} {kind if number > 1 else kind.removesuffix('s')}"
        for kind, number in into.added.items()
        if number
    ]
    words = f"Imported {source.name}"
    if parts:
        words += f": {', '.join(parts)} added"
    if counts[Outcome.UPDATED]:
        rows_words = "row" if counts[Outcome.UPDATED] == 1 else "rows"
        words += f"{';' if parts else ':'} {counts[Outcome.UPDATED]:,} {rows_words} updated"
    return words
