"""A register several people edit at once, on a PostgreSQL server: `team`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.paths import LINK, REGISTER, REGISTER_FILE, address_given
from planner.errors import InputRefused

if TYPE_CHECKING:
    from planner.session import Session


@click.group(short_help="Put a register on a server for a team, link to it, copy it.")
def team() -> None:
    """A register several people edit at once, kept on a PostgreSQL server.

    URL is the address of the register, such as postgresql://name@server/database?register=care. It
    never holds a password: Backstop asks where the server wants one, or PostgreSQL finds it in your
    password file. Every other command takes the address, or a link file, in place of a register.
    """


@team.command(short_help="Put a register on a server, with its history and logs.")
@click.argument("url", callback=address_given)
@click.argument("source", type=REGISTER, metavar="FROM.backstop")
@click.option("--members", default="", metavar="ROLE", help="A role of the server let in to edit.")
def new(url: str, source: Path, members: str) -> None:
    """Put a register on a server, with its whole history and the logs of its exercises.

    The file stays as it is. --members lets a role of the server read and edit the register; what is
    in its history they cannot change.
    """
    from planner.commands.opening import asking, opened

    with opened(source) as session:
        link = asking(
            lambda password: session.put_on_server(url, password=password, members=members)
        )
    click.echo(f"The register is on the server. {link} leads to it.")
    click.echo("Give your colleagues a link of their own with: backstop team link URL FILE")


@team.command(short_help="Write a link file that opens a register on a server.")
@click.argument("url", callback=address_given)
@click.argument("file", type=LINK, metavar="F.backstop-team")
def link(url: str, file: Path) -> None:
    """Write a small file that opens the register at an address, for double clicks and colleagues.

    The register is looked for first, so that the link leads somewhere.
    """
    from planner.commands.opening import opened
    from planner.session import keep_link, link_to

    with opened(link_to(url)) as session:
        title = session.register.council.name
    keep_link(file, url, title)
    click.echo(f"{file} leads to the register of {title or 'a council without a name'}.")


@team.command(short_help="Copy a register from a server to a file, with its history.")
@click.argument("url", type=REGISTER)
@click.argument("file", type=REGISTER_FILE, metavar="F.backstop")
def copy(url: Path, file: Path) -> None:
    """Copy a register from a server to a file, with its whole history and logs."""
    from planner.commands.opening import opened

    with opened(url) as session:
        _refuse_a_file(session)
        session.save_as(file)
        steps = len(session.history())
    click.echo(f"{file} holds the register as it is now, with {steps:,} steps of history.")


@team.command(short_help="Say who has a register on a server open.")
@click.argument("url", type=REGISTER)
def who(url: Path) -> None:
    """Say who has a register on a server open now, on which machine, and since when."""
    from planner.commands.opening import opened

    with opened(url, quiet=True) as session:
        _refuse_a_file(session)
        there = session.others()
    for one in there:
        click.echo(f"{one.who} on {one.machine} since {one.since.astimezone():%d %B %Y %H:%M}")
    if not there:
        click.echo("Nobody else has it open.")


def _refuse_a_file(session: Session) -> None:
    if not session.is_shared:
        raise InputRefused.one(
            session.path.name, "it is no register on a server", "give the address or a link"
        )
