"""Charts and the marks of people as SVG, drawn by the same strokes as on paper."""

from __future__ import annotations

import math
from html import escape

from reportlab.lib.colors import HexColor

from planner.document.charts import Chart
from planner.document.html.svg_canvas import SvgCanvas, short
from planner.document.palette import WHITE
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.charts.pictures import picture_of
from planner.document.pdf.styles import WIDTH, load_fonts
from planner.document.words import clean

ROOM = 6.0
"""Points around a drawing for what reaches a little over its edge, such as the half of a letter."""
MOST_MARKS = 310
MARKS_A_LINE = 31
PITCH, MARK = 15.0, 9.0


def chart_svg(chart: Chart, scale: float = 1.0, key: str = "chart", width: float = WIDTH) -> str:
    """Return the drawing of a chart as an SVG element with its words as text alternative.

    `scale` draws it lower, 1 being its usual height; `key` opens its ids, and must be its own.
    `width` is in points; only some kinds are drawn narrower than a page.
    TypeError for a kind that has no drawing.
    """
    load_fonts()
    picture = picture_of(chart, scale, width)
    canvas = SvgCanvas(picture.height, key)
    picture.paint(Pen(canvas))
    wide, tall = picture.width + 2 * ROOM, picture.height + 2 * ROOM
    box = f"{short(-ROOM)} {short(-ROOM)} {short(wide)} {short(tall)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{short(wide)}" '
        f'height="{short(tall)}" role="img" aria-labelledby="{key}-title {key}-words">'
        f'<title id="{key}-title">{_words(chart.title)}</title>'
        f'<desc id="{key}-words">{_words(chart.alt)}</desc>{canvas.svg}</svg>'
    )


def people_svg(people: float, complex_people: float) -> tuple[str, int]:
    """Return one mark for each person, or for each so many, and how many each stands for.

    Filled squares are people with complex needs. The words beside it tell the same.
    """
    each = next(n for n in (1, 10, 100, 1000, 10_000, 10**6, 10**9) if people / n <= MOST_MARKS)
    marks, filled = math.ceil(people / each), round(complex_people / each)
    lines = math.ceil(marks / MARKS_A_LINE)
    wide, tall = MARKS_A_LINE * PITCH, lines * PITCH
    canvas = SvgCanvas(tall, "people")
    canvas.setStrokeColor(HexColor(WHITE))
    canvas.setFillColor(HexColor(WHITE))
    canvas.setLineWidth(1.2)
    for number in range(marks):
        x = (number % MARKS_A_LINE) * PITCH + 2
        y = tall - (number // MARKS_A_LINE + 1) * PITCH + 2
        if number < filled:
            canvas.rect(x, y, MARK, MARK, stroke=0, fill=1)
        else:
            canvas.circle(x + MARK / 2, y + MARK / 2, MARK / 2 - 0.4, stroke=1, fill=0)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(wide)} {short(tall)}" '
        f'aria-hidden="true" focusable="false">{canvas.svg}</svg>'
    )
    return drawn, each


def _words(words: str) -> str:
    return escape(clean(words), quote=False)
