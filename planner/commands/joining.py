"""Two registers that parted: `differ` and `join`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.failing import JSON_HELP
from planner.commands.paths import NEW_REGISTER, REGISTER
from planner.commands.printing import print_json
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.register.choosing import Choices
    from planner.register.compared import RegistersCompared

DIFFERENT = 1
PREFER_HELP = "Whose stands where both changed a thing, or where who changed it cannot be told."


@click.command(short_help="Say in what two registers differ.")
@click.argument("reg", type=REGISTER)
@click.argument("other", type=REGISTER)
@click.option("--strict", is_flag=True, help="End with status 1 if the two differ.")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def differ(reg: Path, other: Path, strict: bool, as_json: bool) -> None:
    """Say in what OTHER differs from REG, record by record; nothing of either is changed.

    OTHER is a register file of any version, a backup or a JSON register. Where both have the same
    history up to some step, it is told who changed what since; otherwise only what differs.
    """
    from planner.commands.joining_words import compared_json, print_compared
    from planner.commands.opening import opened

    with opened(reg) as session, progress() as report:
        compared = session.compare_with(other, report)
    if as_json:
        print_json(compared_json(compared, {}))
    else:
        print_compared(compared, {})
    if strict and compared.differences:
        sys.exit(DIFFERENT)


@click.command(short_help="Join two registers that parted.")
@click.argument("reg", type=REGISTER)
@click.argument("other", type=REGISTER)
@click.option("--prefer", type=click.Choice(["mine", "theirs"]), help=PREFER_HELP)
@click.option("--to", type=NEW_REGISTER, metavar="FILE", help="Write a new register file instead.")
@click.option("--dry-run", is_flag=True, help="Show what would be joined and change nothing.")
def join(reg: Path, other: Path, prefer: str | None, to: Path | None, dry_run: bool) -> None:
    """Join into REG, as one step that can be undone, what was changed in OTHER since they parted.

    What only one of them changed is joined unasked. Where both changed the same thing it is
    refused until --prefer says whose stands. Two different records under one code are both kept.
    Registers without a shared history are joined only with --prefer, and nothing that only REG has
    is removed then. OTHER is never changed, and logs of exercises are not taken over.
    """
    from planner.commands.joining_words import print_compared
    from planner.commands.opening import opened

    with opened(reg) as session:
        with progress() as report:
            compared = session.compare_with(other, report)
        choices = _choices(compared, prefer)
        print_compared(compared, choices)
        click.echo("")
        if dry_run:
            click.echo("Nothing was changed (--dry-run).")
            return
        if prefer is None:
            _refuse_open(compared)
        step = session.join(compared, choices)
        if step is None:
            click.echo(f"{reg} is as it was: there is nothing to join.")
            return
        if to is None:
            session.save()
        else:
            session.save_as(to)
        click.echo(f"{step.sentence}; saved in {to or reg} as step {step.number}.")


def _choices(compared: RegistersCompared, prefer: str | None) -> Choices:
    from planner.register.difference import Choice, Side

    if prefer is None:
        return {}
    wanted = Choice(prefer)
    found = {}
    for one in compared.differences:
        is_of_no_past = one.side is Side.APART and not one.is_removal
        if wanted in one.choices and (one.is_open or is_of_no_past):
            found[one.number] = wanted
    return found


def _refuse_open(compared: RegistersCompared) -> None:
    """Refuse to join where something is to be decided that nobody decided."""
    from planner.commands.joining_words import in_a_line
    from planner.errors import BackstopError

    undecided = compared.undecided({})
    if undecided:
        number = len(undecided)
        things = "1 thing has" if number == 1 else f"{number:,} things have"
        raise BackstopError(
            f"Nothing was joined: {things} to be decided, such as {in_a_line(undecided[0])} Say "
            "--prefer mine or --prefer theirs, or join them in the window."
        )
    if compared.parting is None and compared.differences:
        raise BackstopError(
            "Nothing was joined: the two share no step of history; say --prefer mine or --prefer "
            "theirs, or join them in the window."
        )
