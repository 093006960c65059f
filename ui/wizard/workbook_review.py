"""A register workbook on its way back: every difference, and which of them are taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planner.progress import Progress
from ui.notices import Answer
from ui.parts.elided import ElidedLabel
from ui.parts.words import Segments, button, divider, label
from ui.wizard.difference_table import WHAT, DifferenceTable
from ui.wizard.quiet_choice import QuietChoice
from ui.wizard.workbook_comparison import WorkbookComparison
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.workbook_edit import Difference
    from planner.register.history import Step

ALL = "all"
FILTERS = {
    ALL: "All",
    "added": "New rows",
    "changed": "Changed",
    "conflict": "Both changed",
    "removed": "Rows missing",
    "refused": "Refused",
}
WIDE = 980
"""Width at 100 % text from which filters and buttons stand in one line."""


class WorkbookReview(QWidget):
    """Shows the differences of one workbook; `applied` carries the step, `closed` follows leaving.

    `left` asks to go back and choose another file.
    """

    closed = Signal()
    applied = Signal(object)
    left = Signal()

    def __init__(self, bench: Workbench, path: Path) -> None:
        super().__init__()
        self._bench = bench
        self._what = ALL
        self._is_applying = False
        self._drawn: object = None
        self.setProperty("kind", "surface")
        self.setProperty("help_topic", "excel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.comparison = WorkbookComparison(bench, path, self)
        self.table = DifferenceTable(bench.look, self.comparison, self)
        self.kinds = QuietChoice()
        self.kinds.setAccessibleName("Sheet shown")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(self._filter_kind)
        self.filter = Segments("Differences shown", list(FILTERS.items()), self.show_what)
        self.filter.press(ALL)
        self.take_shown = button("Take all shown", self._take_shown)
        self.leave_shown = button("Leave all shown", self._leave_shown)
        self._lay_out(path)
        self.comparison.changed.connect(self.refresh)
        self.table.looked_at.connect(self._tell_one)
        bench.look.changed.connect(self._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show the differences as they stand."""
        changes = self.comparison.changes
        if changes is None:
            self._headline.setText(
                self.comparison.problem or "Laying the workbook beside the register…"
            )
            self._notes.setText("")
            self.table.show_differences([])
            self._drawn = None
        elif changes is not self._drawn:
            self._drawn = changes
            self._headline.setText(_headline(changes))
            self._notes.setText(" ".join(changes.notes))
            self._name_filters()
            self._fill()
        else:
            self.table.show_ticks()
        self._notes.setVisible(bool(self._notes.text()))
        self._show_state()

    def show_what(self, what: str) -> None:
        """Show the differences of one sort, or all."""
        self._what = what
        self.filter.press(what)
        self._fill()
        self._show_state()

    def show_sheet(self, name: str) -> None:
        """Show the differences of one sheet; "" shows those of all."""
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(name)))
        self._fill()
        self._show_state()

    def leave(self) -> None:
        """Leave without taking anything; the register is as it was."""
        self.comparison.stop()
        self.closed.emit()

    def back(self) -> None:
        """Go back to choose another file."""
        self.comparison.stop()
        self.left.emit()

    def apply(self) -> None:
        """Take what is chosen as one step that can be undone."""
        changes, taken = self.comparison.changes, self.comparison.taken
        if changes is None or not self.comparison.is_fresh or not taken or self._is_applying:
            return
        bench, session = self._bench, self._bench.session
        self._is_applying = True
        bench.desk.hold("A workbook is being taken in")

        def work(report: Progress) -> Any:
            report(0, 1, "Writing into the register")
            return session.take_from_workbook(changes, taken)

        def is_here() -> bool:
            return bench.desk.is_open and bench.desk.session is session

        def done(step: Step | None) -> None:
            if isValid(self):
                self.comparison.stop()
            if is_here():
                bench.desk.release()
                self._tell(step)
                bench.desk.follow(step)
            if isValid(self):
                self._is_applying = False
                if step is not None:
                    self.applied.emit(step)
                self.closed.emit()

        def given_up(words: str) -> None:
            if is_here():
                bench.desk.release()
                bench.messages.say("Not taken.", words, tone="failure")
            if isValid(self):
                self._is_applying = False
                self._show_state()

        # The desk outlives this page: whatever becomes of it, edits are let in again.
        task = bench.tasks.do(
            bench.desk,
            work,
            then=done,
            failed=lambda error: given_up(error.sentence),
            title="Taking the workbook in",
        )
        task.cancelled.connect(lambda: given_up("You stopped it; the register is as it was."))
        self._show_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; take with Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape and not self._is_applying:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.apply()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beneath the filters where they do not fit beside them."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self, path: Path) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 16, 8)
        head.addWidget(label("Take a workbook back", "title"))
        head.addStretch(1)
        head.addWidget(ElidedLabel(path.name, "secondary"))
        whole.addLayout(head)
        whole.addWidget(divider())
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 8)
        top.setSpacing(6)
        self._headline = label("", "headline", wraps=True)
        self._notes = label("", "secondary", wraps=True)
        top.addWidget(self._headline)
        top.addWidget(self._notes)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        rest = QHBoxLayout()
        for one in (self.kinds, self.take_shown, self.leave_shown):
            rest.addWidget(one)
        rest.addStretch(1)
        self._row.addLayout(rest)
        top.addLayout(self._row)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        whole.addWidget(divider())
        self._one = QFrame()
        told = QVBoxLayout(self._one)
        told.setContentsMargins(20, 8, 20, 8)
        told.setSpacing(2)
        self._subject = label("", "strong", wraps=True)
        self._detail = label("", "", wraps=True)
        told.addWidget(self._subject)
        told.addWidget(self._detail)
        self._one.hide()
        whole.addWidget(self._one)
        whole.addWidget(divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 16, 8)
        foot.setSpacing(10)
        self.go_back = button("Another file…", self.back)
        self.cancel = button("Cancel", self.leave)
        self.cancel.setAccessibleDescription("Leave the workbook; the register stays as it is")
        self._sentence = ElidedLabel("", "secondary")
        self.on = button("Take", self.apply, "primary")
        foot.addWidget(self.go_back)
        foot.addWidget(self.cancel)
        foot.addWidget(self._sentence)
        foot.addStretch(1)
        foot.addWidget(self.on)
        whole.addLayout(foot)

    def _name_filters(self) -> None:
        changes = self.comparison.changes
        if changes is None:
            return
        counts = {what.value: number for what, number in changes.counts.items()}
        counts[ALL] = len(changes.differences)
        for made, what in zip(self.filter.findChildren(QPushButton), FILTERS, strict=True):
            made.setText(f"{FILTERS[what]} {counts[what]:,}")
            made.setEnabled(bool(counts[what]) or what == ALL)
        before = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem("All sheets", "")
        for name in dict.fromkeys(one.kind_label for one in changes.differences):
            self.kinds.addItem(name, name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(before)))

    def _shown(self) -> list[Difference]:
        changes = self.comparison.changes
        if changes is None:
            return []
        sheet = self.kinds.currentData()
        return [
            one
            for one in changes.differences
            if self._what in (ALL, one.what.value) and sheet in (None, "", one.kind_label)
        ]

    def _fill(self) -> None:
        """Show the differences wanted, the first of them told in full beneath."""
        shown = self._shown()
        self.table.show_differences(shown)
        self._one.setVisible(bool(shown))
        if shown:
            self.table.pick(0)
            self._tell_one(shown[0])

    def _filter_kind(self, _at: int) -> None:
        self._fill()
        self._show_state()

    def _take_shown(self) -> None:
        self.comparison.take(self.table.ones, True)

    def _leave_shown(self) -> None:
        self.comparison.take(self.table.ones, False)

    def _tell_one(self, one: Difference) -> None:
        self._subject.setText(f"{one.place}: {one.named}{', ' if one.field else ''}{one.field}")
        parts = []
        if one.attribute:
            parts.append(f"In Backstop now: {one.before or 'blank'}.")
            parts.append(f"In the workbook: {one.after or 'blank'}.")
            if one.exported:
                parts.append(f"When the workbook was made: {one.exported}.")
        elif one.after or one.before:
            parts.append(f"{WHAT[one.what.value].capitalize()}: {one.after or one.before}.")
        self._detail.setText(" ".join([*parts, one.says]).strip())
        self._one.show()

    def _show_state(self) -> None:
        changes, taken = self.comparison.changes, self.comparison.taken
        can = any(one.can_be_taken for one in self.table.ones)
        self.take_shown.setEnabled(can)
        self.leave_shown.setEnabled(can)
        self.go_back.setEnabled(not self._is_applying)
        self.cancel.setEnabled(not self._is_applying)
        many = len(taken)
        self.on.setText(f"Take {many:,} {'difference' if many == 1 else 'differences'}")
        self.on.setEnabled(bool(taken) and self.comparison.is_fresh and not self._is_applying)
        words = ""
        if self.comparison.is_working:
            words = "Being worked out…"
        elif changes is not None and changes.differences:
            words = "One step; Undo takes all of it back."
        self._sentence.setText(words)

    def _tell(self, step: Step | None) -> None:
        if step is None:
            self._bench.messages.say("Nothing to take.", "The register has all of it already.")
            return
        self._bench.messages.say(
            f"{step.sentence}.",
            tone="success",
            answers=[Answer("Undo", self._bench.desk.undo)],
        )

    def _fit(self) -> None:
        is_wide = self.width() >= self._bench.look.px(WIDE)
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )


def _headline(changes: Any) -> str:
    found: Sequence[Difference] = changes.differences
    same = sum(changes.unchanged.values())
    rows = f"{same:,} {'row is' if same == 1 else 'rows are'} as the register has them"
    if not found:
        return f"The workbook holds what the register holds: {rows}."
    many = len(found)
    return f"{many:,} {'difference' if many == 1 else 'differences'}; {rows}."
