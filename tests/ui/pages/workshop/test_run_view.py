"""The facilitator's view, driven from the keyboard as somebody does with twelve people waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.exercise.log import Act
from planner.register.edits import AddRecord, Together
from planner.register.records import Exercise, Inject
from tests.ui.test_playing import RoomClock
from ui.main_window import MainWindow
from ui.pages.workshop.page import WorkshopPage
from ui.pages.workshop.run_view import RunView
from ui.playing import Playing

Settle = Callable[[MainWindow], None]
PLAYERS = ("A. Farrow", "R. Okafor")
HERON = Exercise(
    "heron", "Exercise Heron", scenario="friday-liquidation", start_day=0, start_time="16:00",
    speed=60.0, players=PLAYERS, room_minutes=120,
)  # fmt: skip
INJECTS = (
    Inject("h-1", "heron", "The company rings", day=0, time="17:00", content="They close at six.",
           question="Who decides?", decide_minutes=8, prompts=("Who holds the list?",)),
    Inject("h-2", "heron", "The rota is switched off", day=3, time="08:30",
           expected_action="List rebuilt", objective="Set priorities"),
    Inject("h-3", "heron", "A councillor asks", day=12, time="10:00"),
)  # fmt: skip


class Room:
    """The window at the view, its clock moved by hand, and the keys of the person before it."""

    def __init__(self, window: MainWindow, settle: Settle, clock: RoomClock) -> None:
        self.window, self._settle, self.clock = window, settle, clock
        self.arrives()

    def arrives(self) -> None:
        """Open the view and stop its timer: time passes only where a test says so."""
        self.window.bench.go("workshop", show="run", exercise="heron")
        self.page = cast(WorkshopPage, self.window.page("workshop"))
        self.view = cast(RunView, self.page._views["run"])
        found = self.page.playing("heron")
        assert found is not None
        self.playing: Playing = found
        self.playing._timer.stop()
        self.settles()

    def settles(self) -> None:
        self._settle(self.window)

    def presses(self, *keys: str) -> None:
        """Press keys one after the other, as single keys or shortcuts."""
        for key in keys:
            QTest.keySequence(self.window.windowHandle(), key)

    def types(self, words: str) -> None:
        """Type words where the caret is, a key at a time, as the window gets them."""
        for letter in words:
            cast(Any, QTest).keyClick(self.window.windowHandle(), letter)

    def passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.passes(1)
            self.playing.tick()

    @property
    def kinds(self) -> list[str]:
        return [one.kind for one in self.playing.entries]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return [one.cells for one in self.view.log.entries.rows]


@pytest.fixture
def room(window: MainWindow, settle: Settle, qtbot: QtBot) -> Room:
    clock = RoomClock()
    window.bench.session._now = clock
    edits = tuple(AddRecord(one) for one in (HERON, *INJECTS))
    window.bench.session.apply(Together("Prepared Exercise Heron", edits))
    window.activateWindow()
    qtbot.waitActive(window)
    return Room(window, settle, clock)


def test_an_exercise_is_played_with_single_keys(room: Room) -> None:
    view, playing = room.view, room.playing
    assert view.head.state.text() == "Not started"
    assert view.stage.next.text() == "Show event 1"
    room.presses("Space")
    assert room.kinds == ["start", "jump", "show"]
    assert view.stage.title.text() == "The company rings"
    assert view.head.play.text() == "Day 0, Fri 27 Nov 17:00"
    assert [one.state for one in view.events.list.events.rows] == ["current", "next", "later"]
    assert view.events.title.text() == "The rota is switched off"
    assert view.events.parts["expected_action"].text() == "Expected: List rebuilt"
    assert view.stage.decide_in.text() == "Decide in 08:00"
    room.passes(30)
    assert view.stage.decide_in.text() == "Decide in 07:30"
    assert view.head.left.text() == "120 min left"
    room.presses("+")
    assert view.stage.decide_in.text() == "Decide in 09:30"
    room.presses("-", "P")
    assert not playing.clock.is_running
    assert view.head.state.text() == "Clock held"
    assert view.stage.clock.text() == "Run the clock"
    room.presses("B")
    assert playing.is_blank
    room.presses("B", "P", "J")
    room.types("9")
    room.presses("Tab")
    room.types("08:30")
    room.presses("Return")
    assert (playing.clock.day, playing.clock.time) == (9, "08:30")
    assert not view.stage.jump_row.isVisible()
    room.presses("Space")
    assert view.stage.title.text() == "The rota is switched off"
    assert playing.clock.day == 9


def test_a_decision_is_logged_with_four_groups_of_keys(room: Room) -> None:
    room.presses("Space", "D")
    room.types("Bring Dan in by noon, + p")
    room.presses("Tab")
    room.types("Nobody else has a plan")
    room.presses("Ctrl+Return")
    kept = room.playing.entries[-1]
    assert (kept.words, kept.why) == ("Bring Dan in by noon, + p", "Nobody else has a plan")
    assert room.kinds == ["start", "jump", "show", "decision"]
    assert room.rows[0][0] == "D-01"
    assert room.window.bench.session.log_of("heron") == room.playing.entries
    room.presses("P")
    assert not room.playing.clock.is_running


def test_everything_of_a_decision_can_be_typed_and_enter_logs_it_from_any_field(
    room: Room,
) -> None:
    form = room.view.form
    room.presses("Space", "D")
    room.types("Ask Tarnwick")
    room.presses("Tab")
    room.types("They have staff")
    form.more.click()
    form.fields.weighing.fields["Options and contingencies"].setFocus()
    room.types("Wait until Monday")
    form.fields.owner.setFocus()
    room.types("Some body new")
    form.fields.review.setCurrentIndex(form.fields.review.findText("In 1 hour"))
    form.fields.acts.setFocus()
    room.types("ask tarnwick")
    completer = form.fields.acts.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert room.kinds[-1] == "show"
    room.presses("Return")
    kept = room.playing.entries[-1]
    assert kept.act == Act("ask_neighbour", 0, option="O-012")
    assert kept.owner == "Some body new"
    assert kept.weighed == ("Options and contingencies: Wait until Monday",)
    assert kept.review_at == room.playing.clock.play + 60
    room.settles()
    assert "ask_neighbour" not in room.window.bench.messages.words
    assert "In the model: Ask Tarnwick" in room.view.whole.text()
    room.passes(61)
    assert "D-01 Ask Tarnwick" in room.view.side.reviews.text()


def test_what_is_missing_is_asked_for_and_nothing_is_logged(room: Room) -> None:
    form = room.view.form
    room.presses("D", "Return")
    assert form.wrong.text() == "Say what was decided, in a line."
    room.types("Wait")
    room.presses("Return")
    assert form.wrong.text() == "Say why, in a few words."
    assert form.fields.reason.hasFocus()
    room.types("No news")
    form.fields.acts.setEditText("call the moon")
    form.submit()
    assert "“call the moon” names none" in form.wrong.text()
    form.fields.acts.setEditText("")
    form.fields.weighing.decided_at.setText("23:59")
    form.submit()
    assert "has not come yet" in form.wrong.text()
    assert room.playing.entries == ()


def test_a_decision_that_cannot_work_is_logged_and_says_why(room: Room) -> None:
    room.presses("Space")
    form = room.view.form
    choice = next(one for one in room.window.bench.session.act_choices(room.playing.best)
                  if one.act == Act("call", 0, option="O-012"))  # fmt: skip
    form.fields.decision.setText("Call Tarnwick")
    form.fields.reason.setPlainText("They are near")
    form.fields.acts.setEditText(choice.words)
    form.submit()
    assert room.kinds[-1] == "decision"
    room.settles()
    said = "The agreement with Tarnwick Borough Council is not signed."
    assert room.window.bench.messages.words.endswith(said)
    assert room.view.side.trouble.text().startswith("D-01: It serves nobody")


def test_a_decision_acts_at_once_on_what_the_model_says(room: Room) -> None:
    room.presses("Space", "M")
    says = room.view.side.model
    room.playing.jump(4 * 1440 + 600)
    behind = says.headline.text()
    assert behind.startswith("The room is ")
    without = int(says._cells["must", "room"].text())
    assert any("is not called" in one for one in says.reasons.text().splitlines())
    form = room.view.form
    form.fields.decision.setText("Start the council's own team")
    form.fields.reason.setPlainText("They are here")
    typed = "Call the council’s own team for home care for older"
    form.fields.acts.setEditText(typed)
    form.submit()
    room.playing.jump(8 * 1440)
    room.settles()
    assert int(says._cells["must", "room"].text()) < without
    assert says._cells["money", "room"].text() != "£0"
    room.presses("M")
    assert not says.is_open


def test_a_correction_leaves_the_original_struck_through(room: Room) -> None:
    room.presses("Space")
    room.playing.decide("Wait for Fernholt", "They asked")
    room.presses("C")
    assert room.view.form.title.text() == "Correct D-01"
    room.types("Call Fernholt")
    room.presses("Tab")
    room.types("No time")
    room.presses("Ctrl+Return")
    first, second = room.rows[1], room.rows[0]
    assert (second[0], second[3], second[4]) == ("D-02", "Call Fernholt", "Corrects D-01. No time")
    assert (first[3], first[4]) == ("Wait for Fernholt", "Corrected by D-02. They asked")
    assert [one.is_corrected for one in room.view.log.entries.rows] == [False, True]
    room.presses("C")
    room.view.form.fields.reason.setPlainText("Logged twice")
    room.view.form.take_back.click()
    assert room.rows[0][3] == "D-02 taken back"
    assert room.playing.entries[1].kind != "correction"
    assert not [one for one in room.window.bench.session.act_choices(None) if not one.words]


def test_a_late_entry_says_when_it_was_decided_and_acts_from_then(room: Room) -> None:
    room.presses("Space")
    room.passes(50)
    earlier = room.playing.clock.day
    room.playing.jump(6 * 1440)
    room.passes(30)
    form = room.view.form
    form.fields.decision.setText("Start Fernholt")
    form.fields.reason.setPlainText("Said at noon")
    form.fields.acts.setEditText("Call Fernholt Care at Home Ltd for home care for older")
    form.fields.weighing.decided_at.setText("12:00")
    form.submit()
    kept = room.playing.entries[-1]
    assert kept.is_late
    assert kept.act is not None
    assert (kept.act.day, room.playing.clock.day) == (earlier, 6)
    assert room.rows[0][4].startswith("Late: decided 12:00.")


def test_a_note_is_logged_and_keys_go_to_fields_and_buttons_before_they_play(room: Room) -> None:
    room.presses("N")
    room.types("Legal is not here")
    room.presses("Return", "Escape", "P")
    assert room.kinds == ["note", "start"]
    assert room.rows[0][0] == "N-01"
    assert room.view.log_title.text() == "0 decisions, 1 note"
    room.view.stage.clock.setFocus()
    room.presses("Space")
    assert room.kinds == ["note", "start", "pause"]
    room.view.events.list.setFocus()
    room.presses("Space")
    assert room.kinds[-1] == "show"


def test_an_event_is_added_skipped_and_opened_in_the_script(room: Room) -> None:
    room.presses("Space")
    room.view.events.add()
    room.types("The press rings")
    room.presses("Return")
    assert [one.title for one in room.playing.injects][1] == "The press rings"
    assert room.playing.following is not None
    assert room.playing.following.title == "The press rings"
    room.view.events.skip.click()
    assert room.kinds[-1] == "skip"
    assert room.view.stage.next.text() == "Show event 3"
    room.view.events.list.go_to(room.playing.injects[3])
    room.presses("F2")
    assert room.page.show_name == "prepare"
    room.presses("Space")
    assert room.kinds[-1] == "skip"


def test_after_a_kill_everything_stands_as_it_stood(room: Room, settle: Settle) -> None:
    room.presses("Space")
    room.passes(20)
    room.playing.decide("Wait", "No news", owner="A. Farrow")
    room.playing.give_minutes(2)
    room.passes(5)
    view = room.view
    before = (view.head.play.text(), room.rows, view.stage.title.text(),
              view.stage.decide_in.text(), view.events.list.events.rows)  # fmt: skip
    room.page._playing = None
    room.playing.deleteLater()
    room.page._views.pop("run").deleteLater()
    room.clock.passes(3_600)
    room.arrives()
    view = room.view
    assert view.head.state.text() == "Clock held"
    assert view.head.room.text() == "13:00"
    assert QApplication.focusWidget() is view.events.list
    assert before == (view.head.play.text(), room.rows, view.stage.title.text(),
                      view.stage.decide_in.text(), view.events.list.events.rows)  # fmt: skip


def test_the_projector_is_opened_pictured_and_told_of(room: Room, qtbot: QtBot) -> None:
    assert room.view.side.where.text() == "Not shown"
    room.presses("F11")
    shown = room.page.presenter_shown
    assert shown is not None
    assert room.view.side.where.text() in ("One screen", "Screen 2, live")
    assert not room.view.side.picture._picture.isNull()
    room.view.side.seen["money"].click()
    assert room.playing.visible.money
    shown.close()
    room.view._ticked(None)
    assert room.view.side.where.text() == "Not shown"


def test_two_hours_of_forty_events_and_sixty_decisions_stay_right(room: Room) -> None:
    session = room.window.bench.session
    more = tuple(
        AddRecord(Inject(f"m-{at:02d}", "heron", f"More news {at}", day=13 + at, time="09:00"))
        for at in range(37)
    )
    room.window.bench.desk.apply(Together("More news", more))
    assert len(room.playing.injects) == 40
    longest = 0.0
    for at in range(60):
        if at % 3 < 2:
            room.presses("Space")
        room.clock.passes(4)
        begin = time.perf_counter()
        assert room.playing.decide(f"Decision {at}", "Because") is not None
        longest = max(longest, time.perf_counter() - begin)
        room.playing.tick()
    names = session.entry_names(session.log_of("heron"))
    assert room.rows[0][0] == "D-60" == names[room.playing.entries[-1].number]
    assert len(room.rows) == 60
    assert room.view.events.count.text() == "40 of 40"
    assert room.view.stage.next.text() == "No more events"
    assert not room.view.stage.next.isEnabled()
    assert longest < 1.0
