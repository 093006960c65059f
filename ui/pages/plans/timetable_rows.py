"""The tasks of a timetable as the rows of a calendar, and when it is done in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.document.wording import counted, long_date
from ui.pages.plans.gantt import Bar, BarLook, Row

if TYPE_CHECKING:
    from planner.plan.timetable import Recommissioning, TaskLine


def task_row(line: TaskLine) -> Row:
    """Return the row of a task on a calendar."""
    look: BarLook = "critical" if line.critical else "task"
    unit = "days" if line.every_day else "working days"
    length = counted(line.likely, unit.removesuffix("s"), unit)
    spare = "on the critical path" if line.critical else f"{line.total_float} working days to spare"
    if line.critical_share is not None:
        spare += f", critical in {line.critical_share:.0%} of the drawn timetables"
    waits = f" Waits for {', '.join(line.needs)}." if line.needs else ""
    return Row(
        line.title,
        line.title,
        f"{line.likely}{'' if not line.every_day else ' all days'}",
        (
            Bar(
                line.start,
                line.finish,
                look,
                "" if line.critical else f"{line.total_float} to spare",
            ),
        ),
        f"{line.title}: {length}, {long_date(line.start)} to {long_date(line.finish)}, {spare}. "
        f"{line.owner}.{waits}",
        can_stretch=True,
        waits=line.needs,
    )


def start_words(before: Recommissioning, now: Recommissioning) -> str:
    """Return when the new contract starts, how that moved, and the gap before it."""
    start = f"As likely as not to start by {long_date(now.p50)}, 8 in 10 by {long_date(now.p80)}."
    moved = (now.p50 - before.p50).days
    if moved:
        days = counted(abs(moved), "day", "days")
        start += f" That is {days} {'later' if moved > 0 else 'sooner'} than kept."
    if now.chance is not None and now.chance.holds is not None:
        start += f" The stop-gaps hold until then in {now.chance.holds:.0%} of the timetables."
    if now.gap_days_p50:
        gap = counted(now.gap_days_p50, "day", "days")
        start += f" Red finding: {gap} without cover before it."
    return start
