"""The cover: what the plan is for, how many people it concerns, and how far it can be trusted."""

from __future__ import annotations

import math

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, NextPageTemplate, Spacer, Table, TableStyle

from planner.document.palette import NAVY, PLUM, RULE, WHITE
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.frame import Mark
from planner.document.pdf.parts import Book
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
    TABLE_FONT,
    TURN,
    WIDTH,
)
from planner.document.pdf.text import Words, bold, brief, joined, link, say, semibold
from planner.document.wording import count, long_date, or_not_known, people, start
from planner.plan.plan import Plan

BAND_BOTTOM = 470.0
MOST_MARKS = 310
PER_LINE = 31
MARK_PITCH = WIDTH / PER_LINE


def draw_cover(canvas: Canvas, plan: Plan) -> None:
    """Draw the navy band with the title and one mark for each person, or for each so many."""
    canvas.saveState()
    pen = Pen(canvas)
    pen.fill(0, PAGE_HEIGHT - BAND_BOTTOM, PAGE_WIDTH, BAND_BOTTOM - BODY_TOP, NAVY)
    head = plan.header
    y = PAGE_HEIGHT - 86
    y = _write(canvas, say(COVER_COUNCIL, brief(head.council or "Contingency plan", 90)), y) - 22
    y = _write(canvas, _title(subject_of(plan)), y) - 3
    y = _write(canvas, say(COVER_LINE, "Contingency plan: what we do if it happens"), y) - 26
    _people(canvas, pen, plan, y)
    canvas.restoreState()


def subject_of(plan: Plan) -> str:
    """Return what the plan is for: its title without the kind of document."""
    kind, colon, subject = plan.header.title.partition(":")
    return subject.strip() if colon and kind.lower() == "contingency plan" else plan.header.title


def _title(words: str) -> Flowable:
    length = len(words)
    size = 42 if length <= 36 else 32 if length <= 80 else 24
    style = COVER_TITLE.clone("CoverTitleFitted", fontSize=size, leading=size * 1.1)
    return say(style, brief(words, 150))


def _write(canvas: Canvas, paragraph: Flowable, top: float) -> float:
    """Write a paragraph from a height down and return the height beneath it."""
    _, height = paragraph.wrap(WIDTH, 400)
    paragraph.drawOn(canvas, MARGIN, top - height)
    return float(top - height)


def _people(canvas: Canvas, pen: Pen, plan: Plan, top: float) -> None:
    risk = plan.people
    bottom = PAGE_HEIGHT - BAND_BOTTOM + 12
    if not risk.known or not risk.people:
        words = "How many people depend on it is not known: the register holds no count."
        _write(canvas, say(COVER_NOTE, words), min(top, bottom + 60))
        return
    each = next(n for n in (1, 10, 100, 1000, 10_000, 10**6) if risk.people / n <= MOST_MARKS)
    marks, filled = math.ceil(risk.people / each), round((risk.complex or 0) / each)
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
    note = f"Each mark is one of the {people(risk.people)} at risk."
    if each > 1:
        note = f"Each mark stands for {each:,} of the {people(risk.people)} at risk."
    if filled:
        note += f" Filled squares: the {count(risk.complex)} with complex needs."
    _write(canvas, say(COVER_NOTE, note), top - lines * pitch - 8)


def cover(book: Book) -> list[Flowable]:
    """Return what stands under the band: where to turn, status, owner and review date."""
    head = book.plan.header
    turn = Table(
        [
            [
                say(TURN, link("Has it happened? Turn to page 2 now.", "card")),
                say(CELL_RIGHT, "Trigger, who decides, first actions, numbers to ring"),
            ]
        ],
        [WIDTH - 150, 150],
    )
    turn.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("BOX", (0, 0), (-1, -1), 2, HexColor(PLUM)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 15),
                ("RIGHTPADDING", (0, 0), (-1, -1), 15),
                ("TOPPADDING", (0, 0), (-1, -1), 10),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 11),
            ]
        )
    )
    made = f"Register revision {head.register_revision}, {long_date(head.made_on)}, by "
    made_from = joined(made, brief(or_not_known(head.made_by), 60), ".")
    if book.stale:
        made_from = joined(made_from, " ", bold("The register has changed since: make it again."))
    day_0 = long_date(head.start_date)
    if head.start_assumed:
        day_0 += ", assumed: the scenario names no date"
    rows: list[tuple[str, Words]] = [
        ("Status", joined(bold(start(head.status)), f", version {head.version}")),
        ("Made from", made_from),
        ("Scenario", brief(head.scenario_title, 150)),
        ("Day 0", day_0),
        ("Plan owner", brief(or_not_known(head.owner), 110)),
        ("Approved by", brief(or_not_known(head.approver), 110)),
        ("Review by", long_date(head.review_date)),
        ("Who may read it", joined("People with a role in the plan. Sharing: ",
                                   link(book.page("control"), "control"), ".")),
    ]  # fmt: skip
    lines = Table([[say(BODY, semibold(a)), say(BODY, b)] for a, b in rows], [128, WIDTH - 128])
    lines.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2.6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(RULE)),
            ]
        )
    )
    return [
        Mark(book.laid, "cover", "Cover"),
        Spacer(1, BAND_BOTTOM - BODY_TOP + 20),
        turn,
        Spacer(1, 14),
        lines,
        NextPageTemplate("body"),
    ]
