"""Opening, saving and closing registers, off the window's thread; no edit is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from planner.answers import personal
from planner.errors import BackstopError
from planner.progress import Progress
from planner.session import PasswordNeeded, Session, users_folders
from ui.notices import Answer
from ui.shell.autosave import Autosave
from ui.shell.file_dialogs import JSON, LISTS, REGISTER_FILES, REGISTERS, FileDialogs
from ui.shell.session_work import (
    KEPT_HERE,
    after_saving,
    fresh_sample,
    new_register,
    remember,
    saved_quietly,
    wanted_name,
)
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.storage.publish import Saved

CLOSING_WAITS = 20_000
"""Milliseconds that closing the window waits for a save; edits are kept in any case."""


class RegisterFiles(QObject):
    """The register files of the window; `opened` carries each session once it is open.

    `password_wanted` carries the link of a team register whose server wants one, and a sentence;
    `not_opened` a path and why it was refused.

    `dialogs` asks for files. Edits wait in the working copy where a save is refused, and the next
    opening brings them back.
    """

    opened = Signal(object)
    closed = Signal()
    password_wanted = Signal(object, str)
    not_opened = Signal(object, object)

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self.dialogs = FileDialogs()
        self._under_way: list[Session] = []
        self._is_busy = False
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._save_by_itself)
        self._told: tuple[str, ...] = ()
        bench.desk.opened.connect(self._follow)
        bench.desk.edited.connect(self._autosave.edited)
        bench.desk.logged.connect(self._autosave.logged)

    @property
    def who(self) -> str:
        """Return the name that is written into history."""
        return personal.user_name(users_folders())

    @property
    def saves_by_itself(self) -> bool:
        """Return whether the file is saved a minute after the last edit."""
        return bool(self._bench.memory.value("shell/autosave", True, type=bool))

    @property
    def is_busy(self) -> bool:
        """Return whether the session is being opened, saved or written from."""
        return self._is_busy

    def autosave_after(self, milliseconds: int) -> None:
        """Wait another time from the last edit until the file is saved by itself."""
        self._autosave.after(milliseconds)

    def open_path(self, path: Path) -> None:
        """Open a register in place of the one that is open, which is saved first."""
        if self._is_open_here(path):
            self._bench.go("register")
            return
        self.open_team(path)

    def open_team(
        self,
        path: Path,
        password: str = "",
        *,
        then: Callable[[], object] | None = None,
        failed: Callable[[BackstopError], object] | None = None,
    ) -> None:
        """Open a register with a password, as a server may want; `failed` gets what went wrong."""
        who = self.who
        if failed is None:

            def failed(error: BackstopError) -> None:
                if isinstance(error, PasswordNeeded):
                    self.password_wanted.emit(path, error.sentence)
                else:
                    self._say_failed("Not opened.", error)
                    self.not_opened.emit(path, error)

        title = f"Opening {path.stem if personal.is_team_link(path) else path.name}"
        self._open(title, lambda: Session.open(path, who, password=password), then, failed)

    def open_sample(self) -> None:
        """Open a fresh copy of the sample council."""
        who = self.who
        self._open("Opening the sample council", lambda: fresh_sample(who))

    def open(self) -> None:
        """Ask for a register and open it."""
        path = self.dialogs.to_open(self._window, "Open a register", self.start_folder(), REGISTERS)
        if path is not None:
            self.open_path(path)

    def new(self, then: Callable[[], object] | None = None) -> None:
        """Ask where to keep a new register, make it and go to it; `then` follows."""
        path = self.dialogs.to_write(
            self._window,
            "Where to keep the new register",
            f"{self.start_folder()}/New register.backstop",
            REGISTER_FILES,
        )
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".backstop")
        who = self.who

        self._open(f"Making {path.name}", lambda: new_register(path, who), then)

    def import_list(self, path: Path | None = None) -> None:
        """Ask for a list to bring in and go to the import; with no register, make one first."""
        if path is None:
            path = self.dialogs.to_open(
                self._window, "A list of contracts", self.start_folder(), LISTS
            )
        if path is None:
            return
        file = str(path)

        def go() -> None:
            self._bench.go("register", show="import", file=file)

        if self._bench.desk.is_open:
            go()
        else:
            self.new(then=go)

    def take(self, path: Path) -> None:
        """Open a file that was dropped or named: a register is opened, a list is imported."""
        if personal.is_register(path):
            self.open_path(path)
        elif not path.is_file():
            what = "is a folder" if path.is_dir() else "is not there"
            self._bench.messages.say(
                "Not opened.", f"{path.name or path} {what}; choose a file.", "failure"
            )
        else:
            self.import_list(path)

    def save(self) -> None:
        """Save every edit in the file, what is being typed with them."""
        self.take_typed()
        self._save(quiet=False)

    def ways_out(self) -> list[Answer]:
        """Return what can be done where a file could not be saved or another changed it."""
        compare = self._bench.actions.find("file.compare_saved")
        answers = [Answer("Compare…", compare.trigger)] if compare is not None else []
        return [*answers, Answer("Save as…", self.save_as)]

    def save_as(self) -> None:
        """Ask for another file, save there and go on with it."""
        self.take_typed()
        if not self._bench.desk.is_open or self._is_busy:
            return
        session = self._bench.session
        is_json = session.path.suffix.lower() == ".json"
        path = self.dialogs.to_write(
            self._window,
            "Save the register as",
            str(wanted_name(session, self.start_folder())),
            JSON if is_json else REGISTER_FILES,
        )
        if path is None:
            return
        suffix = ".json" if is_json else ".backstop"
        wanted = path if path.suffix else path.with_suffix(suffix)
        self.with_session(
            f"Saving {wanted.name}",
            lambda report: self._saved_as(session, wanted),
            self._after_save,
        )

    def close_register(self) -> None:
        """Save and close the register, and go back to the welcome page."""
        self.take_typed()
        if not self._bench.desk.is_open or self._is_busy:
            return
        session = self._bench.session
        self._bench.desk.leaving.emit()

        def closed(refused: str) -> None:
            self._bench.desk.put(None)
            session.close()
            self.closed.emit()
            self._tell_refused(session, refused)

        self.with_session(
            f"Closing {session.path.name}", lambda report: saved_quietly(session), closed
        )

    def finish(self) -> None:
        """Save before the window closes; waits a while, in words, and never asks."""
        desk = self._bench.desk
        self.take_typed()
        desk.leaving.emit()
        self._autosave.stop()
        if desk.is_open and not desk.session.is_saved:
            session = desk.session
            loop = QEventLoop()
            task = self._bench.tasks.do(
                self, lambda report: saved_quietly(session), title=f"Saving {session.path.name}"
            )
            task.over.connect(loop.quit)
            QTimer.singleShot(CLOSING_WAITS, loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def close_unopened(self) -> None:
        """Close what was being opened while the window closed."""
        for session in self._under_way:
            session.close()
        self._under_way.clear()

    def take_typed(self) -> None:
        """Let the field that is being typed in be left, which keeps its text, and go back to it."""
        field = QApplication.focusWidget()
        if field is not None and self._bench.desk.is_open and self._window.isAncestorOf(field):
            field.clearFocus()
            if isValid(field) and field.isVisible():
                field.setFocus()

    def with_session(
        self,
        title: str,
        work: Callable[[Progress], Any],
        then: Callable[[Any], object],
        *,
        refused: str = "Not saved.",
        quiet: bool = False,
        failed: Callable[[BackstopError], object] | None = None,
    ) -> None:
        """Do work on the session on its thread while edits wait; `then` gets what it returned.

        Where it fails, `refused` begins the message that says why, or `failed` says it elsewhere.
        """
        desk = self._bench.desk
        self._is_busy = True
        desk.hold(title)

        def done(value: Any) -> None:
            self._free()
            then(value)

        def not_done(error: BackstopError) -> None:
            self._free()
            if failed is not None:
                failed(error)
            else:
                self._say_failed(refused, error)

        task: Task = self._bench.tasks.do(
            self, work, then=done, failed=not_done, title=title, quiet=quiet
        )
        task.cancelled.connect(self._free)

    def start_folder(self) -> str:
        """Return the folder that questions for files begin in."""
        if self._bench.desk.is_open and not self._bench.session.is_shared:
            return str(self._bench.session.path.parent)
        last = personal.last_register(users_folders())
        places = QStandardPaths.StandardLocation.DocumentsLocation
        if last is not None and personal.is_team_link(last):
            last = None
        return str(last.parent) if last else QStandardPaths.writableLocation(places)

    def _open(
        self,
        title: str,
        opening: Callable[[], Session],
        then: Callable[[], object] | None = None,
        failed: Callable[[BackstopError], object] | None = None,
    ) -> None:
        self.take_typed()
        if self._is_busy:
            return
        desk = self._bench.desk
        before = desk.session if desk.is_open else None
        if before is not None:
            desk.leaving.emit()

        def work(report: Progress) -> tuple[Session, str]:
            refused = saved_quietly(before) if before is not None else ""
            session = opening()
            self._under_way.append(session)
            remember(session)
            return session, refused

        def arrived(answer: tuple[Session, str]) -> None:
            session, refused = answer
            if session not in self._under_way:
                return  # the window closed in the meantime, and the session with it
            self._under_way.remove(session)
            self._bench.messages.clear()
            self.opened.emit(session)
            if before is not None:
                self._tell_refused(before, refused)
            if then is not None:
                then()

        self.with_session(title, work, arrived, refused="Not opened.", failed=failed)

    def _save(self, *, quiet: bool) -> None:
        desk = self._bench.desk
        if not desk.is_open or self._is_busy or (quiet and desk.session.is_saved):
            return
        session = desk.session
        self.with_session(
            f"Saving {session.path.name}",
            lambda report: session.save(),
            self._after_save,
            quiet=quiet,
        )

    def _save_by_itself(self) -> None:
        if self.saves_by_itself:
            if self._is_busy:
                self._autosave.edited()
            else:
                self._save(quiet=True)

    def _saved_as(self, session: Session, path: Path) -> Saved:
        saved = session.save_as(path, overwrite=True)
        remember(session)
        return saved

    def _after_save(self, saved: Saved) -> None:
        self._autosave.stop()
        if not self._bench.session.is_saved:
            self._autosave.logged()  # an exercise logged on while the file was written
        self._bench.desk.saved.emit()
        first, rest, tone = after_saving(self._bench.session, saved)
        if first:
            self._bench.messages.say(first, rest, tone)

    def _say_failed(self, refused: str, error: BackstopError) -> None:
        answers = self.ways_out() if refused == "Not saved." else []
        self._bench.messages.say(refused, error.sentence, "failure", answers)

    def _free(self) -> None:
        self._is_busy = False
        self._bench.desk.release()

    def _follow(self) -> None:
        self._autosave.stop()
        self._told = ()
        if self._bench.desk.is_open:
            QTimer.singleShot(0, self, self.tell_notices)

    def tell_notices(self) -> None:
        """Say in the message bar what the session has to say and has not said yet."""
        if not self._bench.desk.is_open:
            return
        notices = self._bench.session.notices
        fresh = [one for one in notices if one not in self._told]
        self._told = notices
        if fresh:
            self._bench.messages.say(fresh[0], " ".join(fresh[1:]), "caution")

    def _tell_refused(self, session: Session, refused: str) -> None:
        if refused:
            first = f"{session.path.name} could not be saved."
            self._bench.messages.say(first, f"{refused} {KEPT_HERE}", "caution")

    def _is_open_here(self, path: Path) -> bool:
        desk = self._bench.desk
        return desk.is_open and desk.session.path == path.expanduser().resolve()
