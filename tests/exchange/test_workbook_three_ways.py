"""A workbook, the register as exported and the register now; spoilt sheets; templates."""

from __future__ import annotations

import dataclasses

import openpyxl
import pytest

from planner import fields
from planner.exchange.workbook_changes import workbook_changes
from planner.exchange.workbook_edit import What
from planner.exchange.workbook_examples import EXAMPLES
from planner.exchange.workbook_template import write_template
from planner.register.changes import apply_changes
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.records import Council, Provider
from planner.register.register import Register
from planner.register.validity import problems_in
from tests.exchange.edited_workbook import REGISTER, TODAY, Edited, taken, the_one


@pytest.fixture
def edited(tmp_path):
    return Edited(tmp_path)


def after_edits(register, *edits):
    for edit in edits:
        register = apply_changes(register, edit.changes(register))
    return register


def test_three_ways_tell_who_changed_what(edited):
    edited.put("Services", 2, "Owner", "Theirs")  # both changed it
    edited.put("Services", 2, "Minimum level (0 to 1)", 0.8)  # only the workbook
    edited.put("Services", 3, "Owner", "Agreed")  # both made the same change
    edited.book["Reserves"].delete_rows(2)
    now = after_edits(
        REGISTER,
        ChangeFields("service", "care", {"owner": "Ours", "mtpd_days": 9}),
        ChangeFields("service", "meals", {"owner": "Agreed"}),
        ChangeFields("reserve", "R1", {"amount": 600.0}),
        AddRecord(Provider("P7", "New since")),
    )
    changes = edited.changes(now, REGISTER)
    conflict, changed, removed = changes.differences
    assert (conflict.what, conflict.field) == (What.CONFLICT, "Owner")
    assert (conflict.exported, conflict.before, conflict.after) == ("blank", "Ours", "Theirs")
    assert (changed.what, changed.field) == (What.CHANGED, "Minimum level")
    assert "changed in Backstop since" in removed.says
    after = taken(changes, now)
    assert (after.services["care"].owner, after.services["care"].mtpd_days) == ("Ours", 9)
    assert taken(changes, now, {conflict.number}).services["care"].owner == "Theirs"
    assert "P7" in taken(changes, now, {removed.number}).providers


def test_a_row_removed_in_backstop_since_stays_removed_unless_it_was_changed(edited):
    now = after_edits(
        REGISTER, RemoveRecord("option", "O1"), RemoveRecord("place", "C1/South/standard/council")
    )
    edited.put("People served", 3, "People (people)", 12)
    changes = edited.changes(now, REGISTER)
    one = the_one(changes)
    assert one.what is What.CONFLICT
    assert "Removed in Backstop since" in one.says
    assert any("Home care" in note or "O1" in note for note in changes.notes)
    assert len(taken(changes, now, {one.number}).places) == 2


def test_without_the_exported_revision_it_is_a_plain_comparison_and_says_so(edited):
    edited.put("Services", 2, "Owner", "Theirs")
    now = after_edits(REGISTER, ChangeFields("service", "care", {"owner": "Ours"}))
    changes = edited.changes(now)
    assert not changes.is_three_way
    assert the_one(changes).what is What.CHANGED
    assert "is not in the history of this register" in changes.notes[0]
    elsewhere = dataclasses.replace(REGISTER, council=Council("Another"))
    assert not edited.changes(now, elsewhere).is_three_way


def test_a_renamed_sheet_is_refused_clearly_and_a_missing_one_left_alone(edited):
    edited.book["Providers"].title = "Suppliers"
    del edited.book["Reserves"]
    edited.book.create_sheet("My notes")["A1"] = "remember the milk"
    changes = edited.changes()
    one = the_one(changes)
    assert (one.what, one.place) == (What.REFUSED, "sheet “Suppliers”")
    assert "call the sheet “Providers” again" in one.says
    assert any("missing" in note and "Reserves" in note for note in changes.notes)
    assert any("“My notes”" in note for note in changes.notes)


@pytest.mark.parametrize("spoil", ["code", "twice", "all"])
def test_a_sheet_whose_rows_cannot_be_told_is_refused(edited, spoil):
    sheet = edited.book["Services"]
    if spoil == "code":
        sheet["A1"] = "Reference"
    elif spoil == "twice":
        sheet["B1"] = "Class"
    else:
        sheet.delete_rows(1)
    one = the_one(edited.changes())
    assert one.what is What.REFUSED
    assert one.place == "Services"


def test_worked_rows_stand_for_every_kind_and_are_sound():
    assert problems_in(EXAMPLES) == []
    for kind in fields.KINDS:
        if kind.name != "plan":
            assert len(EXAMPLES.of_kind(kind.name)) >= 2, kind.name


def test_a_template_as_it_was_brings_nothing_and_removes_nothing(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, TODAY)
    for register in (REGISTER, Register()):
        changes = workbook_changes(register, path)
        assert changes.differences == ()
        assert changes.examples == sum(map(len, EXAMPLES.tables.values()))
    marked = openpyxl.load_workbook(path)["Services"]["A2"]
    assert marked.font.italic
    assert marked.value.startswith("example")


def test_rows_written_into_a_template_are_taken_and_changed_examples_get_codes(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, TODAY, ["services", "Providers", "contract"])
    book = openpyxl.load_workbook(path)
    assert [name for name in book.sheetnames if name in ("Services", "Options")] == ["Services"]
    book["Services"]["B2"] = "Day centres"
    book["Providers"].append([None, "Cedar Centres"])
    book["Contracts"].append([None, "Centres", "example-home-care", "cedar centres"])
    book["Contracts"].append([None, "Wrong", "example-meals", "Cedar Centres"])
    book.save(path)
    changes = workbook_changes(Register(), path)
    assert [one.what for one in changes.differences] == [
        What.ADDED,
        What.ADDED,
        What.ADDED,
        What.REFUSED,
    ]
    after = taken(changes, Register())
    assert set(after.services) == {"day-centres"}
    assert after.contracts["centres"].service == "day-centres"
