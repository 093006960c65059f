"""A year at risk in the real window: drawn, read, chosen from, changed, out of date."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from planner.register.edits import ChangeFields
from planner.scenario.chance import chance
from planner.scenario.failing_years import Luck
from planner.session import Session
from tests.scenario.risky_town import risky_town
from ui.pages.scenarios.chance_view import ChanceView

LUCK = Luck(draws=400)


@pytest.fixture(scope="module")
def drawn():
    return chance(risky_town(), LUCK)


@pytest.fixture
def risky(empty_window, tmp_path):
    from planner.exchange.register_json import write_register

    path = tmp_path / "risky.json"
    write_register(risky_town(), path)
    session = Session.open(path, "A. Tester")
    empty_window.open_session(session)
    return empty_window


def _drawing(window):
    return [task for task in window.bench.tasks.running if "years of failures" in task.title]


@pytest.fixture
def view(risky, drawn, settle):
    bench = risky.bench
    bench.go("scenarios", show="chance")
    shown = risky.findChild(ChanceView)
    bench.results.keep(("chance", LUCK), drawn, bench.session.revision)
    bench.go("scenarios", show="chance", draws="400")
    settle(risky)
    assert shown.report is not None
    return shown


def test_nothing_is_drawn_before_somebody_asks(risky, settle):
    risky.bench.go("scenarios", show="chance")
    found = risky.findChild(ChanceView)
    assert found.chance is None
    assert not _drawing(risky)
    words = [one.text() for one in found.findChildren(QPushButton) if one.isVisible()]
    assert "Draw 10,000 years" in words
    assert "Only 1,000, for a first look" in words


def test_years_are_drawn_in_the_background_and_shown(risky, qtbot, settle):
    risky.bench.go("scenarios", show="chance", draws="100")
    found = risky.findChild(ChanceView)
    assert found.tag == ("Running",)
    settle(risky)
    qtbot.waitUntil(lambda: found.report is not None)
    assert found.chance.luck.draws == 100
    assert found.tag[0].startswith("100 years drawn")
    assert found.chance.years.net.tobytes() == (
        chance(risky_town(), Luck(draws=100)).years.net.tobytes()
    )


def test_a_draw_that_is_given_up_leaves_the_result_before(risky, view, settle):
    before = view.chance
    view.draw(90_000)
    assert view.tag == ("Running",)
    _drawing(risky)[0].cancel()
    settle(risky)
    assert view.chance is before
    assert view.tag[0].startswith("400 years drawn")
    assert not view.stale.isVisibleTo(view)


def test_the_page_says_what_the_report_says_and_keeps_the_window_as_it_is(risky, view):
    assert risky.height() <= 768
    report = view.report
    assert view.headline.sentence == report.headline
    assert view.parts.money.chart == report.money
    assert view.parts.tail.chart == report.tail
    assert view.parts.tail_words.text() == report.tail_words
    assert view.parts.makers.model().rowCount() == len(report.makers.rows)
    assert view.parts.figures.model().rowCount() == len(report.figures.rows)


def test_another_percentage_needs_no_new_draws(risky, view):
    before = view.chance
    view.change.click()
    assert view.fields.isVisible()
    view.fields.percent.setValue(95)
    assert view.chance is before
    assert view.report.reserve.percent == 95
    assert not _drawing(risky)
    # Numbers that do not go together are told in a sentence, and change nothing.
    view.fields.common.setValue(0.6)
    view.fields.market.setValue(0.5)
    view.fields.again.click()
    assert view.chance.luck == LUCK
    assert not _drawing(risky)


def test_a_bar_and_a_row_choose_the_same_provider(risky, view, qtbot):
    first = view.report.maker_ids[0]
    view.parts.tail.chosen.emit(first)
    assert risky.bench.desk.choice.key == first
    assert view.parts.makers.row == 0
    view.parts.turn_to("makers")
    view.parts.makers.setFocus()
    qtbot.keyClick(view.parts.makers, Qt.Key.Key_Down)
    assert risky.bench.desk.choice.key == view.report.maker_ids[1]
    qtbot.keyClick(view.parts.makers, Qt.Key.Key_Return)
    assert risky.bench.trail.here.view["show"] == "builder"


def test_an_edit_makes_the_result_old_and_says_so(risky, view):
    risky.bench.desk.attempt(ChangeFields("provider", "A", {"failure_probability": 0.5}))
    assert view.stale.isVisibleTo(view)
    assert view.tag[0].startswith("Out of date")
    # The levy stands beneath, with what is missing as its target.
    assert view.levy is not None
    missing = view.chance.reserve(80).more.value
    assert view.levy.fields.typed.target == pytest.approx(missing, abs=1000)


def test_every_part_can_be_reached_and_the_guide_knows_the_page(risky, view):
    for name in ("people", "makers", "figures", "know", "money"):
        view.parts.turn_to(name)
        assert view.parts.segments.value == name
    risky.bench.actions["help.guide"].trigger()
    assert risky.help.guide.topic == "chance"


def test_the_page_is_exported(risky, view, tmp_path, settle):
    paper = risky.bench.session.chance_paper(view.report)
    target = Path(tmp_path) / "chance.pdf"
    view.exported.write(paper, target, "pdf")
    settle(risky)
    assert target.read_bytes().startswith(b"%PDF")
