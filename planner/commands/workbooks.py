"""The register as a workbook: what `import` does with one, and `template`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.paths import WORKBOOK_FILE
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.exchange.workbook_changes import WorkbookChanges
    from planner.session import Session

MOST_LINES = 20


def take_workbook(
    session: Session,
    file: Path,
    source: Path,
    *,
    dry_run: bool,
    delete_missing: bool,
    take_conflicts: bool,
) -> None:
    """Show in what a register workbook differs and take it into the register as one step."""
    from planner.exchange.workbook_changes_text import changes_text

    with progress() as report:
        exported = session.register_at(session.workbook_revision(source))
        changes = session.workbook_changes(source, exported, report)
    click.echo(changes_text(changes, MOST_LINES))
    click.echo("")
    if dry_run:
        click.echo("Nothing was changed (--dry-run).")
        return
    taken = _taken(changes, delete_missing=delete_missing, take_conflicts=take_conflicts)
    step = session.take_from_workbook(changes, taken)
    session.save()
    if step is None:
        click.echo(f"{file} is as it was: there is nothing to take from the workbook.")
    else:
        click.echo(f"{step.sentence}; saved in {file} as step {step.number}.")


def _taken(
    changes: WorkbookChanges, *, delete_missing: bool, take_conflicts: bool
) -> frozenset[int]:
    from planner.exchange.workbook_edit import What

    also = {What.REMOVED: delete_missing, What.CONFLICT: take_conflicts}
    more = {one.number for one in changes.differences if also.get(one.what)}
    return changes.taken_unasked | more


@click.command(short_help="Write an empty register workbook to fill in.")
@click.argument("file", type=WORKBOOK_FILE, metavar="F.xlsx")
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
def template(file: Path, kinds: tuple[str, ...]) -> None:
    """Write an empty register workbook with worked rows to fill in in Excel.

    KIND is the name of a sheet, such as services, providers or contracts; without any, all sheets
    are written. The worked rows are shaded and left out when it is imported, unless they were
    changed. Take it in with: backstop import REG F.xlsx
    """
    from planner.session import write_template_file

    saved = write_template_file(file, datetime.datetime.now().astimezone(), kinds)
    click.echo(f"{saved.sentence} Fill it in and take it in with: backstop import REG {file}")
