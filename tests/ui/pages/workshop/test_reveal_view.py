"""The reveal as a person sees it: worked out, out of date, cancelled, and on the projector."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.exercise.log import Act, Entry, EntryKind
from planner.register.edits import ChangeFields
from tests.ui.pages.workshop.played import Settle, played, prepared
from tests.ui.test_playing import NOON
from ui.main_window import MainWindow
from ui.pages.workshop.reveal_view import RevealView, counted_in, shown


def revealed(window: MainWindow, settle: Settle) -> RevealView:
    window.bench.go("workshop", show="reveal", exercise="heron")
    settle(window)
    return cast(RevealView, window.findChild(RevealView))


def cells(table) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.data(model.index(row, at)) or "") for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_reveal_says_what_was_prevented_and_by_which_decision(
    window: MainWindow, settle: Settle
) -> None:
    page, _ = played(window, settle)
    view = revealed(window, settle)
    assert view.report is not None
    found = view.report.reveal
    room, best, nothing = found.room, found.best, found.nothing
    prevented = round(nothing.breach_person_days.must) - round(room.breach_person_days.must)
    assert prevented > 0
    assert f"prevented {prevented:,} of" in view.headline.sentence
    more = round(room.breach_person_days.must) - round(best.breach_person_days.must)
    assert f"best response prevents {more:,} more" in view.headline.sentence
    must = next(row for row in cells(view.compared) if row[0] == "must")
    three = [round(one.breach_person_days.must) for one in (room, best, nothing)]
    assert must[1:] == [f"{one:,}" for one in three]
    decided = cells(view.decided.table)
    assert {row[0] for row in decided} == {
        "D-01 Ring Fernholt",
        "D-02 Ring Calderby",
        "D-03 Tell the leader",
    }
    assert decided[0][0].endswith(found.effects[0].words)
    saved = found.effects[0].worth.breach_person_days.must
    assert saved > 0
    assert decided[0][2] == f"{saved:,.0f}"
    assert decided[2][1:] == ["", "0", "0", "0", ""]
    assert view.decided.title.text() == "Two decisions made a difference"
    assert "do not add" in view.decided.told.text()
    late = [row for row in cells(view.called.table) if row[2] == "three days later"]
    assert len(late) == 1
    assert [line.name for line in view.chart.chart.lines] == [
        "The room", "Best response", "Doing nothing",
    ]  # fmt: skip
    assert not view.stale.isVisible()
    view.decided.table.selectRow(2)
    assert "acts on nothing in the model" in view.decided.why.text()
    assert "She hears it from us" in view.decided.why.text()
    view.on_projector.click()
    presenter = page.presenter("heron")
    assert presenter is not None
    assert presenter.isVisible()
    assert presenter.mode == "reveal"
    assert view.headline.sentence in presenter.parts.reveal.accessibleDescription()
    rows = shown(view.report).rows
    assert (rows[0].class_, rows[-1].unit) == ("must", "£")
    assert rows[0].room == pytest.approx(room.breach_person_days.must)
    assert rows[-1].best == pytest.approx(best.cost)
    presenter.close()


def test_a_decision_logged_later_is_weighed_on_coming_back_and_a_note_of_play_is_not(
    window: MainWindow, settle: Settle
) -> None:
    page, _ = played(window, settle)
    view = revealed(window, settle)
    first = view.report
    playing = page.playing("heron")
    assert playing is not None
    playing.pause()
    window.bench.go("workshop", show="list")
    revealed(window, settle)
    assert view.report is first
    third = [one.option for one in playing.best.options if one.used][2]
    playing.decide("Ring a third", "More are needed", Act("call", 1, option=third))
    window.bench.go("workshop", show="list")
    revealed(window, settle)
    assert view.report is not first
    assert len(view.report.effects) == 4


def test_an_edit_of_the_register_makes_it_out_of_date_and_it_is_run_again(
    window: MainWindow, settle: Settle
) -> None:
    played(window, settle)
    view = revealed(window, settle)
    first = view.report
    option = next(iter(window.bench.session.register.options))
    window.bench.desk.apply(ChangeFields("option", option, {"capacity": 1.0}))
    assert view.stale.isVisible()
    view.stale.findChild(QPushButton).click()
    settle(window)
    assert not view.stale.isVisible()
    assert view.report is not first


def test_without_a_decision_it_says_so_and_leads_to_the_play(
    window: MainWindow, settle: Settle
) -> None:
    prepared(window)
    view = revealed(window, settle)
    assert view.report is None
    assert not view.on_projector.isEnabled()
    words = view._stack.currentWidget().findChildren(QPushButton)
    assert [one.text() for one in words] == ["Play the exercise"]


def test_cancelled_it_offers_to_be_worked_out(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    played(window, settle)
    window.bench.go("workshop", show="reveal", exercise="heron")
    view = cast(RevealView, window.findChild(RevealView))
    assert view._task is not None
    view._task.cancel()
    settle(window)
    qtbot.waitUntil(lambda: view._task is None)
    again = view._stack.currentWidget().findChild(QPushButton)
    assert again.text() == "Work it out"
    again.click()
    settle(window)
    assert view.report is not None


def test_the_reveal_reads_decisions_notes_and_their_corrections_only() -> None:
    def entry(number: int, kind: EntryKind, corrects: int | None = None) -> Entry:
        return Entry(number=number, kind=kind, at=NOON, play=0.0, corrects=corrects)

    log = (
        entry(1, "start"), entry(2, "decision"), entry(3, "debrief"), entry(4, "correction", 3),
        entry(5, "note"), entry(6, "correction", 2), entry(7, "correction", 6), entry(8, "end"),
    )  # fmt: skip
    assert [one.number for one in counted_in(log)] == [2, 5, 6, 7]
