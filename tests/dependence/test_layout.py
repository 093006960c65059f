"""Where boxes and ribbons lie: in columns, apart, with few crossings, and always the same."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from planner.dependence.draw_picture import draw_picture
from planner.dependence.layout import _crossings, lay_out, ordered
from planner.dependence.picture import SUPPLIERS, Box, Picture, Ribbon
from planner.exchange.register_json import read_register
from resources.sample import sample_register_path

SAMPLE = read_register(sample_register_path())
PICTURES = [draw_picture(SAMPLE, ("provider", "havenmoor"), depth) for depth in (1, 2, 3, None)] + [
    draw_picture(SAMPLE, None, None, roll_up="never")
]


@pytest.mark.parametrize("picture", PICTURES)
def test_boxes_of_a_column_never_overlap(picture):
    layout = lay_out(picture)
    for column in range(4):
        places = sorted(
            (layout.boxes[box.id] for box in picture.column(column)), key=lambda at: at.y
        )
        assert len({place.x for place in places}) <= 1
        for above, below in pairwise(places):
            assert above.y + above.height < below.y


@pytest.mark.parametrize("picture", PICTURES)
def test_ribbons_begin_and_end_inside_their_boxes(picture):
    layout = lay_out(picture)
    for ribbon, band in zip(picture.ribbons, layout.bands, strict=True):
        for box, y in ((ribbon.start, band.start_y), (ribbon.end, band.end_y)):
            place = layout.boxes[box]
            assert place.y - 0.01 <= y <= place.y + place.height + 0.01


@pytest.mark.parametrize("picture", PICTURES[:3])
def test_ribbons_are_as_wide_as_their_people_and_those_to_suppliers_a_quarter(picture):
    layout = lay_out(picture)
    for ribbon, band in zip(picture.ribbons, layout.bands, strict=True):
        part = 0.25 if picture.by_id[ribbon.end].column == SUPPLIERS else 1.0
        assert band.width == pytest.approx(ribbon.amount * layout.scale * part)


def test_the_same_picture_lies_the_same_way():
    again = draw_picture(SAMPLE, ("provider", "havenmoor"), 2)
    assert lay_out(PICTURES[1]) == lay_out(again)


@pytest.mark.parametrize("picture", PICTURES)
def test_ordering_never_adds_crossings(picture):
    columns = [list(picture.column(number)) for number in range(4)]
    assert crossings(picture, ordered(picture, columns)) <= crossings(picture, columns)


def test_ribbons_that_need_not_cross_do_not():
    boxes = [Box(f"{c}{n}", c, "service", "", "", 1, 0, 1) for c in (0, 1) for n in range(4)]
    ribbons = tuple(Ribbon(f"0{n}", f"1{3 - n}", 1, False) for n in range(4))
    picture = Picture("people", "area", "", tuple(boxes), ribbons, (), ())
    columns = [list(picture.column(number)) for number in range(4)]
    assert crossings(picture, columns) == 6
    assert crossings(picture, ordered(picture, columns)) == 0


def test_three_thousand_boxes_are_laid_out_in_a_blink():
    boxes = [Box(f"{c} {n}", c, "service", "", "", 10, 0, 10) for c in range(4) for n in range(750)]
    ribbons = tuple(
        Ribbon(f"{c} {n}", f"{c + 1} {(n * 7 + k * 31) % 750}", 5, False)
        for c in range(3)
        for n in range(750)
        for k in range(2)
    )
    picture = Picture("people", "area", "", tuple(boxes), ribbons, (), ())
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        lay_out(picture)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.5  # 0.05 s by itself; others may be using the machine


def crossings(picture, columns):
    order = [list(range(len(boxes))) for boxes in columns]
    at = {
        box.id: (number, n) for number, boxes in enumerate(columns) for n, box in enumerate(boxes)
    }
    beside = [[], [], []]
    for ribbon in picture.ribbons:
        (column, start), (other, end) = at[ribbon.start], at[ribbon.end]
        if other == column + 1:
            beside[column].append((start, end, 1.0))
    return _crossings(order, beside)
