"""A large button of the welcome page: an icon, what it does, a line of help, its shortcut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.parts.elided import ElidedLabel
from ui.parts.words import label
from ui.theme import Look

HEIGHT = 64


class ChoiceCard(QPushButton):
    """One way to begin. `kind` "choice-first" is the one most people take."""

    def __init__(
        self,
        look: Look,
        icon: str,
        text: str,
        help_text: str,
        on_click: Callable[[], object],
        keys: str = "",
        kind: str = "choice",
    ) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setAccessibleDescription(help_text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on_click())
        self._icon = QLabel()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        title = label(text, "title")
        line = ElidedLabel(help_text, "secondary")
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for part in (title, line):
            words.addWidget(part)
        words.addStretch(1)
        shortcut = label(keys, "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 16, 0)
        row.setSpacing(14)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(shortcut)
        for part in (self._icon, title, line, shortcut):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._redraw)
        self._redraw()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the first words can be read."""
        return QSize(self._look.px(240), self._look.px(HEIGHT))

    def sizeHint(self) -> QSize:
        """Return the height of every card."""
        return QSize(self._look.px(430), self._look.px(HEIGHT))

    def _redraw(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self._icon.setPixmap(
            self._look.pixmap(self._icon_name, 22, "accent_text", self.devicePixelRatioF())
        )
