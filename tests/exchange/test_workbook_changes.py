"""A workbook laid beside the register: every difference found, told and taken as one step."""

from __future__ import annotations

import dataclasses
import datetime
import io
import pickle

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

import planner.executors  # read-only mappings can be pickled once this is known
from planner import fields
from planner.exchange.register_workbook import write_register_workbook
from planner.exchange.workbook_changes import workbook_changes
from planner.exchange.workbook_edit import What
from planner.exchange.workbook_examples import EXAMPLES
from planner.exchange.workbook_layout import EVENTS
from planner.exchange.workbook_template import write_template
from planner.register.changes import apply_changes
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.records import (
    Contract,
    Council,
    Event,
    Option,
    Place,
    Provider,
    Reserve,
    Scenario,
    Service,
    SupplyLink,
)
from planner.register.register import Register
from planner.register.validity import problems_in
from tests.exchange.test_register_json_property import registers

assert planner.executors
TODAY = datetime.date(2026, 11, 21)
REGISTER = Register.build(
    Council("Orrin", 1_000_000.0, recovery_share=0.5),
    [
        Service("care", "Home care", "must", mtpd_days=1, market="care"),
        Service("meals", "Meals", "needed"),
        Provider("007", "Alder Ltd", company_number="01234567", turnover=100.5),
        Provider("P2", "=1+1"),
        Contract("C1", "Care north", "care", "007", start=datetime.date(2026, 4, 1),
                 end=datetime.date(2027, 3, 31), kpis=("on time", "same; carer")),
        Contract("C2", "Meals all", "meals", "P2"),
        Place("C1", "North", "standard", "council", 40),
        Place("C1", "South", "standard", "council", 10),
        SupplyLink("P2", "007", "partial", share=0.5),
        SupplyLink("P2", "007", "partial", share=0.25),
        Option("O1", "care", "in_house", areas=("North", "South"), needs=("standard",)),
        Reserve("R1", "General fund", 500.0, ("care",)),
        Scenario("S1", "Alder stops", events=(Event("insolvency", "007"),),
                 reserve_overrides={"R1": 250.0}),
    ],
)  # fmt: skip

WRITTEN: list[bytes] = []


class Edited:
    """A workbook of REGISTER that a person changes: sheets by name, columns by heading."""

    def __init__(self, folder):
        self.path = folder / "ours.xlsx"
        if not WRITTEN:
            write_register_workbook(REGISTER, self.path, TODAY)
            WRITTEN.append(self.path.read_bytes())
        self.book = openpyxl.load_workbook(io.BytesIO(WRITTEN[0]))

    def cell(self, sheet, row, heading):
        found = [cell.value for cell in self.book[sheet][1]]
        return self.book[sheet].cell(row, found.index(heading) + 1)

    def put(self, sheet, row, heading, value):
        self.cell(sheet, row, heading).value = value

    def add(self, sheet, **values):
        row = self.book[sheet].max_row + 1
        for heading, value in values.items():
            self.put(sheet, row, heading.replace("_", " "), value)
        return row

    def changes(self, register=REGISTER, exported=None):
        self.book.save(self.path)
        return workbook_changes(register, self.path, exported)


@pytest.fixture
def edited(tmp_path):
    return Edited(tmp_path)


def taken(changes, register=REGISTER, also=()):
    edit = changes.edit(changes.taken_unasked | set(also))
    return apply_changes(register, edit.changes(register))


def the_one(changes):
    (one,) = changes.differences
    return one


def test_a_workbook_nobody_changed_changes_nothing(edited):
    changes = edited.changes()
    assert changes.differences == ()
    assert sum(changes.unchanged.values()) == 1 + sum(map(len, REGISTER.tables.values()))
    assert changes.is_three_way
    assert changes.edit(changes.taken_unasked).changes(REGISTER) == ()


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(registers())
def test_no_sound_register_differs_from_its_own_workbook(tmp_path, register):
    if any("stand twice" in problem.what for problem in problems_in(register)):
        register = register.with_table("place", {})
    path = tmp_path / "register.xlsx"
    write_register_workbook(register, path, TODAY)
    assert workbook_changes(register, path).differences == ()


def test_a_changed_cell_is_told_before_and_after_and_taken(edited):
    edited.put("Services", 2, "Tolerable period (days)", 3)
    changes = edited.changes()
    one = the_one(changes)
    assert (one.what, one.place, one.field) == (
        What.CHANGED,
        "Services, row 2",
        "Tolerable period",
    )
    assert (one.named, one.before, one.after) == ("Home care (care)", "1", "3")
    assert taken(changes).services["care"].mtpd_days == 3
    assert changes.edit([]).changes(REGISTER) == ()


@pytest.mark.parametrize(
    ("sheet", "heading", "typed", "attribute", "value"),
    [
        ("Contracts", "Start", 46_143, "start", datetime.date(2026, 5, 1)),
        ("Contracts", "Start", "1/5/2026", "start", datetime.date(2026, 5, 1)),
        ("Contracts", "Start", "1 May 2026", "start", datetime.date(2026, 5, 1)),
        ("Contracts", "Start", datetime.datetime(2026, 5, 1), "start", datetime.date(2026, 5, 1)),
        ("Contracts", "Annual value (£ a year)", " £12,500.50 ", "annual_value", 12_500.5),
        ("Contracts", "Paid by results (0 to 1)", "25%", "pbr_share", 0.25),
        ("Contracts", "Staff who would transfer (people)", "12", "tupe_staff", 12),
        ("Contracts", "Light touch", True, "light_touch", True),
        ("Contracts", "Light touch", "NO", "light_touch", False),
        ("Contracts", "Kind", " Framework_Call_Off ", "kind", "framework_call_off"),
        ("Contracts", "Procurement rules", "procurement act 2023", "regime", "pa2023"),
        ("Contracts", "Measures", "on time\nsafe", "kpis", ("on time", "safe")),
        ("Contracts", "Service", "  MEALS ", "service", "meals"),
        ("Contracts", "Provider", "Alder Ltd ", "provider", "007"),
        ("Contracts", "Note", " pasted  ", "note", "pasted"),
    ],
)  # fmt: skip
def test_cells_are_read_as_people_and_excel_write_them(
    edited, sheet, heading, typed, attribute, value
):
    edited.put(sheet, 2, heading, typed)
    changes = edited.changes()
    after = taken(changes).contracts["C1"]
    assert getattr(after, attribute) == value
    same_as_before = getattr(REGISTER.contracts["C1"], attribute) == value
    assert len(changes.differences) == (0 if same_as_before else 1)


def test_what_excel_makes_of_a_text_is_no_change(edited):
    edited.put("Providers", 2, "Code", 7)
    edited.put("Providers", 2, "Company number", 1_234_567)
    edited.put("Contracts", 2, "Provider", 7)
    edited.put("Providers", 2, "Turnover (£ a year)", 100.50000000000001)
    edited.put("Services", 2, "Service", " Home care ")
    assert edited.changes().differences == ()


def test_a_blanked_cell_becomes_not_known(edited):
    edited.put("Providers", 2, "Turnover (£ a year)", None)
    changes = edited.changes()
    assert (the_one(changes).before, the_one(changes).after) == ("£100.50", "")
    assert taken(changes).providers["007"].turnover is None


def test_new_rows_get_codes_and_may_be_named_before_they_have_one(edited):
    edited.add("Providers", Provider=" Birch & Sons ")
    edited.add("Providers", Provider="Birch and Sons")
    edited.add("Contracts", Contract="Care south", Service="home care", Provider="Birch & Sons")
    edited.add("Scenarios", Scenario="Birch stops")
    edited.book[EVENTS].append(["Birch stops", "insolvency", "birch & sons", 3])
    changes = edited.changes()
    assert [one.what for one in changes.differences] == [What.ADDED] * 4
    after = taken(changes)
    assert after.providers["birch-and-sons"].name == "Birch & Sons"
    assert after.providers["birch-and-sons-2"].name == "Birch and Sons"
    assert after.contracts["care-south"].provider == "birch-and-sons"
    assert after.scenarios["birch-stops"].events == (Event("insolvency", "birch-and-sons", 3),)
    assert problems_in(after) == []


def test_a_missing_row_is_offered_for_removal_and_never_taken_unasked(edited):
    edited.book["Contracts"].delete_rows(2)
    edited.book["People served"].delete_rows(2)
    changes = edited.changes()
    assert [one.what for one in changes.differences] == [What.REMOVED] * 2
    assert "removes 2 counts of people served with it" in changes.differences[0].says
    assert taken(changes) == dataclasses.replace(REGISTER, revision=taken(changes).revision)
    after = taken(changes, also={0, 1})
    assert set(after.contracts) == {"C2"}
    assert after.places == {}


def test_the_area_of_people_served_can_be_corrected_without_counting_them_twice(edited):
    edited.put("People served", 2, "Area", "Northside")
    changes = edited.changes()
    assert the_one(changes).field == "Area"
    after = taken(changes)
    assert [(one.area, one.people) for one in after.places.values()] == [
        ("Northside", 40),
        ("South", 10),
    ]


def test_supply_links_that_are_alike_are_told_apart(edited):
    edited.put("Supply links", 3, "Share (0 to 1)", 0.3)
    after = taken(edited.changes())
    assert [one.share for one in after.supply_links.values()] == [0.5, 0.3]


def test_a_row_without_its_name_is_the_record_its_fields_name(edited):
    edited.put("People served", 2, "Row in Backstop", None)
    edited.put("People served", 2, "People (people)", 41)
    changes = edited.changes()
    assert the_one(changes).field == "People"
    assert taken(changes).people_of_contract("C1") == 51


@pytest.mark.parametrize(
    ("sheet", "heading", "typed", "says"),
    [
        ("Contracts", "Start", "soon", '"soon" is not a date'),
        ("Contracts", "Start", "31/02/2026", "is not a date that exists"),
        ("Contracts", "End", datetime.date(2020, 1, 1), "is before the start"),
        ("Contracts", "Provider", "P9", "there is no provider P9"),
        ("Contracts", "Kind", "lease", "is not one of contract, grant"),
        ("Contracts", "Notice from the council (days)", 1.5, "is not a whole number"),
        ("Contracts", "Notice from the council (days)", -1, "is below 0"),
        ("Contracts", "Annual value (£ a year)", "a lot", "“a lot” is not a number"),
        ("Contracts", "Annual value (£ a year)", "#REF!", "the Excel error #REF!"),
        ("Contracts", "Note", "#NAME?", "the Excel error #NAME?"),
        ("Contracts", "Paid by results (0 to 1)", 50, "is above 1"),
        ("Contracts", "Light touch", "perhaps", "is not yes or no"),
        ("Contracts", "Contract", None, "is blank"),
        ("Contracts", "Measures", '"open', "a double quote stands alone"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_refused_with_its_place_and_how_to_mend_it(
    edited, sheet, heading, typed, says
):
    edited.put(sheet, 2, heading, typed)
    edited.put(sheet, 2, "Open book", "yes")
    changes = edited.changes()
    (refused,) = [one for one in changes.differences if one.what is What.REFUSED]
    assert refused.place == f"{sheet}, row 2"
    assert refused.field
    assert says in refused.says[:1].lower() + refused.says[1:]
    assert ";" in refused.says
    assert taken(changes).contracts["C1"] == dataclasses.replace(
        REGISTER.contracts["C1"], open_book=True
    )
    assert not changes.edit([refused.number]).changes(REGISTER)


def test_what_hangs_on_a_refused_row_is_refused_too(edited):
    row = edited.add("Providers", Code="P9", Provider="Bad")
    edited.put("Providers", row, "Turnover (£ a year)", -5)
    edited.add("Contracts", Code="C9", Contract="Hangs", Service="care", Provider="P9")
    changes = edited.changes()
    assert [one.what for one in changes.differences] == [What.REFUSED] * 2
    assert "there is no provider P9" in changes.differences[1].says


def test_a_code_that_stands_twice_is_refused_unless_the_row_is_as_it_was(edited):
    edited.book["Services"].append([cell.value for cell in edited.book["Services"][2]])
    edited.put("Services", 4, "Service", "A copy somebody made")
    changes = edited.changes()
    one = the_one(changes)
    assert (one.what, one.place) == (What.REFUSED, "Services, row 4")
    assert "the code care stands 2 times" in one.says.casefold()


def test_a_changed_code_is_a_new_record_with_a_hint(edited):
    edited.put("Reserves", 2, "Code", "R2")
    added, removed = edited.changes().differences
    assert (added.what, removed.what) == (What.ADDED, What.REMOVED)
    assert "If this is R1 with its code changed" in added.says


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


def test_hidden_rows_and_filters_hide_nothing_from_backstop(edited):
    edited.book["Services"].row_dimensions[2].hidden = True
    edited.book["Services"].column_dimensions["C"].hidden = True
    edited.put("Services", 2, "Class", "could")
    assert the_one(edited.changes()).after == "could"


def test_events_are_compared_in_words(edited):
    edited.book[EVENTS].append(["S1", "insolvency", "P2", 5, 0.5])
    changes = edited.changes()
    one = the_one(changes)
    assert one.before == "insolvency of 007 on day 0"
    assert one.after == "insolvency of 007 on day 0; insolvency of P2 on day 5 (severity 0.5)"
    assert len(taken(changes).scenarios["S1"].events) == 2


def test_an_event_that_cannot_be_read_leaves_the_events_of_its_scenario_alone(edited):
    edited.book[EVENTS].append(["S1", "flood", "P2", 5])
    edited.book[EVENTS].append(["S9", "insolvency", "P2", 5])
    changes = edited.changes()
    assert {one.what for one in changes.differences} == {What.REFUSED}
    places = {one.place for one in changes.differences}
    assert places == {"Scenario events, row 3", "Scenario events, row 4", "Scenarios, row 2"}


def test_the_council_is_compared_too(edited):
    front = edited.book["Register"]
    row = next(cell.row for cell in front["A"] if cell.value == "Annual budget (£)")
    front.cell(row, 2).value = "£2m"
    changes = edited.changes()
    assert the_one(changes).place == f"Register, row {row}"
    assert taken(changes).council.budget_annual == 2_000_000.0


def test_the_step_says_what_it_took_and_can_travel_between_processes(edited):
    edited.put("Services", 2, "Owner", "Theirs")
    edited.add("Providers", Provider="New")
    edited.book["Options"].delete_rows(2)
    changes = pickle.loads(pickle.dumps(edited.changes()))
    edit = changes.edit({one.number for one in changes.differences})
    assert edit.sentence(REGISTER) == "Took the workbook ours.xlsx: 1 added, 1 changed, 1 removed"
    assert len(edit.changes(REGISTER)) == 3


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
