"""Where parts, tables and rows break across pages."""

from __future__ import annotations

import pytest
from reportlab.platypus import Paragraph, Spacer

from planner.document.pdf.placing import ENOUGH, PAGE_ROOM, PartStart, place
from planner.document.pdf.styles import WIDTH, load_fonts
from planner.document.pdf.tables import Column, Group, table

COLUMNS = [Column("What", 200), Column("Who", 200)]


@pytest.fixture(autouse=True)
def fonts():
    load_fonts()


def banded(rows_a_band):
    rows = []
    for number, size in enumerate(rows_a_band):
        rows.append(Group(f"Band {number}"))
        rows += [(f"row {number}.{at}", "somebody") for at in range(size)]
    return table(COLUMNS, rows)


def first_words(row):
    return row[0].text if isinstance(row[0], Paragraph) else str(row[0])


@pytest.mark.parametrize("bands", [(3, 3, 3), (1, 1, 1, 1, 1), (8, 2, 1)])
def test_a_band_never_stands_at_the_foot_without_its_first_row(bands):
    whole = banded(bands)
    _, tall = whole.wrap(WIDTH, 10_000)
    splits = 0
    for room in range(20, int(tall), 3):
        parts = banded(bands).split(WIDTH, room)
        if len(parts) == 2:
            splits += 1
            assert not first_words(parts[0]._cellvalues[-1]).startswith("Band")
    assert splits


def test_no_row_is_left_alone_at_the_head_or_the_foot_of_a_page():
    rows = [(f"row {at}", "somebody") for at in range(12)]
    _, tall = table(COLUMNS, rows).wrap(WIDTH, 10_000)
    for room in range(20, int(tall), 3):
        parts = table(COLUMNS, rows).split(WIDTH, room)
        if len(parts) == 2:
            assert all(len(part._cellvalues) - 1 >= 2 for part in parts)


def test_a_short_table_stays_on_one_page():
    rows = [("row", "somebody")] * 3
    _, tall = table(COLUMNS, rows).wrap(WIDTH, 10_000)
    assert all(not table(COLUMNS, rows).split(WIDTH, room) for room in range(20, int(tall) - 1, 5))


def test_a_part_asks_for_the_room_of_its_first_block_or_enough_of_it():
    short, long, tall = PartStart(), PartStart(), PartStart()
    place([short, Spacer(1, 80), long, *[Spacer(1, 50)] * 40, tall, Spacer(1, 5_000)])
    assert 80 < short.height < ENOUGH
    assert ENOUGH <= long.height < ENOUGH + 100
    assert tall.height == PAGE_ROOM
