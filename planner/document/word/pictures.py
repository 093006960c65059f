"""Charts as pictures for a Word file, drawn by the same strokes as on paper."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from planner.document import palette
from planner.document.charts import Chart
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.charts.pictures import picture_of
from planner.document.pdf.styles import REGULAR, load_fonts

DOTS_AN_INCH = 200
HOUSE = [
    [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for colour in (*palette.BANDS, palette.ORANGE, palette.TEXT, palette.WHITE, palette.GREY_PALE)
]
NEAR = 2
"""Levels of 255 by which few colours may miss one of the house."""
ROOM = 6.0
"""Points around a drawing for what reaches a little over its edge."""


def chart_picture(chart: Chart, scale: float = 1.0) -> tuple[bytes, float, float]:
    """Return a chart as PNG with its width and height in points; `scale` draws it lower.

    TypeError for a kind that has no drawing.
    """
    load_fonts()
    picture = picture_of(chart, scale)
    wide, tall = picture.width + 2 * ROOM, picture.height + 2 * ROOM
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(wide, tall), invariant=1, initialFontName=REGULAR)
    canvas.translate(ROOM, ROOM)
    picture.paint(Pen(canvas))
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(page.getvalue()) as drawn:
        image = drawn[0].render(scale=DOTS_AN_INCH / 72).to_pil().convert("RGB")
    made = io.BytesIO()
    _few_colours(image).save(made, "PNG")
    return made.getvalue(), wide, tall


def _few_colours(image: Image.Image) -> Image.Image:
    """Return a drawing in 64 colours, those of the house exact; it takes a third of the room."""
    few = image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    levels = few.getpalette() or []
    for at in range(0, len(levels) - 2, 3):
        for house in HOUSE:
            if all(abs(levels[at + n] - house[n]) <= NEAR for n in range(3)):
                levels[at : at + 3] = house
    few.putpalette(levels)
    return few
