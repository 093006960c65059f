"""People without a service now, by class, and what is said under the numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.charts.pen import Pen
from ui.parts.badge import paint_badge
from ui.presenter.part import Part
from ui.presenter.scene import ClassShown
from ui.presenter.setting import LEADING, Setting, fitted, width_of, write
from ui.theme import Look

WIDE = 616.0
"""Width of this side of the screen, in points of the sheet."""
EDGE = 40.0
RIGHT = 56.0
TOP = 22.0
HEAD = 58.0
ROW = 119.0
GAP = 4.0
BADGE = 17.0
"""Side of a badge as `paint_badge` knows it; it is drawn larger by scaling."""


class PeoplePart(Part):
    """A row for each class: mark, word, number, bar and limit; under them who is covered."""

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "People without a service now")
        self._classes: tuple[ClassShown, ...] = ()
        self._lines: tuple[tuple[str, str], ...] = ()
        self.settings: tuple[tuple[str, Setting], ...] = ()

    def show_people(
        self, classes: tuple[ClassShown, ...], lines: tuple[tuple[str, str], ...]
    ) -> None:
        """Show the classes and the lines under them."""
        if (classes, lines) == (self._classes, self._lines):
            return
        self._classes, self._lines = classes, lines
        said = [f"{one.word}: {one.number}. {one.passed} {one.limit}".strip() for one in classes]
        self.say(". ".join([*said, *(f"{first} {rest}" for first, rest in lines)]))
        self.lay_out()
        self.update()

    @property
    def needed(self) -> float:
        """The height that everything takes, in points of the sheet."""
        return self._rows + sum(one.height + GAP for _, one in self.settings) + 14

    @property
    def _rows(self) -> float:
        """Where the lines under the numbers begin."""
        return TOP + HEAD + ROW * len(self._classes) + 12 if self._classes else TOP

    def lay_out(self) -> None:
        """Set each line under the numbers large where it goes in one, else smaller in two."""
        found = []
        for first, rest in self._lines:
            words = f"{first} {rest}"
            made = fitted(self._look, words, self._wide, 40, (30, 28, 26), most=1)
            if made.is_shortened:
                made = fitted(self._look, words, self._wide, 66, (28, 26), most=2)
            found.append((first, made))
        self.settings = tuple(found)

    @property
    def _wide(self) -> float:
        return WIDE - EDGE - RIGHT

    def draw(self, painter: QPainter) -> None:
        """Draw the head, a row for each class, and the lines."""
        look = self._look
        top = TOP
        if self._classes:
            head = fitted(look, "People without a service now", self._wide, 60, (36, 32, 28),
                          strong=True, most=1)  # fmt: skip
            write(painter, look, head, QRectF(EDGE, top, self._wide, HEAD))
            top += HEAD
            for one in self._classes:
                self._draw_class(painter, one, QRectF(EDGE, top, self._wide, ROW))
                top += ROW
            top += 12
        for first, setting in self.settings:
            box = QRectF(EDGE, top, self._wide, setting.height)
            write(painter, look, setting, box)
            self._strengthen(painter, first, setting, box)
            top += setting.height + GAP

    def _strengthen(self, painter: QPainter, first: str, setting: Setting, box: QRectF) -> None:
        """Write the first words over themselves a hair aside: strong, and no wider."""
        if setting.lines and setting.lines[0].startswith(first):
            over = Setting((first,), setting.size, strong=False)
            write(painter, self._look, over, box.translated(0.9, 0))

    def _draw_class(self, painter: QPainter, one: ClassShown, box: QRectF) -> None:
        look = self._look
        side = 66.0
        painter.save()
        painter.translate(box.left() + 2, box.top() + 18)
        painter.scale(side / BADGE, side / BADGE)
        paint_badge(painter, QRectF(0, 0, BADGE, BADGE), one.class_, look)
        painter.restore()
        left = box.left() + side + 32
        is_number = one.number.replace(",", "").isdigit()
        number = Setting((one.number,), 64 if is_number else 36, strong=True)
        middle = box.top() + 29
        spot = QRectF(left, middle - number.height / 2, box.right() - left, 0)
        write(painter, look, number, spot, align=Qt.AlignmentFlag.AlignRight)
        word = Setting((one.word,), 40, strong=True)
        write(painter, look, word, QRectF(left, middle - word.height / 2 + 4, 10, 0))
        self._draw_bar(painter, one, QRectF(left, box.top() + 58, box.right() - left, 19))
        self._draw_limit(painter, one, QRectF(left, box.top() + 80, box.right() - left, 34))
        painter.fillRect(
            QRectF(box.left(), box.bottom() - 2, box.width(), 2), QColor(look.theme.divider)
        )

    def _draw_bar(self, painter: QPainter, one: ClassShown, box: QRectF) -> None:
        """Draw those without solid or hatched within the outline of all who were hit."""
        painter.save()
        scale = 2.5
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        pen = Pen(painter, self._look)
        wide, tall = box.width() / scale, box.height() / scale
        if one.whole > 0:
            painter.setPen(QPen(pen.colour("edge"), 0.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(0, 0, wide * min(1.0, one.whole), tall))
        if one.part > 0:
            pen.fill(QRectF(0, 0, max(0.8, wide * min(1.0, one.part)), tall), one.class_)
        painter.restore()

    def _draw_limit(self, painter: QPainter, one: ClassShown, box: QRectF) -> None:
        look = self._look
        left = box.left()
        if one.passed:
            wide = width_of(look, one.passed, 26, strong=True) + 20
            painter.fillRect(QRectF(left, box.top(), wide, box.height()),
                             QColor(look.theme.failure))  # fmt: skip
            words = Setting((one.passed,), 26, strong=True)
            top = box.top() + (box.height() - 26 * LEADING) / 2
            write(painter, look, words, QRectF(left + 10, top, wide, 0), "accent_on")
            left += wide + 12
        words = fitted(look, one.limit, box.right() - left, 34, (28, 26), most=1)
        top = box.top() + (box.height() - words.height) / 2
        write(painter, look, words, QRectF(left, top, 10, 0))
