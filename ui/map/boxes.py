"""The boxes of the map: badge or icon, name, people, and what a failure has done to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ui.parts.badge import paint_badge
from ui.theme import Look

if TYPE_CHECKING:
    from planner.dependence.layout import Rectangle
    from planner.dependence.picture import Box
    from planner.document.spread_words import State

LEGIBLE = 5.5
"""Height in screen pixels below which words are left out."""
PAD = 9.0
TWO_LINES = 36.0


class BoxItem(QGraphicsItem):
    """One box. It can be moved; `on_moved` is told when it was."""

    def __init__(
        self,
        box: Box,
        place: Rectangle,
        second: str,
        amount: str,
        look: Look,
        on_moved: Callable[[BoxItem], None],
    ) -> None:
        super().__init__()
        self.box = box
        self.size = QRectF(0, 0, place.width, place.height)
        self.state: State | None = None
        self.is_chosen = False
        self.is_focused = False
        self._second = second
        self._amount = amount
        self._look = look
        self._on_moved = on_moved
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(2)

    def boundingRect(self) -> QRectF:
        """Return the box with its frame."""
        return self.size.adjusted(-5, -5, 5, 5)

    @property
    def second_line(self) -> str:
        """Return the words under the name: what happened to it, or its people."""
        return self.state.words if self.state is not None and self.state.is_hit else self._second

    def show_state(self, state: State | None) -> None:
        """Show what a day of a failure has done to it; None is no failure."""
        if state != self.state:
            self.state = state
            self.update()

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Say where the box was put."""
        super().mouseReleaseEvent(event)
        moved = event.buttonDownScenePos(Qt.MouseButton.LeftButton) - event.scenePos()
        if event.button() == Qt.MouseButton.LeftButton and moved.manhattanLength() > 4:
            self._on_moved(self)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the box, with words only where they can be read."""
        theme, box = self._look.theme, self.box
        lod = option.levelOfDetailFromTransform(painter.worldTransform())
        failed = self.state is not None and self.state.is_hit and box.column >= 2
        touched = box.chosen > 0 or box.is_centre
        fill, line, width = theme.surface, theme.edge, 1.0
        if touched:
            line, width = theme.accent, 1.4
        if box.is_centre:
            fill, width = theme.selected, 2.2
        if self.is_chosen:
            fill, line, width = theme.selected, theme.accent, 2.4
        if failed:
            fill, line, width = theme.failure_ground, theme.failure, 2.0
        if self.size.height() * lod < LEGIBLE:
            painter.fillRect(self.size, QColor(line if touched or failed else theme.edge))
            return
        painter.setPen(QPen(QColor(line), width))
        painter.setBrush(QColor(fill))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, lod > 0.3)
        painter.drawRoundedRect(self.size, 3, 3)
        if failed and self.state is not None and not self.state.is_stopped:
            self._draw_share(painter, self.state.share)
        if self.is_focused:
            ring = 3.0 if theme.name == "high_contrast" else 2.0
            painter.setPen(QPen(QColor(theme.focus), ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.size.adjusted(-3, -3, 3, 3), 5, 5)
        if 12 * lod >= LEGIBLE:
            self._draw_words(painter, failed)

    def _draw_share(self, painter: QPainter, share: float) -> None:
        """Draw as a bar at the bottom how much of its work is left."""
        bar = QRectF(self.size.left() + 3, self.size.bottom() - 6, self.size.width() - 6, 3.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.divider))
        painter.drawRect(bar)
        bar.setWidth(bar.width() * share)
        painter.setBrush(QColor(self._look.theme.failure))
        painter.drawRect(bar)

    def _draw_words(self, painter: QPainter, failed: bool) -> None:
        theme, box, size = self._look.theme, self.box, self.size
        left, right = size.left() + PAD, size.right() - PAD
        middle = size.center().y()
        if box.class_ is not None or box.kind == "service":
            paint_badge(painter, QRectF(left, middle - 7.5, 15, 15), box.class_, self._look)
            left += 22
        elif box.icon:
            ratio = max(1.0, painter.worldTransform().m11() * painter.device().devicePixelRatioF())
            drawn = self._look.icon(box.icon, "secondary").pixmap(round(15 * ratio))
            painter.drawPixmap(QRectF(left, middle - 7.5, 15, 15), drawn, QRectF(drawn.rect()))
            left += 22
        if failed:
            right -= self._draw_cross(painter, right)
        hit = self.state is not None and self.state.is_hit
        ink = QColor(theme.failure if hit else theme.secondary)
        name = font_of(self._look, 12.5, strong=box.column != 0 or box.is_centre)
        small = font_of(self._look, 11.5)
        second = self.second_line
        if size.height() >= TWO_LINES and second:
            room = QRectF(left, middle - 16, right - left, 17)
            _draw(painter, room, box.name, name, QColor(theme.text))
            _draw(painter, room.translated(0, 16), second, small, ink)
            return
        told = self.state.short if self.state is not None and hit else self._amount
        width = min(QFontMetricsF(small).horizontalAdvance(told) + 2, (right - left) * 0.6)
        room = QRectF(left, middle - 9, right - left - (width + 6 if told else 0), 18)
        _draw(painter, room, box.name, name, QColor(theme.text))
        if told:
            room = QRectF(right - width, middle - 9, width, 18)
            _draw(painter, room, told, small, ink, Qt.AlignmentFlag.AlignRight)

    def _draw_cross(self, painter: QPainter, right: float) -> float:
        """Draw the cross of what has failed and return the room it takes."""
        stopped = self.state is not None and self.state.is_stopped
        pen = QPen(QColor(self._look.theme.failure), 2.6 if stopped else 1.8)
        painter.setPen(pen)
        at, reach = QPointF(right - 5, self.size.center().y()), 5.0
        painter.drawLine(at + QPointF(-reach, -reach), at + QPointF(reach, reach))
        if stopped:
            painter.drawLine(at + QPointF(-reach, reach), at + QPointF(reach, -reach))
        return 17.0


def font_of(look: Look, size: float, *, strong: bool = False) -> QFont:
    """Return a font for drawing on the scene, whose unit is a pixel at 100 % text."""
    font = QFont(look.font(13, strong=strong))
    font.setPixelSize(round(size))
    return font


def _draw(
    painter: QPainter,
    room: QRectF,
    words: str,
    font: QFont,
    ink: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, shown)
