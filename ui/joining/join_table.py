"""The differences of two registers as a table, with what stands of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from planner.answers.joining import Choice, Side, What
from ui.joining.comparison import RegisterComparison
from ui.table.plain_table import Column, Named, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.answers.joining import Difference

COLUMNS = (
    Column("Stands", "text", 92),
    Column("What", "text", 84),
    Column("Kind", "text", 104),
    Column("Record", "text", 210),
    Column("Field", "text", 130),
    Column("Here", "text", 160),
    Column("There", "text", 170),
    Column("To know", "text", 150),
)
SIDES = {
    Side.CONFLICT: "Changed in both",
    Side.APART: "Not the same",
    Side.THERE: "Changed there",
    Side.HERE: "Changed here",
}
KEYS = {Qt.Key.Key_M: Choice.MINE, Qt.Key.Key_T: Choice.THEIRS, Qt.Key.Key_B: Choice.BOTH}


class JoinTable(PlainTable):
    """Rows of differences; M, T and B choose mine, theirs or both for the rows that are selected.

    Space, Enter or a click on the first column go through the choices of a row.
    """

    looked_at = Signal(object)

    def __init__(self, look: Look, comparison: RegisterComparison, parent: QWidget) -> None:
        super().__init__(look, "Differences between the two registers", parent)
        self._comparison = comparison
        self._ones: list[Difference] = []
        self._cells: list[list[object]] = []
        self.clicked.connect(self._clicked)
        self.opened.connect(self._next)
        self.picked.connect(self._picked)
        self.installEventFilter(self)

    @property
    def ones(self) -> list[Difference]:
        """Return the differences shown, in the order they stand."""
        return list(self._ones)

    @property
    def current(self) -> Difference | None:
        """Return the difference of the current row."""
        return self._ones[self.row] if 0 <= self.row < len(self._ones) else None

    def show_differences(self, ones: Sequence[Difference]) -> None:
        """Show differences in place of those before, by who made them, conflicts first."""
        order = list(SIDES)
        self._ones = sorted(ones, key=lambda one: order.index(one.side))
        self._cells = [self._row(one) for one in self._ones]
        sections: dict[int, str] = {}
        at = 0
        for side, group in groupby(self._ones, key=lambda one: one.side):
            number = len(list(group))
            sections[at] = f"{SIDES[side]}: {number:,}"
            at += number
        self.show_rows(COLUMNS, self._cells, sections)

    def show_choices(self) -> None:
        """Show anew what stands of each; the rows stay where they are."""
        for cells, one in zip(self._cells, self._ones, strict=True):
            cells[0] = self._stands(one)
        model = self.model()
        last = model.rowCount() - 1
        if last >= 0:
            model.dataChanged.emit(model.index(0, 0), model.index(last, 0))

    def choose(self, choice: Choice) -> None:
        """Choose for the selected rows."""
        ones = [self._ones[row] for row in self.selected]
        if ones:
            self._comparison.choose(ones, choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with M, T and B; go through the choices with Space."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            key = Qt.Key(event.key())
            if key in KEYS and is_plain:
                self.choose(KEYS[key])
                return True
            if key == Qt.Key.Key_Space:
                self._next(self.row)
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._next(self.row)

    def _next(self, row: int) -> None:
        if 0 <= row < len(self._ones):
            one = self._ones[row]
            if self._comparison.is_undecided(one):
                wanted = Choice.THEIRS
            else:
                at = one.choices.index(self._comparison.stands(one))
                wanted = one.choices[(at + 1) % len(one.choices)]
            self._comparison.choose([one], wanted if wanted in one.choices else one.choices[0])

    def _picked(self, row: int) -> None:
        self.looked_at.emit(self._ones[row])

    def _row(self, one: Difference) -> list[object]:
        is_field = one.what is What.CHANGED
        return [
            self._stands(one),
            _what(one),
            one.kind_label,
            one.named[:1].upper() + one.named[1:],
            one.field,
            one.mine or ("blank" if is_field else ""),
            one.theirs or ("blank" if is_field else ""),
            one.says,
        ]

    def _stands(self, one: Difference) -> str:
        if self._comparison.is_undecided(one):
            return Named("to decide", "warning", "waits for you; it stays as it is here")
        choice = self._comparison.stands(one)
        if choice is Choice.THEIRS:
            return Named("theirs", "import", "what stands there is taken")
        if choice is Choice.BOTH:
            return Named("both", "plus", "both stand")
        return Named("mine", "minus", "stays as it is here")


def _what(one: Difference) -> str:
    if one.is_same_code:
        return "same code"
    if one.what is What.CHANGED:
        return "field" if ", " not in one.field else "fields"
    if one.what is What.REMOVED:
        return "removed"
    return "new there" if one.record is not None else "new here"
