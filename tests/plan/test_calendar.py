"""Working days against the counts of real years, and the tables against plain counting."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.plan.calendar import bank_holidays, nation_of, working_calendar

ENGLAND = working_calendar("england_and_wales", 2025)


def _working_days(nation: str, year: int) -> int:
    calendar = working_calendar(nation, 2025)
    first = datetime.date(year, 1, 1)
    after = datetime.date(year + 1, 1, 1)
    return calendar.days_between(calendar.day_of(first), calendar.day_of(after))


@pytest.mark.parametrize(
    ("nation", "counts"),
    [
        ("england_and_wales", [253, 253, 253]),
        ("scotland", [252, 251, 252]),
        ("northern_ireland", [251, 251, 251]),
    ],
)
def test_years_have_the_published_number_of_working_days(nation: str, counts: list[int]) -> None:
    assert [_working_days(nation, year) for year in (2025, 2026, 2027)] == counts


def test_scotland_has_its_own_holiday_on_15_june_2026() -> None:
    assert datetime.date(2026, 6, 15) in bank_holidays("scotland", 2026)
    assert datetime.date(2026, 6, 15) not in bank_holidays("england_and_wales", 2026)


def test_work_skips_weekends_and_christmas() -> None:
    thursday = datetime.date(2026, 12, 24)
    assert ENGLAND.after(thursday, 1) == thursday
    assert ENGLAND.after(thursday, 2) == datetime.date(2026, 12, 29)


def test_eight_working_days_of_standstill_count_the_day_of_publication() -> None:
    assert ENGLAND.after(datetime.date(2027, 4, 20), 8) == datetime.date(2027, 4, 29)


@given(
    st.dates(datetime.date(2025, 1, 1), datetime.date(2033, 1, 1)),
    st.integers(min_value=1, max_value=600),
)
def test_tables_agree_with_counting_day_by_day(start: datetime.date, days: int) -> None:
    finish = ENGLAND.after(start, days)
    date, left = start, days
    while True:
        closed = date.weekday() >= 5 or date in bank_holidays_of(date.year)
        left -= not closed
        if left == 0:
            break
        date += datetime.timedelta(days=1)
    assert finish == date


_KEPT: dict[int, dict[datetime.date, str]] = {}


def bank_holidays_of(year: int) -> dict[datetime.date, str]:
    if year not in _KEPT:
        _KEPT[year] = bank_holidays("england_and_wales", year)
    return _KEPT[year]


@given(st.integers(0, 3000), st.integers(1, 600))
def test_latest_start_undoes_finish(start: int, days: int) -> None:
    begin = ENGLAND.next_open(start)
    assert ENGLAND.latest_start(ENGLAND.finish(begin, days), days) == begin


def test_unknown_nation_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputRefused, match="there is no nation"):
        working_calendar("atlantis", 2026)


@pytest.mark.parametrize(
    ("code", "nation", "said"),
    [
        ("E06000001", "england_and_wales", True),
        ("W06000001", "england_and_wales", True),
        ("S12000033", "scotland", True),
        ("N09000003", "northern_ireland", True),
        (None, "england_and_wales", False),
    ],
)
def test_area_code_gives_the_nation(code: str | None, nation: str, said: bool) -> None:
    assert nation_of(code) == (nation, said)
