"""Who has a team register open: a row each on the server, renewed now and then."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from planner.storage.courtesy_lock import STALE
from planner.storage.team_tables import PresenceRow


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has the register open, on which machine, since when, and when last seen."""

    who: str
    machine: str
    since: datetime.datetime
    seen: datetime.datetime

    @property
    def sentence(self) -> str:
        """Return what to tell another person who opens the register."""
        return (
            f"{self.who} has this register open on {self.machine} since "
            f"{self.since.astimezone():%d %B %Y %H:%M}; what you both change is joined."
        )


def be_present(connection: Connection, token: str, who: str, machine: str) -> None:
    """Note, in the caller's transaction, that somebody has the register open; forget the stale."""
    gone = PresenceRow.seen < func.now() - STALE
    connection.execute(delete(PresenceRow).where(gone, PresenceRow.token != token))
    mine = update(PresenceRow).where(PresenceRow.token == token).values(seen=func.now())
    if not connection.execute(mine).rowcount:
        row = {"token": token, "who": who, "machine": machine}
        connection.execute(insert(PresenceRow), [row])


def others_present(connection: Connection, token: str) -> tuple[Present, ...]:
    """Return everybody else who has the register open, longest first."""
    rows = select(PresenceRow.who, PresenceRow.machine, PresenceRow.since, PresenceRow.seen)
    rows = rows.where(PresenceRow.token != token, PresenceRow.seen >= func.now() - STALE)
    return tuple(Present(*row) for row in connection.execute(rows.order_by(PresenceRow.since)))


def leave(connection: Connection, token: str) -> None:
    """Take the note away, in the caller's transaction."""
    connection.execute(delete(PresenceRow).where(PresenceRow.token == token))
