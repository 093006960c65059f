"""Cases against each other: a half square of cells, darker with more person-days, each numbered."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from planner.document.charts import PairMatrix
from planner.document.wording import count, in_thousands
from ui.charts.pen import Pen, Spot

CELL = 30
NAMES = 190
LEAST_NAMES = 90
FOOT = 8
LEAST_SHADE, MOST_SHADE = 0.08, 0.5


def height(chart: PairMatrix) -> float:
    """Return the height the rows need at 100 % text, in pixels."""
    return CELL * max(1, len(chart.names)) + FOOT + 22


def draw(pen: Pen, chart: PairMatrix, box: QRectF) -> tuple[Spot, ...]:
    """Draw a row for each case: its number and name, then what it does with each before it."""
    if not chart.names:
        pen.text(box.center().x(), box.center().y(), "No pair to show", align="centre")
        return ()
    cases = len(chart.names)
    amounts = [_amount(days) for of_one in chart.cells for days in of_one if days is not None]
    widest = max((pen.width(words) for words in amounts), default=0.0) + 6
    # Names give way before the amounts do: a number cut off would be read as another.
    names = min(pen.px(NAMES), box.width() * 0.42, box.width() - widest * cases)
    names = max(names, min(pen.px(LEAST_NAMES), box.width() * 0.42))
    wide = (box.width() - names) / cases
    tall = min(pen.px(CELL), (box.height() - pen.px(22)) / cases)
    top = box.top() + pen.px(20)
    for at in range(cases):
        x = box.left() + names + wide * (at + 0.5)
        pen.text(x, box.top() + pen.px(9), str(at + 1), align="centre", strong=True)
    spots = []
    for row, name in enumerate(chart.names):
        y = top + tall * row
        pen.text(box.left(), y + tall / 2, f"{row + 1}", strong=True)
        pen.text(box.left() + pen.px(20), y + tall / 2, name, room=names - pen.px(26))
        for column, days in enumerate(chart.cells[row]):
            cell = QRectF(box.left() + names + wide * column, y, wide, tall).adjusted(1, 1, -1, -1)
            _cell(pen, cell, days, chart.most, is_alone=row == column)
            spots.append(Spot(cell, _words(chart, row, column), chart.keys[row]))
    return tuple(spots)


def _cell(pen: Pen, cell: QRectF, days: float | None, most: float, *, is_alone: bool) -> None:
    if days is None:
        pen.text(cell.center().x(), cell.center().y(), "?", align="centre", token="secondary")
        return
    amount = days
    if amount >= 1:
        shade = QColor(pen.colour("failure"))
        part = math.log1p(amount) / math.log1p(max(most, 2.0))
        shade.setAlphaF(LEAST_SHADE + (MOST_SHADE - LEAST_SHADE) * part)
        pen.painter.fillRect(cell, shade)
    else:
        pen.painter.fillRect(cell, pen.colour("success_ground"))
    if is_alone:
        edge = pen.colour("text")
        pen.painter.setPen(edge)
        pen.painter.setBrush(QColor(0, 0, 0, 0))
        pen.painter.drawRect(cell)
    words = _amount(amount)
    if pen.width(words) <= cell.width():
        pen.text(cell.center().x(), cell.center().y(), words, align="centre")


def _amount(days: float) -> str:
    return in_thousands(days) if days >= 1 else "0"


def _words(chart: PairMatrix, row: int, column: int) -> str:
    found = chart.cells[row][column]
    days = f"{count(found)} must person-days past the limit"
    if found is None:
        days = "Not worked out yet"
    if row == column:
        return f"{chart.names[row]} alone\n{days}"
    return f"{chart.names[row]} and {chart.names[column]}\n{days}"
