"""Documents for each reader: `document`."""

from __future__ import annotations

from pathlib import Path

import click

from planner.commands.failing import SCENARIO_HELP, TARGET_HELP
from planner.commands.paths import REGISTER, FileToWrite, keep_apart
from planner.commands.progress_line import progress

KINDS = (
    "plan", "summary", "cards", "n1-report", "reserve-paper", "register-book",
    "exercise-pack", "facilitators-list", "exercise-report",
)  # fmt: skip
DOCUMENT_FILE = FileToWrite(".pdf", ".docx", ".html", ".xlsx")
TEMPLATE_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Write a document as PDF, Word or web page, whole or redacted.")
@click.argument("reg", type=REGISTER)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("files", type=DOCUMENT_FILE, nargs=-1, required=True, metavar="F...")
@click.option("--scenario", metavar="ID|PRESET", help=SCENARIO_HELP)
@click.option("--target", metavar="ID", help=TARGET_HELP)
@click.option("--exercise", metavar="ID", default="", help="The exercise it is about, by its code.")
@click.option("--owner", metavar="ROLE", help="The role that keeps the plan current.")
@click.option("--approver", metavar="ROLE", help="The role that approves it.")
@click.option("--redacted", is_flag=True, help="Leave out what must not leave the council.")
@click.option(
    "--template", metavar="T.docx", type=TEMPLATE_FILE, help="Word file whose look to take."
)
@click.option("--password", is_flag=True, help="Ask for a password that locks the PDF (AES-256).")
def document(
    reg: Path,
    kind: str,
    files: tuple[Path, ...],
    scenario: str | None,
    target: str | None,
    exercise: str,
    owner: str | None,
    approver: str | None,
    redacted: bool,
    template: Path | None,
    password: bool,
) -> None:
    """Write a document to F, in the format its ending asks for: .pdf, .docx or .html.

    KIND is plan (the contingency plan, also .xlsx), summary (two pages for councillors), cards
    (an action card a role), each for a --scenario; or n1-report, reserve-paper or register-book,
    of the whole register; or exercise-pack, facilitators-list or exercise-report (also .xlsx), for
    an --exercise. A redacted edition holds no contacts, no ratings, no chances, no money
    and no count of people under 5.
    """
    from planner.commands.opening import opened

    for path in files:
        keep_apart(reg, path)
    secret = ""
    if password:
        secret = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    with opened(reg) as session, progress() as report:
        made = None
        if scenario is not None:
            made = session.make_plan(
                scenario, target, owner=owner, approver=approver, report=report
            )
        session.write_document(
            kind,  # type: ignore[arg-type]  # click holds it to the choices
            files,
            made,
            exercise=exercise,
            redacted=redacted,
            password=secret,
            template=template,
            report=report,
        )
    for path in files:
        click.echo(f"Written: {path.resolve()}")
