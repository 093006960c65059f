"""Tables, lists and JSON on standard output."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

import click

NOT_KNOWN = "not known"
WIDEST = 36
PAGE = 96


def print_json(value: Any) -> None:
    """Print a value as JSON that any program reads, whatever the console's encoding."""
    click.echo(json.dumps(value, indent=1, allow_nan=False))


def print_heading(words: str) -> None:
    """Print a heading after an empty line."""
    click.echo(f"\n{words}")


def print_lines(lines: Sequence[str]) -> None:
    """Print sentences, folded to the width of a page and indented."""
    for line in lines:
        click.echo(
            textwrap.fill(
                line,
                PAGE,
                initial_indent="  ",
                subsequent_indent="    ",
                break_on_hyphens=False,
                break_long_words=False,
            )
        )


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[object]], widest: int = WIDEST
) -> None:
    """Print rows under headings; numbers stand right, words left, blanks as "not known".

    A column whose cells all start with a digit, a minus or a pound sign holds numbers. Cells are
    cut at `widest` signs.
    """
    cells = [[_cell(value, widest) for value in row] for row in rows]
    columns = list(zip(*cells, strict=True)) if cells else [()] * len(headings)
    widths = [
        max([len(heading), *map(len, column)])
        for heading, column in zip(headings, columns, strict=True)
    ]
    right = [bool(column) and all(map(_is_number, column)) for column in columns]
    for line in [list(headings), *cells]:
        parts = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        click.echo(f"  {'  '.join(parts).rstrip()}")


def _cell(value: object, widest: int) -> str:
    if value is None:
        return NOT_KNOWN
    text = " ".join(str(value).split())
    return text if len(text) <= widest else f"{text[: widest - 3].rstrip()}..."


def _is_number(cell: str) -> bool:
    return cell[:1].isdigit() or cell[:1] in "£-" or cell in (NOT_KNOWN, "never", "under 1%")
