"""The ready-made cases from history, against what is known to have happened.

Each town holds the known numbers of a case and nothing else; the facts and their sources stand in
the domain notes. What comes out has to be what came about: plausibility, not proof.
"""

from __future__ import annotations

import pytest

from planner.register.records import Reserve, SupplyLink
from planner.scenario.presets import PRESETS, find_scenario
from planner.scenario.run import run
from tests.scenario.towns import contract, option, people, provider, service, town


def played(register, preset, target):
    return run(register, find_scenario(register, preset, target), worths=False)


def waiting(outcome, service_id="care"):
    """Return people left without the service in each period."""
    (found,) = [one for one in outcome.services if one.service == service_id]
    return found.unmet


def at(outcome, day):
    """Return the number of the period that a day falls in."""
    return next(n for n, period in enumerate(outcome.periods) if period.start <= day < period.end)


def test_southern_cross_a_third_moved_over_four_months_and_nobody_was_left():
    """31,000 residents; 250 of 750 homes with other operators after a four-month restructuring."""
    register = town(
        service(mtpd_days=1),
        provider("SC"),
        contract("C1", "SC", annual_value=31_000 * 25_000),
        people("C1", 31_000),
        option("TAKEOVER", 31_000, mobilise_days=28, unit_cost_day=80.0),
        Reserve("R", "Reserve", 1e9),
    )
    outcome = played(register, "southern-cross-2011", "SC")
    (care,) = outcome.services
    assert max(care.displaced) == pytest.approx(31_000 / 3, rel=1e-6)
    assert care.displaced[at(outcome, 60)] < 31_000 / 3 * 0.6
    assert outcome.breach_person_days.must == pytest.approx(0, abs=31_000 / 3 * 28 * 28 / 120)
    assert waiting(outcome)[at(outcome, 120)] == pytest.approx(0, abs=0.01)


def test_carillion_reached_a_council_through_a_sub_contract():
    """Hertfordshire had no contract with it: its libraries' network hung on a BT sub-contract."""
    register = town(
        service("ict", "must", mtpd_days=3),
        provider("BT", cash_days=None),
        provider("CARILLION"),
        contract("C1", "BT", "ict"),
        people("C1", 400),
        SupplyLink("CARILLION", "BT", "essential", "field engineers", share=0.5, replace_days=56),
    )
    assert register.contracts_of_provider.get("CARILLION") is None
    outcome = played(register, "carillion-2018", "CARILLION")
    (ict,) = outcome.services
    assert max(ict.displaced) == pytest.approx(200)
    assert ict.displaced[at(outcome, 70)] == pytest.approx(0)
    assert any(one.id == "BT" for one in outcome.disruptions)


@pytest.mark.parametrize(("mobilise", "left"), [(20, False), (40, True)])
def test_allied_25_days_are_enough_for_those_who_mobilise_in_them(mobilise, left):
    """Lancashire: 220 people, about 160 council funded; Stage 6 on day 0, cash to day 25."""
    register = town(
        service(mtpd_days=1),
        provider("ALLIED"),
        contract("C1", "ALLIED", annual_value=160 * 12_000),
        people("C1", 160, funder="council"),
        people("C1", 60, funder="self"),
        option("OTHERS", 220, mobilise_days=mobilise, unit_cost_day=40.0),
        Reserve("R", "Reserve", 1e7),
    )
    outcome = played(register, "allied-2018", "ALLIED")
    assert outcome.services[0].known_day == 0
    assert outcome.services[0].first_day == 25
    # A quarter of those to be found a provider were on no list of the council's own.
    assert pytest.approx(0.27, abs=0.01) == 60 / 220
    assert (outcome.unmet_person_days.must > 0.5) == left
    if left:
        assert outcome.unmet_person_days.must == pytest.approx(220 * 15, rel=0.1)


def test_four_seasons_a_ring_fenced_parent_fails_and_the_homes_go_on():
    """The holding companies went into administration; 17,000 residents stayed where they were."""
    rows = (
        service(mtpd_days=1),
        provider("HOLDING"),
        provider("HOMES", parent="HOLDING"),
        contract("C1", "HOMES"),
        people("C1", 17_000),
    )
    fenced = town(*rows, SupplyLink("HOLDING", "HOMES", "parent", share=0.0))
    assert played(fenced, "four-seasons-2019", "HOLDING").displaced_person_days.total == 0
    open_ = town(*rows, SupplyLink("HOLDING", "HOMES", "parent", share=1.0))
    outcome = played(open_, "four-seasons-2019", "HOLDING")
    assert outcome.displaced_person_days.total == pytest.approx(17_000 * 182)


def test_kids_company_a_grant_is_found_like_a_contract():
    """1,900 cases passed to councils when a grant-funded charity closed overnight."""
    register = town(
        service("youth", "needed", mtpd_days=14),
        provider("KIDS", sector="vcse"),
        contract("G1", "KIDS", "youth", kind="grant", regime="grant"),
        people("G1", 1_900),
    )
    outcome = played(register, "kids-company-2015", "KIDS")
    assert outcome.displaced_person_days.needed == pytest.approx(1_900 * 182)
    assert outcome.services[0].first_day == 0


def test_a_leisure_operator_leaves_could_services_shut_for_about_fourteen_weeks():
    """Closed on 3 April, interim operator found, open again in mid-July: about 102 days."""
    register = town(
        service("leisure", "could", mtpd_days=60),
        provider("ACTIVE"),
        contract("C1", "ACTIVE", "leisure", annual_value=1_200_000),
        people("C1", 5_000),
        option("INTERIM", 5_000, service="leisure", mobilise_days=102, unit_cost_day=0.5),
        Reserve("R", "Reserve", 1e7),
    )
    outcome = played(register, "active-nation-2025", "ACTIVE")
    left = waiting(outcome, "leisure")
    assert left[at(outcome, 90)] == pytest.approx(5_000)
    assert left[at(outcome, 112)] == pytest.approx(0, abs=1)
    assert outcome.unmet_person_days.could == pytest.approx(5_000 * 102, rel=0.05)
    assert outcome.unmet_person_days.must == 0


def test_school_taxis_25_of_29_contracts_had_another_operator_within_days():
    """JMC taxis, Monmouthshire 2017: many small operators, so most runs are taken up at once."""
    rows: list[object] = [service("runs", "must", mtpd_days=1), provider("JMC")]
    for number in range(29):
        rows += [
            contract(f"C{number}", "JMC", "runs", annual_value=30_000),
            people(f"C{number}", 4),
        ]
        if number < 25:
            rows.append(
                option(
                    f"O{number}",
                    4,
                    service="runs",
                    for_contract=f"C{number}",
                    mobilise_days=3,
                    unit_cost_day=20.0,
                )
            )
    outcome = played(town(*rows, Reserve("R", "Reserve", 1e6)), "jmc-taxis-2017", "JMC")
    left = waiting(outcome, "runs")
    assert left[at(outcome, 0)] == pytest.approx(116)
    assert left[at(outcome, 5)] == pytest.approx(16)


def test_every_case_from_history_is_held_to_its_facts():
    historic = {id_ for id_ in PRESETS if id_[-4:].isdigit()}
    assert historic == {
        "southern-cross-2011",
        "carillion-2018",
        "allied-2018",
        "four-seasons-2019",
        "kids-company-2015",
        "active-nation-2025",
        "jmc-taxis-2017",
    }
