"""What is shown is read back as it was; what cannot be read is refused in one sentence."""

from __future__ import annotations

import datetime

import pytest

from planner import fields
from planner.answers.typed import link_choices, read_typed, shown_text, typed_text
from planner.errors import InputRefused
from planner.exchange.register_json import read_register
from planner.field_types import FieldType
from resources.sample import sample_register_path

SAMPLE = read_register(sample_register_path())
UNTYPED = {FieldType.EVENTS, FieldType.AMOUNTS}


def field(kind, name):
    return fields.BY_NAME[kind].field(name)


@pytest.mark.parametrize("kind", [kind.name for kind in fields.KINDS])
def test_every_value_of_the_sample_comes_back_from_its_text(kind):
    for record in list(SAMPLE.of_kind(kind).values())[:60]:
        for one in fields.BY_NAME[kind].fields:
            value = getattr(record, one.attribute)
            if one.type in UNTYPED or (isinstance(value, str) and value != value.strip()):
                continue
            if isinstance(value, tuple) and any(";" in part or "\n" in part for part in value):
                continue
            again = read_typed(one, typed_text(one, value, SAMPLE), SAMPLE)
            assert again == pytest.approx(value) if isinstance(value, float) else again == value


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("contract", "annual_value", "£1.24m", 1_240_000.0),
        ("contract", "annual_value", "412,000", 412_000.0),
        ("contract", "end", "31/03/2028", datetime.date(2028, 3, 31)),
        ("contract", "end", "31 Mar 2028", datetime.date(2028, 3, 31)),
        ("contract", "step_in_right", "Y", True),
        ("contract", "pbr_share", "40%", 0.4),
        ("contract", "pbr_share", "0.4", 0.4),
        ("contract", "notice_days_council", "90 days", 90),
        ("service", "class", "Must", "must"),
        ("option", "route", "neighbour council", "neighbour_council"),
        ("option", "needs", "standard, complex", ("standard", "complex")),
        ("contract", "kpis", "visits; falls", ("visits", "falls")),
        ("contract", "end", "", None),
        ("contract", "kpis", "  ", ()),
    ],
)
def test_text_is_read_by_the_type_of_its_field(kind, name, text, value):
    assert read_typed(field(kind, name), text, SAMPLE) == value


@pytest.mark.parametrize(
    ("kind", "name", "text", "told"),
    [
        ("contract", "annual_value", "lots", "is not an amount"),
        ("contract", "end", "31/02/2028", "is not a date"),
        ("contract", "notice_days_council", "4.5", "is not a whole number"),
        ("contract", "notice_days_council", "four", "is not a number"),
        ("contract", "pbr_share", "40", "give per cent"),
        ("contract", "step_in_right", "perhaps", "neither yes nor no"),
        ("service", "class", "maybe", "none of the choices"),
        ("contract", "provider", "Nobody & Sons", "is no provider of the register"),
        ("scenario", "events", "something", "open the record itself"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_to_mend_it(kind, name, text, told):
    with pytest.raises(InputRefused, match=told) as refused:
        read_typed(field(kind, name), text, SAMPLE)
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].mend


def test_a_link_is_known_by_code_or_by_name():
    wanted = field("contract", "provider")
    key, name = link_choices(wanted, SAMPLE)[0]
    assert read_typed(wanted, key, SAMPLE) == key
    assert read_typed(wanted, name.upper(), SAMPLE) == key
    assert shown_text(wanted, key, SAMPLE) == name
