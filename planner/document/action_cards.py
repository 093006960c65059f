"""The ten action cards: one page a role in large print, and smaller ones within the plan."""

from __future__ import annotations

import datetime

from planner.document.blocks import (
    BODY,
    BODY_CLOSE,
    CELL,
    CELL_GREY,
    H3,
    LARGE_ITEM,
    LARGE_PHASE,
    PANEL,
    Banner,
    Block,
    CellPart,
    Column,
    OnOnePage,
    Opening,
    Style,
    TickBox,
)
from planner.document.building import LooseRow, guarded, panel, say, table
from planner.document.contingency.cover import subject_of
from planner.document.contingency.framing import plan_document
from planner.document.document import Document
from planner.document.wording import full_stop, middle
from planner.document.words import Words, bold, brief, clean, kept_from, plum, semibold, unbroken
from planner.plan.card import CardNumber, ChecklistItem, Phase, RoleCard
from planner.plan.plan import Header, Plan

KIND = "Action cards"
LOG = "Log every decision and its reason."
SMALLER: tuple[tuple[Style, Style, float, int], ...] = (
    (LARGE_PHASE, LARGE_ITEM, 7.0, 400),
    (LARGE_PHASE, LARGE_ITEM, 4.0, 200),
    (H3, BODY, 5.0, 400),
    (H3, BODY, 2.5, 300),
    (H3, BODY_CLOSE, 2.5, 300),
    (H3, CELL, 1.8, 200),
)
"""Styles of phases and items, points between lines, and letters an item: the first that fits."""
IN_PLAN: tuple[tuple[Style, Style, float, int], ...] = SMALLER[2:]


def action_cards(plan: Plan, *, stale: bool = False) -> Document:
    """Return the cards as a document of their own; `stale`: the register has changed since."""
    blocks: list[Block] = []
    for number, card in enumerate(plan.role_cards, start=1):
        top = _opening(plan, card, number, large=True)
        choices = [(*top, *card_blocks(plan.header, card, size)) for size in SMALLER]
        blocks.append(OnOnePage(tuple(choices), widest_last=True))
    if not blocks:
        words = "This plan was kept before action cards were made. Make the plan again."
        blocks = [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]
    return plan_document(plan, KIND, subject_of(plan), blocks, stale)


def place_of(number: int) -> str:
    """Return the mark of a card, counted from 1."""
    return f"card-{number}"


def cards_in_plan(plan: Plan) -> list[Block]:
    """Return the cards as pages of the plan, in the print of its other pages."""
    blocks: list[Block] = []
    for number, card in enumerate(plan.role_cards, start=1):
        top = _opening(plan, card, number, large=False)
        choices = [(*top, *card_blocks(plan.header, card, size)) for size in IN_PLAN]
        blocks.append(OnOnePage(tuple(choices), widest_last=True))
    return blocks


def _opening(plan: Plan, card: RoleCard, number: int, large: bool) -> list[Block]:
    news = clean(middle(plan.card.headline)).rstrip(".")
    return [
        Opening(
            key=place_of(number),
            part=brief(f"Action card {number} of {len(plan.role_cards)} · {news}", 110),
            title=card.role,
            bookmark=card.role,
            level=0 if large else 1,
            new_page=large,
            large=large,
        )
    ]


def card_blocks(
    header: Header, card: RoleCard, size: tuple[Style, Style, float, int]
) -> list[Block]:
    """Return what stands on a card under its title, in one of the sizes."""
    phase_style, item_style, padding, letters = size
    job = f"Your job: {middle(full_stop(brief(card.job, 160)))}"
    rows: list[LooseRow] = [
        (
            [say(phase_style, phase.title), *_ends(phase, header)],
            _items(phase, item_style, letters),
        )
        for phase in card.phases
        if phase.items
    ]
    blocks: list[Block] = [Banner("", job, small=phase_style != LARGE_PHASE)]
    if rows:
        columns = [Column("", 92), Column("", 389)]
        blocks.append(
            table(columns, rows, padding=padding, summary="What to do, by when", together=True)
        )
    return [*blocks, _powers(card), *_numbers(card.numbers)]


def _ends(phase: Phase, header: Header) -> list[CellPart]:
    """Return the date a phase ends on, where the scenario says when it happens."""
    if header.start_assumed or phase.within_hours < 24:
        return []
    ends = header.start_date + datetime.timedelta(days=phase.within_hours // 24)
    return [say(CELL_GREY, f"{ends:%a} {ends.day} {ends:%b %Y}")]


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


def _powers(card: RoleCard) -> Block:
    columns = [
        Column("You may decide", 161),
        Column("Ask first", 160),
        Column("You report to", 160),
    ]
    row = (
        full_stop(card.may_decide),
        full_stop(card.ask_first),
        f"{full_stop(card.reports_to)} {LOG}",
    )
    return table(columns, [row], padding=2.5, summary="What you may decide, and whom you ask")


def _numbers(numbers: tuple[CardNumber, ...]) -> list[Block]:
    rows: list[LooseRow] = [
        (
            bold(brief(line.why, 60)),
            brief(line.whom, 60) if line.whom else "not in the register: write it in",
            unbroken(brief(line.day or ("none" if line.whom else ""), 30)),
            unbroken(brief(line.night or ("none" if line.whom else ""), 30)),
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
