"""What a page about a run says: sentences, numbers, story and tables, held against the run."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from planner.document.outcome_words import MOST_WORDS, headline, net_cost, picture_of
from planner.document.scenario_assumptions import assumptions
from planner.document.scenario_report import report_of
from planner.document.scenario_sheets import as_csv, sheets
from planner.exchange.register_json import read_register, register_from_json
from planner.plan.case import Case
from planner.register.records import Event, Place, Scenario
from planner.register.register import Register
from planner.scenario.run import run
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)
CASES = Path(__file__).resolve().parents[3] / "shared" / "golden"
MODEL = sorted(CASES.glob("model/*.json")) or [None]


def case_of(register: Register, scenario: Scenario) -> Case:
    return Case(register, scenario, run(register, scenario, worths=False), TODAY)


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_register(sample_register_path())


@pytest.fixture(scope="module")
def friday(sample: Register) -> Case:
    scenario = sample.scenarios["friday-liquidation"]
    return Case(sample, scenario, run(sample, scenario), TODAY)


@pytest.mark.parametrize("path", MODEL, ids=lambda path: path.stem if path else "absent")
def test_the_headline_of_every_known_answer_can_be_read_aloud_and_is_true(shared, path):
    found = json.loads(path.read_text(encoding="utf-8"))
    register = register_from_json(found["register"])
    case = case_of(register, register.scenarios[found["expected"]["scenario"]])
    said = headline(case)
    assert len(said.split()) <= MOST_WORDS
    assert said.endswith(".")
    must = picture_of(case, "must")
    if found["expected"]["unmet_person_days"]["must"] > 0.5 and must.worst >= 1:
        assert f"{round(must.worst):,}" in said
    if not must.waits:
        assert "go without a must service," not in said


@pytest.mark.parametrize(
    ("scenario", "wanted"),
    [
        (
            "missing-clause",
            "If Larchmead Supported Living stops on 7 December, up to 38 people go without a must "
            "service, the last until 28 December.",
        ),
        (
            "leisure-trust",
            "If Orrinshaw Leisure Trust stops, every must service goes on, but up to 980 people go "
            "without a needed service.",
        ),
        (
            "depot-fire",
            "If Rushlow Road depot is lost, up to 44,535 people go without a must service, but "
            "nobody longer than the limit.",
        ),
        (
            "no-better-off",
            "If this happens on 7 December, about 324 people are served but no better off.",
        ),
        (
            "ninety-days",
            "If Fairlow Lodge Residential Home leaves on 7 March, 34 people lose a service and all "
            "are covered at once.",
        ),
    ],
)
def test_headlines_of_the_sample(sample, scenario, wanted):
    assert headline(case_of(sample, sample.scenarios[scenario])) == wanted


def test_people_nobody_counted_stay_not_known(sample):
    contracts = {one.id for one in sample.contracts_of_provider["larchmead"]}
    places = {
        key: replace(place, people=None) if place.contract in contracts else place
        for key, place in sample.places.items()
        if isinstance(place, Place)
    }
    service = sample.contracts[next(iter(contracts))].service
    for key, place in places.items():
        if sample.contracts[place.contract].service == service:
            places[key] = replace(place, people=None)
    register = sample.with_table("place", places)
    found = report_of(case_of(register, register.scenarios["missing-clause"]))
    assert "not known" in found.headline
    assert found.numbers[0].number == "not known"
    assert found.services[0].unmet_person_days is None
    assert found.services[0].back_words == "not known"


def test_a_scenario_without_events_says_that_nothing_happens(sample):
    assert headline(case_of(sample, Scenario("S9", "Empty"))) == "Nothing happens in this scenario."


def test_tables_add_up_to_the_run(friday):
    found, outcome = report_of(friday), friday.outcome
    late = sum(line.late_person_days or 0 for line in found.services if line.class_ == "must")
    assert late == pytest.approx(outcome.breach_person_days.must, rel=1e-5)
    unmet = sum(line.unmet_person_days or 0 for line in found.services)
    assert unmet == pytest.approx(outcome.unmet_person_days.total, rel=1e-5)
    assert sum(line.cost for line in found.options) == pytest.approx(outcome.cost, rel=1e-5)
    assert sum(line.drawn for line in found.funds) == pytest.approx(net_cost(friday), rel=1e-5)


def test_the_story_goes_by_the_days_and_tells_every_failure(friday):
    lines = report_of(friday).story
    assert [line.day for line in lines] == sorted(line.day for line in lines)
    told = " ".join(line.title for line in lines)
    for name in ("Havenmoor Homecare", "Willow and Wren Wellbeing", "Beck Row Day Trust"):
        assert name in told
    assert all(line.date == friday.date_of(line.day) for line in lines)
    assert not any(" day 3" in line.text for line in lines)


def test_blocked_options_stand_by_worth_and_lead_to_the_clause(friday):
    blocked = report_of(friday).blocked
    worths = [line.worth for line in blocked]
    assert worths == sorted(worths, reverse=True)
    first = blocked[0]
    assert (first.tab, first.key, first.field) == ("contract", "C-031", "novation_allowed")
    assert {line.tab for line in blocked} == {"contract", "option"}


def test_assumptions_tell_what_a_person_chose(sample):
    scenario = Scenario(
        "S1",
        "Two choices",
        90,
        events=(Event("insolvency", "havenmoor", 3, warning_days=25),),
        financial_cascade=False,
        excluded_options=("O-012",),
        reserve_overrides={next(iter(sample.reserves)): 5_000.0},
    )
    told = " ".join(assumptions(sample, scenario, TODAY))
    for words in (
        "today, 21 Nov 2026",
        "90 days",
        "money does not spread",
        "1 option is left out",
        "£5,000",
        "earlier warning is not counted",
    ):
        assert words in told


def test_every_day_lies_in_one_stretch_with_its_words(friday):
    found = report_of(friday)
    assert found.by_day[found.stretch_of(0)].start == 0
    assert found.stretch_of(20) == found.stretch_of(14)
    assert found.stretch_of(9_999) == len(found.by_day) - 1
    total = sum(line.must * line.days for line in found.by_day)
    assert total == pytest.approx(friday.outcome.unmet_person_days.must, rel=1e-5)
    assert "without a must service" in found.by_day[0].words


def test_csv_holds_every_table_and_no_formula(friday):
    found = replace(report_of(friday), headline="=1+1")
    text = as_csv(found)
    assert text.startswith("'=1+1")
    for sheet in sheets(found):
        assert sheet.title in text
        assert all(len(row) == len(sheet.headings) for row in sheet.rows)
