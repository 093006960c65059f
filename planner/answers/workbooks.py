"""The register as a workbook: compared when it comes back, and templates to fill in.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.progress import Progress, unreported
from planner.register.history import Step
from planner.register.register import Register

if TYPE_CHECKING:
    from planner.exchange.workbook_changes import WorkbookChanges
    from planner.storage.publish import Saved


class Workbooks(Asked):
    """A register workbook laid beside the register, and what is taken from it."""

    def is_register_workbook(self, path: Path) -> bool:
        """Return whether a file is a workbook of a register, or a template for one."""
        from planner.exchange.read_register_workbook import is_workbook_of_a_register

        return is_workbook_of_a_register(path)

    def workbook_revision(self, path: Path) -> int | None:
        """Return the revision of the register that a workbook was made from, if it says so.

        InputRefused in one sentence where the file is no register workbook.
        """
        from planner.exchange.workbook_changes import made_from

        return made_from(path)[0]

    def workbook_changes(
        self, path: Path, exported: Register | None = None, report: Progress = unreported
    ) -> WorkbookChanges:
        """Return in what a register workbook differs from the register, nothing being changed.

        `exported` is the register at the revision the workbook was made from, where it is at hand.
        """
        from planner.exchange.workbook_changes import workbook_changes

        return workbook_changes(self.register, path, exported, report)

    def take_from_workbook(
        self, changes: WorkbookChanges, taken: Collection[int], why: str = ""
    ) -> Step | None:
        """Take the differences of these numbers as one step; None where that changes nothing."""
        return self.apply(changes.edit(taken), why)


def write_workbook_file(
    register: Register, path: Path, now: datetime.datetime, report: Progress = unreported
) -> Saved:
    """Write a register as a workbook to edit; SaveFailed where that cannot be done."""
    from planner.exchange.register_workbook import write_register_workbook
    from planner.storage.publish import publish

    def write(new: Path) -> None:
        write_register_workbook(register, new, now.date(), report)

    return publish(path.expanduser().resolve(), write, now)


def write_template_file(path: Path, now: datetime.datetime, kinds: Sequence[str] = ()) -> Saved:
    """Write an empty register workbook with worked rows; `kinds` name the sheets, none means all.

    SaveFailed where it cannot be written, InputRefused where there is no such kind.
    """
    from planner.exchange.workbook_template import write_template
    from planner.storage.publish import publish

    return publish(
        path.expanduser().resolve(), lambda new: write_template(new, now.date(), kinds), now
    )
