"""The actions of all plans in force: overdue first, filtered, ticked and changed in place."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import short_date
from ui.pages.plans.date_field import read_date
from ui.parts.words import button, label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.to_do import ActionLine

HEADINGS = ("Action", "Owner", "Due", "State", "When", "Plan")
WIDTHS = (430, 180, 100, 130, 140, 200)
ACTION, OWNER, DUE, STATE, WHEN, PLAN = range(6)
LINE = Qt.ItemDataRole.UserRole
ALL = ""


class AllActions(QWidget):
    """All actions in one table; what changes is handed on to be kept."""

    def __init__(
        self,
        look: Look,
        today: Callable[[], datetime.date],
        note: Callable[[ActionLine, Mapping[str, Any]], object],
        refuse: Callable[[str], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self._note = note
        self._refuse = refuse
        self._lines: tuple[ActionLine, ...] = ()
        self._shown: list[ActionLine] = []
        self.headline = label("", "headline", wraps=True)
        self.owner = self._box("Owner")
        self.plan = self._box("Plan")
        self.state = self._box("State")
        for value, words in ((ALL, "Open and done"), ("open", "Open"), ("late", "Late"),
                             ("done", "Done")):  # fmt: skip
            self.state.addItem(words, value)
        self.state.setCurrentIndex(1)
        self.reach = self._box("Which actions")
        for value, words in (("now", "To do now"), (ALL, "Also once it happens")):
            self.reach.addItem(words, value)
        self.reach.setToolTip(
            "To do now: before anything fails, or with a date. The rest begins once it happens."
        )
        self.table = _Table(self._copy)
        self._lay_out(back)
        self.table.itemChanged.connect(self._changed)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def shown(self) -> list[ActionLine]:
        """Return the actions shown, in their order."""
        return self._shown

    def show_lines(self, lines: Sequence[ActionLine]) -> None:
        """Show actions in place of those before; the filters stay."""
        self._lines = tuple(lines)
        for box, everything, values in (
            (self.owner, "Every owner", sorted({line.owner or "" for line in lines} - {""})),
            (self.plan, "Every plan", sorted({line.plan_title for line in lines})),
        ):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(everything, ALL)
            for value in values:
                box.addItem(value, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        owner, plan = self.owner.currentData(), self.plan.currentData()
        state, reach = self.state.currentData(), self.reach.currentData()
        self._shown = [
            line
            for line in self._lines
            if owner in (ALL, line.owner)
            and plan in (ALL, line.plan_title)
            and _has_state(line, state)
            and (reach == ALL or bool(line.record) or line.due is not None)
        ]
        late = sum(line.late for line in self._lines)
        open_now = sum(line.done_on is None and line.due is not None for line in self._lines)
        self.headline.setText(
            f"{open_now} actions are due before anything fails, {late or 'none'} of them late."
        )
        self._fill()

    def _fill(self) -> None:
        chosen = self.table.currentRow()
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._shown))
        theme = self._look.theme
        for row, line in enumerate(self._shown):
            state = "To do"
            if line.done_on is not None:
                state = f"Done {short_date(line.done_on)}"
            elif line.late:
                state = "Late"
            due = "" if line.due is None else short_date(line.due)
            words = (line.title, line.owner or "", due, state, line.phase, line.plan_title)
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setData(LINE, line)
                item.setToolTip(text)
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                if column == ACTION:
                    flags |= Qt.ItemFlag.ItemIsUserCheckable
                    done = line.done_on is not None
                    item.setCheckState(Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
                if column in (OWNER, DUE):
                    flags |= Qt.ItemFlag.ItemIsEditable
                if column == STATE and line.late:
                    item.setForeground(QColor(theme.failure))
                    item.setIcon(self._look.icon("warning", "failure"))
                item.setFlags(flags)
                self.table.setItem(row, column, item)
        if 0 <= chosen < len(self._shown):
            self.table.setCurrentCell(chosen, max(0, self.table.currentColumn()))
        self.table.blockSignals(False)

    def _changed(self, item: QTableWidgetItem) -> None:
        line: ActionLine = item.data(LINE)
        if item.column() == ACTION:
            done = item.checkState() == Qt.CheckState.Checked
            if done != (line.done_on is not None):
                self._note(line, {"done_on": self._today() if done else None})
        elif item.column() == OWNER:
            owner = item.text().strip() or None
            if owner != line.owner:
                self._note(line, {"owner": owner})
        elif item.column() == DUE:
            try:
                due = read_date(item.text())
            except ValueError as error:
                self._refuse(str(error))
                self.table.blockSignals(True)
                item.setText("" if line.due is None else short_date(line.due))
                self.table.blockSignals(False)
                return
            if due != line.due:
                self._note(line, {"due": due})

    def _copy(self) -> None:
        """Put every action shown on the clipboard, as a table that Excel takes."""
        rows: list[tuple[str, ...]] = [HEADINGS]
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(len(HEADINGS))]
            rows.append(tuple(item.text() if item is not None else "" for item in items))
        mime = QMimeData()
        mime.setText("\n".join("\t".join(row) for row in rows))
        cells = "".join(
            f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows
        )
        mime.setHtml(f"<table>{cells}</table>")
        QGuiApplication.clipboard().setMimeData(mime)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(9)
        box.activated.connect(lambda _row: self._filter())
        return box

    def _lay_out(self, back: Callable[[], object]) -> None:
        head = QHBoxLayout()
        head.addWidget(button("Plans", back, "link"))
        head.addWidget(label("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "secondary"))
        head.addWidget(label("Actions of all plans", "strong"))
        head.addStretch(1)
        copy = button("Copy for Excel", self._copy)
        copy.setToolTip("Copy every action shown; paste it into Excel.")
        head.addWidget(copy)
        filters = QHBoxLayout()
        for box in (self.reach, self.state, self.owner, self.plan):
            filters.addWidget(box, 1)
        filters.addStretch(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.headline)
        column.addLayout(filters)
        column.addWidget(self.table, 1)

    def _fit(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, self._look.px(width))
        self.table.verticalHeader().setDefaultSectionSize(self._look.px(28))
        if self._lines:
            self._fill()


def _has_state(line: ActionLine, state: str) -> bool:
    if state == "open":
        return line.done_on is None
    if state == "done":
        return line.done_on is not None
    return line.late if state == "late" else True


class _Table(QTableWidget):
    """A table whose Ctrl+C copies all that is shown."""

    def __init__(self, copy: Callable[[], object]) -> None:
        super().__init__(0, len(HEADINGS))
        self._copy = copy
        self.setAccessibleName("Actions of all plans")
        self.setHorizontalHeaderLabels(HEADINGS)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)
