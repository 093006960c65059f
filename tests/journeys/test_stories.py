"""Each story of the sample council says what STORIES.md says it does."""

from __future__ import annotations

import dataclasses

import pytest

from planner.exchange.register_json import read_register
from planner.register.records import Event
from planner.register.register import Register
from planner.scenario.outcome import Outcome, ServiceOutcome
from planner.scenario.run import run
from planner.scenario.sweep import sweep
from resources.sample import sample_register_path
from resources.sample.stories import STORIES


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_register(sample_register_path())


def told(sample: Register, story: str, *, worths: bool = False) -> Outcome:
    return run(sample, sample.scenarios[story], worths=worths)


def service(outcome: Outcome, name: str) -> ServiceOutcome:
    return next(found for found in outcome.services if found.service == name)


def days_of_failure(outcome: Outcome) -> dict[str, int]:
    return {failure.id: failure.day for failure in outcome.failures}


def cause_of_loss(outcome: Outcome, provider: str) -> str:
    return next(found.chain[0].source for found in outcome.disruptions if found.id == provider)


def test_the_story_that_shows_the_product_comes_first(sample: Register) -> None:
    assert next(iter(sample.scenarios)) == STORIES[0].id == "friday-liquidation"


@pytest.fixture(scope="module")
def friday(sample: Register) -> Outcome:
    return told(sample, "friday-liquidation", worths=True)


def test_friday_liquidation_takes_four_hundred_people_with_it(
    sample: Register, friday: Outcome
) -> None:
    contracts = sample.contracts_of_provider["havenmoor"]
    assert sum(sample.people_of_contract(contract.id) or 0 for contract in contracts) == 400
    assert {found.class_ for found in friday.services} == {"must", "needed", "could"}


def test_friday_liquidation_spreads_by_staff_and_by_money(friday: Outcome) -> None:
    assert list(days_of_failure(friday)) == ["havenmoor", "willow-wren"]
    assert 20 <= days_of_failure(friday)["willow-wren"] <= 40
    assert cause_of_loss(friday, "beck-row") == "supply"
    assert cause_of_loss(friday, "willow-wren") == "income"


def test_friday_liquidation_has_too_few_options_for_the_first_days(friday: Outcome) -> None:
    care = service(friday, "home-care")
    assert care.unmet[0] == pytest.approx(252)
    assert care.breach_person_days > 1000
    used = [option for option in friday.options if option.used and option.service == "home-care"]
    assert len(used) >= 6
    horizon_or_sooner = [option for option in used if (option.last_day or 999) < 182]
    assert len(horizon_or_sooner) >= 3


def test_friday_liquidation_names_what_stands_in_the_way(friday: Outcome) -> None:
    missing = {option.route: option for option in friday.blocked if option.service == "home-care"}
    assert set(missing) == {"step_in", "novation", "neighbour_council"}
    saved = {}
    for route, option in missing.items():
        assert option.worth is not None
        saved[route] = option.worth.breach_person_days.must
    assert min(saved.values()) > 100
    assert max(saved, key=lambda route: saved[route]) == "novation"


def test_friday_liquidation_runs_the_reserves_dry(sample: Register, friday: Outcome) -> None:
    spare = {fund.reserve: fund.left for fund in friday.funds}
    assert spare["adult-care"] == pytest.approx(0, abs=1)
    assert spare["general"] == pytest.approx(0, abs=1)
    richer = dataclasses.replace(
        sample.scenarios["friday-liquidation"], reserve_overrides={"general": 2_000_000.0}
    )
    with_money = run(sample, richer, worths=False)
    assert with_money.breach_person_days.must == pytest.approx(friday.breach_person_days.must)
    assert with_money.unmet_person_days.needed < friday.unmet_person_days.needed - 500


def test_the_leisure_trust_harms_nobody_past_a_must_limit(sample: Register) -> None:
    outcome = told(sample, "leisure-trust")
    assert outcome.secure
    centres = service(outcome, "leisure-centres")
    assert centres.class_ == "could"
    assert 70 <= (centres.return_day or 0) <= 110
    assert cause_of_loss(outcome, "beck-row") == "supply"
    assert list(days_of_failure(outcome)) == ["orrin-leisure", "cleanfold"]


def test_the_school_run_falls_one_after_another(sample: Register) -> None:
    outcome = told(sample, "school-run")
    assert list(days_of_failure(outcome).items()) == [
        ("kestrelway", 0),
        ("abbot-minibus", 24),
        ("cinder-cabs", 34),
        ("escort-aid", 36),
        ("bluecap", 48),
    ]
    assert cause_of_loss(outcome, "inhouse-transport") == "supply"
    steady = dataclasses.replace(sample.scenarios["school-run"], financial_cascade=False)
    assert list(days_of_failure(run(sample, steady, worths=False))) == ["kestrelway"]


def test_one_rota_supplier_slows_three_care_providers_at_once(sample: Register) -> None:
    outcome = told(sample, "rota-system")
    slowed = {found.id: found for found in outcome.disruptions if found.id != "tessaline"}
    assert set(slowed) == {"dovemere", "threefold", "openlatch"}
    for found in slowed.values():
        assert found.first_day == 5
        assert 0.4 < found.lowest < 0.6
    assert len([found for found in outcome.services if found.people]) >= 8


def test_the_ring_fenced_arm_of_a_failed_group_carries_on(sample: Register) -> None:
    outcome = told(sample, "care-group")
    assert {found.id for found in outcome.disruptions} == {"stellmark-group", "stellmark-living"}
    assert cause_of_loss(outcome, "stellmark-living") == "parent"
    assert "stellmark-homes" in sample.contracts_of_provider
    assert sample.providers["stellmark-homes"].parent == "stellmark-group"


def test_a_charity_paid_by_results_lasts_two_months(sample: Register) -> None:
    outcome = told(sample, "results-not-paid")
    days = days_of_failure(outcome)
    assert list(days) == ["steps-forward"]
    assert 50 <= days["steps-forward"] <= 70
    assert cause_of_loss(outcome, "steps-forward") == "income"
    assert service(outcome, "rough-sleepers").unmet_person_days > 0
    assert service(outcome, "homelessness-prevention").class_ == "must"


def test_one_missing_clause_is_worth_nearly_all_the_harm(sample: Register) -> None:
    outcome = told(sample, "missing-clause", worths=True)
    harm = outcome.breach_person_days.must
    step_in = next(option for option in outcome.blocked if option.route == "step_in")
    assert step_in.missing == "step_in_right"
    assert step_in.contracts == ("C-052",)
    assert step_in.worth is not None
    assert harm > 100
    assert step_in.worth.breach_person_days.must > 0.9 * harm


def test_two_providers_cannot_both_have_the_same_agency(sample: Register) -> None:
    story = sample.scenarios["one-agency"]
    for event in story.events:
        alone = dataclasses.replace(story, events=(Event(event.kind, event.target),))
        assert run(sample, alone, worths=False).secure, event.target
    together = run(sample, story)
    assert not together.secure
    pool = next(found for found in together.one_more if found.what == "pool")
    assert pool.id == "nurseline-agency"
    assert pool.breach_person_days.must > 0


def test_ninety_days_notice_leaves_nobody_waiting(sample: Register) -> None:
    outcome = told(sample, "ninety-days")
    assert outcome.displaced_person_days.must > 1000
    assert outcome.unmet_person_days.total == pytest.approx(0, abs=1e-3)
    story = sample.scenarios["ninety-days"]
    sudden = dataclasses.replace(story, events=(Event("insolvency", "fairlow-lodge"),))
    assert run(sample, sudden, worths=False).unmet_person_days.total > 10


def test_a_service_without_outcome_displaces_nobody(sample: Register) -> None:
    outcome = told(sample, "no-better-off")
    assert outcome.displaced_person_days.total == 0
    people = sample.people_of_contract("C-150") or 0
    assert outcome.without_outcome_person_days.must == pytest.approx(people * 0.6 * 182)


def test_a_hard_january_runs_short_for_some_days_only(sample: Register) -> None:
    outcome = told(sample, "january-surge")
    assert outcome.failures == ()
    care = service(outcome, "home-care")
    assert care.unmet_person_days > 0
    assert care.return_day is not None
    assert care.return_day < 14


def test_a_depot_fire_stops_trucks_gritters_and_buses_within_the_limit(sample: Register) -> None:
    outcome = told(sample, "depot-fire")
    hit = {found.id for found in outcome.disruptions}
    assert {"halden", "gritline", "inhouse-streets", "inhouse-transport"} <= hit
    assert outcome.failures == ()
    assert service(outcome, "household-waste").affected_people > 30_000
    assert outcome.secure


def test_most_providers_of_must_services_can_be_replaced_in_time_but_not_all(
    sample: Register,
) -> None:
    must = {
        contract.provider
        for contract in sample.contracts.values()
        if sample.services[contract.service].class_ == "must"
    }
    falls = [fall for fall in sweep(sample).falls if fall.id in must]
    assert len(falls) == len(must) == 85
    assert 0.6 <= sum(fall.secure for fall in falls) / len(falls) <= 0.85
    assert {"havenmoor", "kestrelway", "stellmark-homes"} <= {fall.id for fall in falls[:8]}
