"""What is done with a whole scenario: kept, copied, removed, written out, made a plan of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.register.edits import AddRecord, RemoveRecord
from ui.pages.scenarios.out import copy_tables, save_csv
from ui.pages.scenarios.runs import Runs
from ui.workbench import Workbench


class Commands:
    """Each command takes the code of a scenario; edits are one step each and offer Undo."""

    def __init__(self, bench: Workbench, runs: Runs, parent: QWidget) -> None:
        self.bench = bench
        self.runs = runs
        self._parent = parent

    def keep(self, code: str) -> bool:
        """Put a draft into the register as one step; return whether it is there."""
        scenario = self.runs.scenario(code)
        if scenario is None or self.runs.is_kept(code):
            return scenario is not None
        if self.bench.desk.attempt(AddRecord(scenario), offer_undo=True) is None:
            return False
        self.bench.desk.choose("scenario", code)
        return True

    def duplicate(self, code: str) -> None:
        """Add another scenario like a stored one and choose it in the list."""
        copied = self.bench.session.copied_scenario(code, frozenset(self.runs.drafts))
        if self.bench.desk.attempt(AddRecord(copied), offer_undo=True) is not None:
            self.bench.go("scenarios", show="list", scenario=copied.id)

    def delete(self, code: str, shown: str) -> None:
        """Take a scenario out of the register, with the plans that are only about it."""
        if shown != "list":
            self.bench.go("scenarios", show="list")
        self.bench.desk.attempt(
            RemoveRecord("scenario", code, with_dependents=True), offer_undo=True
        )

    def copy(self, code: str) -> None:
        """Put every table of a result on the clipboard."""
        found = self.runs.report(code)
        if found is not None:
            copy_tables(self.bench, found)

    def save_csv(self, code: str) -> None:
        """Write every table of a result to a file that a person names."""
        found = self.runs.report(code)
        if found is not None:
            save_csv(self.bench, found, self._parent)

    def make_plan(self, code: str) -> None:
        """Go and make a plan; a scenario that was only tried is kept first."""
        if self.keep(code):
            self.bench.go("plans", show="plan", make=code)
