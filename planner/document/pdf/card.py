"""The first page card: it stands alone, and is the page to open when it happens."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table, TableStyle

from planner.document.palette import NAVY
from planner.document.pdf.parts import Book, figure_blocks, numbered, section
from planner.document.pdf.styles import (
    ACTION,
    BANNER,
    BANNER_EYEBROW,
    BIG_NUMBER,
    BODY,
    CELL,
    COLUMN,
    H2,
    PANEL,
    SOURCE,
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
    unbroken,
)
from planner.document.wording import full_stop, middle, within
from planner.plan.card import NumberToRing

MOST_NUMBERS = 14


def card(book: Book) -> list[Flowable]:
    """Return the card of the plan."""
    value = book.plan.card
    story = book.opening("card", "First page card", value.headline, "First page card")
    story += [banner("The decision", brief(value.decision, 260))]
    if value.figures:
        figures = [(figure.value, brief(figure.words, 90)) for figure in value.figures]
        story.append(figure_blocks(figures))
    story.append(side_by_side(_start(book), _decides(book)))
    story += _actions(book)
    story += _numbers(book)
    if value.known_gap:
        words = full_stop(brief(value.known_gap, 260))
        more = joined(" ", link(f"{book.page('gaps').capitalize()} says what would close it.",
                                "gaps"))  # fmt: skip
        story.append(panel([say(PANEL, plum("Known gap."), " ", words, more)], gap=True))
    return story


def banner(eyebrow: str, words: str) -> Table:
    """Return a navy banner with a few words over a sentence."""
    made = Table([[say(BANNER_EYEBROW, eyebrow)], [say(BANNER, words)]], [WIDTH])
    made.setStyle(
        TableStyle(
            [
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


def _start(book: Book) -> list[Flowable]:
    value = book.plan.card
    triggers = [brief(trigger, 130).rstrip(".;") for trigger in value.start_if[:5]]
    lines: list[Words] = [joined(words, "; ", bold("or")) for words in triggers[:-1]]
    lines += [f"{words}." for words in triggers[-1:]]
    story: list[Flowable] = [say(H2, "Start this plan if"), *numbered(lines)]
    for words in value.do_not_start_if[:2]:
        sentence = full_stop(middle(brief(words, 170)))
        story.append(say(SOURCE, bold("Do not start it"), " if ", sentence))
    return story


def _decides(book: Book) -> list[Flowable]:
    story: list[Flowable] = [say(H2, "Who decides")]
    for line in book.plan.card.who_decides[:6]:
        who = full_stop(brief(line.who, 110))
        story.append(say(BODY, bold(f"{brief(line.what, 60).rstrip(':')}:"), " ", who))
    return story


def _actions(book: Book) -> list[Flowable]:
    actions = book.plan.card.first_actions
    if not actions:
        return []
    rows = [
        (
            say(BIG_NUMBER, str(number)),
            say(ACTION, bold(within(action.within_hours))),
            say(ACTION, bold(brief(action.headline, 90)), " ", brief(action.text, 170)),
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


def _numbers(book: Book) -> list[Flowable]:
    numbers = [line for line in book.plan.card.numbers if line.day or line.night or line.email]
    if not numbers:
        words = "The register holds no telephone number. Write the numbers in by hand before use."
        return [say(H2, "Numbers to ring"), panel([say(PANEL, plum("Known gap."), " ", words)],
                                                  gap=True)]  # fmt: skip
    shown = numbers[:MOST_NUMBERS]
    half = (len(shown) + 1) // 2
    sides = [_number_table(part) for part in (shown[:half], shown[half:]) if part]
    story: list[Flowable] = [say(H2, "Numbers to ring")]
    story.append(side_by_side(*([side] for side in sides)) if len(sides) == 2 else sides[0])
    if len(numbers) > MOST_NUMBERS:
        more = f"{len(numbers) - MOST_NUMBERS} more numbers: {book.page('annex')}."
        story.append(say(SOURCE, link(more, "annex")))
    return story


def _number_table(lines: list[NumberToRing]) -> Table:
    rows = [
        (
            say(CELL, brief(caller(line), 44)),
            unbroken(brief(line.day or (line.email if not line.night else None) or "none", 30)),
            unbroken(brief(line.night or "none", 30)),
        )
        for line in lines
    ]
    columns = [Column("Role", 103), Column("Day", 64, True), Column("Night", 64, True)]
    return table(columns, rows, width=COLUMN, padding=1.9)
