"""A register workbook laid beside the register: what is added, changed, in conflict or missing.

Where the revision the workbook was made from is at hand, the comparison is three-way: what only
the register changed since stays, what both changed differently is a conflict. Nothing is removed
unasked, and what cannot be taken says where it stands and how to mend it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from planner.exchange.read_register_workbook import WorkbookRead, read_workbook
from planner.exchange.workbook_compare import compared
from planner.exchange.workbook_edit import Difference, TakeFromWorkbook, What, edit_of
from planner.exchange.workbook_mark import mark_of
from planner.exchange.workbook_refusals import without_unfit
from planner.progress import Progress, unreported
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class WorkbookChanges:
    """All in which a workbook differs from a register, in the order of the workbook.

    `name` is the file's. `is_three_way` tells whether the exported revision was at hand.
    `unchanged` counts rows that are as the register has them, by label of their kind; `examples`
    those of a template that were left as they were. `notes` is what was left alone, in sentences.
    """

    name: str
    revision: int | None
    is_three_way: bool
    differences: tuple[Difference, ...]
    unchanged: dict[str, int]
    examples: int
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[What, int]:
        """Return the number of differences by what they are."""
        found = Counter(one.what for one in self.differences)
        return {what: found.get(what, 0) for what in What}

    @property
    def taken_unasked(self) -> frozenset[int]:
        """Return the numbers of the differences that are chosen until somebody says otherwise."""
        return frozenset(one.number for one in self.differences if one.is_taken_unasked)

    def edit(self, taken: Collection[int]) -> TakeFromWorkbook:
        """Return the one step that takes the differences of these numbers."""
        wanted = set(taken)
        return edit_of(
            self.name,
            [one for one in self.differences if one.number in wanted and one.can_be_taken],
        )


def made_from(path: Path) -> tuple[int | None, str]:
    """Return the revision and the mark that a workbook says it was made from."""
    found = read_workbook(path)
    return found.revision, found.mark


def workbook_changes(
    register: Register,
    path: Path,
    exported: Register | None = None,
    report: Progress = unreported,
) -> WorkbookChanges:
    """Return in what the workbook at `path` differs from `register`.

    `exported` is the register at the revision the workbook was made from, where history has it;
    it counts only where its mark is that of the workbook. InputRefused where the file is none.
    """
    report(0, 3, "Reading the workbook")
    read = read_workbook(path)
    base = _base(read, register, exported)
    report(1, 3, "Laying it beside the register")
    found = compared(read, register, base)
    report(2, 3, "Checking what would become of the register")
    differences = without_unfit(register, found.differences)
    report(3, 3, "Compared")
    return WorkbookChanges(
        read.name,
        read.revision,
        base is not None,
        tuple(differences),
        dict(found.unchanged),
        found.examples,
        (*_about_the_base(read, base), *read.notes, *found.notes),
    )


def _base(read: WorkbookRead, register: Register, exported: Register | None) -> Register | None:
    if read.is_template or not read.mark:
        return None
    if exported is not None and mark_of(exported) == read.mark:
        return exported
    return register if mark_of(register) == read.mark else None


def _about_the_base(read: WorkbookRead, base: Register | None) -> tuple[str, ...]:
    if base is not None or read.is_template:
        return ()
    return (
        "The revision this workbook was made from is not in the history of this register, so "
        "what changed in Backstop since cannot be told from what was changed in the workbook.",
    )
