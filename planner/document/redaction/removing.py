"""The first pass over a document: what is marked secret goes, then every sentence that tells.

A removed block leaves one line that says why it is gone; two such lines never stand in a row.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Any

from planner.document.blocks import (
    SOURCE,
    Block,
    Cell,
    CellPart,
    ChartBlock,
    Column,
    Contents,
    Cover,
    Entry,
    Figure,
    Figures,
    Group,
    Guarded,
    Items,
    OnOnePage,
    Opening,
    Panel,
    Row,
    Section,
    Sides,
    Table,
    Text,
    Together,
    Total,
)
from planner.document.charts import (
    Chart,
    FundOverYears,
    HarmBySpend,
    MoneyByWeek,
    MoneyEachWeek,
    RiskPicture,
    Waterfall,
    YearsByLoss,
)
from planner.document.redaction.sentences import without, without_secret_runs
from planner.document.redaction.telling import Telling
from planner.document.redaction.walk import every, rebuilt
from planner.document.words import Rich, Run, Secret, rich

REMOVED: dict[Secret, str] = {
    "contacts": "Removed: contacts.",
    "ratings": "Removed: warning ratings.",
    "chances": "Removed: chances of failure.",
    "money": "Removed: cash figures.",
    "weaknesses": "Removed: weaknesses of named providers.",
}
NOTHING: Secret = ""
LINES = frozenset(REMOVED.values())
GONE = "removed"
COUNT = re.compile(r"[\d,]+")
"""A count of people, which an amount of money may happen to equal."""
SECRET_CHARTS: dict[type[Chart], Secret] = {
    MoneyByWeek: "money",
    MoneyEachWeek: "money",
    Waterfall: "money",
    HarmBySpend: "money",
    FundOverYears: "money",
    YearsByLoss: "chances",
    RiskPicture: "chances",
}
"""Charts that show nothing but what is secret."""
MOST_GONE = 0.5
"""A column that loses more than this share of its cells goes whole."""
Content = tuple[Block, ...]


def removed(secret: Secret) -> Text:
    """Return the line that stands in place of something removed."""
    return Text(SOURCE, Rich((Run(REMOVED[secret], tone="grey"),)))


class Remover:
    """Takes out of blocks what is marked secret, and the sentences that tell."""

    def __init__(self, telling: Telling, keys: dict[str, str] | None = None) -> None:
        self.telling = telling
        self.keys = {} if keys is None else keys
        self.parts: dict[str, str] = {}

    def tells(self, words: str) -> bool:
        """Return whether words tell a secret."""
        return bool(self.telling.told(words))

    def blocks(self, content: Sequence[Block]) -> Content:
        """Return blocks without secrets; one line for what is gone, never two alike in a row."""
        made: list[Block] = []
        for block in content:
            for one in self.change(block):
                if _line(one) and made and _line(made[-1]) == _line(one):
                    continue
                made.append(one)
        return tuple(made)

    def change(self, block: Block) -> Content:
        """Return what stands in place of a block."""
        match block:
            case Guarded():
                return self.blocks(block.public) if block.public else (removed(block.secret),)
            case Text():
                return self._text(block)
            case Table():
                return self._table(block)
            case ChartBlock():
                return self._chart(block)
            case Figures():
                return self._figures(block)
            case Items():
                return self._items(block)
            case Section():
                return self._section(block)
            case Opening():
                return (self._opening(block),)
            case Panel() | Together():
                content = self.blocks(block.content)
                if content and all(_line(one) for one in content):
                    return content
                return (dataclasses.replace(block, content=content),) if content else ()
            case Sides():
                left, right = self.blocks(block.left), self.blocks(block.right)
                if not left or not right or all(_line(one) for one in (*left, *right)):
                    return without_repeats((*left, *right))
                return (Sides(left, right),)
            case OnOnePage():
                choices = tuple(self.blocks(one) for one in block.choices)
                return (dataclasses.replace(block, choices=choices),) if choices[0] else ()
            case Contents():
                entries = tuple(self._entry(one) for one in block.entries)
                return (Contents(entries),)
            case Cover():
                return (self._cover(block),)
        return (self.plain(block),)

    def plain(self, value: Any) -> Any:
        """Return any value with the sentences of all of its texts cleaned."""
        return rebuilt(value, self._words)

    def _words(self, value: Any) -> tuple[Any, ...] | None:
        if isinstance(value, Rich):
            return (self.rich(value),)
        return (self.text(value),) if isinstance(value, str) else None

    def text(self, words: str) -> str:
        """Return a text without the sentences that tell."""
        return self.rich(Rich((Run(words),))).plain

    def rich(self, words: Rich) -> Rich:
        """Return words without secret runs and without the sentences that tell."""
        kept = without(without_secret_runs(words), self.tells, self.telling.across)
        if kept.plain.strip() or not words.plain.strip() or any(run.secret for run in words.runs):
            return kept
        # A short name of something, such as a service, keeps what is no person's name.
        label = "" if words.plain.rstrip()[-1] in ".!?" else self.label(words.plain, "")
        return Rich((dataclasses.replace(words.runs[0], text=label),)) if label else kept

    def label(self, words: str, instead: str = GONE) -> str:
        """Return a short text such as a title: names struck out, or other words in its place."""
        if not self.tells(words):
            return words
        struck = self.telling.without_names(words)
        if not self.tells(struck) and re.sub(r"\[name removed\]|\W", "", struck):
            return struck
        return instead

    def _text(self, block: Text) -> Content:
        before = block.words.plain.strip()
        words = self.rich(block.words)
        if words.plain.strip() or not before:
            return (Text(block.style, words),)
        if block.style in ("h1", "h2", "h3", "panel_title", "panel_gap_title"):
            label = self.label(before, "")
            return (Text(block.style, rich(label)),) if label else ()
        return (removed(self._why(block.words)),)

    def _why(self, words: Rich) -> Secret:
        marked = next((run.secret for run in words.runs if run.secret), NOTHING)
        return marked or self.telling.told(words.plain) or "contacts"

    def _items(self, block: Items) -> Content:
        made = tuple(words for item in block.items if (words := self.rich(item)).plain.strip())
        if made:
            return (dataclasses.replace(block, items=made),)
        return (removed(self._why(block.items[0])),) if block.items else ()

    def _section(self, block: Section) -> Content:
        content = self.blocks(block.content)
        title = self.rich(block.title)
        if not title.plain.strip():
            title = rich(self.label(block.title.plain, "Not in this edition"))
        if not content:
            return ()
        return (dataclasses.replace(block, title=title, content=content),)

    def _opening(self, block: Opening) -> Opening:
        part = self.label(block.part, "Part")
        title = self.label(block.title, part)
        return dataclasses.replace(
            block,
            part=part,
            title=title,
            bookmark=self.label(block.bookmark, part),
            more=self.text(block.more),
            lead=self.text(block.lead),
        )

    def _entry(self, entry: Entry) -> Entry:
        return dataclasses.replace(entry, words=self.label(entry.words, "Part"))

    def _cover(self, block: Cover) -> Cover:
        lines = tuple(
            (label, words)
            for label, before in block.lines
            if not self.tells(label) and (words := self.rich(before)).plain.strip()
        )
        made: Cover = dataclasses.replace(block, lines=())
        made = self.plain(dataclasses.replace(made, title="", council=""))
        title = self.label(block.title, "Redacted edition")
        return dataclasses.replace(
            made, title=title, council=self.label(block.council, ""), lines=lines
        )

    def _figures(self, block: Figures) -> Content:
        made: list[Figure] = []
        why: Secret = ""
        for one in block.figures:
            secret = one.secret or self.telling.told(f"{one.value} {one.words}")
            why = why or secret
            if not secret:
                made.append(one)
        lines = (removed(why),) if why else ()
        return (Figures(tuple(made)), *lines) if made else lines

    def _chart(self, block: ChartBlock) -> Content:
        after = self.blocks(block.after)
        secret = block.secret or self.secret_of(block.chart)
        if secret:
            return self.blocks((removed(secret), *after))
        return (dataclasses.replace(block, chart=self.chart(block.chart), after=after),)

    def secret_of(self, chart: Chart) -> Secret:
        """Return what a whole chart is removed for, or ""."""
        if type(chart) in SECRET_CHARTS:
            return SECRET_CHARTS[type(chart)]
        told = self.telling.told(chart.subtitle)
        if told:
            return told
        texts = [text for text in every(chart, str) if text not in (chart.title, chart.alt)]
        telling = [one for one in map(self.telling.told, texts) if one and one != "contacts"]
        return telling[0] if len(telling) > MOST_GONE * len(texts) / 2 else NOTHING

    def chart(self, chart: Chart) -> Chart:
        """Return a chart with the words that tell taken out of it, its alternative text too."""
        made: Chart = rebuilt(chart, self._labels)
        title = self.label(chart.title, chart.subtitle)
        alt = self.text(chart.alt) or title
        return dataclasses.replace(made, title=title, alt=alt, subtitle=self.text(chart.subtitle))

    def _labels(self, value: Any) -> tuple[Any, ...] | None:
        return (self.label(value),) if isinstance(value, str) else None

    def _table(self, block: Table) -> Content:
        why: list[Secret] = []
        kept: list[int] = []
        for at, column in enumerate(block.columns):
            secret = column.secret or self._secret_column(block, at, column)
            if not secret:
                kept.append(at)
            elif secret not in why:
                why.append(secret)
        for run in every(tuple(self._kept(row, kept) for row in block.rows), Run):
            if run.secret and run.secret not in why:
                why.append(run.secret)
        lines: Content = tuple(removed(one) for one in why)
        if not kept or (len(kept) == 1 and len(block.columns) > 1):
            return lines
        scale = sum(one.share for one in block.columns) / (
            sum(block.columns[at].share for at in kept) or 1.0
        )
        columns = tuple(
            dataclasses.replace(block.columns[at], share=block.columns[at].share * scale)
            for at in kept
        )
        rows = tuple(self._row(row, kept, block.columns) for row in block.rows)
        made = dataclasses.replace(
            block, columns=columns, rows=rows, summary=self.text(block.summary)
        )
        return (made, *lines)

    def _secret_column(self, block: Table, at: int, column: Column) -> Secret:
        told = self.telling.heading(column.heading)
        if told:
            return told
        if at <= next((place for place, one in enumerate(block.columns) if one.heading), 0):
            return NOTHING  # it names the rows
        cells = [one[at] for one in (_cells_of(row) for row in block.rows) if one]
        cells = [one for one in cells if plain_of(one).strip() and plain_of(one) != "none"]
        gone = [one for one in cells if plain_of(self.cell(one)) in ("", GONE)]
        if len(gone) <= MOST_GONE * len(cells):
            return NOTHING
        marked = next((run.secret for run in every(gone[0], Run) if run.secret), NOTHING)
        return marked or self.telling.told(plain_of(gone[0]))

    def _kept(self, row: Row, kept: list[int]) -> tuple[Cell, ...]:
        cells = _cells_of(row)
        return tuple(cells[at] for at in kept) if cells else ()

    def _row(self, row: Row, kept: list[int], columns: Sequence[Column]) -> Row:
        if isinstance(row, Group):
            return Group(self.label(row.words))
        cells = _cells_of(row)
        made = tuple(
            cells[at]
            if columns[at].people and COUNT.fullmatch(plain_of(cells[at]).strip())
            else self.cell(cells[at])
            for at in kept
        )
        return Total(made) if isinstance(row, Total) else made

    def cell(self, cell: Cell) -> Cell:
        """Return a cell without what tells; "removed" where nothing is left of it."""
        before = plain_of(cell)
        if not before.strip():
            return cell
        made: Cell = self.plain((cell,))[0]
        if isinstance(made, tuple):
            made = _without_empty(made)
        if any(run.secret for run in every(cell, Run)) and not plain_of(made).strip():
            return GONE
        if plain_of(made).strip() and not self.telling.across(plain_of(made)):
            return made
        label = self.label(self.telling.without_amounts(before))
        if isinstance(cell, Text):
            return Text(cell.style, rich(label))
        return label


def plain_of(cell: Any) -> str:
    """Return the words of a cell, one space between its parts."""
    if isinstance(cell, str):
        return cell
    return " ".join(one if isinstance(one, str) else one.plain for one in every(cell, (Rich,)))


def _line(block: Block) -> str:
    """Return the words of a line that tells of something removed, or ""."""
    words = block.words.plain if isinstance(block, Text) else ""
    return words if words in LINES else ""


def _cells_of(row: Row) -> tuple[Cell, ...]:
    return () if isinstance(row, Group) else row.cells if isinstance(row, Total) else row


def _without_empty(parts: tuple[CellPart, ...]) -> tuple[CellPart, ...]:
    """Return parts of a cell without paragraphs that lost all their words, and their marks."""
    made: list[CellPart] = []
    for one in parts:
        if isinstance(one, Text) and not one.words.plain.strip():
            while made and not isinstance(made[-1], Text):
                made.pop()
            continue
        made.append(one)
    return tuple(made)


def without_repeats(content: Iterable[Block]) -> Content:
    """Return blocks with no line of something removed twice in a row."""
    made: list[Block] = []
    for block in content:
        if not (_line(block) and made and _line(made[-1]) == _line(block)):
            made.append(block)
    return tuple(made)
