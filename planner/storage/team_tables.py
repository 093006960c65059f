"""The tables a team register has besides those of a register file."""

from __future__ import annotations

import datetime

from sqlalchemy import BigInteger, DateTime, Integer, MetaData, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class TeamBase(DeclarativeBase):
    """What the tables of a team register belong to that no register file has."""

    metadata = MetaData()


class StepMarkRow(TeamBase):
    """What is kept beside a step that was made on the server.

    `token` was chosen by who made it, so that they can look for it where the answer was lost.
    `undoes` and `redoes` are the step taken back or made again.
    """

    __tablename__ = "team_steps"

    step: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(Text, unique=True)
    undoes: Mapped[int | None] = mapped_column(Integer)
    redoes: Mapped[int | None] = mapped_column(Integer)


class EntryMarkRow(TeamBase):
    """The token of an entry of an exercise's log."""

    __tablename__ = "team_entries"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(Text, unique=True)


class PresenceRow(TeamBase):
    """Who has the register open; `seen` is by the clock of the server."""

    __tablename__ = "team_presence"

    token: Mapped[str] = mapped_column(Text, primary_key=True)
    who: Mapped[str] = mapped_column(Text)
    machine: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
    seen: Mapped[datetime.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
