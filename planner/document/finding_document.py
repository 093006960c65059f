"""A document about the whole register, such as the reserve paper: what stands around its pages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner.document.blocks import Block, Opening
from planner.document.document import Document
from planner.document.wording import long_date
from planner.document.words import brief, clean, shortened
from planner.plan.marking import marking_of
from planner.register.register import Register

PRINTS_LAST = 91
"""Days after which printed copies expire: figures of a register are looked at every quarter."""
LONGEST_TITLE = 110
LONGEST_LEAD = 420


def finding_document(
    register: Register, today: datetime.date, kind: str, subject: str, blocks: Sequence[Block]
) -> Document:
    """Return a document of the register's council, made today from its revision."""
    council = clean(register.council.name)
    title = f"{kind}: {subject}"
    expires = today + datetime.timedelta(days=PRINTS_LAST)
    return Document(
        kind=kind,
        title=clean(f"{title} · {council}" if council else title),
        subject=clean(title),
        council=council,
        author=council or "Backstop",
        marking=brief(marking_of(register), 40),
        header=clean(f"{title} · {council}" if council else title),
        footer=f"Register revision {register.revision:,} · Made {long_date(today)}",
        expires=f"Printed copies expire on {long_date(expires)}",
        made_on=today,
        blocks=tuple(blocks),
    )


def opening(
    key: str, part: str, title: str, lead: str = "", bookmark: str = "", new_page: bool = True
) -> list[Block]:
    """Return the top of a part: its place, the finding in a line, and two sentences at most."""
    return [
        Opening(
            key=key,
            part=part,
            title=brief(title, LONGEST_TITLE),
            bookmark=brief(bookmark or title, LONGEST_TITLE),
            lead=shortened(lead, LONGEST_LEAD),
            new_page=new_page,
        )
    ]
