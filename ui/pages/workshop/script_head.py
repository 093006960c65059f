"""The row over a script: which exercise it is, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.document.wording import counted, short_date
from planner.register.records import Exercise
from ui.pages.workshop.drafting import Drafting
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label
from ui.workbench import Workbench


class ScriptHead(QWidget):
    """The title, what is played and when, and the buttons."""

    def __init__(self, bench: Workbench, drafting: Drafting) -> None:
        super().__init__()
        self._bench = bench
        self._drafting = drafting
        self._code = ""
        self._title = label("", "headline", wraps=True)
        self._about = label("", "secondary", wraps=True)
        self.play = button("Play", self._play, "primary")
        right = QWidget()
        self.buttons = FlowRow(right, across=8, right=True)
        self.buttons.addWidget(button("All exercises", self._list, "link"))
        self.again = button("Draft again", self._draft_again)
        self.again.setToolTip("Draft what nobody edited from the register as it stands now.")
        self.another = button("Use again…", self._use_again)
        self.pack = button("Print the pack…", partial(self._document, "exercise-pack"))
        self.pack.setToolTip("Instruction, briefing, inject cards, role cards and sheets.")
        self.list = button("Facilitator's list…", partial(self._document, "facilitators-list"))
        self.list.setToolTip("The main events with what players are expected to do.")
        self.another.setToolTip("Draft it for another provider, building or vehicle.")
        self.buttons.addWidget(self.pack)
        self.buttons.addWidget(self.list)
        self.buttons.addWidget(self.again)
        self.buttons.addWidget(self.another)
        self.buttons.addWidget(self.play)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        right.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addLayout(words, 2)
        row.addWidget(right, 3)

    def show_exercise(self, exercise: Exercise, events: int) -> None:
        """Show an exercise."""
        self._code = exercise.id
        self._title.setText(exercise.title)
        register = self._bench.session.register
        scenario = register.scenarios.get(exercise.scenario or "")
        for one in (self.play, self.again, self.another):
            one.setEnabled(scenario is not None)
        held = "no date yet" if exercise.date is None else f"on {short_date(exercise.date)}"
        plays = "plays no scenario yet" if scenario is None else f"plays: {scenario.title}"
        parts = [counted(events, "event", "events"), plays, held]
        if log := self._bench.session.log_of(exercise.id):
            parts.append(f"last played on {short_date(log[-1].at.date())}")
        self._about.setText(" · ".join(parts))

    def _play(self) -> None:
        self._bench.go("workshop", show="run", exercise=self._code)

    def _draft_again(self) -> None:
        self._drafting.redraft(self._code)

    def _use_again(self) -> None:
        self._drafting.choose_another(self._code, self.another)

    def _document(self, document: str) -> None:
        self._bench.go("plans", show="documents", document=document, exercise=self._code)

    def _list(self) -> None:
        self._bench.go("workshop", show="list")
