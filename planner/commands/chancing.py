"""What a year may bring, and what to hold for it: `chance`, `reserve` and `compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.failing import JSON_HELP, SCHEDULER_HELP
from planner.commands.paths import REGISTER
from planner.commands.progress_line import progress
from planner.errors import InputRefused

if TYPE_CHECKING:
    from planner.document.chance_charts import ChanceReport
    from planner.document.comparison_charts import ComparisonReport
    from planner.scenario.chance import Chance, Moved
    from planner.session import Session

DRAWS_HELP = "Years to draw; 10,000 if not said."
SEED_HELP = "Where the draws begin; the same seed gives the same figures. 1 if not said."
MOST_MAKERS = 12
REGISTERS = (".backstop", ".json")


@click.command(short_help="Say what the failures of a year may do and cost.")
@click.argument("reg", type=REGISTER)
@click.option("--draws", type=int, metavar="N", help=DRAWS_HELP)
@click.option("--seed", type=int, metavar="S", help=SEED_HELP)
@click.option(
    "--common", type=float, metavar="C", help="Correlation of any two providers; 0.1 if not said."
)
@click.option(
    "--market", type=float, metavar="C", help="On top of it in one market; 0.1 if not said."
)
@click.option(
    "--against",
    type=REGISTER,
    metavar="OTHER",
    help="Another register, drawn with the same luck: how it moves the figures.",
)
@click.option("--scheduler", metavar="ADDRESS", help=SCHEDULER_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def chance(
    reg: Path,
    draws: int | None,
    seed: int | None,
    common: float | None,
    market: float | None,
    against: Path | None,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Draw many years in which providers, owners and assets fail, and say what they do and cost.

    Each year is answered with the best use of the options; money is what that costs above the
    contract money it frees. Every figure comes with the band that holds the true one 95 times in
    100. Providers that nobody assessed count as band 3, 1% to 5% a year.

    JSON: draws, seed, common_correlation, market_correlation, year_begins, net_pounds and
    must_net_pounds (mean, p50, p80, p95, worst_5_percent, each value, low, high),
    breach_person_days and unmet_person_days (the same for must, needed, could),
    years_without_cost_share, years_nobody_fails_share, peak_cash (middle, p95: pounds, date),
    worst_years (meeting_share, makers[] id, name, net_pounds, share, fails_share, together_share),
    assessed (providers, not_assessed, assets), reserve (as from `reserve --json`), and with
    --against, moved (register, then the difference of each figure with its own band).
    """
    from planner.commands.opening import opened
    from planner.commands.printing import print_json

    with opened(reg) as session, progress() as report:
        luck = session.luck(draws, seed, common, market)
        moved: tuple[Moved, ...] = ()
        if against is None:
            found = session.chance(luck, report=report, scheduler=scheduler)
        else:
            others = [(against.name, _register_of(against))]
            found, then = session.chance_against(others, luck, report=report, scheduler=scheduler)
            moved = tuple(one for _, one in then)
        told = session.chance_report(found)
        register, today = session.register, session.today()
    if as_json:
        from planner.commands.chance_json import chance_json, moved_json

        shown = chance_json(found, register, today)
        if moved:
            shown["moved"] = moved_json(moved[0])
        print_json(shown)
    else:
        print_chance(told, found, moved)


@click.command(short_help="Say how much reserve to hold for failures.")
@click.argument("reg", type=REGISTER)
@click.option(
    "--percent", type=float, metavar="P", help="Years out of 100 it must pay for; 80 if not said."
)
@click.option("--draws", type=int, metavar="N", help=DRAWS_HELP)
@click.option("--seed", type=int, metavar="S", help=SEED_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def reserve(
    reg: Path, percent: float | None, draws: int | None, seed: int | None, as_json: bool
) -> None:
    """Say how much to hold for failures, what is held today and what is missing.

    It is the net cost that so many drawn years out of 100 do not exceed. Funds that may pay for
    some services only can run short where there is enough in all: what a fund for any service
    would then have to hold on top is said beside it.

    JSON: percent, to_hold_pounds, held_pounds, gap_pounds, more_for_any_service_pounds,
    enough_in_all_share, holds_share, no_fund_may_pay_share, funds[] (reserve_id, name,
    amount_pounds, short_share). Estimates are value, low and high; shares are of years.
    """
    from planner.commands.opening import opened
    from planner.commands.printing import print_heading, print_json, print_lines, print_table
    from planner.document.wording import percent as share
    from planner.document.wording import pounds

    with opened(reg) as session, progress() as report:
        found = session.reserve_to_hold(percent, session.luck(draws, seed), report)
        told = session.chance_report(session.chance(session.luck(draws, seed)), found.percent)
    if as_json:
        from planner.commands.chance_json import reserve_json

        print_json(reserve_json(found))
        return
    click.echo(told.headline)
    print_lines(told.sentences)
    if found.funds:
        print_heading("Funds held today")
        print_table(
            ("Fund", "Held", "Too much asked of it in"),
            [
                (fund.name, pounds(fund.amount), f"{share(fund.short)} of years")
                for fund in found.funds
            ],
            widest=60,
        )
    print_heading("What it rests on")
    print_lines(told.assumptions)


@click.command(short_help="Lay two scenarios or registers side by side.")
@click.argument("reg", type=REGISTER)
@click.argument("a")
@click.argument("b")
@click.option("--draws", type=int, metavar="N", help=DRAWS_HELP)
@click.option("--seed", type=int, metavar="S", help=SEED_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def compare(reg: Path, a: str, b: str, draws: int | None, seed: int | None, as_json: bool) -> None:
    """Lay A and B side by side: two scenarios of the register, or two other registers.

    Scenarios are given by their codes and run; less is better in every number. Registers are given
    as files: the chance of a year under the same draws, each against REG.

    JSON of scenarios: headline, scenarios[] (scenario_id, title, headline), numbers[] (label,
    unit, values[], best[], worst[]), differing_assumptions[] (sentence, holds_for[]). JSON of
    registers: base and registers[], each as from `chance --json`, the latter with moved.
    """
    from planner.commands.opening import opened

    files = [Path(one) for one in (a, b)]
    for file in files:
        if file.suffix.lower() in REGISTERS and not file.exists():
            raise InputRefused.one(
                str(file), "is not there", "check the name and the folder, or give two scenarios"
            )
    are_files = [one.suffix.lower() in REGISTERS and one.exists() for one in files]
    with opened(reg) as session, progress() as report:
        if all(are_files):
            others = [(one.name, _register_of(one)) for one in files]
            luck = session.luck(draws, seed)
            base, then = session.chance_against(others, luck, report=report)
            _show_registers(session, reg.name, base, then, [one for _, one in others], as_json)
            return
        if any(are_files):
            raise InputRefused.one(
                f"{a} and {b}",
                "one is a register and the other is not",
                "give two codes of scenarios, or two registers",
            )
        _show_scenarios(session, (a, b), session.comparison((a, b), report), as_json)


def print_chance(told: ChanceReport, found: Chance, moved: tuple[Moved, ...] = ()) -> None:
    """Print the finding, every figure with its band, and who makes the worst years."""
    from planner.commands.printing import print_heading, print_lines, print_table
    from planner.document.chance_words import moved_words
    from planner.document.wording import percent, pounds

    click.echo(told.headline)
    print_lines(told.sentences)
    if told.is_known:
        print_heading("In a year (\N{PLUS-MINUS SIGN}: half the band that holds the true figure)")
        headings = (*told.figures_in_words.headings[:-1], "Worst 5%")
        print_table(headings, told.figures_in_words.rows, widest=60)
    if told.makers.rows:
        print_heading(told.makers.title)
        rows = told.makers.rows[:MOST_MAKERS]
        print_table(
            ("Who", "Cost", "Share", "Fails in", "With others"),
            [
                (row[0], pounds(_number(row[1])), *(percent(_number(cell)) for cell in row[2:]))
                for row in rows
            ],
        )
        print_lines([told.tail_words])
        more = len(told.makers.rows) - MOST_MAKERS
        if more > 0:
            print_lines([f"and {more:,} more; --json lists them all."])
    if moved:
        print_heading("Under the same draws")
        print_lines([moved_words(one) for one in moved])
    print_heading("What it rests on")
    print_lines(told.assumptions)


def _number(cell: Any) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _register_of(path: Path) -> Any:
    from planner.commands.opening import opened

    with opened(path) as session:
        return session.register


def _show_registers(
    session: Session,
    name: str,
    base: Chance,
    then: tuple[tuple[Chance, Moved], ...],
    registers: list[Any],
    as_json: bool,
) -> None:
    from planner.commands.chance_json import chance_json, moved_json
    from planner.commands.printing import print_heading, print_json, print_lines, print_table
    from planner.document.chance_words import moved_words
    from planner.document.wording import count, percent, pounds

    if as_json:
        today = session.today()
        print_json(
            {
                "base": chance_json(base, session.register, today),
                "registers": [
                    {**chance_json(one, register, today), "moved": moved_json(moved)}
                    for (one, moved), register in zip(then, registers, strict=True)
                ],
            }
        )
        return
    every = [base, *(one for one, _ in then)]
    click.echo(f"A year under the same {base.luck.draws:,} draws")
    print_heading("Figures")
    print_table(
        ("In a year", name, *(moved.name for _, moved in then)),
        [
            ("Net cost, mean", *(pounds(one.net.mean.value) for one in every)),
            ("Net cost, P80", *(pounds(one.net.p80.value) for one in every)),
            ("Net cost, P95", *(pounds(one.net.p95.value) for one in every)),
            ("Net cost, worst 5%", *(pounds(one.net.worst.value) for one in every)),
            (
                "Must person-days past limit, mean",
                *(count(one.breach["must"].mean.value) for one in every),
            ),
            (
                "Must person-days past limit, worst 5%",
                *(count(one.breach["must"].worst.value) for one in every),
            ),
            ("Years the funds pay in full", *(percent(one.reserve().holds.value) for one in every)),
        ],
        widest=40,
    )
    print_heading(f"Against {name}")
    print_lines([moved_words(moved) for _, moved in then])


def _show_scenarios(
    session: Session, scenarios: tuple[str, str], told: ComparisonReport, as_json: bool
) -> None:
    from planner.commands.printing import print_heading, print_json, print_lines, print_table

    if as_json:
        print_json(
            {
                "headline": told.headline,
                "scenarios": [
                    {"scenario_id": one.scenario, "title": one.title, "headline": one.headline}
                    for one in told.sides
                ],
                "numbers": [
                    {
                        "label": one.label,
                        "unit": one.unit,
                        "values": list(one.values),
                        "best": list(one.best),
                        "worst": list(one.worst),
                    }
                    for one in told.numbers
                ],
                "differing_assumptions": [
                    {"sentence": sentence, "holds_for": list(has)} for sentence, has in told.assumed
                ],
            }
        )
        return
    click.echo(told.headline)
    for one in told.sides:
        print_heading(one.title)
        print_lines([one.headline])
    print_heading("Side by side")
    print_table(
        ("What", *(one.title for one in told.sides)),
        [(row.label, *row.cells) for row in told.rows],
        widest=40,
    )
    if told.assumed:
        print_heading("Assumed for one of them only")
        for at, one in enumerate(told.sides):
            print_lines([f"{one.title}: {words}" for words, has in told.assumed if has[at]])
