"""Each service of the register: its class and why, its contracts, its options and its funds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

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
    rich,
    semibold,
    unbroken,
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
CellOf = Callable[[Contract], Words]
PERMISSIONS = (
    ("step_in_right", "step-in"),
    ("novation_allowed", "transfer"),
    ("in_house_allowed", "in-house"),
)


def services(known: Known, class_: str | None) -> Iterator[Block]:
    """Yield the opening of a class, then a section for each of its services."""
    held = known.by_class[class_]
    without = sum(not known.options_of(one.id) for one in held)
    word = f"{class_} service" if class_ else "service without a class"
    plural = f"{class_} services" if class_ else "services without a class"
    many = counted(len(held), word, plural)
    if without:
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
        new_page=True,
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


def contract_columns(
    known: Known,
) -> tuple[list[Column], list[CellOf]]:
    """Return the columns of a contract that the register knows anything of, and their cells."""
    knows = known.knows
    columns: list[Column] = []
    cells: list[CellOf] = []

    def add(wanted: bool, column: Column, cell: CellOf) -> None:
        if wanted:
            columns.append(column)
            cells.append(cell)

    either = {"annual_value", "total_value"}
    add(bool(knows & either), Column(value_heading(knows), 62, True, "money"), value)
    add("people" in knows, Column("People", 40, True, people=True),
        lambda one: count(known.people_of_contract.get(one.id)))  # fmt: skip
    add(bool(knows & {"start", "end"}), Column("Runs", 78), runs)
    add("notice_days_council" in knows, Column("Last day for notice", 60),
        lambda one: notice(one, known.today))  # fmt: skip
    add(bool(knows & {"bond_amount", "guarantee_by"}), Column("Bond, £", 56, True, "money"), bond)
    add(bool(knows & {name for name, _ in PERMISSIONS}), Column("Allows", 66), allows)
    return columns, cells


def value_heading(knows: frozenset[str]) -> str:
    """Return how a column with the values of contracts is headed."""
    if {"annual_value", "total_value"} <= knows:
        return "£ a year or in all"
    return "£ a year" if "annual_value" in knows else "£ in all"


def value(one: Contract) -> str:
    """Return the yearly value; of an award with none of its own the whole value, and who shares."""
    if one.annual_value is not None:
        return f"{one.annual_value:,.0f}"
    if one.total_value is None:
        return NOT_KNOWN
    if (one.award_shared_by or 1) > 1:
        return f"{one.total_value:,.0f} in all, shared by {one.award_shared_by}"
    return f"{one.total_value:,.0f} in all"


def runs(one: Contract) -> Words:
    """Return from when to when a contract runs."""
    begun, end = unbroken(short_date(one.start)), unbroken(short_date(one.end))
    words: Words
    if one.start is None and one.end is None:
        words = "no end" if one.kind == "in_house" else NOT_KNOWN
    elif one.end is None:
        words = joined("from ", begun)
    else:
        words = joined("to ", end) if one.start is None else joined(begun, " to ", end)
    if one.extension_to is not None:
        words = joined(words, ", may run to ", unbroken(short_date(one.extension_to)))
    return words


def notice(one: Contract, today: datetime.date) -> str:
    """Return the last day on which the council's notice ends a contract by its end."""
    if one.kind == "in_house":
        return "none"
    if one.notice_days_council is None:
        return NOT_KNOWN
    if one.end is None:
        return f"{days(one.notice_days_council)} ahead"
    last = one.end - datetime.timedelta(days=one.notice_days_council)
    return f"{short_date(last)}, past" if last < today else short_date(last)


def bond(one: Contract) -> str:
    """Return the bond, and whether somebody guarantees the contract."""
    amount = NOT_KNOWN if one.bond_amount is None else f"{one.bond_amount:,.0f}"
    if one.guarantee_by:
        return "guarantee" if one.bond_amount is None else f"{amount} and guarantee"
    return amount


def allows(one: Contract) -> str:
    """Return what a contract allows the council to do when its provider fails."""
    if one.kind == "in_house":
        return "own team"
    granted = [name for field, name in PERMISSIONS if getattr(one, field)]
    unknown = [name for field, name in PERMISSIONS if getattr(one, field) is None]
    if not granted and not unknown:
        return "none of these"
    if not granted:
        return NOT_KNOWN if len(unknown) == len(PERMISSIONS) else f"none; {len(unknown)} not known"
    return ", ".join(granted)


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
