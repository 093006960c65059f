"""Providers from A to Z, whom to ring, how they lean on each other, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.document.blocks import (
    BODY,
    BODY_CLOSE,
    CELL,
    CELL_GREY,
    H3,
    LEAD,
    PANEL,
    Block,
    Column,
    Opening,
    Section,
)
from planner.document.building import LooseRow, guarded, panel, say, table
from planner.document.register_pages.contract_columns import value_heading
from planner.document.register_pages.front import has_money
from planner.document.register_pages.known import Known
from planner.document.wording import (
    NOT_KNOWN,
    count,
    counted,
    days,
    listed,
    percent,
    pounds,
    short_date,
    start,
)
from planner.document.words import (
    Rich,
    Words,
    bold,
    brief,
    grey,
    joined,
    kept_from,
    link,
    plum,
    rich,
    semibold,
    unbroken,
)
from planner.fields import in_words
from planner.register.records import Contact, Contract, Provider

MOST_CONTRACTS = 40


def providers(known: Known) -> Iterator[Block]:
    """Yield the opening of the providers, then a section for each from A to Z."""
    register = known.register
    held = len(known.providers)
    working = sum(bool(register.contracts_of_provider.get(one.id)) for one in known.providers)
    title = counted(held, "provider", "providers")
    if held > 1:
        title += f", {count(working) if working else 'none'} with a contract of ours"
    yield Opening("providers", "Providers", title, "Providers from A to Z", new_page=held > 4)
    if not held:
        yield say(LEAD, "The register holds no provider yet.")
    numbers: dict[str, list[Contact]] = {}
    for contact in register.contacts.values():
        if contact.provider:
            numbers.setdefault(contact.provider, []).append(contact)
    owned: dict[str, list[str]] = {}
    for one in known.providers:
        if one.parent:
            owned.setdefault(one.parent, []).append(brief(one.name, 80))
    for one in known.providers:
        score = known.scores[one.id]
        rating = (
            score.colour if score.score is None else f"{score.colour}, {score.score:.0f} of 100"
        )
        content = [
            _facts(known, one, owned.get(one.id, []), rating),
            *guarded("contacts", _numbers(numbers.get(one.id, []), some=bool(numbers))),
            *_contracts(known, register.contracts_of_provider.get(one.id, ())),
        ]
        yield Section(rich(brief(one.name, 130)), tuple(content), H3, known.sheet_of(one.id))


def _facts(known: Known, one: Provider, owns: list[str], rating: str) -> Block:
    pairs: tuple[tuple[str, str | None], ...] = (
        ("", start(in_words(one.sector)) if one.sector else None),
        ("Company", one.company_number),
        ("Charity", one.charity_number),
        ("Regulator", one.regulator_id),
        ("Owned by", known.name_of(one.parent) if one.parent else None),
        ("Owns", listed(owns) or None),
    )
    said: list[Words] = []
    for name, words in pairs:
        if words:
            said += [semibold(f"{name}: ") if name else "", brief(words, 160), grey("  ·  ")]
    if one.turnover is not None:
        said += [kept_from("money", joined(semibold("Turnover: "), pounds(one.turnover))),
                 grey("  ·  ")]  # fmt: skip
    if one.sector != "in_house" and known.someone_assessed:
        said += [kept_from("ratings", joined(semibold("Warning signs: "), rating)), grey("  ·  ")]
    return say(BODY, *said[:-1]) if said else say(BODY, grey("Nothing else is known."))


def _contracts(known: Known, held: Iterable[Contract]) -> list[Block]:
    """Return the contracts of a provider as one line each: service, page, value, end."""
    contracts = list(held)
    if not contracts:
        return []
    rows: list[LooseRow] = []
    for one in contracts[:MOST_CONTRACTS]:
        service = known.register.services[one.service]
        title = brief(service.title, 90)
        under = "" if one.title.casefold().startswith(service.title.casefold()) else one.title
        rows.append(
            (
                [say(CELL, title), say(CELL_GREY, brief(under, 100))] if under else title,
                *((_value(one),) if has_money(known) else ()),
                *(
                    (count(known.people_of_contract.get(one.id)),)
                    if "people" in known.knows
                    else ()
                ),
                *((short_date(one.end),) if "end" in known.knows else ()),
                known.service_page(service.id),
            )
        )
    columns = [
        Column("Provides", 235),
        *([Column(value_heading(known.knows), 75, True, "money")] if has_money(known) else []),
        *([Column("People", 45, True, people=True)] if "people" in known.knows else []),
        *([Column("Ends", 75)] if "end" in known.knows else []),
        Column("Page", 40, True),
    ]
    more = len(contracts) - MOST_CONTRACTS
    story: list[Block] = [table(columns, rows, padding=1.4)]
    if more > 0:
        story.append(say(BODY, grey(f"And {count(more)} more, on the pages of their services.")))
    return story


def _value(one: Contract) -> str:
    if one.annual_value is not None:
        return f"{one.annual_value:,.0f}"
    return NOT_KNOWN if one.total_value is None else f"{one.total_value:,.0f} in all"


def _numbers(contacts: list[Contact], *, some: bool) -> list[Block]:
    """Return whom to ring, a line each; where `some` others have numbers, that none is held."""
    if not contacts and some:
        return [say(BODY_CLOSE, grey("No number to ring is held."))]
    lines = []
    for one in contacts:
        said: list[Words] = [semibold(brief(one.role, 70))]
        if one.name:
            said.append(f", {brief(one.name, 60)}")
        reach = [
            (name, value)
            for name, value in (("day", one.phone_day), ("night", one.phone_night))
            if value
        ]
        said.append(": ")
        said += [joined(f"{name} ", unbroken(brief(value, 30)), "; ") for name, value in reach]
        said.append(brief(one.email, 70) if one.email else "no email")
        lines.append(say(BODY_CLOSE, *said))
    return list(lines)


def council_numbers(known: Known) -> list[Block]:
    """Return the council's own numbers to ring."""
    own = [one for one in known.register.contacts.values() if not one.provider]
    story: list[Block] = [
        Opening("numbers", "Numbers to ring", _numbers_title(len(own)), "Numbers of the council")
    ]
    if not own:
        words = "The register holds no contact of the council. Add its roles and their numbers."
        return [*story, panel([say(PANEL, plum("Known gap. "), words)], gap=True)]
    rows: list[LooseRow] = [
        (
            brief(one.role, 90),
            unbroken(brief(one.phone_day or "none", 30)),
            unbroken(brief(one.phone_night or "none", 30)),
            brief(one.email or "none", 80),
        )
        for one in own
    ]
    columns = [Column("Role", 165), Column("Day", 78), Column("Night", 78), Column("Email", 160)]
    return [*story, *guarded("contacts", [table(columns, rows, padding=2)])]


def _numbers_title(many: int) -> str:
    if not many:
        return "No number of the council is held"
    return f"{counted(many, 'role', 'roles')} of the council to ring"


def chains(known: Known) -> list[Block]:
    """Return who leans on whom, by who leans, with how long each would hold out."""
    links = sorted(
        known.register.supply_links.values(),
        key=lambda one: (known.name_of(one.downstream).casefold(), one.kind, one.upstream),
    )
    if not links:
        return []
    leaning = len({one.downstream for one in links})
    title = f"{counted(leaning, 'provider leans', 'providers lean')} on a supplier, owner or asset"
    rows: list[LooseRow] = []
    for one in links:
        name = known.name_of(one.downstream)
        rows.append(
            (
                _linked(known, one.downstream, name),
                _linked(known, one.upstream, known.name_of(one.upstream)),
                brief(one.input or in_words(one.kind), 60),
                percent(one.share),
                NOT_KNOWN if one.buffer_days is None else days(one.buffer_days),
                "never" if one.replace_days is None else days(one.replace_days),
            )
        )
    columns = [
        Column("Who leans", 125),
        Column("On whom or what", 125),
        Column("For", 90),
        Column("Share", 42, True, "weaknesses"),
        Column("Holds out", 52, True, "weaknesses"),
        Column("Replaced in", 56, True, "weaknesses"),
    ]
    return [
        Opening("chains", "Supply chains", title, "Supply chains"),
        table(columns, rows, padding=1.8, summary="Who leans on whom, for what and how much"),
    ]


def _linked(known: Known, key: str, name: str) -> Rich:
    if key in known.register.providers:
        return link(name, known.sheet_of(key))
    return rich(bold(name))
