"""Records that do not exist yet: codes for them, copies of others, and taking several away."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from planner import fields
from planner.register.edits import Edit, RemoveRecord, Together, counted_label
from planner.register.records import Record
from planner.register.register import Register

LONGEST = 40


def free_code(register: Register, kind: str, words: str) -> str:
    """Return a short code made of words that no record of a kind has: "home-care-2"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or kind
    taken = register.of_kind(kind)
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def new_record(register: Register, kind: str, values: Mapping[str, Any]) -> Record:
    """Return a record with these values by attribute, with a free code where it needs one."""
    declared = fields.BY_NAME[kind]
    given = {name: value for name, value in values.items() if value is not None}
    if declared.has_id and not given.get("id"):
        named = (given.get(name) for name in ("title", "name", "role", "route", "service"))
        given["id"] = free_code(register, kind, next((str(one) for one in named if one), kind))
    record: Record = declared.type(**given)
    return record


def doubled(register: Register, kind: str, key: str) -> Record:
    """Return a copy of a record with a code of its own and "copy" in its name.

    KeyError where there is none of that key.
    """
    record = register.of_kind(kind)[key]
    changes: dict[str, Any] = {}
    for name in ("title", "name"):
        if isinstance(getattr(record, name, None), str):
            changes[name] = f"{getattr(record, name)} (copy)"
            break
    if fields.BY_NAME[kind].has_id:
        changes["id"] = free_code(register, kind, f"{key}-copy")
    return dataclasses.replace(record, **changes)


def removal(kind: str, keys: tuple[str, ...]) -> Edit:
    """Return the one step that removes records, each with what has no meaning without it."""
    edits = tuple(RemoveRecord(kind, key, with_dependents=True) for key in keys)
    if len(edits) == 1:
        return edits[0]
    return Together(f"Removed {len(keys)} {counted_label(kind, len(keys))}", edits)
