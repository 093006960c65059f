"""How a cell of any table is drawn: its ground, its text, the line beneath, the mark of its row."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.parts.badge import paint_badge
from ui.parts.warning_badge import paint_warning
from ui.theme import Look

PAD = 8
SIGNS = {
    "serious": ("warning", "failure"),
    "worth mending": ("flag", "caution"),
    "tidy up": ("info", "secondary"),
}
"""The icon and the colour of a finding by its weight in words."""


def paint_ground(
    painter: QPainter, rect: QRect, look: Look, *, is_picked: bool, starts_row: bool
) -> None:
    """Draw the ground of a cell, the line beneath it, and the bar that marks a picked row."""
    theme = look.theme
    painter.fillRect(rect, QColor(theme.selected if is_picked else theme.surface))
    painter.setPen(QPen(QColor(theme.divider), 1))
    painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom()))
    if is_picked and theme.name == "high_contrast":
        painter.setPen(QPen(QColor(theme.focus), 1))
        painter.drawLine(QLineF(rect.left(), rect.top(), rect.right() + 1, rect.top()))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom()))
    if is_picked and starts_row:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    look: Look,
    *,
    is_right: bool,
    is_picked: bool,
    strong: bool = False,
) -> None:
    """Draw the text of a cell on its side, cut with dots where it is too long."""
    theme = look.theme
    painter.setFont(look.font(13, strong=strong))
    painter.setPen(QColor(theme.selected_text if is_picked else theme.text))
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    room = rect.adjusted(PAD, 0, -PAD, 0)
    line = text.replace("\n", " ")
    metrics = look.metrics(13, strong=strong)
    shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_class(
    painter: QPainter, rect: QRect, class_: str | None, look: Look, *, is_picked: bool
) -> None:
    """Draw the badge of a class and its word."""
    side = look.px(17)
    top = rect.top() + (rect.height() - side) / 2
    paint_badge(painter, QRectF(rect.left() + PAD, top, side, side), class_, look)
    words = rect.adjusted(side + 6, 0, PAD - 2, 0)
    paint_text(painter, words, class_ or "no class", look, is_right=False, is_picked=is_picked)


def paint_warning_word(
    painter: QPainter, rect: QRect, colour: str, look: Look, *, is_picked: bool
) -> None:
    """Draw the badge of a warning colour and its word."""
    side = look.px(17)
    top = rect.top() + (rect.height() - side) / 2
    paint_warning(painter, QRectF(rect.left() + PAD, top, side, side), colour, look)
    words = rect.adjusted(side + 6, 0, PAD - 2, 0)
    paint_text(painter, words, colour, look, is_right=False, is_picked=is_picked)


def paint_findings(
    painter: QPainter, rect: QRect, number: int, weight: str, look: Look, *, is_picked: bool
) -> None:
    """Draw the sign of the worst finding of a record and how many it has."""
    icon, colour = SIGNS[weight]
    side = look.px(15)
    top = rect.top() + (rect.height() - side) // 2
    look.icon(icon, colour).paint(painter, QRect(rect.left() + PAD, top, side, side))
    words = rect.adjusted(side + look.px(4), 0, 0, 0)
    paint_text(painter, words, f"{number:,}", look, is_right=False, is_picked=is_picked)


def paint_icon(painter: QPainter, rect: QRect, icon: str, look: Look) -> QRect:
    """Draw an icon at the left of a cell and return the room that is left for words."""
    side = look.px(15)
    top = rect.top() + (rect.height() - side) // 2
    look.icon(icon, "secondary").paint(painter, QRect(rect.left() + PAD, top, side, side))
    return rect.adjusted(side + look.px(5), 0, 0, 0)


def paint_section(painter: QPainter, rect: QRect, words: str, look: Look) -> None:
    """Draw the line that says what the rows beneath it have in common."""
    theme = look.theme
    painter.fillRect(rect, QColor(theme.background))
    painter.setPen(QPen(QColor(theme.divider), 1))
    painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom()))
    painter.setFont(look.font(12, strong=True))
    painter.setPen(QColor(theme.text))
    metrics = look.metrics(12, strong=True)
    room = rect.adjusted(PAD, 0, -PAD, 0)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_cursor(painter: QPainter, rect: QRect, look: Look) -> None:
    """Draw the frame of the cell with the cursor."""
    wide = 3 if look.theme.name == "high_contrast" else 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.theme.focus), wide))
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
