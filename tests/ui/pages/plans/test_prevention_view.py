"""What to change first, in the real window, driven as a person would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from planner.register.edits import ChangeFields
from planner.session import Session
from tests.plan.prevention_towns import pair
from ui.pages.plans.prevention_view import ANSWER, PreventionView

BUDGET = 9_000


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Return a town and what is found on it, worked out once."""
    register = pair(20, 30, 6, 60, 4_000.0)
    path = tmp_path_factory.mktemp("town") / "pair.backstop"
    with Session.of(path, register, "A. Tester") as session:
        return register, session.prevention_report(float(BUDGET))


@pytest.fixture
def view(empty_window, tmp_path, settle, answers):
    register, report = answers
    session = Session.of(tmp_path / "pair.backstop", register, "A. Tester")
    empty_window.open_session(session)
    key = (ANSWER, float(BUDGET), "chance", (), ())
    empty_window.bench.results.keep(key, report, session.revision)
    empty_window.bench.go("plans", show="list")
    empty_window.bench.go("plans", show="prevention", budget=f"{BUDGET}")
    settle(empty_window)
    found = empty_window.findChild(PreventionView)
    assert found.report is report
    return found


def test_the_command_opens_it(empty_window, view):
    empty_window.bench.go("plans", show="list")
    assert not view.isVisible()
    empty_window.bench.actions["plans.prevention"].trigger()
    assert view.isVisible()


def sections(view) -> list[str]:
    model = view.table.model()
    words = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return [one for one in words if one not in ("taken", "not taken")]


def test_the_finding_the_rows_and_the_story(empty_window, view, qtbot):
    report = view.report
    assert view.head.sentence == report.headline
    assert sections(view) == [f"Beyond the budget of £{BUDGET:,}"]
    assert [row.id for row in view.table.shown] == [row.id for row in report.rows]
    assert set(report.rows[0].story) < set(view.side.sentences)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert set(report.rows[1].story) < set(view.side.sentences)
    assert view.side.picture.chart == report.curve
    assert view.add.text() == f"Add {len(view.taken)} action{'s' * (len(view.taken) > 1)} to plans"


def test_unticking_rules_an_action_out_and_ticking_brings_it_back(
    empty_window, view, qtbot, settle
):
    first = view.table.shown[0]
    assert first.chosen
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.model().index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    settle(empty_window)
    assert first.id not in {one.id for one in view.taken}
    assert "Ruled out" in sections(view)
    out = view.table.shown[-1]
    assert out.id == first.id
    assert out.forced == "out"
    model = view.table.model()
    at = model.index(model.rowCount() - 1, 0)
    view.table.scrollTo(at)
    place = view.table.visualRect(at).center()
    qtbot.mouseClick(
        view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y())
    )
    settle(empty_window)
    assert first.id in {one.id for one in view.taken}
    assert "Ruled out" not in sections(view)


def test_ticking_one_beyond_the_budget_takes_it(empty_window, view, qtbot, settle):
    beyond = next(at for at, row in enumerate(view.table.shown) if not row.chosen)
    wanted = view.table.shown[beyond].id
    view.table.setFocus()
    view.table.pick(beyond)
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    settle(empty_window)
    assert wanted in {one.id for one in view.taken}


def test_the_slider_shows_at_once_what_is_measured(empty_window, view, settle):
    rows = view.report.rows
    view.budget.slider.setSliderDown(True)
    view.budget.slider.setValue(1)
    fits = [row.id for row in rows if row.spent <= 1000]
    assert [row.id for row in view.table.shown if row.chosen] == fits
    assert view.side.picture.chart.at == len(fits)
    view.budget.slider.setSliderDown(False)
    settle(empty_window)
    assert view.report.budget == 1000
    assert view.report.spent <= 1000


def test_adding_to_plans_and_writing_as_done_are_single_steps(empty_window, view, settle):
    session = empty_window.bench.session
    number = len(view.taken)
    before = len(session.history())
    view.add.click()
    assert len(session.register.of_kind("action")) == number
    assert len(session.history()) == before + 1
    assert not view.stale.isVisible()
    empty_window.bench.desk.undo()
    assert not session.register.of_kind("action")
    view.side.done.click()
    assert len(session.history()) == before + 3
    assert view.stale.isVisible()
    empty_window.bench.desk.undo()
    settle(empty_window)


def test_a_changed_register_is_said_and_run_again(empty_window, view, settle):
    empty_window.bench.desk.apply(ChangeFields("option", "a", {"capacity": 60.0}))
    assert view.stale.isVisible()
    view.run_again()
    settle(empty_window)
    assert not view.stale.isVisible()


def test_a_what_if_copy_is_written(empty_window, view, tmp_path, settle):
    view.keep_copy(tmp_path / "what if")
    settle(empty_window)
    with Session.open(tmp_path / "what if.backstop", "B. Reader") as copy:
        assert copy.register.tables != empty_window.bench.session.register.tables


def test_counting_every_case_once_asks_again(empty_window, view, settle):
    view.budget.weigh.press("each")
    view._weighed("each")
    settle(empty_window)
    assert view.report.weigh == "each"
