from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from planner.errors import InputRefused
from planner.exchange import file_nature
from planner.exchange.read_table import Table, open_table

HEADER = "Contract Reference,Contract Title,Supplier,Value (£)\n"


def _csv(folder: Path, text: str | bytes, encoding: str = "utf-8") -> Table:
    path = folder / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return open_table(path)


def _rows(table: Table) -> list[list[object]]:
    return [list(row.cells) for row in table.rows() if not row.is_blank]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "cp850"]
)
def test_every_encoding_councils_use_gives_the_same_cells(tmp_path: Path, encoding: str) -> None:
    table = _csv(tmp_path, HEADER + "C1,Café,A Ltd,£5\nC2,Tea,B Ltd,£6\n", encoding)
    if encoding != "cp850":  # the old page has no é where windows-1252 has one
        assert _rows(table)[0][1] == "Café"
    assert _rows(table)[0][3] == "£5"


def test_the_first_pound_sign_may_stand_at_the_end_of_a_long_file(tmp_path: Path) -> None:
    body = "".join(f"C{number},Plain,A Ltd,5\n" for number in range(40_000))
    table = _csv(tmp_path, HEADER.replace("£", "GBP") + body + "C9,Last,A Ltd,£7\n", "cp1252")
    assert _rows(table)[-1][3] == "£7"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_line_end_parts_rows(tmp_path: Path, ends: str) -> None:
    table = _csv(tmp_path, (HEADER + "C1,A,B Ltd,1\nC2,B,C Ltd,2\n").replace("\n", ends))
    assert len(_rows(table)) == 2


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(tmp_path: Path, sign: str) -> None:
    table = _csv(tmp_path, (HEADER + 'C1,"A, with comma",B Ltd,1\n').replace(",", sign))
    assert table.headings.names[:3] == ("Contract Reference", "Contract Title", "Supplier")


def test_title_lines_padding_and_numbers_of_rows(tmp_path: Path) -> None:
    text = "Our contracts,,,,\n,,,,\n" + HEADER.strip() + ",,,\nC1,A,B Ltd,1,,\n,,,,\nC2,B,C,2,,\n"
    table = _csv(tmp_path, text)
    assert table.headings.row == 2
    assert [(row.number, row.is_blank) for row in table.rows()] == [
        (4, False),
        (5, True),
        (6, False),
    ]


def test_headings_over_two_rows_are_joined_under_their_group(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Contracts register"])
    sheet.append(["Reference", "Title", "Supplier", "Contract value", None, "Contract", None])
    sheet.append([None, None, None, "Annual", "Total", "Start date", "End date"])
    sheet.merge_cells("D2:E2")
    sheet.append(["C1", "Care", "A Ltd", 10, 30, "01/04/2024", "31/03/2027"])
    sheet.append(["C2", "Cars", "B Ltd", 20, 60, "01/04/2024", "31/03/2027"])
    book.save(tmp_path / "list.xlsx")
    table = open_table(tmp_path / "list.xlsx")
    assert table.headings.names[:5] == (
        "Reference",
        "Title",
        "Supplier",
        "Contract value Annual",
        "Contract value Total",
    )
    assert [row.number for row in table.rows()] == [4, 5]


def test_the_sheet_that_looks_like_a_list_is_chosen_and_another_can_be_asked_for(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover["A1"] = "Published by the council"
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    for name in (hidden, book.create_sheet("Contracts")):
        name.append(["Contract reference", "Contract title", "Supplier name", "End date"])
        name.append(["C1", "Care", "A Ltd", "31/03/2027"])
    book.save(tmp_path / "list.xlsx")
    assert open_table(tmp_path / "list.xlsx").sheet == "Contracts"
    assert open_table(tmp_path / "list.xlsx", "Cover").sheet == "Cover"
    with pytest.raises(InputRefused, match="choose one of"):
        open_table(tmp_path / "list.xlsx", "None such")


def test_a_formula_gives_the_value_last_saved_and_is_never_worked_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Contract reference", "Contract title", "Supplier"])
    sheet.append(["C1", '=HYPERLINK("http://example.org","Care")', "A Ltd"])
    book.save(tmp_path / "list.xlsx")
    assert _rows(open_table(tmp_path / "list.xlsx"))[0][1] in (None, "")


def test_one_csv_in_an_archive_is_read_and_two_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("contracts.csv", HEADER + "C1,A,B Ltd,1\n")
    assert len(_rows(open_table(path))) == 1
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more.csv", HEADER)
    with pytest.raises(InputRefused, match="2 CSV files"):
        open_table(path)


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("contracts.csv", HEADER + "x" * 100_000)
    monkeypatch.setattr(file_nature, "MOST_UNZIPPED", 10_000)
    with pytest.raises(InputRefused, match="more than can be read safely"):
        open_table(path)


def test_a_stray_cell_in_the_last_corner_is_pointed_at_and_does_not_fill_the_memory(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Contract reference", "Contract title", "Supplier"])
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(InputRefused, match="row 1,048,576 and column 16,384"):
        open_table(tmp_path / "list.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<!DOCTYPE html><html>Not found", "web page"),
        (b"\x89PNG\r\n\x1a\n0000", "picture"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes(range(256)) * 20, "not a table"),
        (b'{"a": ', "not sound JSON"),
        (b'{"a": 1}', "not one list"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(InputRefused, match=words) as refused:
        _csv(tmp_path, content)
    assert len(refused.value.problems) == 1
    assert refused.value.sentence.startswith("list.csv: ")


def test_a_missing_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="No such file"):
        open_table(tmp_path / "none.csv")


def test_flat_json_records_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(
        '{"meta": 1, "contracts": [{"title": "A", "x": ["p", "q"]}, {"supplier": "B"}]}'
    )
    table = open_table(path)
    assert table.headings.names == ("title", "x", "supplier")
    assert _rows(table) == [["A", "p; q", None], [None, None, "B"]]


def test_real_workbooks_and_lists_open_where_their_headings_are(shared: Path) -> None:
    ofsted = shared / "data/registers/ofsted"
    assert open_table(ofsted / "provider_at_march_2025.csv").headings.row == 3
    ods = open_table(ofsted / "provider_at_march_2025.ods", "Provider_level_at_31_Mar_2025")
    assert ods.headings.row == 3
    assert sum(1 for row in ods.rows() if not row.is_blank) == 5_600


def test_the_pound_of_the_old_dos_page_is_known_in_five_real_files(shared: Path) -> None:
    tables = [open_table(p) for p in (shared / "data/spend/hyndburn_over_250").glob("*.csv")]
    assert sum("cp850" in table.how for table in tables) == 5
    assert sum(table.headings.row < 0 for table in tables) == 3
    assert all("Net Amount(£)" in t.headings.names for t in tables if "cp850" in t.how)
