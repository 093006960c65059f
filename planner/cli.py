"""The command line: the same work as the desktop, without a window.

Each command loads what it needs only when it runs, so that help is there at once. Exit status: 0
done, 1 findings that --strict asked about, 2 not done, with a sentence for each problem.
"""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

import click

from planner.commands.caring import backups, repair, restore
from planner.commands.chancing import chance, compare, reserve
from planner.commands.documents import document
from planner.commands.exercising import exercise
from planner.commands.failing import concentration, run, sweep
from planner.commands.guard import Commands
from planner.commands.importing import import_
from planner.commands.joining import differ, join
from planner.commands.keeping import check, export, history, new, sample
from planner.commands.levying import levy
from planner.commands.lotting import lots
from planner.commands.pairing import pairs
from planner.commands.planning import demo, plan
from planner.commands.preventing import prevent
from planner.commands.publishing import calendar, publish
from planner.commands.teaming import team
from planner.commands.watching import watch
from planner.commands.workbooks import template

COMMANDS = (
    new,
    sample,
    import_,
    check,
    run,
    sweep,
    pairs,
    concentration,
    lots,
    watch,
    chance,
    reserve,
    levy,
    prevent,
    compare,
    plan,
    document,
    exercise,
    export,
    publish,
    calendar,
    template,
    history,
    differ,
    join,
    backups,
    restore,
    repair,
    team,
    demo,
)


class InOrder(Commands):
    """Lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands as they were added."""
        return list(self.commands)


@click.group(
    cls=InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="backstop", message="Backstop %(version)s")
def backstop() -> None:
    """Plan for the day a provider of public services fails.

    A register (REG) is a .backstop file, a .json file in Backstop's own exchange format, or the
    address of a register on a server. Start with `backstop demo`, or make a register of your own
    with `backstop new` and fill it with `backstop import`. `backstop COMMAND --help` says more
    about each.

    Exit status: 0 done, 1 findings that --strict asked about, 2 not done; the reason then stands
    on standard error, a sentence for each problem.
    """


for _command in COMMANDS:
    backstop.add_command(_command)


def main() -> None:
    """Run the command line; consoles that lack a sign show another in its place."""
    # A command is short and keeps most of what it makes: looking for rings of it seldom is enough.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    backstop(prog_name="backstop")


if __name__ == "__main__":
    main()
