"""What the colours of the map mean, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look


class Legend(QWidget):
    """A line of colours with their words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._entries: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def say(self, centre: str, *, has_leans: bool, is_failing: bool, is_money: bool) -> None:
        """Show what the colours mean on the map that is shown."""
        what = "money" if is_money else "people"
        entries = []
        if centre:
            relies = "that goes to" if is_money else "who rely on"
            entries.append(("chosen", f"{what} {relies} {centre}"))
        entries.append(("quiet", f"other {what}" if centre else what))
        if has_leans:
            entries.append(("lean", "one provider leans on another"))
        if is_failing:
            entries.append(("failing", "stopped or losing work"))
        self._entries = entries
        words = "; ".join(words for _, words in entries)
        self.setAccessibleName(f"Colours: {words}")
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(self._look.px(200), self._look.px(26))

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw swatches and words."""
        look, theme = self._look, self._look.theme
        painter = QPainter(self)
        painter.setFont(look.font(12))
        metrics = QFontMetrics(painter.font())
        x, middle = float(look.px(20)), self.height() / 2
        room = (self.width() - x) / max(1, len(self._entries)) - look.px(46)
        spare = room * len(self._entries) - sum(
            metrics.horizontalAdvance(words) for _, words in self._entries
        )
        for what, words in self._entries:
            swatch = QRectF(x, middle - look.px(5), look.px(22), look.px(10))
            if what == "lean":
                pen = QPen(QColor(theme.accent), 2, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([3, 2])
                painter.setPen(pen)
                painter.drawLine(QPointF(swatch.left(), middle), QPointF(swatch.right(), middle))
            else:
                token, strength = {
                    "chosen": ("accent", 0.45),
                    "quiet": ("secondary", 0.22),
                    "failing": ("failure", 0.5),
                }[what]
                colour = QColor(getattr(theme, token))
                colour.setAlphaF(strength)
                painter.fillRect(swatch, colour)
            x = swatch.right() + look.px(6)
            painter.setPen(QColor(theme.secondary))
            wide = metrics.horizontalAdvance(words)
            shown = wide if spare >= 0 else min(wide, int(max(room, 20)))
            said = metrics.elidedText(words, Qt.TextElideMode.ElideRight, shown + 1)
            painter.drawText(
                QRectF(x, 0, shown + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, said
            )
            x += shown + look.px(18)
        painter.end()
