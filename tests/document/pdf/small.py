"""A small tagged document with everything that structure has to survive."""

from __future__ import annotations

import io
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table

from planner.document.pdf.charts.pen import Picture
from planner.document.pdf.structure import Element
from planner.document.pdf.styles import BODY, H1, REGULAR, load_fonts
from planner.document.pdf.tagged import HEADER, TagCanvas
from planner.document.pdf.tagged_paragraph import TaggedParagraph

WORDS = "Some <b>words</b> that <u>go on</u> and <strike>on</strike>, "
LINK = "<a href='#here'>a link that is long enough to break over the end of a line</a>, "
MAIL = "<a href='mailto:duty@example.org'>a mail</a>. "


class Place(Flowable):
    width = height = 0

    def draw(self):
        self.canv.bookmarkHorizontal("here", 0, 0)
        self.canv.addOutlineEntry("Here", "here", 0)


class Bars(Picture):
    def paint(self, pen):
        pen.bar(0, 0, 60, 20, "navy")
        pen.bar(0, 24, 40, 20, "hatched")
        pen.dot(70, 10, 4)
        pen.text(80, 5, "label")


def small_pdf(more: str = "", password: object = None, alt: str = "Two bars") -> bytes:
    load_fonts()
    root, target = Element("Document"), io.BytesIO()
    part = root.child("Sect")

    def header(canvas, _document):
        with canvas.painting(HEADER):
            canvas.setFont(REGULAR, 9)
            canvas.drawString(50, 800, "Header of the page")

    def say(text, role="P", style=BODY):
        return TaggedParagraph(text, style, part.child(role))

    side_by_side = Table(
        [[[TaggedParagraph("Left", BODY), TaggedParagraph("Below", BODY)], Bars(90, 50)]],
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("BACKGROUND", (0, 0), (-1, -1), HexColor("#eeeeee")),
        ],
    )
    story = [
        Place(),
        say("A heading", "H1", H1),
        say((WORDS + LINK + MAIL) * 3),
        say("<a href='#here'>Only a link</a>"),
        Bars(90, 50, part.child("Figure", alt=alt)),
        side_by_side,
        say((WORDS + LINK) * 60),
        say(f"The end. {more}"),
    ]
    document = BaseDocTemplate(
        target,
        pagesize=(595, 842),
        pageTemplates=[PageTemplate("page", [Frame(50, 50, 495, 700)], onPage=header)],
        title="A small document & more",
        author="Backstop",
        subject="Structure",
        creator="Backstop",
        invariant=1,
        initialFontName=REGULAR,
        encrypt=password,
    )
    document.build(story, canvasmaker=partial(TagCanvas, root=root))
    return target.getvalue()
