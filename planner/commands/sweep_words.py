"""The sweep of every failure, as JSON and as words."""

from __future__ import annotations

from typing import Any

import click

from planner.commands.printing import print_heading, print_lines, print_table
from planner.plan.wording import counted as count_of
from planner.plan.wording import money, number, percent
from planner.scenario.sweep import Fall, Sweep, counts_people

KINDS = {"provider": "provider", "parent": "owner", "asset": "asset"}
MOST_SHOWN = 15


def sweep_json(found: Sweep) -> dict[str, Any]:
    """Return a sweep as plain values, worst first; what is not known is null."""
    return {
        "horizon_days": found.horizon_days,
        "secure_share": found.secure_share,
        "secure_people_share": found.secure_people_share,
        "providers": [_fall_json(fall) for fall in found.falls],
    }


def _fall_json(fall: Fall) -> dict[str, Any]:
    return {
        "id": fall.id,
        "name": fall.name,
        "kind": fall.kind,
        "breach_person_days": fall.breach_person_days.as_dict(),
        "unmet_person_days": fall.unmet_person_days.as_dict(),
        "displaced_person_days": fall.displaced_person_days.as_dict(),
        "displaced_people": fall.displaced_people,
        "contracts": fall.contracts,
        "value": fall.value,
        "award_value": fall.award_value,
        "cost": fall.cost,
        "secure": fall.secure,
        "systemic_index": fall.systemic_index,
        "also_fail": list(fall.also_fail),
    }


def print_sweep(found: Sweep) -> None:
    """Print the worst failures first, then the secure shares.

    Where no people are counted a failure cannot be ranked by them: it stands apart, by value.
    """
    counted = [fall for fall in found.falls if fall.displaced_people is not None]
    uncounted = [fall for fall in found.falls if fall.displaced_people is None]
    click.echo(
        f"{_each_of(len(found.falls))} failing alone without warning, followed for "
        f"{number(found.horizon_days)} days"
        if found.falls
        else "There is no provider or asset in the register to lose yet."
    )
    if not found.falls:
        return
    if counted:
        print_heading("Worst first, in person-days (late: past what people can bear)")
        print_table(
            (
                "Who",
                "Kind",
                "Must: late",
                "without",
                "Needed: late",
                "without",
                "People",
                "Cost",
            ),
            [_row(fall) for fall in counted[:MOST_SHOWN]],
        )
        _say_how_many_more(len(counted))
    if uncounted:
        uncounted.sort(
            key=lambda fall: (-fall.value, -fall.award_value, -fall.contracts, fall.name)
        )
        print_heading("People not known: largest first, by the contracts hit")
        print_table(
            ("Who", "Kind", "Contracts", "A year", "Awards, whole term"),
            [
                (
                    fall.name,
                    KINDS[fall.kind],
                    fall.contracts,
                    money(fall.value or None),
                    money(fall.award_value or None),
                )
                for fall in uncounted[:MOST_SHOWN]
            ],
        )
        _say_how_many_more(len(uncounted))
    _print_secure(found, len(uncounted))


def _each_of(falls: int) -> str:
    if falls == 1:
        return "The only provider or asset"
    return f"Each of {number(falls)} providers, owners and assets"


def _say_how_many_more(falls: int) -> None:
    if falls > MOST_SHOWN:
        print_lines([f"and {number(falls - MOST_SHOWN)} more; --json lists them all."])


def _print_secure(found: Sweep, uncounted: int) -> None:
    print_heading("Secure")
    if not counts_people(found.falls):
        print_lines(["Not known: the register counts no people."])
        return
    providers = sum(fall.kind == "provider" for fall in found.falls)
    providers_said = count_of(providers, "provider", "providers")
    lines = [
        f"{percent(found.secure_share)} of {providers_said} can fail alone without "
        "anybody being left without a must service for longer than they can wait."
    ]
    if found.secure_people_share is not None:
        lines.append(f"{percent(found.secure_people_share)} of people have only secure providers.")
    if uncounted:
        lines.append(
            f"{number(uncounted)} with no count of people come out secure on paper only: enter "
            "the people they serve."
        )
    print_lines(lines)


def _row(fall: Fall) -> tuple[object, ...]:
    breach, unmet = fall.breach_person_days, fall.unmet_person_days
    return (
        fall.name,
        KINDS[fall.kind],
        number(breach.must),
        number(unmet.must),
        number(breach.needed),
        number(unmet.needed),
        number(fall.displaced_people),
        money(fall.cost),
    )
