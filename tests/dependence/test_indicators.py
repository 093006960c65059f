"""The library of signs: complete, dated and sourced; and what words of a register mean."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from planner.dependence.indicators import DOMAINS, by_id, indicator_of, indicators, library_date
from planner.exchange.body_rows import CHARITY_SIGNS, COMPANY_SIGNS, SITE_RATING
from planner.exchange.register_json import read_register
from resources.sample import sample_register_path


def test_every_sign_is_whole() -> None:
    assert len(by_id()) == len(indicators())
    assert len({one.label.casefold() for one in indicators()}) == len(indicators())
    for one in indicators():
        assert one.domain in DOMAINS, one.id
        assert one.weight in (1, 2, 3), one.id
        assert len(one.ratings) == 4, one.id
        assert all(one.ratings), one.id
        assert one.source, one.id
        assert 0 < one.look_days <= one.good_days, one.id
        assert one.insolvency == (one.domain == "insolvency"), one.id
        assert one.red_from == 1 or not one.insolvency, one.id
        assert indicator_of(one.id) is one
        assert indicator_of(one.label.upper()) is one
    assert library_date() >= datetime.date(2026, 11, 1)
    assert {one.domain for one in indicators()} == set(DOMAINS)


def test_no_phrase_stands_for_two_signs() -> None:
    phrases = [phrase for one in indicators() for phrase in one.phrases]
    assert len(phrases) == len(set(phrases))
    for one in indicators():
        for phrase in one.phrases:
            assert indicator_of(phrase) is one, phrase


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("County court judgment", "county_court_judgment"),
        ("late_accounts", "late_accounts"),
        ("Company accounts overdue", "late_accounts"),
        ("Rating agency downgrade", "credit_score_fall"),
        ("Agency use above 25%", "agency_use"),
        ("Late visits down to 1%", "missed_visits"),
        ("Now in administration", "administration"),
        ("Creditors\N{RIGHT SINGLE QUOTATION MARK} voluntary liquidation", "creditors_liquidation"),
        ("Administration staff are leaving", None),
        ("Moratorium on new placements", None),
        ("In liquidation", "creditors_liquidation"),
        ("Insolvency proceedings", "insolvency_proceedings"),
        ("Struck off or dissolved", "strike_off"),
        ("Removed from the charity register", "charity_removed"),
        ("Homes or locations closed", "sites_closed"),
        ("The roof leaks", None),
        ("", None),
    ],
)
def test_words_find_their_sign_or_none(words: str, sign: str | None) -> None:
    found = indicator_of(words)
    assert (None if found is None else found.id) == sign


def test_every_sign_that_lists_of_bodies_give_is_one_of_the_library() -> None:
    for words in (*COMPANY_SIGNS, *CHARITY_SIGNS, SITE_RATING):
        assert indicator_of(words) is not None, words


def test_every_sign_of_the_sample_council_is_one_of_the_library() -> None:
    register = read_register(Path(sample_register_path()))
    unknown = {
        sign.indicator
        for sign in register.warning_signs.values()
        if indicator_of(sign.indicator) is None
    }
    assert not unknown
    events = {
        sign.indicator
        for sign in register.warning_signs.values()
        if (found := indicator_of(sign.indicator)) is not None and found.insolvency
    }
    assert not events
