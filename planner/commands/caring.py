"""Backups of a register, and mending one that is damaged: `backups`, `restore` and `repair`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.failing import JSON_HELP
from planner.commands.keeping import FINDINGS
from planner.commands.paths import REGISTER, FileToWrite
from planner.commands.printing import print_heading, print_json, print_lines
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.session import Session, caring

REGISTER_FILE = FileToWrite(".backstop")
ANYWAY_HELP = "Also where the register is open elsewhere or has changes that are not saved."


@click.command(short_help="List the backups of a register and what differs.")
@click.argument("reg", type=REGISTER)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def backups(reg: Path, as_json: bool) -> None:
    """List the backups of a register, newest first: when, size, contents and what differs.

    A backup is kept before each save, at most one in ten minutes. Those of the last three days
    stay; then the last of each of 14 days, 10 weeks and 24 months. Backups from when the register
    lay elsewhere or was called otherwise are listed too. Works for a register that does not open.
    """
    from planner.session import caring, users_folders

    folders = users_folders()
    with progress() as report:
        found = caring.backups_of(reg, folders, report)
        others = caring.backups_under_other_names(reg, folders, report)
    lines = _told(reg, (*found, *others))
    if as_json:
        print_json({"backups": [line | {"number": n} for n, line in enumerate(lines, start=1)]})
        return
    if not lines:
        place = caring.where_backups_lie(reg, folders)
        click.echo(f"{reg.name} has no backups yet; the first save after a change keeps one in:")
        click.echo(str(place))
        return
    for number, line in enumerate(lines, start=1):
        if number == 1 and found:
            click.echo(f"{_backups(len(found))} of {reg.name} in {found[0].path.parent}:")
        if number == len(found) + 1:
            print_heading("From when it lay elsewhere or was called otherwise:")
        what = line["fault"] or f"{line['holds']}; {line['differs']}"
        print_lines([f"{number}. {line['when']} · {line['size']:,} bytes · {what}"])
    click.echo(f"Restore one with: backstop restore {reg} NUMBER")


@click.command(short_help="Restore a register from one of its backups.")
@click.argument("reg", type=REGISTER)
@click.argument("when")
@click.option("--to", type=REGISTER_FILE, metavar="FILE", help="Write a new register file instead.")
@click.option("--anyway", is_flag=True, help=ANYWAY_HELP)
def restore(reg: Path, when: str, to: Path | None, anyway: bool) -> None:
    """Restore a register from a backup: WHEN is its number in the list, or its day or time.

    The backup is checked first and the register as it is now is backed up. A register that opens
    is restored by one change, which undo takes back, so that nothing of its history is lost. A
    file that does not open is set aside and replaced.
    """
    from planner.commands.opening import this_person
    from planner.session import Session, caring, local_now, users_folders

    folders, now = users_folders(), local_now()
    with progress() as report:
        found = (
            *caring.backups_of(reg, folders, report),
            *caring.backups_under_other_names(reg, folders, report),
        )
        backup = caring.backup_called(found, when, now.tzinfo)
        if to is not None:
            saved = caring.save_backup_as(backup, to, folders, now, overwrite=False)
            told = f"The backup of {_moment(backup)} is in {saved.path}."
        else:
            told = Session.restore_file(
                reg,
                backup,
                this_person(),
                folders=folders,
                now=local_now,
                anyway=anyway,
                report=report,
            )
    click.echo(told)


@click.command(short_help="Check a register file and mend what is damaged.")
@click.argument("file", type=REGISTER)
@click.option("--to", type=REGISTER_FILE, metavar="F", help="Name of the repaired file.")
@click.option("--check", "only_check", is_flag=True, help="Only say what is wrong.")
@click.option("--strict", is_flag=True, help="End with status 1 if anything is wrong.")
def repair(file: Path, to: Path | None, only_check: bool, strict: bool) -> None:
    """Check a register file as a whole, and save what can be saved of a damaged one.

    Pages, links, values, history, the logs of exercises and what another program put in are all
    checked. The file itself is never touched: what can be saved goes into a new file, beside it
    unless --to says where. What cannot be read is looked for in history and in the newest sound
    backup, and what is lost is listed.
    """
    from planner.commands.opening import this_person
    from planner.session import caring, local_now, users_folders

    folders = users_folders()
    with progress() as report:
        findings = caring.checked_file(file, folders, report)
        if findings and not only_check:
            target = to or caring.repaired_name(file)
            made = caring.repair_file(file, target, this_person(), folders, local_now(), report)
    if not findings:
        click.echo(f"Nothing is wrong with {file.name}.")
        return
    if only_check:
        click.echo(f"{file.name} is damaged:")
        print_lines([f"- {one}" for one in findings])
    else:
        click.echo(made.report)
    if strict:
        sys.exit(FINDINGS)


def _told(reg: Path, found: tuple[caring.Backup, ...]) -> list[dict[str, object]]:
    from planner.commands.opening import opened
    from planner.errors import BackstopError

    try:
        with opened(reg) as session:
            return [_line(backup, session) for backup in found]
    except BackstopError as error:
        click.echo(error.sentence, err=True)
        return [_line(backup, None) for backup in found]


def _line(backup: caring.Backup, session: Session | None) -> dict[str, object]:
    from planner.session import caring

    differs = ""
    if session is not None and not backup.fault:
        differs = caring.differs_from_now(backup, session.register, session.history())
    return {
        "when": _moment(backup),
        "path": str(backup.path),
        "size": backup.size,
        "services": backup.counts.get("service", 0),
        "contracts": backup.counts.get("contract", 0),
        "people": backup.people,
        "revision": backup.revision,
        "holds": _holds(backup),
        "differs": differs or "how it differs cannot be told",
        "fault": backup.fault,
    }


def _holds(backup: caring.Backup) -> str:
    from planner.plan.wording import counted

    services, contracts = (backup.counts.get(kind, 0) for kind in ("service", "contract"))
    return (
        f"{counted(services, 'service', 'services')}, "
        f"{counted(contracts, 'contract', 'contracts')}, revision {backup.revision:,}"
    )


def _moment(backup: caring.Backup) -> str:
    local: datetime.datetime = backup.taken.astimezone()
    return f"{local:%Y-%m-%d %H:%M:%S}"


def _backups(number: int) -> str:
    from planner.plan.wording import counted

    return counted(number, "backup", "backups")
