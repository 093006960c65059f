"""Which record each row of a workbook stands for, and the codes of the rows that are new."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner import fields
from planner.errors import Problem
from planner.exchange.read_register_workbook import WorkbookRead, WorkbookRow, WorkbookSheet
from planner.exchange.workbook_alike import same, tidy
from planner.exchange.workbook_examples import EXAMPLES
from planner.exchange.workbook_links import Links, vars_of
from planner.field_types import RecordKind
from planner.register.records import Record
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Standing:
    """A row and the record it stands for; `key` is the code of a new one, "" where it has none."""

    row: WorkbookRow
    key: str


class RowsTold:
    """The rows of every sheet told apart.

    `standing` are the rows by kind, `repeated` those refused because another bears the same name.
    `stated` are the keys of the register that have a row, `examples` the worked rows of a template
    that nobody changed. `links` knows every code, those of new rows too.
    """

    def __init__(self, read: WorkbookRead, register: Register, base: Register | None) -> None:
        self._register = register
        self._base = base or Register()
        self.links = Links(register)
        self.examples = 0
        self.standing: dict[str, list[Standing]] = {}
        self.repeated: dict[str, list[tuple[WorkbookRow, Problem]]] = {}
        self.stated: dict[str, set[str]] = defaultdict(set)
        for sheet in read.sheets.values():
            self.standing[sheet.kind] = self._told_apart(sheet)
        self._claim_codes()

    def _told_apart(self, sheet: WorkbookSheet) -> list[Standing]:
        """Return the rows with the record each stands for; rows of one name twice are refused."""
        kind = fields.BY_NAME[sheet.kind]
        table = self._register.of_kind(sheet.kind)
        keys = {row.number: self._key_of(kind, row) for row in sheet.rows}
        told: list[Standing] = []
        by_fields: list[WorkbookRow] = []
        times = Counter(keys[row.number] for row in sheet.rows if keys[row.number])
        for row in sheet.rows:
            key = keys[row.number]
            if _is_untouched_example(kind, row):
                self.examples += 1
            elif not key or _is_example_name(kind, key) or not self._is_known(kind, key):
                by_fields.append(row)
            elif times[key] > 1 and not _is_as(kind, row, table.get(key)):
                self.stated[kind.name].add(key)
                what = f"{'the code' if kind.has_id else 'the row'} {key} stands {times[key]} times"
                mend = "leave that cell blank in the new rows, and Backstop makes one"
                where = f"{sheet.name}, row {row.number}"
                self.repeated.setdefault(kind.name, []).append((row, Problem(where, what, mend)))
            else:
                self.stated[kind.name].add(key)
                told.append(Standing(row, key))
        for row in by_fields:
            told.append(Standing(row, self._by_its_fields(kind, row, table)))
        return sorted(told, key=lambda one: one.row.number)

    def _is_known(self, kind: RecordKind, key: str) -> bool:
        """Return whether a row's name means a record; any code does, if only a new one."""
        held = (self._register.of_kind(kind.name), self._base.of_kind(kind.name))
        return kind.has_id or any(key in table for table in held)

    def _key_of(self, kind: RecordKind, row: WorkbookRow) -> str:
        if kind.has_id and "id" in row.from_numbers:
            return self.links.code_like(kind.name, row.name)
        if kind.has_id or not row.name:
            return row.name
        # Cells lose the spaces at their ends, which the name of a row may have.
        held = (self._register.of_kind(kind.name), self._base.of_kind(kind.name))
        if any(row.name in table for table in held):
            return row.name
        bare = row.name.strip()
        return next((key for table in held for key in table if key.strip() == bare), row.name)

    def _by_its_fields(
        self, kind: RecordKind, row: WorkbookRow, table: Mapping[str, Record]
    ) -> str:
        """Return the record that a row without its name must mean, or "" where it is new."""
        if kind.has_id:
            return self._by_its_title(kind, row, table)
        values = [row.values.get(name) for name in kind.key_fields]
        key = "/".join("" if value is None else str(value).strip() for value in values)
        if key not in table or key in self.stated[kind.name]:
            return ""
        self.stated[kind.name].add(key)
        return key

    def _by_its_title(self, kind: RecordKind, row: WorkbookRow, table: Mapping[str, Record]) -> str:
        """Return the record of a row without a code that was taken before, so it comes only once.

        That is the first of its title that no row names; where a kind has no titles, the first
        that holds just what the row holds.
        """
        title = next((one for one in ("title", "name", "role") if one in row.values), "")
        for code, record in table.items():
            if code in self.stated[kind.name]:
                continue
            alike = dataclasses.replace(row, values={**row.values, "id": code})
            if title:
                field = kind.field(title)
                is_it = same(field, getattr(record, title), tidy(field, row.values[title]))
            else:
                is_it = _is_as(kind, alike, record)
            if is_it:
                self.stated[kind.name].add(code)
                return code
        return ""

    def _claim_codes(self) -> None:
        """Settle the codes of new rows first, so that every link can name them."""
        for name, rows in self.standing.items():
            kind = fields.BY_NAME[name]
            if not kind.has_id:
                continue
            for one in rows:
                if one.key and one.key not in self._register.of_kind(name):
                    self.links.claim(kind, one.key, one.row.values)
            for at, one in enumerate(rows):
                if not one.key:
                    code = self.links.make(kind, one.row.values, before=one.row.name)
                    rows[at] = Standing(one.row, code)


def _is_example_name(kind: RecordKind, name: str) -> bool:
    return _example(kind, name) is not None


def _example(kind: RecordKind, name: str) -> Record | None:
    """Return the worked example of a template that a row of this name was."""
    table = EXAMPLES.of_kind(kind.name)
    if kind.has_id:
        return table.get(name)
    number = name.removeprefix("example ") if name.startswith("example ") else ""
    rows = tuple(table.values())
    return rows[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(rows) else None


def _is_untouched_example(kind: RecordKind, row: WorkbookRow) -> bool:
    return _is_as(kind, row, _example(kind, row.name))


def _is_as(kind: RecordKind, row: WorkbookRow, record: Record | None) -> bool:
    """Return whether every cell of a row holds what a record holds."""
    if record is None or row.problems:
        return False
    values = vars_of(kind, record)
    return all(
        same(one, values[one.attribute], tidy(one, row.values[one.attribute]))
        for one in kind.fields
        if one.attribute in row.values
    )
