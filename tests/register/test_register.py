"""A register is a value: what holds the same is equal."""

from __future__ import annotations

import pytest

from planner import fields
from planner.register.records import Council, Pool, SupplyLink
from planner.register.register import Register, free_key

POOL = Pool("staff", "Staff", 10)


def test_registers_that_hold_the_same_are_equal_whichever_way_they_came_about():
    empty = Register.build(Council("Testford"))
    filled = empty.with_table("pool", {"staff": POOL})
    assert filled == Register.build(Council("Testford"), [POOL])
    assert filled.with_table("pool", {}) == empty


def test_a_changed_register_leaves_the_one_it_came_from_alone():
    before = Register.build(Council("Testford"), [POOL])
    after = before.with_table("pool", {})
    assert list(before.pools) == ["staff"]
    assert list(after.pools) == []


def test_records_without_a_code_that_are_alike_are_told_apart():
    link = SupplyLink("A", "B", "partial")
    register = Register.build(Council("Testford"), [link, link, link])
    assert list(register.supply_links) == ["A/B/partial/", "A/B/partial/#2", "A/B/partial/#3"]
    less = {key: one for key, one in register.supply_links.items() if not key.endswith("#2")}
    assert free_key(fields.BY_NAME["supply_link"], link, less) == "A/B/partial/#2"


def test_a_code_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="staff stands twice"):
        Register.build(Council("Testford"), [POOL, POOL])


def test_there_is_no_kind_of_that_name():
    with pytest.raises(KeyError, match="hats"):
        Register().of_kind("hats")


def test_what_is_sent_of_a_register_is_its_fields_alone_and_it_comes_back_whole():
    register = Register.build(Council("Aldermoor"), [Pool("p", "Beds")])
    before = set(register.__getstate__())
    assert register.contracts_of_service == {}
    assert "contracts_of_service" in register.__dict__
    assert set(register.__getstate__()) == before == {"council", "tables", "revision"}
    again = Register.__new__(Register)
    again.__dict__.update(register.__getstate__())
    assert again == register
