"""Ends of stop-gaps count where they leave people without, and then say how many."""

from __future__ import annotations

import datetime

import pytest

from planner.plan.plan import Plan
from planner.plan.stop_gaps import first_end, left_at
from planner.register.records import Option, Reserve, Service
from tests.plan.cases import DAY_0, case_of, plan_of, service_register

SERVICE = Service("s", "Home care", class_="must", mtpd_days=1)
MONEY = Reserve("m", "Reserve", 5_000_000.0)


def _option(id_: str, capacity: float, max_days: int | None) -> Option:
    return Option(
        id_,
        "s",
        "framework_call_off",
        capacity=capacity,
        mobilise_days=0,
        ramp_days=0,
        max_days=max_days,
        unit_cost_day=30.0,
    )


def _register(*options: Option):
    return service_register(SERVICE, MONEY, *options)


def _plan(*options: Option) -> Plan:
    return plan_of(_register(*options))


def test_an_option_whose_people_others_take_over_leaves_no_gap() -> None:
    case = case_of(_register(_option("short", 40, 28), _option("long", 40, None)))
    assert first_end(case, case.services[0]) is None
    plan = _plan(_option("short", 40, 28), _option("long", 40, None))
    assert plan.recommissioning[0].stop_gap_ends is None
    assert plan.recommissioning[0].finding is None
    assert not any(gap.kind == "time" for gap in plan.gaps)


def test_an_end_within_the_time_followed_counts_those_who_lose_the_service() -> None:
    case = case_of(_register(_option("short", 15, 56), _option("long", 25, None)))
    found = first_end(case, case.services[0])
    assert found is not None
    assert found.inside
    # Called on day 0 and able to run 56 days: day 55 is its last.
    assert found.date == DAY_0 + datetime.timedelta(days=55)
    assert found.people == pytest.approx(15, abs=0.01)
    assert left_at(case, case.services[0], DAY_0 + datetime.timedelta(days=400)) == (
        pytest.approx(15, abs=0.01)
    )


def test_an_end_after_the_time_followed_counts_what_the_others_cannot_hold() -> None:
    plan = _plan(_option("short", 30, 200), _option("long", 25, None))
    (bought,) = plan.recommissioning
    assert bought.stop_gap_ends == DAY_0 + datetime.timedelta(days=199)
    assert "from then on 15 people need the new contract" in bought.stop_gap_words
    assert bought.finding is not None
    assert "15 people have nobody" in bought.finding
    assert bought.closers[0].change.startswith("Let the stop-gap run until")
    (gap,) = [gap for gap in plan.gaps if gap.kind == "time"]
    assert gap.people == pytest.approx(15, abs=0.01)
    assert "from then on 15 people need the new contract" in plan.step_in[0].how_it_ends


def test_what_would_close_a_gap_is_its_best_two_and_a_count() -> None:
    blocked = [
        Option(f"b{n}", "s", "neighbour_council", capacity=n + 1, mobilise_days=0, unit_cost_day=30)
        for n in range(3)
    ]
    plan = _plan(_option("open", 4, None), *blocked)
    (gap,) = [gap for gap in plan.gaps if gap.title == "People wait too long for home care"]
    assert "from day 1 to the end" in gap.sentence
    # Three agreements and more places from the open option: the largest two, then a count.
    assert gap.closes[2] == "2 more changes help"
    assert gap.closes[0].startswith("Sign the agreement")
