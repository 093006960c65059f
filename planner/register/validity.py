"""What makes a record fit to be kept: one rule for every door through which records come in.

Forms, files and lists all ask here. A fault names the field, says what is wrong and how to mend
it. Blank optional fields are never a fault: what is merely missing is for register health.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner import fields
from planner.errors import Problem
from planner.field_types import LIST_TYPES, NUMBER_TYPES, Field, FieldType, RecordKind
from planner.register.records import Council, Event, Place, Record
from planner.register.register import Register, base_key
from planner.register.validity_rules import (
    RING,
    Fault,
    faults_between_fields,
    repeated_place_faults,
    target_fault,
)

LARGEST_WHOLE = 2**53
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a type of field takes, in words for the user."""

    what: str
    mend: str


_EXPECTED: Mapping[FieldType, _Expected] = {
    FieldType.CODE: _Expected("a text", "put the code in quotes"),
    FieldType.TEXT: _Expected("a text", "write it as text"),
    FieldType.LONG_TEXT: _Expected("a text", "write it as text"),
    FieldType.CHOICE: _Expected("a choice", "write it as text"),
    FieldType.LINK: _Expected("a code", "give the code of the record as text"),
    FieldType.WHOLE: _Expected("a whole number", "give a number without a fraction"),
    FieldType.NUMBER: _Expected("a number", "give a plain number"),
    FieldType.MONEY: _Expected("an amount of money", "give a plain number of pounds"),
    FieldType.SHARE: _Expected("a share", "give a number from 0 to 1"),
    FieldType.YES_NO: _Expected("yes or no", "give true or false"),
    FieldType.DATE: _Expected("a date", "give a day that exists, such as 2026-03-31"),
    FieldType.TEXTS: _Expected("a list of texts", "give a list"),
    FieldType.CHOICES: _Expected("a list of choices", "give a list"),
    FieldType.LINKS: _Expected("a list of codes", "give a list"),
    FieldType.EVENTS: _Expected("a list of events", "give a list"),
    FieldType.AMOUNTS: _Expected("amounts by code", "give a code and an amount for each"),
}


def problems_with(
    kind: RecordKind, record: Record | Council, register: Register, where: str = ""
) -> list[Problem]:
    """Return everything that forbids keeping `record` in `register`, which may hold it already.

    `where` says where the record stands; blank names it by its kind and key.
    """
    place = where or record_in_words(kind, record)
    return [fault.at(place) for fault in faults(kind, record, register)]


def problems_in(register: Register) -> list[Problem]:
    """Return everything that forbids keeping any record of a register; each ring once."""
    found = problems_with(fields.COUNCIL, register.council, register)
    for kind in fields.KINDS:
        for record in register.of_kind(kind.name).values():
            found.extend(problems_with(kind, record, register))
    return without_repeated_rings(found)


def without_repeated_rings(problems: list[Problem]) -> list[Problem]:
    """Return problems with a ring of owners told once, though each of its members has it."""
    told: set[str] = set()
    kept = []
    for problem in problems:
        if RING in problem.what:
            if problem.what in told:
                continue
            told.add(problem.what)
        kept.append(problem)
    return kept


def record_in_words(kind: RecordKind, record: Record | Council) -> str:
    """Return how a sentence names a record: "contract C1", "people served C1/North"."""
    if isinstance(record, Council):
        return "council"
    return f"{kind.label[0].lower()}{kind.label[1:]} {base_key(kind, record)}"


def faults(kind: RecordKind, record: Record | Council, register: Register) -> Iterator[Fault]:
    """Yield what is wrong with a record: its values, then its links, then fields side by side."""
    unsound: dict[str, Any] = {}
    for field in kind.fields:
        value = getattr(record, field.attribute)
        # Most fields of a long list are blank, and may be.
        if (value is None or value == ()) and not field.required and value == field.default:
            continue
        if kind is fields.COUNCIL and value == "":  # the one text whose blank is empty
            continue
        fault = value_fault(field, value)
        if fault is not None:
            yield fault
            unsound[field.attribute] = None
        yield from _link_faults(field, value, register)
        if field.type is FieldType.EVENTS and isinstance(value, tuple):
            for number, event in enumerate(value, start=1):
                if isinstance(event, Event):
                    yield from _event_faults(field, number, event, register)
    sound = dataclasses.replace(record, **unsound) if unsound else record
    yield from faults_between_fields(kind, sound, register)
    if isinstance(record, Place):
        yield from repeated_place_faults(record, register)


def value_fault(field: Field, value: Any) -> Fault | None:
    """Return what is wrong with one value of one field, or None where it may stand.

    Blank is `None`, or an empty list; an empty text is refused, so that blank has one form.
    """
    if value is None:
        may_be_blank = not field.required and field.default is None
        return None if may_be_blank else Fault(field.name, "is blank", "fill it in")
    if not _is_of_type(field.type, value):
        expected = _EXPECTED[field.type]
        if isinstance(value, tuple) and field.type in LIST_TYPES:
            return _element_fault(field, value)
        return Fault(field.name, f"{shown(value)} is not {expected.what}", expected.mend)
    if isinstance(value, str):
        return _text_fault(field, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _limit_fault(field, float(value))
    if field.type in (FieldType.TEXTS, FieldType.CHOICES, FieldType.LINKS):
        return next((fault for text in value if (fault := _text_fault(field, text))), None)
    if field.type is FieldType.AMOUNTS:
        return next((fault for one in value.values() if (fault := _limit_fault(field, one))), None)
    return None


def shown(value: Any) -> str:
    """Return a value as a sentence quotes it, shortened where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value if len(value) <= 60 else value[:57] + '...'}”"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "a group of fields"
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _is_of_type(type_: FieldType, value: Any) -> bool:
    if type_ in (FieldType.CODE, FieldType.TEXT, FieldType.LONG_TEXT):
        return isinstance(value, str)
    if type_ in (FieldType.LINK, FieldType.CHOICE):
        return isinstance(value, str)
    if type_ is FieldType.WHOLE:
        return isinstance(value, int) and not isinstance(value, bool)
    if type_ in NUMBER_TYPES:
        return _is_number(value)
    if type_ is FieldType.YES_NO:
        return isinstance(value, bool)
    if type_ is FieldType.DATE:
        return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    if type_ is FieldType.AMOUNTS:
        return isinstance(value, Mapping) and all(
            isinstance(code, str) and _is_number(amount) for code, amount in value.items()
        )
    wanted = Event if type_ is FieldType.EVENTS else str
    return isinstance(value, tuple) and all(isinstance(one, wanted) for one in value)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number too large for any amount
        return False


def _text_fault(field: Field, text: str) -> Fault | None:
    if not text.strip():
        return Fault(field.name, "is an empty text", "fill it in or leave it out")
    if _UNSHOWABLE.search(text):
        return Fault(field.name, "holds a character that cannot be shown", "remove it")
    if field.choices and text not in field.choices:
        allowed = ", ".join(field.choices)
        return Fault(field.name, f"{shown(text)} is not a choice", f"choose one of {allowed}")
    if field.type is FieldType.CODE and text != text.strip():
        return Fault(field.name, f"{shown(text)} has spaces around it", "remove them")
    return None


def _element_fault(field: Field, values: tuple[Any, ...]) -> Fault:
    wanted = Event if field.type is FieldType.EVENTS else str
    number, value = next(
        (number, one) for number, one in enumerate(values, start=1) if not isinstance(one, wanted)
    )
    held = "an event" if wanted is Event else "a text"
    return Fault(field.name, f"number {number} is {shown(value)}, not {held}", f"write {held}")


def _limit_fault(field: Field, number: float) -> Fault | None:
    if field.type is FieldType.WHOLE and abs(number) > LARGEST_WHOLE:
        return Fault(field.name, f"{number:g} is too large", "give a smaller number")
    least, most = field.at_least, field.at_most
    allowed = f"{least:g} or more" if most is None and least is not None else ""
    allowed = allowed or f"{least or 0:g} to {most or 0:g}"
    if least is not None and number < least:
        return Fault(field.name, f"{number:g} is below {least:g}", f"give a number of {allowed}")
    if most is not None and number > most:
        return Fault(field.name, f"{number:g} is above {most:g}", f"give a number of {allowed}")
    return None


def _link_faults(field: Field, value: Any, register: Register) -> Iterator[Fault]:
    codes = (value,) if field.type is FieldType.LINK else value
    if not field.links_to or not isinstance(codes, tuple | Mapping):
        return
    for code in codes:
        if not isinstance(code, str) or not code.strip():
            continue
        if not any(code in register.of_kind(kind) for kind in field.links_to):
            kinds = " or ".join(fields.BY_NAME[kind].label.lower() for kind in field.links_to)
            yield Fault(field.name, f"there is no {kinds} {code}", "add it or correct the code")


def _event_faults(field: Field, number: int, event: Event, register: Register) -> Iterator[Fault]:
    sound = True
    for part in fields.EVENT.fields:
        fault = value_fault(part, getattr(event, part.attribute))
        if fault is not None:
            sound = sound and part.name not in ("kind", "target")
            yield fault.within(field.name, number)
    if sound:
        fault = target_fault(event, register)
        if fault is not None:
            yield fault.within(field.name, number)
