"""A register comes back from its workbook exactly as it went, whatever its values look like."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from planner import fields
from planner.errors import InputRefused
from planner.exchange.read_register_workbook import read_workbook, register_from_workbook
from planner.exchange.register_json import read_register, register_from_json
from planner.exchange.register_workbook import write_register_workbook
from planner.exchange.workbook_cells import joined, parted
from planner.exchange.workbook_layout import EVENTS, KEPT_TEXTS, LAYOUTS
from planner.register.records import Council, Provider, Scenario, Service, StoredPlan
from planner.register.register import Register
from planner.register.validity import problems_in
from resources.sample import sample_register_path
from tests.exchange.test_register_json_property import registers

SHARED = Path(__file__).parents[3] / "shared"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample():
    return read_register(sample_register_path())


@pytest.fixture(scope="module")
def sample_workbook(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("workbook") / "sample.xlsx"
    write_register_workbook(sample, path, TODAY)
    return path


def there_and_back(register, folder):
    path = folder / "register.xlsx"
    write_register_workbook(register, path, TODAY)
    return register_from_workbook(path)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(registers())
def test_a_sound_register_comes_back_as_it_went(tmp_path, register):
    if any("stand twice" in problem.what for problem in problems_in(register)):
        register = register.with_table("place", {})
    assert there_and_back(register, tmp_path) == register


def test_the_sample_council_comes_back_as_it_went(sample, sample_workbook):
    assert register_from_workbook(sample_workbook) == sample


def test_the_registers_of_the_known_answers_come_back_as_they_went(tmp_path):
    paths = sorted((SHARED / "golden").glob("*/*.json"))
    if not paths:
        pytest.skip("the known answers are not here")
    for path in paths[::5]:  # some of each group
        register = register_from_json(json.loads(path.read_text(encoding="utf-8"))["register"])
        assert there_and_back(register, tmp_path) == register, path.name


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+44 161 496 0000",
        "-5",
        "@home",
        "'quoted",
        "007",
        "1e5",
        "31/03/2026",
        "TRUE",
        "#N/A",
        "_x0041_",
        "_x000D_",
        "two\nlines",
        "two\r\nlines",
        "tab\there",
        " spaces around ",
        "[kept text 1]",
        "TBC",
        "£1,000",
        "<b>&amp;</b>",
        "\N{FAMILY}\N{ZERO WIDTH JOINER}",
    ],
)
def test_a_name_stays_the_text_it_is(tmp_path, name):
    register = Register.build(Council(name), [Provider("P1", name, company_number=name)])
    assert there_and_back(register, tmp_path) == register


def test_no_text_becomes_a_formula(tmp_path):
    path = tmp_path / "register.xlsx"
    names = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"]
    rows = [Provider(f"P{at}", name) for at, name in enumerate(names)]
    write_register_workbook(Register.build(Council("=2+2"), rows), path, TODAY)
    for sheet in openpyxl.load_workbook(path):
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_numbers_keep_their_last_figure(tmp_path):
    turnovers = [0.1 + 0.2, 1 / 3, 123456789.12345679, 1e-9, 2.0**52 + 1, 0.0]
    rows = [Provider(f"P{at}", "N", turnover=one) for at, one in enumerate(turnovers)]
    register = Register.build(Council(), rows)
    assert there_and_back(register, tmp_path) == register


def test_dates_before_excel_and_far_away_survive(tmp_path):
    days = [datetime.date(1, 1, 1), datetime.date(1900, 2, 28), datetime.date(9999, 12, 31), TODAY]
    rows = [Scenario(f"S{at}", "T", start_date=day) for at, day in enumerate(days)]
    register = Register.build(Council(), rows)
    assert there_and_back(register, tmp_path) == register


def test_a_text_longer_than_a_cell_is_kept_apart_and_whole(tmp_path):
    long = "£\N{GRINNING FACE} words " * 9_000
    plan = StoredPlan("PL1", "Plan", "S1", 1, "draft", content='{"short": true}')
    register = Register.build(
        Council(), [Service("s", "Home care", class_reason=long), Scenario("S1", "T"), plan]
    )
    assert there_and_back(register, tmp_path) == register
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    held = [cell.value for sheet in book for row in sheet for cell in row if cell.value]
    assert max(len(str(value)) for value in held) <= 32_767
    assert "[kept text 2]" in [cell.value for cell in book["Plans"][2]]
    assert book[KEPT_TEXTS].max_row > 2


@pytest.mark.parametrize(
    "parts",
    [
        ("a", "b"),
        ("a; b", 'say "yes"', "c"),
        (" edge ", "line\nbreak"),
        ('"',),
        ("x, y",),
        (";", '""'),
        (),
    ],
)
def test_a_list_in_a_cell_is_parted_as_it_was_joined(parts):
    assert parted(joined(parts)) == parts


def test_people_may_part_a_list_by_lines_and_leave_a_semicolon_at_the_end():
    assert parted("North ; South;\n East;;") == ("North", "South", "East")


def test_every_sheet_is_one_table_with_frozen_headings_and_notes(sample_workbook):
    book = openpyxl.load_workbook(sample_workbook)
    for layout in LAYOUTS:
        sheet = book[layout.name]
        (table,) = sheet.tables.values()
        headings = [cell.value for cell in sheet[1]]
        assert [column.name for column in table.tableColumns] == headings
        assert headings == [column.heading for column in layout.columns]
        assert sheet.freeze_panes is not None
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        assert not sheet.protection.sheet


def test_choices_and_references_are_offered_as_lists(sample_workbook, sample):
    book = openpyxl.load_workbook(sample_workbook)
    for layout in LAYOUTS:
        sheet = book[layout.name]
        offered = {
            str(rule.sqref).split(":")[0]: rule
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
        }
        for number, column in enumerate(layout.columns, start=1):
            field = column.field
            wants = field is not None and (
                field.type in (fields.FieldType.CHOICE, fields.FieldType.YES_NO)
                or field.type is fields.FieldType.LINK
            )
            rule = offered.get(f"{sheet.cell(1, number).column_letter}2")
            assert (rule is not None) == wants, (layout.name, column.heading)
    route = next(
        rule
        for rule in book["Options"].data_validations.dataValidation
        if "Choices" in rule.formula1 and str(rule.sqref).startswith("C2")
    )
    reach = route.formula1.replace("$", "").removeprefix("Choices!")
    shown = [cell.value for (cell,) in book["Choices"][reach]]
    assert shown == [fields.in_words(one) for one in fields.ROUTES]
    assert "codes_services" in book.defined_names


def test_events_have_a_row_each_in_words(sample_workbook, sample):
    sheet = openpyxl.load_workbook(sample_workbook)[EVENTS]
    events = [event for one in sample.scenarios.values() for event in one.events]
    assert sheet.max_row == len(events) + 1
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == [one.target for one in events]


def test_a_workbook_saved_again_by_another_program_is_the_same(sample, sample_workbook, tmp_path):
    again = tmp_path / "again.xlsx"
    openpyxl.load_workbook(sample_workbook).save(again)
    assert register_from_workbook(again) == sample


def test_columns_may_move_and_others_stand_between(tmp_path):
    register = Register.build(Council("A"), [Service("s", "Home care", mtpd_days=3)])
    path = tmp_path / "register.xlsx"
    write_register_workbook(register, path, TODAY)
    book = openpyxl.load_workbook(path)
    sheet = book["Services"]
    rows = [[cell.value for cell in row] for row in sheet]
    sheet.delete_rows(1, 2)
    sheet.append(["Our services in 2026"])
    for row in rows:
        sheet.append(["mine", *reversed(row)])
    sheet.append([None, "   "])
    book.save(path)
    assert register_from_workbook(path) == register
    notes = read_workbook(path).notes
    assert any("left alone (“mine”)" in note for note in notes)


def test_what_is_no_register_workbook_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "list.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(InputRefused) as caught:
        read_workbook(path)
    assert "is not a register workbook" in caught.value.sentence
