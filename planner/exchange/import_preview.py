"""What an import would do, before anything is done: every row accounted for, and the money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from planner.exchange.cells import shortened
from planner.exchange.match_columns import ColumnMapping
from planner.exchange.match_names import NameDoubt
from planner.register.edits import Together


class Outcome(StrEnum):
    """What becomes of one row of a list."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the list and what becomes of it.

    `reason` says why a row is refused or adds nothing; `contracts` are the ids it gives;
    `doubts` are cells of it that were left blank or need a look, and why; `asks` are
    those among them that a person can settle, each by the name of its mending. `counted` is the
    money counted at this row, in pounds, `is_shared` where several suppliers share it. `says` is
    what changes and `whom` the provider, where no contract tells them.
    """

    place: str
    outcome: Outcome
    title: str = ""
    reason: str = ""
    contracts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    counted: float = 0.0
    is_shared: bool = False
    says: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class ImportTotals:
    """The money of a list in pounds: `read` = `counted` + `not_counted_twice` + `refused`.

    A row's money is the value of its award, or a year of it where only that is given. `shared` is
    the part of `counted` that several suppliers share.
    """

    read: float = 0.0
    counted: float = 0.0
    shared: float = 0.0
    not_counted_twice: float = 0.0
    refused: float = 0.0
    without_value: int = 0


@dataclass(frozen=True)
class ImportPreview:
    """What importing one list would do; nothing is written until `edit` is carried out.

    `counts` sums to `rows_read`. `added` counts the records that would be new, by kind.
    `names_to_review` are suppliers kept apart until somebody decides. `facts` are sentences about
    the whole list; `money` its parts in pounds, each with its words, where they are not those of a
    list of contracts; `titles` what a row's title and its supplier are called.
    """

    source: Path
    kind: str
    how: str
    rows_are: str
    mapping: ColumnMapping | None
    services_from: str
    rows: tuple[RowOutcome, ...]
    names_to_review: tuple[NameDoubt, ...]
    names_joined: Mapping[str, tuple[str, ...]]
    added: Mapping[str, int]
    totals: ImportTotals
    warnings: tuple[str, ...]
    edit: Together
    facts: tuple[str, ...] = ()
    money: tuple[tuple[str, float], ...] | None = None
    titles: tuple[str, str] = ("Contract", "Supplier")

    @property
    def rows_read(self) -> int:
        """Return how many rows the list has, blank lines among the data included."""
        return len(self.rows)

    @property
    def counts(self) -> dict[Outcome, int]:
        """Return the number of rows by what becomes of them."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found.get(outcome, 0) for outcome in Outcome}

    @property
    def refusals(self) -> dict[str, int]:
        """Return the number of refused rows by reason, the most frequent first."""
        found = Counter(row.reason for row in self.rows if row.outcome is Outcome.REFUSED)
        return dict(found.most_common())

    @property
    def changes_anything(self) -> bool:
        """Return whether the edit would do anything."""
        return bool(self.edit.edits)


def preview_text(preview: ImportPreview, longest: int = 20) -> str:
    """Return the preview as text to print; lists are cut at `longest` lines, and say so."""
    counts = preview.counts
    lines = [
        f"{preview.source.name}: {preview.kind.replace('_', ' ')}; {preview.how}",
        f"{preview.rows_read:,} {preview.rows_are} read: "
        + ", ".join(f"{counts[outcome]:,} {outcome.value}" for outcome in Outcome),
    ]
    new = [
        f"{number:,} {kind.removesuffix('s') if number == 1 else kind}"
        for kind, number in preview.added.items()
        if number
    ]
    lines.append(f"New records: {', '.join(new) if new else 'none'}")
    lines += preview.facts
    if preview.money is None:
        lines += ["", *_totals(preview.totals)]
    elif preview.money:
        lines += ["", *(f"{words:<30} £{amount:>18,.2f}" for words, amount in preview.money)]
    if preview.mapping is not None:
        lines += ["", "Columns", preview.mapping.as_text()]
    if preview.services_from:
        lines += ["", f"Services are made from {preview.services_from}."]
    if preview.warnings:
        lines += ["", "Worth knowing", *(f"  {warning}" for warning in preview.warnings)]
    lines += _block("Refused", _refused(preview), longest)
    lines += _block("Cells to look at", _doubts(preview), longest)
    lines += _block("Spellings joined", _joined(preview), longest)
    lines += _block("Names to review (kept apart until you decide)", _names(preview), longest)
    return "\n".join(lines)


def _totals(totals: ImportTotals) -> list[str]:
    lines = [
        f"Value in the list       £{totals.read:>18,.2f}",
        f"  counted, once each    £{totals.counted:>18,.2f}",
        f"    shared by suppliers £{totals.shared:>18,.2f}",
        f"  not counted twice     £{totals.not_counted_twice:>18,.2f}",
        f"  in refused rows       £{totals.refused:>18,.2f}",
    ]
    if totals.without_value:
        lines.append(f"  awards whose value is not known: {totals.without_value:,}")
    return lines


def _block(title: str, entries: list[str], longest: int) -> list[str]:
    if not entries:
        return []
    shown = [f"  {entry}" for entry in entries[:longest]]
    if len(entries) > longest:
        shown.append(f"  ... and {len(entries) - longest:,} more")
    return ["", f"{title}: {len(entries):,}", *shown]


def _refused(preview: ImportPreview) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for row in preview.rows:
        if row.outcome is Outcome.REFUSED:
            by_reason.setdefault(row.reason, []).append(row.place)
    entries = []
    for reason, places in sorted(by_reason.items(), key=lambda one: -len(one[1])):
        where = ", ".join(places[:6]) + (", ..." if len(places) > 6 else "")
        entries.append(f"{len(places):,} x {reason} ({where})")
    return entries


def _doubts(preview: ImportPreview) -> list[str]:
    return [f"{row.place}: {doubt}" for row in preview.rows for doubt in row.doubts]


def _joined(preview: ImportPreview) -> list[str]:
    return [
        f"{name}: {shortened('; '.join(others), 160)}"
        for name, others in preview.names_joined.items()
    ]


def _names(preview: ImportPreview) -> list[str]:
    return [
        f'"{doubt.name}" / "{doubt.candidate}" ({doubt.score:.0f}: {doubt.why})'
        for doubt in preview.names_to_review
    ]
