"""The redacted edition of a workbook: its sheets as values, before the writer builds them.

Cells are made anew: nothing is put into hidden rows, columns or sheets, and a formula becomes the
number it comes to, as what it starts from may be gone.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.document.charts import Chart
from planner.document.redaction.counting import HEADING
from planner.document.redaction.counts import Counts, public_counts
from planner.document.redaction.edition import MARKING
from planner.document.redaction.grids import Grid
from planner.document.redaction.numbers_in_words import counts_in, with_others
from planner.document.redaction.removing import GONE, REMOVED, Remover
from planner.document.redaction.secrets import Secrets
from planner.document.redaction.small_numbers import (
    NOT_SHOWN,
    SMALLEST_SHOWN,
    UNDER_5,
    Shown,
)
from planner.document.redaction.telling import Telling
from planner.document.words import Rich, Run, Secret
from planner.document.workbook.cells import Formula, Value
from planner.document.workbook.sheets import Column, Sheet, SheetChart

MONEY_KINDS = frozenset({"pounds", "price"})
MONEY_WORDS = re.compile(
    r"£|\b(?:cost|price|amount|bond|levy|exposure|pays|value|budget|spend|turnover|has|left|net"
    r"|needed|paid|short|running|total|set-up|recoveries|cap)\b",
    re.IGNORECASE,
)
NEAREST = 10
ON_FORMULAS = frozenset({"Formulas", "Colours", "Money", "Numbers of rows"})
"""Notes that tell how to work with formulas, of which an edition has none."""
SEVERAL = 2
ROUNDED = "Counts of people are rounded to the nearest 10."
HIDDEN = "Under 5: from 1 to 4 people. Not shown: the number would give a smaller one away."
EDITION = (
    "Redacted edition. It leaves out personal contacts, ratings, chances of failure, cash figures "
    "and weaknesses of named providers; counts of people under 5 are hidden."
)
Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PublicBook:
    """What a redacted workbook is written from: sheets, lines of words, title and marking."""

    sheets: list[Sheet]
    cover: list[tuple[str, str]]
    notes: list[tuple[str, str]]
    title: str
    author: str
    footer: str
    marking: str = f"{MARKING} · Redacted edition"


def redacted_book(
    sheets: Sequence[Sheet],
    cover: Lines,
    notes: Lines,
    *,
    title: str,
    author: str,
    footer: str,
    secrets: Secrets,
) -> PublicBook:
    """Return the redacted edition of a workbook's values.

    `cover` and `notes` are lines of a name and its words; the notes say what was removed. Sheets
    of which nothing is left are left out.
    """
    remover = Remover(Telling(secrets))
    gone: dict[Secret, None] = {}
    kept = [made for sheet in sheets if (made := _without_secrets(sheet, remover, gone))]
    front = _lines(cover, remover)
    back = _lines(notes, remover)
    public_title = remover.label(title, "Redacted edition")
    words = [*_texts(kept), public_title]
    words += [one for line in (*front, *back) for one in line]
    told = (found.value for text in words for found in counts_in(text))
    exact = [at for at, sheet in enumerate(kept) if _people(sheet) and not _has_means(sheet)]
    counts = public_counts([_grid(kept[at]) for at in exact], told)
    printing = _Printing(counts, {at: number for number, at in enumerate(exact)})
    back = [("Edition", EDITION), *[("", REMOVED[why]) for why in gone], *back]
    return PublicBook(
        [printing.sheet(at, sheet) for at, sheet in enumerate(kept)],
        [(printing.text(name), printing.text(said)) for name, said in front],
        [(printing.text(name), printing.text(said)) for name, said in back],
        printing.text(public_title),
        remover.label(author, "Backstop"),
        remover.label(footer, ""),
    )


def _lines(told: Lines, remover: Remover) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, words in told:
        if name == "Marking":
            found.append((name, MARKING))
        elif name in ON_FORMULAS:
            continue
        elif not remover.telling.heading(name) and (said := remover.text(words).strip()):
            found.append((remover.label(name, ""), said))
    return found


def _texts(sheets: Iterable[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        yield from (sheet.title, sheet.scope, sheet.note)
        for row in sheet.rows:
            yield from (value for value in row if isinstance(value, str))
        for chart in sheet.charts:
            yield from (chart.title or chart.chart.title, chart.words or chart.chart.alt)


def _shown(value: Value) -> Value:
    return value.shown if isinstance(value, Formula) else value


def _secret_of(column: Column, values: Sequence[Value], remover: Remover, first: bool) -> Secret:
    if column.secret:
        return column.secret
    if column.kind in MONEY_KINDS and (column.kind == "pounds" or _is_money(column.heading)):
        return "money"
    told = remover.telling.heading(column.heading)
    if told or first:
        return told
    texts = [value for value in values if isinstance(value, str) and value.strip(" -–")]  # noqa: RUF001
    texts = [value for value in texts if value != "none"]
    telling = [one for one in map(remover.telling.told, texts) if one]
    return telling[0] if telling and len(telling) * 2 > len(texts) else ""


def _is_money(heading: str) -> bool:
    """Return whether a column of prices is one: papers show small plain numbers in that format."""
    return bool(MONEY_WORDS.search(heading))


def _without_secrets(sheet: Sheet, remover: Remover, gone: dict[Secret, None]) -> Sheet | None:
    """Return a sheet without secret columns, charts and sentences; None where it goes whole."""
    if sheet.secret:
        gone.setdefault(sheet.secret)
        return None
    rows = [[_shown(value) for value in row] for row in sheet.rows]
    why = [
        _secret_of(column, [row[at] for row in rows], remover, at == 0)
        for at, column in enumerate(sheet.columns)
    ]
    drawn = [one for one in (remover.secret_of(chart.chart) for chart in sheet.charts) if one]
    for one in [*why, *drawn]:
        if one:
            gone.setdefault(one)
    keep = [at for at, one in enumerate(why) if not one]
    told = len(keep) < len(why) and (len(keep) * 2 <= len(why) or len(keep) < 2)
    if told or (drawn and len(drawn) == len(sheet.charts) == 1 and _is_twin(sheet)):
        return None
    columns = [dataclasses.replace(sheet.columns[at], choices=_choices(sheet, at, remover))
               for at in keep]  # fmt: skip
    headings = {column.heading for column in columns}
    return dataclasses.replace(
        sheet,
        name=remover.label(sheet.name, "Table"),
        table=sheet.table if not remover.tells(_spaced(sheet.table)) else "PublicTable",
        title=remover.label(sheet.title, sheet.name),
        scope=remover.text(sheet.scope),
        note=remover.text(sheet.note),
        columns=columns,
        rows=[[_cleaned(row[at], remover, at == keep[0]) for at in keep] for row in rows],
        charts=[made for chart in sheet.charts if (made := _chart(chart, headings, remover))],
        flags=[flag for flag in sheet.flags if flag.column in headings],
    )


def _is_twin(sheet: Sheet) -> bool:
    """Return whether a sheet is no more than the numbers of its one chart."""
    return sheet.title == sheet.charts[0].chart.title


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)


def _choices(sheet: Sheet, at: int, remover: Remover) -> tuple[str, ...]:
    return tuple(one for one in sheet.columns[at].choices if not remover.tells(one))


def _cleaned(value: Value, remover: Remover, label: bool) -> Value:
    if not isinstance(value, str) or not value.strip():
        return value
    if label:
        return remover.label(value)
    return remover.text(value).strip() or remover.label(value)


def _chart(chart: SheetChart, headings: set[str], remover: Remover) -> SheetChart | None:
    series = [one for one in chart.series if one in headings]
    if not series or chart.categories not in headings or remover.secret_of(chart.chart):
        return None
    made: Chart = remover.chart(chart.chart)
    return dataclasses.replace(
        chart,
        chart=made,
        series=series,
        line=chart.line if chart.line in headings else None,
        title=remover.label(chart.title, made.title) if chart.title else made.title,
        words=remover.text(chart.words) or made.alt,
    )


def _people(sheet: Sheet) -> list[int]:
    """Return the columns that count people."""
    return [
        at
        for at, column in enumerate(sheet.columns)
        if column.people or HEADING.match(column.heading)
    ]


def _numbers(sheet: Sheet) -> Iterator[float]:
    for row in sheet.rows:
        yield from (
            float(value)
            for at in _people(sheet)
            for value in [row[at]]
            if isinstance(value, int | float)
        )


def _has_means(sheet: Sheet) -> bool:
    """Return whether counts of a sheet are means over time: those are rounded, not hidden."""
    several = len(_people(sheet)) > SEVERAL
    return several and any(abs(value - round(value)) > 0.001 for value in _numbers(sheet))


def _grid(sheet: Sheet) -> Grid:
    """Return the counts of a sheet, with the sums that its total row prints."""
    wanted = _people(sheet)
    cells = [tuple(_whole(row[at]) for at in wanted) for row in sheet.rows]
    names = [str(row[0]) for row in sheet.rows]
    total = None
    if any(sheet.columns[at].total for at in wanted) and cells:
        total = len(cells)
        names.append("Total")
        cells.append(tuple(_total(sheet, at) for at in wanted))
    headings = tuple(sheet.columns[at].heading for at in wanted)
    return Grid(tuple(names), headings, tuple(cells), total)


def _whole(value: Value) -> int | None:
    return round(value) if isinstance(value, int | float) else None


def _total(sheet: Sheet, at: int) -> int | None:
    """Return the sum of a column; it is held against small counts whether it is printed or not.

    So a workbook hides what the same table in a document hides.
    """
    known = [one for one in (_whole(row[at]) for row in sheet.rows) if one is not None]
    return sum(known) if sheet.columns[at].total else None


class _Printing:
    """Prints the counts of sheets as they may be printed."""

    def __init__(self, counts: Counts, place: dict[int, int]) -> None:
        self.counts = counts
        self.place = place

    def text(self, words: str, surely: bool = False) -> str:
        return with_others(Rich((Run(words),)), self.counts.in_words, surely).plain

    def sheet(self, at: int, sheet: Sheet) -> Sheet:
        wanted = _people(sheet)
        shown = self.counts.grids[self.place[at]] if at in self.place else {}
        rounds = bool(wanted) and at not in self.place
        rows: list[list[Value]] = []
        for number, row in enumerate(sheet.rows):
            made = [self.text(one) if isinstance(one, str) else one for one in row]
            for column, place in enumerate(wanted):
                made[place] = _printed(made[place], shown.get((number, column)), rounds)
            rows.append(made)
        lost = [
            place
            for place in wanted
            if any(_differs(old[place], new[place]) for old, new in zip(sheet.rows, rows,
                                                                         strict=True))
        ]  # fmt: skip
        totals = len(sheet.rows)
        columns = [
            dataclasses.replace(
                column,
                given=False,
                total=column.total
                and place not in lost
                and (place not in wanted
                     or shown.get((totals, wanted.index(place)), "shown") == "shown"),
            )
            for place, column in enumerate(sheet.columns)
        ]  # fmt: skip
        note = self.text(_without_formulas(sheet.note))
        if lost:
            note = f"{ROUNDED if rounds else HIDDEN} {note}".rstrip()
        return dataclasses.replace(
            sheet,
            title=self.text(sheet.title),
            scope=self.text(sheet.scope),
            note=note,
            columns=columns,
            rows=rows,
            charts=[self._chart(chart, bool(lost)) for chart in sheet.charts],
        )

    def _chart(self, chart: SheetChart, lost: bool) -> SheetChart:
        title = self.text(chart.title, surely=lost)
        words = title if lost else self.text(chart.words)
        return dataclasses.replace(chart, title=title, words=words)


def _without_formulas(note: str) -> str:
    """Return a note without the sentences on formulas and their colours: there are none left."""
    kept = [one for one in re.split(r"(?<=[.])\s+", note)
            if not re.search(r"\bformulas?\b|\b[Bb]lue\b|\badds them up\b", one)]  # fmt: skip
    return " ".join(kept)


def _printed(value: Value, status: Shown | None, rounds: bool) -> Value:
    if status == "under":
        return UNDER_5
    if status == "hidden":
        return NOT_SHOWN
    if not isinstance(value, int | float) or abs(value) < 0.005:
        return value
    if not rounds:
        return value if status is None else round(value)
    return UNDER_5 if value < SMALLEST_SHOWN - 0.5 else max(NEAREST, _near(value))


def _near(value: float) -> int:
    return NEAREST * int((value + NEAREST / 2) // NEAREST)


def _differs(old: Value, new: Value) -> bool:
    return old != new


__all__ = ["GONE", "PublicBook", "redacted_book"]
