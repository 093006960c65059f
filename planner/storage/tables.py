"""The tables of a register file.

One table for each kind of record is built from the table of fields, so a field is declared once.
The tables of history are typed classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from planner import fields
from planner.field_types import LIST_TYPES, Field, FieldType, RecordKind

# Written into every file: "BkSt" in ASCII, so that other SQLite files are told apart.
APPLICATION_ID = 0x426B5374

_COLUMN_TYPES: Mapping[FieldType, type[TypeEngine[Any]]] = {
    FieldType.WHOLE: BigInteger,
    FieldType.NUMBER: Float,
    FieldType.MONEY: Float,
    FieldType.SHARE: Float,
    FieldType.YES_NO: Boolean,
    FieldType.DATE: Date,
}
# Kept as JSON text: lists are short, and nothing looks into them by SQL.
AS_JSON = LIST_TYPES | {FieldType.AMOUNTS}


class Base(DeclarativeBase):
    """What all tables of a register file belong to."""

    metadata = MetaData()


class StepRow(Base):
    """One step of history."""

    __tablename__ = "steps"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    when: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    undoes: Mapped[int | None] = mapped_column(Integer)
    redoes: Mapped[int | None] = mapped_column(Integer)


class ChangeRow(Base):
    """One record before and after a step, as JSON; steps of undo and redo have none."""

    __tablename__ = "changes"

    step: Mapped[int] = mapped_column(ForeignKey("steps.number"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    change: Mapped[str] = mapped_column(Text)


class FactRow(Base):
    """One named fact about the file itself, such as the revision it started from."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class LogRow(Base):
    """One entry of the log of an exercise, as JSON; rows are only ever added.

    `digest` is of the digest before it and of this entry, so that a change shows.
    """

    __tablename__ = "exercise_log"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    exercise: Mapped[str] = mapped_column(Text)
    entry: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)


class PulseRow(Base):
    """When the clock of an exercise was last seen to run, so that it can go on from there."""

    __tablename__ = "exercise_pulses"

    exercise: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[str] = mapped_column(Text)


def _column(kind: RecordKind, field: Field) -> Column[Any]:
    links: list[ForeignKey] = []
    if field.type is FieldType.LINK and len(field.links_to) == 1 and kind.name != "council":
        target = fields.BY_NAME[field.links_to[0]].plural
        # Checked when a step is kept as a whole, so that its parts may come in any order.
        links.append(ForeignKey(f"{target}.key", deferrable=True, initially="DEFERRED"))
    # A boolean without a CHECK is a plain INTEGER; the values are checked before they come here.
    return Column(
        field.name,
        _COLUMN_TYPES.get(field.type, Text)(),
        *links,
        nullable=not field.required,
        index=bool(links),
    )


def _table(kind: RecordKind) -> Table:
    return Table(
        kind.plural,
        Base.metadata,
        Column("key", Text, primary_key=True),
        # The order of entry; far apart, so that a record can be put back between two others.
        Column("rank", BigInteger, nullable=False),
        *(_column(kind, field) for field in kind.fields),
    )


COUNCIL_TABLE = _table(fields.COUNCIL)
RECORD_TABLES: Mapping[str, Table] = MappingProxyType(
    {kind.name: _table(kind) for kind in fields.KINDS}
)
