"""Scenarios side by side: best and worst of each number, and assumptions that differ."""

from __future__ import annotations

from planner.scenario.comparison import compare, differing
from planner.scenario.run import run
from tests.scenario.towns import one_firm, scenario, stops


def outcomes(*days):
    register = one_firm()
    return [run(register, scenario(stops("A", day)), worths=False) for day in days]


def test_less_is_best_and_most_is_worst():
    found = {one.label: one for one in compare(outcomes(14, 0))}
    hit = found["Person-days hit"]
    assert hit.values[0] < hit.values[1]
    assert (hit.best, hit.worst) == ((0,), (1,))
    assert hit.differs


def test_what_is_the_same_is_neither_best_nor_worst():
    for one in compare(outcomes(3, 3)):
        assert (one.best, one.worst) == ((), ())
        assert not one.differs


def test_only_sentences_that_some_lack_are_told():
    found = differing([("Both.", "First only."), ("Both.", "Second only.")])
    assert found == (("First only.", (True, False)), ("Second only.", (False, True)))
