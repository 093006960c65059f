"""Several lists imported as one: each is laid beside what those before it would leave."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from planner.errors import InputRefused
from planner.exchange.any_list import preview_list
from planner.exchange.cells import as_text
from planner.exchange.import_preview import ImportPreview, ImportTotals, Outcome
from planner.exchange.list_look import ListChoice
from planner.exchange.match_names import NameDecision
from planner.exchange.open_csv import safe_cell
from planner.exchange.read_table import open_table
from planner.exchange.spend_import import read_spend_lists
from planner.exchange.vocabularies import SPEND
from planner.progress import Progress, unreported
from planner.register.edits import Together, apply_changes
from planner.register.register import Register


def preview_lists(
    register: Register,
    choices: Sequence[ListChoice],
    decisions: Iterable[NameDecision] = (),
    report: Progress = unreported,
    answers: Mapping[str, str] = MappingProxyType({}),
    *,
    today: datetime.date | None = None,
) -> ImportPreview:
    """Return what importing lists one after another would do, as one edit.

    InputRefused in one sentence where one of them is no list of contracts.
    """
    if not choices:
        raise InputRefused.one("import", "no list was chosen", "choose a file")
    kept = tuple(decisions)
    if all(choice.kind == SPEND for choice in choices):
        return read_spend_lists(register, choices, kept, report)
    previews: list[ImportPreview] = []
    stand = register
    for choice in choices:
        if choice.mapping is None:
            choice = ListChoice(choice.path, choice.kind)
        preview = preview_list(stand, choice, kept, report, answers, today=today)
        previews.append(preview)
        if len(choices) > 1:
            stand = apply_changes(stand, preview.edit.changes(stand))
    return previews[0] if len(previews) == 1 else _together(_counted_once(previews))


def _counted_once(previews: Sequence[ImportPreview]) -> list[ImportPreview]:
    """Count the money of a contract where the first list states it, and not again in the others."""
    known: set[str] = set()
    found: list[ImportPreview] = []
    for preview in previews:
        again = {
            row.place: row
            for row in preview.rows
            if row.counted and row.contracts and known.issuperset(row.contracts)
        }
        known.update(contract for row in preview.rows for contract in row.contracts)
        if not again:
            found.append(preview)
            continue
        value = sum(row.counted for row in again.values())
        shared = sum(row.counted for row in again.values() if row.is_shared)
        totals = dataclasses.replace(
            preview.totals,
            counted=round(preview.totals.counted - value, 2),
            shared=round(preview.totals.shared - shared, 2),
            not_counted_twice=round(preview.totals.not_counted_twice + value, 2),
        )
        rows = tuple(
            dataclasses.replace(row, counted=0.0) if row.place in again else row
            for row in preview.rows
        )
        many = "1 award stands" if len(again) == 1 else f"{len(again):,} awards stand"
        said = f"{many} in a list before it too: the money is counted there, £{value:,.2f} in all."
        found.append(
            dataclasses.replace(
                preview, totals=totals, rows=rows, warnings=(said, *preview.warnings)
            )
        )
    return found


def _together(previews: Sequence[ImportPreview]) -> ImportPreview:
    names = ", ".join(preview.source.name for preview in previews)
    added: Counter[str] = Counter()
    for preview in previews:
        added.update(preview.added)
    kinds = dict.fromkeys(preview.rows_are for preview in previews)
    doubts = {
        (doubt.name, doubt.candidate): doubt
        for preview in previews
        for doubt in preview.names_to_review
    }
    sums = [sum(parts) for parts in zip(*(_parts(one.totals) for one in previews), strict=True)]
    return ImportPreview(
        source=previews[0].source,
        kind="several lists",
        how=f"{len(previews)} files",
        rows_are=next(iter(kinds)) if len(kinds) == 1 else "entries",
        mapping=None,
        services_from="; ".join(dict.fromkeys(preview.services_from for preview in previews)),
        rows=tuple(
            dataclasses.replace(row, place=f"{preview.source.name}, {row.place}")
            for preview in previews
            for row in preview.rows
        ),
        names_to_review=tuple(doubts.values()),
        names_joined={name: ways for one in previews for name, ways in one.names_joined.items()},
        added=dict(added),
        totals=_summed(sums),
        warnings=tuple(
            f"{preview.source.name}: {warning}"
            for preview in previews
            for warning in preview.warnings
        ),
        facts=tuple(
            f"{preview.source.name}: {fact}" for preview in previews for fact in preview.facts
        ),
        edit=Together(
            f"Imported {len(previews)} lists: {names}",
            tuple(edit for preview in previews for edit in preview.edit.edits),
        ),
    )


def _summed(sums: Sequence[float]) -> ImportTotals:
    read, counted, shared, twice, refused, unknown = (round(part, 2) for part in sums)
    return ImportTotals(read, counted, shared, twice, refused, int(unknown))


def _parts(totals: ImportTotals) -> tuple[float, ...]:
    return (
        totals.read,
        totals.counted,
        totals.shared,
        totals.not_counted_twice,
        totals.refused,
        float(totals.without_value),
    )


def refused_as_csv(choices: Sequence[ListChoice], preview: ImportPreview) -> str:
    """Return the refused rows as CSV: why, where, and the row as its list has it, to be mended.

    Cells that a spreadsheet would take for a formula are written as text.
    """
    reasons = {row.place: row for row in preview.rows if row.outcome is Outcome.REFUSED}
    written = io.StringIO()
    writer = csv.writer(written)
    for choice in choices:
        prefix = f"{choice.path.name}, " if len(choices) > 1 else ""
        if choice.mapping is None:
            continue
        table = open_table(choice.path, choice.sheet, choice.heading_row)
        sheet = f"sheet {table.sheet}, " if table.sheet else ""
        names = (safe_cell(name) for name in table.headings.names)
        writer.writerow(["Why refused", "Where", *names])
        for row in table.rows():
            refused = reasons.pop(f"{prefix}{sheet}row {row.number}", None)
            if refused is not None:
                cells = (safe_cell(as_text(cell)) for cell in row.cells)
                writer.writerow([refused.reason, refused.place, *cells])
    if reasons:
        writer.writerow(["Why refused", "Where", "Title"])
        for one in reasons.values():
            writer.writerow([one.reason, one.place, safe_cell(one.title)])
    return written.getvalue()
