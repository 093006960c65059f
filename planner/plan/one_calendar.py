"""Step-in and re-commissioning of one service on one calendar, as values for a drawing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.chance_words import band_words, critical_words, holds_words, of_100
from planner.plan.plan import Plan, StepIn, UsableOption
from planner.plan.timetable import Recommissioning, TaskLine

MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class StepInBar:
    """One option on the calendar: when it is made ready, and when it serves.

    `until` is None where it can run to the end. `places` are people it can serve.
    """

    label: str
    places: float
    called: datetime.date
    serves: datetime.date
    until: datetime.date | None
    note: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskBar:
    """One task of buying the service again; `days` are its likely length in words.

    `critical_in` is in how many of 100 drawn timetables it is critical; "" where not known.
    """

    label: str
    days: str
    start: datetime.date
    finish: datetime.date
    critical: bool
    needs: tuple[str, ...]
    words: str
    critical_in: str


@dataclass(frozen=True, slots=True)
class ServiceCalendar:
    """One service from the day it stops until it is bought again.

    `gap_from` and `gap_until` are set where the stop-gaps end before the new contract starts;
    `gap_words` says how long that is. `p50` and `p80` are when the new contract starts, None where
    nothing is bought. `words` say the whole in a sentence or two, `chance_words` how likely the
    stop-gaps hold and how sure the dates are.
    """

    service: str
    title: str
    class_: str | None
    first: datetime.date
    last: datetime.date
    step_in: tuple[StepInBar, ...]
    tasks: tuple[TaskBar, ...]
    gap_from: datetime.date | None
    gap_until: datetime.date | None
    gap_words: str
    p50: datetime.date | None
    p80: datetime.date | None
    words: str
    chance_words: str

    def is_missed(self, bar: StepInBar) -> bool:
        """Return whether an option ends while nobody takes over until the new contract starts."""
        if self.gap_from is None or self.gap_until is None or bar.until is None:
            return False
        first_missed = bar.until + datetime.timedelta(days=1)
        return self.gap_from <= first_missed < self.gap_until


def calendars(plan: Plan) -> tuple[ServiceCalendar, ...]:
    """Return the calendar of every service that is kept going, in the order of the plan."""
    bought = {work.service: work for work in plan.recommissioning}
    found = [
        _calendar(plan, step, bought.get(step.service))
        for step in plan.step_in
        if step.usable or step.service in bought
    ]
    return tuple(found)


def worst_first(plan: Plan) -> str:
    """Return the service whose calendar to show first: the one the worst gap is about, or ""."""
    shown = [one.service for one in calendars(plan)]
    ordered = sorted(plan.gaps, key=lambda gap: (not gap.red, gap.kind != "time"))
    return next((gap.service for gap in ordered if gap.service in shown), shown[0] if shown else "")


def _calendar(plan: Plan, step: StepIn, work: Recommissioning | None) -> ServiceCalendar:
    start = plan.header.start_date
    used = [option for option in step.usable if option.used]
    gap_days = work.gap_days_p50 if work is not None else None
    ends = work.stop_gap_ends if work is not None else None
    gap = bool(gap_days) and ends is not None
    last = start + datetime.timedelta(days=plan.header.horizon_days)
    if work is not None:
        last = max([work.p80, *(task.finish for task in work.tasks)])
    first = min([start, *([work.starts_on] if work is not None else [])])
    first = first.replace(day=1)
    last = min(last + datetime.timedelta(days=21), first + datetime.timedelta(days=MOST_DAYS))
    after = datetime.timedelta(days=1)
    return ServiceCalendar(
        service=step.service,
        title=step.title,
        class_=step.class_,
        first=first,
        last=last,
        step_in=tuple(_bar(plan, option) for option in used),
        tasks=tuple(_task(task) for task in work.tasks) if work is not None else (),
        gap_from=ends + after if gap and ends is not None else None,
        gap_until=work.p50 if gap and work is not None else None,
        gap_words=_length(gap_days) if gap and gap_days is not None else "",
        p50=work.p50 if work is not None else None,
        p80=work.p80 if work is not None else None,
        words=_words(step, work, used),
        chance_words="" if work is None else _sure(work),
    )


def _sure(work: Recommissioning) -> str:
    return " ".join(words for words in (holds_words(work.chance), band_words(work)) if words)


def _length(days: int) -> str:
    return wording.weeks_of(days) if days > 99 else wording.days(days)


def _bar(plan: Plan, option: UsableOption) -> StepInBar:
    start = plan.header.start_date
    called = start if option.from_day else option.from_date
    until = option.last_date
    ends = f"until {wording.date_words(until)}" if until is not None else "with no end of its own"
    serves = f"serves from {wording.date_words(option.from_date)} {ends}"
    return StepInBar(
        option.label,
        option.capacity,
        called,
        option.from_date,
        until,
        f"ends {until.day} {until:%b %Y}" if until is not None else "",
        f"{option.label}: {wording.counted(option.capacity, 'place', 'places')}, {serves}.",
    )


def _task(task: TaskLine) -> TaskBar:
    unit = "day" if task.every_day else "working day"
    length = wording.counted(task.likely, unit, f"{unit}s")
    told = f"{wording.date_words(task.start)} to {wording.date_words(task.finish)}"
    spare = "no spare time" if task.critical else f"{wording.days(task.total_float)} to spare"
    often = critical_words(task)
    spare += f", {often}" if often else ""
    return TaskBar(
        task.title,
        str(task.likely),
        task.start,
        task.finish,
        task.critical,
        task.needs,
        f"{task.title}: {length}, {told}, {spare}. Done by: {task.owner}.",
        "" if task.critical_share is None else of_100(task.critical_share),
    )


def _words(step: StepIn, work: Recommissioning | None, used: list[UsableOption]) -> str:
    options = wording.counted(len(used), "option serves", "options serve")
    told = [f"{wording.upper_first(step.title)}: {options} until it is bought again."]
    if work is None:
        told = [f"{wording.upper_first(step.title)}: {options}; nothing is bought again."]
    else:
        told.append(f"The new contract starts on {wording.date_words(work.p50)}, as likely as not.")
        if work.finding:
            told.append(wording.full_stop(work.finding))
        if holds := holds_words(work.chance):
            told.append(holds)
    return " ".join(told)
