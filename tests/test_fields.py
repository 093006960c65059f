"""The table of fields and the records say the same."""

from __future__ import annotations

import dataclasses

import pytest

from planner import fields

ALL = (*fields.KINDS, fields.COUNCIL, fields.EVENT)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_every_attribute_of_a_record_is_declared_once_in_the_same_order(kind):
    declared = [field.attribute for field in kind.fields]
    assert declared == [field.name for field in dataclasses.fields(kind.type)]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_defaults_of_the_table_are_those_of_the_record(kind):
    for declared, field in zip(kind.fields, dataclasses.fields(kind.type), strict=True):
        if field.default is not dataclasses.MISSING and not declared.required:
            empty_text = kind.name == "council" and declared.name == "name"
            assert empty_text or declared.default == field.default, declared.name


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_every_field_has_words_for_people(kind):
    for declared in kind.fields:
        assert declared.label
        assert declared.help.endswith(".")
    headings = [declared.heading for declared in kind.fields]
    assert len(headings) == len(set(headings))


def test_links_lead_to_kinds_that_exist():
    for kind in ALL:
        for declared in kind.fields:
            assert set(declared.links_to) <= set(fields.BY_NAME)
