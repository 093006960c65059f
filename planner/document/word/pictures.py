"""Charts as pictures for a Word file, drawn by the same strokes as on paper."""

from __future__ import annotations

import io

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from planner.document.charts import Chart
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.charts.pictures import picture_of
from planner.document.pdf.styles import REGULAR, load_fonts

DOTS_AN_INCH = 200
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
    image.quantize(64).save(made, "PNG", optimize=True)
    return made.getvalue(), wide, tall
