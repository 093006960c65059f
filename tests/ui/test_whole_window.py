"""What holds for every page, view and dialog: names, the way of Tab, room for words, an end."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QDialog,
    QLabel,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from planner.session import Session
from tests.ui.every_view import NAMES, VIEWS, WALKED, before_the_sample, stops, told
from tests.ui.journeys.person import Person, spoken
from ui.parts.elided import ElidedLabel
from ui.theme import Look

ROUND = (
    ("register", {"tab": "contract"}),
    ("register", {"show": "board"}),
    ("dependence", {"show": "measures"}),
    ("scenarios", {"show": "builder", "scenario": "missing-clause"}),
    ("plans", {"show": "actions"}),
)
"""A short way through all pages."""
DIALOGS = ("edit.history", "view.settings", "help.keys", "help.notes", "help.about", "help.guide")
STOPS = 200


@pytest.fixture(scope="module")
def person(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Return somebody before the sample council, with a plan and every failure at hand."""
    found = before_the_sample(look, tmp_path_factory.mktemp("whole"))
    yield found
    look.use("light", 100)
    found.closes_the_window()


@pytest.fixture
def shown(person: Person, request: pytest.FixtureRequest) -> Person:
    """Return the person before one view, at 100 % text."""
    page, view = VIEWS[request.param]
    person.window.resize(1366, 768)
    person.window.bench.go(page, **view)
    person.waits()
    return person


every_view = pytest.mark.parametrize("shown", range(len(VIEWS)), ids=NAMES, indirect=True)


def walked(place: QWidget) -> list[QWidget]:
    """Press Tab until it is back where it began, and return the controls on the way."""
    seen: list[QWidget] = []
    for _ in range(STOPS):
        here = QApplication.focusWidget()
        assert here is not None, f"the cursor was lost after {told(seen[-1])}"
        if seen and here is seen[0]:
            return seen
        # A date is walked part by part, and a text link by link.
        if not (seen and here is seen[-1] and isinstance(here, QDateEdit | QTextBrowser)):
            assert here not in seen, f"Tab is caught at {told(here)}"
            seen.append(here)
        QTest.keyClick(place.window().windowHandle(), Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError("Tab never came back")


def cut_off(place: QWidget) -> list[str]:
    """Return the labels and buttons whose words have no room."""
    short = []
    for one in place.findChildren(QWidget):
        if not isinstance(one, QLabel | QPushButton) or not one.isVisible() or not one.text():
            continue
        wanted, has = one.sizeHint(), one.size()
        if isinstance(one, ElidedLabel) or (isinstance(one, QPushButton) and one.toolTip()):
            short += [told(one)] if has.width() < 20 else []
        elif isinstance(one, QLabel) and one.wordWrap():
            short += [told(one)] if one.heightForWidth(has.width()) > has.height() + 1 else []
        elif wanted.width() > has.width() + 1 or wanted.height() > has.height() + 1:
            short.append(f"{told(one)}: {wanted.toTuple()} in {has.toTuple()}")
    return short


@pytest.mark.parametrize("shown", WALKED, ids=[NAMES[at] for at in WALKED], indirect=True)
def test_every_control_has_a_name_and_tab_goes_round_them_all(shown: Person) -> None:
    window = shown.window
    assert not [told(one) for one in stops(window) if not spoken(one).strip()]
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.header.menu_button.setFocus()
    reached = walked(window)
    shown.waits()
    if not set(stops(window)) <= set(reached):
        # Now that lists have a row with the cursor, what acts on it can be reached as well.
        window.header.menu_button.setFocus()
        reached = walked(window)
        shown.waits()
    assert not [told(one) for one in stops(window) if one not in reached]


@every_view
def test_the_window_fits_a_small_laptop_and_no_words_are_cut_off(shown: Person) -> None:
    window = shown.window
    least = window.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 680
    assert (window.width(), window.height()) == (1366, 768)
    assert cut_off(window.centralWidget()) == []


@pytest.mark.parametrize("action", DIALOGS)
def test_every_dialog_has_names_and_a_way_round(person: Person, action: str) -> None:
    window = person.window
    before = set(QApplication.topLevelWidgets())
    window.bench.actions[action].trigger()
    person.waits()
    new = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before]
    place = new[0] if new else QApplication.activeWindow()
    assert place is not None
    assert not [told(one) for one in stops(place) if not spoken(one).strip()]
    assert cut_off(place) == [] or not isinstance(place, QDialog)
    if isinstance(place, QDialog):
        place.activateWindow()
        QTest.qWaitForWindowActive(place)
        stops(place)[0].setFocus()
        reached = walked(place)
        assert not [told(one) for one in stops(place) if one not in reached]
        QTest.keyClick(place, Qt.Key.Key_Escape)
        assert not place.isVisible()


def census(window: QObject) -> tuple[int, int, int]:
    """Return how many objects, running timers and top-level widgets there are."""
    for _ in range(3):
        QTest.qWait(5)
        gc.collect()
    for _ in range(20):
        objects = window.findChildren(QObject)
        running = [one for one in objects if isinstance(one, QTimer) and one.isActive()]
        if not running:
            break
        QTest.qWait(20)  # one that is about to end may end
    return len(objects), len(running), len(QApplication.topLevelWidgets())


def test_closing_a_register_lets_go_of_all_it_showed(look: Look, tmp_path: Path) -> None:
    person = Person(look, tmp_path)
    window = person.window
    counts, pages = [], []
    try:
        for number in range(3):
            path = tmp_path / f"{number}.backstop"
            window.open_session(Session.sample(path, "A. Tester"))
            person.waits()
            for page, view in ROUND:
                window.bench.go(page, **view)
                person.waits()
            kinds = ("register", "dependence", "scenarios", "plans")
            pages += [weakref.ref(window.page(name)) for name in kinds]
            window.files.close_register()
            person.waits(lambda: not window.bench.desk.is_open)
            counts.append(census(window))
        # The first round makes what the window keeps, such as menus and the palette.
        assert counts[1] == counts[2]
        alive = [type(page()).__name__ for page in pages if page() is not None]
        assert not alive
    finally:
        person.closes_the_window()


def test_closing_the_window_leaves_nothing_behind(look: Look, tmp_path: Path) -> None:
    threads = set(threading.enumerate())
    QTest.qWait(5)
    gc.collect()
    before = len(QApplication.topLevelWidgets())
    person = Person(look, tmp_path)
    person.window.open_session(Session.sample(tmp_path / "Orrinshaw.backstop", "A. Tester"))
    person.waits()
    gone = weakref.ref(person.window)
    person.closes_the_window()
    del person
    for _ in range(3):
        QTest.qWait(5)
        gc.collect()
    assert len(QApplication.topLevelWidgets()) == before
    assert gone() is None
    assert set(threading.enumerate()) <= threads
