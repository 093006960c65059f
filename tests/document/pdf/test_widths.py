"""How wide columns are where their words say it."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from planner.document.blocks import Column, Group
from planner.document.building import table
from planner.document.pdf.set_cells import Plain, word_width
from planner.document.pdf.set_tables import table_of
from planner.document.pdf.set_widths import SMALLER, SPACE, widths_of
from planner.document.pdf.set_words import Places
from planner.document.pdf.styles import CELL, CELL_RIGHT, WIDTH, load_fonts

WORDS = ("a", "care home", "for older", "people", "accommodation", "in the north", "Ltd")


@pytest.fixture(autouse=True)
def fonts():
    load_fonts()


def sentence(chance, most):
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def a_table(seed, columns):
    chance = random.Random(seed)
    kinds = [chance.choice(("figures", "date", "words", "long")) for _ in range(columns)]
    made = {
        "figures": lambda: f"£{chance.randint(0, 9_999_999):,}",
        "date": lambda: f"{chance.randint(1, 30)} Nov 2026",
        "words": lambda: sentence(chance, 4),
        "long": lambda: sentence(chance, 40),
    }
    rows = [[made[kind]() for kind in kinds] for _ in range(30)]
    heads = [Column(sentence(chance, 3), 0, kind == "figures") for kind in kinds]
    return table(heads, [Group("Group"), *rows]), kinds


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("columns", [2, 5, 7])
def test_figures_and_dates_stay_whole_and_no_word_is_broken(seed, columns):
    block, kinds = a_table(seed, columns)
    widths, smaller = widths_of(block, WIDTH)
    assert sum(widths) == pytest.approx(WIDTH, abs=1)
    made = table_of(block, WIDTH, Places())
    for row in made.rows[1:]:
        for at, (cell, kind) in enumerate(zip(row.cells, kinds, strict=True)):
            room = widths[at] - (SPACE if at < len(widths) - 1 else 0)
            lines = cell.lines(room)
            assert " ".join(lines) == cell.text, "broken within a word"
            if kind in {"figures", "date"}:
                assert len(lines) == 1
    for cell, room in zip(made.head.cells, widths, strict=True):
        assert " ".join(cell.lines(room - SPACE)) == cell.text
    assert smaller in {1.0, SMALLER}


def test_a_table_too_wide_for_the_page_is_set_smaller_and_only_then():
    wide = table([Column("Sum, £", 0, True)] * 10, [["£1,234,567.00"] * 10] * 5)
    narrow = table([Column("Sum, £", 0, True)] * 4, [["£1,234,567"] * 4] * 5)
    assert table_of(wide, WIDTH, Places()).rows[0].cells[0].style.fontSize == pytest.approx(8)
    assert table_of(narrow, WIDTH, Places()).rows[0].cells[0].style.fontSize == CELL.fontSize


def test_columns_whose_words_all_fit_are_not_broken():
    block = table([Column("Who", 0), Column("How long it takes", 0), Column("Sum, £", 0, True)],
                  [["A provider of care", "over 182 days", "12"]] * 5)  # fmt: skip
    made = table_of(block, WIDTH, Places())
    assert {row.height(made.widths) for row in made.rows} == {made.rows[0].height([9e9] * 3)}


def test_words_are_broken_as_paragraphs_break_them():
    words = "Supported accommodation at 16 and 17 (framework lot 1) Ltd, in time"
    for width in range(20, 400, 7):
        lines = Plain(words, CELL).lines(width)
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        for line in lines:
            whole = word_width(line, CELL.fontName, CELL.fontSize)
            assert whole <= width + 0.01 or len(line) == 1
        for line, after in pairwise(lines):
            more = word_width(f"{line} {after.split()[0]}", CELL.fontName, CELL.fontSize)
            assert more > width or f"{line} {after.split()[0]}" not in words


def test_a_word_without_room_is_parted_and_an_empty_cell_takes_none():
    assert len(Plain("x" * 100, CELL_RIGHT).lines(30)) > 5
    assert "".join(Plain("x" * 100, CELL_RIGHT).lines(30)) == "x" * 100
    assert Plain("", CELL).height(50) == 0.0
    assert Plain("ab", CELL).lines(0.5) == ["a", "b"]
