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
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDateEdit,
    QDialog,
    QLabel,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from planner.document.pair_words import report_of
from planner.scenario.case_book import CaseBook
from planner.scenario.pairs import pairs as every_two
from planner.scenario.sweep import sweep as in_turn
from planner.session import Session
from tests.scenario.test_pairs import two_that_stand_in_for_each_other
from tests.ui.journeys.person import Person, spoken
from ui.parts.elided import ElidedLabel
from ui.theme import Look

TABS = ("service", "provider", "contract", "place", "link", "asset", "option", "pool", "reserve",
        "sign", "contact", "findings", "council")  # fmt: skip
VIEWS = (
    *(("register", {"tab": tab, "show": "table"}) for tab in TABS),
    ("register", {"show": "board"}),
    ("register", {"show": "import"}),
    ("dependence", {"show": "map"}),
    ("dependence", {"show": "measures"}),
    ("scenarios", {"show": "list"}),
    ("scenarios", {"show": "builder", "scenario": "missing-clause"}),
    ("scenarios", {"show": "result", "scenario": "missing-clause"}),
    ("scenarios", {"show": "sweep"}),
    ("scenarios", {"show": "compare", "scenarios": "missing-clause,depot-fire"}),
    ("plans", {"show": "list"}),
    ("plans", {"show": "plan", "plan": "plan-1"}),
    ("plans", {"show": "actions"}),
    ("plans", {"show": "preview", "plan": "plan-1"}),
    ("scenarios", {"show": "chance", "draws": "20"}),
    ("register", {"tab": "watch", "key": "havenmoor"}),
    ("scenarios", {"show": "levy", "target": "900000"}),
    ("dependence", {"show": "lots", "contract": "C-031"}),
    ("scenarios", {"show": "pairs"}),
    ("plans", {"show": "prevention"}),
)
ROUND = (
    ("register", {"tab": "contract"}),
    ("register", {"show": "board"}),
    ("dependence", {"show": "measures"}),
    ("scenarios", {"show": "builder", "scenario": "missing-clause"}),
    ("plans", {"show": "actions"}),
)
"""A short way through all pages."""
NAMES = tuple(" ".join((page, *view.values())) for page, view in VIEWS)
DIALOGS = ("edit.history", "view.settings", "help.keys", "help.notes", "help.about", "help.guide")
WALKED = (0, 12, 13, 14, 15, 17, 18, 19, 22, 23, 26, 27, 28, 29, 30)
"""The views in which Tab is walked: one of each layout, by its place in `VIEWS`."""
STOPS = 200


@pytest.fixture(scope="module")
def person(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Return somebody before the sample council, with a plan and every failure at hand."""
    folder = tmp_path_factory.mktemp("whole")
    found = Person(look, folder)
    found.window.open_session(Session.sample(folder / "Orrinshaw.backstop", "A. Tester"))
    found.waits()
    found.window.bench.go("plans", make="missing-clause")
    found.waits(lambda: found.window.bench.desk.register.plans)
    register = two_that_stand_in_for_each_other()
    pairs = report_of(register, every_two(CaseBook(register)), in_turn(register))
    results = found.window.bench.results
    results.keep(("pairs_report",), pairs, found.window.bench.session.revision)
    found.window.bench.messages.clear()
    yield found
    look.use("light", 100)
    found.closes_the_window()


@pytest.fixture
def shown(person: Person, request: pytest.FixtureRequest) -> Person:
    """Return the person before one view, at 100 % text."""
    page, view = VIEWS[request.param]
    person.window.bench.look.use("light", 100)
    person.window.resize(1366, 768)
    person.window.bench.go(page, **view)
    person.waits()
    return person


every_view = pytest.mark.parametrize("shown", range(len(VIEWS)), ids=NAMES, indirect=True)


def stops(place: QWidget) -> list[QWidget]:
    """Return the controls on the screen that Tab can go to."""
    return [
        one
        for one in place.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.window() is place.window()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not one.visibleRegion().isEmpty()
        and one.objectName() != "qt_spinbox_lineedit"
        and not (isinstance(area := one.parent(), QAbstractScrollArea) and area.viewport() is one)
        and not (isinstance(one, QAbstractButton) and one.autoExclusive() and not one.isChecked())
    ]


def told(one: QWidget) -> str:
    """Return a control in words, for whoever reads the failure."""
    return f"{type(one).__name__} {spoken(one)[:40]!r} in {type(one.parent()).__name__}"


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


@pytest.mark.parametrize("shown", WALKED, ids=[NAMES[at] for at in WALKED], indirect=True)
def test_at_twice_the_text_every_control_can_still_be_reached(shown: Person) -> None:
    window = shown.window
    window.bench.look.use("light", 200)
    shown.waits()
    try:
        assert window.minimumSizeHint().width() <= 1366
        vanished = [
            told(one)
            for one in window.findChildren(QPushButton)
            if one.isVisible() and one.text() and min(one.width(), one.height()) < 20
        ]
        assert not vanished
    finally:
        window.bench.look.use("light", 100)


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
    objects = window.findChildren(QObject)
    running = [one for one in objects if isinstance(one, QTimer) and one.isActive()]
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
