"""What leaves as data: `calendar` for diaries and `publish` for everybody."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from planner.commands.paths import REGISTER, FileToWrite, keep_apart
from planner.commands.printing import print_lines
from planner.commands.progress_line import progress

CALENDAR_FILE = FileToWrite(".ics")
OPEN_FILE = FileToWrite(".csv", ".json", ".xlsx", ".pdf")
KINDS = (
    "review", "rating", "notice", "extension", "end", "exit-plan", "action", "lesson", "debrief",
    "task",
)  # fmt: skip
AS = ("transparency", "ocds", "sectors")


@click.command(short_help="Write reviews, notice deadlines and contract ends as a calendar.")
@click.argument("reg", type=REGISTER)
@click.argument("file", type=CALENDAR_FILE, metavar="F.ics")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only dates of this kind; may be given again.",
)
@click.option("--months", type=click.IntRange(min=0), metavar="N", help="Only the next N months.")
@click.option(
    "--remind", type=click.IntRange(0, 52), metavar="WEEKS", help="Ring so many weeks before."
)
@click.option(
    "--plan",
    "scenarios",
    multiple=True,
    metavar="SCENARIO",
    help="Add the checklists and tasks of the plan for a scenario; may be given again.",
)
def calendar(
    reg: Path,
    file: Path,
    kinds: tuple[str, ...],
    months: int | None,
    remind: int | None,
    scenarios: tuple[str, ...],
) -> None:
    """Write what is to be done by when as a calendar file that Outlook and others take in.

    Kinds: review (of records and plans), rating (look at a provider again), notice (the last day
    on which notice ends a contract by its end), extension (to decide), end (of a contract),
    exit-plan (to renew), action, lesson (to act on), debrief (of an exercise that was played, two
    to six weeks later), and task (of a plan named by --plan, from the day its failure is
    supposed). Take a newer file in over an older one: events move, and none is doubled. What was
    done is taken off. Nobody's name, number or rating is in it.
    """
    from planner.commands.opening import opened
    from planner.document.calendar_dates import KIND_WORDS, Kind

    keep_apart(reg, file)
    wanted: list[Kind] | None = None
    if kinds:
        asked = (*kinds, "task") if scenarios else kinds
        wanted = [one for one in KIND_WORDS if one.replace("_", "-") in asked]
    with opened(reg) as session, progress() as report:
        plans = [
            session.latest_plan(one) or session.make_plan(one, report=report) for one in scenarios
        ]
        dates = session.calendar_dates(plans, wanted, months)
        session.write_calendar(dates, file, remind)
    counts = Counter(one.kind for one in dates)
    click.echo(f"Written to {file}: {len(dates):,} {'date' if len(dates) == 1 else 'dates'}.")
    print_lines(
        [f"{words}: {counts[kind]:,}" for kind, words in KIND_WORDS.items() if counts[kind]]
    )


@click.command(short_help="Write contracts as open data: transparency list, OCDS or sectors.")
@click.argument("reg", type=REGISTER)
@click.argument("file", type=OPEN_FILE, metavar="F")
@click.option("--as", "as_", type=click.Choice(AS), required=True, help="What to publish.")
@click.option(
    "--prefix",
    default="",
    metavar="OCID",
    help="The council's registered ocid prefix, as ocds-abc123; needed for ocds.",
)
@click.option("--bom/--no-bom", default=True, help="Mark a CSV as UTF-8 for Excel, or not.")
def publish(reg: Path, file: Path, as_: str, prefix: str, bom: bool) -> None:
    """Write contracts as open data, without people, contacts, ratings or risks.

    transparency: the contracts register of the Local Government Transparency Code 2015 (F.csv).
    ocds: a release package of the Open Contracting Data Standard 1.1 (F.json); a contract that
    came with an ocid keeps it, the others get one of your prefix and their reference. sectors:
    money by service category, kind of supplier and class (F.csv, F.xlsx or F.pdf). Lists and
    packages can be imported again. Blank means not known.

    Read a file before you publish it: a supplier may be a person trading alone.
    """
    from planner.commands.opening import opened

    keep_apart(reg, file)
    with opened(reg) as session, progress() as report:
        words = session.publish(file, as_, prefix=prefix, bom=bom, report=report)
    click.echo(f"Written to {file}. {words}")
