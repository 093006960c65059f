"""The sentence a plan opens with, and the lines of its table of decisions."""

from __future__ import annotations

import dataclasses

import pytest

from planner.plan.one_calendar import calendars
from planner.plan.opening_words import (
    MOST_WORDS,
    choices_for,
    decision_lines,
    headline,
    red_words,
)
from planner.plan.plan import Plan
from planner.register.records import Decision
from planner.session import Session
from tests.plan.cases import STOPS, care_register, plan_of


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    """Return a plan for every scenario of the sample council."""
    path = tmp_path_factory.mktemp("sample") / "sample.backstop"
    with Session.sample(path, "A. Tester") as session:
        return {
            scenario: session.make_plan(scenario)
            for scenario in ("friday-liquidation", "leisure-trust", "ninety-days", "care-group")
        }


def test_a_headline_says_what_keeps_going_and_what_the_worst_gap_is(plans) -> None:
    assert headline(plans["friday-liquidation"]) == (
        "Both must services keep going, but cover for 220 people stops 38 weeks before the new "
        "contract starts."
    )
    assert headline(plans["ninety-days"]) == (
        "Residential care from 65 keeps going, and no gap is known."
    )
    told = headline(plans["leisure-trust"])
    assert told.startswith("Of six services, one is bridged, two are put right and three are let")


def test_a_headline_says_that_nothing_is_decided_where_it_is_not(plans) -> None:
    plan = plans["ninety-days"]
    left = dataclasses.replace(plan.decisions[0], decision="to_be_decided", title="Vehicles")
    one = dataclasses.replace(
        plan, decisions=(left,), people=dataclasses.replace(plan.people, known=False)
    )
    assert headline(one) == (
        "What happens to vehicles is still to be decided: how many people it serves is not known."
    )
    two = dataclasses.replace(plan, decisions=(left, left))
    assert headline(two) == "What happens to the two services hit is still to be decided."
    freed = dataclasses.replace(plans["leisure-trust"], gaps=())
    few = dataclasses.replace(freed, decisions=(left, *freed.decisions[1:]))
    assert "one is still to be decided" in headline(few)


def test_a_headline_names_a_service_once_and_is_never_long(plans) -> None:
    told = headline(plans["care-group"])
    assert told.lower().count("supported living") == 1
    assert told.endswith("but up to 1 person waits too long.")
    assert all(len(headline(plan).split()) <= MOST_WORDS for plan in plans.values())


def test_a_plan_without_services_says_so() -> None:
    plan = dataclasses.replace(plan_of(care_register(STOPS), draws=50), decisions=(), gaps=())
    assert headline(plan) == "Nobody loses a service in this scenario."


def test_each_line_says_why_and_what_is_left_open(plans) -> None:
    lines = {line.service: line for line in decision_lines(plans["friday-liquidation"])}
    home = lines["home-care"]
    assert (home.words, home.state, home.tone) == ("Keep going", "Gap of 38 weeks", "failure")
    assert home.why.startswith("Must: no choice. 9 options")
    calls = lines["welfare-calls"]
    assert (calls.state, calls.is_override) == ("Reason recorded", True)
    assert calls.why.startswith("Communities manager, 12 Nov: Volunteers")


def test_letting_go_is_never_offered_for_a_must_service() -> None:
    assert "let_go" not in dict(choices_for("must"))
    assert "let_go" not in dict(choices_for(None))
    assert "let_go" in dict(choices_for("needed"))


def test_an_override_shows_in_its_line() -> None:
    decided = Decision("D1", "stops", "home-care", "recover", "the provider is back")
    (line,) = decision_lines(plan_of(care_register(STOPS, decided), draws=50))
    assert (line.decision, line.is_override) == ("recover", True)
    assert line.why == "Recorded: the provider is back."


def test_the_worst_red_finding_is_told_with_its_service_and_none_where_all_is_calm(plans) -> None:
    assert red_words(plans["friday-liquidation"]) == (
        "Home care for older people: a stop-gap ends 38 weeks before the new contract starts; by "
        "then 220 people have nobody."
    )
    assert red_words(plans["ninety-days"]) == ""


def test_only_options_that_nobody_follows_miss_the_new_contract(plans) -> None:
    home = next(one for one in calendars(plans["friday-liquidation"]) if one.service == "home-care")
    missed = {bar.label for bar in home.step_in if home.is_missed(bar)}
    assert "Tidewell Care and Nursing Agency Ltd" in missed
    assert not missed & {"Direct payments", "Marl Valley NHS Foundation Trust"}
