"""The register itself: `new`, `sample`, `check`, `export` and `history`."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.failing import JSON_HELP
from planner.commands.paths import EXPORTED, NEW_REGISTER, REGISTER, keep_apart
from planner.commands.printing import print_heading, print_json, print_lines
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.register.findings import Finding
    from planner.register.register import Register

MOST_OF_A_KIND = 3
FINDINGS = 1


@click.command(short_help="Make an empty register.")
@click.argument("file", type=NEW_REGISTER)
@click.option("--council", default="", metavar="NAME", help="Name of the council.")
def new(file: Path, council: str) -> None:
    """Make an empty register; a file that is already there is never replaced."""
    from planner.commands.opening import this_person
    from planner.session import Session

    Session.new(file, council, this_person()).close()
    click.echo(f"An empty register is in {file}. Fill it with: backstop import {file} SOURCE")


@click.command(short_help="Write the register of the sample council.")
@click.argument("file", type=NEW_REGISTER)
def sample(file: Path) -> None:
    """Write the register of the sample council, a made-up unitary authority, to try things on."""
    from planner.commands.opening import this_person
    from planner.session import Session

    with Session.sample(file, this_person()) as session:
        register = session.register
    click.echo(f"The register of {register.council.name} is in {file}: {contents(register)}.")
    if register.scenarios:
        first = next(iter(register.scenarios))
        click.echo(f"Try: backstop run {file} --scenario {first}")


def contents(register: Register) -> str:
    """Return how much a register holds, in words."""
    from planner.plan.wording import counted, listed

    counts = (
        (len(register.services), "service", "services"),
        (len(register.providers), "provider", "providers"),
        (len(register.contracts), "contract", "contracts"),
        (len(register.options), "option", "options"),
        (len(register.scenarios), "scenario", "scenarios"),
    )
    return listed([counted(*count) for count in counts])


@click.command(short_help="Say what is missing or contradictory.")
@click.argument("reg", type=REGISTER)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@click.option("--strict", is_flag=True, help="End with status 1 if there is any finding.")
def check(reg: Path, as_json: bool, strict: bool) -> None:
    """Say what is missing or contradictory in a register, heaviest first.

    The weight of a finding is how much it could change a plan: people it reaches, weighed by the
    class of their service.
    """
    from planner.commands.opening import opened
    from planner.register.findings import grouped

    with opened(reg) as session:
        findings = session.check(datetime.date.today())
        register = session.register
    if as_json:
        print_json({"findings": [dataclasses.asdict(finding) for finding in findings]})
    else:
        click.echo(f"{register.council.name or reg.name}: {contents(register)}")
        if register.tables:
            _print_findings([group.findings for group in grouped(findings)])
        else:
            click.echo(f"It holds nothing yet. Fill it with: backstop import {reg} SOURCE")
    if strict and findings:
        sys.exit(FINDINGS)


def _print_findings(groups: list[tuple[Finding, ...]]) -> None:
    if not groups:
        click.echo("Nothing is missing or contradictory.")
        return
    for findings in groups:
        words = findings[0].name.replace("_", " ")
        print_heading(f"{words[:1].upper()}{words[1:]}: {len(findings):,}")
        print_lines([f"{one.sentence} {one.mend}" for one in findings[:MOST_OF_A_KIND]])
        if len(findings) > MOST_OF_A_KIND:
            print_lines([f"and {len(findings) - MOST_OF_A_KIND:,} more; --json lists them all."])


@click.command(short_help="Write a whole register as JSON or as a workbook to edit.")
@click.argument("reg", type=REGISTER)
@click.argument("file", type=EXPORTED, metavar="F")
def export(reg: Path, file: Path) -> None:
    """Write a whole register as JSON (F.json) or as a workbook to edit in Excel (F.xlsx).

    JSON is for other programs and for safe keeping. The workbook has a sheet for each kind of
    record; `import` takes it back and shows every difference first. Either can be read back
    without loss, but holds no history.
    """
    from planner.commands.opening import opened

    keep_apart(reg, file)
    with opened(reg) as session:
        if file.suffix.lower() == ".xlsx":
            with progress() as report:
                session.export_workbook(file, report)
        else:
            session.export_json(file)
        words = contents(session.register)
        log_stays = session.log_stays
    click.echo(f"Written to {file}: {words}.")
    if log_stays:
        click.echo(log_stays)
    if file.suffix.lower() == ".xlsx":
        click.echo(f"Edit it in Excel and take it back with: backstop import {reg} {file}")


@click.command(short_help="List every change: when, who, what and why.")
@click.argument("reg", type=REGISTER)
def history(reg: Path) -> None:
    """List every change ever made to a register: when, who, what and why, latest first."""
    from planner.commands.opening import opened

    with opened(reg) as session:
        steps = session.history()
    if not steps:
        click.echo("No change has been made since the register was made.")
        return
    for step in reversed(steps):
        why = f" Why: {step.why}" if step.why else ""
        when = f"{step.when.astimezone():%d %b %Y %H:%M}"
        print_lines([f"{step.number}. {when}, {step.who}: {step.sentence}.{why}"])
