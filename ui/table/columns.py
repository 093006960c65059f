"""The columns of a table of records: fields of the register, and what is worked out beside them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner import fields
from planner.answers.typed import shown_text, typed_text
from planner.document.wording import count, pounds, short_date
from planner.field_types import NUMBER_TYPES, Field, FieldType

if TYPE_CHECKING:
    from planner.register.derived import Derived
    from planner.register.records import Record
    from planner.register.register import Register

_T = FieldType
_WIDTHS = {
    _T.CODE: 110,
    _T.TEXT: 170,
    _T.LONG_TEXT: 200,
    _T.WHOLE: 90,
    _T.NUMBER: 90,
    _T.MONEY: 110,
    _T.SHARE: 80,
    _T.YES_NO: 80,
    _T.DATE: 104,
    _T.CHOICE: 110,
    _T.LINK: 180,
}
FINDINGS = "+findings"
"""The column that counts what register health finds of a record."""
_FIRST = {
    "service": ("class", "title", "market", "owner", "+people", "+providers", "+yearly",
                "mtpd_days", FINDINGS),
    "provider": ("name", "sector", "reach", "+people", "+contracts", "+yearly", "+worst_sign",
                 "+last_sign", "parent", FINDINGS),
    "contract": ("id", "title", "service", "provider", "+people", "annual_value", "end",
                 "step_in_right", FINDINGS),
    "option": ("service", "route", "supplier", "capacity", "mobilise_days", "ramp_days",
               "max_days", "unit_cost_day", "agreed"),
}  # fmt: skip
"""Columns shown at first, in this order, where those of the fields would be too many."""
_HEADINGS = {
    ("service", "+providers"): "Prov.",
    ("service", "mtpd_days"): "Tolerable",
    ("contract", "annual_value"): "£ a year",
    ("contract", "step_in_right"): "Step-in",
    ("option", "max_days"): "Can last",
    ("option", "unit_cost_day"): "£ a day",
}
"""Headings shorter than the labels of their fields, where the column is narrow."""
_WIDE = {
    ("service", "class"): 92,
    ("service", "title"): 200,
    ("service", "market"): 120,
    ("service", "owner"): 136,
    ("service", "+people"): 68,
    ("service", "+providers"): 60,
    ("service", "+yearly"): 96,
    ("service", "mtpd_days"): 84,
    ("provider", "name"): 200,
    ("provider", "sector"): 130,
    ("provider", "reach"): 84,
    ("provider", "+people"): 68,
    ("provider", "parent"): 130,
    ("contract", "id"): 72,
    ("contract", "title"): 200,
    ("contract", "service"): 150,
    ("contract", "provider"): 160,
    ("contract", "+people"): 68,
    ("contract", "step_in_right"): 72,
    ("option", "service"): 170,
    ("option", "route"): 130,
    ("option", "supplier"): 160,
    ("option", "agreed"): 76,
}
"""Widths in pixels at 100 % text, where that of the type of field does not suit."""
SUMMED = ("+people", "people", "+yearly", "annual_value")
"""Columns whose sums stand in the foot and above each group."""
MOST_AT_FIRST = 9
HELP = "What is missing or contradictory in the record, counted by register health."


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column: `field` where it can be edited, `values` by key where it is worked out."""

    name: str
    heading: str
    help: str
    width: int
    field: Field | None
    values: Mapping[str, Any]
    kind: str

    @property
    def is_number(self) -> bool:
        """Return whether values stand at the right."""
        return self.kind in ("number", "money", "people") and self.name != FINDINGS

    @property
    def is_class(self) -> bool:
        """Return whether it shows the class of a service."""
        return self.name == "class"

    @property
    def is_subject(self) -> bool:
        """Return whether it names the record, and is written stronger."""
        return self.name in ("title", "name", "role", "indicator")

    def value(self, key: str, record: Record) -> Any:
        """Return the value itself of a record."""
        if self.field is not None:
            return getattr(record, self.field.attribute)
        return self.values.get(key)

    def shown(self, value: Any, register: Register) -> str:
        """Return a value as the table shows it; "" where it is blank."""
        if self.field is not None:
            return shown_text(self.field, value, register)
        if value is None:
            return ""
        if self.kind == "money":
            return pounds(value)
        if isinstance(value, datetime.date):
            return short_date(value)
        return count(value) if isinstance(value, int | float) else str(value)

    def typed(self, value: Any, register: Register) -> str:
        """Return a value as text to edit."""
        if self.field is None:
            return self.shown(value, register)
        return typed_text(self.field, value, register)

    def sort_key(self, register: Register) -> Callable[[Any], Any]:
        """Return what gives the value to sort by for a value that is not blank."""
        if self.is_class:
            return fields.CLASSES.index
        if self.kind in ("number", "money", "people", "date"):
            return itself
        if self.field is not None and self.field.type is _T.YES_NO:
            return bool
        return self.folded(register)

    def folded(self, register: Register) -> Callable[[Any], str]:
        """Return what gives the text shown of a value that is not blank, in lower case."""
        field = self.field
        if field is not None and field.type in (_T.CODE, _T.TEXT, _T.LONG_TEXT):
            return str.casefold
        if field is not None and field.type is _T.LINK:
            return _Names(field, register)
        return lambda value: self.shown(value, register).casefold()


class _Names:
    """The names of the records one field links to, each looked up once."""

    def __init__(self, field: Field, register: Register) -> None:
        self._field = field
        self._register = register
        self._known: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        name = self._known.get(key)
        if name is None:
            name = shown_text(self._field, key, self._register).casefold()
            self._known[key] = name
        return name


def itself(value: Any) -> Any:
    """Return a value that is its own sort key."""
    return value


def columns_of(
    kind: str, derived: tuple[Derived, ...], findings: Mapping[str, int]
) -> tuple[RecordColumn, ...]:
    """Return every column of a kind of record, those shown at first in front."""
    declared = fields.BY_NAME[kind]
    found = {
        field.name: _of_field(kind, field) for field in declared.fields if field.name != "content"
    }
    for one in derived:
        name = f"+{one.name}"
        width = _WIDE.get((kind, name)) or {"text": 150, "date": 98, "money": 96}.get(one.kind, 80)
        heading = _HEADINGS.get((kind, name), one.heading)
        found[name] = RecordColumn(name, heading, one.help, width, None, one.values, one.kind)
    found[FINDINGS] = RecordColumn(FINDINGS, "Findings", HELP, 82, None, findings, "number")
    first = [name for name in _FIRST.get(kind, ()) if name in found]
    rest = [name for name in found if name not in first]
    return tuple(found[name] for name in (*first, *rest))


def shown_at_first(kind: str, columns: tuple[RecordColumn, ...]) -> tuple[str, ...]:
    """Return the names of the columns that a table of a kind shows at first."""
    most = len(_FIRST.get(kind, ())) or MOST_AT_FIRST
    return tuple(column.name for column in columns[:most])


def _of_field(kind_of_record: str, field: Field) -> RecordColumn:
    kind = "text"
    if field.type in NUMBER_TYPES:
        kind = "money" if field.type is _T.MONEY else "number"
    elif field.type is _T.DATE:
        kind = "date"
    elif field.type in (_T.CHOICE, _T.YES_NO):
        kind = "choice"
    width = 104 if field.name == "class" else _WIDTHS.get(field.type, 150)
    if field.required and field.type is _T.TEXT:
        width = 220
    place = (kind_of_record, field.name)
    heading = _HEADINGS.get(place) or field.short_heading or field.label
    width = _WIDE.get(place, width)
    return RecordColumn(field.name, heading, field.help, width, field, {}, kind)
