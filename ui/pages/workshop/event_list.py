"""The main events list as it is played: what was shown and when, what is on, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.register.records import Inject
from ui.pages.workshop.telling_time import room_time
from ui.playing import Playing
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ICONS = {"shown": ("tick", "success"), "current": ("workshop", "accent_text")}
STATE_WORDS = {"current": "on the screen", "skipped": "skipped", "next": "next"}


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as listed: `state` is shown, current, skipped, next or later."""

    inject: Inject
    words: str
    under: str
    state: str


def event_rows(playing: Playing) -> tuple[EventRow, ...]:
    """Return the events in the order of play, each with what became of it."""
    shown = {one.inject: room_time(one.at) for one in playing.entries if one.kind == "show"}
    skipped = {one.inject for one in playing.entries if one.kind == "skip"}
    current, following = playing.current, playing.following
    found = []
    for at, inject in enumerate(playing.injects, 1):
        state = "later"
        if current is not None and inject.id == current.id:
            state = "current"
        elif inject.id in shown:
            state = "shown"
        elif inject.id in skipped:
            state = "skipped"
        elif following is not None and inject.id == following.id:
            state = "next"
        under = [f"Day {inject.day}" if inject.day is not None else "No day yet"]
        if inject.id in shown:
            under.append(f"shown {shown[inject.id]}")
        elif state in STATE_WORDS:
            under.append(STATE_WORDS[state])
        found.append(EventRow(inject, f"{at}. {inject.title}", ", ".join(under), state))
    return tuple(found)


class EventModel(QAbstractListModel):
    """The rows as values; told anew only where they differ."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[EventRow, ...] = ()

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """Show other rows; the cursor stays where it is while there are as many."""
        new = tuple(rows)
        if new == self.rows:
            return
        if len(new) == len(self.rows):
            self.rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many events there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of an event; read aloud they say what became of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            on = ", on the screen" if row.state == "current" else ""
            return f"{row.words}. {row.under}{on}"
        return None


class EventDelegate(QStyledItemDelegate):
    """Draws two lines, with a tick for what was shown."""

    def __init__(self, look: Look, model: EventModel, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(0, self._look.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw an event."""
        row, look, box = self._model.rows[index.row()], self._look, QRect(option.rect)
        theme, is_current = look.theme, row.state == "current"
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(box, QColor(theme.selected))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), QColor(theme.accent))
        painter.setPen(QColor(theme.divider))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if is_picked:
            painter.setPen(QColor(theme.accent if self._list.hasFocus() else theme.edge))
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        side, left = look.px(14), box.x() + look.px(14)
        if row.state in ICONS:
            icon, token = ICONS[row.state]
            ratio = painter.device().devicePixelRatioF()
            picture = look.pixmap(icon, 14, token, ratio)
            painter.drawPixmap(left, box.y() + (box.height() - side) // 2, picture)
        text = box.adjusted(look.px(38), look.px(3), -look.px(8), 0)
        ink = theme.selected_text if is_current else theme.text
        strong = row.state in ("current", "next")
        faint = theme.secondary if row.state in ("shown", "skipped") else ink
        font = look.font(13, strong=strong)
        font.setStrikeOut(row.state == "skipped")
        self._line(painter, text, row.words, font, faint)
        under = text.adjusted(0, look.px(17), 0, 0)
        quiet = theme.selected_text if is_current else theme.secondary
        self._line(painter, under, row.under, look.font(12), quiet)
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, words: str, font: Any, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        line = QRect(box.x(), box.y(), box.width(), self._look.px(18))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)


class EventList(QListView):
    """The list; `picked` carries the event the cursor is on, `asked` the one to be shown now, and
    `opened` the one to be edited."""

    picked = Signal(object)
    asked = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Main events list")
        self._look = look
        self.events = EventModel(self)
        self.setModel(self.events)
        self.setItemDelegate(EventDelegate(look, self.events, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def inject(self) -> Inject | None:
        """Return the event the cursor is on."""
        at = self.currentIndex()
        return self.events.rows[at.row()].inject if at.isValid() else None

    def go_to(self, inject: Inject | None) -> None:
        """Put the cursor on an event, and show it."""
        for at, row in enumerate(self.events.rows):
            if inject is not None and row.inject.id == inject.id:
                self.setCurrentIndex(self.events.index(at))
                self.scrollTo(self.events.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the event the cursor is on with Enter, edit it with F2."""
        inject = self.inject
        if inject is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(inject)
        elif inject is not None and event.key() == Qt.Key.Key_F2:
            self.opened.emit(inject)
        else:
            super().keyPressEvent(event)

    def _tell(self, *_: object) -> None:
        self.picked.emit(self.inject)

    def _open(self, *_: object) -> None:
        if self.inject is not None:
            self.opened.emit(self.inject)
