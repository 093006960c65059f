"""Lessons found again: searched, ticked, followed to where they come from, and shown in use."""

from __future__ import annotations

import datetime
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from planner.register.edits import AddRecord, Together
from planner.register.records import Lesson
from tests.ui.pages.workshop.played import Settle, prepared
from ui.main_window import MainWindow
from ui.pages.register.record_panel import RecordPanel
from ui.pages.workshop.learn_view import LearnView
from ui.pages.workshop.lesson_table import DUE, LESSON

OVERDUE = Lesson(
    "late", "Let the manager spend", "heron", "Section 151 officer", datetime.date(2026, 9, 1),
    kind="lesson", providers=("havenmoor",), note="From decision D-02 Ring Calderby",
)  # fmt: skip
GOOD = Lesson("good", "Brokers sat together", "heron", kind="good_practice")
BINS = Lesson("bins", "Two lorries can be lent", None, "Streets", services=("befriending",))


def learning(window: MainWindow, **view: str) -> LearnView:
    window.bench.go("workshop", show="learn", **view)
    return cast(LearnView, window.findChild(LearnView))


def codes(view: LearnView) -> list[str]:
    for _ in range(100):
        QTest.qWait(10)
        if not view._typing.isActive():
            break
    mine = {one.id for one in (OVERDUE, GOOD, BINS)}
    return [line.lesson.id for line in view.table.lines if line.lesson.id in mine]


def links_of(view: LearnView) -> dict[str, QPushButton]:
    """Return the buttons about the lesson chosen, once they are on the screen."""
    QApplication.processEvents()
    return {one.text(): one for one in view.card.findChildren(QPushButton) if one.isVisible()}


def forms(view: LearnView) -> list[QPushButton]:
    QApplication.processEvents()
    return [one for one in view.findChildren(QPushButton) if one.text() == "Open the form"]


def with_lessons(window: MainWindow) -> None:
    prepared(window)
    edits = tuple(AddRecord(one) for one in (OVERDUE, GOOD, BINS))
    window.bench.desk.apply(Together("Lessons", edits))


def test_lessons_are_found_by_words_state_and_whom_they_concern(window: MainWindow) -> None:
    with_lessons(window)
    view = learning(window)
    assert codes(view) == ["late", "bins", "good"]
    assert "1 of them overdue" in view.headline.text()
    QTest.keyClicks(view.search, "lorys")
    assert codes(view) == []
    view.search.clear()
    QTest.keyClicks(view.search, "lorries")
    assert codes(view) == ["bins"]
    view.search.clear()
    QTest.keyClicks(view.search, "section")
    assert codes(view) == ["late"]
    view.search.clear()
    next(one for one in view.findChildren(QPushButton) if one.text() == "Good practice").click()
    assert codes(view) == ["good"]
    learning(window, provider="havenmoor")
    assert "late" in codes(view)
    assert "bins" not in codes(view)
    assert view.about.text().startswith("About Havenmoor")
    view.about.click()
    assert codes(view) == ["late", "bins", "good"]
    learning(window, **{"from": "heron"})
    assert codes(view) == ["late", "good"]


def test_a_tick_says_that_a_lesson_was_acted_on_and_can_be_undone(window: MainWindow) -> None:
    with_lessons(window)
    view = learning(window)
    session = window.bench.session
    row = codes(view).index("late")
    item = view.table.item(row, LESSON)
    assert item is not None
    item.setCheckState(Qt.CheckState.Checked)
    assert session.register.of_kind("lesson")["late"].done_on == session.today()
    window.bench.desk.undo()
    assert session.register.of_kind("lesson")["late"].done_on is None
    row = [line.lesson.id for line in view.table.lines].index("late")
    due = view.table.item(row, DUE)
    assert due is not None
    due.setText("never")
    assert session.register.of_kind("lesson")["late"].due == OVERDUE.due
    assert view.table.item(row, DUE).text() == "1 Sep 2026"
    due.setText("3 Feb 2027")
    assert session.register.of_kind("lesson")["late"].due == datetime.date(2027, 2, 3)


def test_a_lesson_leads_to_its_exercise_and_to_whom_it_concerns(window: MainWindow) -> None:
    with_lessons(window)
    view = learning(window, words="manager")
    view.table.selectRow([line.lesson.id for line in view.table.lines].index("late"))
    links = links_of(view)
    assert view._note.text() == "From decision D-02 Ring Calderby"
    assert "Use this exercise again for another provider…" in links
    links["Havenmoor Homecare Ltd"].click()
    assert window.bench.trail.here.page == "register"
    panel = cast(RecordPanel, window.findChild(RecordPanel))
    assert (panel.kind, panel.key) == ("provider", "havenmoor")
    assert panel.lessons.isVisible()
    assert "Let the manager spend (overdue)" in panel.lessons.toolTip()
    panel.lessons.click()
    assert window.bench.trail.here.page == "workshop"
    assert "late" in codes(view)
    links = links_of(view)
    links["See the exercise and its decisions"].click()
    assert window.bench.trail.here.view["show"] == "reveal"


def test_a_cold_debrief_that_is_due_leads_to_its_form(window: MainWindow) -> None:
    page, clock = prepared(window)
    page.log("heron", "start")
    page.log("heron", "end")
    view = learning(window)
    assert not any(one.isVisible() for one in forms(view))
    clock.passes(20 * 86_400)
    window.bench.go("workshop", show="list")
    learning(window)
    next(one for one in forms(view) if one.isVisible()).click()
    assert window.bench.trail.here.view["show"] == "debrief"


def test_a_plan_tells_of_the_lessons_that_concern_it(window: MainWindow, settle: Settle) -> None:
    with_lessons(window)
    window.bench.go("plans", make="friday-liquidation")
    settle(window)
    from ui.pages.plans.actions_tab import ActionsTab

    tab = cast(ActionsTab, window.findChild(ActionsTab))
    assert tab.lessons.isVisible()
    assert "Let the manager spend" in tab.lessons.toolTip()
    tab.lessons.click()
    view = cast(LearnView, window.findChild(LearnView))
    assert "late" in codes(view)
    assert "services of a plan" in view.about.text()
