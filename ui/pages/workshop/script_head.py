"""The row over a script: which exercise it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.document.wording import counted, short_date
from planner.register.records import Exercise
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label
from ui.workbench import Workbench


class ScriptHead(QWidget):
    """The title, what is played and when, and the buttons."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._code = ""
        self._title = label("", "headline", wraps=True)
        self._about = label("", "secondary", wraps=True)
        self.play = button("Play", self._play, "primary")
        self.buttons = FlowRow(across=8)
        self.buttons.addWidget(self.play)
        self.buttons.addWidget(button("All exercises", self._list, "link"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self.buttons)

    def show_exercise(self, exercise: Exercise, events: int) -> None:
        """Show an exercise."""
        self._code = exercise.id
        self._title.setText(exercise.title)
        register = self._bench.session.register
        scenario = register.scenarios.get(exercise.scenario or "")
        held = "no date yet" if exercise.date is None else f"held on {short_date(exercise.date)}"
        plays = "plays no scenario yet" if scenario is None else f"plays: {scenario.title}"
        parts = [counted(events, "event", "events"), plays, held]
        if log := self._bench.session.log_of(exercise.id):
            parts.append(f"last played on {short_date(log[-1].at.date())}")
        self._about.setText(" · ".join(parts))

    def _play(self) -> None:
        self._bench.go("workshop", show="run", exercise=self._code)

    def _list(self) -> None:
        self._bench.go("workshop", show="list")
