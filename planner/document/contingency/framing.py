"""What stands around the pages of every document made from a plan."""

from __future__ import annotations

from planner.document.blocks import Block
from planner.document.document import Document
from planner.document.wording import long_date
from planner.document.words import brief, clean
from planner.plan.plan import Plan


def plan_document(
    plan: Plan, kind: str, subject: str, blocks: list[Block], stale: bool
) -> Document:
    """Return a document made from a plan, with the plan's marking, revision and dates around it."""
    head = plan.header
    council = f" · {head.council}" if head.council else ""
    title = clean(f"{kind}: {subject}")
    return Document(
        kind=kind,
        title=title,
        subject=f"{kind} for the failure of a provider",
        council=clean(head.council),
        author=clean(head.owner or head.council or "Backstop"),
        marking=brief(head.marking, 40),
        header=clean(f"{title}{council}"),
        footer=f"Register revision {head.register_revision} · Plan version {head.version}",
        expires=f"Printed copies expire on {long_date(head.expires_on)}",
        made_on=head.made_on,
        blocks=tuple(blocks),
        stale=stale,
    )
