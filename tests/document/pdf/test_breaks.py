"""Where parts, tables and rows break across pages."""

from __future__ import annotations

import pytest
from reportlab.platypus import Paragraph, Spacer

from planner.document.blocks import (
    BODY,
    H2,
    H3,
    SOURCE,
    Break,
    Column,
    Group,
    OnOnePage,
    Opening,
    Section,
    Together,
)
from planner.document.building import (
    panel,
    say,
    section,
    side_by_side,
    table,
    total,
)
from planner.document.pdf.filling import (
    BEFORE_PART,
    BODY_HEIGHT,
    ENOUGH,
    PAGE_ROOM,
    Kept,
    NewPage,
    PartStart,
    Room,
    fill,
    height_of,
)
from planner.document.pdf.set_blocks import ready
from planner.document.pdf.set_boxes import all_within
from planner.document.pdf.set_rows import TALLEST_PAIR, SetTable
from planner.document.pdf.styles import WIDTH, load_fonts
from planner.document.words import rich
from planner.progress import unreported

COLUMNS = [Column("What", 200), Column("Who", 200)]
FINE = 1e-6


@pytest.fixture(autouse=True)
def fonts():
    load_fonts()


def items_of(*blocks):
    return ready(blocks).items(blocks)


def pages_of(*blocks):
    return fill(items_of(*blocks), unreported, "")


def set_table(rows, **more):
    return items_of(table(COLUMNS, rows, **more))[0]


def banded(rows_a_band):
    rows = []
    for number, size in enumerate(rows_a_band):
        rows.append(Group(f"Band {number}"))
        rows += [(f"row {number}.{at}", "somebody") for at in range(size)]
    return set_table(rows)


def shown(part):
    return part.rows[part.start : part.stop]


def words_of(placed):
    return placed.flowable.getPlainText() if isinstance(placed.flowable, Paragraph) else ""


def height(table_set):
    return table_set.wrap(WIDTH, 10_000)[1]


@pytest.mark.parametrize("bands", [(3, 3, 3), (1, 1, 1, 1, 1), (8, 2, 1)])
def test_a_band_never_stands_at_the_foot_without_its_first_row(bands):
    splits = 0
    for room in range(20, int(height(banded(bands))), 3):
        parts = banded(bands).split(WIDTH, room)
        if len(parts) == 2:
            splits += 1
            assert shown(parts[0])[-1].kind != "group"
    assert splits


def test_no_row_is_left_alone_at_the_head_or_the_foot_of_a_page():
    rows = [(f"row {at}", "somebody") for at in range(12)]
    splits = 0
    for room in range(20, int(height(set_table(rows))), 3):
        parts = set_table(rows).split(WIDTH, room)
        if len(parts) == 2:
            splits += 1
            assert all(len(shown(part)) >= 2 for part in parts)
    assert splits


def test_a_short_table_stays_on_one_page():
    rows = [("row", "somebody")] * 3
    tall = height(set_table(rows))
    assert all(not set_table(rows).split(WIDTH, room) for room in range(20, int(tall) - 1, 5))


def test_a_table_kept_together_never_splits():
    rows = [("row", "somebody")] * 20
    tall = height(set_table(rows))
    assert any(set_table(rows).split(WIDTH, room) for room in range(20, int(tall) - 1, 5))
    assert not any(
        set_table(rows, together=True).split(WIDTH, room) for room in range(20, int(tall) - 1, 5)
    )


@pytest.mark.parametrize("count", [1, 5, 40, 200])
def test_every_row_stands_once_and_in_order_with_its_heading(count):
    rows = [(f"row {at}", "words " * (at % 17)) for at in range(count)]
    rows.append(total([f"row {count}", ""]))
    pages = pages_of(say(BODY, "before"), table(COLUMNS, rows))
    found = []
    for page in pages:
        for part in (one.flowable for one in page if isinstance(one.flowable, SetTable)):
            assert part.head is not None
            assert part.repeated == bool(found)
            found += [row.cells[0].text for row in shown(part)]
    assert found == [f"row {at}" for at in range(count + 1)]


def test_nothing_stands_over_the_edge_of_a_page():
    rows = [(f"row {at}", "words " * (at % 60)) for at in range(90)]
    long = panel([say(BODY, "a sentence of a panel. " * 30)] * 9)
    sides = side_by_side([say(BODY, "left " * 150)] * 20, [say(BODY, "right " * 100)])
    pages = pages_of(table(COLUMNS, rows), long, sides, *[say(BODY, "words " * 140)] * 20)
    assert len(pages) > 6
    for page in pages:
        for one in page:
            tall = one.flowable.height * one.scale
            assert one.y + FINE >= 841.89 - 795.0
            assert one.y + tall <= 841.89 - 54.0 + FINE
            assert one.scale == 1.0


def test_a_row_taller_than_a_page_is_parted_and_loses_no_word():
    words = [f"w{at:04}" for at in range(110)]
    rows = [("a", "b"), (" ".join(words), "beside"), ("c", "d")]
    narrow = table([Column("What", 30), Column("Who", 400)], rows)
    pages = pages_of(narrow)
    assert len(pages) > 1
    parts = [one.flowable for page in pages for one in page]
    found = " ".join(
        row.cells[0].text for part in parts for row in shown(part) if row.cells[0].text
    )
    assert [word for word in found.split() if word.startswith("w")] == words
    elements = {id(row.parts) for part in parts for row in shown(part)}
    assert len(elements) == 3, "both halves are one row"


def test_a_drawing_taller_than_a_page_is_shrunk_to_it():
    pages = fill([Spacer(1, 5000)], unreported, "")
    assert [one.scale for page in pages for one in page] == [pytest.approx(BODY_HEIGHT / 5000)]


def first_page(*items):
    return sum(getattr(one.flowable, "height", 0) for one in fill(items, unreported, "")[0])


def test_a_part_begins_beneath_the_one_before_where_enough_of_it_fits():
    def on_first(before, *part):
        return first_page(Spacer(1, before), PartStart(), *part) > before

    room = BODY_HEIGHT - BEFORE_PART
    assert on_first(room - 81, Spacer(1, 80), NewPage()), "a short part needs its own height"
    assert not on_first(room - 79, Spacer(1, 80), NewPage())
    assert on_first(room - ENOUGH - 1, *[Spacer(1, ENOUGH / 5)] * 40), "a long one needs enough"
    assert not on_first(room - ENOUGH + 1, *[Spacer(1, ENOUGH / 5)] * 40)
    assert not on_first(10, Spacer(1, 5_000))


def test_a_heading_stands_on_the_page_of_what_it_is_of():
    for used in range(0, int(BODY_HEIGHT), 9):
        content = table(COLUMNS, [("row", "somebody")] * 30)
        items = [Spacer(1, used), *items_of(*section("Heading", say(BODY, "Told."), content))]
        pages = fill(items, unreported, "")
        named = [at for at, page in enumerate(pages) if "Heading" in map(words_of, page)]
        tabled = [
            at for at, page in enumerate(pages)
            if any(isinstance(one.flowable, SetTable) for one in page)
        ]  # fmt: skip
        assert named == tabled[:1], used


@pytest.mark.parametrize("style", [H2, H3])
def test_a_heading_on_its_own_stays_with_what_follows(style):
    for used in range(int(BODY_HEIGHT) - 90, int(BODY_HEIGHT), 4):
        items = [
            Spacer(1, used),
            *items_of(say(style, "Heading"), say(BODY, "words " * 60), say(BODY, "more")),
        ]
        last = fill(items, unreported, "")[0][-1]
        assert words_of(last) != "Heading"


def test_items_kept_together_are_not_parted():
    for used in range(0, int(BODY_HEIGHT), 13):
        block = Together(tuple(say(BODY, f"line {at}") for at in range(8)))
        pages = fill([Spacer(1, used), *items_of(block)], unreported, "")
        counts = [sum(not isinstance(one.flowable, Spacer) for one in page) for page in pages]
        assert sorted(counts)[-1] == 8


def test_what_is_kept_but_taller_than_a_page_still_stands():
    block = Together(tuple(say(BODY, f"line {at}") for at in range(100)))
    assert sum(len(page) for page in pages_of(block)) == 100


def test_the_source_of_a_table_never_begins_a_page_without_rows_of_it():
    moved = 0
    for used in range(0, 600, 3):
        rows = table(COLUMNS, [("row", "somebody")] * 9)
        items = [Spacer(1, used), *items_of(rows, say(SOURCE, "The register, " * 20))]
        pages = fill(items, unreported, "")
        after = [one.flowable for one in pages[-1]]
        if len(pages) > 1:
            moved += 1
            assert isinstance(after[0], SetTable) or "The register" in words_of(pages[0][-1])
        parts = [
            one.flowable for page in pages for one in page if isinstance(one.flowable, SetTable)
        ]
        assert sum(len(shown(part)) for part in parts) == 9
    assert moved > 9


def test_a_short_table_takes_its_heading_and_its_source_along():
    for used in range(450, int(BODY_HEIGHT), 2):
        rows = table(COLUMNS, [("row", "somebody")] * 3)
        items = [
            Spacer(1, used),
            *items_of(*section("Heading", rows, say(SOURCE, "The register."))),
        ]
        pages = fill(items, unreported, "")
        assert words_of(pages[-1][-1]) == "The register."
        assert len(pages) == 1 or len(pages[0]) == 1, used


def choice_of(lines, **more):
    opening = Opening(key="k", part="Part", title="Title", new_page=True)
    choices = tuple((opening, *[say(BODY, f"{count}")] * count) for count in lines)
    made = pages_of(say(BODY, "before"), OnOnePage(choices, **more))
    return made, words_of(made[-1][-1])


def test_the_fullest_choice_that_fits_a_page_is_taken():
    pages, taken = choice_of((90, 60, 30, 20))
    assert taken == "30"
    assert len(pages) == 2


@pytest.mark.parametrize(("last", "taken"), [(False, "90"), (True, "80")])
def test_where_no_choice_fits_the_first_or_the_last_is_taken(last, taken):
    assert choice_of((90, 80), widest_last=last)[1] == taken


def test_heights_told_are_heights_filled():
    blocks = [
        Opening(key="k", part="Part", title="Title", lead="Lead."),
        *section("One", table(COLUMNS, [("a", "b")] * 5)),
        *section("Two", say(BODY, "c"), panel([say(BODY, "d")]), style=H3),
        say(H2, "Three"),
        say(BODY, "e"),
    ]
    items = items_of(*blocks)
    page = fill(items, unreported, "")[0]
    assert height_of(items) == pytest.approx(841.89 - 54.0 - page[-1].y)
    assert height_of(items) < PAGE_ROOM


def test_no_page_is_left_empty():
    pages = pages_of(Break(), say(BODY, "a"), Break(), Break(), say(BODY, "b"), Break())
    assert [len(page) for page in pages] == [1, 1]


def test_room_is_asked_before_a_page_is_turned():
    items = [Spacer(1, 300), Room(100), Spacer(1, 10), Room(BODY_HEIGHT - 309), Spacer(1, 10)]
    assert len(fill(items, unreported, "")) == 2
    assert len(fill([Room(9_999), Kept([Spacer(1, 9)])], unreported, "")) == 1


def test_a_table_in_a_group_of_sections_is_found_with_its_place():
    inner = Section(rich("Inner"), (say(BODY, "x"),), H3, "inner")
    items = items_of(panel([inner]))
    assert [one.key for item in items for one in all_within(item) if hasattr(one, "key")] == [
        "inner"
    ]


def test_rows_together_are_at_most_so_tall():
    rows = [("long words " * 90, "x"), ("long words " * 90, "y"), ("z", "z")]
    made = set_table(rows)
    height(made)
    assert not any(made._bound[:1]), f"a pair over {TALLEST_PAIR} points may part"
