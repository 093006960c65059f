"""The best preventive actions: worked by hand, against every subset, and really done."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.prevention_cases import Cases
from planner.plan.prevention_catalogue import catalogue
from planner.plan.prevention_portfolio import Prevention
from planner.plan.remedies import Remedy, edit_of, with_remedies
from planner.register.changes import apply_changes
from planner.scenario.sweep import sweep
from tests.plan.prevention_towns import pair, town


def test_by_hand() -> None:
    # 100 people for the 180 days after day 2 are late; the agreement serves 60 of them.
    prevention = Prevention(town())
    assert prevention.cases.base.plain == pytest.approx(100 * 180)
    assert prevention.cases.base.expected == pytest.approx(1800)
    nothing = prevention.portfolio(0.0, "each")
    assert [line.remedy.kind for line in nothing.chosen] == ["agreed"]
    assert nothing.chosen[0].worth.plain == pytest.approx(60 * 180)
    assert nothing.chosen[0].worth.expected == pytest.approx(0.1 * 60 * 180)
    assert nothing.after.plain == pytest.approx(40 * 180)
    assert nothing.spent == 0
    # A second source serves 30 more from day 13: it is called on day 0 and full after 7 + 7 days.
    more = prevention.portfolio(1e9, "each", most=2)
    assert more.after.plain < nothing.after.plain
    assert [case.id for case in nothing.chosen[0].helped] == ["harbour"]


def test_unsigned_places_need_both() -> None:
    # 15 more places at Fellside help only once the agreement is signed: 25% of 60 are 15.
    prevention = Prevention(town())
    places = next(one for one in prevention.search.remedies if one.id == "places:aid")
    agreed = next(one for one in prevention.search.remedies if one.id == "agreed:aid")
    figures = prevention.cases
    assert figures.with_remedies([places]).plain == pytest.approx(100 * 180)
    assert figures.with_remedies([agreed, places]).plain == pytest.approx(25 * 180)
    assert prevention.search.harm("harbour", [places]) == pytest.approx(100 * 180)
    assert prevention.search.harm("harbour", [agreed, places]) == pytest.approx(25 * 180)


def best_by_hand(
    cases: Cases, remedies: tuple[Remedy, ...], budget: float, most: int, weights: dict[str, float]
) -> float:
    """Return the least weighted harm over every affordable subset, each really run."""
    least = float("inf")
    for size in range(most + 1):
        for subset in itertools.combinations(remedies, size):
            if sum(one.cost or 0.0 for one in subset) <= budget:
                found = cases.with_remedies(subset).cases
                least = min(least, sum(weights[id_] * c.must_late for id_, c in found.items()))
    return least


@given(
    pool=st.integers(5, 45),
    second=st.integers(5, 60),
    days=st.integers(0, 12),
    people=st.integers(20, 90),
    setup=st.sampled_from([0.0, 4_000.0, 15_000.0]),
    budget=st.sampled_from([0.0, 2_500.0, 9_000.0, 40_000.0]),
)
@settings(max_examples=6, deadline=None)
def test_no_subset_is_better(
    pool: int, second: int, days: int, people: int, setup: float, budget: float
) -> None:
    prevention = Prevention(pair(pool, second, days, people, setup))
    cases, remedies = prevention.cases, prevention.search.remedies
    weights = dict(prevention.weights("chance"))
    found = prevention.portfolio(budget, most=3, within=0.0)
    least = best_by_hand(cases, remedies, budget, 3, weights)
    harm = found.after.expected
    assert harm == pytest.approx(least, abs=0.02, rel=1e-5)
    assert found.least <= least + 0.02
    assert found.spent <= budget
    for one in remedies:
        if (one.cost or 0.0) <= budget:
            assert harm <= cases.with_remedies([one]).expected + 0.02


def test_every_line_is_what_a_full_sweep_finds() -> None:
    register = pair(20, 30, 6, 60, 4_000.0)
    found = Prevention(register).portfolio(30_000.0)
    done: list[Remedy] = []
    assert found.chosen
    for line in found.chosen:
        done.append(line.remedy)
        fresh = sweep(with_remedies(register, done))
        plain = sum(fall.breach_person_days.must for fall in fresh.falls)
        assert line.after.plain == pytest.approx(plain, abs=0.02)
        assert line.after.secure_share == fresh.secure_share
    assert sum(line.worth.plain for line in found.chosen) == pytest.approx(
        found.today.plain - found.after.plain
    )


def test_doing_the_first_spares_exactly_what_was_promised() -> None:
    register = pair(20, 30, 6, 60, 4_000.0)
    found = Prevention(register).portfolio(30_000.0)
    first = found.chosen[0]
    changed = apply_changes(register, edit_of(register, [first.remedy]).changes(register))
    before, after = sweep(register), sweep(changed)
    spared = sum(f.breach_person_days.must for f in before.falls) - sum(
        f.breach_person_days.must for f in after.falls
    )
    assert spared == pytest.approx(first.worth.plain, abs=0.02)


def test_forced_in_and_out() -> None:
    register = pair(20, 30, 6, 60, 4_000.0)
    prevention = Prevention(register)
    free = prevention.portfolio(30_000.0)
    out = frozenset({free.chosen[0].remedy.id})
    without = prevention.portfolio(30_000.0, forced_out=out)
    assert not out & {line.remedy.id for line in (*without.chosen, *without.beyond)}
    assert without.after.expected >= free.after.expected - 0.02 * free.today.expected
    unwanted = next(one for one in prevention.search.remedies if one not in free.remedies)
    forced = prevention.portfolio(0.0, forced_in=frozenset({unwanted.id}))
    assert unwanted in forced.remedies


def test_the_catalogue_is_done_by_edits() -> None:
    register = pair(20, 30, 6, 60, 4_000.0)
    cases = Cases(register)
    found = catalogue(cases)
    kinds = {one.kind for one in found}
    assert {"step_in_right", "places", "pool", "sooner", "second_source"} <= kinds
    assert len({one.id for one in found}) == len(found)
    for one in found:
        changed = with_remedies(register, [one])
        assert changed != register
        assert one.cost is None or one.cost >= 0
    everything = with_remedies(register, found)
    assert everything.contracts["c1"].step_in_right is True


def test_totals_are_those_of_a_sweep() -> None:
    register = pair(20, 30, 6, 60, 4_000.0)
    base = Cases(register).base
    fresh = sweep(register)
    assert {id_: case.must_late for id_, case in base.cases.items()} == pytest.approx(
        {fall.id: fall.breach_person_days.must for fall in fresh.falls}, abs=0.01
    )
    assert sum(base.cases[fall.id].net_cost for fall in fresh.falls) == pytest.approx(
        sum(fall.net_cost for fall in fresh.falls), abs=0.05
    )
