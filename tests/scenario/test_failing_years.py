"""Years drawn at random: closed forms of the law they follow, and luck that stays put."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.register.records import Asset, Contract, Council, Provider, Service, SupplyLink
from planner.register.register import Register
from planner.scenario.failing_years import (
    FailingYears,
    Luck,
    Peril,
    chance_within,
    failing_years,
    perils,
)
from planner.scenario.normal import normal_chance, normal_quantile

DRAWS = 60_000


def _peril(id_: str, chance: float, market: str = "", leans: bool = True) -> Peril:
    return Peril(id_, "provider" if leans else "asset", chance, market, leans)


def _share(hits: float, draws: int, wanted: float) -> None:
    """Hold a share of draws to within four standard errors of what it should be."""
    error = math.sqrt(wanted * (1 - wanted) / draws)
    assert hits / draws == pytest.approx(wanted, abs=4 * error)


@given(st.floats(1e-300, 1 - 1e-15))
def test_the_normal_quantile_is_that_of_the_standard_library(chance: float) -> None:
    wanted = statistics.NormalDist().inv_cdf(chance)
    assert normal_quantile(np.array([chance]))[0] == pytest.approx(wanted, rel=1e-14, abs=1e-16)
    assert normal_chance(np.array([wanted]))[0] == pytest.approx(chance, rel=1e-10)


def test_the_ends_of_the_normal_quantile() -> None:
    assert list(normal_quantile(np.array([0.0, 0.5, 1.0]))) == [-math.inf, 0.0, math.inf]


def test_ten_names_fail_together_as_vasicek_says() -> None:
    # ENGINE G9: 10 names, yearly chance 4 %, correlation 0.2.
    of = [_peril(f"P{number}", 0.04) for number in range(10)]
    years = failing_years(of, Luck(draws=DRAWS, common=0.2, market=0.0))
    counts = np.bincount(np.bincount(years.draw, minlength=DRAWS), minlength=4)
    for fails, wanted in enumerate((0.715025, 0.203288, 0.057838, 0.016939)):
        _share(counts[fails], DRAWS, wanted)


def test_two_names_fail_in_one_year_as_vasicek_says() -> None:
    # ENGINE G9: joint chance at 1 % and correlation 0.2, here half common and half of one market.
    of = [_peril(f"P{number}", 0.01, "care") for number in range(20)]
    years = failing_years(of, Luck(draws=DRAWS, common=0.1, market=0.1))
    fails = np.bincount(years.draw, minlength=DRAWS)
    pairs = (fails * (fails - 1) / 2).mean()
    error = (fails * (fails - 1) / 2).std() / math.sqrt(DRAWS)
    assert pairs == pytest.approx(190 * 0.00033892, abs=4 * error)


def test_a_large_book_loses_what_vasicek_says_in_a_bad_year() -> None:
    # ENGINE G9: yearly chance 4 %, correlation 0.2, P95 .128209 and expected shortfall .18118.
    draws, names = 10_000, 300
    of = [_peril(f"P{number}", 0.04) for number in range(names)]
    years = failing_years(of, Luck(draws=draws, common=0.2, market=0.0))
    losses = np.sort(np.bincount(years.draw, minlength=draws) / names)
    assert losses[int(0.95 * draws)] == pytest.approx(0.128209, abs=0.008)
    assert losses[int(0.95 * draws) :].mean() == pytest.approx(0.18118, abs=0.008)


def test_names_of_two_markets_share_only_the_common_factor() -> None:
    of = [_peril("A", 0.2, "care"), _peril("B", 0.2, "care"), _peril("C", 0.2, "buses")]
    years = failing_years(of, Luck(draws=DRAWS, common=0.1, market=0.6))
    failed = np.zeros((3, DRAWS), bool)
    failed[years.who, years.draw] = True
    same, other = (failed[0] & failed[1]).sum(), (failed[0] & failed[2]).sum()
    _share(same, DRAWS, _both(0.2, 0.7))
    _share(other, DRAWS, _both(0.2, 0.1))


def _both(chance: float, correlation: float) -> float:
    """Return the chance that two names fail, by integrating over what they share."""
    law = statistics.NormalDist()
    limit, steps = law.inv_cdf(chance), 4000
    total = 0.0
    for step in range(steps):
        shared = law.inv_cdf((step + 0.5) / steps)
        total += (
            law.cdf((limit - math.sqrt(correlation) * shared) / math.sqrt(1 - correlation)) ** 2
        )
    return total / steps


def test_common_shocks_fail_together_as_marshall_and_olkin_say() -> None:
    # ENGINE G10: rates .03 and .05, a common shock of .02.
    rates = {"one": 0.03, "two": 0.05, "both": 0.02}
    of = [_peril(name, 1 - math.exp(-rate), leans=False) for name, rate in rates.items()]
    years = failing_years(of, Luck(draws=DRAWS))
    day = np.full((3, DRAWS), 10**6)
    day[years.who, years.draw] = years.day
    first, second = np.minimum(day[0], day[2]), np.minimum(day[1], day[2])
    gone, lost = first < 365, second < 365
    _share((~gone & ~lost).sum(), DRAWS, 0.904837)
    _share((gone & lost).sum(), DRAWS, 0.021214)
    _share((day[2] < 365).sum(), DRAWS, 1 - math.exp(-0.02))
    # Over a lifetime the common shock comes first in .02 / (.03 + .05 + .02) of cases.
    came_first = (day[2] < np.minimum(day[0], day[1])).sum()
    any_at_all = (day.min(axis=0) < 365).sum()
    _share(came_first, any_at_all, 0.2)


def test_days_follow_the_exponential_law_and_halves_of_a_year_multiply() -> None:
    of = [_peril("P", 0.6)]
    years = failing_years(of, Luck(draws=DRAWS))
    _share((years.day < 182).sum(), DRAWS, chance_within(0.6, 182))
    _share(years.day.size, DRAWS, 0.6)
    shorter = failing_years(of, Luck(draws=DRAWS, days=182))
    assert set(shorter.draw) == set(years.draw[years.day < 182])


def test_warnings_and_paces_come_as_often_as_their_weights_say() -> None:
    years = failing_years([_peril("P", 0.5)], Luck(draws=DRAWS))
    for days, times in Counter(years.warning.tolist()).items():
        assert days in (0, 7, 25, 90, 180)
        _share(times, years.warning.size, 0.2)
    for pace, wanted in ((0.7, 0.2), (1.0, 0.5), (1.6, 0.3)):
        _share((years.pace == pace).sum(), DRAWS, wanted)


def _luck_of(years: FailingYears, id_: str) -> list[tuple[int, int, int]]:
    mine = years.who == years.ids.index(id_)
    return list(
        zip(
            (years.draw[mine] + years.first).tolist(),
            years.day[mine].tolist(),
            years.warning[mine].tolist(),
            strict=True,
        )
    )


@given(st.integers(0, 2**40), st.integers(1, 3), st.integers(0, 2500), st.integers(0, 2500))
def test_the_same_draws_have_the_same_bits_however_they_are_split(
    seed: int, names: int, one: int, two: int
) -> None:
    luck = Luck(draws=2500, seed=seed)
    of = [_peril(f"P{number}", 0.1, "care") for number in range(names)]
    whole = failing_years(of, luck)
    cuts = [0, *sorted((one, two)), 2500]
    parts = [failing_years(of, luck, a, b) for a, b in itertools.pairwise(cuts)]
    for column in ("day", "warning", "who", "pace"):
        joined = np.concatenate([getattr(part, column) for part in parts])
        assert joined.tobytes() == getattr(whole, column).tobytes()
    joined = np.concatenate([part.draw + part.first for part in parts])
    assert joined.tobytes() == whole.draw.tobytes()


def test_more_draws_begin_with_those_of_fewer() -> None:
    of = [_peril("P", 0.1, "care")]
    few, many = (_luck_of(failing_years(of, Luck(draws=n)), "P") for n in (1500, 4000))
    assert [one for one in many if one[0] < 1500] == few


def test_a_provider_more_leaves_the_luck_of_the_others() -> None:
    luck = Luck(draws=3000)
    one = [_peril("A", 0.1, "care"), _peril("B", 0.2, "buses")]
    before = failing_years(one, luck)
    after = failing_years([_peril("New", 0.3, "care"), *reversed(one)], luck)
    for id_ in ("A", "B"):
        assert _luck_of(before, id_) == _luck_of(after, id_)
    assert _luck_of(before, "A") != _luck_of(failing_years(one, Luck(draws=3000, seed=2)), "A")


def test_a_likelier_provider_fails_whenever_it_failed_before_and_no_later() -> None:
    rarely = dict(_days(failing_years([_peril("A", 0.1)], Luck(draws=3000))))
    often = dict(_days(failing_years([_peril("A", 0.2)], Luck(draws=3000))))
    assert rarely.keys() < often.keys()
    assert all(often[draw] <= day for draw, day in rarely.items())


def _days(years: FailingYears) -> list[tuple[int, int]]:
    return list(zip(years.draw.tolist(), years.day.tolist(), strict=True))


def test_who_may_fail_and_in_which_market() -> None:
    register = Register.build(
        Council("X"),
        [
            Service("homes", "Care homes", market="care"),
            Service("buses", "School buses"),
            Provider("P", "Small", failure_probability=0.3, parent="OWNER"),
            Provider("SUB", "Cook"),
            Provider("OWNER", "Group"),
            Asset("depot", "Depot"),
            Contract("C1", "Homes", "homes", "P", annual_value=5.0),
            Contract("C2", "Buses", "buses", "P", annual_value=9.0),
            SupplyLink("SUB", "P", "partial", share=0.5),
        ],
    )
    found = {one.id: one for one in perils(register)}
    assert found["P"].market == "School buses"
    assert found["P"].probability == 0.3
    assert (found["SUB"].market, found["SUB"].leans) == ("", True)
    assert (found["OWNER"].kind, found["OWNER"].leans) == ("parent", False)
    assert (found["depot"].kind, found["depot"].leans) == ("asset", False)
    assert found["depot"].probability == pytest.approx(math.sqrt(0.01 * 0.05))


@pytest.mark.parametrize(
    "wrong",
    [
        {"draws": 0},
        {"common": -0.1},
        {"common": 0.6, "market": 0.4},
        {"days": 0},
        {"warnings": ()},
        {"paces": ((1.0, -1.0), (0.7, 2.0))},
    ],
)
def test_numbers_out_of_range_are_refused_in_a_sentence(wrong: dict[str, object]) -> None:
    with pytest.raises(InputRefused) as caught:
        Luck(**wrong)  # type: ignore[arg-type]
    assert "give" in caught.value.sentence


def test_nobody_at_risk_is_no_failure() -> None:
    years = failing_years([], Luck(draws=5))
    assert years.draw.size == 0
    assert years.pace.size == 5
