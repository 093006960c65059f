"""Whom to watch, and what is due to be looked at again: `watch`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from planner.commands.failing import JSON_HELP
from planner.commands.paths import REGISTER
from planner.commands.printing import print_heading, print_json, print_lines, print_table

MOST_SHOWN = 20
MOST_DUE = 3
HEADINGS = ("Who", "Tier", "Points", "Colour", "Score", "Trend", "Last looked")


class Day(click.ParamType[datetime.date]):
    """A day written as 2026-11-30."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """Return the day; click says what is wrong with it."""
        try:
            return datetime.date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{value} is not a day; give it as 2026-11-30.", param, ctx)


@click.command(short_help="Say whom to watch, and what is due to be looked at.")
@click.argument("reg", type=REGISTER)
@click.option("--due", is_flag=True, help="Only those with something due by the end of the month.")
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    help="As of another day than today, as 2026-11-30.",
)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def watch(reg: Path, due: bool, on: datetime.date | None, as_json: bool) -> None:
    """Say which providers to watch: what their failure would do, times how likely it is.

    Each has a warning score from 0 to 100, its colour (clear, watch, amber, red, failed; not
    assessed where nobody's rating counts), the trend against 90 days before, its tier by
    consequence, and what is due. Ratings are confidential: keep them inside the council.

    The JSON holds `as_of`, `headline`, `confidential`, `month_end` and `providers`, the riskiest
    first, each with `id`, `name`, `tier`, `consequence_points` (0 to 14), `annual_value_pounds`,
    `people`, `score` and `score_90_days_ago` (0 to 100), `band` (1 to 5), `colour`, `chance`,
    `chance_given`, `trend`, `trend_words`, `last_looked`, `last_looked_by`, and `due`, each with
    `date` and `words`. What is not known is null; dates are YYYY-MM-DD.
    """
    from planner.commands.opening import opened

    with opened(reg) as session:
        day = session.today() if on is None else on
        found = session.watch_plain(day, due=due)
        council = session.register.council.name
    if as_json:
        print_json(found)
    else:
        _print(found, council, due=due)


def _print(found: dict[str, Any], council: str, *, due: bool) -> None:
    rows = found["providers"]
    head = [council] if council else []
    click.echo(f"{', '.join([*head, _day(found['as_of'])])}: {found['headline']}")
    print_lines([found["confidential"]])
    if not rows:
        print_heading("Nothing is due by the end of the month." if due else "Nobody to watch.")
        return
    print_heading("Due by the end of the month" if due else "Watched, the riskiest first")
    if due:
        print_lines([_due_words(row, found["month_end"]) for row in rows[:MOST_SHOWN]])
    else:
        print_table(HEADINGS, [_cells(row) for row in rows[:MOST_SHOWN]])
    if len(rows) > MOST_SHOWN:
        print_lines([f"and {len(rows) - MOST_SHOWN} more; --json lists them all."])


def _cells(row: dict[str, Any]) -> tuple[object, ...]:
    return (
        row["name"],
        row["tier"],
        row["consequence_points"],
        row["colour"],
        None if row["score"] is None else f"{row['score']:.0f}",
        row["trend"] or "-",
        "never" if row["last_looked"] is None else _day(row["last_looked"]),
    )


def _due_words(row: dict[str, Any], month_end: str) -> str:
    due = [one for one in row["due"] if one["date"] <= month_end]
    words = [f"{_day(one['date'])}: {one['words']}." for one in due[:MOST_DUE]]
    if len(due) > MOST_DUE:
        words.append(f"And {len(due) - MOST_DUE} more.")
    return f"{row['name']} ({row['tier']}, {row['colour']}). {' '.join(words)}"


def _day(iso: str) -> str:
    from planner.plan.wording import date_words

    return date_words(datetime.date.fromisoformat(iso))
