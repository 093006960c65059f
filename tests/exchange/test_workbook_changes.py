"""A workbook laid beside the register: every difference found, told and taken as one step."""

from __future__ import annotations

import dataclasses
import datetime
import pickle

import pytest
from hypothesis import HealthCheck, given, settings

import planner.executors  # read-only mappings can be pickled once this is known
from planner.exchange.register_workbook import write_register_workbook
from planner.exchange.workbook_changes import workbook_changes
from planner.exchange.workbook_edit import What
from planner.exchange.workbook_layout import EVENTS
from planner.register.records import Council, Event, Scenario, Service, TimetableTask
from planner.register.register import Register
from planner.register.validity import problems_in
from tests.exchange.edited_workbook import REGISTER, TODAY, Edited, taken, the_one
from tests.exchange.test_register_json_property import registers

assert planner.executors


@pytest.fixture
def edited(tmp_path):
    return Edited(tmp_path)


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


def test_the_same_workbook_again_brings_nothing_twice(edited):
    edited.add("Providers", Provider="Birch Ltd", Reach="local")
    edited.add("Contracts", Contract="Meals all", Service="meals", Provider="birch ltd")
    edited.add("Options", Service="care", Route="in-house")
    first = taken(edited.changes(REGISTER, REGISTER))
    assert (len(first.providers), len(first.contracts), len(first.options)) == (3, 3, 2)
    again = edited.changes(first, REGISTER)
    assert again.differences == ()


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


def test_a_name_that_ends_in_a_space_is_still_the_same_row(tmp_path):
    task = TimetableTask("s", "a", "Tender ", low_days=16)
    rows = (Service("a", "A"), Scenario("s", "S", 182), task)
    register = Register.build(Council("C"), rows)
    path = tmp_path / "register.xlsx"
    write_register_workbook(register, path, TODAY)
    assert workbook_changes(register, path).differences == ()
