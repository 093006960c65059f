"""What a step changed, in words."""

import dataclasses
import datetime

from planner.register.changes import Change
from planner.register.edits import (
    AddRecord,
    ChangeCouncil,
    ChangeFields,
    RemoveRecord,
    Together,
)
from planner.register.records import Contract, Council, Service
from planner.register.register import Register
from planner.register.step_words import MOST_FIELDS, told

REGISTER = Register.build(Council("A"), [Service("s1", "Home care", mtpd_days=2)])


def test_each_field_is_told_with_what_it_was_and_is():
    edit = ChangeFields("service", "s1", {"mtpd_days": 1, "market": "Care"})
    lines = told(edit.changes(REGISTER))
    assert [line.split(" from ")[1] for line in sorted(lines)] == [
        "not known to “Care”",
        "2 days to 1 day",
    ]
    assert all(line.startswith("Service Home care (s1): ") for line in lines)


def test_dates_are_read_out():
    contract = Contract("c1", "Care", "s1", "p1")
    later = dataclasses.replace(contract, end=datetime.date(2026, 11, 30))
    (line,) = told([Change("contract", "c1", contract, later)])
    assert line == "Contract Care (c1): End from not known to 30 Nov 2026"


def test_the_council_has_no_code():
    edit = ChangeCouncil({"name": "B", "budget_annual": 1000.0})
    assert told(edit.changes(REGISTER)) == (
        "The council: Council from “A” to “B”",
        "The council: Annual budget from not known to £1,000",
    )


def test_added_and_removed_records_are_told():
    assert told(AddRecord(Service("s2", "Meals")).changes(REGISTER)) == (
        "Service Meals (s2) added",
    )
    assert told(RemoveRecord("service", "s1").changes(REGISTER)) == (
        "Service Home care (s1) removed",
    )


def test_a_step_of_thousands_says_how_many_more():
    many = Together("Many", tuple(AddRecord(Service(f"n{n}", "Meals")) for n in range(100)))
    lines = told(many.changes(REGISTER))
    assert len(lines) == MOST_FIELDS + 1
    assert lines[-1] == "and 40 more"
