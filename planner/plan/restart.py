"""When a service is bought again, worked out from its tasks: likely, P50, P80 and their chances.

The plan, a timetable redrawn by hand and what would close a gap all come here, so that the same
tasks give the same dates everywhere.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.plan.calendar import WorkingCalendar
from planner.plan.schedule import Schedule, Task, dated
from planner.plan.schedule_chance import Days, Drawn, band, drawn, held, met_by, share_error
from planner.plan.timetable import CurvePoint, PacedEnd, RestartChance, TaskLine

MOST_POINTS = 60


@dataclass(frozen=True, slots=True)
class Restart:
    """Tasks worked out on a calendar: on likely lengths, and drawn. Dates are of the restart."""

    schedule: Schedule
    drawn: Drawn
    calendar: WorkingCalendar
    likely: datetime.date
    p50: datetime.date
    p80: datetime.date

    def date_of(self, finish: int) -> datetime.date:
        """Return the first working day from a finish on: the service restarts then."""
        return self.calendar.date_of(self.calendar.next_open(finish))

    def task_line(self, line: TaskLine) -> TaskLine:
        """Return a line with its dates, floats and chances in place of those it had."""
        timing = self.schedule.timings[line.title]
        start, finish = int(timing.early_start), int(timing.early_finish)
        share = self.drawn.critical_share(line.title)
        return dataclasses.replace(
            line,
            start=self.calendar.date_of(start),
            finish=self.calendar.date_of(max(start, finish - 1)),
            total_float=round(timing.total_float),
            free_float=round(timing.free_float),
            critical=timing.critical,
            critical_share=share,
            critical_error=share_error(share, self.drawn.draws),
            p50=self.calendar.date_of(self.drawn.finish_of(line.title, 0.5) - 1),
            p80=self.calendar.date_of(self.drawn.finish_of(line.title, 0.8) - 1),
        )

    def chance(self, paced_ends: Sequence[PacedEnd]) -> RestartChance:
        """Return how sure the restart is, against the last days of the stop-gaps."""
        ends = self.drawn.ends
        calendar = self.calendar
        restarts = calendar.at[calendar.before[ends]].astype(np.int32)
        last_days = [(calendar.day_of(one.last_day), one.weight) for one in paced_ends]
        usual = [(calendar.day_of(one.last_day), 1.0) for one in paced_ends if one.pace == 1.0]
        found = held(restarts, last_days) if last_days else None
        p50, p80 = band(ends, 0.5), band(ends, 0.8)
        return RestartChance(
            p50_from=self.date_of(p50[0]),
            p50_until=self.date_of(p50[1]),
            p80_from=self.date_of(p80[0]),
            p80_until=self.date_of(p80[1]),
            holds=None if found is None else found.chance,
            holds_error=None if found is None else found.error,
            holds_usual=held(restarts, usual).chance if usual else None,
            paced_ends=tuple(paced_ends),
            curve=self._curve(np.sort(restarts)),
        )

    def _curve(self, restarts: Days) -> tuple[CurvePoint, ...]:
        """Return the share that has restarted by evenly spaced dates, the last of them all."""
        first, last = int(restarts[0]), int(restarts[-1])
        apart = max(1, -(-(last - first) // MOST_POINTS))
        days = np.arange(first, last + apart, apart)
        shares = np.searchsorted(restarts, days, side="right") / len(restarts)
        return tuple(
            CurvePoint(self.calendar.date_of(int(day)), float(share))
            for day, share in zip(days, shares, strict=True)
        )


def restart_of(
    tasks: Sequence[Task],
    calendar: WorkingCalendar,
    starts_on: datetime.date,
    draws: int,
    seed: int,
) -> Restart:
    """Return tasks worked out from a date on; the same seed gives the same dates."""
    day = calendar.day_of(starts_on)
    schedule = dated(tasks, calendar, day)
    found = drawn(tasks, calendar, day, draws, seed)
    finishes = (int(schedule.finish), met_by(found.ends, 0.5), met_by(found.ends, 0.8))
    likely, p50, p80 = (calendar.date_of(calendar.next_open(one)) for one in finishes)
    return Restart(schedule, found, calendar, likely, p50, p80)
