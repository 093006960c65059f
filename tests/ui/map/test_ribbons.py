"""Ribbons run from box to box, and many are drawn as only what lies on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from ui.map.ribbons import MANY, WIDEST, Course, ManyRibbonsItem, RibbonItem, gathered


def courses(number):
    return [Course(QPointF(0, 10 * n), QPointF(100, 10 * n + 5), 3) for n in range(number)]


def test_a_ribbon_covers_both_ends_at_its_width():
    path = Course(QPointF(0, 0), QPointF(100, 50), 20).path()
    assert path.contains(QPointF(1, 10))
    assert path.contains(QPointF(99, 60))
    assert not path.contains(QPointF(1, 40))


def test_nobody_is_drawn_so_thin_that_it_is_not_seen():
    path = Course(QPointF(0, 0), QPointF(100, 0), 0).path()
    assert path.boundingRect().height() > 0.5


def test_few_ribbons_are_items_of_their_own_and_many_are_one(look):
    few = gathered(courses(5), "accent", 0.4, look, 1)
    assert len(few) == 5
    assert all(isinstance(one, RibbonItem) for one in few)
    *widest, many = gathered(courses(MANY + 1), "accent", 0.4, look, 1)
    assert isinstance(many, ManyRibbonsItem)
    assert len(widest) == WIDEST


def test_of_many_only_what_is_on_the_screen_is_drawn(look):
    item = ManyRibbonsItem(courses(1000), "accent", 0.4, look)
    window = QRectF(0, 5000, 100, 200)
    pieces = item._within(window, 0.5)
    assert 200 < len(pieces) < 600
    for _, y0, _, y1, across, along in pieces:
        assert window.top() - 50 <= min(y0, y1) <= max(y0, y1) <= window.bottom() + 50
        assert (across**2 + along**2) ** 0.5 == pytest.approx(1.5)
