"""What a person does with the window: reads names, presses buttons, types, waits."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QSettings, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)

from ui.main_window import MainWindow
from ui.theme import Look

NAME = QAccessible.Text.Name


def spoken(widget: QWidget) -> str:
    """Return the name a screen reader says for a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(NAME).replace("&", "") if interface is not None else ""


class Person:
    """Somebody before the window, who knows only what is on the screen."""

    patience = 30.0
    """Seconds after which what never comes is said to never come."""

    def __init__(self, look: Look, folder: Path) -> None:
        self._look = look
        self.folder = folder
        self.window = self.opens_the_window()

    def opens_the_window(self) -> MainWindow:
        """Open a window of the size of a small laptop."""
        self._look.use("light", 100)
        memory = QSettings(str(self.folder / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(self._look, memory)
        self.window.resize(1366, 768)
        self.window.show()
        QTest.qWaitForWindowActive(self.window)
        self.answers_with(self.folder / "Ours.backstop")
        return self.window

    def closes_the_window(self) -> None:
        """Close the window and let it go."""
        self.window.close()
        self.window.deleteLater()
        QTest.qWait(1)

    def answers_with(self, path: Path) -> None:
        """Answer the next question for a file with a path."""
        dialogs = self.window.files.dialogs
        dialogs.to_open = dialogs.to_write = lambda *_: path
        QFileDialog.getSaveFileName = lambda *_: (str(path), "")  # type: ignore[method-assign]

    def waits(self, until: Callable[[], object] = lambda: True) -> None:
        """Wait until nothing runs and something is so."""

        end, still = time.monotonic() + self.patience, 0
        while still < 3:
            QTest.qWait(2)
            is_so = not self.window.bench.tasks.running and until()
            still = still + 1 if is_so else 0
            assert time.monotonic() < end, "it never came to an end"

    def presses(self, keys: str) -> None:
        """Press keys where the cursor is, or a shortcut of the window."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        QTest.keySequence(self.window.windowHandle(), keys)
        self.waits()

    def clicks(self, words: str) -> None:
        """Click the button with these words and wait for what follows."""
        button = self.finds(QPushButton, words)
        self.waits(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.waits()

    def finds(self, kind: type[Any], words: str, within: QWidget | None = None) -> Any:
        """Return the control on the screen with this name."""
        place = within or QApplication.activeModalWidget() or self.window
        there = [one for one in place.findChildren(kind) if one.isVisible()]
        for one in there:
            if re.fullmatch(words, spoken(one)):
                return one
        raise AssertionError(f"no {words!r} among {[spoken(one) for one in there]}")

    def types(self, name: str, words: str) -> None:
        """Type words into the field of this name and leave it."""
        field = next(
            one
            for kind in (QLineEdit, QPlainTextEdit, QComboBox)
            for one in [self.sees(kind, name)]
            if one is not None
        )
        field.setFocus()
        if isinstance(field, QComboBox) and not field.isEditable():
            at = next(at for at in range(field.count()) if words in field.itemText(at).lower())
            field.setCurrentIndex(at)
            field.activated.emit(at)
            return
        field.selectAll()
        QTest.keyClicks(field, words)
        if isinstance(field, QLineEdit) and (completer := field.completer()) is not None:
            popup = completer.popup()
            if popup.isVisible():
                QTest.keyClick(popup, Qt.Key.Key_Down)
                QTest.keyClick(popup, Qt.Key.Key_Return)

    def sees(self, kind: type[Any], words: str) -> Any:
        """Return the control on the screen with this name, or None."""
        try:
            return self.finds(kind, words)
        except AssertionError:
            return None

    def fills_in(self, keys: str, answers: Iterable[tuple[str, str]], button: str) -> None:
        """Press keys that open a dialog, fill it in and press its button."""

        filled: list[bool] = []

        def fill() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            timer.stop()
            for name, words in answers:
                self.types(name, words)
            QTest.mouseClick(self.finds(QPushButton, button, dialog), Qt.MouseButton.LeftButton)
            filled.append(not dialog.isVisible())
            dialog.close()

        timer = QTimer()
        timer.timeout.connect(fill)
        timer.start(5)
        self.presses(keys)
        self.waits(lambda: filled)
        assert filled == [True], "the dialog refused what was filled in"

    def points_at(self, table: str, words: str) -> QAbstractItemView:
        """Put the cursor of a list, a tree or a table on the row with these words."""
        view = self.finds(QAbstractItemView, table)
        if isinstance(view, QTreeWidget):
            item = view.findItems(words, Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
            view.setCurrentItem(item[0])
        else:
            model = view.model()
            at = next(
                model.index(row, column)
                for row in range(model.rowCount())
                for column in range(1 if isinstance(view, QListView) else model.columnCount())
                if words in str(model.index(row, column).data())
            )
            view.selectionModel().setCurrentIndex(
                at, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        view.setFocus()
        return view

    @property
    def is_told(self) -> str:
        """Return the words in the message bar."""
        return self.window.bench.messages.words
