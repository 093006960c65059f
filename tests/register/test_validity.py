"""One rule says which records may be kept, whether they stand in the register yet or not."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner import fields
from planner.register.records import Event, Place, Provider, Scenario, SupplyLink
from planner.register.register import Register
from planner.register.validity import problems_in, problems_with, value_fault
from planner.register.validity_rules import TARGETS_OF_EVENT
from tests.register.healthy import HEALTHY, adding, changed


def told(record, register=HEALTHY, where="") -> list[str]:
    kind = fields.BY_TYPE[type(record)]
    return [problem.sentence for problem in problems_with(kind, record, register, where)]


def test_a_sound_record_has_no_problem_before_and_after_it_is_added():
    provider = Provider("N", "Nuthatch", parent="G")
    assert told(provider) == []
    assert told(provider, adding(provider)(HEALTHY)) == []


def test_people_entered_again_are_refused_but_the_first_stay():
    again = Place("C1", "North", "standard", "council", 5)
    assert "stand twice" in told(again)[0]
    (first, *_) = HEALTHY.places.values()
    assert told(first) == []
    assert told(dataclasses.replace(again, area="South")) == []


def test_a_problem_names_where_the_record_came_from_if_that_is_told():
    assert told(Provider("", "x"), where="list.csv, row 4") == [
        "list.csv, row 4, field id: is an empty text; fill it in or leave it out."
    ]


def test_a_ring_is_told_once_for_the_whole_register():
    ring = changed("provider", "G", parent="A")(HEALTHY)
    assert [problem.where for problem in problems_in(ring)] == ["provider G, field parent"]
    assert len(told(ring.providers["A"], ring)) == 1


def test_a_broken_value_does_not_hide_another_field():
    contract = dataclasses.replace(
        HEALTHY.contracts["C1"], annual_value="much", provider="Q", end=datetime.date(2020, 1, 1)
    )
    assert len(told(contract)) == 3


def test_a_link_of_the_wrong_type_is_told_not_followed():
    assert "is not a code" in told(SupplyLink(["B"], "A", "partial"))[0]


def test_an_event_without_a_day_is_refused_as_blank():
    scenario = Scenario("X1", "t", events=(Event("insolvency", "A", day=None),))
    assert told(scenario) == [
        "scenario X1, field events, number 1, field day: is blank; fill it in."
    ]


def test_every_kind_of_event_says_what_it_can_hit():
    assert set(TARGETS_OF_EVENT) == set(fields.EVENT_KINDS)


DATES = [
    (datetime.date(2026, 1, 1), True),
    (datetime.datetime(2026, 1, 1), False),
    ("2026-01-01", False),
    (46023, False),
]


@pytest.mark.parametrize(("value", "sound"), DATES)
def test_a_date_is_a_day_and_nothing_else(value, sound):
    assert (value_fault(fields.BY_NAME["contract"].field("end"), value) is None) == sound


def test_an_empty_register_may_be_kept():
    assert problems_in(Register()) == []
