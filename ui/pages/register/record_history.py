"""What was changed on one record: who, when, what and why; one step can be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.document.wording import short_date
from planner.progress import Progress
from ui.desk import Touched
from ui.parts.words import button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.history import Step
    from planner.session import Session

SHOWN = 3
LOOKED_THROUGH = 400
"""Steps looked through for a record, the last ones."""

_Touched = dict[int, frozenset[tuple[str, str]]]


class RecordHistory(QWidget):
    """The last steps that touched a record; "All N changes" shows the others."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._of = ("", "")
        self._all = False
        self._touched: _Touched = {}
        self._asked = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        bench.desk.edited.connect(self._take)

    def show_record(self, kind: str, key: str) -> None:
        """Show what was changed on a record."""
        if (kind, key) != self._of:
            self._all = False
        self._of = (kind, key)
        if not self._asked:
            self._asked = True
            session = self._bench.session
            self._bench.tasks.do(
                self, lambda report: _touched(session, report), then=self._arrive, quiet=True
            )
        self._fill()

    @property
    def steps(self) -> list[Step]:
        """Return the steps that touched the record, the last one first."""
        return [
            step
            for step in reversed(self._bench.session.history())
            if self._of in self._touched.get(step.number, ())
        ]

    def _take(self, touched: Touched) -> None:
        self._touched.update(touched.by_step or {touched.step.number: touched.records})

    def _arrive(self, found: _Touched) -> None:
        self._touched = {**found, **self._touched}
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        steps = self.steps
        if not steps:
            return
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("History", "title"))
        row.addStretch(1)
        if len(steps) > SHOWN and not self._all:
            row.addWidget(button(f"All {len(steps)} changes", self._show_all, "link"))
        self._column.addWidget(head)
        for step in steps if self._all else steps[:SHOWN]:
            self._column.addWidget(label(step.sentence, "strong", wraps=True))
            when = short_date(step.when.astimezone().date())
            why = f" {step.why}" if step.why else ""
            self._column.addWidget(label(f"{when}, {step.who}.{why}", "secondary", wraps=True))
            back = button("Take this step back", partial(self._take_back, step), "link")
            back.setAccessibleName(f"Take back: {step.sentence}")
            self._column.addWidget(back)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _take_back(self, step: Step) -> None:
        self._bench.desk.take_back(step.number)


def _touched(session: Session, report: Progress) -> _Touched:
    steps = session.history()[-LOOKED_THROUGH:]
    found: _Touched = {}
    for at, step in enumerate(steps):
        report(at, len(steps), "Reading the history")
        found[step.number] = frozenset((one.kind, one.key) for one in session.changes_of(step))
    return found
