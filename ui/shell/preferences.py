"""How the window looked when it was last closed, and what the system asks for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QStyleHints

from ui.theme import TEXT_SIZES, THEMES, Look

SYSTEM = "system"
THEME, TEXT_SIZE, GEOMETRY, PAGE = (
    "shell/theme",
    "shell/text_size",
    "shell/geometry",
    "shell/page",
)


def system_theme(hints: QStyleHints) -> str:
    """Return the theme that the system's own settings ask for."""
    # Qt tells of a wish for contrast from version 6.10 on.
    accessibility = getattr(hints, "accessibility", None)
    wish: Any = accessibility().contrastPreference() if accessibility is not None else None
    if wish is not None and wish == getattr(Qt, "ContrastPreference").HighContrast:  # noqa: B009
        return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def chosen_theme(memory: QSettings) -> str:
    """Return the theme chosen: "system", or the name of one."""
    chosen = str(memory.value(THEME, SYSTEM))
    return chosen if chosen in THEMES else SYSTEM


def wanted_look(memory: QSettings, hints: QStyleHints) -> tuple[str, int]:
    """Return the theme and text size to begin with."""
    chosen = chosen_theme(memory)
    size = str(memory.value(TEXT_SIZE, 100))
    known = int(size) if size.isdigit() and int(size) in TEXT_SIZES else 100
    return (system_theme(hints) if chosen == SYSTEM else chosen), known


class Preferences(QObject):
    """Keeps theme and text size as they are chosen, and follows the system where asked to."""

    def __init__(self, look: Look, memory: QSettings, hints: QStyleHints, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._memory = memory
        self._hints = hints
        look.changed.connect(self._keep_size)
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> str:
        """Return the theme chosen: "system", or the name of one."""
        return chosen_theme(self._memory)

    def choose_theme(self, name: str) -> None:
        """Use a theme from now on; "system" follows the system's settings."""
        self._memory.setValue(THEME, name)
        self._look.use(system_theme(self._hints) if name == SYSTEM else name)

    def _keep_size(self) -> None:
        self._memory.setValue(TEXT_SIZE, self._look.text_size)

    def _follow_system(self, _scheme: object) -> None:
        if self.theme == SYSTEM:
            self._look.use(system_theme(self._hints))
