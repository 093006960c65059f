"""What happens if somebody fails: `run`, `sweep` and `concentration`."""

from __future__ import annotations

from pathlib import Path

import click

from planner.commands.paths import REGISTER
from planner.commands.printing import print_json
from planner.commands.progress_line import progress

SCENARIO_HELP = "Code of a scenario in the register, or a ready-made one such as hard-fast."
TARGET_HELP = "Code of the provider or asset that a ready-made scenario hits."
JSON_HELP = "Print JSON for another program instead of words."
SCHEDULER_HELP = (
    "Share the work with the Dask scheduler at this address, such as tcp://10.0.0.5:8786."
)


@click.command(short_help="Play one failure and find the best response.")
@click.argument("reg", type=REGISTER)
@click.option("--scenario", required=True, metavar="ID|PRESET", help=SCENARIO_HELP)
@click.option("--target", metavar="ID", help=TARGET_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def run(reg: Path, scenario: str, target: str | None, as_json: bool) -> None:
    """Play one failure and find the best use of the options there are.

    Says who fails with it, whose service stops, who serves them instead and from when, what is
    left unmet in each class, what it costs, and which options are blocked by what.

    Ready-made scenarios: hard-fast (stops without warning), hard-slow (90 days' notice),
    soft-fast and soft-slow (half the work stays), warning-0, -7, -25, -90 and -180, and
    administration, southern-cross-2011, carillion-2018, allied-2018, four-seasons-2019,
    kids-company-2015, active-nation-2025 and jmc-taxis-2017.
    """
    from planner.commands.opening import opened
    from planner.commands.outcome_json import outcome_json
    from planner.commands.outcome_words import print_outcome

    with opened(reg) as session, progress() as report:
        outcome = session.run(scenario, target, report)
        names = session.register
    if as_json:
        print_json(outcome_json(outcome))
    else:
        print_outcome(outcome, names)


@click.command(short_help="Fail everybody in turn, worst first.")
@click.argument("reg", type=REGISTER)
@click.option("--scheduler", metavar="ADDRESS", help=SCHEDULER_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def sweep(reg: Path, scheduler: str | None, as_json: bool) -> None:
    """Fail every provider and asset in turn and rank them, worst first.

    A provider is secure if its failure leaves nobody without a must service beyond the tolerable
    period. The secure share counts providers, not assets.
    """
    from planner.commands.opening import opened
    from planner.commands.sweep_words import print_sweep, sweep_json

    with opened(reg) as session, progress() as report:
        found = session.sweep(report, scheduler)
    if as_json:
        print_json(sweep_json(found))
    else:
        print_sweep(found)


@click.command(short_help="Say how much hangs on how few.")
@click.argument("reg", type=REGISTER)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def concentration(reg: Path, as_json: bool) -> None:
    """Say how much hangs on how few: shares by provider, group and market.

    Shares are measured by provider, by ultimate parent and through the supply chain; those over
    a fifth are marked. HHI is the sum of squared percentage shares: 10,000 is one holder of all.
    """
    from planner.commands.concentration_words import concentration_json, print_concentration
    from planner.commands.opening import opened

    with opened(reg) as session:
        found = session.concentration()
        captive = session.captive_people()
        names = session.register
    if as_json:
        print_json(concentration_json(found, captive))
    else:
        print_concentration(found, captive, names)
