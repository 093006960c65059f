"""What the bars of a calendar mean, each with a swatch drawn as the bar is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.plans.gantt import BarLook
from ui.pages.plans.gantt_painting import paint_bar
from ui.theme import Look

SWATCH = 26
LARGE = 150
"""Text size in per cent from which the rows need the room; their tooltips say the same."""


class GanttLegend(QWidget):
    """One line of swatches with their words."""

    def __init__(self, look: Look, entries: Sequence[tuple[BarLook, str]]) -> None:
        super().__init__()
        self._look = look
        self._entries = tuple(entries)
        self.setAccessibleName("What the bars mean: " + ", ".join(words for _, words in entries))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setHidden(self._look.text_size >= LARGE)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for all entries on one line."""
        return QSize(self._look.px(300), self._look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the swatches and their words."""
        look, px = self._look, self._look.px
        painter = QPainter(self)
        painter.setFont(look.font(12))
        metrics = QFontMetrics(painter.font())
        x = float(px(12))
        for bar, words in self._entries:
            paint_bar(painter, QRectF(x, px(6), px(SWATCH), px(10)), bar, look)
            x += px(SWATCH + 6)
            painter.setPen(look.theme.colour("secondary"))
            middle = (px(22) + metrics.capHeight()) / 2
            painter.drawText(int(x), int(middle), words)
            x += metrics.horizontalAdvance(words) + px(18)
        painter.end()
