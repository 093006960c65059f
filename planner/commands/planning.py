"""The plan and its documents: `plan`, and `demo` on the sample council."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.failing import JSON_HELP, SCENARIO_HELP, TARGET_HELP
from planner.commands.paths import PDF_FILE, REGISTER, WORKBOOK_FILE
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.progress import Progress
    from planner.session import Session

SAMPLE_NAME = "Sample council.backstop"


@click.command(short_help="Plan for one failure; write PDF and Excel.")
@click.argument("reg", type=REGISTER)
@click.option("--scenario", required=True, metavar="ID|PRESET", help=SCENARIO_HELP)
@click.option("--target", metavar="ID", help=TARGET_HELP)
@click.option("--pdf", metavar="F", type=PDF_FILE, help="Write the plan as PDF to this file.")
@click.option(
    "--xlsx", metavar="F", type=WORKBOOK_FILE, help="Write the plan as an Excel workbook."
)
@click.option("--owner", metavar="ROLE", help="The role that keeps the plan current.")
@click.option("--approver", metavar="ROLE", help="The role that approves it.")
@click.option("--keep", is_flag=True, help="Keep it in the register as the next version.")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def plan(
    reg: Path,
    scenario: str,
    target: str | None,
    pdf: Path | None,
    xlsx: Path | None,
    owner: str | None,
    approver: str | None,
    keep: bool,
    as_json: bool,
) -> None:
    """Plan for one failure: step-in, reserve and re-commissioning.

    Prints a page of it, or the whole as JSON; --pdf and --xlsx write the documents, over what
    stood under that name. The register itself is not changed, unless --keep puts the plan into it
    as the next version for its scenario and says what differs from the version before.

    In the JSON each service bought again has its dates and `chance`: P50 and P80 with the dates
    they lie between, the share of drawn timetables in which stop-gaps hold, and the share that has
    started by each date. Each task has `critical_share`, `p50` and `p80`. Shares are 0 to 1.
    """
    from planner.commands.opening import opened
    from planner.commands.plan_words import print_plan

    with opened(reg) as session, progress() as report:
        made = session.make_plan(scenario, target, owner=owner, approver=approver, report=report)
        written = write_documents(session, made, pdf, xlsx, report)
        if keep:
            written += keep_plan(session, made)
        as_text = session.plan_json(made) if as_json else ""
    if as_json:
        click.echo(as_text)
    else:
        print_plan(made)
    for line in written:
        click.echo(line, err=as_json)


def keep_plan(session: Session, made: Plan) -> list[str]:
    """Keep a plan as the next version, save, and return lines on what differs from the last."""
    before = session.latest_plan(made.header.scenario)
    session.store_plan(made)
    session.save()
    lines = [f"Kept in {session.path.name} as version {made.header.version}."]
    if before is None:
        return lines
    differences = session.compare_plans(before, made)
    earlier = f"version {before.header.version}"
    if not differences:
        return [*lines, f"It says the same as {earlier}."]
    lines.append(f"What differs from {earlier}:")
    return [*lines, *(f"  {difference.sentence}" for difference in differences)]


def write_documents(
    session: Session, made: Plan, pdf: Path | None, xlsx: Path | None, report: Progress
) -> list[str]:
    """Write the documents that were asked for and return a line for each, saying where it is."""
    written = []
    if pdf is not None:
        session.write_pdf(made, pdf, report)
        written.append(f"PDF: {pdf.resolve()}")
    if xlsx is not None:
        session.write_workbook(made, xlsx, report)
        written.append(f"Workbook: {xlsx.resolve()}")
    return written


@click.command(short_help="Do the whole job on the sample council.")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; else Backstop in your documents, or out in this folder.",
)
def demo(out: Path | None) -> None:
    """Do the whole job once on the sample council.

    Makes its register (an earlier one in the folder is kept and used), plans for its first
    scenario, prints a page of the plan and writes the PDF and the workbook.
    """
    from planner.commands.plan_words import print_plan

    folder = out if out is not None else usual_folder()
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / SAMPLE_NAME
    pdf, xlsx = folder / "Sample plan.pdf", folder / "Sample plan.xlsx"
    with progress() as report:
        report(0, 1, "Opening the sample council")
        with sample_session(register) as session:
            scenario = next(iter(session.register.scenarios))
            made = session.make_plan(scenario, report=report)
            written = write_documents(session, made, pdf, xlsx, report)
    print_plan(made)
    click.echo("")
    for line in [*written, f"Register: {register.resolve()}"]:
        click.echo(line)


def sample_session(register: Path) -> Session:
    """Open the sample council's register, or make it where it is not there yet."""
    from planner.commands.opening import this_person
    from planner.session import Session

    if register.exists():
        return Session.open(register, this_person())
    return Session.sample(register, this_person())


def usual_folder() -> Path:
    """Return where documents go if nobody says: the user's documents, or `out` right here."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    return documents / "Backstop" if documents.is_dir() else Path("out")
