"""Financial years, April to March."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.register.financial_years import days_of_year, financial_year


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2150, 1, 1)))
def test_every_day_lies_in_the_year_it_is_given(day: datetime.date) -> None:
    bounds = days_of_year(financial_year(day))
    assert bounds is not None
    assert bounds[0] <= day <= bounds[1]
    assert (bounds[0].month, bounds[1].month) == (4, 3)


def test_years_turn_on_the_first_of_april() -> None:
    assert financial_year(datetime.date(2025, 3, 31)) == "2024/25"
    assert financial_year(datetime.date(2025, 4, 1)) == "2025/26"
    assert financial_year(datetime.date(2000, 3, 31)) == "1999/00"


@pytest.mark.parametrize("words", ["2024", "2024/26", "2024-25", "", "last year"])
def test_other_words_name_no_year(words: str) -> None:
    assert days_of_year(words) is None
