"""The dialogs of the window, each made when first asked for and then shown again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.shell.crash_net import CrashNet
from ui.shell.dialog import Dialog
from ui.shell.preferences import Preferences
from ui.workbench import Workbench


class Dialogs(QObject):
    """History, settings, shortcuts, crash notes and about, by the name of their action."""

    def __init__(self, bench: Workbench, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._preferences = preferences
        self._window = window
        self.net: CrashNet | None = None
        self._made: dict[str, Dialog] = {}
        for name, make in self._makers().items():
            bench.actions.on(name, partial(self._show, name, make))
        bench.actions.enable("edit.history", False)

    def open(self, name: str) -> Dialog | None:
        """Return a dialog that is made already."""
        return self._made.get(name)

    def close_all(self) -> None:
        """Close every dialog, as when the window closes."""
        for dialog in self._made.values():
            dialog.close()

    def _makers(self) -> dict[str, Callable[[], Dialog]]:
        return {
            "edit.history": self._history,
            "view.settings": self._settings,
            "help.keys": self._keys,
            "help.notes": self._notes,
            "help.about": self._about,
        }

    def _show(self, name: str, make: Callable[[], Dialog]) -> None:
        dialog = self._made.get(name)
        if dialog is None:
            dialog = self._made[name] = make()
        refresh = getattr(dialog, "refresh", None)
        if refresh is not None:
            refresh()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _history(self) -> Dialog:
        from ui.shell.history_panel import HistoryPanel

        return HistoryPanel(self._bench, self._window)

    def _settings(self) -> Dialog:
        from ui.shell.settings_dialog import SettingsDialog

        return SettingsDialog(self._bench, self._preferences, self._window)

    def _keys(self) -> Dialog:
        from ui.shell.sheets import ShortcutSheet

        return ShortcutSheet(self._bench.actions, self._bench.look, self._window)

    def _notes(self) -> Dialog:
        from ui.shell.sheets import CrashNotes

        return CrashNotes(self.net, self._bench.look, self._window)

    def _about(self) -> Dialog:
        from ui.shell.sheets import About

        return About(self._bench.look, self._window)
