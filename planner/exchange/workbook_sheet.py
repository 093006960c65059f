"""One sheet of a register workbook with its headings found, wherever people moved them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.errors import Problem
from planner.exchange.cells import Cell
from planner.exchange.workbook_cells import text_of
from planner.exchange.workbook_layout import Column, SheetLayout

LOOKED_AT = 20


@dataclass
class SheetBody:
    """A sheet with its headings found: the columns in their places, and the rows beneath.

    `places` are the columns in Excel, from 0; `first` is the number of rows above the first row of
    records. `notes` say what is left alone.
    """

    layout: SheetLayout
    columns: tuple[Column, ...]
    places: tuple[int, ...]
    first: int
    cells: Sequence[Sequence[Cell]]
    notes: list[str]

    @classmethod
    def of(cls, layout: SheetLayout, cells: Sequence[Sequence[Cell]]) -> SheetBody | Problem:
        """Return the sheet with its columns found, or why its rows cannot be told."""
        known = {plain(name): column for column in layout.columns for name in _names(column)}
        best, at = 0, 0
        for number, row in enumerate(cells[:LOOKED_AT]):
            hits = sum(plain(text_of(cell)) in known for cell in row)
            if hits > best:
                best, at = hits, number
        if not best:
            return Problem(
                layout.name,
                "has no headings that Backstop knows",
                "put the row of headings back, as in a new export",
            )
        found: dict[str, tuple[Column, int]] = {}
        strangers = []
        for place, cell in enumerate(cells[at]):
            column = known.get(plain(text_of(cell)))
            if column is None:
                if text_of(cell).strip():
                    strangers.append(text_of(cell).strip())
            elif column.heading in found:
                return Problem(
                    layout.name,
                    f"has the heading “{column.heading}” twice",
                    "delete the column that should not be there",
                )
            else:
                found[column.heading] = (column, place)
        name = layout.columns[0]
        if name.heading not in found:
            return Problem(
                layout.name,
                f"has no column “{name.heading}”, which tells the rows",
                "put the column back, as in a new export",
            )
        notes = []
        if strangers:
            words = ", ".join(f"“{one}”" for one in strangers[:4])
            notes.append(f"{layout.name}: columns of your own are left alone ({words}).")
        lost = [one.heading for one in layout.columns if one.heading not in found]
        if lost:
            words = ", ".join(f"“{one}”" for one in lost[:4])
            notes.append(f"{layout.name}: these columns are missing and stay as they are: {words}.")
        columns, places = zip(*found.values(), strict=True)
        return cls(layout, columns, places, at + 1, cells, notes)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the number in Excel and the cells of every row that holds anything of ours."""
        for number, row in enumerate(self.cells[self.first :], start=self.first + 1):
            cells = [row[place] if place < len(row) else None for place in self.places]
            if any(text_of(cell).strip() for cell in cells):
                yield number, cells


def is_alike(layout: SheetLayout, rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether rows have most of the headings of a sheet that has another name."""
    wanted = {plain(column.heading) for column in layout.columns}
    held = [{plain(text_of(cell)) for cell in row} for row in rows[:LOOKED_AT]]
    return any(len(wanted & one) >= max(2, 0.7 * len(wanted)) for one in held)


def _names(column: Column) -> tuple[str, ...]:
    if column.field is None:
        return (column.heading,)
    return (column.heading, column.field.label, column.field.name)


def plain(text: str) -> str:
    """Return a heading as it is compared: case and spaces do not count."""
    return " ".join(text.casefold().split())
