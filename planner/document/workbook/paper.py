"""Findings as a workbook: cover, contents, one table a sheet, charts beside theirs, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.chart_tables import Kind
from planner.document.charts import Chart
from planner.document.in_place import put_in_place
from planner.document.paper import Paper
from planner.document.plain_sheet import FIGURES, Cell, PlainSheet, twin_of
from planner.document.redaction.secrets import Secrets
from planner.document.redaction.sheets import redacted_book
from planner.document.wording import full_stop
from planner.document.workbook.cells import Formula, Value, clean
from planner.document.workbook.chart_shapes import native
from planner.document.workbook.charts import add_charts
from planner.document.workbook.packing import contents, lines, packed, properties, shown
from planner.document.workbook.sheets import FIRST_ROW, Column, Sheet, build, print_setup
from planner.progress import Progress, unreported

LONGEST_NAME = 31
LONGEST_HEADING = 80
FORMATS: dict[Kind, str] = {
    "text": "text",
    "class": "text",
    "number": "count",
    "people": "count",
    "pounds": "pounds",
    "days": "count",
    "share": "percent_1",
    "date": "date",
}
UNKNOWN = "“not known” is never zero: no sum counts it."
TOKEN = re.compile(r"\{([^{}]+)\}")
TAKEN = ("Cover", "Contents", "Notes")


def write_paper_workbook(
    paper: Paper, path: Path, report: Progress = unreported, *, secrets: Secrets | None = None
) -> None:
    """Write a paper as a workbook, whole or not at all; OSError where it cannot be written."""
    put_in_place(paper_workbook(paper, report, secrets=secrets), path)


def paper_workbook(
    paper: Paper, report: Progress = unreported, *, secrets: Secrets | None = None
) -> bytes:
    """Return a paper as a workbook in memory; with `secrets` its redacted edition.

    The same paper always gives the same bytes.
    """
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    sheets = _sheets(paper if secrets is None else _figures_alone(paper))
    footer = f"Made {paper.made}"
    title, marking, author = paper.title, paper.marking, paper.council or "Backstop"
    cover, notes = _cover(paper), _notes(paper)
    if secrets is not None:
        public = redacted_book(
            sheets, cover, notes, title=title, author=author, footer=footer, secrets=secrets
        )
        sheets, cover, notes = public.sheets, public.cover, public.notes
        title, marking, author = public.title, public.marking, public.author
        footer = public.footer
    front.title = "Cover"
    lines(front, title, cover)
    contents(book.create_sheet("Contents"), sheets)
    alts: list[list[str]] = []
    for number, sheet in enumerate(sheets):
        report(number, len(sheets) + 1, f"Writing the sheet {sheet.name}")
        built = build(book, sheet, marking, footer)
        if sheet.charts:
            alts.append(add_charts(built, sheet))
    lines(book.create_sheet("Notes"), "Notes and assumptions", notes)
    for made in (front, book["Contents"], book["Notes"]):
        print_setup(made, marking, footer, one_page=made is front)
    properties(book, title, author, paper.made_on)
    report(len(sheets), len(sheets) + 1, "Packing the workbook")
    data = packed(book, alts, shown(book, sheets), paper.made_on)
    report(len(sheets) + 1, len(sheets) + 1, "Workbook written")
    return data


def _cover(paper: Paper) -> list[tuple[str, str]]:
    told = [
        ("Marking", paper.marking),
        ("Council", paper.council or "not known"),
        ("About", paper.subtitle),
        ("Made", paper.made),
        ("Finding", paper.headline),
    ]
    for part in paper.parts:
        told += [(part.heading if not at else "", words) for at, words in enumerate(part.sentences)]
    return told


def _notes(paper: Paper) -> list[tuple[str, str]]:
    return [
        ("Blanks", UNKNOWN),
        ("Person-day", "One person without the service for one day."),
        ("Must, needed, could", "Must services always keep going. Needed services are bridged. "
         "Could services may be let go, with a recorded reason."),
        *[("Assumption", words) for words in paper.assumptions],
    ]  # fmt: skip


def _figures_alone(paper: Paper) -> Paper:
    """Return a paper without what its figures are worked out from: a redacted edition has none."""
    parts = tuple(
        replace(part, tables=tuple(replace(table, workings=()) for table in part.tables))
        for part in paper.parts
    )
    return replace(paper, parts=parts, inputs=())


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table with the sheet it stands on."""

    table: PlainSheet
    wanted: str
    name: str
    columns: Sequence[Column]
    chart: Chart | None = None


def _sheets(paper: Paper) -> list[Sheet]:
    """Return a sheet for each chart with its numbers, for each table, and for what they rest on."""
    names: set[str] = {name.casefold() for name in TAKEN}
    wanted: list[tuple[PlainSheet, str, Chart | None]] = []
    for part in paper.parts:
        wanted += [(twin_of(chart), part.heading, chart) for chart in part.charts]
        wanted += [(table, table.title or part.heading, None) for table in part.tables]
    wanted += [(table, table.title, None) for table in paper.inputs]
    started = _started(table for table, _, _ in wanted)
    placed = [
        _Placed(table, title, _name(title, names), _columns(table, started), chart)
        for table, title, chart in wanted
    ]
    by_title = {one.table.title: one for one in reversed(placed) if one.chart is None}
    about = full_stop(paper.subtitle)
    return [_sheet(one, number, by_title, about) for number, one in enumerate(placed)]


def _sheet(placed: _Placed, number: int, others: Mapping[str, _Placed], about: str) -> Sheet:
    table, chart = placed.table, placed.chart
    note = "The numbers of the chart beside them." if chart is not None else UNKNOWN
    if table.workings:
        note = "Black bold figures are formulas; blue figures are what they start from."
    return Sheet(
        name=placed.name,
        table=f"Table{number + 1}_{re.sub('[^A-Za-z0-9]', '', placed.name)}",
        title=clean(table.title or placed.wanted),
        scope=chart.subtitle if chart is not None else about,
        note=note,
        columns=placed.columns,
        rows=_rows(placed, others),
        charts=native(chart, placed.columns, len(table.rows)) if chart is not None else (),
    )


def _rows(placed: _Placed, others: Mapping[str, _Placed]) -> list[list[Value]]:
    """Return the rows, with a formula for each known cell of a column that is worked out."""
    table = placed.table
    rows: list[list[Value]] = [list(row) for row in table.rows]
    for working in table.workings:
        at = table.headings.index(working.heading)
        for number, row in enumerate(rows, start=1):
            cell = row[at]
            if working.row and working.row != number:
                continue
            if isinstance(cell, int | float | str) and not isinstance(cell, bool):
                row[at] = Formula(_written(working.formula, number, placed, others), cell)
    return rows


def _written(formula: str, row: int, placed: _Placed, others: Mapping[str, _Placed]) -> str:
    """Return a formula with cells in place of its tokens."""
    return TOKEN.sub(lambda found: _place(found[1], row, placed, others), formula)


def _place(token: str, row: int, placed: _Placed, others: Mapping[str, _Placed]) -> str:
    """Return the cells that a token of a working names."""
    if token == "row":
        return str(row)
    title, *rest = token.split("|")
    if rest:
        other = others[title]
        letter = _letter(other, rest[0])
        sheet = other.name.replace("'", "''")
        if len(rest) > 1:
            return f"'{sheet}'!${letter}${FIRST_ROW + int(rest[1]) - 1}"
        return f"'{sheet}'!${letter}${FIRST_ROW}:${letter}${_last(other)}"
    if token.startswith("*"):
        letter = _letter(placed, token[1:])
        return f"${letter}${FIRST_ROW}:${letter}${_last(placed)}"
    return f"${_letter(placed, token)}{FIRST_ROW + row - 1}"


def _letter(placed: _Placed, heading: str) -> str:
    return str(get_column_letter(placed.table.headings.index(heading) + 1))


def _last(placed: _Placed) -> int:
    return FIRST_ROW + max(len(placed.table.rows), 1) - 1


def _started(tables: Iterable[PlainSheet]) -> set[tuple[str, str]]:
    """Return the columns that formulas start from: the title of their table, and their heading."""
    found = set()
    for table in tables:
        for token in (one for each in table.workings for one in TOKEN.findall(each.formula)):
            title, *rest = token.split("|")
            found.add((title, rest[0]) if rest else (table.title, token.lstrip("*")))
    return found


def _columns(table: PlainSheet, started: set[tuple[str, str]]) -> list[Column]:
    found: list[Column] = []
    taken: set[str] = set()
    for at, heading in enumerate(table.columns):
        words = _unique(heading.words, taken, LONGEST_HEADING)
        cells = [row[at] for row in table.rows]
        kind = FORMATS[heading.kind]
        if heading.kind == "number" and _is_small(cells):
            kind = "price"
        if kind == "date" and any(isinstance(cell, str) for cell in cells):
            kind = "text"
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        width = 13.0 if heading.kind in FIGURES else min(60.0, max(12.0, longest * 1.2 + 1))
        found.append(
            Column(
                words,
                kind,
                max(width, min(24.0, len(words) * 0.8)),
                given=(table.title, heading.words) in started,
                secret="money" if heading.kind == "pounds" else "",
                people=heading.kind == "people",
            )
        )
    return found


def _is_small(cells: Sequence[Cell]) -> bool:
    """Return whether whole numbers would hide what a column says."""
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    return bool(numbers) and max(map(abs, numbers)) < 100 and any(n != round(n) for n in numbers)


def _name(wanted: str, names: set[str]) -> str:
    """Return a name that Excel allows for a sheet, and that no other sheet has."""
    tidy = re.sub(r"[\[\]:*?/\\]+", " ", clean(wanted)).strip(" '") or "Table"
    return _unique(tidy, names, LONGEST_NAME)


def _unique(wanted: str, taken: set[str], longest: int) -> str:
    tidy = " ".join(clean(wanted).split()) or "Column"
    found, number = tidy[:longest].strip(), 2
    while found.casefold() in taken:
        end = f" {number}"
        found = tidy[: longest - len(end)].strip() + end
        number += 1
    taken.add(found.casefold())
    return found
