"""The two bars over the table of a sweep: secure cases, and must people in secure cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.elided import ElidedLabel
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.charts import Bars


class PartBar(QWidget):
    """A part of a whole as one bar, with its share and its numbers in words above it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title = ElidedLabel("", "strong")
        self._words = ElidedLabel("", "secondary")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._words)
        self._strip = _Strip(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._strip)

    @property
    def words(self) -> str:
        """Return the share and the numbers shown."""
        return f"{self._title.text()}, {self._words.text()}"

    def show_bars(self, bars: Bars | None) -> None:
        """Show a chart of one bar out of a whole; None hides it."""
        self.setVisible(bars is not None)
        if bars is not None:
            self._title.setText(bars.title)
            self._words.setText(bars.subtitle)
            self._strip.show_part(bars.bars[0].value / bars.limit if bars.limit else 0.0)
            self.setAccessibleName(f"{bars.title}, {bars.subtitle}")


class _Strip(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_part(self, part: float) -> None:
        """Fill another part, 0 to 1."""
        self._part = part
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar at the text size in use."""
        return QSize(self._look.px(120), self._look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is secure filled and the rest as a pale frame."""
        painter = QPainter(self)
        theme = self._look.theme
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.failure), 1))
        painter.setBrush(QColor(theme.failure_ground))
        painter.drawRect(whole)
        filled = QRectF(self.rect())
        filled.setWidth(filled.width() * self._part)
        painter.fillRect(filled, QColor(theme.success))
        painter.end()
