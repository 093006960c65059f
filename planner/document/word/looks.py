"""The styles a document asks for: the template's where it has them, else ours, made to match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from planner.document.blocks import Style
from planner.document.palette import NAVY, RULE, SECONDARY, TEXT, WHITE
from planner.document.word.elements import POINT, Element, make

FONT = "Arial"
"""Every council's computers have it, as the document font is not."""
TABLE_STYLE = "Plan table"
WIDE, MOST_SMALL = 490.0, 0.89
"""Points of width that our tables are made for; words in them shrink so far where it is less."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a style of ours looks: size and space in points, colour, and what it is based on."""

    size: float = 0.0
    bold: bool = False
    colour: str = ""
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    right: bool = False
    based: str = "Normal"


OURS = {
    "Title": Look(28, True, NAVY, 6, 4, True),
    "Subtitle": Look(14, False, TEXT, 0, 10),
    "Heading 1": Look(19, True, NAVY, 4, 6, True),
    "Heading 2": Look(14, True, TEXT, 12, 4, True),
    "Heading 3": Look(11.5, True, TEXT, 9, 3, True),
    "Heading 4": Look(10.5, True, TEXT, 8, 2, True),
    "List Bullet": Look(0, False, "", 0, 3),
    "List Number": Look(0, False, "", 0, 3),
    "Caption": Look(11, True, TEXT, 9, 1, True),
    "Header": Look(9),
    "Footer": Look(8.5),
    "toc 1": Look(0, True, "", 4, 1),
    "toc 2": Look(0, False, "", 0, 1),
    "Part label": Look(9.5, True, SECONDARY, 14, 0, True),
    "Lead paragraph": Look(12, False, "", 0, 6, True),
    "Source note": Look(8.5, False, SECONDARY, 2, 5),
    "Close print": Look(9.5, False, "", 0, 3),
    "Panel title": Look(11, True, "", 0, 2, True),
    "Decision banner": Look(13, True, WHITE, 0, 8),
    "Key figure": Look(0, False, "", 0, 3, True),
    "Table text": Look(9),
    "Table heading": Look(9, True, "", 0, 0, True),
    "Large text": Look(15, False, "", 0, 5),
    "Large heading": Look(17, True, NAVY, 8, 4, True, based="Heading 2"),
}
"""What is added where a template has no style of that name; 0 and "" leave it as its base."""

TEXT_STYLES: dict[Style, str] = {
    "lead": "Lead paragraph",
    "body": "Normal",
    "body_close": "Close print",
    "source": "Source note",
    "number": "Normal",
    "big_number": "Normal",
    "action": "Normal",
    "panel": "Normal",
    "panel_title": "Panel title",
    "panel_gap_title": "Panel title",
    "cell": "Table text",
    "cell_right": "Table text",
    "cell_grey": "Table text",
    "cell_strong": "Table text",
    "cell_strong_right": "Table text",
    "large_lead": "Large text",
    "large_item": "Large text",
}
"""Which style stands for each way a paragraph looks, headings aside."""


class Looks:
    """The ids of styles by their names; a style that is not there is added once.

    `width` is that of the text of a page, in points; `own` restyles the plain file of ours.
    """

    def __init__(self, document: Any, width: float, *, own: bool) -> None:
        self.document, self.own = document, own
        self.narrow = min(1.0, max(MOST_SMALL, width / WIDE))
        self.by_name = {
            style.name.lower(): style
            for style in document.styles
            if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name
        }
        if own:
            self._restyle()
        self.names = set(self.by_name)

    def id(self, name: str) -> str:
        """Return the id of a paragraph style, adding it where the template has none."""
        style = self.by_name.get(name.lower())
        if style is None:
            style = self._add(name)
        return str(style.style_id)

    def table_style(self) -> str:
        """Return the id of the table style: the template's own, Table Grid, or ours."""
        tables = [s for s in self.document.styles if s.type == WD_STYLE_TYPE.TABLE]
        for style in tables:
            if style.element.get(qn("w:customStyle")) == "1":
                return str(style.style_id)
        for style in tables:
            if style.name == "Table Grid":
                return str(style.style_id)
        return self._add_table_style()

    def link_style(self) -> str:
        """Return the id of the style of links."""
        for style in self.document.styles:
            if style.type == WD_STYLE_TYPE.CHARACTER and style.name == "Hyperlink":
                return str(style.style_id)
        style = self.document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        style.font.underline = True
        style.font.color.rgb = rgb(NAVY)
        return str(style.style_id)

    def _add(self, name: str) -> Any:
        look = OURS[name]
        is_builtin = name in {"Title", "Subtitle", "Caption", "Header", "Footer"} or (
            name.startswith(("Heading", "List", "toc"))
        )
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_builtin)
        style.base_style = self.by_name.get(look.based.lower(), self.by_name.get("normal"))
        style.quick_style = not name.startswith("toc")
        style.hidden = False
        if name.startswith("Heading"):
            outline = make("w:outlineLvl", val=int(name[-1]) - 1)
            style.element.get_or_add_pPr().append(outline)
        _dress(style, look)
        if name.startswith("Table"):
            style.font.size = Pt(round(2 * look.size * self.narrow) / 2)
        self.by_name[name.lower()] = style
        return style

    def _restyle(self) -> None:
        """Give the plain file of python-docx the look of our documents."""
        normal = self.by_name["normal"]
        normal.font.size = Pt(10.5)
        normal.paragraph_format.space_after = Pt(5)
        normal.paragraph_format.line_spacing = 1.12
        for style in self.document.styles:
            fonts = (
                style.element.rPr.find(qn("w:rFonts")) if style.element.rPr is not None else None
            )
            if fonts is not None:
                style.element.rPr.remove(fonts)
        defaults = self.document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for fonts in defaults.findall(qn("w:rFonts")):
            defaults.remove(fonts)
        defaults.insert(0, make("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
        for name, look in OURS.items():
            style = self.by_name.get(name.lower())
            if style is not None:
                _dress(style, look)
        for style in list(self.document.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
                style.delete()
        title = self.by_name["title"].element.get_or_add_pPr()
        for border in title.findall(qn("w:pBdr")):
            title.remove(border)

    def _add_table_style(self) -> str:
        style = self.document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
        element = style.element
        element.append(
            make(
                "w:tblPr",
                make(
                    "w:tblBorders",
                    make("w:bottom", val="single", sz=4, space=0, color=RULE[1:]),
                    make("w:insideH", val="single", sz=4, space=0, color=RULE[1:]),
                ),
                make(
                    "w:tblCellMar",
                    make("w:top", w=2 * POINT, type="dxa"),
                    make("w:left", w=0, type="dxa"),
                    make("w:bottom", w=2 * POINT, type="dxa"),
                    make("w:right", w=5 * POINT, type="dxa"),
                ),
            )
        )
        line = make("w:bottom", val="single", sz=10, space=0, color=NAVY[1:])
        properties = make("w:tcPr", make("w:tcBorders", line))
        element.append(make("w:tblStylePr", properties, type="firstRow"))
        return str(style.style_id)


def rgb(colour: str) -> RGBColor:
    """Return a colour as Word's styles ask for it."""
    return RGBColor.from_string(colour[1:])


def _dress(style: Any, look: Look) -> None:
    font, layout = style.font, style.paragraph_format
    if look.size:
        font.size = Pt(look.size)
    font.bold = look.bold
    if look.colour:
        font.color.rgb = rgb(look.colour)
    font.italic = None
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.keep_with_next = look.keep or None


def run_look(
    *,
    bold: bool = False,
    colour: str = "",
    size: float = 0.0,
    struck: bool = False,
    style: str = "",
) -> Element:
    """Return the look of a run, or None where it looks as its paragraph."""
    parts = [
        make("w:rStyle", val=style) if style else None,
        make("w:b") if bold else None,
        make("w:strike") if struck else None,
        make("w:color", val=colour[1:]) if colour else None,
        make("w:sz", val=round(size * 2)) if size else None,
    ]
    return make("w:rPr", *parts) if any(part is not None for part in parts) else None
