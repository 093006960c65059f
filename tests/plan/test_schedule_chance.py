"""Timetables under chance against published cases, closed forms and one task after another."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.plan.calendar import WorkingCalendar, every_day, working_calendar
from planner.plan.durations import drawn_lengths, quantiles, uniforms
from planner.plan.schedule import Task, critical_path, dated, in_order
from planner.plan.schedule_chance import (
    TOGETHER,
    band,
    drawn,
    held,
    met_by,
    plain_finishes,
    share_error,
    timetables,
)
from tests.plan.test_schedule import RELIABLE, _networks, _tasks

ENGLAND = working_calendar("england_and_wales", 2026)
OPEN = every_day(datetime.date(2026, 1, 1), 4000)
CALENDARS = {
    "": ENGLAND,
    "scotland": working_calendar("scotland", 2026),
    "northern_ireland": working_calendar("northern_ireland", 2026),
}


@pytest.mark.parametrize(
    ("likely", "chance"),
    [
        (0.0, lambda x: 1 - (1 - x) ** 5),
        (0.25, lambda x: 1 - (1 - x) ** 5 - 5 * x * (1 - x) ** 4),
        (0.5, lambda x: 10 * x**3 - 15 * x**4 + 6 * x**5),
        (1.0, lambda x: x**5),
    ],
)
def test_pert_quantiles_agree_with_the_closed_forms(likely, chance) -> None:
    parts = np.linspace(0.0005, 0.9995, 1999)
    found = quantiles(Task("t", 10, 10 + 40 * likely, 50), parts)
    assert np.abs(chance((found - 10) / 40) - parts).max() < 2e-6


def test_triangular_quantiles_agree_with_the_closed_form() -> None:
    parts = np.linspace(0, 1, 401)
    found = quantiles(Task("t", 2, 5, 12), parts, "triangular")
    below = (found - 2) ** 2 / (10 * 3)
    above = 1 - (12 - found) ** 2 / (10 * 7)
    assert np.allclose(np.where(found <= 5, below, above), parts)
    assert (found[0], found[-1]) == (2, 12)


@pytest.mark.parametrize(
    ("shape", "within", "mean"), [("pert", 0.816, 44.33), ("triangular", 0.594, 46.23)]
)
def test_reliable_construction_is_done_in_47_weeks_as_often_as_published(
    shape, within: float, mean: float
) -> None:
    draws = 200_000
    finishes = plain_finishes(_tasks(RELIABLE), draws, seed=1, shape=shape)
    share = float(np.mean(finishes <= 47))
    assert share == pytest.approx(within, abs=0.0005 + 3 * share_error(share, draws))
    error = float(finishes.std()) / math.sqrt(draws)
    assert finishes.mean() == pytest.approx(mean, abs=0.005 + 3 * error)


def test_pert_by_hand_gives_the_published_chances(shared: Path) -> None:
    """Mean and variance of the mean-critical path, taken as normal (PERT as taught)."""
    path = [task for task in _tasks(RELIABLE) if task.name in "ABCEFJLN"]
    mean, variance = sum(t.mean for t in path), sum(t.variance for t in path)
    assert _normal((47 - mean) / math.sqrt(variance)) == pytest.approx(0.8413, abs=5e-5)
    known = json.loads((shared / "data/benchmarks/known_answers/known_answers.json").read_text())
    case = known["critical_path"][0]
    tasks = [Task(name, *row[:3], tuple(row[3])) for name, row in case["activities"].items()]
    path = [task for task in tasks if task.name in case["critical_path"]]
    mean, variance = sum(t.mean for t in path), sum(t.variance for t in path)
    assert variance == pytest.approx(case["variance_on_critical_path"])
    for weeks in (53, 55):
        chance = _normal((weeks - mean) / math.sqrt(variance))
        assert chance == pytest.approx(case[f"p_within_{weeks}"], abs=5e-6)
    # The critical path alone is too hopeful: drawn in full, fewer are done in time.
    drawn_share = float(np.mean(plain_finishes(tasks, 100_000, seed=2) <= 53))
    assert drawn_share < case["p_within_53"]


def _normal(z: float) -> float:
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))


def test_published_paths_of_11_activities_have_their_lengths(shared: Path) -> None:
    known = json.loads((shared / "data/benchmarks/known_answers/known_answers.json").read_text())
    case = known["critical_path"][1]
    needs: dict[str, set[str]] = {}
    for path in case["path_lengths"]:
        names = path.split("-")
        for before, after in itertools.pairwise(names):
            needs.setdefault(after, set()).add(before)
    tasks = [
        Task(name, days, days, days, tuple(sorted(needs.get(name, ()))))
        for name, days in case["durations"].items()
    ]
    found = critical_path(tasks, {task.name: task.likely for task in tasks})
    assert found.finish == case["critical_path_length"]
    assert drawn(tasks, OPEN, 0, 5, seed=1).ends.tolist() == [found.finish] * 5
    assert "-".join(found.path) == "A-C-D-H-J-K"


@settings(max_examples=20, deadline=None)
@given(_networks(), st.integers(0, 12), st.data())
def test_one_draw_of_given_lengths_is_the_timetable_of_those_lengths(
    tasks: list[Task], start: int, data: st.DataObject
) -> None:
    named = [
        dataclasses.replace(task, calendar=data.draw(st.sampled_from(sorted(CALENDARS))))
        for task in tasks
    ]
    ordered = in_order(named)
    lengths = np.array([[round(task.likely), round(task.high)] for task in ordered], dtype=np.int32)
    found = timetables(ordered, CALENDARS, start, lengths)
    critical = np.zeros(len(ordered))
    for column in (0, 1):
        fixed = [
            dataclasses.replace(task, likely=float(lengths[row, column]))
            for row, task in enumerate(ordered)
        ]
        schedule = dated(fixed, CALENDARS, start)
        assert found.ends[column] == schedule.finish
        for row, task in enumerate(ordered):
            timing = schedule.timings[task.name]
            assert found.finishes[row, column] == timing.early_finish
            critical[row] += timing.critical
    assert np.array_equal(found.critical, critical / 2)


def test_draws_beyond_one_block_are_counted_alike() -> None:
    tasks = _tasks(RELIABLE)
    draws = TOGETHER + 300
    found = drawn(tasks, ENGLAND, 5, draws, seed=4)
    ordered = in_order(tasks)
    lengths = np.rint(drawn_lengths(ordered, draws, 4)).astype(np.int32)
    late = timetables(ordered, ENGLAND, 5, lengths[:, TOGETHER:])
    assert np.array_equal(found.ends[TOGETHER:], late.ends)
    early = timetables(ordered, ENGLAND, 5, lengths[:, :TOGETHER])
    both = (early.critical * TOGETHER + late.critical * 300) / draws
    assert np.allclose(found.critical, both)


@settings(max_examples=20, deadline=None)
@given(_networks())
def test_drawn_dates_lie_between_the_shortest_and_the_longest(tasks: list[Task]) -> None:
    calendar = working_calendar("scotland", 2026)
    found = drawn(tasks, calendar, 40, 50, seed=3)
    shortest = [Task(t.name, t.low, t.low, t.low, t.needs, t.every_day) for t in tasks]
    longest = [Task(t.name, t.high, t.high, t.high, t.needs, t.every_day) for t in tasks]
    assert found.ends.min() >= dated(shortest, calendar, 40).finish
    assert found.ends.max() <= dated(longest, calendar, 40).finish
    assert ((found.critical >= 0) & (found.critical <= 1)).all()


@settings(max_examples=20, deadline=None)
@given(_networks(), st.integers(0, 8), st.integers(1, 30))
def test_a_longer_worst_case_never_makes_an_earlier_p80(
    tasks: list[Task], which: int, more: int
) -> None:
    chosen = which % len(tasks)
    longer = [
        dataclasses.replace(t, high=t.high + more) if at == chosen else t
        for at, t in enumerate(tasks)
    ]
    before = drawn(tasks, ENGLAND, 40, 400, seed=3, shape="triangular")
    after = drawn(longer, ENGLAND, 40, 400, seed=3, shape="triangular")
    assert (after.ends >= before.ends).all()  # each draw alone: the same luck is never shorter
    # Of a PERT-beta only the upper part grows with its worst case; alone, its P80 always does.
    one, other = tasks[chosen], longer[chosen]
    alone = [dataclasses.replace(task, needs=()) for task in (one, other)]
    p80 = [met_by(drawn([task], ENGLAND, 40, 400, seed=3).ends, 0.8) for task in alone]
    assert p80[1] >= p80[0]


@pytest.mark.parametrize("more", [1, 4, 12, 60])
def test_in_a_whole_timetable_a_longer_pert_worst_case_is_no_earlier_either(more: int) -> None:
    for name in RELIABLE:
        tasks = _tasks(RELIABLE)
        longer = [
            dataclasses.replace(task, high=task.high + more) if task.name == name else task
            for task in tasks
        ]
        p80 = [met_by(drawn(each, OPEN, 0, 4000, seed=6).ends, 0.8) for each in (tasks, longer)]
        assert p80[1] >= p80[0]


@settings(max_examples=20, deadline=None)
@given(_networks(), st.integers(0, 8), st.integers(0, 9))
def test_one_more_wait_or_task_never_makes_it_earlier(
    tasks: list[Task], which: int, likely: int
) -> None:
    chosen = which % len(tasks)
    before = drawn(tasks, ENGLAND, 40, 200, seed=3)
    extra = Task("extra", likely, likely, likely + 3)
    waits = [
        dataclasses.replace(t, needs=(*t.needs, "extra")) if at == chosen else t
        for at, t in enumerate(tasks)
    ]
    after = drawn([*waits, extra], ENGLAND, 40, 200, seed=3)
    assert (after.ends >= before.ends).all()


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.booleans()), min_size=1, max_size=6)
)
def test_the_only_path_of_a_chain_is_always_critical(
    lengths: list[tuple[int, int, bool]],
) -> None:
    tasks = [
        Task(f"t{at}", low, low + more / 2, low + more, (f"t{at - 1}",) if at else (), plain)
        for at, (low, more, plain) in enumerate(lengths)
    ]
    assert (drawn(tasks, ENGLAND, 40, 100, seed=1).critical == 1).all()


def test_two_paths_share_the_criticality_as_often_as_each_is_longer() -> None:
    """Two equal triangular tasks side by side: each is the longer in half of all draws."""
    tasks = [
        Task("one", 0, 500, 1000),
        Task("two", 0, 500, 1000),
        Task("end", 0, 0, 0, ("one", "two")),
    ]
    found = drawn(tasks, OPEN, 0, 20_000, seed=1)
    ties = found.critical_share("one") + found.critical_share("two") - 1
    assert 0 <= ties < 0.01
    error = share_error(0.5, 20_000)
    assert found.critical_share("one") == pytest.approx(0.5 + ties / 2, abs=4 * error)
    assert found.critical_share("end") == 1


def test_the_same_seed_gives_the_same_bits_and_a_task_keeps_its_luck() -> None:
    tasks = _tasks(RELIABLE)
    assert np.array_equal(drawn_lengths(tasks, 100, 7), drawn_lengths(tasks, 100, 7))
    assert not np.array_equal(drawn_lengths(tasks, 100, 7), drawn_lengths(tasks, 100, 8))
    backward = drawn_lengths(tasks[::-1], 100, 7)[::-1]
    assert np.array_equal(drawn_lengths(tasks, 100, 7), backward)
    assert np.array_equal(uniforms("A", 100, 7), uniforms("A", 900, 7)[:100])
    both = np.corrcoef(uniforms("A", 20_000, 7), uniforms("B", 20_000, 7))[0, 1]
    assert abs(both) < 0.03


def test_percentiles_and_their_bands_are_order_statistics() -> None:
    ends = np.arange(1001, dtype=np.int32)[::-1].copy()
    assert (met_by(ends, 0.5), met_by(ends, 0.8), met_by(ends, 1.0)) == (500, 800, 1000)
    assert met_by(ends, 0.5) == np.percentile(ends, 50, method="higher")
    low, high = band(ends, 0.5)
    assert (low, high) == (470, 531)
    generator = np.random.default_rng(5)
    inside = sum(
        low <= 500 <= high
        for low, high in (
            band(generator.integers(0, 1001, 400).astype(np.int32), 0.5) for _ in range(400)
        )
    )
    assert inside / 400 == pytest.approx(0.95, abs=0.035)


def test_the_chance_to_hold_is_the_weighted_share_that_restarts_in_time() -> None:
    restarts = np.arange(100, dtype=np.int32)
    found = held(restarts, [(9, 1.0)])
    assert found.chance == pytest.approx(0.11)  # days 0 to 10: the day after the last still joins
    assert found.error == pytest.approx(share_error(0.11, 100))
    paced = held(restarts, [(9, 0.2), (19, 0.5), (49, 0.3)])
    assert paced.chance == pytest.approx(0.2 * 0.11 + 0.5 * 0.21 + 0.3 * 0.51)
    drawn_pace = np.random.default_rng(1).choice([9, 19, 49], p=[0.2, 0.5, 0.3], size=(4000, 100))
    assert (restarts <= drawn_pace + 1).mean() == pytest.approx(paced.chance, abs=0.005)
    assert paced.error < share_error(paced.chance, 100)


def test_what_cannot_be_worked_out_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputRefused, match="runs past 2037"):
        drawn([Task("long", 3000, 3000, 3650)], ENGLAND, 0, 10, seed=1)
    with pytest.raises(InputRefused, match="there is no calendar wales"):
        drawn([Task("a", 1, 1, 1, calendar="wales")], ENGLAND, 0, 10, seed=1)
    with pytest.raises(InputRefused, match="circle"):
        drawn([Task("a", 1, 1, 1, ("a",))], ENGLAND, 0, 10, seed=1)


def test_three_calendars_with_their_own_holidays_give_their_own_ends() -> None:
    """Work from Friday 12 June 2026 over 15 June, a holiday in Scotland alone that year."""
    friday = (datetime.date(2026, 6, 12) - ENGLAND.first).days
    ends = {}
    for name, calendar in CALENDARS.items():
        assert isinstance(calendar, WorkingCalendar)
        found = drawn([Task("t", 2, 2, 2, calendar=name)], CALENDARS, friday, 3, seed=1)
        ends[name] = calendar.date_of(int(found.ends[0]) - 1)
    monday, tuesday = datetime.date(2026, 6, 15), datetime.date(2026, 6, 16)
    assert ends == {"": monday, "scotland": tuesday, "northern_ireland": monday}
