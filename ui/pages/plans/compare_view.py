"""Two versions of a plan side by side, and what differs between them in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.document.wording import people, pounds, short_date
from ui.parts.words import button, label
from ui.table.plain_table import Column, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.plan.versions import Difference

COLUMNS = (
    Column("About", "text", 120),
    Column("What", "text", 330),
    Column("Before", "text", 220),
    Column("Now", "text", 220),
)


class CompareView(QWidget):
    """Two versions side by side; `chosen` carries the codes of the earlier and the later one."""

    chosen = Signal(str, str)

    def __init__(self, look: Look, back: Callable[[], object]) -> None:
        super().__init__()
        self._pick_before = QComboBox()
        self._pick_before.setAccessibleName("Earlier version")
        self._pick_after = QComboBox()
        self._pick_after.setAccessibleName("Later version")
        for box in (self._pick_before, self._pick_after):
            box.setMinimumContentsLength(9)
            box.activated.connect(lambda _row: self._choose())
        self.headline = label("", "headline", wraps=True)
        self.table = PlainTable(look, "What differs")
        self._sides = (_Side(), _Side())
        head = QHBoxLayout()
        back_button = button("Back to the plan", back, "link")
        head.addWidget(back_button)
        head.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(10)
        grid.addWidget(self._pick_before, 0, 0)
        grid.addWidget(self._pick_after, 0, 1)
        for place, side in enumerate(self._sides):
            grid.addWidget(side, 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.headline)
        column.addLayout(grid)
        column.addWidget(self.table, 1)
        column.addStretch()

    def offer(self, versions: Sequence[tuple[str, str]], before: str, after: str) -> None:
        """Offer the versions of a plan, code and words, with two of them chosen."""
        for box, chosen in ((self._pick_before, before), (self._pick_after, after)):
            box.clear()
            for code, words in versions:
                box.addItem(words, code)
            box.setCurrentIndex(box.findData(chosen))

    def show_side(self, place: int, sheet: PlanSheet) -> None:
        """Show one version at the left (0) or at the right (1)."""
        self._sides[place].show_sheet(sheet)

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show what differs, in words."""
        number = len(found)
        self.headline.setText(
            "The two versions say the same."
            if not found
            else f"{number} things differ." if number > 1 else "One thing differs."
        )  # fmt: skip
        self.table.setVisible(bool(found))
        self.table.show_rows(
            COLUMNS,
            [(one.topic, one.what or one.sentence, one.before, one.after) for one in found],
        )

    def _choose(self) -> None:
        before, after = self._pick_before.currentData(), self._pick_after.currentData()
        if before and after:
            self.chosen.emit(before, after)


class _Side(QFrame):
    """One version in a few lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = label("", "strong", wraps=True)
        self._words = label("", wraps=True)
        self._numbers = label("", "secondary", wraps=True)
        column = QVBoxLayout(self)
        for part in (self._title, self._words, self._numbers):
            column.addWidget(part)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show a version."""
        header = sheet.plan.header
        self._title.setText(
            f"Version {header.version}, {header.status}, made on {short_date(header.made_on)}"
        )
        self._words.setText(sheet.headline)
        red = sum(gap.red for gap in sheet.plan.gaps)
        self._numbers.setText(
            f"{people(sheet.plan.people.people)} at risk, {red} red findings, "
            f"{pounds(sheet.plan.reserve.reserves_pay)} from the reserves"
        )
