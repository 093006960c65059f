from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.document import headlines, plan_charts
from planner.plan.plan import OptionSeries, Span
from tests.document.harbour import harbour_reserve, harbour_step_in

DAYS = tuple(Span(day, 1) for day in range(6))


def step(unmet, **more):
    hit = 10.0
    served = (OptionSeries("Other", tuple(hit - left for left in unmet)),)
    return dataclasses.replace(
        harbour_step_in(),
        people=10,
        displaced=(hit,) * len(unmet),
        unmet=tuple(map(float, unmet)),
        served=served,
        **({"mtpd_days": 1, "first_day": 0} | more),
    )


@pytest.mark.parametrize(
    ("unmet", "words"),
    [
        ((10, 5, 0, 0, 0, 0), "Everyone is served by day 2, 1 day later than people can wait"),
        ((10, 0, 0, 0, 0, 0), "Everyone is served by day 1"),
        (
            (10, 5, 0, 0, 3, 4),
            "Everyone is served by day 2; from day 4, up to 4 people go without",
        ),
        ((10, 5, 0, 0, 1, 1), "Everyone is served by day 2; from day 4, 1 person goes without"),
        ((10, 9, 8, 8, 7, 7), "7 people still go without at the end"),
        ((0, 0, 0, 0, 0, 0), "Nobody goes without at any time"),
        ((0, 0, 2, 2, 0, 0), "Everyone is served at first; from day 2, 2 people go without"),
    ],
)
def test_title_of_people_served_is_true_of_the_numbers(unmet, words):
    assert headlines.served(step(unmet), DAYS) == words


def test_unknown_people_are_never_counted_as_nobody():
    unknown = dataclasses.replace(step((0,) * 6), people=None)
    assert headlines.served(unknown, DAYS) == "How many people go without is not known"


@given(st.lists(st.integers(0, 10), min_size=6, max_size=6))
def test_a_title_says_everyone_is_served_only_when_there_is_such_a_day(unmet):
    words = headlines.served(step(unmet), DAYS)
    assert ("Everyone is served" in words) <= (0 in unmet)
    assert len(words.split()) <= 15
    if unmet[-1]:
        assert words not in {"Nobody goes without at any time", "Everyone is served by day 1"}


def test_money_title_names_the_worst_week():
    reserve = harbour_reserve()
    worst = max(reserve.weeks, key=lambda week: week.short)
    assert headlines.money_by_week(reserve) == (
        f"Money runs short by £{worst.short:,.0f} in week {worst.week}"
    )


def test_money_title_says_when_the_allowed_funds_are_empty():
    reserve = harbour_reserve()
    weeks = tuple(dataclasses.replace(week, short=0.0) for week in reserve.weeks)
    empty = dataclasses.replace(reserve, weeks=weeks)
    first = next(week.week for week in weeks if week.drawn >= 299_999)
    assert headlines.money_by_week(empty) == f"The funds that may pay are empty by week {first}"


def test_decisions_are_counted_in_words(plan):
    assert headlines.decisions(plan.decisions) == "We keep one service, bridge two, let one go"


def test_only_late_services_are_called_late(plan):
    assert headlines.returns(plan.decisions) == (
        "Only home care comes back later than people can wait"
    )


def test_a_service_whose_people_nobody_counted_is_neither_late_nor_in_time(plan):
    line = dataclasses.replace(
        plan.decisions[0], people=None, return_day=None, late_days=None, gap="Not known.",
        decision="recover", can_wait_days=10,
    )  # fmt: skip
    assert headlines.returns([line]) == "Whether services come back in time is not known"
    late = [one for one in plan.decisions if one.late_days]
    assert headlines.returns([line, *late]) == headlines.returns(late)
    chart = plan_charts.return_times([line])
    assert [(row.text, row.late) for row in chart.rows] == [("return not known", False)]


def test_no_times_are_drawn_where_nobody_loses_a_service(plan):
    line = dataclasses.replace(plan.decisions[0], return_day=0, late_days=0)
    assert plan_charts.return_times([line]) is None
    assert plan_charts.return_times(plan.decisions) is not None


def test_best_change_is_measured_against_all_that_is_lost(plan):
    words = headlines.prevention(plan.preventive, 2802.0)
    assert words == "One change alone prevents 1,923 of 2,802 person-days"


def test_open_assumptions_are_counted(plan):
    assert headlines.assumptions(plan.assumptions) == "One assumption still needs checking"
