"""The re-commissioning plan of one service as values: route, tasks, dates, gap and notices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: its durations, dates on likely durations, and floats in working days.

    Durations are in working days, or in plain days where `every_day` is true (a legal wait).

    `finish` is the last day of work (of a task of no length: the day it falls on). `needs` names
    the titles of the tasks before it. `verified` says whether its duration was seen in a source.
    `least` is the fewest days the law allows, where it sets any.
    """

    stage: str
    title: str
    low: int
    likely: int
    high: int
    every_day: bool
    start: datetime.date
    finish: datetime.date
    total_float: int
    free_float: int
    critical: bool
    needs: tuple[str, ...]
    owner: str
    notice: str | None
    source: str
    verified: bool
    least: int | None = None


@dataclass(frozen=True, slots=True)
class GapCloser:
    """A change to the timetable or the stop-gaps, worked out again: what gap it leaves.

    `gap_days` are calendar days at P50 (0: none; None: not known); `restart` the P50 date.
    """

    change: str
    gap_days: int | None
    restart: datetime.date
    owner: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice or wait that the route asks for, when it falls, its rule and source."""

    title: str
    date: datetime.date
    rule: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Recommissioning:
    """How, by which rules and by when one service is bought again.

    `route` and `regime` are in words; `reasons` say why. `likely` is the restart on likely
    durations; `p50` and `p80` the dates met in 5 and 8 of 10 simulated timetables. `stop_gap_ends`
    is the first last day of a stop-gap that the others cannot make good (None: there is none).
    `gap_days_p50` counts calendar days between the two: 0 is none, None is not known.
    `finding` is the red finding in one sentence, where there is one; the dates stand beside it.
    """

    service: str
    title: str
    class_: str | None
    headline: str
    route: str
    regime: str
    reasons: tuple[str, ...]
    annual_value: float | None
    value_words: str
    threshold_words: str
    nation: str
    starts_on: datetime.date
    tasks: tuple[TaskLine, ...]
    critical_path: tuple[str, ...]
    likely: datetime.date
    p50: datetime.date
    p80: datetime.date
    draws: int
    stop_gap_ends: datetime.date | None
    stop_gap_words: str
    gap_days_likely: int | None
    gap_days_p50: int | None
    gap_days_p80: int | None
    finding: str | None
    closers: tuple[GapCloser, ...]
    notices: tuple[NoticeLine, ...]
    lots: tuple[str, ...]
    users_wanted: str
    past_performance: tuple[str, ...]
