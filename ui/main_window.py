"""The window: header, rail of pages, long work, messages, pages and status strip."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QTime, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from planner.errors import BackstopError
from planner.session import Session
from ui import window_actions
from ui.actions import Actions
from ui.command_palette import CommandPalette
from ui.desk import Desk
from ui.help.help import Help
from ui.notices import Answer, MessageBar
from ui.pages.dependence.actions import ACTIONS as DEPENDENCE
from ui.pages.page import Page
from ui.pages.plans.actions import ACTIONS as PLANS
from ui.pages.register.actions import ACTIONS as REGISTER
from ui.pages.scenarios.actions import ACTIONS as SCENARIOS
from ui.pages.workshop.actions import ACTIONS as WORKSHOP
from ui.results import Results
from ui.shell.crash_net import CrashNet
from ui.shell.dialog import Dialog
from ui.shell.dialogs import Dialogs
from ui.shell.dropped import dropped_file, saved_at, title_of
from ui.shell.file_groups import FileGroups
from ui.shell.files import RegisterFiles
from ui.shell.header import Header
from ui.shell.menus import Menus
from ui.shell.preferences import GEOMETRY, PAGE, Preferences
from ui.shell.rail import PageKind, Rail
from ui.shell.reading_bar import ReadingBar
from ui.shell.sharing import Sharing
from ui.shell.status_strip import StatusStrip
from ui.shell.team_strip import team_words
from ui.shell.team_watch import TeamWatch
from ui.shell.welcome import Welcome
from ui.shell.work_bar import WorkBar
from ui.tasks import Tasks
from ui.theme import THEMES, Look
from ui.trail import Stop, Trail
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.history import Step

PAGES = (
    PageKind("register", "Register", "ui.pages.register.page", "RegisterPage"),
    PageKind("dependence", "Dependence", "ui.pages.dependence.page", "DependencePage"),
    PageKind("scenarios", "Scenarios", "ui.pages.scenarios.page", "ScenariosPage"),
    PageKind("plans", "Plans", "ui.pages.plans.page", "PlansPage"),
    PageKind("workshop", "Workshop", "ui.pages.workshop.page", "WorkshopPage"),
)
OF_A_REGISTER = ("file.save", "file.save_as", "file.welcome", "edit.history")
"""What waits for a register to be open, besides the groups of the File menu."""
OPENS_PLANS = {
    "plans.list": "list",
    "plans.actions": "actions",
    "plans.prevention": "prevention",
    "plans.documents": "documents",
}
"""What opens the page Plans, and so works before that page is made."""


class MainWindow(QMainWindow):
    """The one window of Backstop."""

    def __init__(self, look: Look, memory: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Backstop")
        self.resize(1366, 768)
        desk, tasks = Desk(self), Tasks(self)
        of_pages = (*REGISTER, *DEPENDENCE, *SCENARIOS, *PLANS, *WORKSHOP)
        declared = (*window_actions.ACTIONS, *of_pages)
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
        self._of_pages = tuple(action.name for action in of_pages)
        self._saved_at = ""
        self._is_first = True
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self.files = RegisterFiles(self.bench, self)
        self.sharing = Sharing(self.bench, self, self.files)
        self.team = TeamWatch(self.bench, self, self.files)
        self.reading_bar = ReadingBar(self.bench, self, self.files, self.sharing)
        self.file_groups = FileGroups(self.bench, self, self.files)
        self.preferences = Preferences(look, memory, QGuiApplication.styleHints(), self)
        self.header = Header(self.bench, self._open_menu)
        self.menus = Menus(self.bench.actions, self, self.header.menu_button)
        self.rail = Rail(look, PAGES, self.bench.go, self.bench.actions["view.settings"].trigger)
        self.work_bar = WorkBar(tasks)
        self.strip = StatusStrip(self.bench)
        self.palette_box = CommandPalette(self.bench, self, self.header.search)
        self.welcome = Welcome(self.bench, self.files)
        self._stack.addWidget(self.welcome)
        self._lay_out()
        self._listen()
        self.dialogs = Dialogs(self.bench, self.preferences, self)
        self.help = Help(self.bench, self)
        geometry = memory.value(GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self._show_welcome()

    def open_session(self, session: Session) -> None:
        """Show a register that is open, read while another edits it; the one before is closed."""
        session.give_way()
        before = self.bench.desk.put(session)
        self._close_pages()
        if before is not None and before is not session:
            before.close()
        for name, shows in OPENS_PLANS.items():
            self.bench.actions.on(name, partial(self.bench.go, "plans", show=shows))
        self.bench.trail.clear()
        last = str(self.bench.memory.value(PAGE, "")) if self._is_first else ""
        self._is_first = False
        self._saved_at = saved_at(session)
        self.bench.go(last if any(kind.name == last for kind in PAGES) else "register")
        self._show_state()

    def open_path(self, path: Path) -> None:
        """Open a register file in the background and show it."""
        self.files.open_path(path)

    def listen_to(self, net: CrashNet) -> None:
        """Say in the message bar that something went wrong, and keep what long work says of it."""
        self.dialogs.net = net
        net.noted.connect(self._tell_fault)
        self.bench.tasks.started.connect(
            lambda task: task.failed.connect(
                lambda error: (
                    net.note(error.details, tell=False) if getattr(error, "details", "") else None
                )
            )
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that can be opened or brought in."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()
            self.welcome.show_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the place for files go dark again."""
        self.welcome.show_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a register, or bring in a list."""
        self.welcome.show_dragging(False)
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.take(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, close the register and end all work; nothing is asked."""
        here = self.bench.trail.here
        self.bench.memory.setValue(GEOMETRY, self.saveGeometry())
        if here is not None:
            self.bench.memory.setValue(PAGE, here.page)
        self.dialogs.close_all()
        for dialog in self.findChildren(Dialog):
            dialog.close()
        self.files.finish()
        session = self.bench.desk.put(None)
        self._close_pages()
        self.bench.tasks.close()
        self.files.close_unopened()
        if session is not None:
            session.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.reading_bar)
        column.addWidget(self.work_bar)
        column.addWidget(self.bench.messages)
        column.addWidget(self._stack, 1)
        middle.addLayout(column, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.strip)
        self.setCentralWidget(body)

    def _work_slowly(
        self,
        title: str,
        work: Callable[[], Step | None],
        then: Callable[[Step | None], None],
        failed: Callable[[BackstopError], None],
    ) -> None:
        """Carry out a large change of the session on its thread, with words in the work bar."""
        desk, tasks = self.bench.desk, self.bench.tasks
        task = tasks.do(desk, lambda report: work(), then=then, failed=failed, title=title)
        stopped = BackstopError("You stopped it before it began; the register is as it was.")
        task.cancelled.connect(lambda: failed(stopped))

    def _listen(self) -> None:
        bench = self.bench
        bench.desk.slow_work = self._work_slowly
        bench.trail.moved.connect(self._show)
        bench.desk.refused.connect(self._tell_refused)
        bench.desk.made.connect(
            lambda step: bench.messages.say(
                f"{step.sentence}.", answers=[Answer("Undo", bench.desk.undo)]
            )
        )
        bench.desk.opened.connect(self._show_state)
        bench.desk.edited.connect(self._show_state)
        bench.desk.logged.connect(self._note_logged)
        bench.desk.saved.connect(self._note_saved)
        self.sharing.changed.connect(self._show_state)
        self.team.changed.connect(self._show_state)
        self.team.changed.connect(lambda: self.strip.show_team(team_words(self.team)))
        on = bench.actions.on
        on("edit.undo", bench.desk.undo)
        on("edit.redo", bench.desk.redo)
        on("go.back", bench.trail.back)
        on("go.forward", bench.trail.forward)
        for kind in PAGES:
            on(f"go.{kind.name}", partial(bench.go, kind.name))
        on("view.palette", self.palette_box.open)
        on("view.inspector", lambda: self._with_page(Page.toggle_inspector))
        on("view.larger", partial(bench.look.larger, 1))
        on("view.smaller", partial(bench.look.larger, -1))
        on("view.normal", partial(bench.look.use, text_size=100))
        for name in THEMES:
            on(f"view.{name}", partial(self.preferences.choose_theme, name))
        files = self.files
        on("file.new", files.new)
        on("file.open", files.open)
        on("file.sample", files.open_sample)
        on("file.import", files.import_list)
        on("file.quit", self.close)
        for name, do in (
            ("file.save", files.save),
            ("file.save_as", files.save_as),
            ("file.welcome", files.close_register),
        ):
            on(name, do, enabled=False)
        self.file_groups.carry_out()
        files.opened.connect(self.open_session)
        files.closed.connect(self._show_welcome)
        bench.look.changed.connect(self._tick_theme)
        self._tick_theme()

    def _open_menu(self) -> None:
        self.menus.open()

    def _with_page(self, do: object) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page) and callable(do):
            do(page)

    def _show(self, stop: Stop) -> None:
        if not self.bench.desk.is_open:
            return
        page = self.page(stop.page)
        self._stack.setCurrentWidget(page)
        self.bench.actions.show_page(stop.page)
        self.rail.show_page(stop.page)
        page.arrive(stop.view)
        self._show_way()

    def _close_pages(self) -> None:
        for name in self._of_pages:
            self.bench.actions.off(name)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def _show_welcome(self) -> None:
        self._close_pages()
        self.bench.trail.clear()
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.refresh()
        self.setWindowTitle("Backstop")
        self._show_state()

    def _tell_refused(self, words: str) -> None:
        """Say why an edit was not made; where nothing can be, show the page as it stands again."""
        self.bench.messages.say("Not changed.", words, tone="failure")
        here = self.bench.trail.here
        if self.bench.desk.is_reading and here is not None:
            QTimer.singleShot(0, self, lambda: self._show(here))

    def _tell_fault(self) -> None:
        self.bench.messages.say(
            "Something went wrong inside Backstop.",
            "Your edits are kept. Help, Crash notes has what to send.",
            tone="failure",
        )

    @Slot()
    def _tick_theme(self) -> None:
        for name in THEMES:
            self.bench.actions[f"view.{name}"].setChecked(name == self.bench.look.theme.name)

    def _note_saved(self) -> None:
        self._saved_at = QTime.currentTime().toString("HH:mm")
        self._show_state()

    def _note_logged(self) -> None:
        """Say that the last entry of a log is on the disk; the file itself is saved later."""
        session = self.bench.session
        kept = f"Log saved {session.now().astimezone():%H:%M}"
        self.header.show_register(title_of(session), kept)

    def _show_way(self) -> None:
        trail, actions = self.bench.trail, self.bench.actions
        actions.enable("go.back", trail.can_go_back)
        actions.enable("go.forward", trail.can_go_forward)

    def _show_state(self, _change: object = None) -> None:
        desk, actions = self.bench.desk, self.bench.actions
        is_open = desk.is_open
        self.rail.enable(is_open)
        for kind in PAGES:
            actions.enable(f"go.{kind.name}", is_open)
        self.file_groups.enable(is_open, besides=OF_A_REGISTER)
        undo = desk.session.undo_sentence if is_open else ""
        redo = desk.session.redo_sentence if is_open else ""
        actions.name_step("edit.undo", undo)
        actions.name_step("edit.redo", redo)
        self._show_way()
        if not is_open:
            self.header.show_register("", "")
            self.header.show_marking("")
            self.rail.show_page("")
            return
        session = desk.session
        many = session.unsaved_steps
        if session.is_reading:
            state = "Reading only" if session.is_saved else f"Reading only, {many:,} not saved"
        elif session.is_shared:
            state = "Server not reached" if self.team.lost else "Kept on the server"
        elif session.is_saved:
            state = f"Saved {self._saved_at}".rstrip()
        elif many == 1:
            state = "1 change not saved yet"
        else:
            state = f"{many:,} changes not saved yet"
        title = title_of(session)
        self.header.show_register(
            title, state, unsaved=not session.is_saved or self.team.lost != ""
        )
        self.header.show_marking(session.register.council.marking or "")
        self.setWindowTitle(f"{title} - Backstop")
