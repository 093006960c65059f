"""The register book: the whole register printed, for an auditor or an officer on duty at night."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from planner.document.blocks import Block, Entry
from planner.document.document import Document
from planner.document.register_pages import annexes, front, providers
from planner.document.register_pages.known import CLASS_TITLES, Known
from planner.document.register_pages.services import services
from planner.document.wording import long_date
from planner.document.words import brief, clean
from planner.plan.marking import marking_of
from planner.progress import Progress, unreported
from planner.register.class_history import ClassDecided
from planner.register.register import Register

KIND = "Register book"
LASTS = 92
"""Days after which a printed copy is too old to be trusted."""
WRITING = "Writing the register book"
NOBODY: Mapping[str, ClassDecided] = MappingProxyType({})
NAMES = {
    "numbers": "Numbers of the council to ring",
    "providers": "Providers from A to Z",
    "chains": "Supply chains",
    "assets": "Shared assets",
    "agreements": "Agreements and funds",
    "gaps": "What is missing",
    "control": "Document control",
}


def register_book(
    register: Register,
    today: datetime.date,
    report: Progress = unreported,
    *,
    decided: Mapping[str, ClassDecided] = NOBODY,
) -> Document:
    """Return the book of a register as it stands on a day; the same arguments, the same book.

    `decided` says by service when and by whom its class was set, where history is at hand. The
    report counts records, so that a large register can be stopped half way.
    """
    known = Known(register, today, decided)
    parts: dict[str, list[Block]] = {"numbers": providers.council_numbers(known)}
    total = len(register.services) + len(register.providers)
    body: list[Block] = []
    done = 0
    for class_ in known.by_class:
        done = _gather(services(known, class_), body, done, total, report)
    listed: list[Block] = []
    _gather(providers.providers(known), listed, done, total, report)
    parts["providers"] = listed
    parts["chains"] = providers.chains(known)
    parts["assets"] = annexes.assets(known)
    parts["agreements"] = annexes.agreements(known)
    parts["gaps"] = annexes.gaps(known, report)
    parts["control"] = annexes.control(known)
    entries = [
        *(Entry(*one) for one in front.ENTRIES),
        Entry("numbers", NAMES["numbers"]),
        *(Entry(f"class-{class_ or 'open'}", CLASS_TITLES[class_]) for class_ in known.by_class),
        *(Entry(key, NAMES[key]) for key, made in parts.items() if made and key != "numbers"),
    ]
    blocks = [
        *front.cover(known),
        *front.contents(entries),
        *front.reading(known),
        *front.summary(known),
        *front.index(known),
        *parts.pop("numbers"),
        *body,
        *(one for made in parts.values() for one in made),
    ]
    return _document(known, blocks)


def _gather(
    made: Iterable[Block], into: list[Block], done: int, total: int, report: Progress
) -> int:
    """Take blocks in, one record after the other; return how many records are done."""
    for at, block in enumerate(made):
        if at % 50 == 0:
            report(min(done + at, total), total, WRITING)
        into.append(block)
    return done + at


def _document(known: Known, blocks: list[Block]) -> Document:
    register = known.register
    council = register.council.name
    until = known.today + datetime.timedelta(days=LASTS)
    return Document(
        kind=KIND,
        title=clean(f"{KIND}: {council}") if council else KIND,
        subject="Every service of the register, who provides it, and what stands by",
        council=clean(council),
        author=clean(council or "Backstop"),
        marking=brief(marking_of(register), 40),
        header=clean(f"{KIND} · {council}") if council else KIND,
        footer=f"Register revision {register.revision:,} · {long_date(known.today)}",
        expires=f"Printed copies expire on {long_date(until)}",
        made_on=known.today,
        blocks=tuple(blocks),
    )
