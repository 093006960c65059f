"""Any sound register comes back from JSON exactly as it went in."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import fields
from planner.errors import InputRefused
from planner.exchange.register_json import register_from_json, register_to_json
from planner.field_types import FieldType
from planner.register.records import Event
from planner.register.register import Register
from planner.register.validity import problems_in

CODES = ("a", "b", "c")
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=8,
).filter(str.strip)
EVENTS = st.builds(
    Event,
    kind=st.sampled_from(("insolvency", "planned_exit")),
    target=st.sampled_from(CODES),
    day=st.integers(0, 300),
    severity=st.floats(0, 1),
    warning_days=st.integers(0, 90),
    duration_days=st.none() | st.integers(0, 90),
)


def values_of(field):
    """Return a strategy for sound values of a field, links among three codes of each kind."""
    low = field.at_least or 0
    high = field.at_most if field.at_most is not None else 10**9
    by_type = {
        FieldType.CODE: TEXTS.map(str.strip),
        FieldType.TEXT: TEXTS,
        FieldType.LONG_TEXT: TEXTS,
        FieldType.LINK: st.sampled_from(CODES),
        FieldType.LINKS: st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
        FieldType.WHOLE: st.integers(int(low), int(high)),
        FieldType.YES_NO: st.booleans(),
        FieldType.DATE: st.dates(),
        FieldType.TEXTS: st.lists(TEXTS, max_size=3).map(tuple),
        FieldType.AMOUNTS: st.dictionaries(st.sampled_from(CODES), st.floats(0, high)),
        FieldType.EVENTS: st.lists(EVENTS, max_size=2).map(tuple),
    }
    if field.choices:
        one = st.sampled_from(field.choices)
        return st.lists(one, max_size=2).map(tuple) if field.type is FieldType.CHOICES else one
    return by_type.get(field.type, st.floats(low, high))


def records_of(kind, code=None):
    """Return a strategy for records of a kind, with any optional field blank or not."""
    parts = {}
    for field in kind.fields:
        sound = values_of(field)
        may_be_blank = not field.required and field.default is None and field.attribute != "name"
        parts[field.attribute] = (st.none() | sound) if may_be_blank else sound
    if code is not None:
        parts["id"] = st.just(code)
    return st.builds(kind.type, **parts)


def in_order(record):
    """Return a record whose rules between fields hold."""
    changed = {}
    if hasattr(record, "extension_to"):
        changed = {"start": datetime.date(2020, 1, 1), "end": None, "extension_to": None}
    if hasattr(record, "parent"):
        changed = {"parent": "a" if record.id != "a" else None}
    if hasattr(record, "upstream"):
        changed = {"upstream": "a", "downstream": "b"}
    if hasattr(record, "subject_kind"):
        changed = {"subject": "b", "subject_kind": "provider"}
    values = {name: getattr(record, name) for name in type(record).__slots__} | changed
    return type(record)(**values)


@st.composite
def registers(draw):
    """Draw a register with three records of every kind that has a code and some of the others."""
    rows = []
    for kind in fields.KINDS:
        if kind.has_id:
            codes = [f"{code}9" for code in CODES] if kind.name == "asset" else CODES
            rows += [in_order(draw(records_of(kind, code))) for code in codes]
        else:
            rows += [in_order(row) for row in draw(st.lists(records_of(kind), max_size=2))]
    council = draw(records_of(fields.COUNCIL))
    return Register.build(council, rows)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(registers())
def test_a_sound_register_comes_back_as_it_went(register):
    repeated_people = [p for p in problems_in(register) if "stand twice" in p.what]
    if repeated_people:
        register = register.with_table("place", {})
    assert problems_in(register) == []
    text = json.dumps(register_to_json(register), allow_nan=False)
    assert register_from_json(json.loads(text)) == register


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
NAMES = sorted({field.name for kind in fields.KINDS for field in kind.fields})


@st.composite
def spoilt_documents(draw):
    """Draw a small register as JSON with anything at all in some of its places."""
    document = {"format": "backstop-register", "version": 1, "council": {"name": "N"}}
    for kind in fields.KINDS:
        rows = []
        for number in range(2):
            row = {field.name: "A" for field in kind.fields if field.required}
            row |= {"id": f"A{number or ''}"} if kind.has_id else {}
            rows.append(row | draw(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=2)))
        document[kind.plural] = draw(JSON) if draw(st.integers(0, 30)) == 30 else rows
    return document


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt_documents())
def test_anything_else_is_refused_in_words_that_can_be_shown(document):
    with pytest.raises(InputRefused) as caught:
        register_from_json(document)
    for problem in caught.value.problems:
        assert problem.sentence.encode("utf-8")
        assert problem.mend
