"""The debrief of a log: verdicts as they stand, what was seen, and what is learnt."""

from __future__ import annotations

import datetime

import pytest

from planner.exercise.debrief import (
    MET,
    NOT_MET,
    NOT_TESTED,
    PARTLY,
    cold_debrief,
    debrief_of,
    good_practice_of,
    held_on,
    lessons_of,
    verdict_of,
)
from planner.exercise.log import Entry
from planner.register.records import Exercise, Lesson
from tests.scenario.towns import town

NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
HERON = Exercise("heron", "Exercise Heron", objectives=("Decide who leads", "Tell families"))


def entry(number, kind="debrief", words="", **more):
    return Entry(number=number, kind=kind, at=NOON, play=0, words=words, **more)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("met", MET), ("Met in full", MET), ("partly", PARTLY), ("Partly met", PARTLY),
     ("not met", NOT_MET), ("Not yet met", NOT_MET), ("not tested", NOT_TESTED),
     ("Written by mistake", ""), ("", "")],
)  # fmt: skip
def test_verdicts_are_read_from_what_the_form_logs(words, verdict):
    assert verdict_of(words) == verdict


def test_objectives_keep_their_order_and_the_last_verdict_counts():
    log = [
        entry(1, words="The lead was named", objective="Decide who leads", why="partly met"),
        entry(2, "observation", "By 10 o'clock", objective="Decide who leads"),
        entry(3, words="Named at once", objective="Decide who leads", why="met"),
        entry(4, words="A calm room"),
    ]
    found = debrief_of(HERON, log)
    assert [one.objective for one in found.objectives] == list(HERON.objectives)
    assert [one.verdict for one in found.objectives] == [MET, ""]
    assert found.objectives[0].seen == ("The lead was named", "By 10 o'clock", "Named at once")
    assert found.remarks == ("A calm room",)
    assert (found.told(MET), found.told(PARTLY)) == (1, 0)


def test_a_correction_changes_the_words_and_keeps_a_verdict_it_does_not_name():
    log = [
        entry(1, words="Late", objective="Tell families", why="not met"),
        entry(2, "correction", "By noon", corrects=1, why="The clock was read amiss"),
        entry(3, words="Wrong exercise", objective="Decide who leads", why="met"),
        entry(4, "correction", "", corrects=3, why="Said of another"),
    ]
    found = debrief_of(HERON, log)
    assert found.objectives[1].verdict == NOT_MET
    assert found.objectives[1].seen == ("By noon",)
    assert found.objectives[0].verdict == ""
    assert found.objectives[0].seen == ()


def test_lessons_and_good_practice_of_one_exercise_are_told_apart():
    due = datetime.date(2027, 1, 15)
    register = town(
        Lesson("L1", "Later", "heron", due=due + datetime.timedelta(days=1)),
        Lesson("L2", "Sooner", "heron", due=due),
        Lesson("L3", "No date", "heron"),
        Lesson("L4", "Kept", "heron", kind="good_practice"),
        Lesson("L5", "Elsewhere", "wren"),
    )
    assert [one.title for one in lessons_of(register, "heron")] == ["Sooner", "Later", "No date"]
    assert [one.title for one in good_practice_of(register, "heron")] == ["Kept"]


def test_the_cold_debrief_is_two_to_six_weeks_after_the_day_it_was_played():
    played = datetime.date(2026, 12, 10)
    assert held_on([entry(1, "note"), entry(2, "start")]) == played
    assert held_on([entry(1, "note")]) is None
    assert cold_debrief(HERON, played) == (datetime.date(2026, 12, 24), datetime.date(2027, 1, 21))
    assert cold_debrief(HERON, None) == ()
