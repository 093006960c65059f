"""The sweep of every failure, as JSON and as words."""

from __future__ import annotations

from typing import Any

import click

from planner.commands.printing import print_heading, print_lines, print_table
from planner.plan.wording import money, number, percent
from planner.scenario.sweep import Fall, Sweep

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
        "cost": fall.cost,
        "secure": fall.secure,
        "systemic_index": fall.systemic_index,
        "also_fail": list(fall.also_fail),
    }


def print_sweep(found: Sweep) -> None:
    """Print the worst failures first, then the secure shares; people not counted say so."""
    providers = sum(fall.kind == "provider" for fall in found.falls)
    click.echo(
        f"Each of {len(found.falls)} providers, owners and assets failing alone without warning, "
        f"followed for {found.horizon_days} days"
    )
    print_heading("Worst first (person-days of must services, then of needed ones)")
    print_table(
        (
            "Who",
            "Kind",
            "Must: too long",
            "without",
            "Needed: too long",
            "without",
            "People",
            "Cost",
        ),
        [_row(fall) for fall in found.falls[:MOST_SHOWN]],
    )
    if len(found.falls) > MOST_SHOWN:
        print_lines([f"and {len(found.falls) - MOST_SHOWN} more; --json lists them all."])
    print_heading("Secure")
    lines = [
        f"{percent(found.secure_share)} of {number(providers)} providers can fail alone without "
        "anybody being left without a must service for longer than they can wait."
    ]
    unknown = sum(fall.displaced_people is None for fall in found.falls)
    if found.secure_people_share is not None:
        lines.append(f"{percent(found.secure_people_share)} of people have only secure providers.")
    if unknown:
        lines.append(
            f"For {number(unknown)} of them no count of people is known: they come out secure on "
            "paper only, ranked by what is known."
        )
    print_lines(lines)


def _row(fall: Fall) -> tuple[object, ...]:
    breach, unmet = fall.breach_person_days, fall.unmet_person_days
    known = fall.displaced_people is not None
    return (
        fall.name,
        KINDS.get(fall.kind, fall.kind),
        number(breach.must) if known else None,
        number(unmet.must) if known else None,
        number(breach.needed) if known else None,
        number(unmet.needed) if known else None,
        number(fall.displaced_people),
        money(fall.cost),
    )
