"""Charts of a run: nothing is lost between the run and the picture."""

from __future__ import annotations

import datetime

import pytest

from planner.document import outcome_charts
from planner.exchange.register_json import read_register
from planner.plan.case import Case
from planner.scenario.run import run
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)
SCENARIOS = ("friday-liquidation", "leisure-trust", "school-run", "rota-system")


@pytest.fixture(scope="module")
def cases():
    register = read_register(sample_register_path())
    return {
        id_: Case(
            register,
            register.scenarios[id_],
            run(register, register.scenarios[id_], worths=False),
            TODAY,
        )
        for id_ in SCENARIOS
    }


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_those_without_and_those_covered_are_everyone_affected(cases, scenario):
    case = cases[scenario]
    chart = outcome_charts.people_over_time(case)
    wanted = [
        sum(one.displaced[at] for one in case.services) for at in range(len(case.outcome.periods))
    ]
    assert chart.affected == pytest.approx(wanted, abs=1e-3)
    assert max(wanted) > 0


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_titles_are_short_and_there_is_a_text_for_those_who_cannot_see(cases, scenario):
    found = [outcome_charts.people_over_time(cases[scenario])]
    found += outcome_charts.money(cases[scenario]) or ()
    for chart in found:
        assert 0 < len(chart.title.split()) <= 15
        assert len(chart.alt) > len(chart.title) or chart.alt.startswith("£")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_week_adds_up_to_the_spending_of_the_run(cases, scenario):
    case = cases[scenario]
    each, so_far = outcome_charts.money(case)
    assert sum(each.freed) + sum(each.extra) == pytest.approx(
        sum(one.spend for one in case.services), rel=1e-6
    )
    assert min(each.freed) >= 0
    assert min(each.extra) >= -1e-6
    assert all(a <= b + 1e-6 for a, b in zip(so_far.short, so_far.running, strict=True))


def test_the_limit_is_the_first_must_limit_with_its_date(cases):
    chart = outcome_charts.people_over_time(cases["friday-liquidation"])
    assert chart.limit_day == 1
    assert chart.limit_text == "28 Nov: must limit"
    assert chart.date_of(1) == datetime.date(2026, 11, 28)
    assert [one.text for one in chart.callouts] == ["26 Dec: Willow and Wren Wellbeing fails"]


def test_a_scenario_without_events_has_a_picture_and_costs_nothing(cases):
    case = cases["school-run"]
    from dataclasses import replace

    calm = replace(case.scenario, events=())
    quiet = Case(case.register, calm, run(case.register, calm, worths=False), TODAY)
    assert outcome_charts.people_over_time(quiet).title == "Nobody goes without a service"
    assert outcome_charts.money(quiet) is None
