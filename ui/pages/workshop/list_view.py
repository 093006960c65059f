"""The exercises of the register: what each plays, when it is held, and what can be done with it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planner.document.wording import counted, short_date
from planner.register.edits import RemoveRecord
from ui.desk import Touched
from ui.pages.workshop.drafting import Drafting
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, button, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.memory import ColdDebrief, ExerciseLine
    from ui.pages.workshop.page import WorkshopPage

CHANGES = ("exercise", "inject", "scenario", "lesson")
COLUMNS = (
    Column("Exercise", "text", 250),
    Column("Plays", "text", 280),
    Column("To be held", "date", 100),
    Column("Events", "number", 66),
    Column("Last played", "text", 110),
    Column("Lessons open", "number", 100),
    Column("Cold debrief", "text", 200),
)

FEWEST = 2
"""Rows for which the table has room at least."""
ROW = 28


class _Exercises(PlainTable):
    """The table; Delete removes the exercise chosen."""

    unwanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete; else as any table."""
        if event.key() == Qt.Key.Key_Delete and self.row >= 0:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)


class ListView(QWidget):
    """Every exercise, the next to be held first, and what can be done with the one chosen."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._page = page
        self._lines: tuple[ExerciseLine, ...] = ()
        self._code = ""
        self.drafting = Drafting(bench, self)
        self.headline = label("", "headline", wraps=True)
        head = QWidget()
        row = FlowRow(head, across=8)
        row.addWidget(self.headline)
        row.turn()
        row.addWidget(button("Lessons", partial(bench.go, "workshop", show="learn"), "link"))
        self.new = button("New exercise", self._choose_new)
        self.new.setToolTip("Choose what it plays; the model drafts the script.")
        row.addWidget(self.new)
        self.empty = EmptyState(
            "No exercise is prepared yet. Choose what fails, and the model drafts the script.",
            "New exercise",
            self._choose_new,
            "See the scenarios",
            partial(bench.go, "scenarios", show="list"),
        )
        self.table = _Exercises(bench.look, "Exercises")
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _row: self._go("prepare"))
        self.table.unwanted.connect(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 3)
        column.addWidget(self._made_card())
        column.addStretch(1)
        bench.look.changed.connect(self._fit)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the exercises as they are now, for every arrival may follow a play."""
        self._code = view.get("exercise", "") or self._code
        self._show()

    def edited(self, touched: Touched) -> None:
        """Show the list again where an exercise or what belongs to it changed."""
        if touched.touches(*CHANGES) and self.isVisible():
            self._show()

    def delete(self) -> None:
        """Remove the exercise chosen with its events, with Undo in the message bar."""
        if line := self._line():
            edit = RemoveRecord("exercise", line.code, with_dependents=True)
            self._bench.desk.attempt(edit, "Exercises", offer_undo=True)

    def _made_card(self) -> QWidget:
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        self._title = label("", "title", wraps=True)
        self._facts = label("", "secondary", wraps=True)
        self._aim = label("", wraps=True)
        buttons = QWidget()
        row = FlowRow(buttons, across=8)
        self.buttons = {
            words: button(words, act, kind)
            for words, act, kind in (
                ("Play", partial(self._go, "run"), "primary"),
                ("Script", partial(self._go, "prepare"), ""),
                ("Reveal", partial(self._go, "reveal"), ""),
                ("Lessons", partial(self._go, "learn"), ""),
                ("Use again for another provider…", self._use_again, ""),
                ("Delete", self.delete, ""),
            )
        }
        for one in self.buttons.values():
            row.addWidget(one)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for part in (self._title, self._facts, self._aim, buttons):
            column.addWidget(part)
        return self.card

    def _show(self) -> None:
        session = self._bench.session
        self._lines = session.exercises()
        codes = [one.code for one in self._lines]
        if self._code not in codes:
            self._code = codes[0] if codes else ""
        today = session.today()
        self.table.show_rows(
            COLUMNS,
            [
                (
                    one.title,
                    one.scenario or "no scenario yet",
                    one.planned,
                    one.injects,
                    _played(one),
                    one.open_lessons or None,
                    _debrief(one.cold_debrief, today),
                )
                for one in self._lines
            ],
        )
        self._fit()
        for part in (self.table, self.card):
            part.setVisible(bool(codes))
        self.empty.setVisible(not codes)
        self.new.setVisible(bool(codes))
        self.headline.setText(counted(len(codes), "exercise", "exercises") if codes else "Workshop")
        if self._code:
            self.table.pick(codes.index(self._code))
        self._tell()

    def _fit(self) -> None:
        """Let the card stand right under a short table."""
        rows = max(len(self._lines), FEWEST) + 1
        self.table.setMaximumHeight(rows * self._bench.look.px(ROW) + 4)

    def _line(self) -> ExerciseLine | None:
        return next((one for one in self._lines if one.code == self._code), None)

    def _picked(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self._code = self._lines[row].code
            self._tell()

    def _tell(self) -> None:
        """Show the exercise chosen beneath the table."""
        line = self._line()
        if line is None:
            return
        session = self._bench.session
        exercise = session.exercise(line.code)
        self._title.setText(line.title)
        minutes = exercise.room_minutes
        parts = [
            f"Plays: {line.scenario}" if line.scenario else "Plays no scenario yet",
            counted(len(exercise.objectives), "objective", "objectives"),
            counted(len(exercise.players), "role", "roles"),
            counted(line.injects, "event", "events"),
        ]
        if minutes:
            parts.append(f"{counted(minutes, 'minute', 'minutes')} in the room")
        self._facts.setText(" · ".join(parts))
        self._aim.setText(exercise.aim or "")
        self._aim.setVisible(bool(exercise.aim))
        for words, one in self.buttons.items():
            one.setAccessibleName(f"{words}: {line.title}")
        begun = line.state == "begun"
        self.buttons["Play"].setText("Go on playing" if begun else "Play")
        for words in ("Play", "Reveal", "Use again for another provider…"):
            self.buttons[words].setEnabled(bool(line.scenario))

    def _go(self, show: str) -> None:
        if self._code:
            self._bench.go("workshop", show=show, exercise=self._code)

    def _choose_new(self) -> None:
        self.drafting.choose_new(self.new if self.new.isVisible() else self.empty)

    def _use_again(self) -> None:
        if self._code:
            self.drafting.choose_another(
                self._code, self.buttons["Use again for another provider…"]
            )


def _played(line: ExerciseLine) -> str:
    if line.last_played is None:
        return "never"
    words = short_date(line.last_played)
    return f"{words}, not ended" if line.state == "begun" else words


def _debrief(due: ColdDebrief | None, today: datetime.date) -> str:
    """Return whether the cold debrief was held, or when it is due; "" where nothing was played."""
    if due is None:
        return ""
    if due.held is not None:
        return f"held on {short_date(due.held)}"
    if due.is_overdue(today):
        return f"late, was due by {short_date(due.last)}"
    if today >= due.first:
        return f"due now, by {short_date(due.last)}"
    return f"due from {short_date(due.first)}"
