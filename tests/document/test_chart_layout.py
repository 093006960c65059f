"""Every chart on paper: no words over each other, none outside, none too small, in every form."""

from __future__ import annotations

import itertools

import pytest

from planner.document.charts import Chart
from planner.document.palette import BANDS, NAVY, NAVY_PALE, NAVY_TINT, ORANGE, PLUM, TEAL
from planner.document.pdf.charts.pictures import PICTURES, picture_of
from planner.document.pdf.styles import load_fonts
from tests.document.chart_variants import variants
from tests.document.every_chart import every_chart
from tests.document.recording_pen import Written, written_on

CASES = list(variants())
SMALLEST = 8.5
EDGE = 2.5
MARKS = {"M", "N", "C"}
"""Letters of class marks, which are drawn shapes with words elsewhere on the page."""


@pytest.fixture(autouse=True)
def _fonts() -> None:
    load_fonts()


@pytest.mark.parametrize("scale", [1.0, 0.76])
@pytest.mark.parametrize("chart", [chart for _, chart in CASES], ids=[name for name, _ in CASES])
def test_words_stand_clear_inside_the_drawing_and_are_large_enough(chart: Chart, scale: float):
    picture = picture_of(chart, scale)
    written = written_on(picture)
    for one in written:
        assert one.left >= -EDGE and one.right <= picture.width + EDGE, one  # noqa: PT018
        assert one.low >= -EDGE and one.high <= picture.height + EDGE, one  # noqa: PT018
        assert one.size >= SMALLEST or one.words in MARKS, one
    over = [
        (one.words, two.words)
        for at, one in enumerate(written)
        for two in written[at + 1 :]
        if one.overlaps(two)
    ]
    assert not over


def test_every_kind_of_chart_is_tried():
    assert {type(chart) for chart in every_chart()} == set(PICTURES)


def test_the_check_sees_words_over_each_other():
    one, two = Written("one", 0, 0, 20, 8, 9), Written("two", 15, 2, 40, 10, 9)
    assert one.overlaps(two)
    assert not one.overlaps(Written("three", 25, 0, 40, 8, 9))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_four_chart_colours_stand_out_from_white():
    for colour in (NAVY, TEAL, PLUM, ORANGE):
        assert contrast(colour, "#FFFFFF") >= 2.99, colour


def test_bands_that_touch_survive_greyscale():
    assert contrast(NAVY, NAVY_PALE) >= 3
    assert contrast(NAVY_TINT, NAVY_PALE) >= 3
    assert contrast(NAVY, NAVY_TINT) >= 1.7


def test_neighbours_in_a_stack_never_print_alike():
    for one, two in itertools.pairwise(BANDS):
        assert contrast(one, two) >= 1.7, (one, two)
