"""The comparison shown at the end, and the questions of the hot debrief, in large type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from planner.document.wording import count, pounds
from ui.parts.badge import paint_badge
from ui.presenter.band import MARGIN
from ui.presenter.part import Part
from ui.presenter.people import BADGE
from ui.presenter.setting import Setting, fitted, write
from ui.theme import Look

HOT_DEBRIEF = (
    "What went well, and should be kept?",
    "What did we not know that we needed to know?",
    "Which decision would we make sooner next time?",
    "What has to change in our plans, contracts or lists?",
    "Who does what next, and by when?",
)
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class RevealRow:
    """One thing compared. `unit` is "person-days", "people", "days" or "£"; None is not known.

    `class_` is must, needed or could where the row is of one class, else "".
    """

    label: str
    unit: str
    room: float | None
    best: float | None
    nothing: float | None
    class_: str = ""


@dataclass(frozen=True, slots=True)
class Reveal:
    """What the room's decisions gave beside the best response and beside doing nothing.

    At most eight rows can be read from the back of the room; no more are shown.
    """

    headline: str
    rows: tuple[RevealRow, ...]
    note: str = ""


COLUMNS = (("room", "The room"), ("best", "Best response"), ("nothing", "Nothing done"))


def amount_words(value: float | None, unit: str) -> str:
    """Return a number of the comparison as it is written: pounds whole, all else counted."""
    return pounds(value) if unit == "£" else count(value)


class RevealPart(Part):
    """A table of three columns with a bar under each number, to one scale in each row."""

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "The room, the best response and nothing done")
        self._reveal = Reveal("", ())
        self.headline = Setting((), 46, strong=True)
        self.note = Setting((), 28, strong=False)

    def show_reveal(self, reveal: Reveal) -> None:
        """Show a comparison."""
        self._reveal = reveal
        said = [
            f"{row.label}, {row.unit}: "
            + ", ".join(f"{word} {amount_words(getattr(row, name), row.unit)}"
                        for name, word in COLUMNS)
            for row in reveal.rows
        ]  # fmt: skip
        self.say(" ".join(one for one in (reveal.headline, *said, reveal.note) if one))
        self.lay_out()
        self.update()

    def lay_out(self) -> None:
        """Fit the headline over the table and the note under it."""
        wide = max(1.0, self.area.width() - 2 * MARGIN)
        self.headline = fitted(
            self._look, self._reveal.headline, wide, 120, (46, 42, 38, 34), strong=True, most=2
        )
        self.note = fitted(self._look, self._reveal.note, wide, 70, (30, 28, 26), most=2)

    @property
    def rows(self) -> tuple[RevealRow, ...]:
        """The rows there is room for."""
        return self._reveal.rows[:MOST_ROWS]

    def draw(self, painter: QPainter) -> None:
        """Draw the headline, the names of the columns, the rows and the note."""
        look, area = self._look, self.area
        wide = area.width() - 2 * MARGIN
        top = 30.0
        write(painter, look, self.headline, QRectF(MARGIN, top, wide, 0))
        top += self.headline.height + (20 if self.headline.lines else 0)
        label = wide * 0.34
        each = (wide - label) / 3
        for at, (_, words) in enumerate(COLUMNS):
            head = fitted(look, words, each - 40, 44, (34, 30, 26), strong=True, most=1)
            write(painter, look, head, QRectF(MARGIN + label + at * each, top, each - 40, 0))
        top += 50
        note = self.note.height + 34 if self.note.lines else 24
        tall = min(150.0, (area.height() - top - note) / max(1, len(self.rows)))
        for row in self.rows:
            self._draw_row(painter, row, QRectF(MARGIN, top, wide, tall), label, each)
            top += tall
        write(painter, look, self.note, QRectF(MARGIN, top + 12, wide, 0))

    def _draw_row(
        self, painter: QPainter, row: RevealRow, box: QRectF, label: float, each: float
    ) -> None:
        look = self._look
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2),
                         QColor(look.theme.divider))  # fmt: skip
        left = box.left()
        middle = box.center().y()
        if row.class_:
            side = min(56.0, box.height() - 24)
            painter.save()
            painter.translate(left + 2, middle - side / 2)
            painter.scale(side / BADGE, side / BADGE)
            paint_badge(painter, QRectF(0, 0, BADGE, BADGE), row.class_, look)
            painter.restore()
            left += side + 22
        unit = "" if row.unit == "£" else row.unit
        room = box.left() + label - left - 30
        words = fitted(look, row.label, room, box.height() - 42, (32, 28, 26), strong=True, most=2)
        small = fitted(look, unit, room, 34, (26,), most=1)
        top = middle - (words.height + small.height) / 2
        write(painter, look, words, QRectF(left, top, room, 0))
        write(painter, look, small, QRectF(left, top + words.height, room, 0))
        most = max([one for one in (row.room, row.best, row.nothing) if one] or [1.0])
        for at, (name, _) in enumerate(COLUMNS):
            cell = QRectF(box.left() + label + at * each, box.top(), each - 40, box.height())
            self._draw_cell(painter, getattr(row, name), row.unit, most, cell, is_room=not at)

    def _draw_cell(
        self,
        painter: QPainter,
        value: float | None,
        unit: str,
        most: float,
        cell: QRectF,
        *,
        is_room: bool,
    ) -> None:
        """Draw a number with its bar; that of the room is solid, the others are outlined."""
        look = self._look
        size = min(50.0, (cell.height() - 36) * 0.8)
        sizes = (max(26.0, size), 34, 26)
        number = fitted(
            look, amount_words(value, unit), cell.width(), 80, sizes, strong=True, most=1
        )
        top = cell.center().y() - (number.height + 18) / 2
        write(painter, look, number, QRectF(cell.left(), top, cell.width(), 0))
        if not value:
            return
        bar = QRectF(cell.left(), top + number.height + 2, cell.width() * value / most, 16)
        painter.setPen(QPen(QColor(look.theme.accent), 2))
        painter.setBrush(QColor(look.theme.accent if is_room else look.theme.surface))
        painter.drawRect(bar)


class DebriefPart(Part):
    """The questions of the hot debrief, numbered."""

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "Hot debrief")
        self._questions: tuple[str, ...] = ()
        self.settings: tuple[Setting, ...] = ()

    def show_questions(self, questions: tuple[str, ...]) -> None:
        """Show questions."""
        self._questions = questions
        self.say(" ".join(f"{n}. {words}" for n, words in enumerate(questions, 1)))
        self.lay_out()
        self.update()

    def lay_out(self) -> None:
        """Fit all questions in one size: the largest at which every one has room."""
        look, wide = self._look, max(1.0, self.area.width() - 2 * MARGIN - 90)
        each = self._each
        for size in (50.0, 44.0, 38.0, 34.0, 30.0, 26.0):
            made = [fitted(look, one, wide, each - 12, (size,)) for one in self._questions]
            self.settings = tuple(made)
            if not any(one.is_shortened for one in made):
                return

    @property
    def _each(self) -> float:
        return min(150.0, (self.area.height() - 150) / max(1, len(self._questions)))

    def draw(self, painter: QPainter) -> None:
        """Draw the head, and each question with its number."""
        look = self._look
        write(painter, look, Setting(("Before we leave the room",), 56, strong=True),
              QRectF(MARGIN, 34, 10, 0))  # fmt: skip
        top = 130.0
        for number, setting in enumerate(self.settings, 1):
            middle = top + self._each / 2
            figure = Setting((str(number),), setting.size, strong=True)
            spot = QRectF(MARGIN, middle - setting.height / 2, 60, 0)
            write(painter, look, figure, spot, align=Qt.AlignmentFlag.AlignLeft)
            write(painter, look, setting, spot.translated(90, 0))
            top += self._each
