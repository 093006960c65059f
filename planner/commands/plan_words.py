"""A whole plan in a page of words."""

from __future__ import annotations

import click

from planner.commands.printing import print_heading, print_lines, print_table
from planner.plan.chance_words import of_100
from planner.plan.money import ReservePlan
from planner.plan.plan import Plan, ServiceDecision
from planner.plan.timetable import Recommissioning
from planner.plan.wording import counted, date_words, full_stop, money, number

MOST_GAPS = 6
MOST_ACTIONS = 3


def print_plan(plan: Plan) -> None:
    """Print what a plan comes to: decisions, money, buying again, gaps and first actions."""
    click.echo(plan.header.title)
    when = f"Day 0 is {date_words(plan.header.start_date)}"
    assumed = ", since the scenario names no date" if plan.header.start_assumed else ""
    print_lines([f"{when}{assumed}; followed for {number(plan.header.horizon_days)} days."])
    print_heading("In short")
    print_lines(plan.summary)
    if plan.decisions:
        print_heading("Decisions")
        print_table(
            ("Service", "Class", "People", "Decision", "Everyone served again"),
            [_decision_row(decision) for decision in plan.decisions],
        )
    _print_money(plan.reserve)
    if plan.recommissioning:
        print_heading("Buying again")
        print_table(
            ("Service", "Route", "Half by", "8 times in 10 by", "Stop-gap ends", "Holds"),
            [
                (
                    work.title,
                    work.route,
                    date_words(work.p50),
                    date_words(work.p80),
                    "no stop-gap, or no end"
                    if work.stop_gap_ends is None
                    else date_words(work.stop_gap_ends),
                    _held(work),
                )
                for work in plan.recommissioning
            ],
        )
        told = [_sometimes_critical(work) for work in plan.recommissioning]
        print_lines([words for words in told if words])
    _print_gaps(plan)
    print_heading("First actions")
    print_lines(
        [
            f"Within {counted(action.within_hours, 'hour', 'hours')}, {action.owner}: "
            f"{full_stop(action.headline)} {action.text}".rstrip()
            for action in plan.card.first_actions
        ]
    )
    if plan.preventive:
        print_heading("Worth doing before anything fails")
        print_lines(
            [f"{full_stop(one.title)} {one.worth}" for one in plan.preventive[:MOST_ACTIONS]]
        )


def _held(work: Recommissioning) -> str:
    """Return in how many of 100 drawn timetables the stop-gaps hold until the restart."""
    if work.chance is None or work.chance.holds is None:
        return ""
    return f"{of_100(work.chance.holds)} in 100"


def _sometimes_critical(work: Recommissioning) -> str:
    """Return the tasks that are on the critical path in some timetables and not in others."""
    shares = [(task.title, task.critical_share or 0.0) for task in work.tasks]
    named = [f"{title} {of_100(share)}" for title, share in shares if 0.005 <= share < 0.995]
    if not named:
        return ""
    return f"{work.title}: on the critical path at times, of 100: {', '.join(named)}."


def _decision_row(decision: ServiceDecision) -> tuple[object, ...]:
    if decision.people is None:
        back: str | None = None
    elif decision.return_day is None:
        back = "not in this time"
    else:
        back = f"day {decision.return_day}"
    return (
        decision.title,
        decision.class_ or "no class yet",
        None if decision.people is None else number(decision.people),
        decision.words,
        back,
    )


def _print_money(reserve: ReservePlan) -> None:
    """Print the way from the full cost down to what reserves pay, and what is not counted."""
    print_heading("Money")
    if any(step.amount for step in reserve.waterfall):
        print_table(
            ("Step", "Amount"),
            [(step.label, money(step.amount)) for step in reserve.waterfall],
            widest=80,
        )
    lines = [*reserve.statements, *(f"Not counted: {one}" for one in reserve.not_counted)]
    if not lines and not any(step.amount for step in reserve.waterfall):
        lines = ["Nothing is spent and nothing is saved."]
    print_lines(lines)


def _print_gaps(plan: Plan) -> None:
    red = [gap for gap in plan.gaps if gap.red]
    if not red:
        return
    print_heading("What this plan cannot do yet")
    print_lines([f"{full_stop(gap.title)} {gap.sentence}" for gap in red[:MOST_GAPS]])
    if len(red) > MOST_GAPS:
        print_lines([f"and {len(red) - MOST_GAPS} more; the documents list them all."])
