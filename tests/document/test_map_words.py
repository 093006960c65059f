"""The words of the map: each sentence is true of its numbers, and the list holds the picture."""

from __future__ import annotations

import datetime
import pickle

import pytest

import planner.answers.worker  # noqa: F401  (what lets a register be sent to another process)
from planner.answers.study import Study
from planner.document.dependence_map import largest_provider
from planner.document.map_words import short_pounds
from planner.document.spread_words import SpreadTold
from planner.exchange.register_json import read_register
from planner.register.records import Council
from planner.register.register import Register
from planner.scenario.presets import find_scenario
from planner.scenario.run import play
from planner.scenario.spread import spread_of
from planner.storage.folders import users_folders
from resources.sample import sample_register_path
from tests.dependence.map_town import town

TODAY = datetime.date(2026, 11, 30)


def study(register):
    return Study(register, "A. Tester", users_folders(), TODAY)


@pytest.fixture(scope="module")
def small():
    return study(town())


@pytest.fixture(scope="module")
def sample():
    return study(read_register(sample_register_path()))


def below(line):
    return [line, *(one for under in line.lines for one in below(under))]


def test_the_headline_says_who_relies_and_who_has_nobody_else(small):
    found = small.dependence_map("provider", "alder", 2)
    assert found.headline == "70 people rely on Alder; 45 of them have nobody else to turn to."


def test_the_headline_of_others_says_what_they_stand_for(small):
    headlines = {
        ("asset", "rota"): "70 people rely on Rota system through one provider.",
        ("provider", "grove"): "40 people rely on Grove Group through one provider.",
        ("service", "advice"): "How many people rely on Advice is not known.",
        ("people", "North"): "70 people in North rely on 2 services from 2 providers.",
        ("", ""): "130 people rely on 3 services from 4 providers.",
    }
    for (kind, key), sentence in headlines.items():
        assert small.dependence_map(kind, key).headline == sentence


def test_every_headline_of_the_sample_can_be_read_aloud(sample):
    for key in list(sample.register.providers)[::6]:
        assert len(sample.dependence_map("provider", key, 1).headline.split()) <= 22


def test_a_share_over_the_limit_is_marked(small):
    numbers = {one.words: one for one in small.dependence_map("provider", "alder").figures}
    over = numbers["of care, over the 20% limit"]
    assert (over.number, over.is_over) == ("64%", True)
    assert numbers["other pulled down if it stops"].number == "1"


def test_the_list_says_what_is_served_paid_for_leaned_on_and_pulled_down(small):
    (centre, *_rest) = small.dependence_map("provider", "alder").lines
    parts = {line.text: [(one.text, one.value) for one in line.lines] for line in centre.lines}
    assert parts["Serves"] == [("Home care", "60"), ("Day centre", "10")]
    assert parts["Paid for by"] == [("This council", "60"), ("Themselves", "10")]
    assert parts["Depends on"] == [("Rota system", "rota")]
    assert parts["Pulls down"] == [("Cedar", "after 3 days")]


def test_the_list_holds_every_box_of_the_map(sample):
    for centre in (("provider", "havenmoor"), ("service", "home-care"), ("", "")):
        found = sample.dependence_map(*centre, 2 if centre[0] else None)
        listed = [line.text for top in found.lines for line in below(top)]
        assert {box.name for box in found.picture.boxes} <= set(listed)


def test_a_box_tells_how_many_of_its_people_rely_on_the_centre(small):
    found = small.dependence_map("provider", "alder", 2)
    assert found.second_line("service home") == "60 of 100"
    assert found.hint("service home") == "Home care (must). 100 people. 60 people rely on Alder."
    assert "None of them relies on Alder" in found.hint("provider birch")


def test_pounds_in_a_box_are_short():
    said = [short_pounds(one) for one in (None, 0, 940, 12_400, 999_700, 1_340_000, 120_000_000)]
    assert said == ["not known", "£0", "£940", "£12k", "£1.0m", "£1.3m", "£120m"]


def test_a_failure_is_told_day_by_day(small):
    told = small.spread("alder")
    assert told.day_words(3) == "Day 3, 3 Dec 2026"
    assert told.sentence(0) == (
        "Alder has stopped. 70 people have lost a service; "
        "the best use of the options leaves 45 without."
    )
    assert told.sentence(3).startswith("Alder has stopped; Cedar is down to 40%. 82 people")
    assert told.ending().startswith("1 other is pulled down. At worst 82 people lose a service")


def test_each_box_tells_its_day(small):
    told, found = small.spread("alder"), small.dependence_map("provider", "alder", 2)

    def state(box, day):
        return told.of_box(found.picture.by_id[box], day)

    assert state("provider alder", 0).is_stopped
    assert state("provider alder", 5).words == "stopped, day 0"
    assert not state("provider cedar", 2).is_hit
    assert state("provider cedar", 3).words == "40% of its work left"
    assert "leans on Alder" in state("provider cedar", 3).cause
    assert state("service home", 0).words == "60 lost, 35 without"
    assert state("people North", 0).words == "50 lost"
    assert told.of_record("service", "home", 0) == state("service home", 0)


def test_a_provider_that_recovers_is_told_as_well():
    register = town()
    spread = spread_of(play(register, find_scenario(register, "soft-fast", "alder")), TODAY)
    told = SpreadTold(spread, "area")
    assert told.of_record("provider", "alder", 0).words == "50% of its work left"


def test_maps_and_spreads_go_to_another_process(small):
    for value in (small.dependence_map("provider", "alder"), small.spread("alder")):
        assert pickle.loads(pickle.dumps(value, 5)) == value


def test_the_largest_provider_is_paid_most():
    assert largest_provider(town()) == "alder"
    assert largest_provider(Register.build(Council("Empty"))) == ""
