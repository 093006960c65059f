"""Concentration, as JSON and as words."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import click

from planner.commands.printing import print_heading, print_lines, print_table
from planner.dependence.captive import Captive
from planner.dependence.concentration import A_YEAR, Concentration, Holding, Market
from planner.plan.wording import counted, listed, money, number, percent
from planner.register.register import Register

MOST_SHOWN = 10


def concentration_json(found: Concentration, captive: Sequence[Captive]) -> dict[str, Any]:
    """Return concentration and captive people as plain values; what is not known is null."""
    return {**dataclasses.asdict(found), "captive": [dataclasses.asdict(one) for one in captive]}


def print_concentration(
    found: Concentration, captive: Sequence[Captive], register: Register
) -> None:
    """Print the largest holders, the markets, and the people with nowhere else to go."""
    by_year = found.measured_by == A_YEAR
    what = "a year under contract" if by_year else "in awards over their whole terms"
    click.echo(f"{money(found.value)} {what}; limit {percent(found.limit)}")
    if not by_year:
        print_lines(
            ["Most contracts state no yearly value, so shares are of what awards are worth."]
        )
    if found.shared_value:
        print_lines(
            [
                f"Awards shared by several suppliers, {money(found.shared_value)} in all, are "
                "nobody's share."
            ]
        )
    if found.budget is None and by_year:
        print_lines(["The council's budget is not known: shares are of the value under contract."])
    if found.contracts_without_value:
        without = counted(
            found.contracts_without_value,
            "contract has no value of its own and is",
            "contracts have no value of their own and are",
        )
        print_lines([f"{without} left out."])
    if not found.value:
        print_lines(["No contract has a value of its own, so shares cannot be measured."])
        return
    _print_holdings("Largest providers", found.providers, by_year)
    if [holding.id for holding in found.groups] != [holding.id for holding in found.providers]:
        _print_holdings("Largest groups, with all they own", found.groups, by_year)
    if _values(found.through_chain) != _values(found.providers):
        _print_holdings("Largest through the supply chain", found.through_chain, by_year)
    print_heading("Markets (HHI: 10,000 is one holder of all)")
    print_table(
        (
            "Market",
            _value_heading(by_year),
            "HHI",
            "Groups",
            "Chain",
            "Largest",
            "Share",
            "Over the limit",
        ),
        [_market_row(market, register) for market in found.markets],
    )
    _print_captive([one for one in captive if one.captive > 0], bool(captive), register)


def _values(holdings: Sequence[Holding]) -> list[tuple[str, int]]:
    return [(holding.id, round(holding.value)) for holding in holdings]


def _value_heading(by_year: bool) -> str:
    return "A year" if by_year else "Awards"


def _print_holdings(words: str, holdings: Sequence[Holding], by_year: bool) -> None:
    print_heading(words)
    print_table(
        ("Who", _value_heading(by_year), "Of contracts", "Of budget", "People", "Limit"),
        [
            (
                holding.name,
                money(holding.value),
                percent(holding.share),
                percent(holding.budget_share),
                number(holding.people),
                "over" if holding.over_limit else "within",
            )
            for holding in holdings[:MOST_SHOWN]
        ],
    )


def _market_row(market: Market, register: Register) -> tuple[object, ...]:
    return (
        market.market,
        money(market.value),
        number(market.hhi),
        number(market.hhi_of_groups),
        number(market.hhi_through_chain),
        _name(market.largest, register),
        percent(market.largest_share),
        listed([_name(id_, register) for id_ in market.over_limit], 2) or "nobody",
    )


def _name(provider: str, register: Register) -> str:
    found = register.providers.get(provider)
    return provider if found is None else found.name


def _print_captive(captive: Sequence[Captive], counted: bool, register: Register) -> None:
    print_heading("People with nowhere else to go if their provider stops")
    if not counted:
        print_lines(["Not known: the register counts no people."])
        return
    if not captive:
        print_lines(["None: the other options could hold everybody counted."])
        return
    print_table(
        ("Provider", "Service", "People served", "Others could take", "Nowhere to go"),
        [
            (
                _name(one.provider, register),
                register.services[one.service].title,
                number(one.people),
                number(one.held),
                number(one.captive),
            )
            for one in captive[:MOST_SHOWN]
        ],
    )
    if len(captive) > MOST_SHOWN:
        print_lines([f"and {len(captive) - MOST_SHOWN} more; --json lists them all."])
