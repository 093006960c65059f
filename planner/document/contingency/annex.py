"""The annex: a sheet for each provider, all numbers to ring, and the control of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.document.blocks import (
    BODY,
    CELL,
    CELL_GREY,
    H3,
    PANEL,
    SOURCE,
    Block,
    Column,
)
from planner.document.building import LooseRow, guarded, panel, say, section, table
from planner.document.contingency.book import Book
from planner.document.contingency.card import caller
from planner.document.ring_first import in_order
from planner.document.wording import (
    count,
    counted,
    full_stop,
    listed,
    long_date,
    middle,
    or_not_known,
    pounds,
    short_date,
    start,
)
from planner.document.words import (
    Words,
    bold,
    brief,
    grey,
    joined,
    kept_from,
    link,
    plum,
    semibold,
    unbroken,
)
from planner.plan.annex import ContractLine, ProviderSheet
from planner.plan.card import NumberToRing

IN_HOUSE = "in-house"
ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)


def annex(book: Book) -> list[Block]:
    """Return the sheets of the providers and every number to ring."""
    sheets = book.plan.annex
    title = f"{counted(len(sheets), 'provider', 'providers')} in this plan"
    story = book.opening("annex", "Annex", title, "Annex: providers and contacts")
    for sheet in sheets:
        story += _sheet(sheet)
    return [*story, *_numbers(book)]


def _sheet(sheet: ProviderSheet) -> list[Block]:
    facts = _facts(sheet)
    contracts = _contracts(sheet.contracts)
    signs = _signs(sheet)
    parts = [*facts, *contracts, *signs]
    if sheet.contacts:
        parts += guarded("contacts", [_ring(sheet.contacts, alone=True)])
    return section(brief(sheet.name, 130), *parts)


def _facts(sheet: ProviderSheet) -> list[Block]:
    facts = [joined(bold(start(full_stop(sheet.part))), " ")] if sheet.part else []
    pairs = (
        ("Status", sheet.status or None),
        ("Sector", sheet.sector),
        ("Parent", sheet.parent),
        ("Owns", listed(sheet.owns) or None),
        ("Company number", sheet.company_number),
        ("Charity number", sheet.charity_number),
        ("Regulator's number", sheet.regulator_id),
        ("Turnover", pounds(sheet.turnover) if sheet.turnover is not None else None),
        ("Leans on", listed(sheet.leans_on) or None),
    )
    said = [
        joined(semibold(f"{name}: "), brief(words, 220).rstrip("."))
        for name, words in pairs
        if words
    ]
    for at, words in enumerate(said):
        facts += [words, grey(". " if at == len(said) - 1 else "  ·  ")]
    missing = [name.lower() for name, words in pairs[:2] if not words]
    if missing:
        facts.append(grey(f"Not known: {listed(missing)}."))
    return [say(BODY, *facts)] if facts else []


def _contracts(lines: tuple[ContractLine, ...]) -> list[Block]:
    rows: list[LooseRow] = []
    for line in lines:
        kind = " · ".join(dict.fromkeys(start(w) for w in (line.kind, line.rules) if w))
        end = short_date(line.end)
        if line.extension_to is not None:
            end += f", may run to {short_date(line.extension_to)}"
        own = is_in_house(line)
        rows.append(
            (
                [
                    say(CELL, bold(brief(line.title, 120))),
                    say(CELL_GREY, brief(_under(line.service, line.title, kind, own), 160)),
                ],
                "not known" if line.annual_value is None else f"{line.annual_value:,.0f}",
                count(line.people),
                "–" if own and line.end is None else end,  # noqa: RUF001
                "Council's own team." if own else brief(clauses_in_short(line.clauses), 300),
            )
        )
    columns = [
        Column("Contract", 182),
        Column("£ a year", 50, True, "money"),
        Column("People", 37, True, people=True),
        Column("Ends", 72),
        Column("What it allows", 140),
    ]
    return [table(columns, rows, padding=2)] if rows else []


def is_in_house(line: ContractLine) -> bool:
    """Say whether an arrangement is with the council's own team, which needs no clauses."""
    return (line.kind or "").casefold() == IN_HOUSE


def _under(service: str, title: str, kind: str, own: bool) -> str:
    """Return what stands under a contract's title: its service, unless the title says it."""
    parts = [] if title.casefold().startswith(service.casefold()) else [service]
    return " · ".join([*parts, *([] if own or not kind else [kind])])


def clauses_in_short(clauses: Sequence[str]) -> str:
    """Return the clauses by their answer: "Allows: transfer. Not: step-in. Not known: ..."."""
    if not clauses:
        return "No clause is recorded."
    by_answer: dict[str, list[str]] = {"yes": [], "no": [], "not known": []}
    other = []
    for clause in clauses:
        name, _, answer = clause.partition(": ")
        if answer in by_answer:
            by_answer[answer].append(middle(name).removesuffix(" clause"))
        else:
            other.append(full_stop(clause))
    said = [
        f"{opening}: {', '.join(by_answer[answer])}."
        for answer, opening in (("yes", "Allows"), ("no", "Not"), ("not known", "Not known"))
        if by_answer[answer]
    ]
    return " ".join([*said, *other])


def _signs(sheet: ProviderSheet) -> list[Block]:
    rows: list[LooseRow] = [
        (
            short_date(sign.date),
            brief(sign.sign, 200),
            start(sign.rating_words),
            brief(or_not_known(sign.source), 120),
        )
        for sign in sheet.signs
    ]
    columns = [
        Column("Seen", 62),
        Column("Warning sign", 229),
        Column("Rating", 70),
        Column("Source", 120),
    ]
    made = section("Warning signs", table(columns, rows, padding=2), style=H3) if rows else []
    return guarded("ratings", made)


def _ring(numbers: tuple[NumberToRing, ...], alone: bool = False) -> Block:
    rows: list[LooseRow] = [
        (
            brief(line.role if alone else caller(line), 120),
            unbroken(brief(line.day or "none", 40)),
            unbroken(brief(line.night or "none", 40)),
            _address(line.email),
        )
        for line in numbers
    ]
    columns = [
        Column("Ring", 151),
        Column("Day", 76, True),
        Column("Night", 76, True),
        Column("Email", 178),
    ]
    return table(columns, rows, padding=2)


def _address(email: str | None) -> Words:
    """Return an address to write to, as a link where it is one."""
    shown = brief(email or "none", 90)
    return link(shown, f"mailto:{email}") if email and ADDRESS.fullmatch(email) else shown


def _numbers(book: Book) -> list[Block]:
    numbers = tuple(in_order(book.plan))
    if not numbers:
        words = "The register holds no contact. Add the roles of the council and of each provider."
        missing = panel([say(PANEL, plum("Known gap. "), words)], gap=True)
        return section("All numbers to ring", missing, key="numbers")
    shown = guarded("contacts", [_ring(numbers)])
    return section("All numbers to ring", *shown, key="numbers")


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
    ]
    story.append(table([Column("This document", 128), Column("", 353)], rows))
    rules = (
        "Share it with people who have a role in it, and with nobody else.",
        "It names providers and their weaknesses: treat it as commercially sensitive.",
        "It holds counts of people, never names. Do not write names on printed copies.",
        "Destroy printed copies when they expire, and after each new version.",
        "Send scrutiny and the public a redacted edition, never this one.",
    )
    inside = section("Rules for sharing", *(say(BODY, f"{at}. {rule}")
                                            for at, rule in enumerate(rules, start=1)))  # fmt: skip
    words = (
        "This edition may be shared with anybody. It leaves out personal contacts, ratings, "
        "chances of failure, cash figures and weaknesses of named providers. Counts of people "
        "under 5 are hidden."
    )
    story += guarded("contacts", inside, section("Rules for sharing", say(BODY, words)))
    made = (
        f"Made from register revision {head.register_revision} on {long_date(head.made_on)} with "
        f"Backstop. Scenario: {full_stop(brief(head.scenario_title, 160))} The same inputs give "
        "the same figures."
    )
    story.append(say(SOURCE, made))
    if book.stale:
        words = "The register has changed since this plan was made. Make it again before use."
        story.append(panel([say(PANEL, plum("Stale. "), words)], gap=True))
    return story
