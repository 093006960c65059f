"""The words of a document in the order of its blocks, and those that Poppler reads in its PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont

from planner.document import blocks
from planner.document.document import Document
from planner.document.pdf.styles import REGULAR
from planner.document.wording import CLASS_LETTERS
from planner.document.words import Rich, rich


def squeezed(text: str) -> str:
    """Return text without spaces, where lines may break, and without what has no shape."""
    shapes = getFont(REGULAR).face.charToGlyph
    return "".join(one for one in text if not one.isspace() and ord(one) in shapes)


def read_by_poppler(data: bytes) -> str:
    """Return the words of the structure in order, without those drawn within figures."""
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", "-"],
        input=data,
        capture_output=True,
        timeout=60,
        check=True,
    )
    words: list[str] = []
    figure: int | None = None
    in_words = False
    for line in done.stdout.decode().splitlines():
        if in_words:
            in_words = not line.endswith('"')
            words += [] if figure is not None else [line.removesuffix('"')]
            continue
        depth = len(line) - len(line.lstrip())
        if figure is not None and depth <= figure:
            figure = None
        if line.lstrip().startswith('"'):
            text = line.lstrip()[1:]
            in_words = not text.endswith('"') or not text
            words += [] if figure is not None else [text.removesuffix('"')]
        elif line.strip() == "Figure:" and figure is None:
            figure = depth
    return "".join(words)


FAR = 60
"""The most letters between two things said that are not of the blocks, such as page numbers."""


def difference(document: Document, read: str) -> tuple[list[str], list[str]]:
    """Return what the blocks say that is not read in its place, and what is read besides."""
    missed, besides, end = _follow(document.blocks, squeezed(read), 0)
    rest = squeezed(read)[end:]
    return missed, [one for one in [*besides, rest] if one]


def _follow(content: Iterable[Any], read: str, start: int) -> tuple[list[str], list[str], int]:
    missed: list[str] = []
    besides: list[str] = []
    at = start
    for block in content:
        if isinstance(block, blocks.OnOnePage):
            tried = [_follow(choice, read, at) for choice in block.choices]
            less, more, at = min(tried, key=lambda one: len(one[0]))
            missed += less
            besides += more
            continue
        for one in filter(None, map(squeezed, _block(block))):
            found = read.find(one, at, at + FAR + len(one))
            if found < 0:
                missed.append(one)
                continue
            besides += [read[at:found]] if found > at else []
            at = found + len(one)
    return missed, besides, at


def _said(content: Iterable[Any]) -> Iterator[str]:
    for block in content:
        yield from _block(block)


def _rich(words: Any) -> Iterator[str]:
    text = ""
    for run in rich(words).runs:
        if run.page:
            yield text
            text = ""
        else:
            text += run.text
    yield text


def _cell(cell: blocks.Cell) -> Iterator[str]:
    if isinstance(cell, str | Rich):
        yield from _rich(cell)
    elif isinstance(cell, tuple):
        for part in cell:
            yield from _cell(part)
    elif isinstance(cell, blocks.Text):
        yield from _rich(cell.words)
    elif isinstance(cell, blocks.ClassMark):
        yield CLASS_LETTERS.get(cell.class_ or "", "")
    elif isinstance(cell, blocks.DecisionTag | blocks.AnswerBox):
        yield cell.words


def _block(block: Any) -> Iterator[str]:
    match block:
        case blocks.Text():
            yield from _rich(block.words)
        case blocks.Table():
            yield from (column.heading for column in block.columns)
            for row in block.rows:
                if isinstance(row, blocks.Group):
                    yield row.words
                    continue
                for cell in row.cells if isinstance(row, blocks.Total) else row:
                    yield from _cell(cell)
        case blocks.Items():
            for item in block.items:
                yield from _rich(item)
        case blocks.Sides():
            yield from _said((*block.left, *block.right))
        case blocks.ChartBlock():
            yield block.chart.title
            yield block.chart.subtitle
            yield from _said(block.after)
        case blocks.Figures():
            for one in block.figures:
                yield from (one.value, one.words)
        case blocks.Banner():
            yield from (block.eyebrow, block.words)
        case blocks.Section():
            yield from _rich(block.title)
            yield from _said(block.content)
        case blocks.Opening():
            yield block.part
            yield CLASS_LETTERS.get(block.class_ or "", "")
            yield from (block.more, block.title, block.lead)
        case blocks.Contents():
            yield from (entry.words for entry in block.entries)
        case blocks.Cover():
            yield from (block.council, block.title, block.line, block.note, block.turn)
            yield block.turn_more
            for label, words in block.lines:
                yield label
                yield from _rich(words)
        case blocks.Panel() | blocks.Together() | blocks.Guarded():
            yield from _said(block.content)
        case blocks.Break():
            return
        case _:
            raise AssertionError(f"no words are known of {type(block).__name__}")
