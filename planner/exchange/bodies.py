"""Registers that other bodies keep of companies, charities and homes, read row by row.

A row names one body under one or more names (a home and its owner) and numbers. What it says of
that body's soundness is a warning sign in the words of the library of signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from planner.errors import InputRefused
from planner.exchange.body_rows import READERS, BodyCells
from planner.exchange.cells import as_text, shortened
from planner.exchange.listed_bodies import BodiesRead, ListedBody
from planner.exchange.match_columns import ColumnMapping, columns_under, guess_mapping
from planner.exchange.read_table import Table, open_table
from planner.exchange.vocabularies import (
    CHARITIES,
    COMPANIES,
    CQC,
    DIRECTORY,
    OFSTED,
    OFSTED_LEAVERS,
)

_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        COMPANIES: ("status",),
        CHARITIES: ("charity_number", "name"),
        CQC: ("name", "location_name", "regulator_id"),
        OFSTED: ("regulator_id", "name"),
        OFSTED_LEAVERS: ("regulator_id", "name"),
        DIRECTORY: ("name",),
    }
)


def read_bodies(
    path: Path,
    kind: str,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
) -> BodiesRead:
    """Open a register of another body; InputRefused where none of its key columns is there."""
    table = open_table(path, sheet, heading_row)
    names = table.headings.names
    chosen = guess_mapping(table, kind) if mapping is None else mapping.for_headings(names)
    if all(chosen.column(name) is None for name in _NEEDED[kind]):
        wanted = " or ".join(chosen.field(name).label.lower() for name in _NEEDED[kind])
        found = ", ".join(name for name in names if name) or "none found"
        raise InputRefused.one(
            path.name,
            f"no column holds the {wanted}",
            f"choose it yourself; the headings are: {shortened(found, 400)}",
        )
    return BodiesRead(path, kind, table.how, chosen, lambda: _BodyRows(table, chosen).bodies())


class _BodyRows:
    """Goes down one register of another body."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self.table = table
        self.mapping = mapping
        self.sheet = f"sheet {table.sheet}, " if table.sheet else ""
        self.columns: dict[str, int | None] = {
            one.name: mapping.column(one.name) for one in mapping.fields
        }
        self.read = READERS[mapping.kind]

    def bodies(self) -> Iterator[ListedBody]:
        for row in self.table.rows():
            place = f"{self.sheet}row {row.number}"
            if row.is_blank:
                yield ListedBody(place, refused="blank line")
            elif self.table.headings.repeated_by(row.cells):
                names = [as_text(cell) for cell in row.cells]
                self.columns = columns_under(self.mapping, self.columns, names)
                yield ListedBody(place, refused="repeats the headings")
            else:
                yield self.read(BodyCells(row, place, self.columns, self.mapping))
