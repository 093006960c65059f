"""The drawn part of a chart: it answers to the pointer and to the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.document.charts import Chart
from ui.charts.painters import draw, height
from ui.charts.pen import Pen, Spot
from ui.theme import Look

EDGE = 4


class ChartCanvas(QWidget):
    """One chart value drawn to fill the widget.

    `pointed` carries the words under the pointer or the cursor; `chosen` and `opened` the key of
    what was clicked or double clicked (Enter), where the chart has keys.
    """

    pointed = Signal(str)
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chart: Chart | None = None
        self._spots: tuple[Spot, ...] = ()
        self._at: int | None = None
        self._picked = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._relook)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the places that can be pointed at, as last drawn."""
        return self._spots

    @property
    def words(self) -> str:
        """Return what stands at the cursor, or "" where there is none."""
        at = self._at
        return self._spots[at].words if at is not None and at < len(self._spots) else ""

    def show_chart(self, chart: Chart) -> None:
        """Draw another chart; the cursor stays at its place where there is one like it."""
        if type(chart) is not type(self._chart):
            self._at = None
        self._chart = chart
        self._relook()

    def pick(self, key: str) -> None:
        """Mark the spot of a key, without sending it."""
        if key != self._picked:
            self._picked = key
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows the chart without crowding."""
        tall = height(self._chart) if self._chart is not None else 100
        return QSize(self._look.px(480), self._look.px(tall) + 2 * EDGE)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: all rows of a chart of rows, half of any other."""
        tall = height(self._chart, least=True) if self._chart is not None else 60
        return QSize(self._look.px(180), self._look.px(tall) + 2 * EDGE)

    def picture(self, width: int, tall: int, ratio: float = 2.0) -> QPixmap:
        """Return the chart as a picture of a size in pixels, without the cursor."""
        made = QPixmap(round(width * ratio), round(tall * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(self._look.theme.surface))
        painter = QPainter(made)
        if self._chart is not None:
            draw(Pen(painter, self._look), self._chart, QRectF(0, 0, width, tall))
        painter.end()
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, what is picked and the cursor with its words."""
        if self._chart is None:
            return
        painter = QPainter(self)
        pen = Pen(painter, self._look)
        whole = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        self._spots = draw(pen, self._chart, whole)
        picked = next((spot for spot in self._spots if spot.key and spot.key == self._picked), None)
        if picked is not None:
            self._frame(painter, picked.box)
        if self._at is not None and self._at < len(self._spots):
            self._readout(pen, self._spots[self._at], whole)
        if self.hasFocus():
            ring = QPen(QColor(self._look.theme.focus), 2)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor with the arrow keys, Home and End; Enter opens; Escape puts it away."""
        key, last = event.key(), len(self._spots) - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._key_here():
                self.opened.emit(self._key_here())
                return
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._move(None)
            return
        else:
            start = -1 if self._at is None else self._at
            target = {
                Qt.Key.Key_Left: max(0, start - 1),
                Qt.Key.Key_Up: max(0, start - 1),
                Qt.Key.Key_Right: min(last, start + 1),
                Qt.Key.Key_Down: min(last, start + 1),
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: last,
            }.get(Qt.Key(key))
            if target is not None and last >= 0:
                self._move(target)
                said = QAccessibleAnnouncementEvent(self, self.words)
                QAccessible.updateAccessibility(said)
                if self._key_here():
                    self.chosen.emit(self._key_here())
                return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer."""
        self._move(self._spot_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._move(self._spot_at(event.position()))
        if self._key_here():
            self.chosen.emit(self._key_here())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies under the pointer."""
        if self._key_here():
            self.opened.emit(self._key_here())

    def leaveEvent(self, event: object) -> None:
        """Put the cursor away when the pointer goes."""
        if not self.hasFocus():
            self._move(None)

    def _key_here(self) -> str:
        at = self._at
        return self._spots[at].key if at is not None and at < len(self._spots) else ""

    def _spot_at(self, place: QPointF) -> int | None:
        # Later spots lie on top of earlier ones.
        for number in range(len(self._spots) - 1, -1, -1):
            if self._spots[number].box.contains(place):
                return number
        return None

    def _move(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self.update()
            self.pointed.emit(self.words)

    def _frame(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(self._look.theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-1, -1, 1, 1))

    def _readout(self, pen: Pen, spot: Spot, whole: QRectF) -> None:
        """Draw a thin line at the spot and its words in a small box that stays inside."""
        upright = spot.box.height() > spot.box.width()
        if upright:
            x = spot.box.center().x()
            pen.line(x, spot.box.top(), x, spot.box.bottom(), "text")
        font = self._look.font(11)
        metrics = QFontMetricsF(font)
        lines = spot.words.split("\n")
        wide = min(max(metrics.horizontalAdvance(line) for line in lines), whole.width() - 20)
        size = QRectF(0, 0, wide + pen.px(16), metrics.height() * len(lines) + pen.px(10))
        x = spot.box.center().x() + pen.px(10) if upright else spot.box.left() + pen.px(40)
        if x + size.width() > whole.right():
            x = (spot.box.center().x() if upright else whole.right()) - size.width() - pen.px(10)
        y = whole.top() + pen.px(8) if upright else spot.box.bottom() + 2
        if y + size.height() > whole.bottom():
            y = max(whole.top(), spot.box.top() - size.height() - 2)
        size.moveTopLeft(QPointF(max(whole.left(), x), y))
        pen.painter.setPen(QPen(pen.colour("edge"), 1))
        pen.painter.setBrush(pen.colour("surface"))
        pen.painter.drawRoundedRect(size, 4, 4)
        for number, line in enumerate(lines):
            middle = size.top() + pen.px(5) + metrics.height() * (number + 0.5)
            pen.text(size.left() + pen.px(8), middle, line, strong=number == 0, room=wide + 1)

    def _relook(self) -> None:
        self.updateGeometry()
        self.update()
