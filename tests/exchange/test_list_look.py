from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl

from planner.exchange.column_words import BY_NAME
from planner.exchange.list_look import (
    ListChoice,
    ListLook,
    letter_of,
    look_at,
    read_as,
    sure_words,
)


def _text(folder: Path, *lines: str) -> ListLook:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return look_at(ListChoice(path))


def test_a_look_shows_the_sheet_the_row_of_headings_and_what_each_column_is_taken_for(tmp_path):
    look = _text(
        tmp_path,
        "Contracts register,,,",
        "Contract title,Supplier name,Annual value,Comments",
        'Home care,Acme Care Ltd,"£1,200",none',
        "Day care,Beta Ltd,a lot,",
    )

    assert look.choice.heading_row == 2
    assert [number for number, _ in look.rows] == [1, 2, 3, 4]
    assert [(one.letter, one.field) for one in look.columns] == [
        ("A", "title"),
        ("B", "supplier"),
        ("C", "annual_value"),
        ("D", ""),
    ]
    assert look.columns[0].samples == ("Home care", "Day care")
    assert look.unreadable == {(4, 2)}
    assert "1 of 2 not read" in look.columns[2].read_as
    assert look.columns[3].sure == "not used"


def test_another_row_of_headings_can_be_chosen_and_changes_what_is_read(tmp_path):
    look = _text(tmp_path, "Title,Supplier", "Contract name,Provider", "Home care,Acme Ltd")

    again = look_at(ListChoice(look.choice.path, heading_row=2))

    assert again.choice.mapping is not None
    assert again.choice.mapping.headings == ("Contract name", "Provider")
    assert again.place(3) == "row 3"
    assert "no row 9" in look_at(ListChoice(look.choice.path, heading_row=9)).problem


def test_a_list_without_headings_names_its_columns_by_number(tmp_path):
    look = _text(tmp_path, "Home care,Acme Ltd", "Day care,Beta Ltd")

    again = look_at(ListChoice(look.choice.path, heading_row=0))

    assert [one.heading for one in again.columns] == ["Column 1", "Column 2"]


def test_the_sheets_of_a_workbook_are_told_and_one_can_be_chosen(tmp_path):
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Anything at all"])
    sheet = book.create_sheet("Register")
    sheet.append(["Contract title", "Supplier", "Start date"])
    sheet.append(["Home care", "Acme", datetime.date(2026, 4, 1)])
    book.save(path)

    look = look_at(ListChoice(path))

    assert look.sheets == ("Notes", "Register")
    assert look.choice.sheet == "Register"
    assert look.place(2) == "sheet Register, row 2"
    assert look_at(ListChoice(path, sheet="Notes")).choice.sheet == "Notes"


def test_what_is_no_list_is_told_in_one_sentence(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 something")

    look = look_at(ListChoice(path))

    assert "is a PDF document" in look.problem
    assert look_at(ListChoice(tmp_path / "missing.csv")).problem
    assert not look.is_table


def test_open_data_needs_no_columns_settled(shared):
    path = next((shared / "data/ocds/cf_raw").glob("*.json"))

    look = look_at(ListChoice(path))

    assert (look.choice.kind, look.is_table, look.columns) == ("ocds", False, ())


def test_every_real_lancashire_list_is_recognised(shared):
    folder = shared / "data/contracts/lancashire_contracts_finder"
    looks = [look_at(ListChoice(path)) for path in sorted(folder.glob("*.json"))]

    assert len(looks) == 10
    assert not [look.problem for look in looks if look.problem]


def test_columns_have_the_letters_excel_shows():
    assert [letter_of(place) for place in (0, 25, 26, 27, 701, 702)] == [
        "A", "Z", "AA", "AB", "ZZ", "AAA",
    ]  # fmt: skip


def test_confidence_has_words():
    assert [sure_words(0.97), sure_words(0.8), sure_words(0.6)] == [
        "97% sure", "80% likely", "60% check",
    ]  # fmt: skip
    assert sure_words(1.0, "chosen by you") == "your choice"


def test_how_a_column_is_read_says_blank_where_it_is():
    assert read_as(BY_NAME["start"], []) == "day / month / year; blank so far"
    assert read_as(BY_NAME["supplier"], ["Acme"]) == "a name, matched with the register"
