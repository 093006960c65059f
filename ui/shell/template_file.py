"""A template for a register, written off the window's thread; no register need be open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.progress import Progress
from planner.session import local_now, write_template_file
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.storage.publish import Saved


def keep_template(bench: Workbench, owner: QObject, path: Path) -> None:
    """Write an empty register workbook with worked rows at `path`, and say what to do with it."""

    def write(report: Progress) -> Saved:
        report(0, 1, "Writing the template")
        return write_template_file(path, local_now())

    def told(saved: Saved) -> None:
        words = "Fill it in in Excel; Import takes it in. Its worked rows are left out."
        bench.messages.say(f"Saved {saved.path.name}.", words, "success")

    bench.tasks.do(
        owner,
        write,
        then=told,
        failed=lambda error: bench.messages.say("Not saved.", error.sentence, "failure"),
        title=f"Writing {path.name}",
    )
