"""The cover on its page: the navy band with its people marks, where to turn, and the lines."""

from __future__ import annotations

import math
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from planner.document.blocks import Cover
from planner.document.palette import NAVY, PLUM, WHITE
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.filling import Item, NewPage
from planner.document.pdf.set_boxes import Columns, RuledRow, RuledRows
from planner.document.pdf.set_cells import Stack
from planner.document.pdf.set_opening import Place
from planner.document.pdf.set_words import Places, prose
from planner.document.pdf.structure import Element
from planner.document.pdf.styles import (
    BODY,
    BODY_TOP,
    CELL_RIGHT,
    COVER_COUNCIL,
    COVER_LINE,
    COVER_NOTE,
    COVER_TITLE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TURN,
    WIDTH,
)
from planner.document.words import brief, link, semibold

BAND_BOTTOM = 470.0
BAND = BAND_BOTTOM - BODY_TOP + 20
MOST_MARKS = 310
PER_LINE = 31
MARK_PITCH = WIDTH / PER_LINE
LABEL = 128.0
BESIDE_TURN = 150.0
LONGEST_TITLE = 150


class Band(Flowable):  # type: ignore[misc]
    """The navy band over the top of the page; it begins where the words of a page do."""

    def __init__(self, cover: Cover, places: Places) -> None:
        super().__init__()
        self.cover = cover
        self.council = prose(cover.council, COVER_COUNCIL, places)
        length = len(cover.title)
        size = 42 if length <= 36 else 32 if length <= 80 else 24
        style = COVER_TITLE.clone("CoverTitleFitted", fontSize=size, leading=size * 1.1)
        title = brief(cover.title, LONGEST_TITLE)
        self.title = prose(title, style, places, Element("H1"))
        self.line = prose(cover.line, COVER_LINE, places)
        self.note = prose(_note(cover), COVER_NOTE, places)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the room that the band leaves of the body."""
        self.width, self.height = width, BAND
        return width, BAND

    def draw(self) -> None:
        """Draw the band to the edges of the page, then its words and marks."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(-MARGIN, BAND + BODY_TOP - PAGE_HEIGHT)
        pen = Pen(canvas)
        pen.fill(0, PAGE_HEIGHT - BAND_BOTTOM, PAGE_WIDTH, BAND_BOTTOM - BODY_TOP, NAVY)
        y = PAGE_HEIGHT - 86
        y = self._write(self.council, y) - 22
        y = self._write(self.title, y) - 3
        y = self._write(self.line, y) - 26
        self._people(pen, y)
        canvas.restoreState()

    def _write(self, paragraph: Any, top: float) -> float:
        """Write a paragraph from a height down and return the height beneath it."""
        _, height = paragraph.wrap(WIDTH, 400)
        paragraph.drawOn(self.canv, MARGIN, top - height)
        return float(top - height)

    def _people(self, pen: Pen, top: float) -> None:
        """Draw one mark for each person, or for each so many, and who they stand for."""
        cover, canvas = self.cover, self.canv
        bottom = PAGE_HEIGHT - BAND_BOTTOM + 12
        if not cover.people:
            if cover.note:
                self._write(self.note, min(top, bottom + 60))
            return
        each = _each(cover.people)
        marks, filled = math.ceil(cover.people / each), round(cover.complex_people / each)
        lines = math.ceil(marks / PER_LINE)
        room = top - bottom - 38
        pitch = min(MARK_PITCH, room / lines)
        if pitch < 6:
            return
        top -= max(0.0, (room - pitch * lines) / 2)
        canvas.setLineWidth(1.2)
        canvas.setStrokeColor(HexColor(WHITE))
        size = min(9.0, pitch * 0.62)
        for number in range(marks):
            x = MARGIN + (number % PER_LINE) * MARK_PITCH + 2
            y = top - (number // PER_LINE + 1) * pitch
            if number < filled:
                pen.fill(x, y, size, size, WHITE)
            else:
                canvas.circle(x + size / 2, y + size / 2, size / 2 - 0.4, stroke=1, fill=0)
        self._write(self.note, top - lines * pitch - 8)


def _each(people: float) -> int:
    """Return how many people a mark of the cover stands for: a power of ten."""
    each = 1
    while people / each > MOST_MARKS:
        each *= 10
    return each


def _note(cover: Cover) -> str:
    """Return what the marks stand for, with the words of the cover on whom they are."""
    if not cover.people:
        return cover.note
    each = _each(cover.people)
    opening = "Each mark is one of the" if each == 1 else f"Each mark stands for {each:,} of the"
    return f"{opening} {cover.note}"


class TurnBox(Columns):
    """The plum box that says where to turn."""

    def draw(self) -> None:
        """Draw the box, and its words in the middle of its height."""
        canvas = self.canv
        canvas.setStrokeColor(HexColor(PLUM))
        canvas.setLineWidth(2)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        x = 0.0
        for stack, room, gap in zip(self.stacks, self.rooms, self.gaps, strict=True):
            tall = stack.height(room)
            stack.draw(canvas, x + gap, (self.height - 21 + tall) / 2 + 11, room)
            x += gap + room


def cover_items(cover: Cover, places: Places) -> list[Item]:
    """Return the cover and the page after it."""
    items: list[Item] = [Place(places, "cover", "Cover", 0), Band(cover, places)]
    if cover.turn:
        goal = link(cover.turn, cover.turn_key) if cover.turn_key else cover.turn
        box = TurnBox(
            [
                Stack([prose(goal, TURN, places)]),
                Stack([prose(cover.turn_more, CELL_RIGHT, places)] if cover.turn_more else []),
            ],
            [WIDTH - BESIDE_TURN - 30, BESIDE_TURN - 30],
            [15.0, 30.0],
        )
        box.below = 21.0
        items.append(box)
    rows = []
    for label, value in cover.lines:
        stacks = [
            Stack([prose(semibold(label), BODY, places, Element("Lbl"))]),
            Stack([prose(value, BODY, places, Element("LBody"))]),
        ]
        rows.append(RuledRow(stacks, [LABEL, WIDTH - LABEL], 3.4, Element("LI")))
    if rows:
        lines = RuledRows(rows, Element("L"), above=2.6)
        lines.spaceBefore = 14
        items.append(lines)
    return [*items, NewPage()]
