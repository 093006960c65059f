"""The ten action cards: one page a role in large print, and smaller ones within the plan."""

from __future__ import annotations

import datetime

from planner.document.blocks import (
    BODY,
    BODY_CLOSE,
    CELL,
    CELL_GREY,
    H2,
    H3,
    LARGE_ITEM,
    LARGE_PHASE,
    LEAD,
    PANEL,
    Banner,
    Block,
    CellPart,
    Column,
    OnOnePage,
    Opening,
    Section,
    Style,
    TickBox,
)
from planner.document.building import LooseRow, guarded, panel, say, table
from planner.document.contingency.cover import subject_of
from planner.document.contingency.framing import plan_document
from planner.document.document import Document
from planner.document.wording import full_stop, middle
from planner.document.words import (
    Words,
    bold,
    brief,
    clean,
    joined,
    kept_from,
    plum,
    rich,
    semibold,
    unbroken,
)
from planner.plan.card import CardNumber, ChecklistItem, Phase, RoleCard
from planner.plan.plan import Header, Plan

KIND = "Action cards"
LOG = "Log every decision and its reason."
Size = tuple[Style, Style, float, int]
SIZES: tuple[Size, ...] = (
    (LARGE_PHASE, LARGE_ITEM, 7.0, 400),
    (LARGE_PHASE, LARGE_ITEM, 4.0, 200),
    (H2, LEAD, 4.0, 400),
    (H3, BODY, 5.0, 400),
    (H3, BODY, 2.5, 300),
    (H3, BODY_CLOSE, 2.5, 300),
    (H3, CELL, 1.8, 400),
    (H3, CELL, 0.8, 400),
    (H3, CELL, 0.4, 160),
)
"""Styles of phases and items, points between lines, and letters an item: the first that fits."""
CROWDED = 1.0
"""With fewer points between lines than this, the numbers stand in a paragraph."""


def action_cards(plan: Plan, *, stale: bool = False) -> Document:
    """Return the cards as a document of their own; `stale`: the register has changed since."""
    blocks: list[Block] = []
    for number, card in enumerate(plan.role_cards, start=1):
        top = _opening(plan, card, number)
        choices = [(*top, *_card(plan.header, card, size)) for size in SIZES]
        blocks.append(OnOnePage(tuple(choices), widest_last=True))
    if not blocks:
        words = "This plan was kept before action cards were made. Make the plan again."
        blocks = [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]
    return plan_document(plan, KIND, subject_of(plan), blocks, stale)


def place_of(number: int) -> str:
    """Return the mark of a card, counted from 1."""
    return f"card-{number}"


def cards_in_plan(plan: Plan) -> list[Block]:
    """Return the cards as they stand within the plan: the same words, in the print of a table."""
    blocks: list[Block] = []
    for number, card in enumerate(plan.role_cards, start=1):
        powers = say(
            BODY_CLOSE, bold("May decide. "), full_stop(card.may_decide), bold(" Ask first. "),
            full_stop(card.ask_first), bold(" Report to. "), full_stop(card.reports_to),
        )  # fmt: skip
        content: list[Block] = [say(BODY_CLOSE, full_stop(card.job))]
        content += _to_do(plan.header, card, (H3, CELL, 1.6, 400), together=False)
        content += [powers, *_numbers_in_line(card.numbers)]
        title = f"{number}. {card.role}"
        blocks.append(Section(rich(title), tuple(content), H2, place_of(number)))
    return blocks


def _numbers_in_line(numbers: tuple[CardNumber, ...]) -> list[Block]:
    """Return the numbers to ring as one paragraph."""
    parts: list[Words] = [bold("Ring. ")]
    for at, line in enumerate(numbers):
        parts.append(semibold(f"{brief(line.why, 60)}: "))
        rung = [
            joined(unbroken(brief(number, 30)), f" by {when}")
            for number, when in ((line.day, "day"), (line.night, "night"))
            if number
        ]
        told: list[Words] = [rung[0]] if rung else ["no number known; write it in"]
        told += [joined(", ", one) for one in rung[1:]]
        parts += [*told, "." if at == len(numbers) - 1 else "; "]
    return guarded("contacts", [say(BODY_CLOSE, *parts)]) if numbers else []


def _opening(plan: Plan, card: RoleCard, number: int) -> list[Block]:
    news = clean(middle(plan.card.headline)).rstrip(".")
    return [
        Opening(
            key=place_of(number),
            part=brief(f"Action card {number} of {len(plan.role_cards)} · {news}", 110),
            title=card.role,
            bookmark=card.role,
            new_page=True,
            large=True,
        )
    ]


def _card(header: Header, card: RoleCard, size: Size) -> list[Block]:
    """Return what stands on a card under its title, in one of the sizes."""
    job = f"Your job: {middle(full_stop(brief(card.job, 160)))}"
    large = size[0] in (LARGE_PHASE, H2)
    words = BODY if large else CELL
    crowded = size[2] < CROWDED
    return [
        Banner("", job, small=size[0] != LARGE_PHASE),
        *_to_do(header, card, size, together=not crowded),
        _powers(card, words),
        *(_numbers_in_line(card.numbers) if crowded else _numbers(card.numbers, words)),
    ]


def _to_do(header: Header, card: RoleCard, size: Size, together: bool = True) -> list[Block]:
    """Return the things to do, phase by phase, with boxes to tick.

    Where they stand `together` each phase has its date; else there is no room for it.
    """
    phase_style, item_style, padding, letters = size
    rows: list[LooseRow] = [
        (
            [say(phase_style, phase.title), *(_ends(phase, header) if together else [])],
            _items(phase, item_style, letters),
        )
        for phase in card.phases
        if phase.items
    ]
    columns = [Column("", 92), Column("", 389)]
    summary = f"What the {middle(card.role)} does, by when"
    made = table(columns, rows, padding=padding, summary=summary, together=together)
    return [made] if rows else []


def _ends(phase: Phase, header: Header) -> list[CellPart]:
    """Return the date a phase ends on, where the scenario says when it happens."""
    date = ends_on(phase, header)
    return [say(CELL_GREY, date)] if date else []


def ends_on(phase: Phase, header: Header) -> str:
    """Return the date a phase ends on in words, "" where nobody knows when it happens."""
    if header.start_assumed or phase.within_hours < 24:
        return ""
    ends = header.start_date + datetime.timedelta(days=phase.within_hours // 24)
    return f"{ends:%a} {ends.day} {ends:%b %Y}"


def _items(phase: Phase, style: Style, letters: int) -> list[CellPart]:
    parts: list[CellPart] = []
    for item in phase.items:
        parts += [TickBox(large=style == LARGE_ITEM), say(style, item_words(item, letters))]
    return parts


def item_words(item: ChecklistItem, letters: int = 400) -> Words:
    """Return a thing to do: in semibold where this plan asks for it; sums of money are secret."""
    words: Words = full_stop(brief(item.text, letters))
    if "£" in item.text:
        words = kept_from("money", words)
    return semibold(words) if item.specific else words


def _powers(card: RoleCard, style: Style) -> Block:
    columns = [
        Column("You may decide", 161),
        Column("Ask first", 160),
        Column("You report to", 160),
    ]
    row = [
        say(style, words)
        for words in (
            full_stop(card.may_decide),
            full_stop(card.ask_first),
            f"{full_stop(card.reports_to)} {LOG}",
        )
    ]
    return table(columns, [row], padding=2.5, summary="What you may decide, and whom you ask")


def _numbers(numbers: tuple[CardNumber, ...], style: Style) -> list[Block]:
    rows: list[LooseRow] = [
        (
            say(style, bold(brief(line.why, 60))),
            say(style, brief(line.whom, 60) if line.whom else "not known: write it in"),
            say(style, _number(line, line.day)),
            say(style, _number(line, line.night)),
        )
        for line in numbers
    ]
    columns = [
        Column("Ring", 172),
        Column("Whom", 137),
        Column("Day", 86, True, secret="contacts"),
        Column("Night", 86, True, secret="contacts"),
    ]
    made = table(columns, rows, padding=1.6, summary="Numbers to ring", together=True)
    return guarded("contacts", [made]) if rows else []


def _number(line: CardNumber, number: str | None) -> Words:
    """Return a telephone number that never breaks; a role nobody holds leaves room to write."""
    return unbroken(brief(number or ("none" if line.whom else ""), 30))
