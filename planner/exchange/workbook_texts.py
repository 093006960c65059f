"""Texts that a cell cannot hold as they are: they stand on a sheet of their own, in pieces.

A cell holds 32,767 signs. In place of a longer text, and of what nobody edits in a cell, stands
"[kept text 3]"; replacing that by other words changes the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from planner.exchange.cells import Cell, Unreadable
from planner.exchange.workbook_cells import text_of

MOST_SIGNS = 30_000
_PIECE = 15_000
_MARKER = re.compile(r"\[kept text (\d{1,9})\]")
# Signs an XLSX file writes as _x000D_, and texts that only look so.
_ESCAPED = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Return a text as an XLSX file holds it, so that it is read again as it was."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


class KeptTexts:
    """The texts set apart while a workbook is written, in the order of their numbers."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def shown(self, text: str, *, apart: bool = False) -> str:
        """Return what stands in the cell: the text itself, or the marker of it."""
        is_short = len(text.encode("utf-16-le")) // 2 <= MOST_SIGNS
        if is_short and not apart and not _MARKER.fullmatch(text.strip()):
            return text
        self._texts.append(text)
        return f"[kept text {len(self._texts)}]"

    def rows(self) -> list[tuple[int, int, str]]:
        """Return number, part and words of every piece."""
        return [
            (number, part, text[start : start + _PIECE])
            for number, text in enumerate(self._texts, start=1)
            for part, start in enumerate(range(0, len(text), _PIECE), start=1)
        ]


class KeptTextsRead:
    """The texts that a workbook keeps apart."""

    def __init__(self, rows: Iterable[Sequence[Cell]]) -> None:
        pieces: dict[str, dict[int, str]] = {}
        for row in rows:
            number, part, text = ([*row, None, None, None])[:3]
            name, place = text_of(number).strip(), text_of(part).strip()
            if name.isdigit() and place.isdigit():
                pieces.setdefault(str(int(name)), {})[int(place)] = text_of(text)
        self._pieces = pieces

    def resolved(self, cell: Cell) -> Cell:
        """Return a cell with a marker replaced by its text; `Unreadable` where that is missing."""
        found = _MARKER.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found is None:
            return cell
        pieces = self._pieces.get(str(int(found[1])))
        if pieces is None or set(pieces) != set(range(1, len(pieces) + 1)):
            raise Unreadable(f"stands for {found[0]}, which the sheet of kept texts does not hold")
        return "".join(pieces[part] for part in sorted(pieces))
