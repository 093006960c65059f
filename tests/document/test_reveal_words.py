"""The reveal in words: true in every case, whoever came to less."""

from __future__ import annotations

import pytest

from planner.document.reveal_words import headline, worth_words
from planner.exercise.course import Course
from planner.exercise.reveal import Reveal
from planner.scenario.outcome import ByClass, Worth


def course(must: float, needed: float = 0.0) -> Course:
    past = ByClass(must, needed)
    return Course(past, past, ByClass(), 0.0, 0.0, (), (), ())


def revealed(room: Course, nothing: Course) -> Reveal:
    return Reveal(room, course(0.0), nothing, (), (), (), (), ())


@pytest.mark.parametrize(
    ("room", "nothing", "said"),
    [
        (course(40.0), course(100.0), "prevented 60 of the 100 must person-days"),
        (course(0.0), course(100.0), "prevented all 100 must person-days"),
        (course(100.2), course(100.0), "100 must person-days past the limit, as many as"),
        (course(120.0), course(100.0), "came to 120 must person-days past the limit; doing"),
        (course(0.0, 5.0), course(0.0, 9.0), "prevented 4 of the 9 needed person-days"),
        (course(0.0), course(0.0), "Nobody passes a limit here, whatever the room decides."),
    ],
)
def test_the_headline_counts_the_class_that_matters_most(
    room: Course, nothing: Course, said: str
) -> None:
    assert said in headline(revealed(room, nothing))


def test_a_change_that_adds_person_days_says_more() -> None:
    worth = Worth(ByClass(), ByClass(needed=-3.0), 0.0)
    assert worth_words(worth) == "3 person-days more without a service, needed"
    assert worth_words(Worth(ByClass(), ByClass(), 5.0)) == "moves no person-day"
