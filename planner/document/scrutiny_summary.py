"""The summary for scrutiny: two pages that a councillor reads, from one plan."""

from __future__ import annotations

from planner.document.blocks import Block, OnOnePage, Opening
from planner.document.contingency.cover import subject_of
from planner.document.contingency.framing import plan_document
from planner.document.document import Document
from planner.document.scrutiny import answer, certainty
from planner.document.wording import full_stop, long_date
from planner.document.words import brief
from planner.plan.plan import Plan

KIND = "Scrutiny summary"
FIRST: tuple[answer.Size, ...] = (
    answer.Size(9, 3, 300, 4, 3),
    answer.Size(9, 3, 220, 4, 3),
    answer.Size(8, 2, 220, 4, 3),
    answer.Size(8, 2, 160, 4, 2),
    answer.Size(8, 2, 120, 3, 2),
    answer.Size(6, 2, 120, 3, 2),
    answer.Size(5, 2, 100, 3, 1),
    answer.Size(4, 1, 100, 2, 1),
    answer.Size(3, 1, 90, 0, 1),
)
"""How much the first page tells, the fullest first: the first that fits is taken."""
SECOND: tuple[certainty.Size, ...] = (
    certainty.Size(7, 8, 6, 260),
    certainty.Size(5, 6, 5, 220),
    certainty.Size(4, 5, 5, 200),
    certainty.Size(3, 4, 5, 200),
    certainty.Size(3, 3, 4, 150),
    certainty.Size(3, 3, 3, 110),
    certainty.Size(2, 2, 3, 90),
)


def scrutiny_summary(plan: Plan, *, stale: bool = False) -> Document:
    """Return the summary, on two pages; `stale` says the register has changed since."""
    made = f"Summary for councillors · {long_date(plan.header.made_on)}"
    first = Opening(
        key="answer",
        part=made,
        title=brief(answer.title(plan), 90),
        bookmark="The answer",
        lead=full_stop(brief(answer.lead(plan), 260)),
        new_page=True,
    )
    second = Opening(
        key="certainty",
        part=made,
        title=brief(certainty.title(plan), 90),
        bookmark="How sure we are",
        new_page=True,
    )
    pages = (
        tuple((first, *answer.page(plan, size)) for size in FIRST),
        tuple((second, *certainty.page(plan, size)) for size in SECOND),
    )
    blocks: list[Block] = [OnOnePage(choices, widest_last=True) for choices in pages]
    return plan_document(plan, KIND, subject_of(plan), blocks, stale)
