"""The clock follows from the log; the log keeps what was written, corrections beside it."""

from __future__ import annotations

import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exercise.clock import clock_at, decide_left, held_since, time_words
from planner.exercise.log import Act, Entry, as_json, from_json, in_force
from planner.register.edits import AddRecord
from planner.register.records import Exercise, Inject, Scenario
from planner.session import Session

NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
PLAYED = Exercise("E-1", "Exercise Heron", speed=60.0, start_day=2, start_time="08:30")
FIRST = 2 * 1440 + 510.0


def at(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def entry(number: int, kind: str, seconds: float, play: float = 0.0, **more: object) -> Entry:
    return Entry(number=number, kind=kind, at=at(seconds), play=play, **more)  # type: ignore[arg-type]


def test_play_stands_at_its_start_until_it_is_started():
    clock = clock_at((), at(500), PLAYED)
    assert (clock.play, clock.day, clock.time) == (FIRST, 2, "08:30")
    assert not clock.is_started
    assert not clock.is_running


def test_play_runs_at_its_speed_stands_while_paused_and_jumps():
    log = [entry(1, "start", 0, FIRST)]
    assert clock_at(log, at(60), PLAYED).play == FIRST + 60
    log.append(entry(2, "pause", 60, FIRST + 60))
    assert clock_at(log, at(600), PLAYED).play == FIRST + 60
    log.append(entry(3, "resume", 600, FIRST + 60))
    log.append(entry(4, "speed", 660, FIRST + 120, speed=120.0))
    assert clock_at(log, at(720), PLAYED).play == FIRST + 240
    log.append(entry(5, "jump", 720, 9 * 1440 + 510.0))
    found = clock_at(log, at(721), PLAYED)
    assert (found.day, found.time) == (9, "08:32")
    assert found.room == 60 + 121
    log.append(entry(6, "end", 780, found.play))
    assert clock_at(log, at(9999), PLAYED).is_ended


@given(st.floats(0, 5_000), st.floats(5.1, 100_000))
def test_a_killed_program_goes_on_from_the_second_it_was_last_seen(seen, away):
    log = [entry(1, "start", 0, FIRST)]
    held = held_since(log, at(seen), at(seen + away), PLAYED)
    assert held == at(seen)
    stood = clock_at(log, held, PLAYED).play
    log.append(Entry(number=2, kind="pause", at=held, play=stood))
    log.append(entry(3, "resume", seen + away, stood))
    assert clock_at(log, at(seen + away), PLAYED).play == pytest.approx(stood)


def test_a_clock_that_was_seen_just_now_or_is_paused_is_left_alone():
    log = [entry(1, "start", 0, FIRST)]
    assert held_since(log, at(58), at(60), PLAYED) is None
    log.append(entry(2, "pause", 60, FIRST + 60))
    assert held_since(log, at(60), at(9999), PLAYED) is None


@given(st.floats(0.1, 100_000), st.floats(0.1, 10_080))
def test_a_clock_that_is_put_back_is_held_and_play_goes_on_from_there(back, speed):
    log = [entry(1, "start", 0, FIRST, speed=speed)]
    held = held_since(log, at(90), at(90 - back), PLAYED)
    assert held == at(90)
    stood = clock_at(log, held, PLAYED)
    log.append(Entry(number=2, kind="pause", at=held, play=stood.play))
    log.append(entry(3, "resume", 90 - back, stood.play))
    assert clock_at(log, at(90 - back), PLAYED).play == stood.play
    # From here the earlier pulse, of a time that is still to come, no longer counts.
    assert held_since(log, at(90 - back), at(91 - back), PLAYED) is None
    after = clock_at(log, at(150 - back), PLAYED)
    assert after.play == pytest.approx(stood.play + speed)
    assert after.room == pytest.approx(stood.room + 60)


@pytest.mark.parametrize("day", ["2026-03-29T00:59:30+00:00", "2026-10-25T00:59:30+00:00"])
def test_summer_time_that_begins_or_ends_moves_neither_play_nor_room(day):
    london = zoneinfo.ZoneInfo("Europe/London")
    before = datetime.datetime.fromisoformat(day)
    # As a session has it: a fixed offset from the zone of the laptop at that moment.
    start, later = (
        datetime.datetime.fromisoformat(moment.astimezone(london).isoformat())
        for moment in (before, before + datetime.timedelta(seconds=60))
    )
    assert start.utcoffset() != later.utcoffset()
    log = [from_json(as_json(Entry(number=1, kind="start", at=start, play=FIRST)))]
    found = clock_at(log, later, PLAYED)
    assert (found.play, found.room) == (FIRST + 60, 60)
    assert held_since(log, later - datetime.timedelta(seconds=1), later, PLAYED) is None


@pytest.mark.parametrize("speed", [0.1, 10_080.0])
def test_two_hours_at_the_slowest_and_the_fastest_clock(speed):
    log = [entry(1, "start", 0, FIRST, speed=speed)]
    found = clock_at(log, at(7_200), PLAYED)
    assert found.play == pytest.approx(FIRST + 120 * speed)
    log.append(entry(2, "jump", 7_200, FIRST - 60))
    assert clock_at(log, at(7_200), PLAYED).play == FIRST - 60
    assert clock_at(log, at(7_260), PLAYED).play == pytest.approx(FIRST - 60 + speed)


def test_an_entry_comes_back_from_json_as_it_was():
    made = Entry(
        number=7,
        kind="decision",
        at=NOON,
        play=100.5,
        who="A. Tester",
        words="Call the bank staff",
        weighed=("Wait", "Call now"),
        decided_at=at(-300),
        act=Act("call", 3, option="O-1"),
        review_at=2000.0,
    )
    assert from_json(as_json(made)) == made
    assert made.is_late


def test_a_correction_stands_for_the_decision_and_one_without_words_takes_it_back():
    first = entry(1, "decision", 0, words="Wait", act=Act("call", 3, option="O-1"))
    second = entry(2, "decision", 5, words="Tell families")
    right = entry(3, "correction", 9, words="Do not wait", corrects=1)
    again = entry(4, "correction", 12, words="Call today", corrects=3)
    assert in_force([first, second]) == (first, second)
    assert in_force([first, second, right, again]) == (again, second)
    gone = entry(5, "correction", 15, corrects=4)
    assert in_force([first, second, right, again, gone]) == (second,)


def test_times_of_day_are_said_with_two_figures_each():
    assert [time_words(minutes) for minutes in (0, 65.9, 1439, 1440 * 3 + 510)] == [
        "00:00", "01:05", "23:59", "08:30",
    ]  # fmt: skip


@pytest.fixture
def session(tmp_path):
    made = Session.new(tmp_path / "a.backstop", "Ours", "A. Tester")
    made.apply(AddRecord(Scenario("S-1", "It stops")))
    made.apply(AddRecord(PLAYED))
    return made


def test_the_log_survives_a_kill_and_is_saved_with_the_register(session, tmp_path):
    session.save()
    assert session.is_saved
    written = session.log("E-1", entry(0, "start", 0, FIRST))
    assert written.number == 1
    session.keep_pulse("E-1", at(4))
    assert not session.is_saved
    again = Session.open(tmp_path / "a.backstop", "Another")
    del again
    session.save()
    session.close()
    opened = Session.open(tmp_path / "a.backstop", "Another")
    assert [one.kind for one in opened.log_of("E-1")] == ["start"]
    assert opened.pulse("E-1") == at(4)
    assert opened.log("E-1", entry(0, "note", 9, words="Seen")).number == 2
    assert not opened.undo_sentence.startswith("Seen")
    opened.close(discard=True)


def test_a_json_register_keeps_no_log_and_says_so(tmp_path):
    session = Session.new(tmp_path / "a.json", "Ours", "A. Tester")
    with pytest.raises(Exception, match="save the register as a"):
        session.log("E-1", entry(0, "start", 0))
    assert session.log_of("E-1") == ()


def test_time_to_settle_runs_with_the_clock_and_more_comes_on_top_of_what_is_left():
    asked = Inject("I-1", "E-1", "The rota", question="Who decides?", decide_minutes=8)
    log = [entry(1, "start", 0, FIRST), entry(2, "show", 60, inject="I-1")]
    assert decide_left(log, asked, at(90), PLAYED) == 8 * 60 - 30
    log.append(entry(3, "pause", 120))
    log.append(entry(4, "resume", 999))
    assert decide_left(log, asked, at(999), PLAYED) == 7 * 60
    log.append(entry(5, "more_time", 999, inject="I-1", minutes=2.0))
    assert decide_left(log, asked, at(1000), PLAYED) == 9 * 60 - 1
    assert decide_left(log, asked, at(9_000), PLAYED) == 0
    log.append(entry(6, "more_time", 9_000, inject="I-1", minutes=2.0))
    assert decide_left(log, asked, at(9_030), PLAYED) == 90
    assert from_json(as_json(log[-1])) == log[-1]


def test_what_asks_nothing_has_no_limit_until_one_is_given():
    told = Inject("I-2", "E-1", "The rota", decide_minutes=8)
    log = [entry(1, "start", 0, FIRST), entry(2, "show", 60, inject="I-2")]
    assert decide_left(log, told, at(90), PLAYED) is None
    log.append(entry(3, "more_time", 100, inject="I-2", minutes=2.0))
    assert decide_left(log, told, at(130), PLAYED) == 90
