"""Undo, redo and the audit trail: any sequence of edits can be walked back and forth."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import BackstopError, InputRefused
from planner.register.edits import (
    AddRecord,
    ChangeClass,
    ChangeCouncil,
    ChangeFields,
    RemoveRecord,
    Together,
)
from planner.register.history import (
    History,
    TakeBack,
    changes_of_step,
    recorded,
    redone,
    undone,
)
from planner.register.plain import (
    change_from_plain,
    plain_change,
    plain_record,
    record_from_plain,
)
from planner.register.records import (
    Contract,
    Council,
    Event,
    Place,
    Provider,
    Reserve,
    Scenario,
    Service,
    WarningSign,
)
from planner.register.register import Register

NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)
CODES = st.sampled_from(["A", "B", "C"])
TEXTS = st.none() | st.sampled_from(["care", "Düren", 'a "quoted" text', "line\nbreak"])

EDITS = st.one_of(
    st.builds(AddRecord, st.builds(Service, CODES, st.just("Service"), market=TEXTS)),
    st.builds(AddRecord, st.builds(Provider, CODES, st.just("Provider"))),
    st.builds(AddRecord, st.builds(Contract, CODES, st.just("Contract"), CODES, CODES)),
    st.builds(
        AddRecord,
        st.builds(
            Place, CODES, CODES, st.just("standard"), st.just("self"), st.integers(0, 9) | st.none()
        ),
    ),
    st.builds(AddRecord, st.builds(Reserve, CODES, st.just("Fund"), services=st.tuples(CODES))),
    st.builds(
        lambda area, code: ChangeFields("place", f"{code}/{area}/standard/self", {"area": "D"}),
        CODES,
        CODES,
    ),
    st.builds(
        ChangeFields,
        st.just("service"),
        CODES,
        st.fixed_dictionaries({"market": TEXTS, "mtpd_days": st.none() | st.integers(0, 9)}),
    ),
    st.builds(ChangeClass, CODES, st.sampled_from(["must", "could"]), st.just("Because.")),
    st.builds(ChangeCouncil, st.fixed_dictionaries({"budget_annual": st.floats(0, 1e9)})),
    st.builds(
        RemoveRecord, st.sampled_from(["service", "provider", "contract"]), CODES, st.booleans()
    ),
)


class Book:
    """A register with its history, as a session keeps them."""

    def __init__(self):
        self.register = Register.build(
            Council("Ashmere"), [Service("A", "Care"), Provider("A", "Careful")]
        )
        self.history = History()
        self.stored = {}

    def take(self, done):
        if done is None:
            return
        if done.step.undoes is None and done.step.redoes is None:
            self.stored[done.step.number] = done.changes
        self.register, self.history = done.register, done.history

    def apply(self, edit, why=""):
        self.take(recorded(self.register, self.history, edit, "Sam", NOON, why))

    def undo(self):
        self.take(undone(self.register, self.history, self.stored.__getitem__, "Sam", NOON))

    def redo(self):
        self.take(redone(self.register, self.history, self.stored.__getitem__, "Sam", NOON))

    def reopened(self):
        """Go through what closing and opening does: steps and changes as text and back."""
        self.stored = {
            number: tuple(
                change_from_plain(json.loads(json.dumps(plain_change(one)))) for one in changes
            )
            for number, changes in self.stored.items()
        }
        assert History.of(self.history.steps) == self.history
        self.history = History.of(self.history.steps)

    def rows(self):
        tables = self.register.tables
        return self.register.council, {kind: list(tables[kind].items()) for kind in sorted(tables)}


@settings(max_examples=25, deadline=None)
@given(st.lists(EDITS | st.sampled_from(["undo", "redo"]), max_size=25))
def test_undoing_all_gives_the_start_and_redoing_all_the_end(moves):
    book = Book()
    start = book.rows()
    for move in moves:
        try:
            if move == "undo":
                book.undo()
            elif move == "redo":
                book.redo()
            else:
                book.apply(move)
        except BackstopError:
            continue
    end, number = book.rows(), len(book.history.undoable)
    book.reopened()
    for _ in range(number):
        book.undo()
    assert book.rows() == start
    assert book.history.next_undo is None
    book.reopened()
    for _ in range(number):
        book.redo()
    assert book.rows() == end
    assert [step.number for step in book.history.steps] == list(
        range(1, len(book.history.steps) + 1)
    )
    assert book.register.revision == len(book.history.steps)


@settings(max_examples=20, deadline=None)
@given(st.lists(EDITS, max_size=12))
def test_replaying_the_steps_from_the_start_gives_the_register(edits):
    from planner.register.edits import apply_changes

    book, replay = Book(), Book().register
    for edit in edits:
        try:
            book.apply(edit)
            if len(book.history.steps) % 3 == 2:
                book.undo()
        except BackstopError:
            continue
    for step in book.history.steps:
        replay = apply_changes(replay, changes_of_step(step, book.stored.__getitem__))
    assert replay == book.register


def test_a_step_says_who_when_what_and_why_with_before_and_after():
    book = Book()
    book.apply(ChangeClass("A", "must", "Harm in two days."), why="Board of 5 January")
    (step,) = book.history.steps
    assert (step.number, step.who, step.when) == (1, "Sam", NOON)
    assert step.sentence == "Class of Care set to must"
    assert step.why == "Board of 5 January"
    (change,) = book.stored[1]
    assert change.before.class_ is None
    assert change.after.class_ == "must"


def test_an_edit_after_undo_ends_what_could_be_redone_and_the_trail_keeps_it():
    book = Book()
    book.apply(AddRecord(Service("B", "Parks")))
    book.undo()
    book.apply(AddRecord(Service("C", "Roads")))
    assert book.history.next_redo is None
    assert [step.sentence for step in book.history.steps] == [
        "Added service Parks (B)",
        "Undid: Added service Parks (B)",
        "Added service Roads (C)",
    ]
    with pytest.raises(BackstopError, match="nothing to redo"):
        book.redo()


def test_nothing_to_undo_is_said_in_words():
    with pytest.raises(BackstopError, match=r"There is nothing to undo\."):
        Book().undo()


def take_back(book, number):
    step = book.history.step(number)
    book.apply(TakeBack(step, changes_of_step(step, book.stored.__getitem__)))


def test_one_earlier_step_is_taken_back_and_later_ones_stay():
    book = Book()
    book.apply(ChangeFields("service", "A", {"market": "care"}))
    book.apply(AddRecord(Service("B", "Parks")))
    take_back(book, 1)
    assert book.register.services["A"].market is None
    assert "B" in book.register.services
    assert book.history.steps[-1].sentence == "Took back step 1: Market of Care set to care"
    book.undo()
    assert book.register.services["A"].market == "care"


def test_a_step_whose_records_changed_since_is_not_taken_back():
    book = Book()
    book.apply(ChangeFields("service", "A", {"market": "care"}))
    book.apply(ChangeFields("service", "A", {"owner": "Director"}))
    with pytest.raises(InputRefused, match="service A changed since") as refused:
        take_back(book, 1)
    assert len(refused.value.problems) == 1


def test_a_step_that_later_records_need_is_not_taken_back():
    book = Book()
    book.apply(AddRecord(Service("B", "Parks")))
    book.apply(AddRecord(Contract("K", "Mowing", "B", "A")))
    with pytest.raises(InputRefused, match="contract K points at it"):
        take_back(book, 1)


def test_an_import_is_one_step():
    book = Book()
    book.apply(Together("Imported 9", tuple(AddRecord(Service(f"I{n}", "x")) for n in range(9))))
    assert len(book.register.services) == 10
    book.undo()
    assert len(book.register.services) == 1


def test_steps_that_do_not_fit_together_are_refused():
    book = Book()
    book.apply(AddRecord(Service("B", "Parks")))
    book.undo()
    with pytest.raises(ValueError, match="not the next one"):
        History.of((book.history.steps[1],))


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("council", Council("Ashmere", 1.5, recovery_share=0.0)),
        ("service", Service("S", "x", "must", regulated=False, mbco=0.0)),
        ("warning_sign", WarningSign("P", datetime.date(2026, 2, 28), "late accounts", 0)),
        (
            "scenario",
            Scenario(
                "X",
                "x",
                horizon_days=28,
                start_date=datetime.date(2026, 1, 1),
                events=(Event("planned_exit", "P", 30, 0.5, 7, 14),),
                financial_cascade=False,
                excluded_options=("O",),
                reserve_overrides={"R": 0.0},
            ),
        ),
    ],
)
def test_a_record_survives_as_plain_text(kind, record):
    text = json.dumps(plain_record(kind, record))
    assert record_from_plain(kind, json.loads(text)) == record
