"""Objectives in strict order: branching on set-up costs finds what the solver's search finds."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenario import lexicographic
from planner.scenario.lexicographic import NoAnswer, Objective, Programme, Solver


def knapsack(prices, worths, budget):
    """Yes/no columns that each open up to 10 units of something worth having, within a budget."""
    programme = Programme()
    units = [programme.column() for _ in prices]
    calls = [programme.column(1.0, yes_no=True) for _ in prices]
    for unit, call in zip(units, calls, strict=True):
        programme.row([unit, call], [1.0, -10.0], 0.0)
    programme.row(calls, list(prices), budget)
    gain = np.zeros(2 * len(prices))
    gain[: len(prices)] = [-worth for worth in worths]
    cost = np.zeros(2 * len(prices))
    cost[len(prices) :] = prices
    return programme, [Objective(gain, 1000.0), Objective(cost)]


NUMBERS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5)), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(chosen=NUMBERS, budget=st.integers(0, 20))
def test_branching_agrees_with_the_search(chosen, budget):
    programme, objectives = knapsack(*zip(*chosen, strict=True), float(budget))
    branched = Solver(programme, objectives).solve_with_duals(objectives[-1])
    with mock.patch.object(lexicographic, "_branch", return_value=None):
        searched = Solver(programme, objectives).solve()
    assert branched.objectives == pytest.approx(searched.objectives, abs=1e-3)
    called = branched.columns[len(chosen) :]
    assert all(min(abs(call), abs(call - 1)) < 1e-6 for call in called)


@settings(max_examples=20, deadline=None)
@given(chosen=NUMBERS, budget=st.integers(0, 20))
def test_what_is_chosen_for_many_columns_finds_the_same(chosen, budget):
    programme, objectives = knapsack(*zip(*chosen, strict=True), float(budget))
    usual = Solver(programme, objectives).solve_with_duals(objectives[-1])
    with mock.patch.object(lexicographic, "LARGE", 1):
        other = Solver(programme, objectives).solve_with_duals(objectives[-1])
    assert other.objectives == pytest.approx(usual.objectives, abs=1e-6)


def test_many_rows_at_once_are_the_rows_one_by_one():
    one_by_one, at_once = Programme(), Programme()
    for _ in range(3):
        one_by_one.column()
    one_by_one.row([0, 2], [1.0, 0.5], 4.0)
    one_by_one.row([1], [2.0], 3.0)
    assert at_once.columns(3) == 0
    factors, uppers = np.array([1.0, 0.5, 2.0]), np.array([4.0, 3.0])
    at_once.rows(np.array([2, 1]), np.array([0, 2, 1]), factors, uppers)
    assert at_once == one_by_one


@pytest.mark.parametrize("steps", [1, 2])
def test_where_branching_takes_too_long_the_search_takes_over(steps):
    programme, objectives = knapsack([5, 4, 3], [4, 3, 2], 7.0)
    with mock.patch.object(lexicographic, "MOST_STEPS", steps):
        found = Solver(programme, objectives).solve()
    # Within 7 the best are the last two, worth 10 x (3 + 2) for 7.
    assert found.objectives == pytest.approx((950, 7), abs=1e-3)


def test_duals_tell_what_one_more_is_worth_to_each_objective():
    programme = Programme()
    care, meals = programme.column(), programme.column()
    staff = programme.row([care, meals], [1.0, 1.0], 10.0)
    people = programme.row([care], [1.0], 6.0)
    objectives = [Objective(np.array([-1.0, 0.0]), 8.0), Objective(np.array([0.0, -1.0]), 8.0)]
    found = Solver(programme, objectives).solve_with_duals(objectives[-1])
    assert found.objectives == pytest.approx((2, 4), abs=1e-4)
    first, second = found.duals
    assert (first[staff], first[people]) == pytest.approx((0, -1))
    assert second[staff] == pytest.approx(-1)


def test_a_programme_without_an_answer_says_so():
    programme = Programme()
    column = programme.column(1.0)
    programme.row([column], [1.0], 5.0, lower=2.0)
    with pytest.raises(NoAnswer):
        Solver(programme, [Objective(np.array([1.0]))]).solve()


def test_a_penny_beside_a_billion_still_has_an_answer():
    programme = Programme()
    served, paid = programme.column(), programme.column()
    programme.row([served], [1.0], 1_000_000.0)
    programme.row([served, paid], [1_000_000.0 * 7, -1.0], 0.01)
    programme.row([paid], [1.0], 10_000_000_000_000.0)
    objectives = [
        Objective(np.array([-7.0, 0.0]), 7_000_000.0),
        Objective(np.array([7_000_000.0, 0.0])),
    ]
    found = Solver(programme, objectives).solve_with_duals(Objective(np.array([1.0, 0.0])))
    assert found.objectives[0] == pytest.approx(0, abs=8)
