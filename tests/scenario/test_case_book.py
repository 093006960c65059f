"""Failures answered together: equal to running the whole scenario, however they are split."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.register.records import Event, Scenario
from planner.scenario.case_book import CaseBook
from planner.scenario.run import run
from planner.scenario.toll import Failing, Part
from tests.scenario.random_towns import random_town

EVERYONE = ("P0", "P1", "P2", "P3", "P4", "P5", "HALL")


def run_whole(register, failing, money=None):
    events = tuple(
        Event("asset_loss" if one == "HALL" else "insolvency", one) for one in sorted(failing)
    )
    overrides = {} if money is None else dict.fromkeys(register.reserves, money)
    whole = Scenario("X", "X", 182, events=events, reserve_overrides=overrides)
    return run(register, whole, worths=False)


def agree(toll, outcome):
    for name in ("must", "needed", "could"):
        assert getattr(toll.breach, name) == pytest.approx(
            getattr(outcome.breach_person_days, name), rel=1e-6, abs=1e-3
        )
        assert getattr(toll.unmet, name) == pytest.approx(
            getattr(outcome.unmet_person_days, name), rel=1e-6, abs=1e-3
        )
    assert toll.cost == pytest.approx(outcome.cost, rel=1e-5, abs=0.1)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 100_000), st.sets(st.sampled_from(EVERYONE), min_size=1, max_size=4))
def test_any_failures_with_todays_funds_are_as_the_whole_scenario(seed, failing):
    register = random_town(seed)
    book = CaseBook(register)
    agree(book.held(book.parts(map(Failing, failing))), run_whole(register, failing))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100_000), st.sets(st.sampled_from(EVERYONE), min_size=1, max_size=4))
def test_with_money_as_needed_the_parts_add_up_to_the_whole_scenario(seed, failing):
    register = random_town(seed)
    book = CaseBook(register)
    tolls = [book.toll(part) for part in book.parts(map(Failing, failing))]
    outcome = run_whole(register, failing, money=1e9)
    must = math.fsum(toll.breach.must for toll in tolls)
    assert must == pytest.approx(outcome.breach_person_days.must, rel=1e-6, abs=1e-3)
    unmet = math.fsum(toll.unmet.total for toll in tolls)
    assert unmet == pytest.approx(outcome.unmet_person_days.total, rel=1e-6, abs=1e-3)
    assert sum(toll.cost for toll in tolls) == pytest.approx(outcome.cost, rel=1e-5, abs=0.1)
    assert sum(map(sum, (toll.spend for toll in tolls))) == pytest.approx(
        sum(toll.cost for toll in tolls)
    )


def test_two_services_that_use_up_one_pool_are_answered_as_one():
    register = random_town(3614)
    book = CaseBook(register)
    agree(book.held(book.parts([Failing("P1")])), run_whole(register, {"P1"}))


def test_nothing_is_set_up_for_a_millionth_of_a_person():
    register = random_town(3323)
    book = CaseBook(register)
    tolls = [book.toll(part) for part in book.parts([Failing("P1")])]
    whole = run_whole(register, {"P1"}, money=1e9)
    assert sum(toll.cost for toll in tolls) == pytest.approx(whole.cost, abs=0.1)


def test_failures_split_into_the_same_parts_in_whatever_order_they_are_named():
    split = 0
    for seed in range(30):
        register = random_town(seed)
        for failing in itertools.combinations(EVERYONE, 3):
            found = [
                CaseBook(register).parts(map(Failing, names)) for names in (failing, failing[::-1])
            ]
            assert set(found[0]) == set(found[1])
            assert sorted(one.id for part in found[0] for one in part.failing) == sorted(failing)
            split += len(found[0]) > 1
    assert split > 100


def endless(seed):
    register = random_town(seed)
    options = {id_: replace(one, max_days=None) for id_, one in register.options.items()}
    return register.with_table("option", options)


def test_a_warning_calls_the_options_that_many_days_earlier():
    changed = 0
    for seed in range(25):
        book = CaseBook(endless(seed))
        for name in EVERYONE[:-1]:
            tolls = [book.toll(Part((Failing(name, days),))) for days in (0, 7, 25)]
            unmet = [round(toll.unmet.total, 6) for toll in tolls]
            assert unmet == sorted(unmet, reverse=True)
            changed += unmet[0] > unmet[2]
    assert changed > 10


def test_slower_mobilisation_never_helps_where_no_option_ends():
    changed = 0
    for seed in range(25):
        book = CaseBook(endless(seed))
        for name in EVERYONE:
            tolls = [book.toll(Part((Failing(name),), pace)) for pace in (0.7, 1.0, 1.6)]
            unmet = [round(toll.unmet.total, 6) for toll in tolls]
            assert unmet == sorted(unmet)
            changed += unmet[0] < unmet[2]
    assert changed > 10


def changes_of(register, other):
    """Every register that differs from the first by one record of the other."""
    for kind in ("provider", "contract", "place", "option", "pool", "reserve", "supply_link"):
        mine, theirs = register.of_kind(kind), other.of_kind(kind)
        for key in [*mine, *theirs]:
            table = dict(mine)
            table.pop(key, None)
            if key in theirs:
                table[key] = theirs[key]
            elif kind in ("provider", "contract"):
                continue
            if kind != "provider" and table != dict(mine):
                yield kind, register.with_table(kind, table)
            elif kind == "provider" and key in mine:
                table[key] = replace(mine[key], cash_days=3)
                yield kind, register.with_table(kind, table)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 100_000), st.data())
def test_what_is_kept_after_a_change_is_what_would_be_worked_out_anew(seed, other, data):
    register = random_town(seed)
    book = CaseBook(register)
    pair = data.draw(st.sampled_from(list(itertools.combinations(EVERYONE, 2))))
    asked = [(one,) for one in EVERYONE] + [pair]
    for names in asked:
        book.held(book.parts(map(Failing, names)))
    every = [one for one in changes_of(register, random_town(other)) if is_sound(one[1])]
    for _, after in data.draw(st.lists(st.sampled_from(every), min_size=4, max_size=8)):
        kept, anew = book.after(after), CaseBook(after)
        for names in asked:
            tolls = [one.held(one.parts(map(Failing, names))) for one in (kept, anew)]
            assert tolls[0].breach == tolls[1].breach
            assert tolls[0].unmet == tolls[1].unmet
            assert tolls[0].cost == pytest.approx(tolls[1].cost)
            assert tolls[0].needs == pytest.approx(tolls[1].needs)


def is_sound(register):
    return all(one.pool is None or one.pool in register.pools for one in register.options.values())


def test_funds_cut_after_an_answer_are_felt_in_the_next():
    felt = 0
    for seed in range(20):
        register = random_town(seed)
        book = CaseBook(register)
        parts = {name: book.parts([Failing(name)]) for name in EVERYONE}
        before = {name: book.held(parts[name]).unmet.total for name in EVERYONE}
        cut = {id_: replace(one, amount=2_000) for id_, one in register.reserves.items()}
        after = register.with_table("reserve", cut)
        kept, anew = book.after(after), CaseBook(after)
        for name in EVERYONE:
            unmet = kept.held(parts[name]).unmet.total
            assert unmet == pytest.approx(anew.held(parts[name]).unmet.total)
            felt += unmet > before[name] + 1
    assert felt > 5
