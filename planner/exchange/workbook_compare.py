"""Row by row and field by field: a workbook, the register now, and the register as exported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from planner import fields
from planner.exchange.read_register_workbook import WorkbookRead, WorkbookRow, WorkbookSheet
from planner.exchange.workbook_alike import is_excel_error, same, tidy
from planner.exchange.workbook_cells import in_words
from planner.exchange.workbook_edit import Difference, What
from planner.exchange.workbook_layout import FRONT
from planner.exchange.workbook_rows import RowsTold, Standing
from planner.field_types import Field, RecordKind
from planner.register.changes import COUNCIL_KIND
from planner.register.edits import RemoveRecord, counted_label
from planner.register.register import Register, base_key
from planner.register.words import name_of, record_in_words

MOST_REMOVALS_LOOKED_THROUGH = 100
LONGEST_SUMMARY = 240


@dataclass
class Found:
    """The differences so far, rows that are as they were by label of their kind, and notes."""

    differences: list[Difference] = field(default_factory=list)
    unchanged: Counter[str] = field(default_factory=Counter)
    examples: int = 0
    notes: list[str] = field(default_factory=list)


def compared(read: WorkbookRead, register: Register, base: Register | None) -> Found:
    """Return in what a workbook differs from a register.

    `base` is the register as the workbook was made from it, or None where that is not known.
    """
    return _Comparison(read, register, base).found_all()


class _Comparison:
    def __init__(self, read: WorkbookRead, register: Register, base: Register | None) -> None:
        self._read, self._register, self._base = read, register, base
        self._found = Found()
        self._rows = RowsTold(read, register, base)
        self._links = self._rows.links

    def found_all(self) -> Found:
        self._found.examples = self._rows.examples
        self._council()
        for sheet in self._read.sheets.values():
            kind = fields.BY_NAME[sheet.kind]
            for standing in self._rows.standing[sheet.kind]:
                self._row(sheet, standing)
            for row, problem in self._rows.repeated.get(sheet.kind, ()):
                named = str(row.values.get("title") or row.values.get("name") or row.name)
                self._add(What.REFUSED, kind.name, "", named, problem.where,
                          says=_sentence(problem.what, problem.mend))  # fmt: skip
            self._missing(sheet)
        for problem in self._read.refused:
            self._add(
                What.REFUSED, "", "", "", problem.where, says=_sentence(problem.what, problem.mend)
            )
        return self._found

    def _council(self) -> None:
        row = self._read.council
        if row is None:
            return
        now = self._register.council
        base = self._base.council if self._base else None
        is_blank_kept = self._read.is_template
        # A council without a name is nobody's wish: that one blank is left alone too.
        row_values = {
            name: value
            for name, value in row.values.items()
            if value or not (is_blank_kept or name == "name")
        }
        for one in row.problems:
            label = _label(fields.COUNCIL, one.attribute)
            place = f"{FRONT}, row {self._read.council_rows.get(one.attribute, 0)}"
            self._add(What.REFUSED, COUNCIL_KIND, "", "the council", place, label, says=one.words)
        changes = 0
        for declared in fields.COUNCIL.fields:
            if declared.attribute not in row_values:
                continue
            place = f"{FRONT}, row {self._read.council_rows[declared.attribute]}"
            changes += self._field(
                fields.COUNCIL, "", "the council", place, declared,
                row_values[declared.attribute], now, base, numeric=False,
            )  # fmt: skip
        if not changes:
            self._found.unchanged[fields.COUNCIL.label] += 1

    def _row(self, sheet: WorkbookSheet, standing: Standing) -> None:
        kind, row, key = fields.BY_NAME[sheet.kind], standing.row, standing.key
        place = f"{sheet.name}, row {row.number}"
        now = self._register.of_kind(kind.name).get(key)
        base = self._base.of_kind(kind.name).get(key) if self._base else None
        if now is None:
            self._new_row(kind, row, key, place, base)
            return
        named = self._named(kind, now)
        for problem in row.problems:
            label = _label(kind, problem.attribute)
            self._add(What.REFUSED, kind.name, key, named, place, label,
                      says=_sentence(problem.what, problem.mend))  # fmt: skip
        changes = len(row.problems)
        for declared in kind.fields:
            if declared.attribute not in row.values or (kind.has_id and declared.name == "id"):
                continue
            value = self._links.resolved(declared, tidy(declared, row.values[declared.attribute]))
            numeric = declared.attribute in row.from_numbers
            changes += self._field(
                kind, key, named, place, declared, value, now, base, numeric=numeric
            )
        if not changes:
            self._found.unchanged[kind.label_plural] += 1

    def _field(
        self,
        kind: RecordKind,
        key: str,
        named: str,
        place: str,
        declared: Field,
        value: Any,
        now: Any,
        base: Any,
        *,
        numeric: bool,
    ) -> int:
        """Note the difference in one field; 1 where there is one."""
        value = tidy(declared, value)
        before = getattr(now, declared.attribute)
        if same(declared, before, value, from_number=numeric):
            return 0
        exported = before
        if base is not None:
            exported = getattr(base, declared.attribute)
            if same(declared, exported, value, from_number=numeric):
                return 0
        words = (in_words(declared, before), in_words(declared, value))
        if is_excel_error(declared, value):
            self._add(What.REFUSED, kind.name, key, named, place, declared.label, *words,
                      says=f"Holds the Excel error {value}; write the words instead.")  # fmt: skip
            return 1
        is_conflict = not same(declared, exported, before)
        says = "Changed in Backstop too since the workbook was made." if is_conflict else ""
        if words[0] == words[1]:
            says = f"{says} They differ further on than is shown here.".strip()
        self._add(
            What.CONFLICT if is_conflict else What.CHANGED,
            kind.name,
            key,
            named,
            place,
            declared.label,
            *words,
            exported=(in_words(declared, exported) or "blank") if is_conflict else "",
            says=says,
            attribute=declared.attribute,
            value=value,
        )
        return 1

    def _new_row(self, kind: RecordKind, row: WorkbookRow, key: str, place: str, base: Any) -> None:
        values = {
            declared.attribute: self._links.resolved(
                declared, tidy(declared, row.values.get(declared.attribute, declared.default))
            )
            for declared in kind.fields
        }
        if kind.has_id:
            values["id"] = key
        record = kind.type(**values)
        named = self._named(kind, record)
        for problem in row.problems:
            label = _label(kind, problem.attribute)
            self._add(What.REFUSED, kind.name, "", named, place, label,
                      says=_sentence(problem.what, problem.mend))  # fmt: skip
        if row.problems:
            return
        errors = [one for one in kind.fields if is_excel_error(one, values[one.attribute])]
        if errors:
            says = f"Holds the Excel error {values[errors[0].attribute]}; write the words instead."
            self._add(What.REFUSED, kind.name, "", named, place, errors[0].label, says=says)
            return
        says = ""
        what = What.ADDED
        if base is not None:
            if all(same(one, getattr(base, one.attribute), values[one.attribute])
                   for one in kind.fields):  # fmt: skip
                self._found.notes.append(
                    f"{place}: {record_in_words(kind, record, self._register)} was removed in "
                    "Backstop since, and stays removed."
                )
                return
            what = What.CONFLICT
            says = "Removed in Backstop since the workbook was made; taking it adds it again."
        elif kind.has_id and row.name:
            says = self._perhaps_another_code(kind, row)
        self._add(
            what,
            kind.name,
            "",
            named,
            place,
            after=_summary(kind, record),
            says=says,
            record=record,
        )

    def _perhaps_another_code(self, kind: RecordKind, row: WorkbookRow) -> str:
        """Return a warning where a row may be a known record whose code somebody changed."""
        name = next((one for one in ("title", "name", "role") if row.values.get(one)), "")
        if not name:
            return ""
        for code, record in self._register.of_kind(kind.name).items():
            alike = str(getattr(record, name)).strip() == str(row.values[name]).strip()
            if alike and code not in self._rows.stated[kind.name]:
                return f"If this is {code} with its code changed, put the code back instead."
        return ""

    def _missing(self, sheet: WorkbookSheet) -> None:
        """Offer what has no row in the workbook to be removed; what was added since is no part."""
        if self._read.is_template:
            return
        kind = fields.BY_NAME[sheet.kind]
        base = self._base.of_kind(kind.name) if self._base else None
        gone = [
            key
            for key in self._register.of_kind(kind.name)
            if key not in self._rows.stated[kind.name] and (base is None or key in base)
        ]
        for key in gone:
            record = self._register.of_kind(kind.name)[key]
            says = ["Its row is not in the workbook."]
            if base is not None and base[key] != record:
                says.append("It was changed in Backstop since the workbook was made.")
            if len(gone) <= MOST_REMOVALS_LOOKED_THROUGH:
                says.append(self._what_goes_with(kind, key))
            self._add(
                What.REMOVED,
                kind.name,
                key,
                self._named(kind, record),
                f"{sheet.name}, no row",
                before=_summary(kind, record),
                says=" ".join(one for one in says if one),
            )

    def _what_goes_with(self, kind: RecordKind, key: str) -> str:
        changes = RemoveRecord(kind.name, key, with_dependents=True).changes(self._register)
        others = Counter(one.kind for one in changes if one.after is None)
        others[kind.name] -= 1
        parts = [f"{many:,} {counted_label(name, many)}" for name, many in others.items() if many]
        return f"Removing it removes {', '.join(parts)} with it." if parts else ""

    def _named(self, kind: RecordKind, record: Any) -> str:
        if not all(getattr(record, name, None) for name in kind.key_fields if name != "input"):
            return str(getattr(record, "title", None) or getattr(record, "name", None) or "")
        name = name_of(kind, record, self._register)
        code = base_key(kind, record)
        return f"{name} ({code})" if kind.has_id and code != name else name

    def _add(
        self,
        what: What,
        kind: str,
        key: str,
        named: str,
        place: str,
        label: str = "",
        before: str = "",
        after: str = "",
        **rest: Any,
    ) -> None:
        known = fields.COUNCIL if kind == COUNCIL_KIND else fields.BY_NAME.get(kind)
        shown = known.label_plural if known else "The workbook"
        number = len(self._found.differences)
        self._found.differences.append(
            Difference(number, what, kind, shown, key, named, place, label, before, after, **rest)
        )


def _summary(kind: RecordKind, record: Any) -> str:
    """Return the filled fields of a record in a line, shortened."""
    parts = [
        f"{one.label.lower()} {words}"
        for one in kind.fields
        if one.name not in ("id", "title", "name")
        and (words := in_words(one, getattr(record, one.attribute), 60))
    ]
    line = ", ".join(parts)
    return line if len(line) <= LONGEST_SUMMARY else f"{line[:LONGEST_SUMMARY].rstrip()}…"


def _label(kind: RecordKind, attribute: str) -> str:
    return next((one.label for one in kind.fields if one.attribute == attribute), attribute)


def _sentence(what: str, mend: str) -> str:
    return f"{what[:1].upper()}{what[1:]}; {mend}." if mend else f"{what[:1].upper()}{what[1:]}."
