"""What goes wrong inside the program is written down here, and nowhere else; nothing is sent.

The notes hold where in the program it happened and which version, never the register.
"""

from __future__ import annotations

import datetime
import faulthandler
import platform
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from planner.answers.worker import WHERE
from ui.shell.version import version

FILE_NAME = "crash-notes.txt"
AT_MOST = 200_000
"""Bytes of notes kept; older ones are let go when the window opens."""


def told_of(fault: BaseException) -> str:
    """Return what may be written down of a fault: its kinds and where it happened.

    What the fault says itself is left out, since it can quote what a register holds.
    """
    parts: list[str] = []
    one: BaseException | None = fault
    seen: set[int] = set()
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        frames = traceback.format_tb(one.__traceback__)
        kind = type(one)
        head = f"Traceback (most recent call last):\n{''.join(frames)}" if frames else ""
        # Where it happened in the other process comes with the error from there.
        notes = getattr(one, "__notes__", ())
        head = "".join(note for note in notes if str(note).startswith(WHERE)) + head
        parts.append(f"{head}{kind.__module__}.{kind.__qualname__}{_harmless(one)}\n")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nwhich led to\n\n".join(reversed(parts))


def _harmless(fault: BaseException) -> str:
    """Return what is known to come from the program and not from a register."""
    if isinstance(fault, AttributeError) and fault.obj is not None:
        return f" of {type(fault.obj).__qualname__}"
    if isinstance(fault, OSError) and fault.errno is not None:
        return f" number {fault.errno}"
    if isinstance(fault, ImportError | NameError) and fault.name:
        return f" for {fault.name}"
    return ""


_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019")
_PLACE = re.compile(r"(?:[A-Za-z]:[\\/]|(?<![\w.])/)\S.*")


def without_quotes(message: str) -> str:
    """Return a message of Qt without what it quotes, or names as a file."""
    return _PLACE.sub("(a file)", _QUOTED.sub("(a text)", message.split("\n")[0]))[:300]


class CrashNet(QObject):
    """Catches what nobody caught. `noted` follows each note, on the thread it happened on."""

    noted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / FILE_NAME
        self._faults: IO[str] | None = None
        self._lock = threading.Lock()

    def install(self) -> None:
        """Begin to catch: faults of Python, of its threads, of Qt and of the machine."""
        self._trim()
        sys.excepthook = self._caught
        threading.excepthook = self._caught_on_thread
        qInstallMessageHandler(self._said_by_qt)
        try:
            self._faults = self.path.open("a", encoding="utf-8")
            faulthandler.enable(self._faults)
        except OSError:
            self._faults = None

    def uninstall(self) -> None:
        """Leave everything as it was before."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def notes(self) -> str:
        """Return all notes, or "" where nothing went wrong."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""

    def note(self, words: str, *, tell: bool = True) -> None:
        """Write a note with its time and versions; never raises."""
        moment = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        head = (
            f"{moment} Backstop {version()}, Python {platform.python_version()}, "
            f"Qt {qVersion()}, {platform.system()} {platform.release()}"
        )
        try:
            with self._lock, self.path.open("a", encoding="utf-8") as file:
                file.write(f"{head}\n{words.rstrip()}\n\n")
        except OSError:
            return
        if tell:
            self.noted.emit()

    def forget(self) -> None:
        """Empty the notes."""
        with self._lock:
            self.path.write_text("", encoding="utf-8")

    def _trim(self) -> None:
        try:
            if self.path.stat().st_size > AT_MOST:
                kept = self.path.read_bytes()[-AT_MOST // 2 :].decode("utf-8", "ignore")
                self.path.write_text(kept, encoding="utf-8")
        except OSError:
            return

    def _caught(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        self.note(told_of(fault))

    def _caught_on_thread(self, args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread is not None else "a thread"
        fault = args.exc_value or args.exc_type()
        self.note(f"On {name}\n{told_of(fault.with_traceback(args.exc_traceback))}")

    def _said_by_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        serious = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if serious or kind == QtMsgType.QtWarningMsg:
            self.note(f"Qt: {without_quotes(message)}", tell=serious)
