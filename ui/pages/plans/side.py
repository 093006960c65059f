"""What stands at the right of a plan: its tabs, or the panel to decide otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabWidget

from ui.pages.plans.actions_tab import ActionsTab
from ui.pages.plans.decision_panel import DecisionPanel
from ui.pages.plans.side_tabs import MoneyTab, PeopleTab, SignOffTab
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.plan.opening_words import DecisionLine
    from planner.plan.to_do import ActionLine
    from planner.register.records import Decision


class PlanSide(QStackedWidget):
    """Actions, money, people told and sign-off of a plan; or the panel for one decision."""

    def __init__(
        self,
        look: Look,
        today: Callable[[], datetime.date],
        who: str,
        note: Callable[[ActionLine, Mapping[str, Any]], object],
        add: Callable[[str], object],
        change: Callable[[Mapping[str, Any]], object],
        move: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.actions_tab = ActionsTab(look, today, note, add)
        self.money = MoneyTab(look)
        self.people = PeopleTab(look)
        self.sign_off = SignOffTab(look, change, move)
        self.panel = DecisionPanel(look, today, who)
        self.panel.left.connect(self.show_tabs)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("About the plan")
        for tab, words in (
            (self.actions_tab, "Actions"),
            (self.money, "Money"),
            (self.people, "People told"),
            (self.sign_off, "Sign-off"),
        ):
            self.tabs.addTab(tab, words)
        self.addWidget(self.tabs)
        # At large text the panel is taller than the window: then it scrolls.
        self._around = QScrollArea()
        self._around.setWidgetResizable(True)
        self._around.setFrameShape(QFrame.Shape.NoFrame)
        self._around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._around.setWidget(self.panel)
        self.panel.setProperty("kind", "panel")
        self.panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addWidget(self._around)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show what belongs to a plan."""
        hit = [one.service for one in sheet.plan.services]
        self.actions_tab.show_lessons(sheet.plan.lessons, hit)
        self.money.show_sheet(sheet)
        self.people.show_sheet(sheet)
        self.sign_off.show_sheet(sheet)

    def show_actions(self, lines: Sequence[ActionLine], summary: str) -> None:
        """Show the actions of the plan."""
        self.actions_tab.show_lines(lines, summary)
        left = sum(one.done_on is None for one in lines)
        self.tabs.setTabText(0, f"Actions {left}" if left else "Actions")
        self.tabs.setTabToolTip(0, summary)

    def show_panel(self, line: DecisionLine, last: Decision | None) -> None:
        """Show the panel to decide otherwise for one service."""
        self.setCurrentWidget(self._around)
        self.panel.show_line(line, last)

    @property
    def is_deciding(self) -> bool:
        """Return whether the panel to decide otherwise is shown."""
        return self.currentWidget() is self._around

    def show_tabs(self) -> None:
        """Go back from the panel to the tabs."""
        self.setCurrentWidget(self.tabs)
