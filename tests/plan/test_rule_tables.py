"""Every rule has a source and dates in order; services find their lead times."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from planner.plan.rule_tables import (
    LeadTime,
    all_rules,
    lead_kinds,
    lead_routes,
    lead_time_of,
    rule,
    shares,
)
from planner.register.records import Service

NAMES = sorted({found.name for found in all_rules()})
UNITS = {"days", "working days", "weeks", "£", "£ including VAT", "share", "date"}


def test_every_rule_has_words_a_source_and_a_known_unit() -> None:
    for found in all_rules():
        assert found.words, found.name
        assert found.source, found.name
        assert found.unit in UNITS, found.name
        assert found.value >= 0
        assert found.valid_to is None or found.valid_to > found.valid_from


@pytest.mark.parametrize("name", NAMES)
def test_versions_of_a_rule_stand_in_the_order_of_their_dates(name: str) -> None:
    versions = [found for found in all_rules() if found.name == name]
    for earlier, later in pairwise(versions):
        assert earlier.valid_from < later.valid_from


@pytest.mark.parametrize(
    ("name", "on", "value"),
    [
        ("threshold_goods_services", datetime.date(2025, 12, 31), 214_904),
        ("threshold_goods_services", datetime.date(2026, 1, 1), 207_720),
        ("threshold_light_touch", datetime.date(2025, 6, 1), 663_540),
        ("threshold_light_touch", datetime.date(2027, 6, 1), 663_540),
        ("threshold_works", datetime.date(2025, 6, 1), 5_372_609),
        ("threshold_works", datetime.date(2026, 6, 1), 5_193_000),
        ("below_threshold_notice", datetime.date(2026, 6, 1), 30_000),
        ("standstill", datetime.date(2026, 6, 1), 8),
        ("tupe_information", datetime.date(2026, 6, 1), 28),
    ],
)
def test_the_rule_of_the_day_is_used(name: str, on: datetime.date, value: float) -> None:
    found = rule(name, on)
    assert found.value == value
    assert found.verified


@pytest.mark.parametrize("name", ["key_decision", "call_in", "contract_details_notice", "vat_rate"])
def test_rules_from_knowledge_stay_marked_as_not_verified(name: str) -> None:
    assert not rule(name, datetime.date(2026, 6, 1)).verified


def test_a_rule_used_past_its_last_day_is_no_longer_verified() -> None:
    assert rule("threshold_goods_services", datetime.date(2027, 12, 31)).verified
    assert not rule("threshold_goods_services", datetime.date(2028, 1, 1)).verified


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule("no_such_rule", datetime.date(2026, 1, 1))


@pytest.mark.parametrize("found", [*lead_kinds(), *lead_routes().values()], ids=lambda f: f.name)
def test_lead_times_have_a_source_and_ordered_weeks(found: LeadTime) -> None:
    assert found.source
    for weeks in (found.prepare, found.compete, found.mobilise):
        if weeks is not None:
            assert 0 <= weeks.low <= weeks.likely <= weeks.high


def test_the_split_of_the_weeks_adds_up() -> None:
    part = shares()
    assert part["ask"] + part["specify"] == pytest.approx(1)
    assert part["bids"] + part["evaluate"] + part["decide"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Home care", "Home care"),
        ("Domiciliary care north", "Home care"),
        ("Waste collection", "Waste and street cleaning"),
        ("School transport", "School and special needs transport"),
        ("Children’s home placements", "Care homes and placements"),
        ("Leisure centres", "Leisure"),
        ("Case management software", "Computer systems"),
        ("Youth clubs", "Youth services"),
        ("Grave digging", "Other services"),
    ],
)
def test_a_service_finds_its_lead_times_by_its_words(title: str, kind: str) -> None:
    assert lead_time_of(Service("x", title)).name == kind
