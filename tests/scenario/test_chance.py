"""What a year may do: drawn years against every set of failures there is, added by hand."""

from __future__ import annotations

import itertools
import math
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.executors import open_executor
from planner.progress import Cancelled
from planner.register.register import Register
from planner.scenario import yearly_tolls
from planner.scenario.case_book import CaseBook
from planner.scenario.chance import Chance, chance, compared
from planner.scenario.estimates import (
    estimates_of,
    percentile_of,
    rank,
    weights_of_worst,
    worst_of,
)
from planner.scenario.failing_years import Luck, failing_years, perils
from planner.scenario.funds import added, too_much
from planner.scenario.toll import Failing
from planner.scenario.yearly_tolls import Solved
from tests.scenario.risky_town import risky_town
from tests.scenario.towns import provider, town

DRAWS = 20_000
PLAIN = Luck(
    draws=DRAWS,
    common=0.0,
    market=0.0,
    warnings=((0, 1.0), (25, 1.0)),
    paces=((1.0, 1.0), (1.6, 1.0)),
)


@cache
def _drawn() -> Chance:
    return chance(risky_town(), PLAIN)


@cache
def _every_year() -> tuple[tuple[float, float, float], ...]:
    """Return chance, net cost and must breach of every way a year can go, each added by hand."""
    register = risky_town()
    book = CaseBook(register)
    found = []
    ways = [
        [(None, 1 - one.probability)]
        + [(Failing(one.id, days), one.probability / 2) for days in (0, 25)]
        for one in perils(register)
    ]
    for year in itertools.product(*ways):
        likely = math.prod(weight for _, weight in year)
        failing = [one for one, _ in year if one is not None]
        for pace in (1.0, 1.6):
            tolls = [book.toll(part) for part in book.parts(failing, pace)]
            found.append(
                (
                    likely / 2,
                    sum(toll.net.total for toll in tolls),
                    sum(toll.breach.must for toll in tolls),
                )
            )
    return tuple(found)


def test_all_ways_a_year_can_go_are_there() -> None:
    assert len(_every_year()) == 2 * 3**6
    assert sum(likely for likely, _, _ in _every_year()) == pytest.approx(1.0)


@pytest.mark.parametrize("column", [1, 2])
def test_drawn_years_agree_with_every_way_a_year_can_go(column: int) -> None:
    every = sorted((year[column], year[0]) for year in _every_year())
    found = _drawn().net if column == 1 else _drawn().breach["must"]
    mean = sum(loss * likely for loss, likely in every)
    # Half as wide again as the band said to hold 95 times in 100: about 3 standard errors.
    assert found.mean.value == pytest.approx(mean, abs=1.5 * found.mean.error)
    assert found.mean.error < 0.05 * mean
    total, left, worst = 0.0, 0.05, 0.0
    for loss, likely in reversed(every):
        worst += loss * min(likely, left)
        left = max(0.0, left - likely)
    assert found.worst.value == pytest.approx(worst / 0.05, abs=1.5 * found.worst.error)
    for part, estimate in ((0.5, found.p50), (0.8, found.p80), (0.95, found.p95)):
        total, wanted = 0.0, 0.0
        for loss, likely in every:
            total += likely
            wanted = loss
            if total >= part:
                break
        assert estimate.low - 1e-6 <= wanted <= estimate.high + 1e-6


def test_shares_of_years_agree_with_every_way_a_year_can_go() -> None:
    nothing = sum(likely for likely, net, _ in _every_year() if net < 0.005)
    assert _drawn().nothing.low <= nothing <= _drawn().nothing.high
    register = risky_town()
    nobody = math.prod(1 - one.probability for one in perils(register))
    assert _drawn().nobody_fails.low <= nobody <= _drawn().nobody_fails.high
    assert _drawn().years.failures.mean() == pytest.approx(
        sum(one.probability for one in perils(register)), rel=0.01
    )


def test_the_reserve_to_hold_pays_for_as_many_years_as_asked() -> None:
    found = _drawn()
    for percent in (50, 80, 95, 99.5):
        asked = found.reserve(percent)
        paid = found.years.net_total <= asked.to_hold.value
        assert paid.mean() >= percent / 100
        assert asked.held == 40_000
        assert asked.gap.value == max(0.0, asked.to_hold.value - 40_000)
    assert found.reserve(80).to_hold == found.net.p80
    assert found.reserve().holds.value <= found.reserve().enough.value
    with pytest.raises(InputRefused):
        found.reserve(100)


def test_funds_that_may_pay_for_little_hold_in_fewer_years() -> None:
    found = _drawn().reserve()
    # The care fund pays for no meals, so the general fund alone is short when meals cost much.
    short = {fund.id: fund.short for fund in found.funds}
    assert short["R2"] >= short["R1"]
    assert short["R2"] == pytest.approx(1 - found.holds.value)


def test_what_is_lacking_is_what_a_fund_for_anything_would_have_to_hold() -> None:
    register, luck = risky_town(60, 5_000.0), replace(PLAIN, draws=300)
    found = chance(register, luck)
    drawn = failing_years(perils(register), luck)
    more = found.reserve(80).more.value
    assert more > 0
    ample = {**CaseBook(register).amounts, "R2": 5_000.0 + more}
    paid = 0
    for draw in range(300):
        mine = drawn.draw == draw
        failing = [
            Failing(drawn.ids[who], int(days))
            for who, days in zip(drawn.who[mine], drawn.warning[mine], strict=True)
        ]
        book = CaseBook(register)
        tolls = [book.toll(part) for part in book.parts(failing, float(drawn.pace[draw]))]
        assert book.holds(tolls) == bool(found.years.holds[draw])
        paid += too_much(added(toll.needs for toll in tolls), ample) is None
    assert paid / 300 >= 0.8
    assert paid / 300 < 0.9


def test_shares_of_the_worst_years_add_up_to_their_average() -> None:
    found = _drawn()
    shares = found.tail.shares
    assert sum(one.pounds for one in shares) == pytest.approx(found.net.worst.value, rel=1e-12)
    assert sum(one.share for one in shares) == pytest.approx(1.0)
    assert all(0 <= one.together <= one.fails <= 1 + 1e-12 for one in shares)
    assert {"A", "C"} <= {one.id for one in shares}


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=60), st.floats(0.01, 0.9))
def test_the_worst_part_of_years_is_exactly_that_part(losses: list[float], worst: float) -> None:
    values = np.array(losses)
    weights = weights_of_worst(values, worst)
    assert weights.sum() == pytest.approx(1.0)
    assert weights.min() >= 0
    ordered = np.sort(values)[::-1]
    left, wanted = worst * values.size, 0.0
    for loss in ordered:
        wanted += loss * min(1.0, left)
        left = max(0.0, left - 1.0)
    wanted /= worst * values.size
    assert worst_of(values, worst).value == pytest.approx(wanted, rel=1e-6, abs=1e-3)


@given(st.integers(1, 400), st.floats(0.01, 0.99))
def test_a_percentile_covers_its_part_of_years_and_lies_in_its_band(
    draws: int, part: float
) -> None:
    ordered = np.arange(draws, dtype=float)
    found = percentile_of(ordered, part)
    assert (ordered <= found.value).mean() >= part - 1e-3 / draws - 1e-12
    assert found.low <= found.value <= found.high
    assert rank(draws, part) == int(found.value)


def test_bands_hold_the_truth_as_often_as_they_say() -> None:
    # 400 samples of 500 exponential losses: the true figures are known in closed form.
    random = np.random.Generator(np.random.Philox(key=7))
    truth = (1.0, math.log(2), -math.log(0.2), -math.log(0.05), 1 - math.log(0.05))
    hits = np.zeros(5)
    for _ in range(400):
        found = estimates_of(-np.log(random.random(500)))
        each = (found.mean, found.p50, found.p80, found.p95, found.worst)
        hits += [one.low <= true <= one.high for one, true in zip(each, truth, strict=True)]
    # The average of few worst years leans low: its band is a little short of 95 in 100.
    assert (hits / 400 > (0.92, 0.92, 0.92, 0.92, 0.86)).all()


def _bits(found: Chance) -> tuple[bytes, ...]:
    years = found.years
    return tuple(
        array.tobytes()
        for array in (
            years.net,
            years.breach,
            years.unmet,
            years.peak,
            years.peak_day,
            years.shortfall,
        )
    )


def test_the_same_seed_gives_the_same_bits_however_the_work_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    luck = replace(PLAIN, draws=300, common=0.1, market=0.1)
    alone = chance(risky_town(), luck)
    with open_executor(2) as two:
        assert _bits(chance(risky_town(), luck, executor=two)) == _bits(alone)
    monkeypatch.setattr(yearly_tolls, "CHUNK", 7)
    with ThreadPoolExecutor(1) as thread:
        chopped = chance(risky_town(), luck, executor=thread)
    assert _bits(chopped) == _bits(alone)
    assert chopped.tail == alone.tail
    assert _bits(chance(risky_town(), replace(luck, seed=2))) != _bits(alone)


class _NoMore(Executor):
    """An executor that refuses all work."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise AssertionError("nothing was left to solve")


def test_what_was_solved_is_kept_between_questions() -> None:
    luck = replace(PLAIN, draws=200)
    solved = Solved(CaseBook(risky_town()))
    first = chance(risky_town(), luck, solved=solved)
    assert _bits(chance(risky_town(), luck, solved=solved, executor=_NoMore())) == _bits(first)


def test_work_says_how_far_it_is_and_stops_when_told() -> None:
    said: list[str] = []
    chance(
        risky_town(), replace(PLAIN, draws=50), report=lambda done, total, text: said.append(text)
    )
    assert {"Drawing who fails", "Answering each case", "Adding up the years"} <= set(said)

    def stop(done: int, total: int, text: str) -> None:
        if text == "Answering each case":
            raise Cancelled

    with pytest.raises(Cancelled):
        chance(risky_town(), replace(PLAIN, draws=50), report=stop)


def test_cash_peaks_when_the_running_total_is_highest() -> None:
    register, luck = risky_town(), replace(PLAIN, draws=400)
    found = chance(register, luck).years
    drawn = failing_years(perils(register), luck)
    book = CaseBook(register)
    lengths = [period.days for period in book.periods]
    for draw in range(60):
        mine = np.flatnonzero(drawn.draw == draw)
        falls = {drawn.ids[drawn.who[at]]: int(drawn.day[at]) for at in mine}
        failing = [Failing(drawn.ids[drawn.who[at]], int(drawn.warning[at])) for at in mine]
        cash = np.zeros(365 + book.horizon_days)
        for part in book.parts(failing, float(drawn.pace[draw])):
            toll = book.toll(part)
            day = min(falls[one.id] for one in part.failing)
            for period, length, out in zip(
                book.periods, lengths, toll.spend - toll.freed, strict=True
            ):
                cash[day + period.start : day + period.end] += out / length
        running = np.cumsum(cash)
        assert found.peak[draw] == pytest.approx(max(0.0, running.max()), abs=1e-6)
        if running.max() > 1:
            at = int(found.peak_day[draw])
            assert running[at] == pytest.approx(running.max())


LITTLE = replace(PLAIN, draws=400)


@settings(max_examples=6, deadline=None)
@given(st.sampled_from([0, 15, 40, 60]), st.sampled_from([5, 30]))
def test_more_places_never_leave_more_people_too_long(places: int, more: int) -> None:
    fewer, many = chance(risky_town(places), LITTLE), chance(risky_town(places + more), LITTLE)
    assert (many.years.breach[0] <= fewer.years.breach[0] + 1e-6).all()


def test_more_money_holds_in_every_year_that_less_does() -> None:
    little, much = chance(risky_town(60, 5_000.0), LITTLE), chance(risky_town(60, 90_000.0), LITTLE)
    assert (much.years.holds >= little.years.holds).all()
    assert much.years.holds.mean() > little.years.holds.mean()
    assert _bits(little)[:3] == _bits(much)[:3]


def test_a_remedy_is_told_with_the_error_of_the_difference_alone() -> None:
    before = risky_town(20)
    others = [("More places", risky_town(60)), ("As it is", risky_town(20))]
    base, ((then, gain), (_, none)) = compared(before, others, LITTLE)
    assert gain.name == "More places"
    assert gain.breach.value == pytest.approx(
        then.breach["must"].mean.value - base.breach["must"].mean.value
    )
    assert gain.breach.high < 0
    assert gain.mean.value == pytest.approx(then.net.mean.value - base.net.mean.value)
    assert gain.mean.error < base.net.mean.error
    assert (none.mean.low, none.mean.value, none.mean.high) == (0, 0, 0)
    assert (none.p95.value, none.worst.value, none.holds.error) == (0, 0, 0)


def test_a_provider_nobody_leans_on_changes_nothing() -> None:
    with_one_more = chance(_with(provider("NEW", failure_probability=0.9)), LITTLE)
    assert _bits(with_one_more) == _bits(chance(risky_town(), LITTLE))


def _with(*rows: Any) -> Register:
    before = risky_town()
    return Register.build(
        before.council,
        [one for table in before.tables.values() for one in table.values()] + [*rows],
    )


def test_who_was_never_assessed_is_counted() -> None:
    register = _with(provider("NEW"))
    found = chance(register, replace(LITTLE, draws=20)).assessed
    assert (found.providers, found.unassessed, found.assets) == (6, 1, 1)


def test_a_likelier_provider_costs_no_less() -> None:
    before = risky_town()
    table = dict(before.providers)
    table["B"] = replace(table["B"], failure_probability=0.5)
    after = before.with_table("provider", table)
    assert chance(after, LITTLE).net.mean.value > chance(before, LITTLE).net.mean.value


def test_an_empty_register_has_quiet_years() -> None:
    found = chance(town(), replace(PLAIN, draws=10))
    assert found.net.worst.value == 0
    assert found.nothing.value == 1
    assert found.tail.shares == ()
    assert found.peak_p95.day is None
    assert found.reserve().holds.value == 1
