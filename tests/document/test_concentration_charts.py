"""Measures of dependence as people read them."""

from __future__ import annotations

import pytest

from planner.dependence.shares import across, money_by, people_shares
from planner.document.concentration_charts import measures
from planner.exchange.register_json import read_register
from planner.register.records import Council
from planner.register.register import Register
from resources.sample import sample_register_path


@pytest.fixture(scope="module")
def sample():
    return read_register(sample_register_path())


def test_every_measure_has_a_sentence_a_chart_and_rows(sample):
    found = measures(sample, 0.2)
    assert [one.name for one in found] == [
        "limits", "markets", "area", "need", "funder", "captive", "sector", "reach",
    ]  # fmt: skip
    for one in found:
        assert one.headline.endswith(".")
        assert one.chart is not None
        assert len(one.chart.title.split()) <= 15
        assert len(one.keys) == len(one.rows)
        assert {len(row) for row in one.rows} == {len(one.headings)}


def test_a_lower_limit_marks_more_in_words_as_well_as_red(sample):
    usual = next(one for one in measures(sample, 0.20) if one.name == "limits")
    strict = next(one for one in measures(sample, 0.02) if one.name == "limits")
    assert not any("over the limit" in bar.text for bar in usual.chart.bars)
    over = [bar for bar in strict.chart.bars if bar.look == "late"]
    assert over
    assert all("over the limit" in bar.text for bar in over)


@pytest.mark.parametrize("by", ["area", "need", "funder"])
def test_shares_of_each_group_sum_to_one_and_count_everybody(sample, by):
    groups = people_shares(sample, by)
    for group in groups:
        assert sum(held.share for held in group.holders) == pytest.approx(1)
    everyone = sum(place.people or 0 for place in sample.places.values())
    assert sum(group.people for group in groups) == everyone
    table = across(groups)
    assert table[groups[0].holders[0].provider][groups[0].key] == groups[0].holders[0].share


@pytest.mark.parametrize("trait", ["sector", "reach"])
def test_money_by_what_providers_are_is_all_the_money(sample, trait):
    parts = money_by(sample, trait, "a year")
    assert sum(part.share for part in parts) == pytest.approx(1)
    assert sum(part.value for part in parts) == pytest.approx(
        sum(contract.annual_value or 0 for contract in sample.contracts.values())
    )


def test_an_empty_register_says_what_is_not_known():
    for one in measures(Register.build(Council("Nowhere")), 0.2):
        assert one.chart is None
        assert one.headline.startswith("No ")
        assert one.rows == ()
