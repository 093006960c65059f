"""The rows of a damaged register file by table, whatever of its pages and its list of tables is."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from planner import fields
from planner.field_types import RecordKind
from planner.progress import Progress
from planner.storage.migrations import LATEST_VERSION
from planner.storage.pages import UNREADABLE, Leaf, PageFile, Row
from planner.storage.soundness import STORED_AS
from planner.storage.tables import Base

KINDS: Mapping[str, RecordKind] = {kind.plural: kind for kind in (*fields.KINDS, fields.COUNCIL)}
TABLES: tuple[str, ...] = tuple(Base.metadata.tables)
_TYPES: Mapping[type, str] = {int: "integer", float: "real", str: "text", bytes: "blob"}
MOST_ALIKE = 20
"""Rows of a page looked at to tell which table it belongs to."""

Values = dict[str, Any]


@dataclass(slots=True)
class SalvagedTable:
    """The rows of one table that can be read, and how much of it is known to be missing.

    `strays` of the rows stood on pages that nothing led to any more.
    """

    rows: list[Values] = field(default_factory=list)
    lost_rows: int = 0
    bad_pages: int = 0
    strays: int = 0
    is_there: bool = True

    @property
    def is_whole(self) -> bool:
        """Return whether nothing of the table is known to be missing."""
        return self.is_there and not self.lost_rows and not self.bad_pages


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table in the order of its rows; `number` is that of the row itself."""

    columns: tuple[str, ...]
    number: str = ""


def salvaged_tables(file: PageFile, report: Progress) -> dict[str, SalvagedTable]:
    """Return every table of a register file with the rows that can be read."""
    seen: set[int] = set()
    # Rows of strays are looked through only where something is missing: a page that is free but
    # not listed as such holds what was removed.
    schema = _schema(file, seen)
    found: dict[str, SalvagedTable] = {}
    layouts = {name: _layout(name, schema.get(name, ("", 0))[0]) for name in TABLES}
    unplaced: list[Leaf] = []
    for number, (name, layout) in enumerate(layouts.items()):
        report(number, len(layouts), "Reading the tables")
        is_later = file.has_magic and file.user_version < LATEST_VERSION and name not in EARLY
        table = found[name] = SalvagedTable(is_there=name in schema or is_later)
        if name not in schema:
            continue
        tree = file.tree(schema[name][1], seen)
        table.bad_pages = len(tree.bad_pages)
        for leaf in (*tree.leaves, *(file.leaf(page) for page in tree.unlike)):
            if leaf.rows and not _share_that_fits(name, layout, leaf.rows):
                unplaced.append(leaf)
                table.bad_pages += leaf.page not in tree.unlike
                continue
            _take(table, layout, leaf)
    if not all(table.is_whole for table in found.values()):
        free = file.free_pages()
        for page in range(2, file.pages + 1):
            if page not in seen and page not in free and file.is_leaf(page):
                unplaced.append(file.leaf(page))
        _place(unplaced, found, layouts)
    return found


EARLY = frozenset({"steps", "changes", "facts", "services", "contracts", "providers", "council"})
"""Tables that every version has, so that one that is missing was lost."""


def planted_names(file: PageFile) -> tuple[str, ...]:
    """Return what a register file holds that Backstop never puts there, such as "trigger x"."""
    known = set(TABLES)
    names = []
    for values in _schema_rows(file, set()):
        kind, name, table = values[0], values[1], values[2]
        if (
            kind == "index"
            and table in known
            and str(name).startswith(("ix_", "sqlite_autoindex_"))
        ):
            continue
        if kind == "table" and (name in known or str(name).startswith("sqlite_")):
            continue
        names.append(f"{kind} {name}")
    return tuple(sorted(names))


def missing_indexes(file: PageFile) -> tuple[str, ...]:
    """Return the indexes a register file should have for its tables and has not."""
    rows = _schema_rows(file, set())
    there = {values[1] for values in rows if values[0] == "index"}
    tables = {values[1] for values in rows if values[0] == "table"}
    return tuple(
        sorted(
            str(index.name)
            for name, table in Base.metadata.tables.items()
            if name in tables
            for index in table.indexes
            if index.name not in there
        )
    )


def _schema(file: PageFile, seen: set[int]) -> dict[str, tuple[str, int]]:
    """Return the statement and the root page of every table of ours that the file lists."""
    found: dict[str, tuple[str, int]] = {}
    for kind, name, _table, root, statement in _schema_rows(file, seen):
        if kind == "table" and name in TABLES and name not in found:
            found[name] = (statement, root)
    return found


def _schema_rows(file: PageFile, seen: set[int]) -> list[tuple[Any, ...]]:
    tree = file.tree(1, seen)
    rows = [row.values for leaf in tree.leaves for row in leaf.rows]
    if tree.bad_pages or not rows:
        for page in range(2, file.pages + 1):
            if page not in seen and file.is_leaf(page):
                more = [row.values for row in file.leaf(page).rows if _is_of_schema(row.values)]
                if more:
                    seen.add(page)
                rows += more
    return [values for values in rows if _is_of_schema(values)]


def _is_of_schema(values: tuple[Any, ...]) -> bool:
    return (
        len(values) == 5
        and values[0] in ("table", "index", "view", "trigger")
        and all(isinstance(one, str) for one in values[:3])
        and isinstance(values[3], int)
        and (isinstance(values[4], str) or values[4] is None)
    )


def _layout(name: str, statement: Any) -> Layout:
    """Return the columns a table was made with, in the file's order where its statement is whole.

    The statement is run in an empty database in memory, which makes the table and nothing else.
    """
    declared = Base.metadata.tables[name].columns
    number = next((one.name for one in declared if one.primary_key and one.name == "number"), "")
    usual = Layout(tuple(one.name for one in declared), number)
    if not isinstance(statement, str) or not statement.upper().startswith("CREATE TABLE"):
        return usual
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute(statement)
            told = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    except (sqlite3.Error, sqlite3.Warning, ValueError):
        return usual
    columns = tuple(str(row[1]) for row in told)
    known = set(usual.columns) | {"criticality"}
    return Layout(columns, number) if columns and set(columns) <= known else usual


def _take(table: SalvagedTable, layout: Layout, leaf: Leaf) -> None:
    table.lost_rows += leaf.lost
    for row in leaf.rows:
        if len(row.values) <= len(layout.columns):
            table.rows.append(_by_name(layout, row))
        else:
            table.lost_rows += 1


def _by_name(layout: Layout, row: Row) -> Values:
    values: Values = dict(zip(layout.columns, row.values, strict=False))
    if layout.number:
        values[layout.number] = row.number
    values.setdefault("rank", row.number << 20)
    return values


def _place(
    leaves: Iterable[Leaf], found: Mapping[str, SalvagedTable], layouts: Mapping[str, Layout]
) -> None:
    """Give pages that nothing leads to any more to the table that their rows fit best."""
    for leaf in leaves:
        wanting = [name for name in layouts if not found[name].is_whole]
        fitting = {
            name: share
            for name in wanting
            if leaf.rows and (share := _share_that_fits(name, layouts[name], leaf.rows))
        }
        best = max(fitting.values(), default=0.0)
        names = [name for name, share in fitting.items() if share == best]
        if len(names) == 1:
            before = len(found[names[0]].rows)
            _take(found[names[0]], layouts[names[0]], leaf)
            found[names[0]].strays += len(found[names[0]].rows) - before


def _share_that_fits(name: str, layout: Layout, rows: Iterable[Row]) -> float:
    """Return how well rows fit a table, 0 where half of them or more cannot be of it."""
    looked = list(rows)[:MOST_ALIKE]
    points = [_points(name, layout, row) for row in looked]
    fitting = [one for one in points if one > 0]
    return sum(fitting) / len(looked) if 2 * len(fitting) > len(looked) else 0.0


def _points(name: str, layout: Layout, row: Row) -> float:
    """Return how much speaks for a row being of a table; 0 where it cannot be."""
    if len(row.values) > len(layout.columns) or len(row.values) < 2:
        return 0.0
    values = dict(zip(layout.columns, row.values, strict=False))
    kind = KINDS.get(name)
    if kind is None:
        return _points_of_past(name, layout, values)
    points = 1.0
    if not isinstance(values.get("key"), str) or not isinstance(values.get("rank", 0), int):
        return 0.0
    if (values["key"] == "") != (kind is fields.COUNCIL):
        return 0.0
    for one in kind.fields:
        value = values.get(one.name)
        if value is UNREADABLE:
            continue
        if value is None:
            points -= one.required
            continue
        if _TYPES[type(value)] not in STORED_AS.get(one.type, ("text",)):
            points -= 1
        elif one.choices and isinstance(value, str) and not value.startswith("["):
            points += 1 if value in one.choices else -1
    if kind.has_id:
        points += 2 if values.get("id") == values["key"] else -1
    # A row with all its columns is likelier to be of a table with so many.
    return max(0.0, points + 0.1 * (len(row.values) == len(layout.columns)))


def _points_of_past(name: str, layout: Layout, values: Values) -> float:
    if len(values) != len(layout.columns):
        return 0.0
    texts = {key: one for key, one in values.items() if isinstance(one, str)}
    if name == "steps":
        return 3.0 * (_is_moment(texts.get("when", "")) and "who" in texts and "sentence" in texts)
    if name == "changes":
        return 3.0 * (isinstance(values["step"], int) and texts.get("change", "").startswith("{"))
    if name == "exercise_log":
        return 3.0 * (len(texts.get("digest", "")) == 64 and texts.get("entry", "").startswith("{"))
    if name == "exercise_pulses":
        return 2.0 * ("exercise" in texts and _is_moment(texts.get("at", "")))
    return 1.0 * (len(texts) == len(layout.columns))


def _is_moment(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
