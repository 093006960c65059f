"""A whole document as a value, before any format writes it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.document.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is written, and what stands around every page.

    `kind` names the kind of document ("Contingency plan"), at the top of the first page; `header`
    stands at the top of the others. `subject` is for the properties of the file, `footer` the
    revision and the version, `expires` when printed copies do. A `stale` one prints that the
    register has changed since on every page. The same document always gives the same bytes.
    """

    kind: str
    title: str
    subject: str
    council: str
    author: str
    marking: str
    header: str
    footer: str
    expires: str
    made_on: datetime.date
    blocks: tuple[Block, ...]
    stale: bool = False
    redacted: bool = False
