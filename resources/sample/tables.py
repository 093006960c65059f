"""Reads the hand-written tables beside this module: text with a bar between the cells."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

TABLES = Path(__file__).with_name("tables")
_YES_NO = {"yes": True, "no": False, "": None}


class Row:
    """One row of a table: cells by heading, read as what they hold. A blank cell is None."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells

    def need(self, name: str) -> str:
        """Return a cell that must not be blank; ValueError where it is."""
        found = self._cells[name]
        if not found:
            raise ValueError(f"{name} is blank in {self._cells}")
        return found

    def text(self, name: str) -> str | None:
        """Return a cell as text."""
        return self._cells[name] or None

    def number(self, name: str) -> float | None:
        """Return a cell as a number."""
        return float(self._cells[name]) if self._cells[name] else None

    def whole(self, name: str) -> int | None:
        """Return a cell as a whole number."""
        return int(self._cells[name]) if self._cells[name] else None

    def yes_no(self, name: str) -> bool | None:
        """Return a cell that says yes, no or nothing."""
        return _YES_NO[self._cells[name]]

    def date(self, name: str) -> datetime.date:
        """Return a cell as a date, written as 2026-11-21."""
        return datetime.date.fromisoformat(self.need(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return a cell that holds several texts with semicolons between them."""
        return tuple(part for part in self._cells[name].split(";") if part)

    def settings(self, name: str) -> dict[str, str]:
        """Return a cell of settings such as `bond_amount=190000 step_in_right=no`."""
        return dict(part.split("=", 1) for part in self._cells[name].split())


def rows(table: str) -> Iterator[Row]:
    """Yield the rows of one table in their order; ValueError where a row is too long or short."""
    text = (TABLES / f"{table}.psv").read_text(encoding="utf-8")
    headings, *lines = csv.reader(text.splitlines(), delimiter="|", quoting=csv.QUOTE_NONE)
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(headings):
            raise ValueError(f"line {number} of {table} has {len(cells)} cells")
        yield Row(dict(zip(headings, (cell.strip() for cell in cells), strict=True)))
