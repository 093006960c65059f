"""The decisions of a plan: a row for each service, with what is done, why and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from planner.document.wording import class_word, count
from ui.parts.badge import paint_badge
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.opening_words import DecisionLine

HEADINGS = ("Service", "People", "Decision", "Why", "State")
WIDTHS = (212, 62, 104, 0, 156)
NARROWEST_WHY = 90
ROW = 28
MOST_ROWS = 8
SERVICE, PEOPLE, DECISION, WHY, STATE = range(5)
LINE = Qt.ItemDataRole.UserRole
ICONS = {"failure": "cross", "caution": "warning", "success": "tick", "plain": "pause"}
TAGS = {
    "keep_going": ("success", "success_ground"),
    "bridge": ("accent_text", "selected"),
    "recover": ("accent_text", "selected"),
    "to_be_decided": ("caution", "caution_ground"),
}


class DecisionsTable(QTableWidget):
    """Decisions by service; `picked` and `opened` carry the code of the service."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(0, len(HEADINGS))
        self._look = look
        self._lines: tuple[DecisionLine, ...] = ()
        self.setAccessibleName("Decisions by service")
        self.setHorizontalHeaderLabels(HEADINGS)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Drawn(self, look))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        self.itemSelectionChanged.connect(self._pick)
        self.cellDoubleClicked.connect(lambda row, _column: self._open(row))
        look.changed.connect(self._fit)
        self._fit()

    @property
    def lines(self) -> tuple[DecisionLine, ...]:
        """Return the lines shown."""
        return self._lines

    @property
    def service(self) -> str:
        """Return the service of the row that is chosen, "" where none is."""
        row = self.currentRow()
        return self._lines[row].service if 0 <= row < len(self._lines) else ""

    def show_lines(self, lines: Sequence[DecisionLine]) -> None:
        """Show decisions in place of those before; the row chosen stays chosen."""
        chosen = self.service
        self._lines = tuple(lines)
        self.blockSignals(True)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            words = (
                line.title,
                "" if line.people is None else count(line.people),
                line.words,
                line.why,
                line.state,
            )
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setData(LINE, line)
                item.setToolTip(line.whole_why if column in (WHY, DECISION) else text)
                if column == PEOPLE:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                if column == SERVICE:
                    told = f"{line.title}, {class_word(line.class_)}"
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
                self.setItem(row, column, item)
        self.blockSignals(False)
        self._fit()
        self.choose(chosen)

    def choose(self, service: str) -> None:
        """Choose the row of a service, without telling anybody."""
        for row, line in enumerate(self._lines):
            if line.service == service:
                self.blockSignals(True)
                self.setCurrentCell(row, 0)
                self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the decision of the chosen row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.service:
            self._open(self.currentRow())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out why where there is no room; the tooltip and the panel tell it."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        needed = sum(self._look.px(width) for width in WIDTHS) + self._look.px(NARROWEST_WHY)
        narrow = self.viewport().width() < needed
        if narrow != self.isColumnHidden(WHY):
            self.setColumnHidden(WHY, narrow)
            header = self.horizontalHeader()
            stretch, fixed = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(STATE, stretch if narrow else fixed)
            header.resizeSection(STATE, self._look.px(WIDTHS[STATE]))

    def _pick(self) -> None:
        if self.service:
            self.picked.emit(self.service)

    def _open(self, row: int) -> None:
        self.opened.emit(self._lines[row].service)

    def _fit(self) -> None:
        px = self._look.px
        for column, width in enumerate(WIDTHS):
            if width:
                self.setColumnWidth(column, px(width))
        self._make_room()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        heading = max(self.horizontalHeader().sizeHint().height(), px(28))
        rows = min(len(self._lines), MOST_ROWS)
        self.setFixedHeight(heading + rows * px(ROW) + 3)
        self.viewport().update()


class _Drawn(QStyledItemDelegate):
    """Draws badges, tags and states; the rest is text."""

    def __init__(self, table: DecisionsTable, look: Look) -> None:
        super().__init__(table)
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        look, theme = self._look, self._look.theme
        line: DecisionLine = index.data(LINE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, QColor(theme.selected if chosen else theme.surface))
        ink = theme.selected_text if chosen else theme.text
        painter.setPen(QPen(QColor(theme.divider), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen and index.column() == SERVICE:
            painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), QColor(theme.accent))
        pad = look.px(8)
        room = box.adjusted(pad, 0, -pad, 0)
        text, align = str(index.data()), Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font(13, strong=index.column() == SERVICE and line.is_override))
        if index.column() == SERVICE:
            side = look.px(17)
            badge = QRectF(room.x(), box.center().y() - side / 2, side, side)
            paint_badge(painter, badge.adjusted(1, 1, -1, -1), line.class_, look)
            room.setLeft(room.left() + side + pad)
        elif index.column() == PEOPLE:
            align |= Qt.AlignmentFlag.AlignRight
        elif index.column() == DECISION:
            self._tag(painter, room, line)
            painter.restore()
            return
        elif index.column() == STATE:
            side = look.px(14)
            token = line.tone if line.tone != "plain" else "secondary"
            ratio = painter.device().devicePixelRatioF()
            picture = look.pixmap(ICONS[line.tone], 14, token, ratio)
            painter.drawPixmap(round(room.x()), round(box.center().y() - side / 2), picture)
            room.setLeft(room.left() + side + look.px(6))
            ink = getattr(theme, token)
        painter.setPen(QColor(ink))
        fitted = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, align, fitted)
        painter.restore()

    def _tag(self, painter: QPainter, room: QRectF, line: DecisionLine) -> None:
        look, theme = self._look, self._look.theme
        token, ground = TAGS.get(line.decision, ("text", "background"))
        if line.words.endswith("?"):
            token, ground = "caution", "caution_ground"
        painter.setFont(look.font(12, strong=True))
        wide = painter.fontMetrics().horizontalAdvance(line.words) + look.px(12)
        high = look.px(20)
        tag = QRectF(room.x(), room.center().y() - high / 2, min(wide, room.width()), high)
        painter.setPen(QPen(theme.colour(token), 1) if theme.name == "high_contrast" else
                       Qt.PenStyle.NoPen)  # fmt: skip
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(theme.colour(token))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, line.words)
