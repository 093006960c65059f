"""Step-in and re-commissioning of a service on one calendar, drawn to look at."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.document.wording import count, short_date
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.one_calendar import ServiceCalendar, StepInBar, TaskBar

LEFT = 300
OFTEN = "critical in 100"
AXIS = 22
SECTION = 20
ROW = 20
BAR = 12
DAY = datetime.timedelta(days=1)


def critical_token(look: Look) -> str:
    """Return the colour of the critical path: the strongest of the theme."""
    return "text" if look.theme.is_dark or look.theme.name == "projector" else "must"


def serving_token(look: Look) -> str:
    """Return the colour of an option that serves; told from the critical path in each theme."""
    return "must" if look.theme.name == "projector" else "accent"


class CalendarView(QWidget):
    """The calendar of one service: options above, the tasks of buying it again below.

    Its accessible description tells the same in words, and each row has a tooltip. Up and Down
    choose a row; a double click or Enter opens it: `option_opened` and `task_opened` carry its
    words.
    """

    option_opened = Signal(str)
    task_opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: ServiceCalendar | None = None
        self._row = 0
        self.setAccessibleName("Step-in and re-commissioning on one calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)

    @property
    def shown(self) -> ServiceCalendar | None:
        """Return the calendar shown."""
        return self._shown

    def show_calendar(self, calendar: ServiceCalendar | None) -> None:
        """Show the calendar of a service, or none."""
        self._shown = calendar
        self._row = 0
        self.setAccessibleDescription(calendar.words if calendar is not None else "")
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height all rows need."""
        px, shown = self._look.px, self._shown
        if shown is None:
            return QSize(px(400), px(AXIS))
        rows = len(shown.step_in) + len(shown.tasks)
        sections = bool(shown.step_in) + bool(shown.tasks)
        return QSize(px(400), px(AXIS) + sections * px(SECTION) + rows * px(ROW) + px(8))

    def event(self, event: QEvent) -> bool:
        """Tell a row in words where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().y()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the calendar."""
        shown = self._shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown is not None:
            self._months(painter, shown)
            top = float(self._look.px(AXIS))
            if shown.step_in:
                top = self._section(painter, top, "Step-in", "places")
                top = self._options(painter, top, shown)
            if shown.tasks:
                top = self._section(painter, top, "Re-commissioning", OFTEN, "days")
                top = self._tasks(painter, top, shown)
            self._deadlines(painter, shown)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.colour("focus"), 2))
            if shown is not None and self._row < len(self._rows()):
                high, top = self._look.px(ROW), self._top_of(self._row)
                painter.drawRect(QRectF(1, top, self.width() - 2, high))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        self._choose(self._row_at(event.position().toPoint().y()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row under the pointer."""
        number = self._row_at(event.position().toPoint().y())
        if number is not None:
            self._choose(number)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose a row; Enter opens it."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if key == Qt.Key.Key_Down else -1
            self._choose(max(0, min(len(self._rows()) - 1, self._row + by)))
        else:
            super().keyPressEvent(event)

    def _rows(self) -> tuple[StepInBar | TaskBar, ...]:
        shown = self._shown
        return () if shown is None else (*shown.step_in, *shown.tasks)

    def _choose(self, number: int | None) -> None:
        rows = self._rows()
        if number is None or not 0 <= number < len(rows):
            return
        is_other, self._row = number != self._row, number
        self.update()
        if is_other:
            words = f"{rows[number].words} Enter opens it to change."
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _open(self) -> None:
        rows, shown = self._rows(), self._shown
        if shown is None or self._row >= len(rows):
            return
        is_option = self._row < len(shown.step_in)
        (self.option_opened if is_option else self.task_opened).emit(rows[self._row].label)

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _x(self, shown: ServiceCalendar, date: datetime.date) -> float:
        left = self._look.px(LEFT)
        days = max(1, (shown.last - shown.first).days)
        along = (date - shown.first).days / days
        return left + max(0.0, min(1.0, along)) * (self.width() - left - self._look.px(12))

    def _months(self, painter: QPainter, shown: ServiceCalendar) -> None:
        look = self._look
        painter.setFont(look.font(11, strong=True))
        month, free = shown.first, 0.0
        while month <= shown.last:
            x = self._x(shown, month)
            words = f"{month:%b}"
            if month == shown.first or month.month == 1:
                words = f"{month:%b %Y}"
            wide = painter.fontMetrics().horizontalAdvance(words)
            if x >= free and x + wide < self.width():
                painter.setPen(look.theme.colour("text"))
                box = QRectF(x + 3, 0, wide + 4, look.px(AXIS))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
                free = x + wide + look.px(10)
                painter.setPen(QPen(look.theme.colour("divider"), 1))
                painter.drawLine(QPointF(x, look.px(4)), QPointF(x, self.height()))
            month = (month.replace(day=28) + 5 * DAY).replace(day=1)

    def _section(
        self, painter: QPainter, top: float, title: str, unit: str, before: str = ""
    ) -> float:
        look = self._look
        high = look.px(SECTION)
        band = QRectF(0, top, self.width(), high)
        painter.fillRect(band, look.theme.colour("background"))
        inner = band.adjusted(look.px(12), 0, 0, 0)
        painter.setPen(look.theme.colour("text"))
        painter.setFont(look.font(12, strong=True))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(look.theme.colour("secondary"))
        painter.setFont(look.font(11))
        self._at_right(painter, top, high, unit)
        if before:
            wide = painter.fontMetrics().horizontalAdvance(unit) + look.px(12)
            self._at_right(painter, top, high, before, wide)
        return top + high

    def _options(self, painter: QPainter, top: float, shown: ServiceCalendar) -> float:
        look, theme = self._look, self._look.theme
        for bar in shown.step_in:
            self._label(painter, top, bar.label, count(bar.places))
            called, serves = self._x(shown, bar.called), self._x(shown, bar.serves)
            end = self._x(shown, bar.until + DAY if bar.until is not None else shown.last)
            ready = self._bar(top, called, serves)
            if ready.width() > 1:
                painter.setPen(QPen(theme.colour("edge"), 1))
                painter.setBrush(QBrush(theme.colour("edge"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(ready)
            painter.fillRect(self._bar(top, serves, end), theme.colour(serving_token(look)))
            if shown.is_missed(bar) and shown.gap_until is not None:
                self._gap(painter, self._bar(top, end, self._x(shown, shown.gap_until)))
            elif bar.note:
                painter.setPen(theme.colour("secondary"))
                painter.setFont(look.font(11))
                self._beside(painter, top, end, bar.note)
            top += look.px(ROW)
        return top

    def _gap(self, painter: QPainter, box: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("failure"), 1))
        painter.setBrush(QBrush(theme.colour("failure"), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)

    def _tasks(self, painter: QPainter, top: float, shown: ServiceCalendar) -> float:
        look, theme = self._look, self._look.theme
        ends: dict[str, QPointF] = {}
        for task in shown.tasks:
            self._label(painter, top, task.label, task.days, task.critical_in)
            start, end = self._x(shown, task.start), self._x(shown, task.finish + DAY)
            box = self._bar(top, start, max(end, start + look.px(2)))
            painter.setPen(QPen(theme.colour("secondary"), 1))
            for need in task.needs:
                if need in ends and (box.top() > ends[need].y()):
                    came = ends[need]
                    painter.drawPolyline(
                        QPolygonF([came, QPointF(came.x() + 3, came.y()),
                                   QPointF(came.x() + 3, box.top())])
                    )  # fmt: skip
            if task.critical:
                painter.fillRect(box, theme.colour(critical_token(look)))
            else:
                painter.setPen(QPen(theme.colour("must"), 1))
                painter.setBrush(theme.colour("selected"))
                painter.drawRect(box)
            ends[task.label] = QPointF(box.right(), box.center().y())
            top += look.px(ROW)
        return top

    def _deadlines(self, painter: QPainter, shown: ServiceCalendar) -> None:
        look, theme = self._look, self._look.theme
        foot = float(self.height() - look.px(8))
        painter.setFont(look.font(11, strong=True))
        if shown.gap_from is not None and shown.gap_until is not None:
            painter.setPen(QPen(theme.colour("failure"), 1.5, Qt.PenStyle.DashLine))
            for date in (shown.gap_from, shown.gap_until):
                x = self._x(shown, date)
                painter.drawLine(QPointF(x, look.px(AXIS)), QPointF(x, foot))
            left, right = self._x(shown, shown.gap_from), self._x(shown, shown.gap_until)
            wide = painter.fontMetrics().horizontalAdvance(shown.gap_words) + look.px(10)
            middle = (left + right) / 2
            box = QRectF(middle - wide / 2, look.px(AXIS) + 2, wide, look.px(SECTION) - 4)
            painter.fillRect(box, theme.colour("background"))
            painter.setPen(theme.colour("failure"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown.gap_words)
        if shown.p50 is None or shown.p80 is None:
            return
        y = foot - look.px(ROW) / 2
        early, late = self._x(shown, shown.p50), self._x(shown, shown.p80)
        painter.setPen(QPen(theme.colour("success"), 2))
        painter.drawLine(QPointF(early, y), QPointF(late, y))
        painter.drawLine(QPointF(late, y - 4), QPointF(late, y + 4))
        painter.setBrush(theme.colour("success"))
        reach = look.px(5)
        painter.drawPolygon(
            QPolygonF([QPointF(early, y - reach), QPointF(early + reach, y),
                       QPointF(early, y + reach), QPointF(early - reach, y)])
        )  # fmt: skip
        words = f"P50 {short_date(shown.p50)}, P80 {short_date(shown.p80)}"
        wide = painter.fontMetrics().horizontalAdvance(words)
        x = min(early - wide / 2, self.width() - wide - look.px(6))
        above = QRectF(x - 3, y - look.px(ROW) - look.px(4), wide + 6, look.px(16))
        painter.fillRect(above, theme.colour("surface"))
        painter.setPen(theme.colour("success"))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, words)

    def _bar(self, top: float, start: float, end: float) -> QRectF:
        high = self._look.px(BAR)
        return QRectF(start, top + (self._look.px(ROW) - high) / 2, max(0.0, end - start), high)

    def _label(
        self, painter: QPainter, top: float, words: str, number: str, often: str | None = None
    ) -> None:
        look = self._look
        painter.setPen(QColor(look.theme.text))
        painter.setFont(look.font(12))
        after = 0.0
        if often is not None:
            self._at_right(painter, top, look.px(ROW), often)
            painter.setFont(look.font(11))
            unit = painter.fontMetrics().horizontalAdvance(OFTEN)
            after = unit + look.px(12)
            painter.setFont(look.font(12))
        self._at_right(painter, top, look.px(ROW), number, after)
        taken = painter.fontMetrics().horizontalAdvance(number) + after + look.px(34)
        room = int(look.px(LEFT) - taken)
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        box = QRectF(look.px(12), top, room, look.px(ROW))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitted)

    def _at_right(
        self, painter: QPainter, top: float, high: float, words: str, before: float = 0.0
    ) -> None:
        box = QRectF(0, top, self._look.px(LEFT - 10) - before, high)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, align, words)

    def _beside(self, painter: QPainter, top: float, x: float, words: str) -> None:
        look = self._look
        wide = painter.fontMetrics().horizontalAdvance(words)
        if x + wide + look.px(8) < self.width():
            box = QRectF(x + look.px(6), top, wide + 4, look.px(ROW))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _top_of(self, number: int) -> int:
        """Return where a row begins, options first, then tasks."""
        assert self._shown is not None
        px, options = self._look.px, len(self._shown.step_in)
        sections = int(bool(options)) + int(number >= options)
        return px(AXIS) + sections * px(SECTION) + number * px(ROW)

    def _row_at(self, y: int) -> int | None:
        """Return the number of the row at a height, None where there is none."""
        for number in range(len(self._rows())):
            if 0 <= y - self._top_of(number) < self._look.px(ROW):
                return number
        return None

    def _words_at(self, y: int) -> str:
        number = self._row_at(y)
        if number is None:
            return "" if self._shown is None else self._shown.words
        return self._rows()[number].words
