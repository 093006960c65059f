"""How a failure spreads day by day: who is down to what, who goes without, and what pulls whom."""

from __future__ import annotations

import datetime

import pytest

from planner.dependence.network import build_network
from planner.exchange.register_json import read_register
from planner.scenario.presets import find_scenario
from planner.scenario.run import play, run
from planner.scenario.spread import pulled_down, spread_of
from resources.sample import sample_register_path
from tests.dependence.map_town import town

START = datetime.date(2026, 11, 30)


@pytest.fixture(scope="module")
def spread():
    register = town()
    return spread_of(play(register, find_scenario(register, "hard-fast", "alder")), START)


def test_who_stops_does_nothing_from_the_first_day(spread):
    assert spread.is_stopped("alder", 0)
    assert spread.down(0) == ("alder",)
    assert spread.date(3) == datetime.date(2026, 12, 3)


def test_who_leans_feels_it_when_the_buffer_is_used_up(spread):
    assert spread.share(["cedar"], 2) == 1
    assert spread.share(["cedar"], 3) == pytest.approx(0.4)
    assert spread.down(3) == ("alder", "cedar")
    assert not spread.is_stopped("cedar", 3)
    assert "leans on Alder" in spread.causes["cedar"][0]


def test_people_lose_their_service_with_their_provider(spread):
    assert spread.people_lost(0) == 70
    assert spread.people_lost(3) == pytest.approx(70 + 12)
    assert spread.people_lost(0, "service", ["home"]) == 60
    assert spread.people_lost(0, "area", ["North"]) == 50
    assert spread.people_lost(0, "funder", ["self"]) == 10


def test_options_leave_fewer_without(spread):
    assert spread.people_without(0, ["home"]) == pytest.approx(35)
    assert spread.people_without(0) == pytest.approx(45)


def test_days_of_change_begin_with_the_first_and_end_with_the_last(spread):
    assert spread.change_days[0] == 0
    assert 3 in spread.change_days
    day = spread.last_change
    assert all(spread.shares[key][day] == spread.shares[key][-1] for key in spread.shares)


def test_the_spread_of_the_sample_agrees_with_its_run():
    register = read_register(sample_register_path())
    scenario = find_scenario(register, "hard-fast", "havenmoor")
    found = spread_of(play(register, scenario), START)
    outcome = run(register, scenario)
    left = sum(sum(days) for days in found.without.values())
    assert left == pytest.approx(outcome.unmet_person_days.total)
    lost = sum(sum(one.by_day) for one in found.lost)
    assert lost == pytest.approx(outcome.displaced_person_days.total)
    assert {one.id for one in outcome.disruptions} == set(found.shares)
    for one in outcome.disruptions:
        assert min(found.shares[one.id]) == pytest.approx(one.lowest)


def test_what_is_pulled_down_comes_with_its_first_day():
    register = town()
    assert pulled_down(register, "alder", build_network(register)) == (("cedar", 3),)
    assert pulled_down(register, "rota", build_network(register)) == (("alder", 2), ("cedar", 5))
    assert pulled_down(register, "birch", build_network(register)) == ()
