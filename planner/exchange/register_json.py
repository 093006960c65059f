"""A whole register as JSON: format "backstop-register", version 1, lossless both ways.

The document holds `format`, `version`, `council` and one list for each kind of record, named as in
`planner.fields`. An absent field, null, an empty text and an empty list are all blank. Reading
either gives a register that is sound in every record or names every problem at once.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner import fields
from planner.errors import BackstopError, InputRefused
from planner.exchange.json_size import holds_too_much
from planner.exchange.register_json_records import DocumentReader
from planner.field_types import Field, FieldType, RecordKind
from planner.register.records import Council, Record
from planner.register.register import Register
from planner.unfinished import beside

FORMAT = "backstop-register"
VERSION = 1
MOST_BYTES = 100 * 1024**2
STANDARD_LISTS = (
    "services",
    "providers",
    "assets",
    "contracts",
    "places",
    "supply_links",
    "options",
    "pools",
    "reserves",
    "scenarios",
)


def read_register(path: Path) -> Register:
    """Read a register from a JSON file; InputRefused lists all that is wrong with it."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise InputRefused.one(path.name, "is not a file", "choose a register in JSON")
        if status.st_size > MOST_BYTES:
            raise InputRefused.one(
                path.name,
                f"is larger than {MOST_BYTES // 1024**2} MB",
                "keep a register of this size as a register file",
            )
        data = path.read_bytes()
        if holds_too_much(data):
            raise InputRefused.one(
                path.name, "holds more than can be read safely", "choose a register in JSON"
            )
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused.one(
            path.name, "is not UTF-8 text", "save it as JSON in UTF-8"
        ) from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputRefused.one(
            path.name, f"cannot be read ({reason})", "check the name and the folder"
        ) from error
    return register_from_json(_parsed(text, path.name), path.name)


def register_from_json(document: object, where: str = "") -> Register:
    """Return the register in a parsed JSON document; InputRefused lists all that is wrong with it.

    `where` names the document in problems that concern the whole of it, such as a file name.
    """
    return DocumentReader(_checked_header(document, where), where).read()


def register_to_json(register: Register) -> dict[str, Any]:
    """Return a register as a document ready for JSON; blank fields and empty lists are left out."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "council": _record_to_json(fields.COUNCIL, register.council),
    }
    for kind in fields.KINDS:
        rows = [_record_to_json(kind, row) for row in register.of_kind(kind.name).values()]
        if rows or kind.plural in STANDARD_LISTS:
            document[kind.plural] = rows
    return document


def write_register(register: Register, path: Path) -> None:
    """Write a register as JSON; the file appears whole or stays as it was.

    Raises BackstopError where the file cannot be written.
    """
    document = register_to_json(register)
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        with beside(path) as new:
            with new.open("xb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(OSError):
                new.chmod(_mode_of(path, new))
            new.replace(path)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise BackstopError(
            f"{path.name} cannot be written ({reason}); choose another folder or name."
        ) from error


def _mode_of(path: Path, new: Path) -> int:
    return (path if path.exists() else new).stat().st_mode & 0o777


def _parsed(text: str, where: str) -> object:
    repeated: list[str] = []

    def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            owner = f" in the record {found['id']}" if "id" in found else ""
            for name in dict.fromkeys(name for name in names if names.count(name) > 1):
                repeated.append(f"the field {name} stands twice{owner}")
        return found

    try:
        document = json.loads(text, object_pairs_hook=without_repeats)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputRefused.one(
            where, f"is not JSON ({error.msg} at {place})", "choose a register in JSON"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputRefused.one(
            where, "is not JSON that can be read", "choose a register in JSON"
        ) from error
    if repeated:
        raise InputRefused(
            [p for what in repeated for p in InputRefused.one(where, what, "keep one").problems]
        )
    return document


def _checked_header(document: object, where: str) -> Mapping[str, Any]:
    if not isinstance(document, dict):
        raise InputRefused.one(
            where, "is not a register: it is not a group of fields", "choose a register in JSON"
        )
    if document.get("format") != FORMAT:
        held = document.get("register")
        if "format" not in document and isinstance(held, dict) and held.get("format") == FORMAT:
            mend = "save the part called register as a file of its own"
        else:
            mend = f'a register begins with "format": "{FORMAT}"'
        raise InputRefused.one(where, "is not a register of this program", mend)
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise InputRefused.one(
            where, "does not say its version", f'a register holds "version": {VERSION}'
        )
    if version > VERSION:
        raise InputRefused.one(
            where,
            f"is of version {version}, which is newer than this program can read ({VERSION})",
            "open it with a newer Backstop",
        )
    return document


def _record_to_json(kind: RecordKind, record: Record | Council) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in kind.fields:
        value = getattr(record, field.attribute)
        blank = value is None or value == "" or (not isinstance(value, int | float) and not value)
        if not blank:
            row[field.name] = _value_to_json(field, value)
    return row


def _value_to_json(field: Field, value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if field.type is FieldType.EVENTS:
        return [_record_to_json(fields.EVENT, event) for event in value]
    if field.type is FieldType.AMOUNTS:
        return {code: _value_to_json(fields.EVENT.field("day"), one) for code, one in value.items()}
    return list(value) if isinstance(value, tuple) else value
