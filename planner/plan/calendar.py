"""Working days of the United Kingdom's nations, as tables made once and looked up.

A working day is Monday to Friday and no bank holiday of the nation. Times are whole days counted
from the calendar's first day. Work of n days that may start on day s fills the first n open days
from s on; its finish is the day after the last of them: `at[before[s] + n - 1] + 1`.
"""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass

import holidays
import numpy as np
from numpy.typing import NDArray

from planner.errors import InputRefused

Times = NDArray[np.int64]

NATIONS = {
    "england_and_wales": ("England and Wales", "ENG"),
    "scotland": ("Scotland", "SCT"),
    "northern_ireland": ("Northern Ireland", "NIR"),
}
YEARS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Open days from `first` on.

    `before[d]` is the number of open days before day d; `at[k]` the day of the open day number k.
    """

    nation: str
    first: datetime.date
    before: Times
    at: Times

    def day_of(self, date: datetime.date) -> int:
        """Return a date as days after the calendar's first day."""
        return (date - self.first).days

    def date_of(self, day: int) -> datetime.date:
        """Return the date of a day."""
        return self.first + datetime.timedelta(days=int(day))

    def next_open(self, day: int) -> int:
        """Return the first open day on or after `day`."""
        return int(self.at[self.before[day]])

    def is_open(self, date: datetime.date) -> bool:
        """Return whether a date is a working day."""
        day = self.day_of(date)
        return int(self.at[self.before[day]]) == day

    def finish(self, start: int, days: int) -> int:
        """Return the day after `days` open days from `start` on; `start` itself for none."""
        return start if days <= 0 else int(self.at[self.before[start] + days - 1]) + 1

    def latest_start(self, finish: int, days: int) -> int:
        """Return the last day on which `days` open days may start and end before `finish`."""
        return finish if days <= 0 else int(self.at[self.before[finish] - days])

    def days_between(self, start: int, finish: int) -> int:
        """Return the open days from `start` up to, not with, `finish`."""
        return int(self.before[finish] - self.before[start])

    def after(self, date: datetime.date, days: int) -> datetime.date:
        """Return the last of `days` working days of which the first is on or after `date`."""
        return self.date_of(self.finish(self.day_of(date), days) - 1)


def bank_holidays(nation: str, year: int) -> dict[datetime.date, str]:
    """Return the bank holidays of a nation in a year, by date."""
    kept = holidays.country_holidays("GB", subdiv=NATIONS[nation][1], years=year)
    return {date: name for date, name in kept.items() if date.year == year}


@functools.lru_cache(maxsize=16)
def working_calendar(nation: str, first_year: int) -> WorkingCalendar:
    """Return the calendar of a nation from 1 January of a year on, for a dozen years.

    InputRefused where the nation is none of `NATIONS`.
    """
    if nation not in NATIONS:
        known = ", ".join(NATIONS)
        raise InputRefused.one("Calendar", f"there is no nation {nation}", f"use one of {known}")
    first = datetime.date(first_year, 1, 1)
    length = (datetime.date(first_year + YEARS_AHEAD, 1, 1) - first).days
    is_open = (np.arange(length) + first.weekday()) % 7 < 5
    for year in range(first_year, first_year + YEARS_AHEAD):
        for date in bank_holidays(nation, year):
            is_open[(date - first).days] = False
    return _tables(nation, first, is_open)


def every_day(first: datetime.date, length: int) -> WorkingCalendar:
    """Return a calendar on which every day is open: working days are then plain days."""
    return _tables("", first, np.ones(length, dtype=bool))


def _tables(nation: str, first: datetime.date, is_open: NDArray[np.bool_]) -> WorkingCalendar:
    before = np.concatenate(([0], np.cumsum(is_open))).astype(np.int64)
    at = np.flatnonzero(is_open).astype(np.int64)
    before.setflags(write=False)
    at.setflags(write=False)
    return WorkingCalendar(nation, first, before, at)


def nation_of(ons_code: str | None) -> tuple[str, bool]:
    """Return the nation of an ONS area code, and whether the code said so.

    Codes start with the nation's letter; without a code England and Wales is taken.
    """
    letter = (ons_code or "").strip()[:1].upper()
    nations = {"E": "england_and_wales", "W": "england_and_wales"}
    nations |= {"S": "scotland", "N": "northern_ireland"}
    return nations.get(letter, "england_and_wales"), letter in nations
