"""Records of the other register that were joined before, and stand here under a code of their own.

Two records under one code are kept both, and one of them gets another code. When the two registers
are compared again, that one must be known, or it would be taken a second time.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from planner import fields
from planner.field_types import FieldType, RecordKind
from planner.register.new_codes import code_beside, record_followed
from planner.register.records import Record
from planner.register.register import Register, free_key

_BESIDE = re.compile(r"(.+)-(?:[2-9]|[1-9]\d)")
"""A code as `code_beside` makes it, and the code it stands beside."""


def is_another(kind: RecordKind, mine: Record, theirs: Record) -> bool:
    """Return whether two records added under one code are two things, not one told twice.

    They are one where all that such a record cannot be without is the same.
    """
    return kind.has_id and any(
        getattr(mine, one.attribute) != getattr(theirs, one.attribute)
        for one in kind.fields
        if one.required and one.type is not FieldType.CODE
    )


def as_known_here(mine: Register, theirs: Register, base: Register) -> Register:
    """Return their register with the codes that records joined before have here.

    `base` is the register where both parted; what was there keeps its code.
    """
    codes: dict[tuple[str, str], str] = {}
    for kind in fields.KINDS:
        if kind.has_id:
            here, there = (_added(kind, one, base) for one in (mine, theirs))
            if here and there:
                taken = (mine.of_kind(kind.name), theirs.of_kind(kind.name))
                found = _known(kind, here, _followed(kind, there, codes, theirs), taken)
                codes |= {(kind.name, key): code for key, code in found.items()}
    return _with_codes(theirs, codes) if codes else theirs


def _added(kind: RecordKind, register: Register, base: Register) -> dict[str, Record]:
    before = base.of_kind(kind.name)
    return {key: record for key, record in register.of_kind(kind.name).items() if key not in before}


def _followed(
    kind: RecordKind,
    there: dict[str, Record],
    codes: Mapping[tuple[str, str], str],
    theirs: Register,
) -> dict[str, Record]:
    return {key: record_followed(kind, record, codes, theirs) for key, record in there.items()}


def _known(
    kind: RecordKind,
    here: Mapping[str, Record],
    there: Mapping[str, Record],
    taken: Iterable[Collection[str]],
) -> dict[str, str]:
    """Return the codes here of records there that stand under another."""
    same = {key for key in there if key in here and not is_another(kind, here[key], there[key])}
    free: dict[str, list[str]] = {}
    for code in here:
        if code not in same:
            free.setdefault(_family(code, here, there), []).append(code)
    known: dict[str, str] = {}
    for key in there:
        family = free.get(_family(key, here, there), [])
        for code in family if key not in same else ():
            if code != key and not is_another(kind, here[code], there[key]):
                known[key] = code
                family.remove(code)
                break
    # A record whose code another now has here gets a free one.
    for key in there:
        if key not in known and key in known.values():
            root = _family(key, here, there)
            known[key] = code_beside(root, *taken, list(known.values()))
    return known


def _family(code: str, *codes: Collection[str]) -> str:
    """Return the code that a code stands beside, where there is a record of that, else itself."""
    found = _BESIDE.fullmatch(code)
    return found[1] if found and any(found[1] in one for one in codes) else code


def _with_codes(theirs: Register, codes: Mapping[tuple[str, str], str]) -> Register:
    register = theirs
    for kind in fields.KINDS:
        before = register.of_kind(kind.name)
        rows: dict[str, Record] = {}
        for key, record in before.items():
            led: Any = record_followed(kind, record, codes, theirs)
            code = codes.get((kind.name, key))
            if code is not None:
                led = dataclasses.replace(led, id=code)
            is_same = led == record
            rows[key if is_same else free_key(kind, led, rows)] = record if is_same else led
        if list(rows) != list(before) or any(rows[key] is not before[key] for key in rows):
            register = _put(register, kind.name, rows)
    return register


def _put(register: Register, kind: str, rows: dict[str, Record]) -> Register:
    tables = {**register.tables, kind: MappingProxyType(rows)}
    return dataclasses.replace(register, tables=MappingProxyType(tables))
