"""The contents, the short guide on how to use the plan, and what stops and why."""

from __future__ import annotations

from planner.document.blocks import BODY, H2, Block, Contents, Entry
from planner.document.building import say, side_by_side
from planner.document.contingency.book import Book


def contents(book: Book, entries: list[Entry]) -> list[Block]:
    """Return the contents with page numbers that can be clicked, and how to use the plan."""
    story = book.opening("contents", "Contents", "What is where", "Contents", new_page=True)
    return [*story, Contents(tuple(entries)), *_how_to_use()]


def _how_to_use() -> list[Block]:
    left: list[Block] = [
        say(H2, "If it happens now"),
        say(BODY, "Start with the first page card. Give each role its action card. Note every "
            "decision, its time and its reason."),
    ]  # fmt: skip
    right: list[Block] = [
        say(H2, "How to read the figures"),
        say(BODY, "Day 0 is the day it happens. A person-day is one person without the service "
            "for one day. Blank figures say “not known”: they are never counted as zero."),
    ]  # fmt: skip
    return [side_by_side(left, right)]
