"""How a failure spreads, drawn as a line of dated moments that can be walked with the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.document.wording import short_date
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.scenario_report import ScenarioReport

_LINE = Qt.ItemDataRole.UserRole
_ICONS = {
    "notice": ("flag", "accent_text"),
    "failure": ("cross", "failure"),
    "limit": ("clock", "failure"),
    "cover": ("tick", "success"),
    "still": ("people", "caution"),
}
_WORDS = {
    "notice": "News",
    "failure": "Failure",
    "limit": "Limit",
    "cover": "Cover",
    "still": "Still open",
}
_Index = QModelIndex | QPersistentModelIndex


class StoryList(QListWidget):
    """The story of a run. `day_chosen` carries the day of the moment a person goes to."""

    day_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName("How it spreads")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "panel")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Moment(self))
        self._days: list[int] = []
        self._is_showing = False
        self.currentRowChanged.connect(self._moved)
        look.changed.connect(self._fit)

    def show_story(self, report: ScenarioReport) -> None:
        """Show the story of a run."""
        self._is_showing = True
        self.clear()
        self._days = [line.day for line in report.story]
        for line in report.story:
            item = QListWidgetItem()
            item.setData(_LINE, line)
            words = f"{short_date(line.date)}. {_WORDS[line.tone]}: {line.title}. {line.text}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(line.text)
            self.addItem(item)
        self._is_showing = False
        self._fit()

    def choose_day(self, day: int) -> None:
        """Go to the last moment on or before a day, without saying so."""
        row = self.currentRow()
        if 0 <= row < len(self._days) and self._days[row] == day:
            return
        before = [row for row, one in enumerate(self._days) if one <= day]
        self._is_showing = True
        self.setCurrentRow(before[-1] if before else -1)
        self._is_showing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """Be as high as all moments together: the panel scrolls, not the list."""
        self.scheduleDelayedItemsLayout()
        delegate = self.itemDelegate()
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, self.viewport().width(), 0)
        model = self.model()
        high = sum(
            delegate.sizeHint(option, model.index(row, 0)).height() for row in range(self.count())
        )
        self.setFixedHeight(high + 4)

    def _moved(self, row: int) -> None:
        if not self._is_showing and 0 <= row < len(self._days):
            self.day_chosen.emit(self._days[row])


class _Moment(QStyledItemDelegate):
    """Draws one moment: date, sign on the line of time, title and words."""

    def __init__(self, story: StoryList) -> None:
        super().__init__(story)
        self._story = story

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a height for the words wrapped at the list's width."""
        look = self._story.look
        width = self._story.viewport().width() or option.rect.width()
        title, text = self._boxes(QRect(0, 0, width, 10_000), index)
        return QSize(width, title.height() + text.height() + look.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the moment in the colours of the theme."""
        look, theme = self._story.look, self._story.look.theme
        line = index.data(_LINE)
        box = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, QColor(theme.selected))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(theme.focus), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        ink = QColor(theme.selected_text if chosen else theme.text)
        soft = QColor(theme.selected_text if chosen else theme.secondary)
        radius = look.px(10)
        centre = QPointF(box.left() + look.px(72), box.top() + look.px(6) + radius)
        painter.setPen(QPen(QColor(theme.edge), 1))
        top = centre.y() if index.row() == 0 else box.top()
        last = index.row() + 1 == self._story.count()
        painter.drawLine(
            QPointF(centre.x(), top), QPointF(centre.x(), centre.y() if last else box.bottom() + 1)
        )
        icon, token = _ICONS[line.tone]
        painter.setBrush(QColor(theme.selected if chosen else theme.panel))
        painter.setPen(QPen(theme.colour(token), 1.5))
        painter.drawEllipse(centre, radius, radius)
        side = look.px(12)
        look.icon(icon, token).paint(
            painter,
            QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side).toRect(),
        )
        title, text = self._boxes(box, index)
        painter.setFont(look.font(12))
        painter.setPen(soft)
        when = QRect(box.left() + 6, title.top(), look.px(50), look.px(20))
        painter.drawText(
            when,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
            f"{line.date.day} {line.date:%b}",
        )
        painter.setPen(ink)
        painter.setFont(look.font(13, strong=True))
        painter.drawText(title, int(Qt.TextFlag.TextWordWrap), line.title)
        painter.setFont(look.font(12))
        painter.setPen(soft)
        painter.drawText(text, int(Qt.TextFlag.TextWordWrap), line.text)
        painter.restore()

    def _boxes(self, box: QRect, index: _Index) -> tuple[QRect, QRect]:
        look = self._story.look
        line = index.data(_LINE)
        left = box.left() + look.px(90)
        width = max(40, box.width() - look.px(90) - 4)
        flags = int(Qt.TextFlag.TextWordWrap)
        title = QFontMetrics(look.font(13, strong=True)).boundingRect(
            QRect(left, box.top() + look.px(6), width, 10_000), flags, line.title
        )
        text = QFontMetrics(look.font(12)).boundingRect(
            QRect(left, title.bottom() + 1, width, 10_000), flags, line.text
        )
        return (
            QRect(left, box.top() + look.px(6), width, title.height()),
            QRect(left, box.top() + look.px(6) + title.height(), width, text.height()),
        )
