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
    `least` is the fewest days the law allows, where it sets any. `critical_share` says in which
    share of the drawn timetables it is on a critical path, 0 to 1, with the standard error of
    drawing only so many; by `p50` and `p80` it is finished in 5 and 8 of 10 of them.
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
    critical_share: float | None = None
    critical_error: float | None = None
    p50: datetime.date | None = None
    p80: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PacedEnd:
    """The last day of the stop-gaps where they mobilise `pace` times as slowly as usual.

    `weight` is how likely that is, 0 to 1.
    """

    pace: float
    weight: float
    last_day: datetime.date


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """By a date the new contract has started in this share of the drawn timetables, 0 to 1."""

    date: datetime.date
    share: float


@dataclass(frozen=True, slots=True)
class RestartChance:
    """How sure the restart of a service is, from drawn timetables.

    P50 and P80 lie between their two dates 19 times in 20: only so many timetables were drawn.
    `holds` is the chance that the stop-gaps hold until the new contract starts, 0 to 1, over
    `paced_ends`: slow to mobilise, they also end later; `holds_usual` is that at their usual pace.
    Both are None where stop-gaps have no end that leaves people without. Errors are standard ones.
    """

    p50_from: datetime.date
    p50_until: datetime.date
    p80_from: datetime.date
    p80_until: datetime.date
    holds: float | None
    holds_error: float | None
    holds_usual: float | None
    paced_ends: tuple[PacedEnd, ...]
    curve: tuple[CurvePoint, ...]


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
    `chance` says how sure the dates are; plans kept before it was worked out have none.
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
    chance: RestartChance | None = None
