"""How much a workbook would fill in memory, found before the library that reads it is asked.

That library lays a sheet out with all the empty cells between its first and its last, and copies a
text for each cell that shows it; one stray cell, or one long text shown a million times, would
fill the memory of the machine.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

MOST_CELLS = 8_000_000
MOST_TEXT = 150_000_000
_CHUNK = 1 << 20
_CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"']\$?([A-Za-z]{1,7})\$?(\d{1,20})[\"'])?[^>]*?(/?)>"
)
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])[^>]*?\sr\s*=\s*[\"'](\d{1,20})[\"']")
_SHARED = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\bt\s*=\s*[\"']s[\"'][^>]*>\s*(?:<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?\s*)?"
    rb"<(?:\w+:)?v[^>]*>\s*(\d{1,10})\s*<"
)
_ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")


class TooMuch(Exception):
    """A workbook that would not fit: why, and how to mend it, for the sentence that refuses it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(slots=True)
class Reach:
    """What the sheets seen so far would fill: cells, empty ones too, and bytes of text."""

    cells: int = 0
    text: int = 0

    def take_sheet(self, rows: int, columns: int) -> None:
        """Count a sheet that reaches to a row and a column; TooMuch where it goes too far."""
        self.cells += rows * columns
        if self.cells > MOST_CELLS:
            raise TooMuch(
                f"has a sheet that reaches to row {rows:,} and column {columns:,}",
                "delete stray cells far from the list, or save the list as CSV and import that",
            )

    def take_text(self, count: int) -> None:
        """Count bytes of text; TooMuch where there are too many."""
        self.text += count
        if self.text > MOST_TEXT:
            raise TooMuch(
                "holds more text than can be read safely",
                "take long texts out of its cells, or save the list as CSV and import that",
            )


def check_xlsx(archive: zipfile.ZipFile) -> None:
    """Raise TooMuch where an XLSX workbook would not fit in memory.

    Every part is looked at, since a workbook may call its sheets what it likes.
    """
    reach = Reach()
    lengths: list[int] | None = None
    for part in archive.infolist():
        if part.is_dir() or part.filename.casefold().endswith("sharedstrings.xml"):
            continue
        rows = columns = cells = unplaced = in_row = 0
        for tags in _whole_tags(archive, part):
            for letters, number, closed in _CELL.findall(tags):
                if closed:
                    continue
                cells += 1
                if number:
                    rows, columns = max(rows, int(number)), max(columns, place_of(letters))
                else:
                    unplaced += 1
            if unplaced:
                rows = max(rows, *(int(n) for n in _ROW.findall(tags)), 0)
                rows = max(rows, tags.count(b"row>"))
                in_row = max(in_row, _most_in_a_row(tags))
            if max(rows, columns) > MOST_CELLS or cells > MOST_CELLS:
                break
        reach.take_sheet(rows or min(cells, 1), max(columns, in_row))
        if not cells:
            continue
        reach.take_text(max(part.file_size - 60 * cells, 0) // 2)
        if lengths is None:
            lengths = _lengths_of_shared(archive)
        if lengths and cells * max(lengths) > MOST_TEXT - reach.text:
            for tags in _whole_tags(archive, part):
                for index in map(int, _SHARED.findall(tags)):
                    reach.take_text(lengths[index] if index < len(lengths) else 0)


def _most_in_a_row(tags: bytes) -> int:
    """Return the most cells that stand between two ends of rows."""
    return max(len(_CELL.findall(row)) for row in re.split(rb"</(?:\w+:)?row>", tags))


def _lengths_of_shared(archive: zipfile.ZipFile) -> list[int]:
    """Return how many bytes each shared text takes, with the marks around it."""
    found = []
    for part in archive.infolist():
        if not part.filename.casefold().endswith("sharedstrings.xml"):
            continue
        data = archive.read(part)
        starts = [match.start() for match in _ITEM.finditer(data)]
        ends = [*starts[1:], len(data)]
        found = [end - start for start, end in zip(starts, ends, strict=True)]
    return found


def _whole_tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a part in pieces that cut no tag and, where rows end, no row."""
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            held = rest + chunk
            cut = held.rfind(b"row>") + 4
            if cut < 4:
                cut = held.rfind(b">") + 1
            yield held[:cut]
            rest = held[cut:]
            if len(rest) > 64 * _CHUNK:
                raise TooMuch("holds a row longer than can be read", "save the list as CSV")
        yield rest


def place_of(letters: bytes) -> int:
    """Return the number of a column called as Excel does: A is 1."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


class _OdsReach:
    """Adds up what the tables of an OpenDocument spreadsheet hold, repeats counted."""

    def __init__(self) -> None:
        self.reach = Reach()
        self.rows = self.widest = 0
        self.waiting = self.repeats = self.width = self.filled = 0
        self.cell_repeats = self.length = self.row_text = 0
        self.in_cell = False

    def start(self, name: str, values: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        local = name.rpartition(":")[2]
        if local == "table":
            self.rows = self.widest = self.waiting = 0
        elif local == "table-row":
            self.repeats = _count(values, "rows-repeated")
            self.width = self.filled = self.row_text = 0
        elif local in ("table-cell", "covered-table-cell"):
            self.cell_repeats = _count(values, "columns-repeated")
            self.width += self.cell_repeats
            self.in_cell, self.length = True, 0
            if any(one.rpartition(":")[2] in ("value-type", "formula") for one in values):
                self.filled = self.width
            self.length = sum(len(one) for one in values.values())

    def text(self, words: str) -> None:
        """Take in letters."""
        if self.in_cell:
            self.length += len(words.encode("utf-8", "replace"))
            if words.strip():
                self.filled = self.width

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        local = name.rpartition(":")[2]
        if local in ("table-cell", "covered-table-cell"):
            self.in_cell = False
            self.row_text += self.length * self.cell_repeats if self.filled == self.width else 0
        elif local == "table-row":
            if not self.filled:
                self.waiting += self.repeats
                return
            # Empty rows count where something stands below them.
            self.rows += self.waiting + self.repeats
            self.waiting = 0
            self.widest = max(self.widest, self.filled)
            Reach(self.reach.cells).take_sheet(self.rows, self.widest)
            self.reach.take_text(self.row_text * self.repeats)
        elif local == "table":
            self.reach.take_sheet(self.rows, self.widest)


def check_ods(archive: zipfile.ZipFile) -> None:
    """Raise TooMuch where an OpenDocument spreadsheet would not fit; ExpatError where damaged."""
    seen = _OdsReach()
    parser = expat.ParserCreate()
    parser.StartElementHandler = seen.start
    parser.CharacterDataHandler = seen.text
    parser.EndElementHandler = seen.end
    parser.buffer_text = True
    with archive.open("content.xml") as stream:
        parser.ParseFile(stream)


def _count(values: dict[str, str], what: str) -> int:
    for name, value in values.items():
        if name.endswith(what) and value.strip().isdecimal():
            return max(int(value[:12]), 1)
    return 1
