"""Fonts, paragraph styles and page measures of the documents, in points."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planner.document.palette import NAVY, PLUM, SECONDARY, TEXT, WHITE

REGULAR = "SourceSansPro"
SEMIBOLD = "SourceSansPro-Semibold"
BOLD = "SourceSansPro-Bold"

TABLE_FONT = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""The first command of every table style: else ReportLab names a font that is not embedded."""

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 57.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
COLUMN = 231.0
GUTTER = WIDTH - 2 * COLUMN
BODY_TOP, BODY_BOTTOM = 54.0, 795.0
FOOTER_RULE = 801.0


@cache
def load_fonts() -> None:
    """Register the three weights of the document font with ReportLab, once."""
    folder = files("resources") / "fonts"
    for name, file in (
        (REGULAR, "SourceSansPro-Regular.ttf"),
        (SEMIBOLD, "SourceSansPro-Semibold.ttf"),
        (BOLD, "SourceSansPro-Bold.ttf"),
    ):
        with (folder / file).open("rb") as stream:
            pdfmetrics.registerFont(TTFont(name, stream))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )


def _style(
    name: str,
    size: float,
    leading: float,
    font: str = REGULAR,
    colour: str = TEXT,
    before: float = 0.0,
    after: float = 0.0,
    right: bool = False,
    keep: bool = False,
    indent: float = 0.0,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=HexColor(colour),
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        alignment=TA_RIGHT if right else 0,
        keepWithNext=keep,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


H1 = _style("H1", 25, 28, BOLD, NAVY, after=9)
H1_LONG = _style("H1Long", 19, 22.5, BOLD, NAVY, after=8)
EYEBROW = _style("Eyebrow", 10, 13, SEMIBOLD, SECONDARY)
LEAD = _style("Lead", 12.5, 17, after=8)
H2 = _style("H2", 13.5, 17, BOLD, before=11, after=4)
H3 = _style("H3", 11, 14.5, BOLD, before=6, after=2)
BODY = _style("Body", 10.5, 14.2, after=4)
BODY_CLOSE = _style("BodyClose", 9.5, 12.4, after=3)
ITEM = _style("Item", 10.5, 14.2)
CELL = _style("Cell", 9.5, 12.2)
CELL_RIGHT = _style("CellRight", 9.5, 12.2, right=True)
CELL_GREY = _style("CellGrey", 9.5, 12.2, colour=SECONDARY)
CELL_STRONG = _style("CellStrong", 9.5, 12.2, SEMIBOLD)
CELL_STRONG_RIGHT = _style("CellStrongRight", 9.5, 12.2, SEMIBOLD, right=True)
HEAD = _style("Head", 9, 11.5, SEMIBOLD)
HEAD_RIGHT = _style("HeadRight", 9, 11.5, SEMIBOLD, right=True)
NUMBER = _style("Number", 11, 13, BOLD, NAVY)
BIG_NUMBER = _style("BigNumber", 19, 21, BOLD, NAVY)
CHART_TITLE = _style("ChartTitle", 12, 15, BOLD, before=9, keep=True)
CHART_SUBTITLE = _style("ChartSubtitle", 9.5, 12.5, colour=SECONDARY, after=3, keep=True)
SOURCE = _style("Source", 8.5, 11, colour=SECONDARY, before=3, after=4)
FIGURE = _style("Figure", 26, 31, BOLD, NAVY)
CAPTION = _style("Caption", 9.5, 12.2)
BANNER = _style("Banner", 15, 19.5, SEMIBOLD, WHITE)
BANNER_LONG = _style("BannerLong", 12.5, 16, SEMIBOLD, WHITE)
BANNER_EYEBROW = _style("BannerEyebrow", 9.5, 12.5, SEMIBOLD, WHITE)
ACTION = _style("Action", 10.5, 13.4)
CARD_PHASE = _style("CardPhase", 13, 17, BOLD, NAVY)
PANEL = _style("Panel", 10.5, 14.2)
PANEL_TITLE = _style("PanelTitle", 11.5, 15, BOLD, after=2)
PANEL_GAP_TITLE = _style("PanelGapTitle", 11.5, 15, BOLD, PLUM, after=2)
CONTENTS_1 = _style("Contents1", 10.5, 14.2, SEMIBOLD)
CONTENTS_2 = _style("Contents2", 10, 13, indent=14)
COVER_COUNCIL = _style("CoverCouncil", 14, 18, SEMIBOLD, WHITE)
COVER_TITLE = _style("CoverTitle", 42, 46, BOLD, WHITE)
COVER_LINE = _style("CoverLine", 24, 28, colour=WHITE)
COVER_NOTE = _style("CoverNote", 11, 15, colour=WHITE)
TURN = _style("Turn", 17, 21, BOLD, PLUM)
