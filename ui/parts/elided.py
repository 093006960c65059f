"""Words of one line that give way: what does not fit is cut with dots and told in a tooltip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.parts.words import unmarked


class ElidedLabel(QLabel):
    """A label that may be narrower than its words; then its tooltip has all of them."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Return room for a letter or two."""
        return QSize(self.fontMetrics().horizontalAdvance("M…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the whole words into the tooltip where they no longer fit."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the words as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self._shown())
        painter.end()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def _tell(self) -> None:
        self.setToolTip(self.text() if self._shown() != self.text() else "")


class ElidedLink(QPushButton):
    """A link that may be narrower than its words; read aloud it always has all of them."""

    def __init__(self, words: str, on_click: Callable[[], object]) -> None:
        super().__init__(unmarked(words))
        self._words = self._cut = words
        self._on_click = on_click
        self.setAutoDefault(False)
        self.setProperty("kind", "link")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        """Return room for all of the words."""
        hint = super().sizeHint()
        more = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(hint.width() - self.fontMetrics().horizontalAdvance(self._cut) + more,
                     hint.height())  # fmt: skip

    def minimumSizeHint(self) -> QSize:
        """Return room for a letter or two."""
        return QSize(self.fontMetrics().horizontalAdvance("M…") + 8, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words where they do not fit, and put them into the tooltip."""
        super().resizeEvent(event)
        spare = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._words)
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, max(0, self.width() - spare)
        )
        if shown != self._cut:
            self._cut = shown
            self.setText(unmarked(shown))
        self.setToolTip(self._words if shown != self._words else "")

    def _clicked(self, _checked: bool = False) -> None:
        self._on_click()
