"""Titles in the middle of a sentence: names keep their capital, other titles lose it."""

from __future__ import annotations

import pytest

from planner.plan.wording import inside, weeks_of


@pytest.mark.parametrize(
    "title",
    [
        "SEND transport",
        "NHS health checks",
        "West Berkshire Council Transport Dynamic Purchasing System (DPS)",
        "West Berkshire library vans",
        "Havenmoor Homecare Ltd",
        "McIntyre day services",
    ],
)
def test_a_name_or_an_acronym_keeps_its_capital(title: str) -> None:
    assert inside(title) == title


@pytest.mark.parametrize(
    ("title", "inside_a_sentence"),
    [
        ("Carers' breaks", "carers' breaks"),
        ("Home care for older people", "home care for older people"),
        ("Clinics under the NHS", "clinics under the NHS"),
        ("The council’s own team", "the council’s own team"),
        ("The stop-gap for Home Care West ends", "the stop-gap for Home Care West ends"),
        ("", ""),
    ],
)
def test_another_title_starts_small(title: str, inside_a_sentence: str) -> None:
    assert inside(title) == inside_a_sentence


@pytest.mark.parametrize(
    ("length", "told"), [(1, "1 day"), (27, "27 days"), (28, "4 weeks"), (130, "19 weeks")]
)
def test_long_times_are_told_to_the_nearest_week(length: int, told: str) -> None:
    assert weeks_of(length) == told
