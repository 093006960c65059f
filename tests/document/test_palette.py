from __future__ import annotations

import itertools

import pytest

from planner.document import palette
from tests.document.pdf.contrast import contrast

INKS = ("TEXT", "SECONDARY", "NAVY", "PLUM", "INPUT_BLUE")
GROUNDS = ("WHITE", "STRIPE", "NOTE_FILL", "GAP_FILL")
DARK = ("NAVY", "NAVY_TINT", "PLUM", "TEXT")


def parts(name):
    colour = getattr(palette, name)
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize(("ink", "ground"), [*itertools.product(INKS, GROUNDS)])
def test_every_colour_of_words_stands_out_on_every_pale_ground(ink, ground):
    assert contrast(parts(ink), parts(ground)) >= 4.5


@pytest.mark.parametrize("ground", DARK)
def test_white_words_stand_out_on_every_dark_ground(ground):
    assert contrast(parts("WHITE"), parts(ground)) >= 4.5


@pytest.mark.parametrize("colour", ["NAVY", "NAVY_TINT", "TEAL", "PLUM", "ORANGE", "GREY"])
def test_every_colour_of_charts_stands_out_as_a_shape(colour):
    assert contrast(parts(colour), parts("WHITE")) >= 3.0
