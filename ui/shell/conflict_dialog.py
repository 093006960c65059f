"""Two people changed the same: what it was, theirs and yours side by side, and which stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.session import Conflict, ConflictPart

HEADINGS = ("What", "It was", "Theirs", "Yours")
BLANK = "blank"


class ConflictDialog(Dialog):
    """The parts of a conflict. Nothing was made yet; closing the dialog keeps theirs."""

    def __init__(
        self,
        bench: Workbench,
        window: QWidget,
        conflict: Conflict,
        knowingly: Callable[[], object],
    ) -> None:
        super().__init__(bench.look, window, "You and another changed the same", 900, 380)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._knowingly = knowingly
        self._bench = bench
        self._session = bench.session
        self.main.addWidget(
            label(
                "Theirs stands in the register now, and nothing of your change was made. Use mine "
                "makes all of it now; history keeps both.",
                wraps=True,
            )
        )
        self.table = QTableWidget(len(conflict.parts), len(HEADINGS))
        self.table.setAccessibleName("What you both changed")
        self.table.setHorizontalHeaderLabels(HEADINGS)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, part in enumerate(conflict.parts):
            for column, words in enumerate(_row(part)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{HEADINGS[column]}: {words}")
                self.table.setItem(row, column, item)
        self.table.setCurrentCell(0, 0)
        self.main.addWidget(self.table, 1)
        self.mine = self.add_button(button("Use mine", self._use_mine))
        self._close.setText("Keep theirs")
        self._close.setProperty("kind", "primary")
        self.keep = self._close
        self.keep.setFocus()
        self.table.resizeRowsToContents()

    def _use_mine(self) -> None:
        self.close()
        desk = self._bench.desk
        if desk.is_open and desk.session is self._session:
            self._knowingly()


def _row(part: ConflictPart) -> tuple[str, str, str, str]:
    """Return what was changed, what it was, theirs with who and when, and yours."""
    what = f"{part.field_label}\n{part.record_words}" if part.field else part.record_words
    when = f", {part.when.astimezone():%H:%M}" if part.when is not None else ""
    who = f"\n{part.who}{when}" if part.who else ""
    theirs = _words(part, part.theirs, part.theirs_words)
    return (
        what,
        _words(part, part.was, part.was_words),
        f"{theirs}{who}",
        _words(part, part.yours, part.yours_words),
    )


def _words(part: ConflictPart, value: object, words: str) -> str:
    if part.field:
        return words or BLANK
    return words or ("not there" if value is None else "there")
