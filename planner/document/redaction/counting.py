"""The second pass over a document: counts of people under 5, and what would give them away."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

from planner.document.blocks import (
    SOURCE,
    Block,
    Cell,
    CellPart,
    ChartBlock,
    Column,
    Cover,
    Figure,
    Figures,
    Group,
    Opening,
    Row,
    Section,
    Table,
    Text,
    Total,
)
from planner.document.charts import (
    Band,
    Bars,
    Chart,
    CourseLine,
    CoursesOverTime,
    Layer,
    PeopleOverTime,
    ServedOverTime,
)
from planner.document.redaction.counts import SOME, Counts, in_cell, public_counts
from planner.document.redaction.grids import Grid
from planner.document.redaction.numbers_in_words import PEOPLE, counts_in, with_others
from planner.document.redaction.removing import plain_of, without_repeats
from planner.document.redaction.small_numbers import NOT_SHOWN, Shown
from planner.document.redaction.walk import every, rebuilt
from planner.document.words import Rich, Run, rich

HEADING = re.compile(
    r"^(?:(?:all|must|needed|could|older|how many) )?people(?: (?:hit|without|served|at risk|who "
    r"wait|affected))?$|^(?:standard|complex) needs$|^everyone affected$",
    re.IGNORECASE,
)
"""Headings of columns that count people, where their maker does not say so."""
SUBTITLE = re.compile(r"^(?:number of |must |how many )?people\b(?!.*person-days)", re.IGNORECASE)
WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|under 1")
NOTE = "Under 5: from 1 to 4 people. Not shown: the number would give a smaller one away."
NEAREST = 10
ROUNDED = "Rounded to the nearest 10; under 5 people show as none."


def with_public_counts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks that print no count of people under 5, and none that gives one away."""
    found = list(_counted(blocks, ""))
    grids = [
        grid_of(one, about) if isinstance(one, Table) else grid_of_bars(one, about)
        for one, about in found
    ]
    counts = public_counts(grids, told_in(blocks))
    place = {id(one): at for at, (one, _) in enumerate(found)}
    made: tuple[Block, ...] = _Printing(counts, place).content(blocks)
    return made


def _counted(value: Any, about: str) -> Iterator[tuple[Table | Bars, str]]:
    """Yield every table and chart that counts people, with the titles that stand over it."""
    if isinstance(value, tuple):
        opened = ""
        for item in value:
            if isinstance(item, Opening):
                opened = f" {item.title} {item.bookmark}"
            yield from _counted(item, about + opened)
    elif isinstance(value, Table):
        if columns_of_people(value):
            yield value, about
    elif isinstance(value, ChartBlock):
        if isinstance(value.chart, Bars) and bars_of_people(value.chart):
            yield value.chart, f"{about} {value.chart.title}"
        yield from _counted(value.after, about)
    elif isinstance(value, Section):
        yield from _counted(value.content, f"{about} {value.title.plain}")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Run):
        for part in dataclasses.fields(value):
            yield from _counted(getattr(value, part.name), about)


def counts_people(column: Column) -> bool:
    """Return whether the figures of a column count people."""
    return column.people or bool(HEADING.match(column.heading))


def columns_of_people(table: Table) -> list[int]:
    """Return the columns that count people; what options could take on is nobody yet."""
    named = next((column.heading for column in table.columns if column.heading), "")
    if named.startswith("Option"):
        return [at for at, column in enumerate(table.columns) if column.people]
    return [at for at, column in enumerate(table.columns) if counts_people(column)]


def bars_of_people(chart: Bars) -> bool:
    """Return whether the bars of a chart are people."""
    return bool(SUBTITLE.match(chart.subtitle))


def whole(words: str) -> int | None:
    """Return the count that a cell prints, or None where it prints something else."""
    text = words.strip()
    if not WHOLE.fullmatch(text):
        return None
    return 1 if text == "under 1" else int(text.replace(",", ""))


def _cells(row: Row) -> Sequence[Cell]:
    return () if isinstance(row, Group) else row.cells if isinstance(row, Total) else row


def grid_of(table: Table, about: str = "") -> Grid:
    """Return the counts of people of a table; a group has a row without counts."""
    wanted = columns_of_people(table)
    named = next((at for at, column in enumerate(table.columns) if column.heading), 0)
    rows, cells = [], []
    for row in table.rows:
        parts = _cells(row)
        rows.append(plain_of(parts[named]) if parts else "")
        cells.append(tuple(whole(plain_of(parts[at])) if parts else None for at in wanted))
    totals = [at for at, row in enumerate(table.rows) if isinstance(row, Total)]
    headings = tuple(table.columns[at].heading for at in wanted)
    total = totals[0] if len(totals) == 1 else None
    return Grid(tuple(rows), headings, tuple(cells), total, about)


def grid_of_bars(chart: Bars, about: str = "") -> Grid:
    """Return the counts of a chart whose bars are people."""
    known = tuple((round(bar.value),) if whole(bar.text) is not None else (None,)
                  for bar in chart.bars)  # fmt: skip
    return Grid(tuple(bar.label for bar in chart.bars), ("People",), known, None, about)


def told_in(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Yield every count of people told in words, in figures or on the cover."""
    for words in every(blocks, (str, Rich)):
        text = words if isinstance(words, str) else words.plain
        yield from (found.value for found in counts_in(text))
    for figure in every(blocks, Figure):
        value = whole(figure.value)
        if value is not None and figure_of_people(figure):
            yield value
    for cover in every(blocks, Cover):
        yield from (round(one) for one in (cover.people or 0.0, cover.complex_people))


def figure_of_people(figure: Figure) -> bool:
    """Return whether a key figure counts people: its words speak of people before any time."""
    found = PEOPLE.search(figure.words)
    if found is None:
        return False
    other = re.search(r"\b(?:days?|weeks?|hours?|person-days|services?|contracts?)\b", figure.words)
    return other is None or found.start() < other.start()


class _Printing:
    """Prints the counts of blocks as they may be printed."""

    def __init__(self, counts: Counts, place: dict[int, int]) -> None:
        self.counts = counts
        self.place = place

    def content(self, blocks: tuple[Block, ...]) -> Any:
        return without_repeats(rebuilt(blocks, self.change))

    def change(self, value: Any) -> tuple[Any, ...] | None:
        if isinstance(value, Rich):
            return (self.rich(value),)
        if isinstance(value, str):
            return (self.text(value),)
        if isinstance(value, Table):
            return self._table(value)
        if isinstance(value, ChartBlock):
            after = rebuilt(value.after, self.change)
            return (dataclasses.replace(value, chart=self.chart(value.chart), after=after),)
        if isinstance(value, Figures):
            return (Figures(tuple(map(self._figure, value.figures))),)
        if isinstance(value, Cover):
            return (self._cover(value),)
        return None

    def rich(self, words: Rich) -> Rich:
        return with_others(words, self.counts.in_words)

    def text(self, words: str, surely: bool = False) -> str:
        return with_others(Rich((Run(words),)), self.counts.in_words, surely).plain

    def _figure(self, figure: Figure) -> Figure:
        words = self.text(figure.words)
        value = whole(figure.value)
        if value is None or not figure_of_people(figure):
            return dataclasses.replace(figure, value=self.text(figure.value), words=words)
        printed = self.counts.in_words(value)
        printed = NOT_SHOWN if printed == SOME else printed
        shown = printed[:1].upper() + printed[1:]
        return dataclasses.replace(figure, value=shown, words=words)

    def _cover(self, cover: Cover) -> Cover:
        hidden = any(
            self.counts.in_words(round(one)) != f"{round(one):,}"
            for one in (cover.people or 0.0, cover.complex_people)
        )
        made: Cover = rebuilt(cover, lambda one: None if isinstance(one, Cover) else
                              self.change(one))  # fmt: skip
        if hidden:
            note = re.sub(r"\s*Filled squares:[^.]*\.", "", made.note)
            return dataclasses.replace(made, people=None, complex_people=0.0, note=note)
        return made

    def _table(self, table: Table) -> tuple[Any, ...]:
        at = self.place.get(id(table))
        shown: dict[tuple[int, int], Shown] = {} if at is None else dict(self.counts.grids[at])
        wanted = columns_of_people(table)
        rows: list[Row] = []
        hidden = False
        for number, row in enumerate(table.rows):
            cells: list[Cell] = []
            for place, cell in enumerate(_cells(row)):
                status = shown.get((number, wanted.index(place))) if place in wanted else None
                if status is None:
                    cells.append(rebuilt((cell,), self.change)[0])
                    continue
                hidden = hidden or status == "hidden"
                words = plain_of(cell).strip()
                cells.append(_with_words(cell, in_cell(status, words)))
            if isinstance(row, Group):
                rows.append(Group(self.text(row.words)))
            else:
                rows.append(Total(tuple(cells)) if isinstance(row, Total) else tuple(cells))
        made = dataclasses.replace(table, rows=tuple(rows), summary=self.text(table.summary))
        note = (Text(SOURCE, rich(NOTE)),) if hidden else ()
        return (made, *note)

    def chart(self, chart: Chart) -> Chart:
        """Return a chart with its counts as they may be printed, and words to match."""
        if isinstance(chart, Bars) and id(chart) in self.place:
            return self._bars(chart)
        if isinstance(chart, CoursesOverTime | ServedOverTime | PeopleOverTime):
            return self._over_time(chart)
        made: Chart = rebuilt(chart, self.change)
        return made

    def _bars(self, chart: Bars) -> Bars:
        shown = self.counts.grids[self.place[id(chart)]]
        bars = []
        for at, bar in enumerate(chart.bars):
            text = in_cell(shown.get((at, 0), "shown"), bar.text)
            value = bar.value if text == bar.text else 0.0
            bars.append(dataclasses.replace(bar, text=text, value=value))
        title = self.text(chart.title, surely=True)
        alt = f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars) + "."
        subtitle = self.text(chart.subtitle)
        return dataclasses.replace(chart, bars=tuple(bars), title=title, alt=alt, subtitle=subtitle)

    def _over_time(self, chart: CoursesOverTime | ServedOverTime | PeopleOverTime) -> Chart:
        numbers = list(every_number(chart))
        made: Chart = rebuilt(chart, self.change)
        if not any(0 < value < 4.5 for value in numbers) and not self.counts.told:
            return made
        made = rebuilt(made, _rounded)
        subtitle = f"{made.subtitle.rstrip('.')}. {ROUNDED}"
        return dataclasses.replace(made, subtitle=subtitle)


def every_number(
    chart: CoursesOverTime | ServedOverTime | PeopleOverTime,
) -> Iterator[float]:
    """Yield every number of people that a chart draws."""
    layers: tuple[Band | Layer | CourseLine, ...]
    if isinstance(chart, CoursesOverTime):
        layers = chart.lines
    elif isinstance(chart, ServedOverTime):
        layers = (*chart.bands, chart.unmet)
    else:
        layers = (*chart.without, *chart.covered)
    yield from (value for layer in layers for value in layer.values)


def _rounded(value: Any) -> tuple[Any, ...] | None:
    """Return a series with each of its numbers to the nearest 10."""
    if isinstance(value, Band | Layer | CourseLine):
        near = tuple(NEAREST * round(one / NEAREST) + 0.0 for one in value.values)
        return (dataclasses.replace(value, values=near),)
    return None


def _with_words(cell: Cell, words: str) -> Cell:
    """Return a cell with other words that look like those it had."""
    if isinstance(cell, str):
        return words
    if isinstance(cell, Rich):
        look = cell.runs[0] if cell.runs else Run("")
        return Rich((dataclasses.replace(look, text=words),))
    if isinstance(cell, Text):
        made = _with_words(cell.words, words)
        return Text(cell.style, made if isinstance(made, Rich) else rich(words))
    if isinstance(cell, tuple):
        first = next((at for at, one in enumerate(cell) if isinstance(one, Text)), None)
        if first is not None:
            part: Any = _with_words(cell[first], words)
            parts: list[CellPart] = [*cell[:first], part]
            return tuple(parts)
    return words
