"""The control of the document: versions, what it was made from, and who may have it."""

from __future__ import annotations

import functools
from importlib import metadata

from planner.document.blocks import BODY, BODY_CLOSE, PANEL, Block, Column
from planner.document.building import LooseRow, guarded, panel, say, section, side_by_side, table
from planner.document.contingency.book import Book
from planner.document.wording import long_date, or_not_known, short_date, start
from planner.document.words import brief, kept_from, plum

MOST_VERSIONS = 12


@functools.cache
def made_with() -> str:
    """Return the name and version of the program, as far as its installation tells."""
    try:
        return f"Backstop {metadata.version('backstop')}"
    except metadata.PackageNotFoundError:
        return "Backstop"


def _history(book: Book) -> list[Block]:
    """Return the versions of this plan that the register keeps, the latest first."""
    rows: list[LooseRow] = [
        (
            str(line.version),
            start(line.status),
            short_date(line.made_on),
            kept_from("contacts", brief(or_not_known(line.made_by), 80)),
            "not known" if line.register_revision is None else f"Revision {line.register_revision}",
        )
        for line in sorted(book.versions, key=lambda one: -one.version)[:MOST_VERSIONS]
    ]
    columns = [
        Column("Version", 50, True),
        Column("Status", 100),
        Column("Made on", 90),
        Column("Made by", 131),
        Column("Register", 110),
    ]
    return section("Versions kept in the register", table(columns, rows, padding=2)) if rows else []


def control(book: Book) -> list[Block]:
    """Return the control of the document: versions, expiry and rules for sharing."""
    head = book.plan.header
    story = book.opening("control", "Document control", "Who may have this plan",
                         "Document control")  # fmt: skip
    rows: list[LooseRow] = [
        ("Version", f"{head.version}, {head.status}, made {long_date(head.made_on)}"),
        ("Made by", kept_from("contacts", brief(or_not_known(head.made_by), 120))),
        ("Owner", brief(or_not_known(head.owner), 120)),
        ("Approver", brief(or_not_known(head.approver), 120)),
        ("Review by", long_date(head.review_date)),
        ("Printed copies expire", long_date(head.expires_on)),
        ("Marking", head.marking),
        ("Register", f"Revision {head.register_revision}, check {head.register_fingerprint[:12]}"),
        ("Made with", f"{made_with()}; the same inputs give the same figures"),
        ("Scenario", brief(head.scenario_title, 160)),
    ]
    half = (len(rows) + 1) // 2
    sides = [
        table([Column("", 92), Column("", 139)], part, padding=0.8, summary="This document")
        for part in (rows[:half], rows[half:])
    ]
    story.append(side_by_side(sides[:1], sides[1:]))
    story += _history(book)
    rules = (
        "Share it with people who have a role in it, and with nobody else.",
        "It names providers and their weaknesses: treat it as commercially sensitive.",
        "It holds counts of people, never names. Do not write names on printed copies.",
        "Destroy printed copies when they expire, and after each new version.",
        "Send scrutiny and the public a redacted edition, never this one.",
    )
    inside = section("Rules for sharing", *(say(BODY_CLOSE, f"{at}. {rule}")
                                            for at, rule in enumerate(rules, start=1)))  # fmt: skip
    words = (
        "This edition may be shared with anybody. It leaves out contacts and all that is "
        "sensitive to a person or a provider. Counts of people under 5 are hidden."
    )
    story += guarded("contacts", inside, section("Rules for sharing", say(BODY, words)))
    if book.stale:
        words = "The register has changed since this plan was made. Make it again before use."
        story.append(panel([say(PANEL, plum("Stale. "), words)], gap=True))
    return story
