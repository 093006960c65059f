"""The window: header, rail of pages, message bar, pages and status strip."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.session import Session
from ui import window_actions
from ui.actions import Actions
from ui.desk import Desk
from ui.notices import Answer, MessageBar
from ui.pages.dependence.actions import ACTIONS as DEPENDENCE
from ui.pages.page import Page
from ui.pages.plans.actions import ACTIONS as PLANS
from ui.pages.register.actions import ACTIONS as REGISTER
from ui.pages.scenarios.actions import ACTIONS as SCENARIOS
from ui.results import Results
from ui.tasks import Tasks
from ui.theme import Look
from ui.trail import Stop, Trail
from ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page of the rail: its name, its words, and where its class is, loaded when shown."""

    name: str
    text: str
    module: str
    type_name: str


PAGES = (
    PageKind("register", "Register", "ui.pages.register.page", "RegisterPage"),
    PageKind("dependence", "Dependence", "ui.pages.dependence.page", "DependencePage"),
    PageKind("scenarios", "Scenarios", "ui.pages.scenarios.page", "ScenariosPage"),
    PageKind("plans", "Plans", "ui.pages.plans.page", "PlansPage"),
)


class MainWindow(QMainWindow):
    """The one window of Backstop."""

    def __init__(self, look: Look, memory: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Backstop")
        self.resize(1366, 768)
        desk, tasks = Desk(self), Tasks(self)
        declared = (*window_actions.ACTIONS, *REGISTER, *DEPENDENCE, *SCENARIOS, *PLANS)
        self.bench = Workbench(
            desk=desk,
            tasks=tasks,
            results=Results(desk, tasks),
            actions=Actions(declared, look, self),
            messages=MessageBar(look),
            look=look,
            trail=Trail(self),
            memory=memory,
        )
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._rail: dict[str, QToolButton] = {}
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._made_rail())
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bench.messages)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self._listen()

    def open_session(self, session: Session) -> None:
        """Show a register that is open; the one before is closed."""
        before = self.bench.desk.put(session)
        self._close_pages()
        if before is not None:
            before.close()
        self.bench.trail.clear()
        self.bench.go("register")

    def open_path(self, path: Path) -> None:
        """Open a register file in the background and show it."""
        self.bench.tasks.do(
            self,
            lambda report: Session.open(path, "Unnamed"),
            then=self.open_session,
            failed=lambda error: self.bench.messages.say(
                "Not opened.", error.sentence, tone="failure"
            ),
            title=f"Opening {path.name}",
        )

    def page(self, name: str) -> Page:
        """Return a page, made when it is first asked for."""
        if name not in self._pages:
            kind = next(one for one in PAGES if one.name == name)
            made: Page = getattr(importlib.import_module(kind.module), kind.type_name)(self.bench)
            made.setAccessibleName(kind.text)
            self._pages[name] = made
            self._stack.addWidget(made)
        return self._pages[name]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the register and end all work."""
        session = self.bench.desk.put(None)
        self._close_pages()
        self.bench.tasks.close()
        if session is not None:
            session.close()
        super().closeEvent(event)

    def _made_rail(self) -> QWidget:
        rail = QWidget()
        rail.setFixedWidth(84)
        column = QVBoxLayout(rail)
        group = QButtonGroup(rail)
        for kind in PAGES:
            button = QToolButton()
            button.setProperty("kind", "rail")
            button.setCheckable(True)
            button.setText(kind.text)
            button.setIcon(self.bench.look.icon(kind.name))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setFixedSize(72, 56)
            button.clicked.connect(lambda _checked=False, name=kind.name: self.bench.go(name))
            group.addButton(button)
            self._rail[kind.name] = button
            column.addWidget(button)
        column.addStretch(1)
        return rail

    def _listen(self) -> None:
        bench = self.bench
        bench.trail.moved.connect(self._show)
        bench.desk.refused.connect(
            lambda words: bench.messages.say("Not changed.", words, tone="failure")
        )
        bench.desk.made.connect(
            lambda step: bench.messages.say(
                f"{step.sentence}.", answers=[Answer("Undo", bench.desk.undo)]
            )
        )
        bench.actions.on("edit.undo", bench.desk.undo)
        bench.actions.on("edit.redo", bench.desk.redo)
        bench.actions.on("go.back", bench.trail.back)
        bench.actions.on("go.forward", bench.trail.forward)
        for kind in PAGES:
            bench.actions.on(f"go.{kind.name}", partial(bench.go, kind.name))

    def _show(self, stop: Stop) -> None:
        page = self.page(stop.page)
        self._stack.setCurrentWidget(page)
        self.bench.actions.show_page(stop.page)
        self._rail[stop.page].setChecked(True)
        page.arrive(stop.view)

    def _close_pages(self) -> None:
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
