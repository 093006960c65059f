"""One column of the class board: a list of cards that can be dragged, or moved with M, N and C."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import Look

KEY = Qt.ItemDataRole.UserRole
CARD = Qt.ItemDataRole.UserRole + 1
LETTER_KEYS = {Qt.Key.Key_M: "must", Qt.Key.Key_N: "needed", Qt.Key.Key_C: "could"}
HEIGHT = 52


@dataclass(frozen=True, slots=True)
class Card:
    """A service as its card shows it."""

    key: str
    title: str
    words: str
    people: int | None
    limit: int | None
    findings: int


class CardList(QListWidget):
    """The services of one class. `wanted` carries a service and the class a key asked for it.

    `dragged` and `dropped` carry the card and the place on the screen, `let_go` a drag given up.
    """

    wanted = Signal(str, str)
    picked = Signal(str)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)
    let_go = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._pressed_at: QPoint | None = None
        self._dragging: Card | None = None
        self.setAccessibleName(name)
        self.setItemDelegate(CardPainting(look, self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setMinimumWidth(1)
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))
        look.changed.connect(self.doItemsLayout)

    def show_cards(self, cards: list[Card]) -> None:
        """Show cards in an order, with the cursor on the service it was on."""
        pointed = self.key()
        self.blockSignals(True)
        self.clear()
        for card in cards:
            item = QListWidgetItem(card.title)
            item.setData(KEY, card.key)
            item.setData(CARD, card)
            tail = f", {card.findings} findings" if card.findings else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{card.title}, {card.words}{tail}")
            item.setToolTip(card.title)
            self.addItem(item)
        self.blockSignals(False)
        if pointed:
            self.point(pointed)

    def key(self) -> str:
        """Return the service with the cursor, or ""."""
        item = self.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def point(self, key: str) -> bool:
        """Put the cursor on a service without telling; False where it is not in this column."""
        for row in range(self.count()):
            if self.item(row).data(KEY) == key:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self.scrollToItem(self.item(row))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a class with M, N or C; give up a drag with Escape."""
        class_ = LETTER_KEYS.get(Qt.Key(event.key()))
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Escape and self._dragging is not None:
            self._end()
            self.let_go.emit()
        elif class_ is not None and plain and self.key():
            self.wanted.emit(self.key(), class_)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card, and be ready to drag it."""
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if item is not None and is_left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card once the mouse has gone far enough."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._dragging is None:
            way = (event.position().toPoint() - self._pressed_at).manhattanLength()
            item = self.itemAt(self._pressed_at)
            if way < QApplication.startDragDistance() or item is None:
                return
            self._dragging = item.data(CARD)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.dragged.emit(self._dragging, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card where the mouse is."""
        super().mouseReleaseEvent(event)
        card, place = self._dragging, event.globalPosition().toPoint()
        self._end()
        if card is not None:
            self.dropped.emit(card, place)

    def _end(self) -> None:
        self._pressed_at, self._dragging = None, None
        self.viewport().unsetCursor()

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(str(item.data(KEY)))


class CardPainting(QStyledItemDelegate):
    """Draws a card: grip, name, people and limit, and a sign where it has findings."""

    def __init__(self, look: Look, view: CardList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a card at the text size in use."""
        return QSize(60, self._look.px(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one card."""
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_card(
            painter,
            QRectF(option.rect).adjusted(9, 3, -9, -3),
            index.data(CARD),
            self._look,
            is_current=is_current,
            has_focus=is_current and self._view.hasFocus(),
        )


def paint_card(
    painter: QPainter,
    box: QRectF,
    card: Card,
    look: Look,
    *,
    is_current: bool = False,
    has_focus: bool = False,
) -> None:
    """Draw a card in a box."""
    theme, px = look.theme, look.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.focus if has_focus else theme.accent if is_current else theme.divider
    painter.setPen(QPen(QColor(edge), 2 if is_current else 1))
    painter.setBrush(QColor(theme.selected if is_current else theme.surface))
    painter.drawRoundedRect(box, 4, 4)
    ink = theme.selected_text if is_current else theme.text
    look.icon("grip").paint(
        painter, int(box.left()) + 6, int(box.center().y()) - px(8), px(16), px(16)
    )
    left, right = box.left() + px(16) + 14, box.right() - 10
    if card.findings:
        side = px(16)
        look.icon("warning", "caution").paint(
            painter, int(right) - side, int(box.center().y()) - side // 2, side, side
        )
        right -= side + 6
    half = box.height() / 2
    for top, words, size, strong, colour in (
        (box.top() + 3, card.title, 13, True, ink),
        (box.center().y() - 1, card.words, 12, False, ink if is_current else theme.secondary),
    ):
        painter.setFont(look.font(size, strong=strong))
        painter.setPen(QColor(colour))
        line = QRectF(left, top, right - left, half - 2)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()
