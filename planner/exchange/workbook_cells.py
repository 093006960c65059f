"""A value of a field as one cell of a register workbook, and back without loss.

Texts stay texts whatever they look like. A list stands in one cell, its parts set apart by
semicolons; a part that holds one is put in double quotes. Reading takes what people and Excel make
of a cell, and raises `Unreadable` in plain words where it cannot hold what its field should.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from planner import fields
from planner.exchange import cells
from planner.exchange.cells import Cell, Unreadable, shortened
from planner.field_types import NUMBER_TYPES, Field, FieldType
from planner.register.words import value_in_words

FIRST_EXCEL_DAY = datetime.date(1900, 3, 1)
EXCEL_ERRORS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!")
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;\n"][^;\n]*|))\s*(?:[;\n]|$)')
_AMOUNT = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;\n"=][^;\n=]*?))\s*=\s*([^;\n]+?)\s*(?:[;\n]|$)')


def cell_of(field: Field, value: Any) -> Cell:
    """Return the cell for a value of a field; None for a blank. Events have no cell."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return value if value >= FIRST_EXCEL_DAY else value.isoformat()
    if field.type is FieldType.CHOICE:
        return fields.in_words(value)
    if field.type is FieldType.CHOICES:
        return joined(fields.in_words(one) for one in value)
    if isinstance(value, tuple):
        return joined(value)
    if isinstance(value, Mapping):
        amounts = (f"{_part(code, ';=')} = {_number(one)}" for code, one in value.items())
        return "; ".join(amounts) or None
    return value  # type: ignore[no-any-return]


def value_of(field: Field, cell: Cell) -> Any:
    """Return the value a cell holds for a field, the field's default for a blank one.

    `Unreadable` says what is wrong. Codes are not looked up here, nor limits checked.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return field.default
    if isinstance(cell, str) and cell.strip() in EXCEL_ERRORS and field.type not in _ANY_TEXT:
        raise Unreadable(f"holds the Excel error {cell.strip()}")
    return _READERS[field.type](field, cell)


def text_of(cell: Cell) -> str:
    """Return a cell as the text it shows: numbers without ".0", days as 2026-03-31."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return "" if cell is None else str(cell)


def joined(parts: Iterable[str]) -> str:
    """Return texts as one, set apart by semicolons, so that `parted` finds them again."""
    return "; ".join(_part(part, ";") for part in parts)


def parted(text: str) -> tuple[str, ...]:
    """Return the parts of a list in one cell: by semicolons or lines, quoted ones as they are."""
    found = []
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise Unreadable(f"{_quoted(text)} cannot be parted: a double quote stands alone")
        quoted, plain = part.groups()
        one = quoted.replace('""', '"') if quoted is not None else plain.strip()
        if one:
            found.append(one)
        at = part.end()
    return tuple(found)


def in_words(field: Field, value: Any, longest: int = 160) -> str:
    """Return a value as a table of differences shows it; "" for a blank."""
    words = value_in_words(field, value)
    if words:
        return words
    if field.type is FieldType.EVENTS and value:
        words = "; ".join(event_in_words(event) for event in value)
    else:
        words = text_of(cell_of(field, value))
    return shortened(" ".join(words.split()), longest)


def event_in_words(event: Any) -> str:
    """Return an event as a line: "insolvency of P1 on day 0 (warning 14)"."""
    more = [
        f"{part.label.lower()} {value_in_words(part, getattr(event, part.attribute))}"
        for part in fields.EVENT.fields
        if part.name not in ("kind", "target", "day") and getattr(event, part.attribute) is not None
    ]
    line = f"{fields.in_words(event.kind)} of {event.target} on day {event.day}"
    return f"{line} ({', '.join(more)})" if more else line


def _part(text: str, parting: str) -> str:
    is_plain = text == text.strip() and not any(ch in text for ch in f'"\n\r{parting}')
    return text if is_plain else '"' + text.replace('"', '""') + '"'


def _number(number: float) -> str:
    whole = number.is_integer() and abs(number) < 2**53
    return str(int(number)) if whole else repr(number)


def _quoted(text: str) -> str:
    return f"“{shortened(text.strip())}”"


def _text(field: Field, cell: Cell) -> str:
    return text_of(cell)


def _code(field: Field, cell: Cell) -> str:
    return text_of(cell).strip()


def _choice_of(field: Field, text: str) -> str:
    wanted = " ".join(text.casefold().replace("_", " ").split())
    for choice in field.choices:
        known = (choice.replace("_", " "), fields.in_words(choice))
        if wanted in (one.casefold() for one in known):
            return choice
    allowed = ", ".join(fields.in_words(choice) for choice in field.choices)
    raise Unreadable(f"{_quoted(text)} is not one of {allowed}")


def _choice(field: Field, cell: Cell) -> str:
    return _choice_of(field, text_of(cell))


def _choices(field: Field, cell: Cell) -> tuple[str, ...]:
    return tuple(_choice_of(field, one) for one in parted(text_of(cell)))


def _texts(field: Field, cell: Cell) -> tuple[str, ...]:
    return parted(text_of(cell))


def _yes_no(field: Field, cell: Cell) -> bool | None:
    found = cells.yes_no(cell)
    if found is None and not cells.is_blank_word(text_of(cell).strip()):
        raise Unreadable(f"{_quoted(text_of(cell))} is not yes or no")
    return found


def _date(field: Field, cell: Cell) -> datetime.date | None:
    if isinstance(cell, str) and _ISO_DAY.fullmatch(cell.strip()):
        try:
            return datetime.date.fromisoformat(cell.strip())
        except ValueError:
            raise Unreadable(f"{_quoted(cell)} is not a date that exists") from None
    return cells.date(cell)


def _figure(field: Field, cell: Cell) -> float | int | None:
    number = _float(cell)
    if number is None:
        return field.default  # type: ignore[no-any-return]
    if field.type is not FieldType.WHOLE:
        return number
    if not number.is_integer():
        raise Unreadable(f"{text_of(cell)} is not a whole number")
    return int(number)


def _float(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        raise Unreadable("holds yes or no where a number should stand")
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            raise Unreadable("holds no number that can be used")
        return float(cell)
    if isinstance(cell, datetime.date | datetime.datetime | datetime.time):
        raise Unreadable("holds a date where a number should stand")
    text = text_of(cell).strip()
    if cells.is_blank_word(text):
        return None
    per_cent = text.endswith("%")
    bare = text.rstrip("% ").replace("\N{MINUS SIGN}", "-")
    try:
        number = float(bare) if "_" not in bare else math.nan
    except ValueError:
        number = math.nan
    if math.isnan(number):
        try:
            read = cells.money(bare)
        except Unreadable:
            raise Unreadable(f"{_quoted(text)} is not a number") from None
        number = math.nan if read is None else read
    if not math.isfinite(number):
        raise Unreadable(f"{_quoted(text)} is not a number")
    return number / 100 if per_cent else number


def _amounts(field: Field, cell: Cell) -> Mapping[str, float]:
    text = text_of(cell)
    found: dict[str, float] = {}
    at = 0
    while text[at:].strip(" ;\n"):
        part = _AMOUNT.match(text, at)
        amount = _float(part[3]) if part else None
        if part is None or amount is None:
            raise Unreadable(f"{_quoted(text)} is not read as codes and amounts (R1 = 500; R2 = 0)")
        quoted, plain, _ = part.groups()
        code = quoted.replace('""', '"') if quoted is not None else plain.strip()
        if code in found:
            raise Unreadable(f"names {code} twice")
        found[code] = amount
        at = part.end()
    return MappingProxyType(found) if found else field.default


def _events(field: Field, cell: Cell) -> Any:
    raise Unreadable("events stand on a sheet of their own")


_ANY_TEXT = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.TEXTS})
_READERS: Mapping[FieldType, Callable[[Field, Cell], Any]] = MappingProxyType(
    {
        FieldType.CODE: _code,
        FieldType.TEXT: _text,
        FieldType.LONG_TEXT: _text,
        FieldType.YES_NO: _yes_no,
        FieldType.DATE: _date,
        FieldType.CHOICE: _choice,
        FieldType.LINK: _code,
        FieldType.TEXTS: _texts,
        FieldType.CHOICES: _choices,
        FieldType.LINKS: _texts,
        FieldType.AMOUNTS: _amounts,
        FieldType.EVENTS: _events,
    }
    | dict.fromkeys(NUMBER_TYPES, _figure)
)
