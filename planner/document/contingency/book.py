"""What every part of the plan is given, and how a part opens."""

from __future__ import annotations

from dataclasses import dataclass

from planner.document.blocks import Block, Opening
from planner.document.words import PageForm, Rich, brief, on_page, shortened
from planner.plan.plan import Plan
from planner.plan.version_lines import VersionLine

LONGEST_TITLE = 110
LONGEST_LEAD = 420
PLACES = {
    "card": "the first page card",
    "control": "document control",
    "decisions": "decisions by service",
    "gaps": "gaps and preventive actions",
    "numbers": "all numbers to ring",
    "recommission": "re-commissioning",
}
"""How a part is named where there are no pages to name it by."""


@dataclass(frozen=True, slots=True)
class Book:
    """What every part is given: the plan, whether the register has changed since, its versions."""

    plan: Plan
    stale: bool = False
    versions: tuple[VersionLine, ...] = ()

    def opening(
        self,
        key: str,
        part: str,
        title: str,
        bookmark: str = "",
        class_: str | None = None,
        more: str = "",
        lead: str = "",
        level: int = 0,
        new_page: bool = False,
    ) -> list[Block]:
        """Return the top of a part: place and bookmark, eyebrow, finding and lead."""
        return [
            Opening(
                key=key,
                part=part,
                title=brief(title, LONGEST_TITLE),
                bookmark=brief(bookmark or title, LONGEST_TITLE),
                class_=class_,
                more=more,
                lead=shortened(lead, LONGEST_LEAD),
                level=level,
                new_page=new_page,
            )
        ]

    def page(self, key: str, form: PageForm = "page") -> Rich:
        """Return the page of a part as a link: "page 28", "Page 28" or "28"."""
        return on_page(key, PLACES[key], form)
