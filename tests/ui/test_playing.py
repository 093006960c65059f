"""An exercise played: the clock, the log, what the room comes to, and what a kill leaves."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from planner.exercise.log import Act
from planner.register.edits import AddRecord, Together
from planner.register.records import Exercise, Inject
from planner.session import Session
from ui.main_window import MainWindow
from ui.playing import Playing

Settle = Callable[[MainWindow], None]
NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
HERON = Exercise(
    "heron", "Exercise Heron", scenario="friday-liquidation", start_day=0, start_time="17:00",
    speed=60.0,
)  # fmt: skip
INJECTS = (
    Inject("heron-2", "heron", "The rota is switched off", day=3, time="08:30"),
    Inject("heron-1", "heron", "The company rings", day=0, time="17:00"),
    Inject("heron-3", "heron", "A councillor asks", day=12, time="10:00"),
)


class RoomClock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime.datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += datetime.timedelta(seconds=seconds)


@pytest.fixture
def clock(window: MainWindow) -> RoomClock:
    made = RoomClock()
    session = window.bench.session
    session._now = made
    edits = tuple(AddRecord(one) for one in (HERON, *INJECTS))
    session.apply(Together("Prepared Exercise Heron", edits))
    return made


def opened(window: MainWindow, settle: Settle) -> Playing:
    playing = Playing(window.bench, "heron", window)
    playing._timer.stop()
    settle(window)
    return playing


def test_injects_come_in_the_order_of_play_and_showing_one_moves_the_clock_on(
    window: MainWindow, clock: RoomClock, settle: Settle
) -> None:
    playing = opened(window, settle)
    assert [one.id for one in playing.injects] == ["heron-1", "heron-2", "heron-3"]
    playing.start()
    assert playing.following is not None
    playing.show(playing.following)
    assert playing.clock.time == "17:00"
    clock.passes(60)
    assert playing.clock.time == "18:00"
    assert playing.following.id == "heron-2"
    playing.show(playing.following)
    assert (playing.clock.day, playing.clock.time) == (3, "08:30")
    assert playing.current is not None
    assert playing.current.id == "heron-2"
    playing.skip(playing.following)
    assert playing.following is None


def test_a_decision_acts_on_the_model_at_once_and_a_correction_takes_it_back(
    window: MainWindow, clock: RoomClock, settle: Settle
) -> None:
    playing = opened(window, settle)
    assert playing.best is not None
    used = next(one for one in playing.best.options if one.used)
    before = playing.room
    assert before is not None
    assert before.cost == 0
    made = playing.decide("Call it", "Nobody else can", Act("call", 0, option=used.option))
    settle(window)
    assert made is not None
    assert playing.room.cost > 0
    playing.correct(made.number, "", "Logged by mistake")
    settle(window)
    assert playing.room.cost == 0
    assert [one.kind for one in playing.entries] == ["decision", "correction"]
    assert window.bench.session.log_of("heron") == playing.entries


def test_after_a_kill_play_goes_on_from_the_second_it_was_last_seen(
    window: MainWindow, clock: RoomClock, settle: Settle
) -> None:
    playing = opened(window, settle)
    playing.start()
    for _ in range(90):
        clock.passes(1)
        playing.tick()
    stood = playing.clock.play
    clock.passes(7_200)
    again = opened(window, settle)
    assert not again.clock.is_running
    assert again.clock.play == pytest.approx(stood)
    again.start()
    clock.passes(60)
    assert again.clock.play == pytest.approx(stood + 60)
    assert again.entries[-2].words == "Backstop was closed or stopped"


def test_a_laptop_that_sleeps_holds_the_clock(
    window: MainWindow, clock: RoomClock, settle: Settle, qtbot: QtBot
) -> None:
    playing = opened(window, settle)
    playing.start()
    clock.passes(1)
    playing.tick()
    stood = playing.clock.play
    clock.passes(600)
    with qtbot.waitSignal(playing.held) as said:
        playing.tick()
    assert "slept" in said.args[0]
    assert not playing.clock.is_running
    assert playing.clock.play == pytest.approx(stood)


def test_a_clock_put_back_holds_play_which_never_goes_back(
    window: MainWindow, clock: RoomClock, settle: Settle, qtbot: QtBot
) -> None:
    playing = opened(window, settle)
    playing.start()
    for _ in range(30):
        clock.passes(1)
        playing.tick()
    stood = playing.clock.play
    clock.passes(-3_600)
    assert playing.clock.play == stood
    made = playing.log("note", words="Said before the next look at the clock")
    assert made is not None
    assert made.play == stood
    assert [one.kind for one in playing.entries[-2:]] == ["pause", "note"]
    assert "put back" in playing.entries[-2].words
    assert not playing.clock.is_running
    playing.start()
    for _ in range(30):
        clock.passes(1)
        playing.tick()
    assert playing.clock.is_running
    assert playing.clock.play == pytest.approx(stood + 30)
    again = opened(window, settle)
    assert again.clock.play == pytest.approx(stood + 30)


def test_a_kill_and_a_start_within_seconds_lose_none_of_them(
    window: MainWindow, clock: RoomClock, settle: Settle, qtbot: QtBot
) -> None:
    playing = opened(window, settle)
    playing.start()
    clock.passes(1)
    playing.tick()
    stood = playing.clock.play
    clock.passes(3)
    again = Playing(window.bench, "heron", window)
    with qtbot.waitSignal(again.held) as said:
        pass
    assert "closed or stopped" in said.args[0]
    again._timer.stop()
    settle(window)
    assert again.clock.play == pytest.approx(stood)


def test_a_fast_clock_runs_past_the_scenario_and_a_jump_goes_back_to_its_first_day(
    window: MainWindow, clock: RoomClock, settle: Settle
) -> None:
    playing = opened(window, settle)
    playing.start()
    playing.set_speed(10_080)
    for _ in range(300):
        clock.passes(1)
        playing.tick()
    assert playing.clock.day == 35
    clock.passes(3)
    playing.jump(9_999 * 1_440)
    assert playing.situation is not None
    assert playing.situation.day == 9_999
    playing.jump(-5)
    assert (playing.clock.day, playing.clock.time) == (-1, "23:55")
    assert playing.situation is not None
    assert playing.situation.fallen == ()


def test_leaving_the_register_pauses_what_is_played_and_saves_it(
    window: MainWindow, clock: RoomClock, settle: Settle
) -> None:
    playing = opened(window, settle)
    playing.start()
    clock.passes(2)
    session = window.bench.session
    path, who = session.path, session.who
    window.close()
    again = Session.open(path, who)
    assert [one.kind for one in again.log_of("heron")] == ["start", "pause"]
    assert again.notices == ()
    again.close()


def test_what_is_logged_is_said_in_the_title_and_saved_by_itself(
    window: MainWindow, clock: RoomClock, settle: Settle, qtbot: QtBot
) -> None:
    playing = opened(window, settle)
    session = window.bench.session
    session.save()
    window.files.autosave_after(50)
    playing.log("note", words="Seen")
    told = f"Log saved {NOON.astimezone():%H:%M}"
    assert window.header.state == told
    assert not session.is_saved
    playing.log("note", words="Seen again")
    qtbot.waitUntil(lambda: session.is_saved, timeout=30_000)
    qtbot.waitUntil(lambda: window.header.state.startswith("Saved"), timeout=30_000)


def test_what_cannot_be_kept_is_said_and_is_not_in_the_log(
    window: MainWindow, clock: RoomClock, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.storage.publish import SaveFailed

    playing = opened(window, settle)

    def full(*_: object) -> None:
        raise SaveFailed("The entry could not be kept on this computer (disk full).")

    monkeypatch.setattr(window.bench.session, "log", full)
    assert playing.decide("Wait", "Because") is None
    assert "disk full" in window.bench.messages.words
    assert playing.entries == ()


def test_the_script_can_be_changed_while_it_is_played(
    window: MainWindow, clock: RoomClock, settle: Settle
) -> None:
    playing = opened(window, settle)
    later = dataclasses.replace(INJECTS[2], id="heron-4", title="Snow", day=21)
    window.bench.session.apply(AddRecord(later))
    playing.read_script_again()
    assert [one.id for one in playing.injects][-1] == "heron-4"
