"""The columns of a contract in the register book: value, people, term, notice, bond, clauses."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from planner.document.blocks import Column
from planner.document.register_pages.known import Known
from planner.document.wording import NOT_KNOWN, count, days, short_date
from planner.document.words import Words, joined, unbroken
from planner.register.records import Contract

CellOf = Callable[[Contract], Words]
PERMISSIONS = (
    ("step_in_right", "step-in"),
    ("novation_allowed", "transfer"),
    ("in_house_allowed", "in-house"),
)


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
