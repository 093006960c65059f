"""The exercises of the register: what each plays, when it is held, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.document.wording import counted, short_date
from planner.register.records import Exercise
from ui.desk import Touched
from ui.parts.words import EmptyState, button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from ui.pages.workshop.page import WorkshopPage

CHANGES = ("exercise", "inject", "scenario")


class ListView(QWidget):
    """A card for each exercise, the next to be held first."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        self.head = QHBoxLayout()
        self.head.addWidget(label("Exercises", "headline"))
        self.head.addStretch(1)
        self.head.addWidget(button("Lessons", partial(bench.go, "workshop", show="learn"), "link"))
        column.addLayout(self.head)
        self.empty = EmptyState(
            "No exercise is prepared yet. Draft one from a scenario.",
            "Choose a scenario",
            partial(bench.go, "scenarios", show="list"),
        )
        column.addWidget(self.empty, 1)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        inner = QWidget()
        inner.setLayout(self._cards)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column.addWidget(self._scroll, 1)
        self._is_due = True

    def arrive(self, _view: Mapping[str, str]) -> None:
        """Show the exercises as they are now."""
        if self._is_due:
            self._show()

    def edited(self, touched: Touched) -> None:
        """Show the list again where an exercise, an inject or a scenario changed."""
        if touched.touches(*CHANGES):
            self._is_due = True
            if self.isVisible():
                self._show()

    def _show(self) -> None:
        self._is_due = False
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        register = self._bench.session.register
        found = [one for one in register.of_kind("exercise").values() if isinstance(one, Exercise)]
        found.sort(key=lambda one: (one.date is None, str(one.date or ""), one.title))
        self.empty.setVisible(not found)
        self._scroll.setVisible(bool(found))
        for one in found:
            self._cards.addWidget(self._card(one))
        self._cards.addStretch(1)

    def _card(self, one: Exercise) -> QWidget:
        session = self._bench.session
        card = QWidget()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(label(one.title, "strong"))
        scenario = session.register.scenarios.get(one.scenario or "")
        events = len(session.injects_of(one.id))
        parts = [
            f"Plays: {scenario.title}" if scenario is not None else "Plays no scenario yet",
            counted(events, "event", "events"),
            f"Held on {short_date(one.date)}" if one.date is not None else "No date yet",
        ]
        log = session.log_of(one.id)
        if log:
            parts.append(f"Played on {short_date(log[-1].at.date())}")
        column.addWidget(label(" · ".join(parts), "secondary", wraps=True))
        if one.aim:
            column.addWidget(label(one.aim, wraps=True))
        row = QHBoxLayout()
        for words, show, kind in (
            ("Play", "run", "primary"), ("Script", "prepare", ""), ("Reveal", "reveal", ""),
        ):  # fmt: skip
            made = button(words, partial(self._go, show, one.id), kind)
            made.setAccessibleName(f"{words}: {one.title}")
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _go(self, show: str, code: str) -> None:
        self._bench.go("workshop", show=show, exercise=code)
