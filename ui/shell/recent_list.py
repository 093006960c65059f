"""The registers opened before: Enter opens one, Delete takes it off the list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.answers.personal import RecentRegister
from planner.document.wording import counted, short_date
from ui.theme import Look

ROLE = Qt.ItemDataRole.UserRole
ROW = 52
"""Height of a row at 100 % text."""


class RecentList(QListWidget):
    """The recent registers; `asked` carries the path to open, `dropped` one to take off."""

    asked = Signal(object)
    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("Recent registers")
        self.setItemDelegate(_Rows(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._activated)
        look.changed.connect(self.doItemsLayout)

    def show_recent(self, recent: Sequence[RecentRegister], today: datetime.date) -> None:
        """List registers, the last one first."""
        self.clear()
        for one in recent:
            when, counts = when_opened(one, today), how_much(one)
            item = QListWidgetItem(
                ", ".join(filter(None, (name_of(one), place_of(one), when, counts)))
            )
            item.setData(ROLE, (one, when, counts))
            item.setToolTip(str(one.path))
            self.addItem(item)
        if recent:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current one off with Delete; its file stays."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            path = item.data(ROLE)[0].path
            self.takeItem(self.row(item))
            self.dropped.emit(path)
        else:
            super().keyPressEvent(event)

    def _activated(self, item: QListWidgetItem) -> None:
        self.asked.emit(item.data(ROLE)[0].path)


def when_opened(one: RecentRegister, today: datetime.date) -> str:
    """Return when a register was last opened: today with the time, else the date."""
    if one.opened is None:
        return ""
    if one.opened.date() == today:
        return f"today {one.opened:%H:%M}"
    return short_date(one.opened.date())


def how_much(one: RecentRegister) -> str:
    """Return how much was in it, or why it cannot be opened."""
    if one.missing:
        return one.missing
    if one.services is None or one.contracts is None:
        return ""
    services = counted(one.services, "service", "services")
    return f"{services}, {counted(one.contracts, 'contract', 'contracts')}"


def name_of(one: RecentRegister) -> str:
    """Return what a register is called: its file, or the council of a team register."""
    return one.name or one.path.name


def place_of(one: RecentRegister) -> str:
    """Return where a register is: the last folders of its path, or the server of a team."""
    if one.place:
        return f"Team {one.place}"
    path = one.path
    home = Path.home()
    parent = path.parent
    parts = parent.relative_to(home).parts if parent.is_relative_to(home) else parent.parts[1:]
    return ", ".join(parts[-3:]) or "Home folder"


class _Rows(QStyledItemDelegate):
    def __init__(self, look: Look, parent: RecentList) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, theme = self._look, self._look.theme
        shown: Any = option
        box: QRect = shown.rect
        one, when, counts = index.data(ROLE)
        selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        ink = QColor(theme.selected_text if selected else theme.text)
        painter.save()
        if selected:
            painter.fillRect(box, QColor(theme.selected))
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, QColor(theme.accent))
        painter.setPen(QColor(theme.divider))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        icon = look.pixmap("file", 18, "text", painter.device().devicePixelRatioF())
        left = box.left() + look.px(16)
        middle = box.center().y()
        painter.drawPixmap(left, middle - look.px(9), icon)
        inner = box.adjusted(look.px(46), look.px(6), -look.px(14), -look.px(6))
        half = inner.height() // 2
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        foot = QRect(inner.left(), inner.top() + half, inner.width(), half)
        for line, first, last, strong in (
            (top, name_of(one), when, True),
            (foot, place_of(one), counts, False),
        ):
            painter.setFont(look.font(12))
            end = painter.fontMetrics().horizontalAdvance(last) + look.px(12) if last else 0
            missing = bool(one.missing) and not strong
            painter.setPen(QColor(theme.caution) if missing else ink)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, int(right), last)
            painter.setFont(look.font(13 if strong else 12, strong=strong))
            painter.setPen(ink if strong else QColor(theme.secondary))
            room = line.adjusted(0, 0, -end, 0)
            words = painter.fontMetrics().elidedText(
                first, Qt.TextElideMode.ElideMiddle, room.width()
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
