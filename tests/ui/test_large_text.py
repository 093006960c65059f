"""At twice the text every view keeps its window small enough and its controls in reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.every_view import NAMES, VIEWS, WALKED, before_the_sample, told
from tests.ui.journeys.person import Person
from ui.theme import Look


@pytest.fixture(scope="module")
def person(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Return somebody whose text is twice as large from the start, which restyles nothing."""
    look.use("light", 200)
    found = before_the_sample(look, tmp_path_factory.mktemp("large"))
    yield found
    look.use("light", 100)
    found.closes_the_window()


@pytest.fixture
def shown(person: Person, request: pytest.FixtureRequest) -> Person:
    """Return the person before one view."""
    page, view = VIEWS[request.param]
    person.window.resize(1366, 768)
    person.window.bench.go(page, **view)
    person.waits()
    return person


@pytest.mark.parametrize("shown", WALKED, ids=[NAMES[at] for at in WALKED], indirect=True)
def test_at_twice_the_text_every_control_can_still_be_reached(shown: Person) -> None:
    window = shown.window
    assert window.minimumSizeHint().width() <= 1366
    vanished = [
        told(one)
        for one in window.findChildren(QPushButton)
        if one.isVisible() and one.text() and min(one.width(), one.height()) < 20
    ]
    assert not vanished
