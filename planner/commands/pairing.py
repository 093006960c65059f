"""What happens if two fail together: `pairs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.failing import JSON_HELP, SCHEDULER_HELP
from planner.commands.paths import REGISTER
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.document.pair_words import PairRow, PairsReport

MOST_SHOWN = 12


@click.command(short_help="Fail every two together, worst first.")
@click.argument("reg", type=REGISTER)
@click.option(
    "--first",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work out only the N pairs that touch most people: a first look.",
)
@click.option(
    "--processes", type=click.IntRange(min=1), metavar="N", help="One a core if not said."
)
@click.option("--scheduler", metavar="ADDRESS", help=SCHEDULER_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def pairs(
    reg: Path,
    first: int | None,
    processes: int | None,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Fail every two providers, owners and assets on the same day (N-2), worst first.

    Says which pairs break a must service though each alone would not, what makes them worse than
    their parts, and which share of providers and of pairs is secure. Exact: pairs that do not meet
    are the sum of their parts, and all others are worked out together.

    JSON: headline, pairs, meeting_pairs, hidden_pairs, worse_pairs (counts), worked_out,
    secure_pairs_share, secure_alone_share (must, must_and_needed, all), and worst[] (first, second,
    first_name, second_name, must_breach_person_days together, apart and more, net_pounds, hidden,
    secure, why[]).
    """
    from planner.commands.opening import opened
    from planner.commands.printing import print_json

    with opened(reg) as session, progress() as report:
        found = session.pairs_report(first, processes, report, scheduler)
    if as_json:
        print_json(_json(found))
    else:
        _print(found)


def _json(found: PairsReport) -> dict[str, Any]:
    shares = [one.share for one in found.alone]
    return {
        "headline": found.headline,
        "pairs": found.total,
        "meeting_pairs": found.meeting,
        "hidden_pairs": found.hidden,
        "worse_pairs": found.worse,
        "worked_out": found.worked_out,
        "secure_pairs_share": found.secure_share,
        "secure_alone_share": dict(zip(("must", "must_and_needed", "all"), shares, strict=True)),
        "worst": [_row_json(row) for row in found.rows],
    }


def _row_json(row: PairRow) -> dict[str, Any]:
    return {
        "first": row.first,
        "second": row.second,
        "first_name": row.first_name,
        "second_name": row.second_name,
        "must_breach_person_days": {
            "together": row.together,
            "apart": row.apart,
            "more": row.more,
        },
        "net_pounds": row.net,
        "hidden": row.hidden,
        "secure": row.secure,
        "why": list(row.why),
    }


def _print(found: PairsReport) -> None:
    from planner.commands.printing import print_heading, print_lines
    from planner.document.pair_words import share_words
    from planner.plan.wording import number

    click.echo(found.headline)
    hidden = [row for row in found.rows if row.hidden]
    worse = [row for row in found.rows if row.worse and not row.hidden]
    for heading, rows, total in (
        ("Secure alone, not together: must person-days past the limit", hidden, found.hidden),
        ("Worse together than apart", worse, found.worse - found.hidden),
    ):
        if not rows:
            continue
        print_heading(heading)
        print_lines([_line(row) for row in rows[:MOST_SHOWN]])
        if total > MOST_SHOWN:
            print_lines([f"and {number(total - MOST_SHOWN)} more; --json lists the worst."])
    print_heading("Secure")
    print_lines(list(share_words(found)))


def _line(row: PairRow) -> str:
    from planner.plan.wording import money, number

    why = f" {row.why[0]}" if row.why else ""
    return (
        f"{row.first_name} and {row.second_name}: {number(row.together)} together, "
        f"{number(row.apart)} apart, net cost {money(row.net)}.{why}"
    )
