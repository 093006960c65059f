"""When a cell and a field hold the same, for all that Excel and people make of a value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from planner import fields
from planner.exchange.workbook_cells import EXCEL_ERRORS
from planner.field_types import Field, FieldType

_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CODE, FieldType.LINK})
_CLOSE = 1e-12
"""Excel and others keep 15 or 16 figures of a number; that alone changes nothing."""


def tidy(field: Field, value: Any) -> Any:
    """Return a value as people mean it: spaces around texts do not count, and "" is blank."""
    if isinstance(value, str):
        return _lines(value).strip() or field.default
    if isinstance(value, tuple) and field.type is not FieldType.EVENTS:
        return tuple(text for one in value if (text := _lines(one).strip()))
    return value


def same(field: Field, one: Any, other: Any, *, from_number: bool = False) -> bool:
    """Return whether two values of a field are the same to a person.

    `from_number` says that `other` comes from a cell with a number, where Excel may have lost the
    zeros in front.
    """
    one, other = (None if blank == "" else blank for blank in (one, other))
    if one == other:
        return True
    if one is None or other is None:
        return False
    if field.type in _TEXTS and isinstance(one, str) and isinstance(other, str):
        plain, held = _lines(one).strip(), _lines(other).strip()
        return plain == held or (from_number and plain.isdigit() and plain.lstrip("0") == held)
    if field.type is FieldType.EVENTS:
        return len(one) == len(other) and all(map(_same_event, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(_close(one[code], other[code]) for code in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return [_lines(part).strip() for part in one] == [_lines(part).strip() for part in other]
    is_number = isinstance(one, int | float) and not isinstance(one, bool)
    return is_number and isinstance(other, int | float) and _close(one, other)


def is_excel_error(field: Field, value: Any) -> bool:
    """Return whether a text is what Excel shows of a formula that failed."""
    return field.type in _TEXTS and isinstance(value, str) and value in EXCEL_ERRORS


def _same_event(one: Any, other: Any) -> bool:
    return all(
        same(part, getattr(one, part.attribute), getattr(other, part.attribute))
        for part in fields.EVENT.fields
    )


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_CLOSE, abs_tol=0.0)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
