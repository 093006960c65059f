"""What to change first: `prevent`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.failing import JSON_HELP
from planner.commands.levying import Pounds
from planner.commands.paths import REGISTER
from planner.commands.printing import print_heading, print_json, print_table
from planner.commands.progress_line import progress
from planner.errors import InputRefused

if TYPE_CHECKING:
    from planner.document.prevention_words import PreventionReport, PreventionRow
    from planner.plan.prevention_portfolio import ActionLine, Portfolio, Totals


@click.command(short_help="Say which few preventive actions spare most.")
@click.argument("reg", type=REGISTER)
@click.option(
    "--budget",
    type=Pounds(),
    default=45_000.0,
    metavar="B",
    help="What may be spent in the first year, in pounds; 45,000 if not said.",
)
@click.option(
    "--each",
    is_flag=True,
    help="Count every single failure once, not by its chance in a year.",
)
@click.option(
    "--with",
    "forced_in",
    multiple=True,
    metavar="ACTION",
    help="Code of an action to take in any case, as --json shows it.",
)
@click.option(
    "--without",
    "forced_out",
    multiple=True,
    metavar="ACTION",
    help="Code of an action to leave out.",
)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def prevent(
    reg: Path,
    budget: float,
    each: bool,
    forced_in: tuple[str, ...],
    forced_out: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say which few preventive actions spare most for a budget.

    Every clause, agreement, place, start, fund, second source and second supplier that could spare
    a must service anything when one provider, owner or asset fails alone is weighed against the
    others, together and not one by one. Each action stands with what it spares on top of those
    above it, from fresh runs with all of them really done. Nothing in the register changes.

    JSON: budget_pounds, weigh, spent_pounds, least_person_days (no choice can leave less), today
    and after (expected_person_days, plain_person_days, worst_person_days, net_cost_pounds,
    secure_cases, cases, secure_share), and actions: each with id, kind, title, detail, owner,
    weeks, cost_pounds (null: not known), chosen, spared_expected_person_days,
    spared_plain_person_days, cut_share_so_far, spent_so_far_pounds and helped (id, before and
    after in person-days). Person-days are those of must services past what people can bear.
    """
    from planner.commands.opening import opened
    from planner.document.prevention_words import report_of

    with opened(reg) as session, progress() as report:
        found = session.prevention(
            budget, "each" if each else "chance", forced_in, forced_out, report
        )
    unknown = {*forced_in, *forced_out} - {one.id for one in found.offered}
    if unknown:
        raise InputRefused.one(
            f"Action {min(unknown)}",
            "the register allows no such action",
            "take a code from `prevent --json`",
        )
    if as_json:
        print_json(prevention_json(found))
    else:
        _print(report_of(found))


def prevention_json(found: Portfolio) -> dict[str, Any]:
    """Return a choice of preventive actions as plain values; what is not known is null."""
    return {
        "budget_pounds": found.budget,
        "weigh": found.weigh,
        "spent_pounds": found.spent,
        "least_person_days": found.least,
        "today": _totals(found.today),
        "after": _totals(found.after),
        "actions": [
            *(_action(found, line, True) for line in found.chosen),
            *(_action(found, line, False) for line in found.beyond),
        ],
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "expected_person_days": totals.expected,
        "plain_person_days": totals.plain,
        "worst_person_days": totals.worst,
        "net_cost_pounds": totals.net_cost,
        "secure_cases": totals.secure,
        "cases": totals.cases,
        "secure_share": totals.secure_share,
    }


def _action(found: Portfolio, line: ActionLine, within: bool) -> dict[str, Any]:
    one = line.remedy
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "detail": one.detail,
        "owner": one.owner,
        "weeks": one.weeks,
        "cost_pounds": one.cost,
        "chosen": within,
        "spared_expected_person_days": line.worth.expected,
        "spared_plain_person_days": line.worth.plain,
        "cut_share_so_far": found.cut_share(line.after),
        "spent_so_far_pounds": line.spent,
        "helped": [
            {
                "id": case.id,
                "before_person_days": case.before,
                "after_person_days": case.after,
            }
            for case in line.helped
        ],
    }


def _print(found: PreventionReport) -> None:
    click.echo(found.headline)
    for figure in found.figures:
        click.echo(f"  {figure.number} {figure.words}")
    inside = [row for row in found.rows if row.chosen]
    beyond = [row for row in found.rows if not row.chosen]
    if inside:
        print_heading("Within the budget, each on top of those above it")
        _print_rows(inside)
    if beyond:
        print_heading(found.next_words)
        _print_rows(beyond)
    if inside:
        click.echo(f"\n{found.proven}")


def _print_rows(rows: list[PreventionRow]) -> None:
    print_table(
        ("#", "Action", "Owner", "Takes", "Cost", "Must days spared", "So far"),
        [
            (
                str(row.number),
                row.title,
                row.owner,
                row.takes,
                row.cost_words,
                f"{row.spared:,.0f}",
                f"{row.so_far:.0%}",
            )
            for row in rows
        ],
    )
