"""Word files for tests: a council's template, and what is read from files that were made."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from planner.document.blocks import ChartBlock
from planner.document.word.inline import NO_PAGE_YET
from tests.document.every_block import every_block

NO_PAGE = f" (page {NO_PAGE_YET})"
SAMPLE = "Lorem sample sentence"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="1"><w:p><w:r><w:t>{SAMPLE} note</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
LOGO = (12, 200, 77)


def logo() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (60, 20), LOGO).save(made, "PNG")
    made.seek(0)
    return made


@cache
def council_docx() -> bytes:
    """Return a council's template: own styles and logo, two sections, and pages of sample text."""
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Council Serif"
    made.styles["Heading 1"].font.color.rgb = RGBColor(1, 2, 3)
    made.styles["Caption"].delete()
    own = made.styles.add_style("Source note", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(7)
    made.styles.add_style("Council table", WD_STYLE_TYPE.TABLE)
    first = made.sections[0]
    first.left_margin = first.right_margin = Mm(30)
    first.header.paragraphs[0].add_run().add_picture(logo(), width=Mm(30))
    first.header.paragraphs[0].add_run("Harbour Council, Quay House")
    first.footer.paragraphs[0].text = "harbour.example"
    made.add_heading(f"{SAMPLE} heading")
    made.add_paragraph(f"{SAMPLE} body", style="List Bullet")
    made.add_picture(io.BytesIO(red_picture()))
    made.add_table(2, 2).cell(0, 0).text = f"{SAMPLE} cell"
    wide = made.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = wide.page_height, wide.page_width
    made.add_comment(made.paragraphs[0].runs, f"{SAMPLE} comment", "Sample Author")
    notes = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, NOTES.encode(), made.part.package)
    made.part.relate_to(notes, RT.FOOTNOTES)
    made.core_properties.title = f"{SAMPLE} title"
    made.core_properties.comments = f"{SAMPLE} comments"
    made.core_properties.keywords = SAMPLE
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def red_picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (9, 9), (250, 1, 1)).save(made, "PNG")
    return made.getvalue()


def plain(**changed):
    """Return the document of every block without its charts, which take longest to draw."""
    whole = every_block(**changed)
    kept = tuple(one for one in whole.blocks if not isinstance(one, ChartBlock))
    return dataclasses.replace(whole, blocks=kept)


def read(data: bytes):
    return docx.Document(io.BytesIO(data))


def body_text(data: bytes) -> str:
    """Return all words of the body, paragraph by paragraph, without page numbers to come."""
    body = read(data).element.body
    lines = [
        "".join(one.text or "" for one in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    ]
    return " ".join(" ".join(lines).replace(NO_PAGE, "").split())


def around(data: bytes) -> tuple[str, str]:
    section = read(data).sections[-1]
    return tuple(
        "".join(one.text or "" for one in part._element.iter(qn("w:t")))
        for part in (section.header, section.footer)
    )
