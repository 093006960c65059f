"""Events put into another order keep the times of the list; objectives take events along."""

from __future__ import annotations

import pytest

from planner.errors import InputRefused
from planner.exercise.clock import DAY_MINUTES
from planner.register.records import Exercise, Inject
from planner.register.register import Register
from ui.pages.workshop import script_edits as script

HERON = Exercise("heron", "Exercise Heron", objectives=("Decide who leads", "Set priorities"))


def at(code, day, time, **more):
    return Inject(code, "heron", code, day=day, time=time, **more)


def after(events, edit):
    """Return the codes in order of play, and their moments, once an edit is made."""
    moments = {one.id: script.due(one) for one in events}
    for one in edit.edits:
        values = one.values
        moments[one.key] = values["day"] * DAY_MINUTES + script.minutes_of(values["time"], -1)
    order = [one.id for one in events]
    return sorted(order, key=lambda code: moments[code]), moments


EVENTS = (at("a", 0, "09:00"), at("b", 0, "11:00"), at("c", 2, "08:30"), at("d", 5, "10:00"))
ENTERED = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("start", "end", "order"),
    [(2, 1, "acbd"), (0, 3, "bcda"), (3, 0, "dabc"), (0, 1, "bacd")],
)
def test_times_stay_with_their_places(start, end, order):
    codes, moments = after(EVENTS, script.moved(EVENTS, start, end, ENTERED))
    assert "".join(codes) == order
    assert sorted(moments.values()) == [script.due(one) for one in EVENTS]


def test_events_of_one_moment_come_a_minute_apart():
    same = (at("a", 0, "09:00"), at("b", 0, "09:00"), at("c", 0, "09:00"))
    edit = script.moved(same, 2, 0, ["a", "b", "c"])
    codes, moments = after(same, edit)
    assert codes[0] == "c"
    assert moments["c"] == 540
    assert sorted(codes, key=lambda code: (moments[code], code)) == ["c", "a", "b"]


def test_nothing_moves_past_the_ends_or_an_event_without_a_day():
    undated = (*EVENTS, at("e", None, None))
    assert script.moved(EVENTS, 0, 0, ENTERED) is None
    assert script.moved(EVENTS, 3, 4, ENTERED) is None
    assert script.moved(undated, 4, 3, [*ENTERED, "e"]) is None


def test_an_objective_reworded_takes_its_events_along():
    events = (at("a", 0, "09:00", objective="Set priorities"), at("b", 0, "10:00"))
    edit = script.objectives_changed(HERON, ("Decide who leads", "Say who waits"), events)
    assert [(one.key, dict(one.values)) for one in edit.edits] == [
        ("heron", {"objectives": ("Decide who leads", "Say who waits")}),
        ("a", {"objective": "Say who waits"}),
    ]


def test_an_objective_removed_leaves_its_events_without_one_and_order_leaves_them_alone():
    events = (at("a", 0, "09:00", objective="Set priorities"),)
    gone = script.objectives_changed(HERON, ("Decide who leads",), events)
    assert dict(gone.edits[1].values) == {"objective": None}
    turned = script.objectives_changed(HERON, HERON.objectives[::-1], events)
    assert turned.key == "heron"
    assert script.objectives_changed(HERON, HERON.objectives, events) is None


@pytest.mark.parametrize(
    ("typed", "kept"), [("8:30", "08:30"), ("8.05", "08:05"), ("17", "17:00"), ("  ", None)]
)
def test_times_are_read_as_people_write_them(typed, kept):
    assert script.read_time(typed) == kept


@pytest.mark.parametrize("typed", ["24:00", "8:61", "noon", "-1:00"])
def test_what_is_no_time_is_refused_with_a_sentence(typed):
    with pytest.raises(InputRefused, match="write it as 08:30"):
        script.read_time(typed)


@pytest.mark.parametrize(
    ("speed", "words"),
    [
        (60.0, "A day in 24 minutes."),
        (15.0, "A day in 96 minutes."),
        (1440.0, "A day in 60 seconds."),
        (2.0, "A day in 12 hours."),
        (1.0, "As fast as the day itself."),
    ],
)
def test_the_speed_is_told_as_how_long_a_day_takes(speed, words):
    assert script.speed_words(speed) == words


def test_a_new_event_stands_between_its_neighbours():
    _, edit = script.added(Register(), HERON, EVENTS, 0)
    assert (edit.record.day, edit.record.time) == (0, "09:30")
    close = (at("a", 0, "09:00"), at("b", 0, "09:10"))
    _, edit = script.added(Register(), HERON, close, 0)
    assert (edit.record.day, edit.record.time) == (0, "09:05")
    _, edit = script.added(Register(), HERON, (), -1)
    assert (edit.record.day, edit.record.time) == (0, "09:00")
