"""What two places say of one figure is the same: a run, N-1, pairs, lots, prevention and money."""

from __future__ import annotations

import datetime
from collections import defaultdict

import pytest

from planner.document.comparison_charts import report_of as compared
from planner.document.outcome_words import NOT_KNOWN
from planner.document.scenario_report import report_of
from planner.document.wording import count, pounds, round_pounds
from planner.exchange.register_json import read_register
from planner.plan import lots
from planner.plan.case import Case
from planner.plan.levy import exposures
from planner.plan.prevention_cases import Cases
from planner.plan.reserve_trace import trace_of_provider
from planner.scenario.case_book import CaseBook
from planner.scenario.chance import chance
from planner.scenario.failing_years import Luck
from planner.scenario.pairs import pairs, secure_for
from planner.scenario.run import run
from planner.scenario.sweep import sweep
from resources.sample import sample_register_path
from tests.scenario.risky_town import risky_town

TODAY = datetime.date(2026, 11, 21)
SAMPLE = read_register(sample_register_path())
CODES = tuple(SAMPLE.scenarios)
ALONE = tuple(
    code
    for code, scenario in SAMPLE.scenarios.items()
    if len(scenario.events) == 1
    and scenario.events[0].kind in ("insolvency", "loss")
    and not (scenario.events[0].warning_days or scenario.events[0].trading_on_days)
)


@pytest.fixture(scope="module")
def cases():
    return {
        code: Case(SAMPLE, one, run(SAMPLE, one, worths=False), TODAY)
        for code, one in SAMPLE.scenarios.items()
    }


@pytest.fixture(scope="module")
def swept():
    return sweep(SAMPLE)


def near(amount, within=0.01):
    return pytest.approx(amount, abs=within)


@pytest.mark.parametrize("code", CODES)
def test_every_part_of_a_result_says_the_same(cases, code):
    case = cases[code]
    report = report_of(case)
    must = [one for one in report.services if (one.class_ or "must") == "must"]
    known = all(one.people is not None for one in must)
    worst = max((line.must for line in report.by_day), default=0.0)
    at_worst, late, cost = report.numbers[0], report.numbers[1], report.numbers[-1]
    needed = next(one for one in report.numbers if "a needed service" in one.words)
    if known:
        assert at_worst.number == count(worst)
        assert late.number == count(report.outcome.breach_person_days.must)
    if at_worst.number != NOT_KNOWN and worst >= 1:
        assert count(worst) in report.headline
    if report.late_must is not None:
        assert report.late_must == near(sum(one.late_person_days or 0.0 for one in must), 0.5)
    if needed.number.replace(",", "").isdecimal():
        assert needed.number == count(max(line.needed for line in report.by_day))
    assert cost.number == round_pounds(report.net_cost)
    assert report.net_cost == near(
        sum(max(0.0, one.cost - one.saved) for one in report.services), 0.5
    )
    assert sum(fund.drawn for fund in report.funds) <= report.net_cost + 0.5


@pytest.mark.parametrize("code", CODES)
def test_the_picture_loses_nobody(cases, code):
    """Per stretch of days: without and covered in the picture are those of the table."""
    report = report_of(cases[code])
    picture = report.charts[0]
    by_class = {layer.class_: layer.values for layer in picture.without}
    assert len(picture.spans) == len(report.by_day)
    for at, line in enumerate(report.by_day):
        for class_, people in (
            ("must", line.must),
            ("needed", line.needed),
            ("could", line.could),
        ):
            drawn = by_class[class_][at] if class_ in by_class else 0.0
            assert drawn == near(people), (class_, line.words)
        covered = sum(band.values[at] for band in picture.covered)
        assert covered == near(line.covered), line.words


def test_scenarios_side_by_side_show_the_numbers_of_their_results(cases):
    codes = ("friday-liquidation", "school-run")
    report = compared([cases[code] for code in codes])
    rows = {row.label: row.cells for row in report.rows}
    for at, code in enumerate(codes):
        alone = report_of(cases[code])
        assert rows["Net cost"][at].startswith(pounds(alone.net_cost))
        assert rows["Must person-days past the limit"][at].startswith(count(alone.late_must))
        assert rows["Most people without a must service"][at].startswith(alone.numbers[0].number)


def test_a_provider_failed_in_turn_has_the_numbers_of_its_scenario(cases, swept):
    assert {"friday-liquidation", "school-run", "missing-clause"} <= set(ALONE)
    falls = {fall.id: fall for fall in swept.falls}
    for code in ALONE:
        scenario, outcome = SAMPLE.scenarios[code], cases[code].outcome
        fall = falls[scenario.events[0].target]
        assert fall.breach_person_days.must == near(outcome.breach_person_days.must, 0.5), code
        assert fall.unmet_person_days.total == near(outcome.unmet_person_days.total, 0.5), code
        assert fall.cost == near(outcome.cost, 1), code
        assert fall.net_cost == near(outcome.net_cost, 1), code


def test_what_a_failure_costs_is_the_same_in_the_sweep_the_levy_and_its_trace(swept):
    falls = {fall.id: fall for fall in swept.falls}
    put_at_risk = defaultdict(float)
    whole = defaultdict(lambda: True)
    for row in exposures(SAMPLE, swept, TODAY):
        whole[row.provider] &= row.exposure_before_bond is not None
        put_at_risk[row.provider] += row.exposure_before_bond or 0.0
    compared_ = [
        id_
        for id_, fall in falls.items()
        if fall.kind == "provider" and id_ in put_at_risk and whole[id_]
    ]
    assert len(compared_) > 100
    for id_ in compared_:
        assert put_at_risk[id_] == near(falls[id_].net_cost + falls[id_].own_bonds, 1), id_
    worst = sorted(compared_, key=lambda id_: -falls[id_].net_cost)[:3]
    for id_ in worst:
        assert trace_of_provider(SAMPLE, id_).net_cost == near(falls[id_].net_cost, 1), id_


def test_who_can_fail_alone_is_the_same_wherever_it_is_told():
    town = risky_town()
    alone = sweep(town)
    found = pairs(CaseBook(town))
    cut = lots.effect(town, [lots.Move("C1", "B", 1)])
    base = Cases(town).base
    assert secure_for(alone.falls, ("must",)) == alone.secure_share
    assert base.secure_share == alone.secure_share
    assert cut.secure_share()[0] == alone.secure_share
    assert base.plain == near(sum(fall.breach_person_days.must for fall in alone.falls), 0.5)
    assert cut.expected[0] == near(base.expected, 0.01)
    single = {fall.id: fall.breach_person_days.must for fall in alone.falls}
    for pair in found.pairs:
        apart = single[pair.first] + single[pair.second]
        assert pair.breach.must - pair.worse.must == near(apart, 0.5)


def test_a_reserve_is_that_of_its_years():
    found = chance(risky_town(), Luck(draws=200))
    for percent, of_years in ((50, found.net.p50), (80, found.net.p80), (95, found.net.p95)):
        assert found.reserve(percent).to_hold == of_years
