"""The first page card: it stands alone, and is the page to open when it happens."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table, TableStyle

from planner.document.palette import NAVY
from planner.document.pdf.parts import Book, figure_blocks, numbered, section
from planner.document.pdf.placing import PAGE_ROOM, height_of
from planner.document.pdf.styles import (
    ACTION,
    BANNER,
    BANNER_EYEBROW,
    BANNER_LONG,
    BIG_NUMBER,
    BODY,
    CELL,
    COLUMN,
    H2,
    PANEL,
    SOURCE,
    TABLE_FONT,
    WIDTH,
)
from planner.document.pdf.tables import Column, panel, side_by_side, table
from planner.document.pdf.text import (
    Words,
    bold,
    brief,
    joined,
    link,
    plum,
    say,
    small,
    trimmed,
    unbroken,
)
from planner.document.ring_first import in_order
from planner.document.wording import full_stop, middle, within
from planner.plan.card import NumberToRing

SIZES = (
    (14, 170), (12, 150), (10, 130), (8, 130), (8, 110), (8, 90), (6, 110), (6, 90), (4, 90),
    (4, 60),
)  # fmt: skip
"""Numbers to ring and letters a text: the first that fits the page is taken."""


def card(book: Book) -> list[Flowable]:
    """Return the card of the plan."""
    opening = book.opening("card", "First page card", book.plan.card.headline, "First page card",
                           new_page=True)  # fmt: skip
    story: list[Flowable] = []
    for numbers, letters in SIZES:
        story = _content(book, numbers, letters)
        if height_of([*opening[1:], *story]) <= PAGE_ROOM:
            break
    return opening + story


def _content(book: Book, numbers: int, letters: int) -> list[Flowable]:
    """Return the card with so many numbers to ring, and with texts of about so many letters."""
    value = book.plan.card
    story: list[Flowable] = [
        banner("The decision", trimmed(value.decision, letters + 90), small=letters <= 130)
    ]
    if value.figures:
        figures = [(figure.value, brief(figure.words, 90)) for figure in value.figures]
        story.append(figure_blocks(figures))
    story.append(side_by_side(_start(book, letters), _decides(book, letters)))
    story += _actions(book, letters)
    story += _numbers(book, numbers)
    if value.known_gap:
        words = full_stop(trimmed(value.known_gap, letters + 90))
        more = joined(" ", link(f"{book.page('gaps').capitalize()} says what would close it.",
                                "gaps"))  # fmt: skip
        story.append(panel([say(PANEL, plum("Known gap."), " ", words, more)], gap=True))
    return story


def banner(eyebrow: str, words: str, small: bool = False) -> Table:
    """Return a navy banner with a few words over a sentence."""
    style = BANNER_LONG if small or len(words) > 150 else BANNER
    made = Table([[say(BANNER_EYEBROW, eyebrow)], [say(style, words)]], [WIDTH])
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(NAVY)),
                ("LEFTPADDING", (0, 0), (-1, -1), 14),
                ("RIGHTPADDING", (0, 0), (-1, -1), 14),
                ("TOPPADDING", (0, 0), (0, 0), 8),
                ("BOTTOMPADDING", (0, 0), (0, 0), 1),
                ("TOPPADDING", (0, 1), (0, 1), 1),
                ("BOTTOMPADDING", (0, 1), (0, 1), 11),
            ]
        )
    )
    return made


def _start(book: Book, letters: int) -> list[Flowable]:
    value = book.plan.card
    triggers = [
        brief(trigger, 130).rstrip(".;") for trigger in value.start_if[: 4 if letters > 110 else 3]
    ]
    lines: list[Words] = [joined(words, "; ", bold("or")) for words in triggers[:-1]]
    lines += [f"{words}." for words in triggers[-1:]]
    story: list[Flowable] = [say(H2, "Start this plan if"), *numbered(lines)]
    for words in value.do_not_start_if[: 2 if letters > 130 else 1 if letters > 60 else 0]:
        sentence = full_stop(middle(brief(words, 170)))
        story.append(say(SOURCE, bold("Do not start it"), " if ", sentence))
    return story


def _decides(book: Book, letters: int) -> list[Flowable]:
    story: list[Flowable] = [say(H2, "Who decides")]
    for line in book.plan.card.who_decides[:6]:
        who = full_stop(brief(line.who, min(110, letters)))
        story.append(say(BODY, bold(f"{brief(line.what, 60).rstrip(':')}:"), " ", who))
    return story


def _actions(book: Book, letters: int) -> list[Flowable]:
    actions = book.plan.card.first_actions
    if not actions:
        return []
    rows = [
        (
            say(BIG_NUMBER, str(number)),
            say(ACTION, bold(within(action.within_hours))),
            say(ACTION, bold(brief(action.headline, 90)), " ", trimmed(action.text, letters)),
            brief(action.owner, 60),
        )
        for number, action in enumerate(actions, start=1)
    ]
    columns = [Column("", 22), Column("Within", 56), Column("Do this", 292), Column("Who", 111)]
    return section("First three actions", table(columns, rows, padding=3))


def caller(line: NumberToRing) -> str:
    """Return whom a number reaches: the place and the role."""
    if not line.place or line.place.lower() == "council":
        return line.role
    return f"{line.place}: {middle(line.role)}"


def _numbers(book: Book, most: int) -> list[Flowable]:
    numbers = [line for line in in_order(book.plan) if line.day or line.night or line.email]
    if not numbers:
        words = "The register holds no telephone number. Write the numbers in by hand before use."
        return [say(H2, "Numbers to ring"), panel([say(PANEL, plum("Known gap."), " ", words)],
                                                  gap=True)]  # fmt: skip
    shown = numbers[:most]
    half = (len(shown) + 1) // 2
    sides = [_number_table(part) for part in (shown[:half], shown[half:]) if part]
    more: Words = ""
    if len(numbers) > most:
        words = f"{len(numbers) - most} more numbers: {book.page('numbers')}."
        more = joined("   ", small(link(words, "numbers")))
    story: list[Flowable] = [say(H2, "Numbers to ring", more)]
    story.append(side_by_side(*([side] for side in sides)) if len(sides) == 2 else sides[0])
    return story


def _number_table(lines: list[NumberToRing]) -> Table:
    rows = [
        (
            say(CELL, brief(caller(line), 52)),
            unbroken(brief(line.day or (line.email if not line.night else None) or "none", 30)),
            unbroken(brief(line.night or "none", 30)),
        )
        for line in lines
    ]
    columns = [Column("Role", 105), Column("Day", 67, True), Column("Night", 59, True)]
    return table(columns, rows, width=COLUMN, padding=1.9)
