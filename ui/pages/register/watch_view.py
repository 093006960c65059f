"""The watch list: providers by what their failure would do and how likely it is, with what is due.

Ratings are confidential, which the view says itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.document.wording import count, counted
from ui.desk import Choice, Touched
from ui.parts.elided import ElidedLabel
from ui.parts.words import Headline, KeyNumber, Segments, divider, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.watch_list import WatchList, WatchRow

ANSWER = "watch_list"
ARROWS = {
    "rising": "\N{UPWARDS ARROW} rising",
    "falling": "\N{DOWNWARDS ARROW} falling",
    "steady": "\N{RIGHTWARDS ARROW} steady",
    "new": "\N{BULLET} new",
    "lapsed": "\N{BULLET} lapsed",
    "": "",
}
LOW = 460
"""Height at 100 % text below which the key numbers give way to the rows of the table."""
COLUMNS = (
    Column("#", "number", 36),
    Column("Provider", "text", 216),
    Column("Warning", "warning", 116),
    Column("Score", "number", 52),
    Column("Trend", "text", 118),
    Column("Tier", "text", 58),
    Column("Consequence", "number", 92),
    Column("Look by", "date", 94),
    Column("Last looked", "date", 94),
    Column("By", "text", 110),
)


class WatchView(QWidget):
    """The ranked list. `picked` carries the row chosen."""

    picked = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.found: WatchList | None = None
        self.rows: tuple[WatchRow, ...] = ()
        self._said: tuple[WatchList, bool] | None = None
        self.headline = Headline()
        self.show_only = Segments(
            "Show", (("all", "Everybody"), ("due", "Due this month")), self._show_part
        )
        self.show_only.press("all")
        self._shown_words = ElidedLabel("", "secondary")
        self._secret = label("", "secondary", wraps=True)
        self.table = PlainTable(bench.look, "Watch list, the riskiest provider first")
        self._lay_out()
        self.table.picked.connect(self._picked)
        bench.desk.edited.connect(self._edited)
        bench.desk.chosen.connect(self._chosen)
        bench.look.changed.connect(self._say)

    def refresh(self) -> None:
        """Ask for the list as the register stands."""
        if self._bench.desk.is_open:
            self._bench.results.ask(
                self, ANSWER, then=self._show, title="Working out the watch list"
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the list up to date where the register changed meanwhile."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the key numbers out where the table has too little room."""
        super().resizeEvent(event)
        self._say()

    def row_of(self, provider: str) -> WatchRow | None:
        """Return the row of a provider, shown or not; None where the list has none."""
        rows = self.found.rows if self.found is not None else ()
        return next((row for row in rows if row.id == provider), None)

    def _edited(self, _touched: Touched) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, found: WatchList) -> None:
        self.found = found
        self._say()
        self._secret.setText(found.confidential)
        self._fill()

    def _say(self) -> None:
        """Write the sentence, and the key numbers where there is room."""
        if self.found is None:
            return
        found = self.found
        red, due = found.of("red", "failed"), len(found.due_this_month)
        numbers = (
            KeyNumber(count(red), "red or failed", is_failure=red > 0),
            KeyNumber(count(found.of("amber")), "amber"),
            KeyNumber(count(found.must_not_assessed), "with must services not assessed"),
            KeyNumber(count(due), "to look at by the end of the month"),
        )
        is_low = self.height() < self._bench.look.px(LOW)
        shown = (found, is_low)
        if shown != self._said:
            self._said = shown
            self.headline.say(found.headline, () if is_low else numbers)

    def _fill(self) -> None:
        assert self.found is not None
        due_only = self.show_only.value == "due"
        self.rows = self.found.due_this_month if due_only else self.found.rows
        ranks = {row.id: rank for rank, row in enumerate(self.found.rows, start=1)}
        every = counted(len(self.found.rows), "provider", "providers")
        shown = len(self.rows)
        all_shown = shown == len(self.found.rows)
        self._shown_words.setText(every if all_shown else f"{shown:,} of {every}")
        self.table.show_rows(
            COLUMNS,
            [
                (
                    ranks[row.id],
                    row.name,
                    row.colour,
                    row.score,
                    _trend(row),
                    row.tier.label,
                    row.points,
                    row.due[0].date if row.due else None,
                    row.looked,
                    row.looked_by,
                )
                for row in self.rows
            ],
        )
        choice = self._bench.desk.choice
        if choice is None or choice.kind != "provider" or self.row_of(choice.key) is None:
            if self.rows:
                self._bench.desk.choose("provider", self.rows[0].id)
        else:
            self._chosen(choice)

    def _picked(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self._bench.desk.choose("provider", self.rows[at].id)

    def _chosen(self, choice: Choice | None) -> None:
        if choice is None or choice.kind != "provider" or not self.isVisible():
            return
        at = next((at for at, row in enumerate(self.rows) if row.id == choice.key), None)
        if at is not None:
            self.table.pick(at)
        row = self.row_of(choice.key)
        if row is not None:
            self.picked.emit(row)

    def _show_part(self, _part: str) -> None:
        if self.found is not None:
            self._fill()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(self.show_only)
        row.addWidget(self._shown_words)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 4, 20, 6)
        foot.addWidget(self._secret, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addWidget(divider())
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _trend(row: WatchRow) -> str:
    """Return the arrow and the word of a trend, and the score it is measured from."""
    if row.before is None:
        return ARROWS[row.trend]
    return f"{ARROWS[row.trend]}, was {count(row.before)}"
