"""N-2: every pair as the whole scenario would have it, and the screen loses none."""

from __future__ import annotations

import itertools

import pytest

from planner.executors import open_executor
from planner.progress import Cancelled
from planner.register.records import Event, Pool, Reserve, Scenario
from planner.scenario.case_book import CaseBook
from planner.scenario.pairs import Tie, is_worse, pairs, secure_for
from planner.scenario.run import run
from planner.scenario.sweep import sweep
from tests.scenario.random_towns import random_town
from tests.scenario.towns import contract, option, people, provider, service, town


def brute_force(register, one, other):
    events = tuple(
        Event("asset_loss" if id_ in register.assets else "insolvency", id_) for id_ in (one, other)
    )
    return run(register, Scenario("X", "X", 182, events=events), worths=False)


@pytest.mark.parametrize("seed", range(6))
def test_every_pair_is_what_the_whole_scenario_finds(seed):
    register = random_town(seed)
    found = pairs(CaseBook(register))
    alone = {fall.id: fall for fall in sweep(register).falls}
    assert found.total == len(list(itertools.combinations(alone, 2))) == len(found.pairs)
    for pair in found.pairs:
        outcome = brute_force(register, pair.first, pair.second)
        assert pair.breach.must == pytest.approx(
            outcome.breach_person_days.must, rel=1e-6, abs=1e-3
        )
        assert pair.unmet.total == pytest.approx(
            outcome.unmet_person_days.total, rel=1e-6, abs=1e-3
        )
        assert pair.cost == pytest.approx(outcome.cost, rel=1e-5, abs=0.1)
        apart = [alone[id_].breach_person_days.must for id_ in (pair.first, pair.second)]
        assert pair.worse.must == pytest.approx(pair.breach.must - sum(apart), abs=1e-3)
        assert pair.was_secure == all(alone[id_].secure for id_ in (pair.first, pair.second))
        # Two never do less harm to must services than the worse of them.
        assert pair.breach.must >= max(apart) - 1e-3


def two_that_stand_in_for_each_other():
    return town(
        service(mtpd_days=0),
        provider("A"),
        provider("B"),
        provider("C"),
        contract("C1", "A"),
        contract("C2", "B"),
        contract("C3", "C"),
        people("C1", 30),
        people("C2", 20),
        people("C3", 5),
        option("OA", 60, supplier="A", for_contract="C2"),
        option("OB", 60, supplier="B", for_contract="C1"),
        option("OC", 10, for_contract="C3"),
        Reserve("R", "Reserve", 1_000_000),
    )


def test_a_pair_that_stand_in_for_each_other_is_hidden_from_n_1():
    found = pairs(CaseBook(two_that_stand_in_for_each_other()))
    assert [fall.secure for fall in sweep(two_that_stand_in_for_each_other()).falls] == [True] * 3
    assert found.hidden == 1
    worst = found.pairs[0]
    assert (worst.first, worst.second) == ("A", "B")
    assert worst.breach.must == worst.worse.must == pytest.approx(50 * 182)
    assert {Tie("stand-in", "A"), Tie("stand-in", "B")} <= set(worst.ties)
    assert found.secure_share == pytest.approx(2 / 3)
    assert [is_worse(pair) for pair in found.pairs] == [True, False, False]


def test_a_pool_and_a_fund_that_are_enough_for_one_only_are_told():
    register = town(
        service("S1", mtpd_days=0),
        service("S2", mtpd_days=0),
        provider("A"),
        provider("B"),
        contract("C1", "A", "S1", annual_value=0),
        contract("C2", "B", "S2", annual_value=0),
        people("C1", 30),
        people("C2", 30),
        option("O1", 30, service="S1", pool="P", unit_cost_day=1.0),
        option("O2", 30, service="S2", pool="P", unit_cost_day=1.0),
        Pool("P", "Beds", 40),
        Reserve("R", "Reserve", 6_000),
    )
    (pair,) = pairs(CaseBook(register)).pairs
    assert {Tie("pool", "P"), Tie("fund", "R")} <= set(pair.ties)
    # 40 places instead of 60 would serve 7,280 person-days; the fund pays for 6,000 of them.
    assert pair.unmet.must == pytest.approx(60 * 182 - 6_000)
    assert pair.cost == pytest.approx(6_000)


def test_a_first_look_is_the_same_where_it_looked():
    book = CaseBook(random_town(3, providers=7))
    every = pairs(book)
    first = pairs(book, most=3)
    assert not first.worked_out
    assert every.worked_out
    assert first.meeting == every.meeting > 3
    for pair in first.pairs:
        assert every.between(pair.second, pair.first) == pair


def test_processes_change_nothing_and_it_can_be_stopped():
    register = random_town(5)
    with open_executor(2) as executor:
        assert pairs(CaseBook(register), executor=executor) == pairs(CaseBook(register))

    def stop(done, total, text):
        if text == "Failing two together" and done:
            raise Cancelled

    with pytest.raises(Cancelled):
        pairs(CaseBook(register), report=stop)


def test_secure_shares_count_more_services_never_more_providers():
    for seed in range(8):
        falls = sweep(random_town(seed)).falls
        shares = [
            secure_for(falls, classes)
            for classes in (("must",), ("must", "needed"), ("must", "needed", "could"))
        ]
        assert shares == sorted(shares, reverse=True)
    assert secure_for((), ("must",)) is None
