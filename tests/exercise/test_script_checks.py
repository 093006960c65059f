"""What stands in the way of playing a script is said in words, and nothing else is."""

from __future__ import annotations

import dataclasses

from planner.exercise.clock import DAY_MINUTES, minutes_of
from planner.exercise.script_checks import room_needed, script_checks
from planner.exercise.timetable import DEBRIEF_MINUTES
from planner.register.records import Exercise, Inject

READY = Exercise(
    "e", "Exercise Heron", scenario="s", objectives=("Decide who leads",), players=("Lead",),
    start_day=0, start_time="09:00", speed=60.0, room_minutes=120,
)  # fmt: skip
EVENTS = (
    Inject("a", "e", "It rings", day=0, time="09:00", sent_to="Lead", objective="Decide who leads",
           decide_minutes=8),
    Inject("b", "e", "It asks", day=0, time="13:00", sent_to="Lead"),
    Inject("c", "e", "It ends", day=9, time="08:30", sent_to="Lead", decide_minutes=10),
)  # fmt: skip
HORIZON = 30


def dues(events):
    return [
        None if one.day is None else one.day * DAY_MINUTES + minutes_of(one.time, 540)
        for one in events
    ]


def said(exercise=READY, events=EVENTS, horizon=HORIZON):
    return [one.words for one in script_checks(exercise, events, dues(events), horizon)]


def changed(at, **values):
    events = list(EVENTS)
    events[at] = dataclasses.replace(events[at], **values)
    return tuple(events)


def test_nothing_is_said_of_a_script_that_can_be_played():
    assert said() == []


def test_what_the_exercise_lacks_is_said_with_its_field():
    bare = Exercise("e", "Exercise Heron", room_minutes=60)
    found = script_checks(bare, (), [], None)
    assert [one.field for one in found] == ["scenario", "players", "objectives", ""]
    assert "No event" in found[-1].words


def test_an_objective_no_event_tests_is_named():
    objectives = (*READY.objectives, "Say where the money ends")
    words = said(dataclasses.replace(READY, objectives=objectives))
    assert words == ["Objective 2, “Say where the money ends”, is tested by no event."]


def test_events_without_a_day_a_role_or_a_time_are_named():
    assert said(events=changed(2, day=None)) == [
        "Event 3, “It ends”, has no day, so it never comes."
    ]
    assert said(events=changed(1, sent_to=None)) == [
        "Event 2, “It asks”, goes to nobody; say to which role."
    ]
    (one,) = said(events=changed(2, time="25:70"))
    assert "“25:70”, which is no time of day" in one


def test_the_horizon_counts_its_last_day_and_no_more():
    assert said(events=changed(2, day=30, time="23:59")) == []
    (one,) = said(events=changed(2, day=31, time="00:00"))
    assert one == "Event 3, “It ends”, comes on day 31; the scenario is followed 30 days."


def test_an_event_before_play_begins_is_named():
    (one,) = said(events=changed(0, time="08:59"))
    assert one == "Event 1, “It rings”, comes before play begins."


def test_events_closer_than_three_minutes_of_the_room_hang_on_the_speed():
    close = changed(1, time="11:59")
    assert said(events=close) == [
        "Events 1 and 2 come less than 3 minutes of the room apart; move them apart, or slow the "
        "clock."
    ]
    assert said(events=changed(1, time="12:00")) == []
    assert said(dataclasses.replace(READY, speed=59.0), close) == []


def test_the_room_needs_the_clock_within_a_day_and_the_questions_between_days():
    # 4 hours at 60 are 4 minutes, but the question has 8; then 0, then 10 and the debrief.
    assert room_needed(READY, EVENTS, dues(EVENTS)) == DEBRIEF_MINUTES + 8 + 0 + 10
    slow = dataclasses.replace(READY, speed=10.0)
    assert room_needed(slow, EVENTS, dues(EVENTS)) == DEBRIEF_MINUTES + 24 + 0 + 10
    assert said(dataclasses.replace(READY, room_minutes=38)) == []
    (one,) = said(dataclasses.replace(READY, room_minutes=37))
    assert one.startswith("It takes 38 minutes of the room with the debrief, and the room has 37;")
