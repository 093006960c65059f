"""The levy per contract that builds up a fund for failures: `levy`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.failing import JSON_HELP
from planner.commands.paths import REGISTER, WORKBOOK_FILE
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.plan.levy_terms import Levy, LevyRow, LevySum

MOST_SHOWN = 30


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
            return float(str(value).strip().removeprefix("£").replace(",", ""))
        except ValueError:
            self.fail(f"{value} is not an amount in pounds; give it as 928000.", param, ctx)


@click.command(short_help="Share a fund for failures among the contracts.")
@click.argument("reg", type=REGISTER)
@click.option(
    "--target", required=True, type=Pounds(), metavar="F", help="The fund to build up, in pounds."
)
@click.option("--years", type=int, metavar="N", help="Years it is built over; 5 if not said.")
@click.option(
    "--flat", type=Percent(), metavar="P", help="Flat part, % of yearly value; 0.05% if not said."
)
@click.option(
    "--cap", type=Percent(), metavar="P", help="Cap, % of yearly value; 0.5% if not said."
)
@click.option(
    "--relief-below",
    type=Pounds(),
    metavar="F",
    help="Contracts worth less a year pay the flat part only; £25,000 if not said.",
)
@click.option("--xlsx", metavar="F", type=WORKBOOK_FILE, help="Write it as an Excel workbook too.")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def levy(
    reg: Path,
    target: float,
    years: int | None,
    flat: float | None,
    cap: float | None,
    relief_below: float | None,
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
    exposure_pounds, levy_pounds). What is not known is null.
    """
    from planner.commands.opening import opened
    from planner.commands.paths import keep_apart
    from planner.commands.printing import print_json

    if xlsx is not None:
        keep_apart(reg, xlsx)
    with opened(reg) as session, progress() as report:
        found = session.levy(target, years, flat, cap, relief_below, report)
        if xlsx is not None:
            session.write_levy(found, xlsx)
    if as_json:
        print_json(levy_json(found))
    else:
        print_levy(found)
        if xlsx is not None:
            click.echo(f"\nWritten: {xlsx}")


def levy_json(found: Levy) -> dict[str, Any]:
    """Return a levy as plain values, dearest contract first; what is not known is null."""
    from planner.plan.levy_words import notes, status

    terms = found.terms
    return {
        "target_pounds": terms.target,
        "years": terms.years,
        "contribution_pounds": terms.contribution,
        "flat_share": terms.flat,
        "cap_share": terms.cap,
        "relief_below_pounds": terms.relief_below,
        "k": found.k,
        "raised_pounds": found.raised,
        "most_pounds": found.most,
        "reached": found.reached,
        "status": status(found),
        "notes": list(notes(found)),
        "contracts": [_row_json(row) for row in found.rows],
        "by_band": [_sum_json(one) for one in found.by_band],
        "by_limit": [_sum_json(one) for one in found.by_limit],
    }


def _row_json(row: LevyRow) -> dict[str, Any]:
    return {
        "contract_id": row.contract,
        "title": row.title,
        "provider_id": row.provider,
        "provider": row.provider_name,
        "value_pounds": row.value,
        "exposure_before_bond_pounds": row.exposure_before_bond,
        "bond_pounds": row.bond,
        "exposure_pounds": row.exposure,
        "band": row.band,
        "assessed": row.assessed,
        "chance_a_year": row.probability,
        "flat_pounds": row.flat,
        "risk_pounds": row.risk,
        "cap_pounds": row.most,
        "levy_pounds": row.levy,
        "limit": row.limit,
        "missing": row.missing or None,
        "only_part_counted": row.only_part_counted,
        "left_unserved": row.left_unserved,
    }


def _sum_json(one: LevySum) -> dict[str, Any]:
    return {
        "of": one.of,
        "contracts": one.contracts,
        "value_pounds": one.value,
        "exposure_pounds": one.exposure,
        "levy_pounds": one.levy,
    }


def print_levy(found: Levy) -> None:
    """Print whether the levies meet the target, the dearest contracts, and the sums."""
    from planner.commands.printing import print_heading, print_lines, print_table
    from planner.plan import levy_words as words
    from planner.plan.wording import money

    click.echo(words.formula(found))
    print_lines([words.status(found)])
    print_heading("Dearest first, in pounds a year")
    print_table(
        ("Contract", "Title", "Provider", "Value", "Exposure", "Band", "Flat", "Levy", "Effect"),
        [
            (
                row.contract,
                row.title,
                row.provider_name,
                money(row.value),
                money(row.exposure),
                row.band,
                words.pence(row.flat),
                words.pence(row.levy),
                words.effect(row, found),
            )
            for row in found.rows[:MOST_SHOWN]
        ],
        widest=28,
    )
    if len(found.rows) > MOST_SHOWN:
        print_lines([f"and {len(found.rows) - MOST_SHOWN:,} more; --json lists them all."])
    print_heading("Together")
    print_table(
        ("Which", "Contracts", "Value", "Levy"),
        [
            *(
                (f"Band {one.of}", one.contracts, money(one.value), words.pence(one.levy))
                for one in found.by_band
                if one.contracts
            ),
            *(
                (
                    words.LIMIT_WORDS[one.of].capitalize(),
                    one.contracts,
                    money(one.value),
                    words.pence(one.levy),
                )
                for one in found.by_limit
                if one.contracts
            ),
        ],
    )
    print_heading("To know")
    print_lines([*words.notes(found), words.ROUNDING, words.ORDER, words.POWER])
