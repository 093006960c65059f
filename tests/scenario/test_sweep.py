"""N-1: who is counted, how falls are ranked, and what is said of people."""

from __future__ import annotations

import pytest

from planner.errors import InputRefused
from planner.progress import Cancelled
from planner.scenario.presets import PRESETS, find_scenario
from planner.scenario.run import run
from planner.scenario.sweep import sweep
from tests.scenario.towns import (
    Asset,
    SupplyLink,
    contract,
    one_firm,
    option,
    people,
    provider,
    scenario,
    service,
    stops,
    town,
)


def two_firms():
    return town(
        service(),
        provider("holding"),
        provider("A", parent="holding"),
        provider("B"),
        Asset("hub", "Hub"),
        contract("C1", "A"),
        contract("C2", "B"),
        people("C1", 10),
        people("C2", 30),
        SupplyLink("holding", "A", "parent", share=1.0),
        SupplyLink("hub", "B", "essential", share=1.0),
        option("O1", 10, mobilise_days=1),
    )


def test_assets_and_owners_are_ranked_but_not_counted():
    found = sweep(two_firms())
    kinds = {fall.id: fall.kind for fall in found.falls}
    assert kinds == {"holding": "parent", "A": "provider", "B": "provider", "hub": "asset"}
    assert [fall.id for fall in found.falls][:2] == ["B", "hub"]
    assert found.secure_share == pytest.approx(1 / 2)
    assert found.secure_people_share == pytest.approx(10 / 40)


def test_systemic_index_counts_people_lost_with_no_response():
    falls = {fall.id: fall for fall in sweep(two_firms()).falls}
    assert falls["A"].systemic_index == pytest.approx(0.25)
    assert falls["B"].systemic_index == pytest.approx(0.75)
    assert falls["hub"].displaced_people == pytest.approx(30)


def test_without_people_nothing_is_claimed_about_people():
    found = sweep(town(service(), provider("A"), contract("C1", "A")))
    assert found.falls[0].displaced_people is None
    assert found.falls[0].systemic_index is None
    assert found.secure_people_share is None
    assert found.falls[0].value == 365_000


def test_a_sweep_reports_each_fall_and_stops_when_told():
    said = []
    sweep(one_firm(), report=lambda done, total, text: said.append((done, total, text)))
    assert said[0] == (0, 1, "Failing Provider A")
    assert said[-1][:2] == (1, 1)

    def stop(done, total, text):
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        sweep(one_firm(), report=stop)


def test_a_fall_is_the_same_as_a_run_of_that_failure():
    register = two_firms()
    fall = next(fall for fall in sweep(register).falls if fall.id == "B")
    outcome = run(register, scenario(stops("B"), horizon=182))
    assert fall.unmet_person_days == outcome.unmet_person_days
    assert fall.cost == pytest.approx(outcome.cost, rel=1e-8)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_every_preset_runs_on_a_provider_and_an_asset(preset):
    register = two_firms()
    outcome = run(register, preset.scenario(register, "B"))
    assert outcome.title.startswith("Provider B")
    assert outcome.displaced_person_days.must > 0
    assert run(register, preset.scenario(register, "hub")).displaced_person_days.must > 0


@pytest.mark.parametrize("days", [7, 25, 90, 180])
def test_warning_is_known_on_the_first_day(days):
    register = two_firms()
    outcome = run(register, find_scenario(register, f"warning-{days}", "B"))
    assert outcome.services[0].known_day == 0
    assert outcome.services[0].first_day == days
    assert outcome.horizon_days == days + 182


@pytest.mark.parametrize(
    ("wanted", "target", "says"),
    [
        ("nothing", None, "there is no such scenario or preset"),
        ("hard-fast", None, "a preset needs a provider or asset to hit"),
        ("hard-fast", "Z", "there is no provider or asset Z"),
    ],
)
def test_a_wrong_scenario_is_refused_in_one_sentence(wanted, target, says):
    with pytest.raises(InputRefused, match=says):
        find_scenario(two_firms(), wanted, target)
