"""Every view of the window, somebody who stands before it, and what Tab can go to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from planner.answers.study import Study
from planner.document.pair_words import report_of
from planner.document.prevention_words import PreventionReport
from planner.exercise.log import Act, Entry
from planner.scenario.case_book import CaseBook
from planner.scenario.pairs import pairs as every_two
from planner.scenario.sweep import sweep as in_turn
from planner.session import Session
from tests.scenario.test_pairs import two_that_stand_in_for_each_other
from tests.ui.journeys.person import Person, spoken
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
    ("plans", {"show": "prevention", "budget": "3000"}),
    ("plans", {"show": "documents", "document": "cards"}),
    ("workshop", {"show": "list"}),
    ("workshop", {"show": "prepare", "exercise": "exercise-sandpiper"}),
    ("workshop", {"show": "reveal", "exercise": "exercise-sandpiper"}),
    ("workshop", {"show": "debrief", "exercise": "exercise-sandpiper"}),
    ("workshop", {"show": "learn"}),
    ("workshop", {"show": "run", "exercise": "exercise-sandpiper"}),
)
NAMES = tuple(" ".join((page, *view.values())) for page, view in VIEWS)
WALKED = (0, 12, 13, 14, 15, 17, 18, 19, 22, 23, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36, 37, 38)
"""The views in which Tab is walked: one of each layout, by its place in `VIEWS`."""


BUDGET = 3_000.0
"""Pounds in the view of prevention, as `VIEWS` asks for it."""
_prevented: list[PreventionReport] = []


def prevented(study: Study) -> PreventionReport:
    """Return what would be prevented in the sample council, worked out once in a run."""
    if not _prevented:
        _prevented.append(study.prevention_report(BUDGET))
    return _prevented[0]


def before_the_sample(look: Look, folder: Path) -> Person:
    """Return somebody before the sample council, with a plan and every failure at hand."""
    found = Person(look, folder)
    found.window.open_session(Session.sample(folder / "Orrinshaw.backstop", "A. Tester"))
    found.waits()
    found.window.bench.go("plans", make="missing-clause")
    found.waits(lambda: found.window.bench.desk.register.plans)
    register = two_that_stand_in_for_each_other()
    pairs = report_of(register, every_two(CaseBook(register)), in_turn(register))
    results = found.window.bench.results
    session = found.window.bench.session
    results.keep(("pairs_report",), pairs, session.revision)
    asked = ("prevention_report", BUDGET, "chance", (), ())
    results.keep(asked, prevented(session.study()), session.revision)
    decide(found)
    found.window.bench.messages.clear()
    return found


def decide(found: Person) -> None:
    """Log what a room decided, so that the reveal has something to weigh."""
    session = found.window.bench.session
    for words, act in (("Ring Fernholt", Act("call", 0, option="O-001")),
                       ("Ask Calderby", Act("call", 3, option="O-002"))):  # fmt: skip
        entry = Entry(number=0, kind="decision", at=session.now(), play=1020.0, words=words,
                      why="Nearest", act=act)  # fmt: skip
        session.log("exercise-sandpiper", entry)


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
