"""Every word of a document in the order in which it is read, whatever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.document.blocks import (
    AnswerBox,
    Banner,
    Block,
    Cell,
    ChartBlock,
    Contents,
    Cover,
    DecisionTag,
    Figures,
    Group,
    Guarded,
    Items,
    OnOnePage,
    Opening,
    Panel,
    Section,
    Sides,
    Table,
    Text,
    Together,
    Total,
)
from planner.document.words import Rich, clean, plain


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what each paragraph, cell, heading and figure says; choices by their first."""
    for block in blocks:
        for words in _words(block):
            shown = " ".join(clean(words).split())
            if shown:
                yield shown


def _words(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield _rich(block.words)
        case Table():
            yield from (column.heading for column in block.columns)
            for row in block.rows:
                if isinstance(row, Group):
                    yield row.words
                else:
                    for cell in row.cells if isinstance(row, Total) else row:
                        yield from _cell(cell)
        case Items():
            yield from (_rich(item) for item in block.items)
        case Panel() | Together() | Guarded():
            yield from words_of(block.content)
        case Sides():
            yield from words_of((*block.left, *block.right))
        case ChartBlock():
            yield from (block.chart.title, block.chart.subtitle)
            yield from words_of(block.after)
        case Figures():
            for figure in block.figures:
                yield from (figure.value, figure.words)
        case Banner():
            yield from (block.eyebrow, block.words)
        case Section():
            yield _rich(block.title)
            yield from words_of(block.content)
        case Opening():
            yield from (block.part, block.more, block.title, block.lead)
        case Contents():
            yield from (entry.words for entry in block.entries)
        case OnOnePage():
            yield from words_of(block.choices[0])
        case Cover():
            yield from (block.council, block.title, block.line, block.note, block.turn_more)
            for label, words in block.lines:
                yield from (label, _rich(words))


def _cell(cell: Cell) -> Iterator[str]:
    if isinstance(cell, str | Rich):
        yield plain(cell)
        return
    for part in cell if isinstance(cell, tuple) else (cell,):
        if isinstance(part, Text):
            yield _rich(part.words)
        elif isinstance(part, DecisionTag | AnswerBox):
            yield part.words


def _rich(words: Rich) -> str:
    """Return words, with names of places for pages; bare page numbers are left out."""
    shown = [
        run.text[:1].upper() + run.text[1:] if run.page == "Page" else run.text
        for run in words.runs
        if run.page != "number"
    ]
    return "".join(shown)
