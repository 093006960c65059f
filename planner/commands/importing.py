"""Lists that others keep, into the register: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.paths import JSON_FILE, REGISTER
from planner.commands.progress_line import progress
from planner.commands.workbooks import take_workbook

if TYPE_CHECKING:
    from planner.exchange.import_preview import ImportPreview
    from planner.exchange.match_columns import ColumnMapping
    from planner.exchange.match_names import NameDecision
    from planner.progress import Progress
    from planner.session import Session

Pairs = tuple[tuple[str, str], ...]
MOST_LINES = 20
WORKBOOK = "register_workbook"


@click.command("import", short_help="Read a list into a register.")
@click.argument("file", type=REGISTER)
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    metavar="KIND",
    help="What the list is, where it is not recognised: contracts_register (any table), "
    "contracts_finder_csv, contracts_finder_search, contracts_finder_notice, "
    "contracts_finder_list, find_a_tender_scraped, ocds, giving360, spend, companies_house, "
    "charity_register, cqc_directory, ofsted_providers, ofsted_leavers, directory, ownership or "
    "lga_services.",
)
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook holds the list.")
@click.option(
    "--mapping",
    metavar="M",
    help="Which column holds what: a file made by --keep-mapping, or the name of a kept one.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help="Correct one column of the guess, such as supplier=Vendor; FIELD= alone is no column.",
)
@click.option("--keep-mapping", type=JSON_FILE, metavar="F", help="Write the mapping to this file.")
@click.option(
    "--same",
    multiple=True,
    type=(str, str),
    metavar="A B",
    help="Two spellings are one supplier, such as --same 'Alder Care' 'Alder Care Group'.",
)
@click.option(
    "--different", multiple=True, type=(str, str), metavar="A B", help="They are two suppliers."
)
@click.option("--dry-run", is_flag=True, help="Show what would happen and change nothing.")
@click.option(
    "--delete-missing",
    is_flag=True,
    help="Of a register workbook: also remove the records whose rows were deleted.",
)
@click.option(
    "--take-conflicts",
    is_flag=True,
    help="Of a register workbook: take its side where the register was changed since too.",
)
def import_(
    file: Path,
    source: Path,
    kind: str | None,
    sheet: str | None,
    mapping: str | None,
    columns: tuple[str, ...],
    keep_mapping: Path | None,
    same: Pairs,
    different: Pairs,
    dry_run: bool,
    delete_missing: bool,
    take_conflicts: bool,
) -> None:
    """Read a list into a register, every row accounted for.

    SOURCE is a CSV, Excel or OpenDocument table of any layout, a contracts register, a download
    from Contracts Finder or Find a Tender, an OCDS package, or a folder of those. Columns are
    guessed, shown with the reason, and remembered for the next list of the same layout. Each row
    is added, updated, unchanged or refused with a reason, and no value is counted twice. The whole
    is one step of the register's history.

    Payments over £250 or £500 are matched with the providers the register has and kept as what each
    was paid in a financial year. Lists of Companies House, the Charity Commission, CQC, Ofsted and
    Open Ownership fill blanks of those providers and add warning signs; the LGA's lists of services
    fill numbers and legal bases. None of them adds a contract.

    A register workbook, written by `export` or `template`, is laid beside the register instead:
    every difference is shown, before and after. What it adds or changes is taken; records whose
    rows are missing, and what was changed on both sides, only where you ask for that.
    """
    from planner.commands.opening import opened
    from planner.errors import InputRefused
    from planner.exchange.import_preview import preview_text
    from planner.exchange.match_names import NameDecision

    decisions = [NameDecision(*pair, same=True) for pair in same]
    decisions += [NameDecision(*pair, same=False) for pair in different]
    with opened(file) as session:
        if kind in (None, WORKBOOK) and session.is_register_workbook(source):
            if mapping or columns or keep_mapping:
                raise InputRefused.one(
                    source.name,
                    "is a register workbook, whose columns are known",
                    "leave --mapping, --column and --keep-mapping out",
                )
            take_workbook(
                session,
                file,
                source,
                dry_run=dry_run,
                delete_missing=delete_missing,
                take_conflicts=take_conflicts,
            )
            return
        with progress() as report:
            found = _preview(session, source, kind, sheet, mapping, columns, decisions, report)
        if keep_mapping is not None:
            _keep(found, keep_mapping)
        click.echo(preview_text(found, MOST_LINES))
        click.echo("")
        if dry_run:
            click.echo("Nothing was changed (--dry-run).")
            return
        with progress() as report:
            report(0, 1, "Adding it to the register")
            step = session.apply_import(found)
            session.save()
        if step is None:
            click.echo(f"{file} is as it was: {_why_nothing(found)}.")
        else:
            click.echo(f"{step.sentence}; saved in {file} as step {step.number}.")
            click.echo(f"What the list could not know: backstop check {file}")


def _why_nothing(found: ImportPreview) -> str:
    if found.money is not None:
        return "nothing in the list is new to it"
    if found.rows_read == sum(found.refusals.values()):
        return "no row of the list gives a contract"
    return "it held all of this already"


def _preview(
    session: Session,
    source: Path,
    kind: str | None,
    sheet: str | None,
    mapping: str | None,
    columns: tuple[str, ...],
    decisions: list[NameDecision],
    report: Progress,
) -> ImportPreview:
    """Return what the import would do, with the columns corrected as asked."""
    chosen = None if mapping is None else _kept(session, mapping)
    if columns and chosen is None:
        chosen = session.guess_columns(source, kind, sheet)
    for column in columns:
        field, equals, heading = column.partition("=")
        if not equals:
            raise click.BadParameter(f"{column} is not FIELD=HEADING", param_hint="--column")
        if chosen is not None:
            chosen = chosen.with_choice(field.strip(), heading.strip() or None)
    return session.preview_import(
        source, kind, chosen, sheet=sheet, name_decisions=decisions, report=report
    )


def _kept(session: Session, mapping: str) -> ColumnMapping:
    """Return the mapping in a file, or the one remembered under a name."""
    from planner.errors import InputRefused
    from planner.exchange.match_columns import ColumnMapping

    file = Path(mapping)
    if file.is_file():
        try:
            return ColumnMapping.from_json(file.read_text("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise InputRefused.one(
                file.name, "is not a column mapping", "make one with --keep-mapping"
            ) from error
    remembered = session.remembered_mapping(mapping)
    if remembered is None:
        raise InputRefused.one(
            mapping, "there is no such mapping file or name", "make one with --keep-mapping"
        )
    return remembered


def _keep(found: ImportPreview, file: Path) -> None:
    """Write the mapping to a file, but never over anything that is not a mapping."""
    import json

    from planner.errors import InputRefused
    from planner.exchange.match_columns import ColumnMapping

    if found.mapping is None:
        raise InputRefused.one(
            found.source.name, "has no columns to keep a mapping of", "leave --keep-mapping out"
        )
    if file.exists():
        try:
            ColumnMapping.from_json(file.read_text("utf-8-sig", errors="replace"))
        except InputRefused as error:
            raise InputRefused.one(
                str(file), "is there already and is not a column mapping", "choose another name"
            ) from error
    file.write_text(json.dumps(found.mapping.as_json(), indent=1), encoding="utf-8")
