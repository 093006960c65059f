"""Scores by hand: parts, combination, overrides, expiry, trend; what holds for any signs."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dependence.indicators import indicators
from planner.dependence.likelihood import CLEAR, PROBABILITIES, likelihoods
from planner.dependence.warning_score import last_day, warning_scores
from planner.register.records import Accounts, Council, Provider, Record, WarningSign
from planner.register.register import Register

TODAY = datetime.date(2026, 11, 21)


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def sign(words: str, rating: int | None, days: int = 10, **more: object) -> WarningSign:
    return WarningSign("P", ago(days), words, rating, **more)  # type: ignore[arg-type]


def register_of(*rows: Record) -> Register:
    return Register.build(Council("A"), [Provider("P", "Pine"), Provider("Q", "Quay"), *rows])


def score_of(*rows: Record, today: datetime.date = TODAY):
    return warning_scores(register_of(*rows), today)["P"]


def test_nobody_looked_is_band_3_and_never_safe() -> None:
    found = score_of()
    assert (found.score, found.band, found.colour, found.trend) == (None, 3, "not assessed", "")
    assert not found.assessed
    unrated = score_of(sign("Complaints", None))
    assert (unrated.score, unrated.band) == (None, 3)


def test_looked_and_clear_is_the_base_rate() -> None:
    found = score_of(sign("Complaints", 0))
    assert (found.score, found.band, found.colour) == (0.0, 2, "clear")
    assert (
        likelihoods(register_of(sign("Complaints", 0)), TODAY)["P"].probability == CLEAR == 0.0052
    )


@pytest.mark.parametrize(
    ("words", "rating", "score", "band", "colour"),
    [
        ("County court judgment", 1, 15.0, 3, "watch"),  # usual weight
        ("County court judgment", 2, 35.0, 4, "amber"),
        ("County court judgment", 3, 65.0, 5, "red"),
        ("Complaints", 1, 9.0, 3, "watch"),  # light: 0.15 * 0.6
        ("Complaints", 2, 21.0, 3, "watch"),
        ("Complaints", 3, 39.0, 4, "amber"),
        ("Wages paid late", 1, 21.0, 3, "watch"),  # heavy: 0.15 * 1.4
        ("Wages paid late", 2, 49.0, 4, "amber"),
        ("Wages paid late", 3, 91.0, 5, "red"),
        ("The roof leaks", 2, 35.0, 4, "amber"),  # own words: usual weight
    ],
)
def test_one_sign_alone(words: str, rating: int, score: float, band: int, colour: str) -> None:
    found = score_of(sign(words, rating))
    assert found.score == pytest.approx(score)
    assert (found.band, found.colour) == (band, colour)


def test_signs_matter_together() -> None:
    two = score_of(sign("County court judgment", 2), sign("Profit warning", 2))
    assert two.score == pytest.approx(100 * (1 - 0.65 * 0.65))  # 57.75
    assert two.colour == "amber"
    three = score_of(
        sign("County court judgment", 2), sign("Profit warning", 2), sign("Complaints", 1)
    )
    assert three.score == pytest.approx(100 * (1 - 0.65 * 0.65 * 0.91))  # 61.55
    assert three.colour == "red"
    clear = score_of(sign("County court judgment", 2), *(sign(f"own {n}", 0) for n in range(9)))
    assert clear.score == pytest.approx(35.0), "clear signs do not water down a bad one"


def test_the_latest_rating_of_a_sign_stands_whatever_its_words() -> None:
    found = score_of(sign("Late visits above 5%", 3, 60), sign("Late visits down to 1%", 0, 5))
    assert found.score == 0.0
    assert [one.words for one in found.counted] == ["Late visits down to 1%"]
    same_day = score_of(sign("Late visits", 2, 5), sign("missed_visits", 1, 5))
    assert same_day.score == pytest.approx(35.0), "of one day the heavier stands"


def test_any_insolvency_event_is_red() -> None:
    found = score_of(sign("Winding-up petition presented", 1))
    assert (found.score, found.band, found.colour) == (60.0, 5, "red")
    assert [one.indicator for one in found.overrides] == ["winding_up"]
    assert likelihoods(register_of(sign("winding_up", 1)), TODAY)["P"].probability == 0.4
    in_force = score_of(sign("In administration", 3))
    assert (in_force.band, in_force.colour) == (5, "failed")
    dismissed = score_of(sign("winding_up", 2, 40), sign("winding_up", 0, 3))
    assert (dismissed.score, dismissed.colour) == (0.0, "clear")
    proposed = score_of(sign("Proposal to strike the company off", 1))
    assert proposed.colour == "watch", "often taken back, and no insolvency"
    assert score_of(sign("Struck off or dissolved", 3)).colour == "red"
    stage_6 = score_of(sign("Stage 6 notice", 1))
    assert stage_6.colour == "red"


def test_a_rating_counts_to_its_last_day() -> None:
    """Complaints are good for 183 days."""
    seen = datetime.date(2026, 1, 10)
    rows = (WarningSign("P", seen, "Complaints", 2),)
    last = seen + datetime.timedelta(days=183)
    assert score_of(*rows, today=last).score == pytest.approx(21.0)
    after = score_of(*rows, today=last + datetime.timedelta(days=1))
    assert (after.score, after.band, after.colour) == (None, 3, "not assessed")
    assert [one.words for one in after.lapsed] == ["Complaints"]
    assert after.last is not None
    assert after.last.seen == seen
    own = score_of(sign("Complaints", 2, 10, expires=ago(1)))
    assert own.score is None
    longer = score_of(sign("Complaints", 2, 400, expires=TODAY))
    assert longer.score == pytest.approx(21.0)


def test_what_is_not_seen_yet_counts_for_nothing() -> None:
    assert score_of(sign("Complaints", 3, -1)).score is None


@pytest.mark.parametrize(
    ("before", "now", "trend"),
    [(1, 2, "rising"), (2, 1, "falling"), (2, 2, "steady"), (None, 2, "new")],
)
def test_trend_against_ninety_days_ago(before: int | None, now: int, trend: str) -> None:
    rows = [sign("County court judgment", now, 5)]
    if before is not None:
        rows.append(sign("County court judgment", before, 120))
    found = score_of(*rows)
    assert found.trend == trend
    assert found.before == (None if before is None else pytest.approx({1: 15.0, 2: 35.0}[before]))


def test_trend_is_judged_by_what_counted_then() -> None:
    lapsed = score_of(sign("Complaints", 2, 200))
    assert (lapsed.trend, lapsed.score) == ("lapsed", None)
    assert lapsed.before == pytest.approx(21.0)
    edge = score_of(sign("County court judgment", 2, 90))
    assert edge.trend == "steady", "seen on the very day 90 days ago"


def test_who_rated_is_the_record_then_history() -> None:
    register = register_of(sign("Complaints", 1, recorded_by="M. Hill"), sign("Profit warning", 1))
    keys = list(register.warning_signs)
    found = warning_scores(register, TODAY, dict.fromkeys(keys, "from history"))["P"]
    assert {one.words: one.who for one in found.counted} == {
        "Complaints": "M. Hill",
        "Profit warning": "from history",
    }


def test_accounts_make_computed_signs() -> None:
    """Net assets below zero: high risk, rating 2 at weight 3; acid 0.5: rating 2 at weight 2."""
    accounts = Accounts(
        "P", ago(200), net_assets=-1.0, current_assets=50.0, stock=0.0, current_liabilities=100.0
    )
    found = score_of(accounts)
    assert found.score == pytest.approx(100 * (1 - (1 - 0.35 * 1.4) * (1 - 0.35)))  # 66.85
    assert found.colour == "red"
    assert {one.indicator for one in found.counted} == {"accounts/worth", "accounts/liquidity"}
    assert all(one.computed for one in found.counted)
    assert found.last is None, "nobody looked; it was worked out"
    old = dataclasses.replace(accounts, year_end=ago(641))
    assert score_of(old).score is None


def test_part_of_the_accounts_cannot_clear_a_provider() -> None:
    some = Accounts("P", ago(200), net_assets=500.0)
    assert score_of(some).colour == "not assessed"
    whole = dataclasses.replace(
        some, turnover=1_000.0, operating_profit=200.0, net_debt=0.0, current_assets=10.0,
        stock=0.0, current_liabilities=5.0, group_exposure=0.0,
    )  # fmt: skip
    found = score_of(whole)
    assert (found.score, found.colour) == (0.0, "clear")
    assert len(found.counted) == 5


def test_a_given_chance_decides_and_no_day_means_the_latest_sign() -> None:
    register = register_of(sign("Complaints", 3, 300), sign("Profit warning", 1, 10))
    assert last_day(register) == ago(10)
    assert likelihoods(register)["P"].band == 3
    given = Register.build(
        Council("A"), [Provider("P", "Pine", failure_probability=0.02), sign("winding_up", 3)]
    )
    assert likelihoods(given, TODAY)["P"].probability == 0.02
    assert likelihoods(register_of(), TODAY)["P"].probability == PROBABILITIES[3]
    assert likelihoods(register_of())["P"].band == 3


_WORDS = st.sampled_from([*(one.id for one in indicators()), "own words", "other words"])
_SIGNS = st.lists(
    st.builds(sign, _WORDS, st.sampled_from([None, 0, 1, 2, 3]), st.integers(-30, 500)), max_size=8
)


@settings(max_examples=30, deadline=None)
@given(signs=_SIGNS, at=st.integers(0, 7), heavier=st.integers(1, 3))
def test_a_heavier_rating_never_lowers_band_or_chance(
    signs: list[WarningSign], at: int, heavier: int
) -> None:
    if at >= len(signs) or signs[at].rating is None:
        return
    raised = list(signs)
    rating = min(3, (signs[at].rating or 0) + heavier)
    raised[at] = dataclasses.replace(signs[at], rating=rating)
    before, after = (
        likelihoods(register_of(*signs), TODAY),
        likelihoods(register_of(*raised), TODAY),
    )
    assert after["P"].band >= before["P"].band
    assert after["P"].probability >= before["P"].probability
    first, second = score_of(*signs), score_of(*raised)
    assert (second.score or 0.0) >= (first.score or 0.0) - 1e-9
    assert 0.0 <= (second.score or 0.0) <= 100.0


@settings(max_examples=30, deadline=None)
@given(signs=_SIGNS, words=_WORDS, rating=st.integers(0, 3), days=st.integers(0, 60))
def test_an_expired_sign_changes_nothing(
    signs: list[WarningSign], words: str, rating: int, days: int
) -> None:
    """It changes neither score nor band; it may stand among what has lapsed."""
    expired = sign(words, rating, days + 5, expires=ago(days + 1))
    before, after = score_of(*signs), score_of(*signs, expired)
    assert (after.score, after.band, after.colour) == (before.score, before.band, before.colour)
    assert after.counted == before.counted


def test_other_providers_are_left_alone() -> None:
    found = warning_scores(register_of(sign("winding_up", 3)), TODAY)
    assert found["Q"].score is None
