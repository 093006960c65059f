"""A trial of step-in options as the rows, marks and steps of a calendar, and in words."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from planner.document.wording import count, long_date, pounds
from ui.pages.plans.gantt import Bar, BarLook, Mark, Row, Strip

if TYPE_CHECKING:
    from planner.plan.effect import Moved
    from planner.plan.step_in_choices import OptionChoice, StepInTrial


def option_row(one: OptionChoice, start: datetime.date, horizon: datetime.date) -> Row:
    """Return the row of an option on a calendar from day 0 to the last day followed."""

    def day(number: int) -> datetime.date:
        return start + datetime.timedelta(days=number)

    bars: list[Bar] = []
    if one.from_day is None:
        text = "left out" if one.left_out else "may not be used yet"
        bars.append(Bar(start, min(horizon, start + datetime.timedelta(days=13)), "left_out", text))
    else:
        last = horizon if one.last_day is None else min(horizon, day(one.last_day))
        if one.from_day > 0:
            bars.append(Bar(start, min(horizon, day(one.from_day - 1)), "waiting"))
        if day(one.from_day) <= horizon:
            look: BarLook = "serving" if one.in_use else "waiting"
            people = f"{count(one.peak)} at most" if one.in_use else "not needed"
            bars.append(Bar(day(one.from_day), last, look, people))
    words = (
        f"{one.label}: {one.why_not or ('left out.' if one.left_out else dates_words(one, start))}"
    )
    return Row(
        one.option,
        one.label,
        count(one.places),
        tuple(bars),
        words,
        can_move=one.from_day is not None,
        can_stretch=one.from_day is not None,
    )


def dates_words(one: OptionChoice, start: datetime.date) -> str:
    """Return from when to when an option runs and what it costs, "" where it may not."""
    if one.from_day is None:
        return ""
    first = long_date(start + datetime.timedelta(days=one.from_day))
    end = "to the end"
    if one.last_day is not None:
        end = f"to {long_date(start + datetime.timedelta(days=one.last_day))}"
    cost = f", {pounds(one.cost)}" if one.in_use else ", not needed"
    return f"from {first} {end}{cost}"


def return_words(moved: Moved) -> str:
    """Return from which day everyone is served, and how that moved."""

    def words(day: float | None) -> str:
        return "not in time followed" if day is None else f"day {day:.0f}"

    if moved.before == moved.after:
        return words(moved.after)
    return f"{words(moved.before)}, now {words(moved.after)}"


def people_strip(trial: StepInTrial, service: str) -> Strip | None:
    """Return who is left without a service as steps, None where its people are not known."""
    left = next((one for one in trial.people_left if one.service == service), None)
    if left is None:
        return None
    start = trial.start
    steps = tuple(
        (
            start + datetime.timedelta(days=first),
            start + datetime.timedelta(days=first + days - 1),
            people,
        )
        for first, days, people in left.stretches
    )
    limit = None
    if left.limit_day is not None:
        limit = start + datetime.timedelta(days=left.limit_day)
    late = ""
    if limit is not None and limit <= steps[-1][1]:
        late = f" From {long_date(limit)} they wait longer than they can."
    words = f"At most {count(left.most)} people are left without it at one time.{late}"
    return Strip("People left without it", steps, limit, words if left.most else "Nobody is left.")


def trial_marks(trial: StepInTrial, service: str) -> list[Mark]:
    """Return day 0, and the day from which people wait too long where it falls inside."""
    marks = [Mark(trial.start, "Day 0")]
    left = next((one for one in trial.people_left if one.service == service), None)
    if left is not None and left.limit_day is not None and left.limit_day < trial.horizon_days:
        limit = trial.start + datetime.timedelta(days=left.limit_day)
        marks.append(Mark(limit, "People can wait until here", is_failure=left.late > 0))
    return marks
