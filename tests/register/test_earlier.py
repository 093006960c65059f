"""The register as it was at any revision, by taking back the steps since."""

from __future__ import annotations

import dataclasses
import datetime

from planner.register.changes import apply_changes
from planner.register.earlier import as_it_was
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.history import Step
from planner.register.records import Council, Provider, Service
from planner.register.register import Register

NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)


def test_every_earlier_revision_comes_back_in_its_order():
    register = Register.build(Council("A"), [Provider("P1", "One"), Provider("P2", "Two")])
    known, steps, changes = [register], [], {}
    for edit in (
        ChangeFields("provider", "P1", {"name": "First"}),
        RemoveRecord("provider", "P1"),
        AddRecord(Service("S", "Care")),
    ):
        made = edit.changes(register)
        register = apply_changes(register, made)
        step = Step(register.revision, NOON, "me", edit.sentence(register))
        steps.append(step)
        changes[step.number] = made
        known.append(register)
    for revision, wanted in enumerate(known):
        found = as_it_was(register, steps, lambda step: changes[step.number], revision)
        assert found == wanted
        assert list(found.providers) == list(wanted.providers)


def test_a_revision_history_does_not_hold_is_none():
    register = dataclasses.replace(Register(), revision=5)
    for revision in (-1, 3, 6):
        assert as_it_was(register, [], lambda step: (), revision) is None
    assert as_it_was(register, [], lambda step: (), 5) == register
