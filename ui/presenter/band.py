"""The band over everything: EXERCISE, what is played, the day of play and its clock."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.presenter.part import Part
from ui.presenter.setting import Setting, fitted, width_of, write
from ui.theme import Look

MARK = "EXERCISE"
THIS_IS = "This is an exercise."
MARGIN = 56.0
CLOCK = 104.0


class Band(Part):
    """The mark EXERCISE, the title and one line of what is played."""

    ground = "accent"

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "Exercise")
        self.title = Setting((), 34, strong=True)
        self.about = Setting((), 26, strong=False)
        self._words = ("", "")

    def show_words(self, title: str, about: str) -> None:
        """Show a title and the line beneath it."""
        if (title, about) == self._words:
            return
        self._words = (title, about)
        self.say(f"{title}. {about} {THIS_IS}")
        self.lay_out()
        self.update()

    def lay_out(self) -> None:
        """Fit both into what the mark leaves; that it is an exercise is never left out."""
        look, room = self._look, max(1.0, self.area.width() - self._left - 30)
        title, about = self._words
        self.title = fitted(look, title, room, 46, (36, 32, 28), strong=True, most=1)
        self.about = fitted(look, f"{about} {THIS_IS}".strip(), room, 40, (28, 26), most=1)
        if self.about.is_shortened:
            first = fitted(look, about, room, 40, (28, 26), most=1)
            self.about = replace(first, lines=(*first.lines, THIS_IS))

    def draw(self, painter: QPainter) -> None:
        """Draw the mark in reverse, and both lines beside it."""
        look, middle = self._look, self.area.height() / 2
        mark = QRectF(MARGIN, middle - 36, self._left - 30 - MARGIN, 72)
        painter.fillRect(mark, QColor(look.theme.accent_on))
        words = Setting((MARK,), 46, strong=True)
        box = QRectF(mark.left(), middle - words.height / 2, mark.width(), words.height)
        write(painter, look, words, box, "accent", Qt.AlignmentFlag.AlignHCenter)
        top = middle - (self.title.height + self.about.height) / 2
        box = QRectF(self._left, top, self.area.width() - self._left, self.title.height)
        write(painter, look, self.title, box, "accent_on")
        write(painter, look, self.about, box.translated(0, self.title.height), "accent_on")

    @property
    def _left(self) -> float:
        """Where the words begin, right of the mark."""
        return MARGIN + width_of(self._look, MARK, 46, strong=True) + 48 + 30


class ClockPart(Part):
    """The day and date of play, the time, and in words where the clock stands still."""

    ground = "accent"

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "Clock of the exercise")
        self.date, self.time, self.state = "", "", ""

    def show_clock(self, date: str, time: str, state: str) -> None:
        """Show a moment of play; nothing is drawn anew where nothing changed."""
        if (date, time, state) == (self.date, self.time, self.state):
            return
        self.date, self.time, self.state = date, time, state
        self.say(f"{date}, {time}. {state}".strip())
        self.update()

    @property
    def needed(self) -> float:
        """The width that the date and the time take beside each other."""
        look = self._look
        date = width_of(look, self.date, 44, strong=True)
        return date + 36 + width_of(look, "00:00", CLOCK, strong=True) + MARGIN + 24

    def draw(self, painter: QPainter) -> None:
        """Draw the time at the right, the date beside it and its state under the date."""
        look, area = self._look, self.area
        time = Setting((self.time,), CLOCK, strong=True)
        wide = width_of(look, "00:00", CLOCK, strong=True)
        left = area.width() - MARGIN - wide
        middle = area.height() / 2
        write(painter, look, time, QRectF(left, middle - time.height / 2, wide, 0), "accent_on")
        room = QRectF(0, 0, left - 36, area.height())
        size = 44 if not self.state else 36
        date = fitted(look, self.date, room.width(), 60, (size, 36, 30, 26), strong=True, most=1)
        if not self.state:
            room.setTop(middle - date.height / 2)
            write(painter, look, date, room, "accent_on", Qt.AlignmentFlag.AlignRight)
            return
        room.setTop(middle - 62)
        write(painter, look, date, room, "accent_on", Qt.AlignmentFlag.AlignRight)
        self._draw_state(painter, room.right(), middle + 4)

    def _draw_state(self, painter: QPainter, right: float, top: float) -> None:
        """Draw a white tag with two bars that says that the clock stands still."""
        look = self._look
        words = Setting((self.state,), 36, strong=True)
        wide = width_of(look, self.state, 36, strong=True)
        tag = QRectF(right - wide - 74, top, wide + 74, 52)
        painter.fillRect(tag, QColor(look.theme.accent_on))
        ink = QColor(look.theme.accent)
        painter.setPen(QPen(ink, 1))
        for x in (tag.left() + 18, tag.left() + 32):
            painter.fillRect(QRectF(x, top + 13, 8, 26), ink)
        box = QRectF(tag.left() + 54, top + 26 - words.height / 2, wide, words.height)
        write(painter, look, words, box, "accent")
