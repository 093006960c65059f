"""The chart of when a service is bought again, against the last day of its stop-gaps."""

from __future__ import annotations

from planner.document.charts import ChanceByDate, DatePoint, Deadline
from planner.document.wording import long_date, short_date
from planner.plan.chance_words import of_100
from planner.plan.timetable import Recommissioning


def chance_by_date(work: Recommissioning) -> ChanceByDate | None:
    """Return the share of drawn timetables that have restarted by each date; None where unknown."""
    chance = work.chance
    if chance is None or len(chance.curve) < 2:
        return None
    if chance.holds is None:
        title = f"Half of the timetables start by {long_date(work.p50)}"
    else:
        title = f"The stop-gaps hold in {of_100(chance.holds)} of 100 timetables"
    marks = [
        Deadline(work.p50, f"P50 {short_date(work.p50)}", "likely"),
        Deadline(work.p80, f"P80 {short_date(work.p80)}", "late"),
    ]
    ends = work.stop_gap_ends
    if ends is not None:
        marks.insert(0, Deadline(ends, f"stop-gap ends {short_date(ends)}", "limit"))
    hatched = "" if ends is None else " Hatched: after the last day of the stop-gaps."
    points = [DatePoint(one.date, one.share) for one in chance.curve]
    last = max(mark.date for mark in marks)
    if last > points[-1].date:
        points.append(DatePoint(last, points[-1].share))
    said = "; ".join(f"by {short_date(mark.date)}: {mark.text}" for mark in marks)
    return ChanceByDate(
        title=title,
        subtitle=f"Share of {work.draws:,} drawn timetables in which the new contract has started "
        f"by each date.{hatched}",
        alt=f"{title}. {said}.",
        points=tuple(points),
        marks=tuple(marks),
        holds_until=ends,
    )
