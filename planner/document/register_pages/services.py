"""Each service of the register: its class and why, its contracts, its options and its funds."""

from __future__ import annotations

from collections.abc import Iterator

from planner.document.blocks import (
    BODY,
    CELL,
    CELL_GREY,
    H3,
    Block,
    Column,
    Opening,
    Section,
)
from planner.document.building import LooseCell, LooseRow, say, section, table
from planner.document.register_pages.contract_columns import contract_columns
from planner.document.register_pages.known import CLASS_TITLES, RULES, Known
from planner.document.wording import (
    NOT_KNOWN,
    count,
    counted,
    days,
    full_stop,
    listed,
    long_date,
    on_page_of,
    percent,
    pounds,
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
    rich,
    semibold,
)
from planner.fields import in_words
from planner.register.records import Contract, Option, Service

KINDS = {
    "contract": "Contract",
    "grant": "Grant",
    "framework_call_off": "Call-off",
    "in_house": "In-house",
}
WIDTH = 481
OWN_PAGE = 4
"""A class of so many services starts a page."""


def services(known: Known, class_: str | None) -> Iterator[Block]:
    """Yield the opening of a class, then a section for each of its services."""
    held = known.by_class[class_]
    without = sum(not known.options_of(one.id) for one in held)
    word = f"{class_} service" if class_ else "service without a class"
    plural = f"{class_} services" if class_ else "services without a class"
    many = counted(len(held), word, plural)
    if len(held) == 1:
        title = f"{many}, with {'no' if without else 'an'} option to stand in"
    elif without:
        title = (
            f"{count(without)} of {many} {'has' if without == 1 else 'have'} no option to stand in"
        )
    else:
        title = f"{many}, each with an option to stand in"
    yield Opening(
        f"class-{class_ or 'open'}",
        CLASS_TITLES[class_],
        title,
        CLASS_TITLES[class_],
        class_=class_,
        new_page=len(held) >= OWN_PAGE,
    )
    for one in held:
        yield _service(known, one)


def _service(known: Known, service: Service) -> Section:
    content = [*_facts(known, service), *_contracts(known, service), *_options(known, service)]
    title = rich(brief(service.title, 130))
    return Section(title, tuple(content), key=known.place_of(service.id))


def _facts(known: Known, service: Service) -> list[Block]:
    """Return what is known of a service in a paragraph, and in grey what others have and it lacks.

    The class stands first, with its reason, and when and by whom it was set where that is known.
    """
    parts: list[Words] = []
    if service.class_ is not None:
        parts += [semibold(f"{start(service.class_)}. ")]
        if service.class_reason:
            parts.append(f"{full_stop(brief(service.class_reason, 300))} ")
        decided = known.decided.get(service.id)
        if decided is not None:
            parts.append(grey(f"Decided {long_date(decided.on)}"))
            parts.append(kept_from("contacts", grey(f" by {brief(decided.by, 60)}")))
            parts.append(grey(". "))
    pairs = (
        ("Law", service.legal_basis),
        ("Answers for it", service.owner),
        ("Can be missed for", days(service.mtpd_days) if service.mtpd_days is not None else None),
        ("Back within", days(service.rto_days) if service.rto_days is not None else None),
        ("At least", _at_least(service.mbco)),
        ("People", _people(known, service)),
        ("Market", service.market),
        ("Measured by", service.outcome_measure),
    )
    for name, words in pairs:
        if words:
            parts += [semibold(f"{name}: "), f"{full_stop(brief(words, 200))} "]
    lacking = (
        ("class", "class_", service.class_),
        ("reason for the class", "class_reason", service.class_reason),
        ("law", "legal_basis", service.legal_basis),
        ("who answers for it", "owner", service.owner),
        ("tolerable period", "mtpd_days", service.mtpd_days),
    )
    missing = [name for name, field, value in lacking if field in known.knows and value is None]
    if missing:
        parts.append(grey(f"Not known: {listed(missing)}."))
    return [say(BODY, *parts)] if parts else []


def _at_least(mbco: float | None) -> str | None:
    return None if mbco is None else f"{percent(mbco)} of the people served"


def _people(known: Known, service: Service) -> str | None:
    found = known.people_of(known.contracts_of(service.id))
    if found is None:
        return NOT_KNOWN if "people" in known.knows else None
    return count(found)


def _contracts(known: Known, service: Service) -> list[Block]:
    held = known.contracts_of(service.id)
    if not held:
        return [say(BODY, bold("No contract. "), "Nobody is recorded as providing it.")]
    columns, cells = contract_columns(known)
    rows: list[LooseRow] = [(_named(known, one), *(cell(one) for cell in cells)) for one in held]
    first = Column("Provider and contract", max(160, WIDTH - sum(one.share for one in columns)))
    return [table([first, *columns], rows, padding=1.8)]


def _named(known: Known, one: Contract) -> LooseCell:
    """Return the cell that names a contract: its provider, then title, kind and rules in short."""
    service = known.register.services[one.service].title
    title = start(on_page_of(brief(one.title, 110), service))
    parts = [title]
    kind = KINDS.get(one.kind or "", "")
    if kind and kind.casefold() not in title.casefold():
        parts.append(kind)
    if rules := RULES.get(one.regime or ""):
        parts.append(rules[0])
    return [
        say(CELL, link(bold(known.name_of(one.provider)), known.sheet_of(one.provider))),
        say(CELL_GREY, brief(" · ".join(parts), 190)),
    ]


def _options(known: Known, service: Service) -> list[Block]:
    held = known.options_of(service.id)
    funds = [one for one in known.register.reserves.values() if service.id in one.services]
    story: list[Block] = []
    if held:
        rows: list[LooseRow] = [option_cells(known, one) for one in held]
        made = table(OPTION_COLUMNS, rows, padding=1.8)
        story += section(f"What can stand in: {counted(len(held), 'option', 'options')}", made,
                         style=H3)  # fmt: skip
    elif known.register.options:
        words = "Nothing is held that can stand in."
        story.append(say(BODY, kept_from("weaknesses", bold(words))))
    if funds:
        told = listed([f"{brief(one.name, 60)} ({pounds(one.amount)})" for one in funds])
        story.append(say(BODY, kept_from("money", joined(semibold("Funds named for it: "),
                                                         f"{told}."))))  # fmt: skip
    return story


OPTION_COLUMNS = [
    Column("Route and who", 165),
    Column("For", 90),
    Column("Places", 42, True, people=True),
    Column("Ready in", 52, True),
    Column("Lasts", 52, True),
    Column("£ a day for one", 56, True, "money"),
    Column("Agreed", 50, secret="weaknesses"),
]


def option_cells(known: Known, one: Option) -> LooseRow:
    """Return the row of an option."""
    who = known.name_of(one.supplier) if one.supplier else "the council"
    contract = known.register.contracts.get(one.for_contract or "")
    served = [brief(contract.title, 60)] if contract else []
    served += [listed([brief(area, 30) for area in one.areas], 3)] if one.areas else []
    served += [listed([brief(need, 30) for need in one.needs])] if one.needs else []
    agreed = {True: "yes", False: "no"}.get(one.agreed, NOT_KNOWN)  # type: ignore[arg-type]
    return (
        joined(bold(start(in_words(one.route))), f", {who}"),
        "; ".join(served) or "all of it",
        count(one.capacity),
        NOT_KNOWN if one.mobilise_days is None else days(one.mobilise_days),
        "no end" if one.max_days is None else days(one.max_days),
        NOT_KNOWN if one.unit_cost_day is None else f"{one.unit_cost_day:,.2f}",
        agreed,
    )
