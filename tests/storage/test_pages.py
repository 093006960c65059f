"""Pages read without SQLite hold what SQLite reads, and no damage makes the reading raise."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from planner.storage.pages import UNREADABLE, PageFile

VALUES = (
    None,
    0,
    1,
    -1,
    127,
    -32768,
    2**31,
    -(2**47),
    2**63 - 1,
    2.5,
    "",
    "é" * 5000,
    b"\x00\xff",
    "x" * 300,
)


@pytest.fixture(params=[512, 4096, 65536])
def file(request, tmp_path):
    """A file with a table of many rows, some longer than a page, and rows that were removed."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size = {request.param}")
        connection.execute("CREATE TABLE t (a, b, c)")
        rows = [
            (VALUES[n % len(VALUES)], VALUES[n // 3 % len(VALUES)], f"row {n}") for n in range(400)
        ]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.execute("INSERT INTO t (rowid, c) VALUES (-5, 'before')")
        connection.execute("DELETE FROM t WHERE rowid % 2 = 0 OR rowid < 150 AND rowid > 0")
        connection.commit()
    return path


def root_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_master").fetchone()[0]


def test_rows_are_those_that_sqlite_reads(file):
    with closing(sqlite3.connect(file)) as connection:
        expected = connection.execute("SELECT rowid, a, b, c FROM t ORDER BY rowid").fetchall()
    pages = PageFile(file.read_bytes())
    seen: set[int] = set()
    tree = pages.tree(root_of(file), seen)
    found = [(row.number, *row.values) for leaf in tree.leaves for row in leaf.rows]
    assert found == expected
    assert len(expected) > 100
    assert (tree.bad_pages, sum(leaf.lost for leaf in tree.leaves)) == ((), 0)
    assert not pages.free_pages() & seen
    assert pages.free_pages()


def test_a_text_that_goes_on_at_a_lost_page_is_unreadable_and_its_row_is_not(file):
    pages = PageFile(file.read_bytes())
    root = root_of(file)
    leaves = {leaf.page for leaf in pages.tree(root, set()).leaves}
    cut = bytearray(file.read_bytes())
    for page in range(2, pages.pages + 1):
        if page not in leaves and page != root and cut[(page - 1) * pages.page_size] != 5:
            start = (page - 1) * pages.page_size
            cut[start : start + pages.page_size] = b"\xff" * pages.page_size
    rows = [row for leaf in PageFile(bytes(cut)).tree(root, set()).leaves for row in leaf.rows]
    values = [value for row in rows for value in row.values]
    if pages.page_size < 65536:
        assert UNREADABLE in values
    assert 2**63 - 1 in values


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_makes_reading_raise_or_go_round(file, seed):
    chance = random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 20, 400))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    pages = PageFile(bytes(content))
    seen: set[int] = set()
    for root in range(pages.pages + 3):
        pages.tree(root, seen)
    pages.free_pages()
    assert len(seen) <= pages.pages


@pytest.mark.parametrize(
    "content", [b"", b"S", b"SQLite format 3\x00", bytes(4096), b"\xff" * 9000]
)
def test_what_is_no_file_of_pages_holds_no_rows(content):
    pages = PageFile(content)
    assert [leaf.rows for leaf in pages.tree(1, set()).leaves if leaf.rows] == []
    assert pages.user_version in (0, 2**32 - 1)
