from __future__ import annotations

import itertools
import random

import pytest

from planner.document.redaction.counts import NOT_SHOWN, public_counts
from planner.document.redaction.grids import Grid, as_sums
from planner.document.redaction.small_numbers import Reach, Sum, is_small, reach, statuses

FUNDERS = ("Council", "Self-funders", "NHS")


def table(rows: int, columns: int, seed: int) -> Grid:
    """Return a table of counts with their sums to the right and beneath, many of them small."""
    chance = random.Random(seed)
    inner = [
        [chance.choice((0, 1, 2, 3, 4, 5, 6, 9, 12)) for _ in range(columns)] for _ in range(rows)
    ]
    cells = [[*row, sum(row)] for row in inner]
    cells.append([sum(column) for column in zip(*cells, strict=True)])
    names = tuple(f"Area {at}" for at in range(rows))
    funders = tuple(f"Funder {at}" for at in range(columns))
    return Grid((*names, "All areas"), (*funders, "All people"), tuple(map(tuple, cells)), rows)


def places(grid: Grid) -> dict[tuple[int, int], int]:
    wide = len(grid.columns)
    return {(r, c): r * wide + c for r in range(len(grid.rows)) for c in range(wide)}


def allowed(value: int, status: str) -> range:
    """Return what a reader holds possible; numbers far above what is hidden change nothing."""
    if status == "shown":
        return range(value, value + 1)
    if status == "under":
        return range(1, 5)
    return range(1, 12) if is_small(value) else range(5, value + 6)


def attacked(grid: Grid, shown: dict[tuple[int, int], str]) -> dict[tuple[int, int], set[int]]:
    """Return every value each cell may have, by trying all inner cells: no linear programme."""
    rows, columns = len(grid.rows) - 1, len(grid.columns) - 1
    inner = list(itertools.product(range(rows), range(columns)))
    found: dict[tuple[int, int], set[int]] = {key: set() for key in shown}

    def fits(key: tuple[int, int], value: int) -> bool:
        return value in allowed(grid.cells[key[0]][key[1]], shown[key])

    by_row = [
        [
            row
            for row in itertools.product(
                *(allowed(grid.cells[r][c], shown[r, c]) for c in range(columns))
            )
            if fits((r, columns), sum(row))
        ]
        for r in range(rows)
    ]
    for table_ in itertools.product(*by_row):
        sums = [sum(column) for column in zip(*table_, strict=True)]
        if not all(fits((rows, c), sums[c]) for c in range(columns)):
            continue
        if not fits((rows, columns), sum(sums)):
            continue
        for r, c in inner:
            found[r, c].add(table_[r][c])
        for r in range(rows):
            found[r, columns].add(sum(table_[r]))
        for c in range(columns):
            found[rows, c].add(sums[c])
        found[rows, columns].add(sum(sums))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_nobody_can_work_out_a_small_count(seed):
    grid = table(2 + seed % 2, 2 + seed % 3 // 2, seed)
    counts = public_counts([grid], [])
    shown = dict(counts.grids[0])
    found = attacked(grid, shown)
    for (row, column), status in shown.items():
        value = grid.cells[row][column]
        assert value in found[row, column]
        if status == "under":
            assert found[row, column] == {1, 2, 3, 4}, (row, column, value)
        elif is_small(value):
            assert len(found[row, column]) >= 4
        assert status == "shown" or value
        if value == 0:
            assert status == "shown"


def test_the_attack_succeeds_where_only_small_counts_are_hidden():
    """The control: without a second cell the reader works the first one out."""
    grid = Grid(
        ("North", "South", "All"), (*FUNDERS, "All people"),
        ((100, 20, 3, 123), (34, 26, 7, 67), (134, 46, 10, 190)), 2,
    )  # fmt: skip
    alone = {
        (r, c): "under" if is_small(value) else "shown"
        for r, cells in enumerate(grid.cells)
        for c, value in enumerate(cells)
    }
    assert attacked(grid, alone)[0, 2] == {3}
    counts = public_counts([grid], [])
    assert attacked(grid, dict(counts.grids[0]))[0, 2] == {1, 2, 3, 4}


@pytest.mark.parametrize("seed", range(8))
def test_a_programme_and_a_search_agree_on_what_a_reader_finds_out(seed):
    grid = table(2, 2, 100 + seed)
    place = places(grid)
    values = [value for cells in grid.cells for value in cells]
    sums = as_sums(grid, place)
    alone = ["under" if is_small(value) else "shown" for value in values]
    found = attacked(grid, {key: alone[at] for key, at in place.items()})
    for key, at in place.items():
        assert reach(values, sums, alone, at) == Reach(min(found[key]), max(found[key]))


def test_as_few_as_need_be_are_hidden():
    values = [134, 46, 14, 12, 3, 209]
    assert statuses(values, [Sum(5, (0, 1, 2, 3, 4))]) == (
        "shown", "shown", "shown", "hidden", "under", "shown",
    )  # fmt: skip
    assert statuses([134, 46, 2, 3], [Sum(0, (2, 3))][:0]) == ("shown", "shown", "under", "under")


def test_a_zero_stays_and_a_total_of_ones_is_hidden_too():
    shown = statuses([0, 0, 3, 3], [Sum(3, (0, 1, 2))])
    assert shown == ("shown", "shown", "under", "under")
    values, sums = [1, 1, 1, 1, 4], [Sum(4, (0, 1, 2, 3))]
    shown = statuses(values, sums)
    assert shown[4] == "hidden"
    assert reach(values, sums, shown, 0).most >= 4


def test_a_chart_does_not_give_away_what_a_table_hides():
    areas = Grid(
        ("North", "South", "All areas"), (*FUNDERS, "All people"),
        ((100, 20, 3, 123), (34, 26, 0, 60), (134, 46, 3, 183)), 2,
    )  # fmt: skip
    bars = Grid(FUNDERS, ("People",), ((134,), (46,), (3,)))
    counts = public_counts([areas, bars], [183])
    chart = dict(counts.grids[1])
    assert chart[2, 0] == "under"
    assert "hidden" in {chart[0, 0], chart[1, 0]}
    for at in range(3):
        assert counts.grids[0][2, at] == chart[at, 0]


def test_a_chart_alone_is_held_against_the_number_told_in_a_sentence():
    bars = Grid(FUNDERS, ("People",), ((134,), (46,), (3,)))
    assert "hidden" not in public_counts([bars], []).grids[0].values()
    told = public_counts([bars], [183])
    assert "hidden" in told.grids[0].values() or told.in_words(183) != "183"


def test_a_sentence_does_not_tell_a_total_without_its_small_part():
    areas = Grid(
        ("North", "South", "All areas"), (*FUNDERS, "All people"),
        ((100, 20, 3, 123), (34, 26, 0, 60), (134, 46, 3, 183)), 2,
    )  # fmt: skip
    counts = public_counts([areas], [183, 180, 61])
    assert counts.in_words(61) == "61"
    assert counts.in_words(3) == "under 5"
    assert (counts.in_words(183), counts.in_words(180)) != ("183", "180")


def test_a_number_hidden_in_a_table_is_not_told_in_words():
    areas = Grid(
        ("North", "South", "All areas"), ("Council", "NHS", "All people"),
        ((100, 3, 103), (34, 17, 51), (134, 20, 154)), 2,
    )  # fmt: skip
    counts = public_counts([areas], [154, 134, 20])
    hidden = {
        areas.cells[row][column]
        for (row, column), status in counts.grids[0].items()
        if status == "hidden"
    }
    assert hidden
    for value in hidden & {154, 134, 20}:
        assert counts.in_words(value) != f"{value}"


def test_nothing_is_hidden_where_no_count_is_small():
    grid = table(3, 3, 5)
    large = Grid(
        grid.rows, grid.columns,
        tuple(tuple(None if value is None else value * 10 for value in row) for row in grid.cells),
        grid.total,
    )  # fmt: skip
    counts = public_counts([large], [214, 61])
    assert not counts.hides
    assert NOT_SHOWN not in counts.in_words(214)


@pytest.mark.parametrize("seed", range(6))
def test_two_editions_side_by_side_give_no_more_away_than_one(seed):
    """Whatever else they tell, all hide what the table hides for its own sake."""
    grid = table(3, 2, 200 + seed)
    alone = dict(public_counts([grid], []).grids[0])
    rest = grid.cells[-1][-1] - 3
    bars = Grid(grid.rows[:-1], ("People",), tuple((row[-1],) for row in grid.cells[:-1]))
    for others, told in (([], [rest, 61]), ([bars], [grid.cells[-1][-1]])):
        edition = public_counts([grid, *others], told).grids[0]
        for key, status in alone.items():
            assert status == "shown" or edition[key] != "shown"
