"""Sheets of text to read and copy: shortcuts, crash notes, and what Backstop is."""

from __future__ import annotations

import html
import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextBrowser, QWidget

from planner.session import users_folders
from ui.actions import MENUS, Actions
from ui.parts.words import button, label
from ui.shell.crash_net import CrashNet
from ui.shell.dialog import Dialog
from ui.shell.version import version
from ui.theme import Look

MORE_KEYS = (
    ("Menu", "F10 or Alt"),
    ("A menu by its first letter", "Alt+F, Alt+E and so on"),
    ("Close a message, a menu or the search", "Esc"),
    ("The next or the last part of the page", "Tab, Shift+Tab"),
)


class ShortcutSheet(Dialog):
    """Every shortcut by its menu, with a field to narrow them down, to copy or print."""

    def __init__(self, actions: Actions, look: Look, window: QWidget) -> None:
        super().__init__(look, window, "Keyboard shortcuts", 640, 640)
        self._groups = shortcut_groups(actions)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search")
        self.field.setAccessibleName("Search the shortcuts")
        self.field.textChanged.connect(lambda _text: self._show())
        self.main.addWidget(self.field)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Shortcuts")
        self.text.setTabChangesFocus(True)
        self.main.addWidget(self.text, 1)
        self.add_button(button("Copy as text", self._copy))
        look.changed.connect(self._show)
        self._show()

    def as_text(self) -> str:
        """Return the whole sheet as plain text."""
        lines: list[str] = []
        for title, rows in self._groups:
            lines += [title, *(f"  {keys:<24}{words}" for words, keys in rows), ""]
        return "\n".join(lines).rstrip()

    def _show(self) -> None:
        typed = self.field.text().lower()
        pieces: list[str] = []
        for title, rows in self._groups:
            kept = [row for row in rows if typed in f"{row[0]} {row[1]} {title}".lower()]
            if kept:
                cells = "".join(
                    f"<tr><td style='padding:3px 24px 3px 0'>{html.escape(words)}</td>"
                    f"<td style='padding:3px 0'><b>{html.escape(keys)}</b></td></tr>"
                    for words, keys in kept
                )
                pieces.append(f"<h3>{title}</h3><table>{cells}</table>")
        self.text.setHtml("".join(pieces) or "Nothing has a name like that.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())


def shortcut_groups(actions: Actions) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, for each menu, what can be done and its keys; only what has keys."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for title in MENUS:
        rows = [
            (one.text.replace("…", ""), " or ".join(one.keys))
            for one in actions
            if one.menu == title and one.keys
        ]
        if rows:
            groups.append((title, rows))
    return [*groups, ("Anywhere", list(MORE_KEYS))]


class CrashNotes(Dialog):
    """What went wrong, to copy and send; nothing is ever sent by itself."""

    def __init__(self, net: CrashNet | None, look: Look, window: QWidget) -> None:
        super().__init__(look, window, "Crash notes", 720, 520)
        self._net = net
        self.main.addWidget(
            label(
                "What went wrong inside the program, and where. It holds nothing of the register, "
                "and nothing is sent unless you send it.",
                "secondary",
                wraps=True,
            )
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Crash notes")
        self.text.setTabChangesFocus(True)
        self.main.addWidget(self.text, 1)
        self.add_button(button("Copy", self._copy))
        self.add_button(button("Empty the notes", self._forget))
        self.refresh()

    def refresh(self) -> None:
        """Read the notes again."""
        notes = self._net.notes() if self._net is not None else ""
        self.text.setPlainText(notes or "Nothing has gone wrong on this computer.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _forget(self) -> None:
        if self._net is not None:
            self._net.forget()
        self.refresh()


class About(Dialog):
    """Version, what it is made with, and where it keeps its files."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, "About Backstop", 560, 400)
        self.text = QPlainTextEdit(about_text())
        self.text.setReadOnly(True)
        self.text.setAccessibleName("About Backstop")
        self.text.setTabChangesFocus(True)
        self.main.addWidget(
            label("Plans for the day a provider of public services fails.", wraps=True)
        )
        self.main.addWidget(self.text, 1)
        self.licences: Dialog | None = None
        self.licences_button = self.add_button(button("Licences", self._show_licences))
        self.add_button(
            button("Copy", lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        )

    def _show_licences(self) -> None:
        from ui.shell.licence_sheet import LicenceSheet

        if self.licences is None:
            self.licences = LicenceSheet(self._look, self)
            self.finished.connect(self.licences.close)
        self.licences.show()
        self.licences.raise_()
        self.licences.activateWindow()


def about_text() -> str:
    """Return version, what runs it, and where it keeps its files."""
    folders = users_folders()
    return "\n".join(
        (
            f"Backstop {version()}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()}",
            "",
            "Settings, window layout and crash notes",
            f"  {folders.settings}",
            "Working copies: changes not saved in a file yet",
            f"  {folders.working}",
            "Backups of each register, by date",
            f"  {folders.backups}",
            "",
            "Works without a network and sends nothing.",
        )
    )
