"""The menus behind the mark at the top left, made from the declared actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import MENUS, Actions

LINE_BEFORE = {
    "file.save",
    "file.share",
    "file.import",
    "file.export_workbook",
    "file.calendar",
    "file.welcome",
    "edit.history",
    "view.larger",
    "view.light",
    "view.settings",
    "go.register",
    "help.keys",
    "help.about",
}
"""Actions of the window that begin another group in their menu."""


class Menus(QObject):
    """One menu that holds all menus; opened by its button, F10, Alt alone, or Alt and a letter."""

    def __init__(self, actions: Actions, window: QWidget, button: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._button = button
        self._alt_alone = False
        self.menu = QMenu("Menu", window)
        self.menus: dict[str, QMenu] = {}
        taken: set[str] = set()
        for title in MENUS:
            names = [one.name for one in actions if one.menu == title]
            if not names:
                continue
            lined: list[str] = []
            for name in names:
                lined += ["-", name] if lined and name in LINE_BEFORE else [name]
            made = actions.menu(title, self.menu, lined)
            letter = next(one for one in title.lower() if one not in taken)
            taken.add(letter)
            at = title.lower().index(letter)
            made.setTitle(f"{title[:at]}&{title[at:]}")
            self.menus[title] = made
            self.menu.addMenu(made)
            shortcut = QShortcut(QKeySequence(f"Alt+{letter.upper()}"), window)
            shortcut.activated.connect(lambda one=made: self.open(one))
        QShortcut(QKeySequence("F10"), window).activated.connect(self.open)
        window.installEventFilter(self)

    def open(self, at: QMenu | None = None) -> None:
        """Open the menu under its button, at one of the menus in it if asked."""
        self.menu.popup(self._button.mapToGlobal(QPoint(4, self._button.height())))
        first = at.menuAction() if at is not None else self.menu.actions()[0]
        self.menu.setActiveAction(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu where Alt is pressed and let go with nothing in between."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            assert isinstance(event, QKeyEvent)
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        elif kind in (QEvent.Type.WindowDeactivate, QEvent.Type.MouseButtonPress):
            self._alt_alone = False
        elif kind == QEvent.Type.KeyRelease:
            assert isinstance(event, QKeyEvent)
            alone, self._alt_alone = self._alt_alone, False
            if alone and event.key() == Qt.Key.Key_Alt:
                self.open()
        return False
