"""The window itself: its pages, its way back, its long work."""

import pytest

from planner.register.edits import AddRecord, ChangeCouncil
from planner.register.records import Action, Pool
from ui.main_window import OPENS_PLANS


@pytest.mark.parametrize("page", ["register", "dependence", "scenarios", "plans"])
def test_every_page_opens(window, page):
    window.bench.go(page)
    assert window.page(page).isVisible()


@pytest.mark.parametrize("name", ["plans.list", "plans.documents"])
def test_what_opens_plans_works_before_that_page_was_seen(window, settle, name):
    assert window.bench.trail.here.page == "register"
    window.bench.actions[name].trigger()
    settle(window)
    here = window.bench.trail.here
    assert here.page == "plans"
    assert dict(window.page("plans").view())["show"] == OPENS_PLANS[name]


def test_back_and_forward_lead_where_one_was(window):
    window.bench.go("dependence")
    window.bench.go("plans")
    window.bench.actions["go.back"].trigger()
    assert window.page("dependence").isVisible()
    window.bench.actions["go.forward"].trigger()
    assert window.page("plans").isVisible()


def test_a_question_is_answered_off_the_windows_thread(window, settle):
    found = []
    window.bench.results.ask(window, "check", then=found.append)
    settle(window)
    assert found[0]


def test_an_edit_makes_answers_stale_and_undo_takes_it_back(window, settle):
    bench = window.bench
    bench.results.ask(window, "check")
    settle(window)
    assert not bench.results.is_stale("check")
    bench.desk.attempt(ChangeCouncil({"name": "Another"}))
    assert bench.results.is_stale("check")
    bench.desk.undo()
    assert bench.desk.register.council.name == "Orrinshaw Council"


def test_keeping_an_action_leaves_answers_about_failures_fresh(window, settle):
    bench = window.bench
    bench.results.ask(window, "largest_provider")
    bench.results.ask(window, "check")
    settle(window)
    bench.desk.attempt(AddRecord(Action("ring", "Ring the lead")))
    assert not bench.results.is_stale("largest_provider")
    assert bench.results.is_stale("check")
    bench.desk.undo()
    assert not bench.results.is_stale("largest_provider")
    bench.desk.attempt(AddRecord(Pool("agency", "Agency staff")))
    assert bench.results.is_stale("largest_provider")
