"""Fourth step: supplier names that are close to another, each decided with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import button, label
from ui.wizard.draft import ImportDraft
from ui.wizard.row_cells import RowCells
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.match_names import NameDoubt

HEADINGS = ("Name in the list", "Close to", "Alike", "Why", "Decided")
OPEN = "open: kept apart"


class SuppliersStep(QWidget):
    """Close names with what they match; S same, N new, O another of the register, U open again."""

    def __init__(self, bench: Workbench, draft: ImportDraft) -> None:
        super().__init__()
        self._bench = bench
        self._draft = draft
        self._doubts: list[NameDoubt] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        self._headline = label("", "headline", wraps=True)
        self._joined = label("", "secondary", wraps=True)
        top.addWidget(self._headline)
        top.addWidget(self._joined)
        row = QHBoxLayout()
        self.same = button("Same supplier (S)", self._same)
        self.new = button("A new supplier (N)", self._new)
        self.again = button("Leave open (U)", self._open)
        for one in (self.same, self.new, self.again):
            row.addWidget(one)
        row.addWidget(label("or another (O):"))
        self.other = QComboBox()
        self.other.setEditable(True)
        self.other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.other.setAccessibleName("Another supplier of the register that it is")
        self.other.addItems(
            sorted((one.name for one in bench.desk.register.providers.values()), key=str.casefold)
        )
        self.other.setCurrentIndex(-1)
        self.other.setMinimumContentsLength(16)
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        if (completer := self.other.completer()) is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.other.activated.connect(self._other_chosen)
        row.addWidget(self.other, 1)
        top.addLayout(row)
        column.addLayout(top)
        self.table = _Names(self)
        self.table.setItemDelegate(RowCells(bench.look, self.table))
        column.addWidget(self.table, 1)
        draft.decided.connect(self.refresh)
        draft.reckoned.connect(self._say)
        bench.look.changed.connect(self._size)
        self._size()

    def refresh(self) -> None:
        """Show every close name and what was decided about it."""
        at = max(0, self.table.currentRow())
        self._doubts = sorted(
            self._draft.doubts.values(),
            key=lambda one: (-one.score, one.name.casefold(), one.candidate),
        )
        self.table.setRowCount(len(self._doubts))
        for row, doubt in enumerate(self._doubts):
            decided = self._draft.decisions.get((doubt.name, doubt.candidate))
            cells = (
                doubt.name,
                doubt.candidate,
                f"{doubt.score:.0f}%",
                doubt.why,
                decided[0] if decided else OPEN,
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 2:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        if self._doubts:
            self.table.setCurrentCell(min(at, len(self._doubts) - 1), 0)
        for one in (self.same, self.new, self.again, self.other):
            one.setEnabled(bool(self._doubts))
        self._say()

    def take_key(self, letter: str) -> bool:
        """Decide on the chosen name by a letter; False where it means nothing here."""
        keys = {"S": self._same, "N": self._new, "U": self._open, "O": self.other.setFocus}
        if letter not in keys or not self._doubts:
            return False
        keys[letter]()
        return True

    def _say(self) -> None:
        left = sum(key not in self._draft.decisions for key in self._draft.doubts)
        many = len(self._draft.doubts)
        if not many:
            words = "Every supplier's name is clear"
        elif not left:
            words = "Every close name is decided"
        else:
            words = (
                "One close name is open; until it is decided it is kept apart"
                if left == 1
                else f"{left:,} of {many:,} close names are open; open ones are kept apart"
            )
        self._headline.setText(words)
        shown = self._draft.shown
        if shown is None:
            self._joined.setText("")
            return
        preview = shown.preview
        joined = [f"{name} ({', '.join(ways)})" for name, ways in preview.names_joined.items()]
        new = preview.added.get("providers", 0)
        parts = [f"{new:,} new {'supplier' if new == 1 else 'suppliers'} would be added."]
        if preview.money is not None and not new:
            parts = ["Names that no provider of the register bears are left out."]
        if joined:
            some = "; ".join(joined[:2]) + ("; …" if len(joined) > 2 else "")
            parts.append(f"{len(joined):,} taken as one by name or number: {some}")
        self._joined.setText(" ".join(parts))

    @property
    def _chosen(self) -> NameDoubt | None:
        row = self.table.currentRow()
        return self._doubts[row] if 0 <= row < len(self._doubts) else None

    def _same(self) -> None:
        if (doubt := self._chosen) is not None:
            words = f"same as {doubt.candidate}"
            self._decide(doubt, words, (doubt.decided(same=True),))

    def _new(self) -> None:
        if (doubt := self._chosen) is not None:
            self._decide(doubt, "another supplier", (doubt.decided(same=False),))

    def _open(self) -> None:
        if (doubt := self._chosen) is not None:
            self._decide(doubt, "", ())

    def _other_chosen(self, place: int) -> None:
        doubt, name = self._chosen, self.other.itemText(place)
        if doubt is not None and name:
            self._decide(doubt, f"same as {name}", doubt.same_as(name))
            self.other.setCurrentIndex(-1)
            self.table.setFocus()

    def _decide(self, doubt: NameDoubt, words: str, decisions: tuple) -> None:  # type: ignore[type-arg]
        row = self.table.currentRow()
        self._draft.decide(doubt, words, decisions)
        if decisions and row + 1 < self.table.rowCount():
            self.table.setCurrentCell(row + 1, 0)

    def _size(self) -> None:
        px = self._bench.look.px
        self.table.verticalHeader().setDefaultSectionSize(px(30))
        for column, width in enumerate((200, 200, 56, 270)):
            self.table.setColumnWidth(column, px(width))


class _Names(QTableWidget):
    """The close names; letters decide."""

    def __init__(self, step: SuppliersStep) -> None:
        super().__init__(0, len(HEADINGS))
        self._step = step
        self.setAccessibleName("Close supplier names")
        self.setHorizontalHeaderLabels(list(HEADINGS))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide with S, N, O and U; everything else as in any table."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if not (plain and self._step.take_key(event.text().upper())):
            super().keyPressEvent(event)
