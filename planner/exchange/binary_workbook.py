"""How far the sheets of a binary workbook reach (XLS and XLSB), read record by record.

Layouts: [MS-CFB] for the container of XLS, [MS-XLS] and [MS-XLSB] for the records.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.exchange.workbook_reach import MOST_TEXT, Reach

_LAST_SECTOR = 0xFFFFFFFA
_XLS_CELLS = frozenset(
    (0x0006, 0x0204, 0x00D6, 0x0203, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x00BE, 0x0201, 0x0004,
     0x0002, 0x0003, 0x0005)
)  # fmt: skip
_XLS_SHARED, _XLS_TABLE, _XLS_CONTINUED, _XLS_SIZE, _XLS_BEGIN = 0xFD, 0xFC, 0x3C, 0x200, 0x809
_XLSB_ROW, _XLSB_SHARED, _XLSB_ITEM = 0, 7, 19
_XLSB_CELLS = range(1, 12)


class Damaged(ValueError):
    """A container that leads round in a ring or out of itself."""


class Container:
    """The streams of an old Office file. Damaged where following it would never end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift, small_shift) = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Damaged("no such size of sector")
        self._size = 1 << shift
        first_directory, self._small_under = struct.unpack_from("<I4xI", data, 48)
        first_small, _, first_list, _ = struct.unpack_from("<IIII", data, 60)
        lists = list(struct.unpack_from("<109I", data, 76))
        entries = self._size // 4 - 1
        seen: set[int] = set()
        while first_list < _LAST_SECTOR:
            if first_list in seen:
                raise Damaged("a ring of sectors")
            seen.add(first_list)
            numbers = struct.unpack(f"<{entries + 1}I", self._sector(first_list))
            lists += numbers[:entries]
            first_list = numbers[entries]
        self._next: list[int] = []
        for number in lists:
            if number < _LAST_SECTOR:
                self._next += struct.unpack(f"<{entries + 1}I", self._sector(number))
        self._next_small: Sequence[int] = ()
        small = self._read(first_small)
        self._next_small = struct.unpack(f"<{len(small) // 4}I", small)
        self.streams: dict[str, tuple[int, int]] = {}
        directory = self._read(first_directory)
        self._small = b""
        for at in range(0, len(directory) - 127, 128):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            if at == 0:
                self._small = self._read(start)
            else:
                self.streams[name] = start, size
        for start, size in self.streams.values():
            if size:
                self._stream(start, size)

    def stream(self, *names: str) -> bytes:
        """Return the first stream there is of these names, b"" where there is none."""
        for name in names:
            if name in self.streams:
                return self._stream(*self.streams[name])
        return b""

    def _stream(self, start: int, size: int) -> bytes:
        if size >= self._small_under or not self._next_small:
            return self._read(start)[:size]
        found = b"".join(
            self._small[number * 64 : number * 64 + 64]
            for number in _chain(start, self._next_small)
        )
        return found[:size]

    def _read(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(start, self._next))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size].ljust(self._size, b"\0")


def _chain(start: int, after: Sequence[int]) -> Iterator[int]:
    """Yield the sectors of a stream; Damaged where they form a ring or leave the file."""
    for _ in range(len(after) + 1):
        if start >= _LAST_SECTOR:
            return
        if start >= len(after):
            raise Damaged("a sector that is not there")
        yield start
        start = after[start]
    raise Damaged("a ring of sectors")


def check_xls(path: Path) -> None:
    """Raise TooMuch where an XLS workbook would not fit, Damaged where it leads nowhere."""
    reach = Reach()
    rows = columns = shared = longest = 0
    records = _xls_records(Container(path.read_bytes()).stream("Workbook", "Book"))
    for kind, data in records:
        if kind == _XLS_BEGIN:
            reach.take_sheet(rows, columns)
            rows = columns = 0
        elif kind in (_XLS_TABLE, _XLS_CONTINUED):
            longest = max(longest, len(data))
        elif kind == _XLS_SIZE and len(data) >= 12:
            # Room is made for as much as the sheet says of itself.
            first, last, left, right = struct.unpack_from("<IIHH", data)
            Reach().take_sheet(max(last - first, 0), max(right - left, 0))
        elif kind in _XLS_CELLS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            if kind in (0x00BD, 0x00BE):
                (column,) = struct.unpack_from("<H", data, len(data) - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind == _XLS_SHARED:
                shared += 1
    reach.take_sheet(rows, columns)
    if shared * longest > 20 * MOST_TEXT:
        reach.take_text(shared * longest)


def _xls_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def check_xlsb(archive: zipfile.ZipFile) -> None:
    """Raise TooMuch where an XLSB workbook would not fit in memory."""
    reach = Reach()
    lengths: list[int] = []
    for part in archive.infolist():
        if part.filename.casefold().endswith("sharedstrings.bin"):
            records = _xlsb_records(archive.read(part))
            lengths = [len(data) for kind, data in records if kind == _XLSB_ITEM]
    for part in archive.infolist():
        if not part.filename.endswith(".bin") or part.filename.casefold().endswith("strings.bin"):
            continue
        rows = columns = row = 0
        for kind, data in _xlsb_records(archive.read(part)):
            if len(data) < 4:
                continue
            (number,) = struct.unpack_from("<I", data)
            if kind == _XLSB_ROW:
                row = number
            elif kind in _XLSB_CELLS:
                rows, columns = max(rows, row + 1), max(columns, number + 1)
                reach.take_text(_text_of(kind, data, lengths))
        if part.filename.casefold().rpartition("/")[2].startswith("workbook"):
            continue
        reach.take_sheet(rows, columns)


def _text_of(kind: int, data: bytes, lengths: Sequence[int]) -> int:
    if kind != _XLSB_SHARED or len(data) < 12:
        return len(data)
    (index,) = struct.unpack_from("<I", data, 8)
    return lengths[index] if index < len(lengths) else 0


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each record: its kind and length are written seven bits to a byte."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80 and at < len(data):
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        length = 0
        for place in range(4):
            if at >= len(data):
                return
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << 7 * place
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length
