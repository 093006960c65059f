"""The redacted edition of a document: what may leave the council, made before any format writes it.

Redaction works on the document, the value that every writer starts from, and for workbooks on
their sheets. A plan was not chosen for it: its counts are numbers, and "under 5" is words; half of
what a document says is only put into words when it is made; and papers, registers and what users
write themselves have no plan. So one pass serves the PDF, the page for a browser and Word alike,
and whatever is written next. There are two lines of defence: the marks of those who make documents
(`Guarded`, and `secret` of columns, charts, figures and runs), and a look at every sentence.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from planner.document.blocks import Cover, Opening
from planner.document.document import Document
from planner.document.redaction.counting import with_public_counts
from planner.document.redaction.removing import Remover
from planner.document.redaction.secrets import Secrets
from planner.document.redaction.telling import Telling
from planner.document.redaction.walk import every, rebuilt
from planner.document.words import Rich
from planner.plan.marking import EXERCISE

MARKING = "OFFICIAL"
KEY_FIELDS = ("key", "turn_key", "link")


def redacted(document: Document, secrets: Secrets) -> Document:
    """Return the redacted edition of a document, to be written in any format.

    Gone are personal contacts, ratings and bands, chances of failure, money and weaknesses of
    named providers; counts of people from 1 to 4 print "under 5", and what would give one away is
    not shown. `secrets` come from `secrets_of`. Redacting an edition again changes nothing.
    """
    remover = Remover(Telling(secrets))
    blocks = with_public_counts(remover.blocks(document.blocks))
    blocks = with_public_keys(_marked(blocks, document.marking), remover)
    kind = remover.label(document.kind, "Document")
    title = remover.label(document.title, kind)
    council = remover.label(document.council, "")
    header = remover.label(document.header, title)
    return dataclasses.replace(
        document,
        kind=kind,
        title=title,
        subject=remover.label(document.subject, kind),
        council=council,
        author=remover.label(council, "Backstop") or "Backstop",
        marking=public_marking(document.marking),
        header=header,
        footer=remover.label(document.footer, ""),
        expires=remover.label(document.expires, ""),
        blocks=blocks,
        redacted=True,
    )


def public_marking(marking: str) -> str:
    """Return the marking of an edition; that it is only an exercise stays on it."""
    return f"{MARKING}{EXERCISE}" if marking.endswith(EXERCISE) else MARKING


def _marked(blocks: Any, marking: str) -> Any:
    """Return blocks that print the marking of the edition where they printed the document's."""
    public = public_marking(marking)
    if not marking or marking == public:
        return blocks

    def change(value: Any) -> tuple[Any, ...] | None:
        if isinstance(value, str):
            return (value.replace(marking, public),)
        if isinstance(value, Rich):
            runs = (dataclasses.replace(one, text=one.text.replace(marking, public))
                    for one in value.runs)  # fmt: skip
            return (Rich(tuple(runs)),)
        return None

    return rebuilt(blocks, change)


def with_public_keys(value: Any, remover: Remover) -> Any:
    """Return blocks whose keys, which some formats print in links, hold no secret either."""
    keys = sorted({one.key for one in every(value, Opening)} | _section_keys(value))
    told = [key for key in keys if remover.tells(re.sub(r"[-_/#.]+", " ", key))]
    if not told:
        return value
    return _renamed(value, {key: f"place-{at}" for at, key in enumerate(told, start=1)})


def _section_keys(value: Any) -> set[str]:
    found: set[str] = set()
    for one in every(value, object):
        key = getattr(one, "key", "")
        if isinstance(key, str) and key and not isinstance(one, Cover):
            found.add(key)
    return found


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_renamed(one, names) for one in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    parts = {
        part.name: names.get(before, before) if part.name in KEY_FIELDS else _renamed(before, names)
        for part in dataclasses.fields(value)
        for before in [getattr(value, part.name)]
        if part.init
    }
    return dataclasses.replace(value, **parts)
