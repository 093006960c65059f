"""Undo where several share a register: everybody's own, in the order a person alone would have."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BackstopError
from planner.register import history as past
from planner.register.edits import AddRecord, ChangeFields
from planner.register.history import History
from planner.register.on_top import Conflict, put_on_top
from planner.register.own_steps import (
    Mark,
    own_history,
    own_redone,
    own_undone,
    with_own_step,
)
from planner.register.records import Council, Service
from planner.register.register import Register

NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)
START = Register.build(Council("Ashmere"), [Service("S1", "Care"), Service("S2", "Parks")])
ACTS = st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=25)


class Alone:
    """One person, by one of the two ways to undo; keeps what each step changed."""

    def __init__(self, undone, redone):
        self.register, self.history, self.kept = START, History(), {}
        self.undone, self.redone = undone, redone
        self.is_own = undone is own_undone

    def act(self, what, number):
        edit = ChangeFields("service", "S1", {"title": f"Care {number}"})
        given = (self.register, self.history)
        if what == "edit":
            made = past.recorded(*given, edit, "Ann", NOON, "")
        else:
            way = self.undone if what == "undo" else self.redone
            try:
                made = way(*given, self.kept.__getitem__, "Ann", NOON)
            except BackstopError:
                return "nothing"
        self.kept[made.step.number] = made.changes
        self.register = made.register
        mark = Mark(made.step.undoes, made.step.redoes)
        self.history = (
            with_own_step(self.history, made.step, mark, "Ann") if self.is_own else made.history
        )
        return made.step.sentence


@given(ACTS)
def test_for_one_person_alone_it_is_the_undo_of_a_file(acts):
    shared, file = Alone(own_undone, own_redone), Alone(past.undone, past.redone)
    for number, what in enumerate(acts):
        assert shared.act(what, number) == file.act(what, number)
        assert shared.register == file.register
        assert shared.history.undoable == file.history.undoable
        assert shared.history.redoable == file.history.redoable


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["edit", "undo", "redo"]))))
def test_read_at_once_or_step_by_step_it_is_the_same_and_never_anothers(acts):
    histories = {who: History() for who in "AB"}
    marks, steps = {}, []
    for number, (who, what) in enumerate(acts, start=1):
        mine = histories[who]
        mark = Mark()
        if what == "undo" and mine.undoable:
            mark = Mark(undoes=mine.undoable[-1])
        elif what == "redo" and mine.redoable:
            mark = Mark(redoes=mine.redoable[-1])
        step = past.Step(number, NOON, who, "")
        steps.append(step)
        marks[number] = mark
        for one in "AB":
            histories[one] = with_own_step(histories[one], step, mark, one)
    for who in "AB":
        assert own_history(steps, marks, who) == histories[who]
        for number in (*histories[who].undoable, *histories[who].redoable):
            assert steps[number - 1].who == who
        assert not set(histories[who].undoable) & set(histories[who].redoable)
    assert own_history(steps, {}, "A").undoable == ()


VALUES = st.sampled_from([None, "x", "y"])
FIELDS = ("owner", "market", "esd_id")


@given(*[st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES)) for _ in range(3)])
def test_fields_that_only_one_changed_join_and_those_both_changed_conflict(was, theirs, mine):
    start = START.with_table("service", {"S1": Service("S1", "Care", **was)})
    fresh = ChangeFields("service", "S1", theirs)
    there = past.recorded(start, History(), fresh, "Ann", NOON, "")
    after = there.register if there else start
    changes = ChangeFields("service", "S1", mine).changes(start)
    both = {
        name
        for name in FIELDS
        if mine[name] != was[name] != theirs[name] and mine[name] != theirs[name]
    }
    since = [(there.step, there.changes)] if there else []
    if both:
        with pytest.raises(Conflict) as found:
            put_on_top(changes, after, since)
        assert {part.field for part in found.value.parts} == both
        assert all(part.who == "Ann" for part in found.value.parts)
        return
    joined = put_on_top(changes, after, since)
    result = past.apply_changes(after, joined).services["S1"]
    for name in FIELDS:
        wanted = mine[name] if mine[name] != was[name] else theirs[name]
        assert getattr(result, name) == wanted


def test_an_added_record_keeps_its_place_at_the_end():
    other = past.recorded(START, History(), AddRecord(Service("S3", "Roads")), "Ann", NOON, "")
    joined = put_on_top(AddRecord(Service("S4", "Meals")).changes(START), other.register, [])
    assert list(past.apply_changes(other.register, joined).services) == ["S1", "S2", "S3", "S4"]
