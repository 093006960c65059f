"""What people type or paste into a field, read by its type, and a value as text to type again.

Text that Backstop shows is read back as the value it showed. Blank text is a blank, never zero.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from planner import fields
from planner.errors import InputRefused
from planner.exchange import cells
from planner.field_types import Field, FieldType
from planner.register.records import Record
from planner.register.register import Register
from planner.register.words import name_of

_T = FieldType
_NOWHERE = Register()
_YES = {True: "yes", False: "no"}
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_NUMBER = re.compile(r"^[+-]?(\d[\d,\s]*)?(\.\d+)?(e[+-]?\d+)?$", re.IGNORECASE)


def read_typed(field: Field, text: str, register: Register) -> Any:
    """Return the value of a field that a person typed; None or () for blank text.

    Links may be given by code or by name, lists with semicolons between, shares as "40%" or 0.4,
    money with or without "£". InputRefused in one sentence where the text cannot be read.
    """
    wanted = text.strip()
    if not wanted:
        return () if field.default == () else None
    if field.type in (_T.CODE, _T.TEXT, _T.LONG_TEXT):
        return wanted
    reader = _READERS.get(field.type)
    if reader is not None:
        return reader(field, wanted)
    if field.type is _T.CHOICE:
        return _choice(field, wanted)
    if field.type is _T.LINK:
        return _link(field, wanted, register)
    parts = [part for part in _SEPARATOR.split(wanted) if part]
    if field.type is _T.TEXTS:
        return tuple(parts)
    if field.type is _T.CHOICES:
        return tuple(_choice(field, part) for part in _commas(parts))
    if field.type is _T.LINKS:
        return tuple(dict.fromkeys(_link(field, part, register) for part in parts))
    raise _refused(field, wanted, "is not typed into a table", "open the record itself")


def read_plain(field: Field, text: str) -> Any:
    """Return a value that points at no record, as `read_typed` does."""
    return read_typed(field, text, _NOWHERE)


def typed_text(field: Field, value: Any, register: Register) -> str:
    """Return a value as text that `read_typed` reads as that value again."""
    if value is None or value == ():
        return ""
    if field.type in (_T.MONEY, _T.NUMBER, _T.WHOLE) and isinstance(value, int | float):
        return f"{value:,.2f}".removesuffix(".00") if field.type is _T.MONEY else f"{value:.15g}"
    if field.type is _T.SHARE and isinstance(value, int | float):
        return f"{round(value * 100, 10):.12g}%"
    if field.type is _T.LINK:
        return _typed_link(field, str(value), register)
    if field.type is _T.LINKS:
        return "; ".join(_typed_link(field, str(one), register) for one in value)
    return shown_text(field, value, register)


def shown_text(field: Field, value: Any, register: Register) -> str:
    """Return a value as a table shows it: names for links, money in pounds, days with months."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return _YES[value]
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%b %Y}"
    if field.type is _T.MONEY:
        return f"£{value:,.2f}".removesuffix(".00")
    if field.type is _T.SHARE:
        return f"{round(value * 100, 4):g}%"
    if field.type in (_T.WHOLE, _T.NUMBER):
        return f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
    if field.type is _T.CHOICE:
        return fields.in_words(str(value))
    if field.type is _T.CHOICES:
        return "; ".join(fields.in_words(str(one)) for one in value)
    if field.type is _T.LINK:
        return link_name(field, str(value), register)
    if field.type is _T.LINKS:
        return "; ".join(link_name(field, str(one), register) for one in value)
    if field.type is _T.TEXTS:
        return "; ".join(str(one) for one in value)
    if field.type is _T.EVENTS:
        return f"{len(value)} {'event' if len(value) == 1 else 'events'}"
    if field.type is _T.AMOUNTS:
        return f"{len(value)} {'amount' if len(value) == 1 else 'amounts'}" if value else ""
    return str(value)


def link_name(field: Field, key: str, register: Register) -> str:
    """Return what people call the record a link points at; its code where there is none."""
    for kind in field.links_to:
        record = register.of_kind(kind).get(key)
        if record is not None:
            return name_of(fields.BY_NAME[kind], record, register)
    return key


def link_choices(field: Field, register: Register) -> tuple[tuple[str, str], ...]:
    """Return every record a link may point at: its key and its name, by name."""
    found = [
        (key, name_of(fields.BY_NAME[kind], record, register))
        for kind in field.links_to
        for key, record in register.of_kind(kind).items()
    ]
    return tuple(sorted(found, key=lambda one: one[1].casefold()))


def _refused(field: Field, text: str, what: str, mend: str) -> InputRefused:
    quoted = text if len(text) <= 60 else text[:57] + "..."
    return InputRefused.one(field.label, f"“{quoted}” {what}", mend)


def _number(field: Field, text: str) -> float:
    plain = text.casefold().removesuffix(field.unit.casefold()).strip() if field.unit else text
    plain = re.sub(r"\s*(days?|people|places|weeks?)$", "", plain.strip(), flags=re.IGNORECASE)
    if not plain or not _NUMBER.match(plain):
        raise _refused(field, text, "is not a number", "give a number, such as 12")
    number = float(plain.replace(",", "").replace(" ", ""))
    if not math.isfinite(number):
        raise _refused(field, text, "is too large", "give a smaller number")
    return number


def _whole(field: Field, text: str) -> int:
    number = _number(field, text)
    if not number.is_integer():
        raise _refused(field, text, "is not a whole number", "round it")
    return int(number)


def _money(field: Field, text: str) -> float:
    try:
        amount = cells.money(text)
    except cells.Unreadable as error:
        raise _refused(field, text, "is not an amount", "give pounds, such as 12,500") from error
    if amount is None:
        raise _refused(field, text, "is not an amount", "give pounds, or leave it blank")
    return amount


def _share(field: Field, text: str) -> float:
    if text.endswith("%"):
        return round(_number(field, text[:-1].strip()) / 100, 12)
    number = _number(field, text)
    if number > 1:
        raise _refused(field, text, "is more than all of it", "give per cent, such as 40%")
    return number


def _date(field: Field, text: str) -> datetime.date:
    try:
        date = cells.date(text)
    except cells.Unreadable as error:
        mend = "give day, month and year, such as 30 Nov 2026"
        raise _refused(field, text, "is not a date", mend) from error
    if date is None:
        raise _refused(field, text, "is not a date", "give a date, or leave it blank")
    return date


def _yes_no(field: Field, text: str) -> bool:
    try:
        answer = cells.yes_no(text)
    except cells.Unreadable as error:
        raise _refused(field, text, "is neither yes nor no", "say yes or no") from error
    if answer is None:
        raise _refused(field, text, "is neither yes nor no", "say yes or no, or leave it blank")
    return answer


_READERS: Mapping[FieldType, Callable[[Field, str], Any]] = {
    _T.WHOLE: _whole,
    _T.NUMBER: _number,
    _T.MONEY: _money,
    _T.SHARE: _share,
    _T.DATE: _date,
    _T.YES_NO: _yes_no,
}


def _commas(parts: list[str]) -> list[str]:
    return [one.strip() for part in parts for one in part.split(",") if one.strip()]


def _choice(field: Field, text: str) -> str:
    wanted = text.casefold().replace("_", " ")
    for choice in field.choices:
        if wanted in (choice.casefold().replace("_", " "), fields.in_words(choice).casefold()):
            return choice
    begun = [one for one in field.choices if fields.in_words(one).casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    known = ", ".join(fields.in_words(choice) for choice in field.choices)
    raise _refused(field, text, "is none of the choices", f"choose {known}")


# The names of the last table of each kind, so that a pasted block looks them up once.
_last: dict[str, tuple[Mapping[str, Record], dict[str, list[str]]]] = {}


def _names(kind: str, register: Register) -> dict[str, list[str]]:
    """Return the keys of one kind by name, worked out once for each table."""
    table = register.of_kind(kind)
    kept = _last.get(kind)
    if kept is None or kept[0] is not table:
        names: dict[str, list[str]] = {}
        for key, record in table.items():
            name = name_of(fields.BY_NAME[kind], record, register).casefold()
            names.setdefault(name, []).append(key)
        kept = _last[kind] = (table, names)
    return kept[1]


def _link(field: Field, text: str, register: Register) -> str:
    for kind in field.links_to:
        if text in register.of_kind(kind):
            return text
    wanted = text.casefold()
    found = [key for kind in field.links_to for key in _names(kind, register).get(wanted, ())]
    if len(found) == 1:
        return found[0]
    kinds = " or ".join(fields.BY_NAME[kind].label.lower() for kind in field.links_to)
    if found:
        codes = ", ".join(found[:4])
        raise _refused(field, text, f"is the name of several ({codes})", "give the code")
    raise _refused(field, text, f"is no {kinds} of the register", "choose one, or add it first")


def _typed_link(field: Field, key: str, register: Register) -> str:
    """Return the name a link is known by, or its code where several share the name."""
    name = link_name(field, key, register)
    likes = sum(len(_names(kind, register).get(name.casefold(), ())) for kind in field.links_to)
    return name if likes == 1 else key
