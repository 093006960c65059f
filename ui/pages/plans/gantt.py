"""Rows of bars on a calendar that can be dragged, or moved with the arrow keys."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.pages.plans.gantt_painting import GanttPainter
from ui.theme import Look

BarLook = Literal["waiting", "serving", "task", "critical", "gap", "left_out"]
EDGE = 6
"""Pixels at 100 % text within which the end of a bar is taken hold of."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from its first to its last day, both worked; `text` stands after it."""

    start: datetime.date
    last: datetime.date
    look: BarLook
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is, its bars, and whether its last bar may be moved or made longer.

    `words` says the whole row in a sentence. `waits` are the keys of rows it waits for.
    """

    key: str
    label: str
    note: str
    bars: tuple[Bar, ...]
    words: str
    can_move: bool = False
    can_stretch: bool = False
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A date drawn through all rows, with its words; `short` ones where those have no room."""

    date: datetime.date
    text: str
    is_failure: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """People drawn as steps under all rows: first and last day of each step, and how many.

    From `limit` on, the first day somebody waits longer than people can, steps are a failure.
    """

    label: str
    steps: tuple[tuple[datetime.date, datetime.date, float], ...]
    limit: datetime.date | None
    words: str

    @property
    def most(self) -> float:
        """Return the most people of any step."""
        return max((people for _, _, people in self.steps), default=0.0)


class Gantt(QWidget):
    """A calendar of rows, one of which is chosen.

    `picked` carries the key of the row chosen; `moved` and `stretched` a key and a number of days
    by which a person moved the row's bar, or made it longer.
    """

    picked = Signal(str)
    moved = Signal(str, int)
    stretched = Signal(str, int)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self.rows: tuple[Row, ...] = ()
        self.marks: tuple[Mark, ...] = ()
        self.strip: Strip | None = None
        self.headings = ("", "")
        self.first = datetime.date(2026, 1, 1)
        self.last = datetime.date(2026, 12, 31)
        self._picked = ""
        self._drag: tuple[str, str, float] | None = None
        self._by = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @property
    def key(self) -> str:
        """Return the key of the row chosen, or "" where none is."""
        return self._picked

    def show_rows(
        self,
        rows: Sequence[Row],
        first: datetime.date,
        last: datetime.date,
        marks: Sequence[Mark] = (),
        strip: Strip | None = None,
    ) -> None:
        """Show rows on a calendar from a first to a last day; the row chosen stays chosen."""
        self.rows, self.marks, self.strip = tuple(rows), tuple(marks), strip
        self.first, self.last = first, max(last, first + datetime.timedelta(days=7))
        if self._picked not in {row.key for row in self.rows}:
            self._picked = self.rows[0].key if self.rows else ""
        self.updateGeometry()
        self.update()

    def pick(self, key: str) -> None:
        """Choose a row and say it to a screen reader."""
        row = next((row for row in self.rows if row.key == key), None)
        if row is None:
            return
        is_other = key != self._picked
        self._picked = key
        self.setAccessibleDescription(row.words)
        self.update()
        if is_other:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, row.words))
            self.picked.emit(key)

    def sizeHint(self) -> QSize:
        """Return room for the axis and every row."""
        return QSize(self._look.px(600), self._painter().height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and room for labels and a few months."""
        return QSize(self._look.px(420), self._painter().height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, rows, bars and marks; what is dragged is drawn where it would land."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drag = None if self._drag is None else (self._drag[0], self._drag[1], self._by)
        self._painter().paint(painter, self._picked, drag, focused=self.hasFocus())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer and take hold of its bar."""
        at = event.position()
        row = self._row_at(at)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.pick(row.key)
        grip = self._grip(row, at)
        if grip:
            self._drag, self._by = (row.key, grip, at.x()), 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the bar held, or show what could be."""
        at = event.position()
        if self._drag is not None:
            days = (at.x() - self._drag[2]) / self._painter().day_width
            self._by = round(days)
            self.update()
            return
        row = self._row_at(at)
        grip = "" if row is None else self._grip(row, at)
        if row is None and self.strip is not None and at.y() > self._painter().axis:
            QToolTip.showText(event.globalPosition().toPoint(), self.strip.words, self)
        shape = {"move": Qt.CursorShape.OpenHandCursor, "stretch": Qt.CursorShape.SizeHorCursor}
        self.setCursor(shape.get(grip, Qt.CursorShape.ArrowCursor))
        if row is not None:
            QToolTip.showText(event.globalPosition().toPoint(), row.words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the bar go where it is."""
        if self._drag is not None:
            key, grip, _ = self._drag
            by, self._drag, self._by = self._by, None, 0
            if by:
                (self.moved if grip == "move" else self.stretched).emit(key, by)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose; Left and Right move by a day (Ctrl: a week), Shift the length."""
        keys = [row.key for row in self.rows]
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and keys:
            at = keys.index(self._picked) if self._picked in keys else 0
            self.pick(keys[max(0, min(len(keys) - 1, at + step))])
            return
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        row = next((row for row in self.rows if row.key == self._picked), None)
        if days is None or row is None:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            days *= 7
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if row.can_stretch:
                self.stretched.emit(row.key, days)
        elif row.can_move:
            self.moved.emit(row.key, days)

    def _painter(self) -> GanttPainter:
        return GanttPainter(self._look, self)

    def _row_at(self, at: QPointF) -> Row | None:
        number = self._painter().row_number(at.y())
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def _grip(self, row: Row, at: QPointF) -> str:
        if not row.bars:
            return ""
        box: QRectF = self._painter().bar_box(self.rows.index(row), row.bars[-1])
        edge = self._look.px(EDGE)
        if not box.adjusted(-edge, 0, edge, 0).contains(at):
            return ""
        if row.can_stretch and at.x() >= box.right() - edge:
            return "stretch"
        return "move" if row.can_move else ""
