"""The levy per contract that builds up a fund for failures: `levy`."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from planner.commands.failing import JSON_HELP
from planner.commands.paths import REGISTER, WORKBOOK_FILE
from planner.commands.progress_line import progress
from planner.plan.levy_terms import CAP, FLAT, RELIEF_BELOW, YEARS, as_percent


class Percent(click.ParamType[float]):
    """A share of value in per cent: 0.5 and 0.5% are both half of one per cent."""

    name = "percent"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the share, 0 to 1; click says what is wrong with it."""
        if isinstance(value, float):
            return value
        try:
            return float(f"{str(value).strip().removesuffix('%').strip()}e-2")
        except ValueError:
            self.fail(f"{value} is not a percentage; give it as 0.5%.", param, ctx)


class Pounds(click.ParamType[float]):
    """An amount in pounds: 928000, 928,000 and £928,000 are the same."""

    name = "pounds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the amount; click says what is wrong with it."""
        if isinstance(value, float):
            return value
        try:
            amount = float(str(value).strip().removeprefix("£").replace(",", ""))
        except ValueError:
            amount = math.nan
        if not math.isfinite(amount):
            self.fail(f"{value} is not an amount in pounds; give it as 928000.", param, ctx)
        return amount


@click.command(short_help="Share a fund for failures among the contracts.")
@click.argument("reg", type=REGISTER)
@click.option(
    "--target", required=True, type=Pounds(), metavar="F", help="The fund to build up, in pounds."
)
@click.option(
    "--years", type=int, metavar="N", help=f"Years it is built over; {YEARS} if not said."
)
@click.option(
    "--flat",
    type=Percent(),
    metavar="P",
    help=f"Flat part, % of yearly value; {as_percent(FLAT)} if not said.",
)
@click.option(
    "--cap",
    type=Percent(),
    metavar="P",
    help=f"Cap, % of yearly value; {as_percent(CAP)} if not said.",
)
@click.option(
    "--relief-below",
    type=Pounds(),
    metavar="F",
    help=f"Contracts worth less a year pay the flat part only; £{RELIEF_BELOW:,.0f} if not said.",
)
@click.option(
    "--draws", type=int, metavar="N", help="Follow the fund under this many drawn years too."
)
@click.option("--if-fails", metavar="ID", help="Say who pays first if this provider fails.")
@click.option("--xlsx", metavar="F", type=WORKBOOK_FILE, help="Write it as an Excel workbook too.")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def levy(
    reg: Path,
    target: float,
    years: int | None,
    flat: float | None,
    cap: float | None,
    relief_below: float | None,
    draws: int | None,
    if_fails: str | None,
    xlsx: Path | None,
    as_json: bool,
) -> None:
    """Share a fund for failures among the contracts: a flat part and a part for risk.

    A contract pays its flat part plus k x exposure x yearly chance of failure, never more than the
    cap. Exposure is what its provider's failure alone would cost, shared by value, less the bond;
    the chance is that of the provider's band. k is solved so that the levies meet the target, to
    the penny. A council has no evident power to tax providers: use a term of contract or an
    internal recharge.

    JSON: target_pounds, years, contribution_pounds, flat_share, cap_share, relief_below_pounds, k,
    raised_pounds, most_pounds, reached, status, notes[], contracts[] (contract_id, title,
    provider_id, provider, value_pounds, exposure_before_bond_pounds, bond_pounds, exposure_pounds,
    band, assessed, chance_a_year, flat_pounds, risk_pounds before cap and relief, cap_pounds,
    levy_pounds, limit none|capped|relief|not known, missing value|exposure|null, and whether
    only_part_counted and left_unserved), by_band[] and by_limit[] (of, contracts, value_pounds,
    exposure_pounds, levy_pounds), fund (null without --draws; contribution_pounds, paths,
    cost_a_year_pounds, runs_out_ever_share, middle_year, expected_year, shortfall_pounds, and
    years[] with year, p10_pounds, p50_pounds, p90_pounds, runs_out_share, reached_share,
    paid_pounds, shortfall_pounds), if_fails (null without --if-fails; provider_id, loss_pounds,
    payments[] of payer bonds|fund|reserves, name, service_id, amount_pounds; unpaid_pounds). What
    is not known is null.
    """
    from planner.commands import levy_words as told
    from planner.commands.opening import opened
    from planner.commands.paths import keep_apart
    from planner.commands.printing import print_json

    if xlsx is not None:
        keep_apart(reg, xlsx)
    fund = paid = None
    with opened(reg) as session, progress() as report:
        names = session.register.providers
        found = session.levy(target, years, flat, cap, relief_below, report)
        if draws is not None:
            yearly = session.chance(session.luck(draws), report=report).years.net_total
            fund = session.levy_fund(found, yearly)
        if if_fails is not None:
            paid = session.who_pays(session.cost_trace(if_fails), target)
        if xlsx is not None:
            session.write_levy(found, xlsx)
    if as_json:
        print_json(
            {
                **told.levy_json(found),
                "fund": None if fund is None else told.fund_json(fund),
                "if_fails": None if paid is None else told.who_pays_json(str(if_fails), paid),
            }
        )
        return
    told.print_levy(found)
    if fund is not None:
        told.print_fund(fund, session.fund_chart(fund)[1])
    if paid is not None:
        told.print_who_pays(names[str(if_fails)].name, paid)
    if xlsx is not None:
        click.echo(f"\nWritten: {xlsx}")
