"""The fund's build-up: by hand, and what must hold on every path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.plan.fund import MOST_PATHS, build_up, follow, paths_of


def test_two_paths_by_hand() -> None:
    """100 a year to a target of 300: one path never draws, the other pays 250 in year two."""
    yearly = np.array([[0.0, 0.0, 0.0, 0.0], [0.0, 250.0, 0.0, 0.0]])
    paths = follow(yearly, 100.0, 0.0, 300.0)
    assert paths.balance.tolist() == [[100, 200, 300, 300], [100, 0, 100, 200]]
    assert paths.contributed.tolist() == [[100, 100, 100, 0], [100, 100, 100, 100]]
    assert paths.shortfall.tolist() == [[0, 0, 0, 0], [0, 50, 0, 0]]
    found = build_up(yearly, 100.0, 0.0, 300.0)
    assert [year.runs_out for year in found.years] == [0.0, 0.5, 0.0, 0.0]
    assert [year.reached for year in found.years] == [0.0, 0.0, 0.5, 0.5]
    assert [(year.p10, year.p90) for year in found.years] == [
        (100.0, 100.0),
        (0.0, 200.0),
        (100.0, 300.0),
        (200.0, 300.0),
    ]
    assert (found.middle_year, found.expected_year) == (3, 3.0)
    assert (found.runs_out_ever, found.shortfall, found.shortfall_p90) == (0.5, 25.0, 50.0)


def test_without_losses_the_target_is_met_in_the_years_it_is_built_over() -> None:
    found = build_up(np.zeros((10, 7)), 20.0, 0.0, 100.0)
    assert (found.middle_year, found.expected_year, found.runs_out_ever) == (5, 5.0, 0.0)
    assert found.years[-1].p10 == found.years[-1].p90 == 100.0


def test_a_target_out_of_reach_has_no_year() -> None:
    found = build_up(np.full((10, 7), 30.0), 20.0, 0.0, 100.0)
    assert (found.middle_year, found.expected_year) == (None, None)
    assert found.shortfall == pytest.approx(70.0)


def test_paths_follow_the_draws_round_and_see_each_once_a_year() -> None:
    draws = np.arange(5.0)
    paths = paths_of(draws, 3)
    assert paths[0].tolist() == [0, 1, 2]
    assert paths[4].tolist() == [4, 0, 1]
    assert (np.sort(paths, axis=0) == draws[:, None]).all()
    assert (paths_of(draws, 7)[:, :3] == paths).all()
    assert paths_of(np.zeros(MOST_PATHS + 9), 2).shape == (MOST_PATHS, 2)


@pytest.mark.parametrize("wrong", [(-1.0, 0.0, 0.0), (1.0, -1.0, 0.0), (1.0, 0.0, float("nan"))])
def test_amounts_below_nothing_are_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(InputRefused):
        build_up(np.zeros((2, 2)), *wrong)


def test_no_draws_are_refused() -> None:
    with pytest.raises(InputRefused, match="run the chance first"):
        paths_of(np.zeros(0), 3)
    with pytest.raises(InputRefused, match="give at least one"):
        build_up(np.zeros((3, 0)), 1.0)


pounds = st.floats(0, 1e7)
some_years = st.integers(1, 6).flatmap(
    lambda years: st.lists(st.lists(pounds, min_size=years, max_size=years), min_size=1, max_size=5)
)


@given(some_years, pounds, pounds, pounds)
def test_money_is_kept_on_every_path(
    yearly: list[list[float]], contribution: float, opening: float, target: float
) -> None:
    costs = np.array(yearly)
    found = follow(costs, contribution, opening, target)
    before = np.concatenate([np.full((costs.shape[0], 1), opening), found.balance[:, :-1]], axis=1)
    np.testing.assert_allclose(
        found.balance, before + found.contributed - found.paid, rtol=1e-9, atol=1e-6
    )
    np.testing.assert_allclose(found.paid + found.shortfall, costs, rtol=1e-9, atol=1e-6)
    assert (found.balance >= 0).all()
    assert (found.contributed >= 0).all()
    assert (found.contributed <= contribution).all()
    assert (found.balance <= max(opening, target) + 1e-6).all()


@given(some_years, pounds, pounds, pounds, pounds)
def test_more_contribution_never_lowers_a_balance(
    yearly: list[list[float]], contribution: float, more: float, opening: float, target: float
) -> None:
    costs = np.array(yearly)
    less = follow(costs, contribution, opening, target)
    higher = follow(costs, contribution + more, opening, target)
    assert (higher.balance >= less.balance - 1e-6).all()
    assert (higher.shortfall <= less.shortfall + 1e-6).all()


@given(some_years, pounds, pounds, pounds)
def test_what_is_told_is_in_order(
    yearly: list[list[float]], contribution: float, opening: float, target: float
) -> None:
    found = build_up(np.array(yearly), contribution, opening, target)
    reached = [year.reached for year in found.years]
    assert reached == sorted(reached)
    for year in found.years:
        assert 0 <= year.p10 <= year.p50 <= year.p90
        assert 0 <= year.runs_out <= found.runs_out_ever + 1e-12
    assert found.shortfall == pytest.approx(sum(year.shortfall for year in found.years))
