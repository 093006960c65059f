"""The annex: who each provider is, its contracts and warning signs, and all numbers to ring."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.document.blocks import (
    BODY_CLOSE,
    CELL,
    CELL_GREY,
    H3,
    PANEL,
    Block,
    Column,
    Group,
    Text,
)
from planner.document.building import LooseRow, guarded, panel, say, section, table
from planner.document.contingency.book import Book
from planner.document.ring_first import in_order
from planner.document.wording import (
    count,
    counted,
    full_stop,
    listed,
    middle,
    or_not_known,
    people,
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
COUNCIL = "Council"
NOT_HIT = "Not hit in this plan."
ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)


def annex(book: Book) -> list[Block]:
    """Return who each provider is, its contracts, and every number to ring."""
    sheets = book.plan.annex
    title = f"{counted(len(sheets), 'provider', 'providers')} in this plan" if sheets else (
        "No provider is named in this plan"
    )  # fmt: skip
    story = book.opening("annex", "Annex", title, "Annex: providers and contacts")
    return [*story, *_who(sheets), *_contracts(book), *_numbers(book)]


def _who(sheets: Sequence[ProviderSheet]) -> list[Block]:
    rows: list[LooseRow] = [
        (
            [say(CELL, bold(brief(sheet.name, 130))), *_part(sheet)],
            [say(CELL, *_facts(sheet)), *_signs(sheet)],
        )
        for sheet in sheets
    ]
    columns = [Column("Provider", 130), Column("What the register knows (no status: not hit)", 351)]
    return section("Who they are", table(columns, rows, padding=1.2)) if rows else []


def _part(sheet: ProviderSheet) -> list[Text]:
    return [say(CELL_GREY, start(full_stop(sheet.part)))] if sheet.part else []


def _facts(sheet: ProviderSheet) -> list[Words]:
    turnover = pounds(sheet.turnover) if sheet.turnover is not None else None
    pairs: tuple[tuple[str, Words | None], ...] = (
        ("Status", None if sheet.status == NOT_HIT else sheet.status or None),
        ("Sector", sheet.sector),
        ("Parent", sheet.parent),
        ("Owns", listed(sheet.owns) or None),
        ("Company number", sheet.company_number),
        ("Charity number", sheet.charity_number),
        ("Regulator's number", sheet.regulator_id),
        ("Turnover", kept_from("money", turnover) if turnover else None),
        ("Leans on", listed(sheet.leans_on) or None),
    )
    said = [
        joined(semibold(f"{name}: "), brief(words, 220).rstrip(".")
               if isinstance(words, str) else words)
        for name, words in pairs
        if words
    ]  # fmt: skip
    facts: list[Words] = []
    for at, words in enumerate(said):
        facts += [words, grey(". " if at == len(said) - 1 else "  ·  ")]
    missing = ["sector"] if not sheet.sector else []
    if missing:
        facts.append(grey(f"Not known: {listed(missing)}."))
    return facts


def _signs(sheet: ProviderSheet) -> list[Text]:
    """Return the warning signs of a provider in one paragraph, the latest first."""
    told = [
        f"{brief(sign.sign, 200)} ({sign.rating_words}; {short_date(sign.date)}; "
        f"{brief(or_not_known(sign.source), 120)})"
        for sign in sheet.signs
    ]
    if not told:
        return []
    words = joined(semibold("Warning signs: "), full_stop("; ".join(told)))
    return [say(CELL, kept_from("ratings", words))]


def _contracts(book: Book) -> list[Block]:
    """Return contracts for services of this plan line by line, and the rest in short."""
    hit = {line.title for line in book.plan.decisions}
    failing = {line.name for line in book.plan.failures}
    rows: list[LooseRow] = []
    rest: list[Block] = []
    for sheet in book.plan.annex:
        near = [one for one in sheet.contracts if one.service in hit or sheet.name in failing]
        other = [one for one in sheet.contracts if one not in near]
        if near:
            rows += [Group(brief(sheet.name, 130)), *(_contract(line) for line in near)]
        if other:
            rest.append(_in_short(sheet.name, other))
    columns = [
        Column("Contract", 164),
        Column("£ a year", 46, True, "money"),
        Column("People", 34, True, people=True),
        Column("Ends", 85),
        Column("What it allows", 152),
    ]
    made = [table(columns, rows, padding=1)] if rows else []
    return [
        *section("Their contracts", *made),
        *section("Other contracts of theirs, not touched by this plan", *rest, style=H3),
    ]


def _in_short(name: str, lines: Sequence[ContractLine]) -> Text:
    """Return contracts of a provider that this plan does not touch as one paragraph."""
    parts: list[Words] = [semibold(f"{brief(name, 130)}: ")]
    for at, line in enumerate(lines):
        value = f"{pounds(line.annual_value)} a year"
        parts += [
            f"{brief(line.title, 120)} (",
            kept_from("money", f"{value}, "),
            f"{people(line.people)}, ends {short_date(line.end)})",
            "." if at == len(lines) - 1 else "; ",
        ]
    return say(BODY_CLOSE, *parts)


def _contract(line: ContractLine) -> LooseRow:
    kind = " · ".join(dict.fromkeys(start(w) for w in (line.kind, line.rules) if w))
    end = short_date(line.end)
    if line.extension_to is not None:
        end += f", may run to {short_date(line.extension_to)}"
    own = is_in_house(line)
    under = _under(line.service, line.title, kind, own)
    return (
        say(CELL, bold(brief(line.title, 120)), grey(f" {brief(under, 160)}" if under else "")),
        "not known" if line.annual_value is None else f"{line.annual_value:,.0f}",
        count(line.people),
        "–" if own and line.end is None else end,  # noqa: RUF001
        "Council's own team." if own else brief(clauses_in_short(line.clauses), 300),
    )


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


def _ring(groups: Sequence[tuple[str, Sequence[NumberToRing]]]) -> Block:
    rows: list[LooseRow] = []
    for place, numbers in groups:
        rows += [
            (
                joined(bold(brief(place, 60)), f": {middle(brief(line.role, 60))}"),
                unbroken(brief(line.day or "none", 40)),
                unbroken(brief(line.night or "none", 40)),
                _address(line.email),
            )
            for line in numbers
        ]
    columns = [
        Column("Ring", 196),
        Column("Day", 61, True),
        Column("Night", 64, True),
        Column("Email", 160),
    ]
    return table(columns, rows, padding=0.3)


def _address(email: str | None) -> Words:
    """Return an address to write to, as a link where it is one."""
    shown = brief(email or "none", 90)
    return link(shown, f"mailto:{email}") if email and ADDRESS.fullmatch(email) else shown


def _numbers(book: Book) -> list[Block]:
    """Return every number once: the council's first, then those of each provider of the plan."""
    places: dict[str, dict[NumberToRing, None]] = {}
    for line in in_order(book.plan):
        places.setdefault(line.place or COUNCIL, {})[line] = None
    for sheet in book.plan.annex:
        for line in sheet.contacts:
            places.setdefault(line.place or sheet.name, {})[line] = None
    if not places:
        words = "The register holds no contact. Add the roles of the council and of each provider."
        missing = panel([say(PANEL, plum("Known gap. "), words)], gap=True)
        return section("All numbers to ring", missing, key="numbers")
    first = sorted(places.items(), key=lambda one: one[0].casefold() != COUNCIL.casefold())
    shown = guarded("contacts", [_ring([(place, tuple(lines)) for place, lines in first])])
    return section("All numbers to ring", *shown, key="numbers")
