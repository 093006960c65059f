"""Filters as people type them under a heading, turned into a test of values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from planner.answers.typed import read_plain
from planner.errors import BackstopError
from planner.field_types import Field, FieldType
from ui.table.columns import RecordColumn

Test = Callable[[Any], bool]
_RANGE = re.compile(r"^(.*?)\s*(?:\.\.|\bto\b)\s*(.*)$")
_SIGNS = (">=", "<=", "≥", "≤", ">", "<", "=")
_DATE = Field("date", "Date", "", FieldType.DATE)
_NUMBER = Field("number", "Number", "", FieldType.NUMBER)
_MONEY = Field("money", "Amount", "", FieldType.MONEY)
_SHARE = Field("share", "Share", "", FieldType.SHARE)

HINTS = {
    "text": "contains",
    "choice": "any",
    "date": "before, after",
    "number": "≥",
    "money": "≥ £",
    "people": "≥",
}
"""What stands in an empty filter, by kind of column."""
HELP = {
    "text": "Words it contains, =exact, blank, not blank.",
    "choice": "One or several with commas, blank, not blank.",
    "date": "before 1 Jan 2027, after 1 Jan 2027, 2027, 1 Apr 2026 to 31 Mar 2027, blank.",
    "number": "100 is 100 or more; <100, =100, 10 to 20, blank, not blank.",
    "money": "100000 is that or more; <1m, 100k to 1m, blank, not blank.",
    "people": "100 is 100 or more; <100, 10 to 20, blank, not blank.",
}


class FilterRefused(BackstopError):
    """A filter that cannot be read; its sentence says how to write one."""


def read_filter(column: RecordColumn, text: str) -> Test | None:
    """Return a test of a column's values, None for no filter; FilterRefused in a sentence.

    Tests of text columns take the text shown, in lower case; the others the value itself.
    """
    wanted = text.strip()
    if not wanted or wanted.casefold() == "any":
        return None
    if wanted.casefold() in ("blank", "not known"):
        return lambda value: value is None or value in ("", ())
    if wanted.casefold() == "not blank":
        return lambda value: value is not None and value not in ("", ())
    try:
        if column.kind == "date":
            return _dates(wanted)
        if column.is_number:
            return _numbers(column, wanted)
    except (BackstopError, ValueError) as error:
        raise FilterRefused(
            f"The filter “{wanted}” of {column.heading} cannot be read. {HELP[column.kind]}"
        ) from error
    if column.kind == "choice":
        return _choices(wanted)
    return _words(wanted)


def _words(wanted: str) -> Test:
    if wanted.startswith("="):
        exact = wanted[1:].strip().casefold()
        return lambda text: text == exact
    words = wanted.casefold().split()
    if len(words) == 1:
        word = words[0]
        return lambda text: word in text
    return lambda text: all(word in text for word in words)


def _choices(wanted: str) -> Test:
    parts = [part.strip() for part in wanted.casefold().split(",") if part.strip()]
    return lambda text: any(text.startswith(part) for part in parts)


def _numbers(column: RecordColumn, wanted: str) -> Test:
    field = _MONEY if column.kind == "money" else _NUMBER
    if column.field is not None and column.field.type is FieldType.SHARE:
        field = _SHARE

    def number(text: str) -> float:
        return float(read_plain(field, text))

    return _ordered(wanted, number)


def _dates(wanted: str) -> Test:
    lower = wanted.casefold()

    def date(text: str) -> datetime.date:
        found = read_plain(_DATE, text)
        if not isinstance(found, datetime.date):
            raise ValueError(text)
        return found

    if lower.startswith("before "):
        limit = date(wanted[7:])
        return lambda value: value is not None and value < limit
    if lower.startswith("after "):
        limit = date(wanted[6:])
        return lambda value: value is not None and value > limit
    if re.fullmatch(r"\d{4}", wanted):
        year = int(wanted)
        return lambda value: value is not None and value.year == year
    if wanted.startswith(_SIGNS) or _RANGE.match(wanted):
        return _ordered(wanted, date)
    day = date(wanted)
    return lambda value: value == day


def _ordered(wanted: str, read: Callable[[str], Any]) -> Test:
    sign = next((sign for sign in _SIGNS if wanted.startswith(sign)), "")
    if not sign and (found := _RANGE.match(wanted)):
        low, high = read(found[1]), read(found[2])
        return lambda value: value is not None and low <= value <= high
    limit = read(wanted.removeprefix(sign))
    tests: dict[str, Test] = {
        ">": lambda value: value is not None and value > limit,
        "<": lambda value: value is not None and value < limit,
        "=": lambda value: value is not None and value == limit,
        "<=": lambda value: value is not None and value <= limit,
        "≤": lambda value: value is not None and value <= limit,
    }
    return tests.get(sign, lambda value: value is not None and value >= limit)
