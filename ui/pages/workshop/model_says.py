"""What the model says, for the facilitator alone: people without, money, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from planner.document.wording import NOT_KNOWN, count, round_pounds
from planner.fields import CLASSES
from ui.pages.workshop.telling_time import say
from ui.parts.badge import Badge
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label
from ui.playing import Playing
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.situation import ClassNow, Situation

NOBODY = 0.05
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ModelSays(QWidget):
    """Hidden until it is opened, so that one screen can be shared with the room."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._playing: Playing | None = None
        self.toggle = button("hidden", bench.actions["workshop.model"].trigger)
        self.toggle.setAccessibleName("Show what the model says")
        self.toggle.setToolTip("M shows or hides it")
        self.body = QWidget()
        self.about = label("Best response today, against the room's decisions", "secondary",
                           wraps=True)  # fmt: skip
        self.day = label("", "strong", wraps=True)
        self._cells: dict[tuple[str, str], QLabel] = {}
        self.headline = label("", "strong", wraps=True)
        self.reasons = label("", wraps=True)
        self._lay_out()
        self.show_body(is_open=False)
        bench.look.changed.connect(self._redraw)

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return not self.body.isHidden()

    def show_playing(self, playing: Playing) -> None:
        """Tell of another exercise, closed."""
        self._playing = playing
        self.show_body(is_open=False)

    def show_body(self, *, is_open: bool) -> None:
        """Open it or close it."""
        self.body.setVisible(is_open)
        self.about.setVisible(is_open)
        self.toggle.setText("Hide" if is_open else "hidden")
        words = "Hide what the model says" if is_open else "Show what the model says"
        self.toggle.setAccessibleName(words)
        self._redraw()
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers of today; nothing is worked out while it is closed."""
        playing = self._playing
        if playing is None or not self.is_open:
            return
        here, best = playing.situation, playing.best_situation
        say(self.day, f"People without, day {playing.clock.day}")
        for class_ in CLASSES:
            say(self._cells[class_, "best"], _people(best, class_))
            say(self._cells[class_, "room"], _people(here, class_))
        say(self._cells["money", "best"], _money(best))
        say(self._cells["money", "room"], _money(here))
        if playing.room is None or playing.best is None:
            say(self.headline, "Working it out…")
            say(self.reasons, "")
            return
        told = self._bench.session.why_behind(
            playing.room, playing.best, playing.clock.day, playing.entries
        )
        say(self.headline, told.headline)
        say(self.reasons, "\n".join(told.reasons))
        self.reasons.setVisible(bool(told.reasons))

    def _lay_out(self) -> None:
        head = FlowRow(across=12)
        head.addWidget(label("What the model says", "title"))
        head.turn()
        head.addWidget(self.toggle)
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.day, 0, 0, 1, 2)
        for at, words in ((2, "Model"), (3, "Room")):
            named = label(words, "strong")
            named.setAlignment(RIGHT)
            grid.addWidget(named, 0, at)
        for row, class_ in enumerate((*CLASSES, "money"), 1):
            if class_ == "money":
                grid.addWidget(label("Money so far"), row, 0, 1, 2)
            else:
                grid.addWidget(Badge(self._bench.look, class_), row, 0)
                grid.addWidget(label(class_), row, 1)
            for at, side in ((2, "best"), (3, "room")):
                cell = label("", "strong" if side == "room" else "")
                cell.setAlignment(RIGHT)
                self._cells[class_, side] = cell
                grid.addWidget(cell, row, at)
        grid.addWidget(self.headline, 5, 0, 1, 4)
        grid.addWidget(self.reasons, 6, 0, 1, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.body)

    def _redraw(self) -> None:
        self.toggle.setIcon(self._bench.look.icon("close" if self.is_open else "lock"))


def _people(here: Situation | None, class_: str) -> str:
    if here is None:
        return "…"
    now: ClassNow = here.of(class_)
    if not now.is_known:
        return NOT_KNOWN
    return "0" if now.without <= NOBODY else count(now.without)


def _money(here: Situation | None) -> str:
    return "…" if here is None else round_pounds(here.spent)
