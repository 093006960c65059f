"""Another register as it is laid beside the open one, off the window's thread; and the choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from planner.answers.joining import Choice
from planner.errors import BackstopError
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.answers.joining import Difference
    from planner.register.compared import RegistersCompared

Named = tuple[str, str, str]


class RegisterComparison(QObject):
    """Another register beside the open one; `changed` follows everything that changes.

    Where the open register is edited meanwhile they are compared again, and what was chosen stays
    chosen.
    """

    changed = Signal()

    def __init__(self, bench: Workbench, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.path = path
        self.compared: RegistersCompared | None = None
        self.problem = ""
        self._chosen: dict[Named, Choice] = {}
        self._made: Mapping[int, Choice] = {}
        self._task: Task | None = None
        bench.desk.edited.connect(self._register_changed)
        self.compare()

    @property
    def is_own_file(self) -> bool:
        """Return whether the other is the file of the open register itself, as it is now."""
        desk = self._bench.desk
        return desk.is_open and desk.session.path == self.path.expanduser().resolve()

    @property
    def is_working(self) -> bool:
        """Return whether the differences are being worked out."""
        return self._task is not None

    @property
    def is_fresh(self) -> bool:
        """Return whether the differences are those from the register as it stands."""
        desk, compared = self._bench.desk, self.compared
        return compared is not None and desk.is_open and compared.revision == desk.session.revision

    @property
    def choices(self) -> dict[int, Choice]:
        """Return what somebody chose, by the number of the difference."""
        found = self.compared.differences if self.compared is not None else ()
        return {
            one.number: chosen for one in found if (chosen := self._chosen.get(_name(one))) in
            one.choices and chosen is not None
        }  # fmt: skip

    @property
    def undecided(self) -> tuple[Difference, ...]:
        """Return what both changed and nobody chose."""
        return self.compared.undecided(self.choices) if self.compared is not None else ()

    @property
    def taken(self) -> int:
        """Return of how many differences theirs, or both, is taken."""
        return sum(choice is not Choice.MINE for choice in self._made.values())

    def stands(self, one: Difference) -> Choice:
        """Return what stands of a difference: as chosen, else as it does unasked."""
        return self._made.get(one.number, one.unasked)

    def is_undecided(self, one: Difference) -> bool:
        """Return whether a difference waits for somebody to decide."""
        return one.is_open and _name(one) not in self._chosen

    def choose(self, ones: Sequence[Difference], choice: Choice) -> None:
        """Choose for differences; those that do not offer the choice stay as they are."""
        for one in ones:
            if choice in one.choices:
                self._chosen[_name(one)] = choice
        self._work_out()
        self.changed.emit()

    def compare(self) -> None:
        """Read the other register and work out in what the two differ."""
        self.stop()
        if not self._bench.desk.is_open:
            return
        session, path = self._bench.session, self.path
        called = f"{path.name} as saved" if self.is_own_file else ""
        self._task = task = self._bench.tasks.do(
            self,
            lambda report: session.compare_with(path, report, called),
            then=self._arrived,
            failed=self._refuse,
            title=f"Comparing with {path.name}",
        )
        task.over.connect(lambda: self._over(task))
        self.changed.emit()

    def stop(self) -> None:
        """Cancel what is under way."""
        if self._task is not None:
            task, self._task = self._task, None
            task.cancel()

    def _arrived(self, compared: RegistersCompared) -> None:
        self.compared, self.problem = compared, ""
        self._work_out()

    def _refuse(self, error: BackstopError) -> None:
        self.compared, self.problem = None, error.sentence
        self._made = {}

    def _work_out(self) -> None:
        self._made = self.compared.made(self.choices) if self.compared is not None else {}

    def _over(self, task: Task) -> None:
        if not isValid(self) or task is not self._task:
            return
        self._task = None
        if self.compared is None and not self.problem:
            self.problem = "It was stopped, so it is not known in what the two differ."
        self.changed.emit()

    def _register_changed(self, _touched: object) -> None:
        self.compare()


def _name(one: Difference) -> Named:
    return (one.kind, one.key, one.field)
