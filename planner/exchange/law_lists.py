"""The Local Government Association's lists of council services, powers and duties.

A council downloads them itself from standards.esd.org.uk; none of them comes with Backstop. They
say which statutory duties require a service and which powers allow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.errors import InputRefused
from planner.exchange.cells import as_text
from planner.exchange.read_table import Row, Table, open_table

_COLUMNS = ("identifier", "label", "type", "mapping type", "mapped identifier", "mapped label",
            "mapped type")  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawService:
    """One service of the national list: its number and the duties and powers that touch it."""

    number: str
    label: str
    duties: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()

    @property
    def law(self) -> str:
        """Return duty, power or none."""
        return "duty" if self.duties else "power" if self.powers else "none"


@dataclass(frozen=True)
class LawRead:
    """What one of the lists says: its services by number, and its rows by what they are.

    `knows_law` is false for a list of services alone, which says nothing of duties and powers.
    """

    how: str
    services: Mapping[str, LawService]
    rows: Mapping[str, int]
    knows_law: bool


def is_law_table(names: set[str]) -> bool:
    """Return whether headings are those of the lists of services, or of what maps to services."""
    known = {name.casefold().strip() for name in names}
    return {"identifier", "label", "history notes", "type"} <= known


def read_law(path: Path) -> LawRead:
    """Read one of the lists; InputRefused where it names no services."""
    table = open_table(path)
    columns = _columns(table)
    services: dict[str, LawService] = {}
    rows = {"services": 0, "links": 0, "without a service": 0, "blank": 0}
    for row in table.rows():
        if row.is_blank:
            rows["blank"] += 1
            continue
        kind = _take(services, row, columns)
        rows[kind] += 1
    if not services:
        raise InputRefused.one(
            path.name,
            "names no services",
            "import powersAndDuties_services, functions_services or services of the same place",
        )
    knows = any(one.duties or one.powers for one in services.values())
    return LawRead(table.how, services, rows, knows)


def _columns(table: Table) -> dict[str, int]:
    names = [name.casefold().strip() for name in table.headings.names]
    return {name: names.index(name) for name in _COLUMNS if name in names}


def _take(services: dict[str, LawService], row: Row, columns: Mapping[str, int]) -> str:
    def text(name: str) -> str:
        return as_text(row.cell(columns[name])) if name in columns else ""

    if text("type").casefold() == "service":
        number, label = text("identifier"), text("label")
        services.setdefault(number, LawService(number, label))
        return "services"
    number, label = text("mapped identifier"), text("mapped label")
    if not number or text("mapped type").casefold() != "service":
        return "without a service"
    before = services.get(number, LawService(number, label))
    law = (f"{text('label')} ({text('identifier')})",)
    mapped = text("mapping type").casefold()
    if mapped == "requires":
        before = LawService(number, before.label, (*before.duties, *law), before.powers)
    elif mapped == "allows":
        before = LawService(number, before.label, before.duties, (*before.powers, *law))
    services[number] = before
    return "links"
