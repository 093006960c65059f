"""The first page card: it stands alone, and is the page to open when it happens."""

from __future__ import annotations

from planner.document.blocks import (
    ACTION,
    BIG_NUMBER,
    BODY,
    CELL,
    H2,
    PANEL,
    SOURCE,
    Banner,
    Block,
    Column,
    OnOnePage,
    Table,
)
from planner.document.building import (
    figures,
    guarded,
    numbered,
    panel,
    say,
    section,
    side_by_side,
    table,
)
from planner.document.contingency.book import Book
from planner.document.ring_first import in_order
from planner.document.wording import full_stop, middle, within
from planner.document.words import Words, bold, brief, joined, plum, small, trimmed, unbroken
from planner.plan.card import NumberToRing

SIZES = (
    (14, 170), (12, 150), (10, 130), (8, 130), (8, 110), (8, 90), (6, 110), (6, 90), (4, 90),
    (4, 60),
)  # fmt: skip
"""Numbers to ring and letters a text: the first that fits the page is taken."""


def card(book: Book) -> list[Block]:
    """Return the card of the plan."""
    opening = book.opening("card", "First page card", book.plan.card.headline, "First page card",
                           new_page=True)  # fmt: skip
    choices = [(*opening, *_content(book, numbers, letters)) for numbers, letters in SIZES]
    return [OnOnePage(tuple(choices), widest_last=True)]


def _content(book: Book, numbers: int, letters: int) -> list[Block]:
    """Return the card with so many numbers to ring, and with texts of about so many letters."""
    value = book.plan.card
    story: list[Block] = [
        Banner("The decision", trimmed(value.decision, letters + 90), small=letters <= 130)
    ]
    if value.figures:
        story.append(figures([(one.value, brief(one.words, 90)) for one in value.figures]))
    story.append(side_by_side(_start(book, letters), _decides(book, letters)))
    story += _actions(book, letters)
    story += _numbers(book, numbers)
    if value.known_gap:
        words = full_stop(trimmed(value.known_gap, letters + 90))
        more = joined(" ", book.page("gaps", "Page"), " says what would close it.")
        story.append(panel([say(PANEL, plum("Known gap."), " ", words, more)], gap=True))
    return story


def _start(book: Book, letters: int) -> list[Block]:
    value = book.plan.card
    triggers = [
        brief(trigger, 130).rstrip(".;") for trigger in value.start_if[: 4 if letters > 110 else 3]
    ]
    lines: list[Words] = [joined(words, "; ", bold("or")) for words in triggers[:-1]]
    lines += [f"{words}." for words in triggers[-1:]]
    story: list[Block] = [say(H2, "Start this plan if"), *numbered(lines)]
    for words in value.do_not_start_if[: 2 if letters > 130 else 1 if letters > 60 else 0]:
        sentence = full_stop(middle(brief(words, 170)))
        story.append(say(SOURCE, bold("Do not start it"), " if ", sentence))
    return story


def _decides(book: Book, letters: int) -> list[Block]:
    story: list[Block] = [say(H2, "Who decides")]
    for line in book.plan.card.who_decides[:6]:
        who = full_stop(brief(line.who, min(110, letters)))
        story.append(say(BODY, bold(f"{brief(line.what, 60).rstrip(':')}:"), " ", who))
    return story


def _actions(book: Book, letters: int) -> list[Block]:
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


def _numbers(book: Book, most: int) -> list[Block]:
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
        left = f"{len(numbers) - most} more numbers: "
        more = small(joined("   ", left, book.page("numbers"), "."))
    story: list[Block] = [say(H2, "Numbers to ring", more)]
    shown_in = side_by_side([sides[0]], [sides[1]]) if len(sides) == 2 else sides[0]
    return story + guarded("contacts", [shown_in])


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
    return table(columns, rows, padding=1.9)
