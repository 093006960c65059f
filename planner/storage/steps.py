"""Reading steps of history and keeping one more, on any database that holds the tables."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from planner import fields
from planner.field_types import RecordKind
from planner.register.changes import COUNCIL_KIND, Change
from planner.register.history import Step
from planner.register.plain import change_from_plain, plain_change
from planner.register.register import Register
from planner.storage.order import GAP, ranks_for
from planner.storage.rows import batches, row_of
from planner.storage.tables import COUNCIL_TABLE, RECORD_TABLES, ChangeRow, FactRow, StepRow


def keep_step(
    connection: Connection,
    step: Step,
    changes: Sequence[Change],
    after: Register,
    last: dict[str, int],
) -> None:
    """Write one step and what it changed, in the transaction of `connection`.

    `after` is the register after it. `last` is the largest rank of each kind that has records, and
    is brought up to what was written.
    """
    connection.execute(insert(StepRow), [_step_row(step)])
    if step.undoes is None and step.redoes is None:
        rows = (_change_row(step.number, n, change) for n, change in enumerate(changes))
        for batch in batches(rows):
            connection.execute(insert(ChangeRow), batch)
    for kind, found in _by_kind(changes).items():
        _change_table(connection, kind, found, after, last)


def changes_kept(connection: Connection, number: int) -> tuple[Change, ...]:
    """Return the changes kept with one step."""
    rows = select(ChangeRow.change).where(ChangeRow.step == number).order_by(ChangeRow.ordinal)
    return tuple(change_from_plain(json.loads(text)) for (text,) in connection.execute(rows))


def size_kept(connection: Connection, number: int) -> int:
    """Return how many changes are kept with one step."""
    rows = select(func.count()).where(ChangeRow.step == number)
    return int(connection.execute(rows).scalar_one())


def revision_of(connection: Connection) -> int:
    """Return the number of the last step, or the revision before the first one."""
    newest = select(StepRow.number).order_by(StepRow.number.desc()).limit(1)
    number = connection.execute(newest).scalar_one_or_none()
    if number is not None:
        return number
    first = select(FactRow.value).where(FactRow.name == "first_revision")
    return int(connection.execute(first).scalar_one_or_none() or 0)


def steps_after(connection: Connection, revision: int) -> Iterator[Step]:
    """Yield the steps with numbers above `revision`, oldest first."""
    rows = select(
        StepRow.number,
        StepRow.when,
        StepRow.who,
        StepRow.sentence,
        StepRow.why,
        StepRow.undoes,
        StepRow.redoes,
    ).where(StepRow.number > revision)
    rows = rows.order_by(StepRow.number)
    for number, when, who, sentence, why, undoes, redoes in connection.execute(rows):
        moment = datetime.datetime.fromisoformat(when)
        yield Step(number, moment, who, sentence, why, undoes, redoes)


def _step_row(step: Step) -> dict[str, Any]:
    row = {field.name: getattr(step, field.name) for field in dataclasses.fields(step)}
    return row | {"when": step.when.isoformat()}


def change_text(change: Change) -> str:
    """Return a change as the text that keeps it."""
    return json.dumps(plain_change(change), ensure_ascii=False, separators=(",", ":"))


def _change_row(step: int, ordinal: int, change: Change) -> dict[str, Any]:
    return {"step": step, "ordinal": ordinal, "change": change_text(change)}


def _by_kind(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.kind, []).append(change)
    return found


def _change_table(
    connection: Connection,
    kind_name: str,
    changes: Sequence[Change],
    after: Register,
    last: dict[str, int],
) -> None:
    if kind_name == COUNCIL_KIND:
        row = row_of(fields.COUNCIL, "", 0, after.council)
        connection.execute(update(COUNCIL_TABLE).values(row))
        return
    kind = fields.BY_NAME[kind_name]
    _remove(connection, kind, [one.key for one in changes if one.after is None])
    changed = {one.key: one.after for one in changes if one.before and one.after}
    _replace(connection, kind, changed)
    added = {one.key: one.after for one in changes if one.before is None and one.after}
    if added:
        at_the_end = all(one.position is None for one in changes if one.key in added)
        _insert(connection, kind, added, after, last, at_the_end=at_the_end)


def _remove(connection: Connection, kind: RecordKind, keys: Sequence[str]) -> None:
    table = RECORD_TABLES[kind.name]
    if keys:
        statement = delete(table).where(table.c.key == bindparam("the_key"))
        connection.execute(statement, [{"the_key": key} for key in keys])


def _replace(connection: Connection, kind: RecordKind, records: Mapping[str, Any]) -> None:
    table = RECORD_TABLES[kind.name]
    # A parameter may not be called like a column, so each carries a mark.
    values: dict[str, Any] = {one.name: bindparam(f"new_{one.name}") for one in kind.fields}
    statement = update(table).where(table.c.key == bindparam("the_key")).values(values)
    rows = (
        {"the_key": key}
        | {f"new_{name}": value for name, value in row_of(kind, key, 0, record).items()}
        for key, record in records.items()
    )
    for batch in batches(rows):
        connection.execute(statement, batch)


def _insert(
    connection: Connection,
    kind: RecordKind,
    added: Mapping[str, Any],
    after: Register,
    last: dict[str, int],
    *,
    at_the_end: bool,
) -> None:
    table = RECORD_TABLES[kind.name]
    ordered = added if at_the_end else after.of_kind(kind.name)
    ranks = ranks_for(
        added,
        ordered,
        lambda key: connection.execute(select(table.c.rank).where(table.c.key == key)).scalar_one(),
        last.get(kind.name, 0),
    )
    if ranks is None:
        connection.execute(delete(table))
        ranks = {key: GAP * n for n, key in enumerate(ordered, start=1)}
        added = after.of_kind(kind.name)
    rows = (row_of(kind, key, ranks[key], record) for key, record in added.items())
    for batch in batches(rows):
        connection.execute(insert(table), batch)
    last[kind.name] = max(last.get(kind.name, 0), *ranks.values())
