"""The levy, its fund and who pays first, as JSON and as words."""

from __future__ import annotations

from typing import Any

import click

from planner.commands.printing import print_heading, print_lines, print_table
from planner.plan import levy_words as words
from planner.plan.fund import FundBuildUp
from planner.plan.levy_terms import Levy, LevyRow, LevySum
from planner.plan.waterfall import Waterfall
from planner.plan.wording import money, percent

MOST_SHOWN = 30


def levy_json(found: Levy) -> dict[str, Any]:
    """Return a levy as plain values, dearest contract first; what is not known is null."""
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
        "status": words.status(found),
        "notes": list(words.notes(found)),
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


def fund_json(found: FundBuildUp) -> dict[str, Any]:
    """Return the build-up of a fund as plain values, year by year."""
    return {
        "opening_pounds": found.opening,
        "contribution_pounds": found.contribution,
        "target_pounds": found.target,
        "paths": found.paths,
        "cost_a_year_pounds": found.yearly_cost,
        "runs_out_ever_share": found.runs_out_ever,
        "middle_year": found.middle_year,
        "expected_year": found.expected_year,
        "shortfall_pounds": found.shortfall,
        "shortfall_p90_pounds": found.shortfall_p90,
        "years": [
            {
                "year": year.year,
                "p10_pounds": year.p10,
                "p50_pounds": year.p50,
                "p90_pounds": year.p90,
                "runs_out_share": year.runs_out,
                "reached_share": year.reached,
                "paid_pounds": year.paid,
                "shortfall_pounds": year.shortfall,
                "shortfall_p90_pounds": year.shortfall_p90,
            }
            for year in found.years
        ],
    }


def who_pays_json(provider: str, found: Waterfall) -> dict[str, Any]:
    """Return who pays for one provider's failure, in order, with the fund full."""
    return {
        "provider_id": provider,
        "loss_pounds": found.loss,
        "payments": [
            {
                "payer": each.payer,
                "name": each.name,
                "service_id": each.service,
                "amount_pounds": each.amount,
            }
            for each in found.payments
        ],
        "unpaid_pounds": found.unpaid,
    }


def print_fund(found: FundBuildUp, sentence: str) -> None:
    """Print the fund year by year, in pounds."""
    print_heading(f"The fund over the years, in pounds, {found.paths:,} paths of drawn years")
    print_table(
        ("Year", "1 in 10 at most", "Middle", "9 in 10 at most", "Runs out", "Reserve meets"),
        [
            (
                year.year,
                money(year.p10),
                money(year.p50),
                money(year.p90),
                percent(year.runs_out),
                money(year.shortfall),
            )
            for year in found.years
        ],
    )
    print_lines([sentence])


def print_who_pays(name: str, found: Waterfall) -> None:
    """Print who pays for one provider's failure, in order."""
    print_heading(f"If {name} fails alone once the fund is full")
    print_lines([words.who_pays(found)])
