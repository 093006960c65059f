"""The pages of an SQLite file, read without SQLite, so that one bad page costs only its own rows.

Nothing in the file is trusted: every number is checked against the file, every page is visited
once, and no SQL of the file is run. The format is that of https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

MAGIC = b"SQLite format 3\x00"
USUAL_PAGE_SIZE = 4096
_TABLE_LEAF, _TABLE_INTERIOR = 13, 5
_INT_SIZES = (0, 1, 2, 3, 4, 6, 8)


class Unreadable:
    """What stands for a value that was there and cannot be read."""

    def __repr__(self) -> str:
        """Return the words a report shows."""
        return "unreadable"


UNREADABLE: Final = Unreadable()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the file, and its values in the order of the columns."""

    number: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of one page, and how many of its rows cannot be read at all."""

    page: int
    rows: tuple[Row, ...]
    lost: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The leaves of one table in order, and the pages under its root that are no pages of it.

    `unlike` are those of the bad pages that nothing else leads to: what they hold may still be read
    as rows. A bad page may also be one that is not in the file.
    """

    leaves: tuple[Leaf, ...]
    bad_pages: tuple[int, ...]
    unlike: tuple[int, ...]


class PageFile:
    """The bytes of an SQLite file as pages numbered from 1; damage is told and never raised."""

    def __init__(self, content: bytes) -> None:
        self._bytes = content
        self.has_magic = content[:16] == MAGIC
        self.page_size = _page_size(content)
        reserved = content[20] if len(content) > 20 and content[20] < 64 else 0
        self._usable = self.page_size - reserved
        self.pages = -(-len(content) // self.page_size)

    @property
    def user_version(self) -> int:
        """Return the version its program gave the file, as its head says."""
        return self._header_number(60)

    @property
    def application(self) -> int:
        """Return the mark of the program the file is of, as its head says."""
        return self._header_number(68)

    def free_pages(self) -> frozenset[int]:
        """Return the pages that hold nothing any more, as far as their list can be read."""
        free: set[int] = set()
        trunk = self._header_number(32)
        while 1 < trunk <= self.pages and trunk not in free:
            free.add(trunk)
            page = self._page(trunk)
            if len(page) < 8:
                break
            following, count = struct.unpack_from(">II", page)
            count = min(count, (len(page) - 8) // 4)
            free.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = following
        return frozenset(free)

    def tree(self, root: int, seen: set[int]) -> Tree:
        """Return the leaves of the table whose root page is `root`; `seen` gathers the pages."""
        leaves: list[Leaf] = []
        bad: list[int] = []
        unlike: list[int] = []
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in seen or not 1 <= number <= self.pages:
                bad.append(number)
                continue
            kind = self._kind(number)
            if kind == _TABLE_LEAF:
                seen.add(number)
                leaves.append(self.leaf(number))
            elif kind == _TABLE_INTERIOR:
                seen.add(number)
                waiting.extend(reversed(self._children(number)))
            else:
                bad.append(number)
                seen.add(number)
                unlike.append(number)
        return Tree(tuple(leaves), tuple(bad), tuple(unlike))

    def is_leaf(self, number: int) -> bool:
        """Return whether a page says that it holds rows of a table."""
        return self._kind(number) == _TABLE_LEAF

    def leaf(self, number: int) -> Leaf:
        """Return what can be read of a page that holds rows of a table."""
        page, head = self._page(number), 100 if number == 1 else 0
        rows: list[Row] = []
        lost = 0
        if len(page) < head + 8:
            return Leaf(number, (), 0)
        for place in self._cells(page, head + 8, head):
            row = self._row(page, place)
            if row is None:
                lost += 1
            else:
                rows.append(row)
        return Leaf(number, tuple(rows), lost)

    def _header_number(self, place: int) -> int:
        if len(self._bytes) < place + 4:
            return 0
        return int(struct.unpack_from(">I", self._bytes, place)[0])

    def _page(self, number: int) -> bytes:
        start = (number - 1) * self.page_size
        return self._bytes[start : start + self._usable]

    def _kind(self, number: int) -> int:
        page = self._page(number)
        head = 100 if number == 1 else 0
        return page[head] if len(page) > head + 8 else 0

    def _cells(self, page: bytes, start: int, head: int) -> Iterator[int]:
        (count,) = struct.unpack_from(">H", page, head + 3)
        told: set[int] = set()
        for index in range(min(count, (len(page) - start) // 2)):
            (place,) = struct.unpack_from(">H", page, start + 2 * index)
            if place not in told:
                told.add(place)
                yield place

    def _children(self, number: int) -> list[int]:
        page, head = self._page(number), 100 if number == 1 else 0
        children = [
            int(struct.unpack_from(">I", page, place)[0])
            for place in self._cells(page, head + 12, head)
            if head + 12 <= place <= len(page) - 4
        ]
        if len(page) >= head + 12:
            children.append(int(struct.unpack_from(">I", page, head + 8)[0]))
        return children

    def _row(self, page: bytes, place: int) -> Row | None:
        if not 8 <= place < len(page):
            return None
        size, place = _varint(page, place)
        number, place = _varint(page, place)
        if place < 0 or not 0 < size <= len(self._bytes):
            return None
        payload = self._payload(page, place, size)
        values = _values(payload, size)
        return None if values is None else Row(_signed(number), values)

    def _payload(self, page: bytes, place: int, size: int) -> bytes:
        """Return the content of a row, cut short where a page it goes on at cannot be found."""
        most = self._usable - 35
        if size <= most:
            return page[place : place + size]
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self._usable - 4)
        local = local if local <= most else least
        parts = [page[place : place + local]]
        if len(parts[0]) < local or place + local + 4 > len(page):
            return parts[0]
        (following,) = struct.unpack_from(">I", page, place + local)
        held, seen = local, set()
        while held < size and 1 < following <= self.pages and following not in seen:
            seen.add(following)
            more = self._page(following)
            if len(more) < self._usable:
                break
            part = more[4 : 4 + size - held]
            parts.append(part)
            held += len(part)
            (following,) = struct.unpack_from(">I", more)
        return b"".join(parts)


def _page_size(content: bytes) -> int:
    if len(content) < 18:
        return USUAL_PAGE_SIZE
    (size,) = struct.unpack_from(">H", content, 16)
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else USUAL_PAGE_SIZE


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """Return a number of variable length and the place after it; a place of -1 past the end."""
    value = 0
    if place < 0:
        return 0, -1
    for index in range(9):
        if place + index >= len(content):
            return 0, -1
        byte = content[place + index]
        if index == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + index + 1
    return 0, -1


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


def _values(payload: bytes, size: int) -> tuple[Any, ...] | None:
    """Return the values of a row; None where even their types cannot be read."""
    head, place = _varint(payload, 0)
    if place < 0 or not place <= head <= len(payload):
        return None
    types = []
    while place < head:
        kind, place = _varint(payload, place)
        if place < 0 or place > head or kind in (10, 11):
            return None
        types.append(kind)
    values = []
    place = head
    for kind in types:
        length = _length(kind)
        if place + length > size:
            return None
        values.append(_value(kind, payload[place : place + length], length))
        place += length
    return tuple(values) if place == size else None


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else 0 if kind >= 8 else _INT_SIZES[kind]


def _value(kind: int, content: bytes, length: int) -> Any:
    if len(content) < length:
        return UNREADABLE
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return struct.unpack(">d", content)[0]
    if kind < 7:
        return int.from_bytes(content, "big", signed=True)
    if kind % 2 == 0:
        return content
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return UNREADABLE
