"""The charts of a plan: from the plan's numbers to chart values, one function a chart."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

from planner.document import headlines
from planner.document.charts import (
    Band,
    Bar,
    Bars,
    CallOut,
    Deadline,
    Look,
    MoneyByWeek,
    ReturnRow,
    ReturnTimes,
    ServedOverTime,
    Span,
    Step,
    Task,
    TaskGroup,
    Timetable,
    Waterfall,
)
from planner.document.wording import (
    count,
    counted,
    days,
    long_date,
    on_page_of,
    people,
    pounds,
    signed_pounds,
    weeks,
)
from planner.plan.findings import PreventiveAction
from planner.plan.money import ReservePlan
from planner.plan.people import PeopleAtRisk
from planner.plan.plan import Plan, ServiceDecision, StepIn
from planner.plan.timetable import Recommissioning, TaskLine

MOST_BANDS = 5
MOST_CHANGES = 7
TICKS = (0, 1, 3, 7, 14, 30, 90, 180, 365, 730)


def served_over_time(plan: Plan, step: StepIn) -> ServedOverTime:
    """Return the chart of people served by each option and people without, for one service."""
    spans = tuple(Span(period.start, period.days) for period in plan.periods)
    series = sorted(step.served, key=lambda one: -_person_days(one.served, spans))
    series = [one for one in series if _person_days(one.served, spans) > 0]
    shown = len(series) if len(series) <= MOST_BANDS + 1 else MOST_BANDS
    bands = [Band(on_page_of(one.label, step.title), one.served) for one in series[:shown]]
    rest = series[shown:]
    if rest:
        sums = tuple(sum(column) for column in zip(*(one.served for one in rest), strict=True))
        bands.append(Band(f"{len(rest)} other options", sums))
    first = step.first_day or 0
    limit = None if step.mtpd_days is None else first + step.mtpd_days
    title = headlines.served(step, plan.periods)
    return ServedOverTime(
        title=title,
        subtitle=f"People served by each option and people without, from day 0 to day "
        f"{plan.header.horizon_days - 1}. Day 0 is {long_date(plan.header.start_date)}.",
        alt=f"{title}. {people(max(step.displaced, default=None))} hit; "
        f"{count(step.person_days_unmet)} person-days without the service, "
        f"{count(step.person_days_breach)} of them past the tolerable period.",
        spans=spans,
        bands=tuple(bands),
        unmet=Band("No service", step.unmet),
        before="Before",
        limit_day=limit,
        limit_text="" if limit is None else f"Tolerable period ends, day {limit}",
        callouts=_turning_points(step, spans),
    )


def _person_days(values: Sequence[float], spans: Sequence[Span]) -> float:
    return sum(value * span.days for value, span in zip(values, spans, strict=True))


def _turning_points(step: StepIn, spans: Sequence[Span]) -> tuple[CallOut, ...]:
    """Return the day everyone is served, and the day some lose the service again."""
    nobody = headlines.NOBODY
    found: list[CallOut] = []
    pairs = itertools.pairwise(enumerate(step.unmet))
    for (_, before), (at, now) in pairs:
        span = spans[at]
        if before >= nobody > now:
            found.append(CallOut(span.start, f"Day {span.start}: all served"))
        elif before < nobody <= now and step.displaced[at - 1] >= nobody:
            run = itertools.takewhile(lambda number: number >= nobody, step.unmet[at:])
            words = f"{people(max(run))} without"
            found.append(CallOut(span.start, f"{headlines.since(span)}: {words}"))
    return tuple(found[:4])


def money_by_week(reserve: ReservePlan) -> MoneyByWeek | None:
    """Return the chart of the running cost against the reserves; None where there is no week."""
    if not reserve.known or not reserve.weeks:
        return None
    calls = []
    if reserve.peak_week is not None and reserve.peak_amount >= 0.5:
        words = f"Peak, week {reserve.peak_week}: {pounds(reserve.peak_amount)}"
        calls.append(CallOut(reserve.peak_week, words))
    last = reserve.weeks[-1]
    title = headlines.money_by_week(reserve)
    return MoneyByWeek(
        title=title,
        subtitle="Money out of the reserves at the end of each week, £ thousand. Hatched: "
        "money that no allowed fund can pay.",
        alt=f"{title}. Peak {pounds(reserve.peak_amount)}; week {last.week} "
        f"{pounds(last.needed)}; reserves today {pounds(reserve.reserves_today)}.",
        running=tuple(week.needed for week in reserve.weeks),
        short=tuple(week.short for week in reserve.weeks),
        limit=reserve.reserves_today,
        limit_text=f"May be spent {pounds(reserve.reserves_today)}",
        end_text=f"Week {last.week}: {pounds(last.needed)}",
        callouts=tuple(calls),
        axis="Week after day 0",
    )


def money_sources(reserve: ReservePlan) -> Waterfall | None:
    """Return the waterfall from the full cost down to what reserves pay; None without cost."""
    if not reserve.known or reserve.gross_cost < 0.5 or not reserve.waterfall:
        return None
    ends = reserve.waterfall[-1]
    steps = [*(step for step in reserve.waterfall[:-1] if abs(step.amount) >= 0.5), ends]
    last = len(steps) - 1
    looks: list[Look] = ["teal", "tint", "plum", "outline"]
    savings = itertools.cycle(looks)
    title = headlines.money_sources(reserve)
    return Waterfall(
        title=title,
        subtitle=f"Where the {pounds(reserve.gross_cost)} that the response costs comes from",
        alt=f"{title}. " + "; ".join(f"{s.label} {signed_pounds(s.amount)}" for s in steps) + ".",
        steps=tuple(
            Step(
                label=step.label,
                amount=step.amount,
                look="hatched" if at == last else "navy" if step.amount > 0 else next(savings),
                text=pounds(abs(step.amount)) if at == last else signed_pounds(step.amount),
                last=at == last,
            )
            for at, step in enumerate(steps)
        ),
    )


def by_funder(risk: PeopleAtRisk) -> Bars | None:
    """Return the bars of people by who pays; None where no count is known."""
    known = [line for line in risk.by_funder if line.people is not None]
    if not known:
        return None
    title = headlines.funders(risk)

    def look(label: str) -> Look:
        if "nhs" in label.lower():
            return "striped"
        return "navy" if label.lower() == "council" else "teal"

    return Bars(
        title=title,
        subtitle="People served by the contracts that are hit, by who pays",
        alt=f"{title}. "
        + "; ".join(f"{line.label} {count(line.people)}" for line in known[:3])
        + ".",
        bars=tuple(
            Bar(line.label, line.people or 0.0, count(line.people), look(line.label))
            for line in risk.by_funder
        ),
    )


def return_times(lines: Sequence[ServiceDecision]) -> ReturnTimes | None:
    """Return the chart of tolerable period against return; None where there is nothing to tell."""
    rows = [_return_row(line) for line in lines if line.can_wait_days is not None]
    if not rows or all(row.back == 0 for row in rows):
        return None  # nobody waits, so there is nothing to compare
    furthest = max(max(row.tolerable or 0, row.back or 0) for row in rows)
    last = next((at for at, tick in enumerate(TICKS) if tick >= furthest), len(TICKS) - 1)
    title = headlines.returns(lines)
    late = sum(row.late for row in rows)
    gone = sum(line.decision == "let_go" for line in lines if line.can_wait_days is not None)
    return ReturnTimes(
        title=title,
        subtitle="Days after the service stops (scale not even)",
        alt=f"{title}. Of {counted(len(rows), 'service', 'services')} {late} late, {gone} let go.",
        rows=tuple(rows),
        ticks=TICKS[: max(last, 4) + 1],
    )


def _return_row(line: ServiceDecision) -> ReturnRow:
    late = headlines.is_late(line)
    if not headlines.has_return(line):
        text = "return not known"
    elif line.decision == "let_go":
        text = "not restored"
    elif line.return_day is None:
        text = "not back in the time followed"
    elif line.late_days:
        text = f"{days(line.late_days)} too late"
    else:
        text = "in time"
    back = line.return_day
    if back is not None and line.can_wait_days is not None and line.late_days:
        back = line.can_wait_days + line.late_days
    return ReturnRow(line.title, line.class_, line.can_wait_days, back, text, late)


def prevention(actions: Sequence[PreventiveAction], breach: float) -> Bars | None:
    """Return the bars of what each change prevents, largest first; None where none is known."""
    worth = sorted((a for a in actions if a.saves_breach), key=lambda a: -(a.saves_breach or 0.0))
    if not worth:
        return None
    title = headlines.prevention(actions, breach)
    return Bars(
        title=title,
        subtitle="Person-days without service, past the tolerable period, that each change "
        "prevents. Filled bars unblock an option.",
        alt=f"{title}. "
        + "; ".join(f"{a.title} {count(a.saves_breach)}" for a in worth[:3])
        + f"; all there is {count(breach)}.",
        bars=tuple(
            Bar(
                a.title,
                a.saves_breach or 0.0,
                count(a.saves_breach),
                "navy" if a.unblocks else "outline",
                a.unblocks,
            )
            for a in worth[:MOST_CHANGES]
        ),
        limit=breach if breach > 0 else None,
        limit_text=f"all of it: {count(breach)}",
    )


def timetable(work: Recommissioning) -> Timetable | None:
    """Return the Gantt chart of one re-commissioning; None where it has no task."""
    if not work.tasks:
        return None
    stages = dict.fromkeys(task.stage for task in work.tasks)
    gap = bool(work.gap_days_p50) and work.stop_gap_ends is not None
    lines = [Deadline(work.p50, f"P50: {long_date(work.p50)}", "likely")]
    if work.p80 != work.p50:
        lines.append(Deadline(work.p80, f"P80: {long_date(work.p80)}", "late"))
    ends = [task.finish for task in work.tasks] + [line.date for line in lines]
    stop_gap = None
    if work.stop_gap_ends is not None:
        stop_gap = Task("Stop-gaps", work.starts_on, work.stop_gap_ends, False, "in place")
        lines.insert(
            0,
            Deadline(
                work.stop_gap_ends, f"Stop-gap ends: {long_date(work.stop_gap_ends)}", "limit"
            ),
        )
        ends.append(min(work.stop_gap_ends, max(ends)))
    title = headlines.timetable(work)
    return Timetable(
        title=title,
        subtitle=f"Likely dates if work starts on {long_date(work.starts_on)}. Working days leave "
        f"out bank holidays of {work.nation}.",
        alt=f"{title}. Work starts on {long_date(work.starts_on)}; the new contract starts on "
        f"{long_date(work.p50)} (P50) or {long_date(work.p80)} (P80).",
        groups=tuple(
            TaskGroup(stage, tuple(_task(t) for t in work.tasks if t.stage == stage))
            for stage in stages
        ),
        first=work.starts_on.replace(day=1),
        last=max(ends),
        stop_gap=stop_gap,
        gap_until=work.p80 if gap else None,
        gap_text=f"Gap: {weeks(work.gap_days_p50)} without cover" if gap else "",
        deadlines=tuple(lines),
    )


def _task(line: TaskLine) -> Task:
    length = (line.finish - line.start).days + 1
    spare = line.total_float
    return Task(
        label=line.title,
        start=line.start,
        finish=line.finish,
        critical=line.critical,
        text=weeks(length) if line.critical and length > 1 else "",
        spare_until=None
        if line.critical
        else line.finish + datetime.timedelta(days=round(spare * 7 / 5)),
        spare_text="" if line.critical else f"{days(spare)} to spare",
        notice=line.notice or "",
    )
