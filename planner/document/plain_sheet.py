"""A table as a value: title, headings and rows, and each cell in words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from planner.document.chart_tables import Heading, Kind, table_of
from planner.document.charts import Chart
from planner.document.wording import MINUS, count, days, percent, pounds, short_date

Cell = str | float | datetime.date | None
FIGURES: frozenset[Kind] = frozenset({"number", "people", "pounds", "days", "share"})
"""What stands at the right of its column."""


@dataclass(frozen=True, slots=True)
class Working:
    """How the cells of a column come from others, as a workbook works them out.

    In `formula`, {Heading} is the cell of the same row, {*Heading} the whole column,
    {Table|Heading} a column of another table by its title, {Table|Heading|3} its third cell and
    {row} the number of the row. `row` keeps it to one row, counted from 1; 0 is every row.
    """

    heading: str
    formula: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One table: its title, headings with units, and rows; None where a value is not known.

    `kinds` says what stands beneath each heading, for documents; where there are none, numbers
    are numbers and everything else is words. `workings` make formulas of known cells in workbooks.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kinds: tuple[Kind, ...] = ()
    workings: tuple[Working, ...] = ()

    @property
    def columns(self) -> tuple[Heading, ...]:
        """Return the headings, each with its kind."""
        kinds = self.kinds or tuple(
            _kind([row[at] for row in self.rows]) for at in range(len(self.headings))
        )
        return tuple(Heading(words, kind) for words, kind in zip(self.headings, kinds, strict=True))


def plain_sheet(
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[Cell]],
    workings: tuple[Working, ...] = (),
) -> PlainSheet:
    """Return a table from headings that know their kinds, as charts and measures have them."""
    return PlainSheet(
        title,
        tuple(one.words for one in headings),
        tuple(tuple(row) for row in rows),
        tuple(one.kind for one in headings),
        workings,
    )


def twin_of(chart: Chart) -> PlainSheet:
    """Return the numbers of a chart as a table under the chart's title."""
    twin = table_of(chart)
    return plain_sheet(chart.title, twin.headings, twin.rows)


def _kind(cells: Sequence[Cell]) -> Kind:
    known = [cell for cell in cells if cell is not None and cell != ""]
    if known and all(isinstance(cell, datetime.date) for cell in known):
        return "date"
    if known and all(isinstance(cell, int | float) for cell in known):
        return "number"
    return "text"


def in_words(cell: Cell, kind: Kind) -> str:
    """Return a cell as a document prints it; "not known" where it is not."""
    if cell is None:
        return "not known"
    if isinstance(cell, datetime.date):
        return short_date(cell)
    if isinstance(cell, str):
        return cell
    if kind == "pounds":
        return pounds(cell)
    if kind == "share":
        return percent(cell)
    if kind == "days":
        return days(cell)
    if kind == "number" and 0 < abs(cell) < 10 and cell != round(cell):
        return f"{cell:.2f}".replace("-", MINUS)
    return count(cell)
