"""A register workbook as it is laid beside the register, in another process; and what is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from planner.errors import BackstopError
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.workbook_changes import WorkbookChanges
    from planner.exchange.workbook_edit import Difference
    from planner.register.register import Register

Chosen = tuple[str, str, str, str]


class WorkbookComparison(QObject):
    """One workbook beside the register as it stands; `changed` follows everything that changes.

    Where the register is edited meanwhile it is compared again, and what was chosen stays chosen.
    """

    changed = Signal()

    def __init__(self, bench: Workbench, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.path = path
        self.changes: WorkbookChanges | None = None
        self.problem = ""
        self._chosen: dict[Chosen, bool] = {}
        self._revision = -1
        self._task: Task | None = None
        bench.desk.edited.connect(self._register_changed)
        self.compare()

    @property
    def is_working(self) -> bool:
        """Return whether the differences are being worked out."""
        return self._task is not None

    @property
    def is_fresh(self) -> bool:
        """Return whether the differences are those from the register as it stands."""
        desk = self._bench.desk
        is_now = desk.is_open and self._revision == self._bench.session.revision
        return self.changes is not None and is_now

    @property
    def taken(self) -> frozenset[int]:
        """Return the numbers of the differences chosen to be taken."""
        found = self.changes.differences if self.changes is not None else ()
        return frozenset(one.number for one in found if self.is_taken(one))

    def is_taken(self, one: Difference) -> bool:
        """Return whether a difference is chosen: by the person, else as it is unasked."""
        return one.can_be_taken and self._chosen.get(_name(one), one.is_taken_unasked)

    def take(self, ones: list[Difference], is_taken: bool) -> None:
        """Choose differences, or leave them; those refused stay as they are."""
        for one in ones:
            if one.can_be_taken:
                self._chosen[_name(one)] = is_taken
        self.changed.emit()

    def compare(self) -> None:
        """Work the differences out: what the workbook was made from, that register, and both."""
        self.stop()
        if not self._bench.desk.is_open:
            return
        self._task = self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "workbook_revision",
            self.path,
            then=self._look_back,
            failed=self._refuse,
            title=f"Reading {self.path.name}",
        )
        self._until_over(self._task)
        self.changed.emit()

    def stop(self) -> None:
        """Cancel what is under way."""
        if self._task is not None:
            task, self._task = self._task, None
            task.cancel()

    def _look_back(self, revision: int | None) -> None:
        """Find the register as the workbook was made from it, which only the session can."""
        if not self._bench.desk.is_open:
            return
        session = self._bench.session
        self._task = self._bench.tasks.do(
            self,
            lambda report: session.register_at(revision),
            then=self._lay_beside,
            failed=self._refuse,
            title="Looking up what the workbook was made from",
        )
        self._until_over(self._task)

    def _lay_beside(self, exported: Register | None) -> None:
        if not self._bench.desk.is_open:
            return
        session = self._bench.session
        revision = session.revision

        def arrived(changes: WorkbookChanges) -> None:
            self.changes, self.problem = changes, ""
            self._revision = revision

        self._task = self._bench.tasks.ask(
            self,
            session.study(),
            "workbook_changes",
            self.path,
            exported,
            then=arrived,
            failed=self._refuse,
            title="Laying the workbook beside the register",
        )
        self._until_over(self._task)

    def _refuse(self, error: BackstopError) -> None:
        self.changes, self.problem = None, error.sentence

    def _until_over(self, task: Task) -> None:
        task.over.connect(lambda: self._over(task))

    def _over(self, task: Task) -> None:
        if not isValid(self) or task is not self._task:
            return
        self._task = None
        if self.changes is None and not self.problem:
            self.problem = "It was not worked out in what the workbook differs."
        self.changed.emit()

    def _register_changed(self, _touched: object) -> None:
        self.compare()


def _name(one: Difference) -> Chosen:
    return (one.kind, one.key, one.place, one.field)
