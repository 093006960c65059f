"""Old and foreign workbooks give the same cells, and those that cannot be read say why in words."""

from __future__ import annotations

import datetime
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from planner.errors import InputRefused
from planner.exchange import file_nature
from planner.exchange.list_look import ListChoice, look_at
from planner.exchange.read_register_workbook import register_from_workbook
from planner.exchange.read_table import open_table, sheets_of
from planner.exchange.register_workbook import write_register_workbook
from planner.exchange.workbook_changes import workbook_changes
from tests.exchange.edited_workbook import REGISTER, TODAY
from tests.exchange.old_workbooks import write_ods, write_xls, write_xlsb

DAY = datetime.date(2026, 3, 31)
LIST = [
    [["Aldermoor contracts register"]],
    [None],
    ["Reference", "Title", "Supplier", "Start date", "Annual value"],
    ["Z-1", "Home care", "Alder & Sons Ltd", DAY, 3_180_000.5],
    ["Z-2", "Caf\N{LATIN SMALL LETTER E WITH ACUTE} £5 meals", "Beech", "01/04/2026", "£412,000"],
    ["007", "Night sits", "Ced\N{LATIN SMALL LETTER A WITH DIAERESIS}r", None, 12],
]
SHEETS = {"Notes": [["Read me first"], ["These are notes"]], "Contracts 2026": LIST}
WRITERS = {"list.ods": write_ods, "list.xls": write_xls, "list.xlsb": write_xlsb}
REAL = Path(__file__).parents[3] / "shared" / "data" / "registers" / "ofsted"


@pytest.fixture(params=WRITERS)
def written(request, tmp_path):
    path = tmp_path / request.param
    WRITERS[request.param](path, SHEETS)
    return path


def test_dates_texts_numbers_pounds_and_merged_cells_come_out_alike(written):
    table = open_table(written)
    assert (table.sheet, table.sheets) == ("Contracts 2026", ("Notes", "Contracts 2026"))
    assert [name for name in table.headings.names if name] == LIST[2]
    rows = {row.number: list(row.cells) for row in table.rows()}
    assert rows[4][:3] == ["Z-1", "Home care", "Alder & Sons Ltd"]
    when = rows[4][3]
    assert (when.date() if isinstance(when, datetime.datetime) else when) == DAY
    assert rows[4][4] == 3_180_000.5
    assert rows[5][1] == LIST[4][1]
    assert rows[5][3:5] == ["01/04/2026", "£412,000"]
    assert rows[6][0] == "007"
    assert rows[6][3] is None
    assert rows[6][4] == 12
    title = sheets_of(written)["Contracts 2026"][0]
    assert [cell for cell in title if cell is not None] == ["Aldermoor contracts register"]


def test_the_import_takes_them_as_it_takes_any_list(written):
    look = look_at(ListChoice(written))
    assert not look.problem
    assert look.choice.heading_row == 3
    fields = {column.heading: column.field for column in look.columns}
    assert fields["Supplier"] == "supplier"
    assert fields["Start date"] == "start"
    assert fields["Annual value"] == "annual_value"


def test_the_real_ods_of_ofsted_is_read_below_its_titles():
    path = REAL / "provider_at_march_2025.ods"
    if not path.is_file():
        pytest.skip("the real lists are not here")
    table = open_table(path, "Provider_level_at_31_Mar_2025")
    assert table.headings.row == 3
    assert table.headings.names[:3] == ("Web link", "URN", "Linked Education URN")
    assert next(iter(table.rows())).number == table.headings.row + 2
    assert len(table.sheets) > 3


def test_a_register_workbook_kept_as_ods_comes_back(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "ours.xlsx"
    write_register_workbook(REGISTER, path, TODAY)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless",
         "--convert-to", "ods", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    again = path.with_suffix(".ods")
    assert workbook_changes(REGISTER, again).differences == ()
    assert register_from_workbook(again) == REGISTER


def locked(path):
    """Write what Excel makes of a workbook with a password: a container of encrypted bytes."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(2_000))


def web_page(path):
    path.write_text("<html><body><table><tr><td>Supplier</td></tr></table></body></html>")


def broken(path):
    openpyxl.Workbook().save(path)
    path.write_bytes(path.read_bytes()[:-200])


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(21):
                part.write(bytes(1 << 20))


def repeated(path):
    rows = [[1] for _ in range(3)]
    write_ods(path, {"A": rows})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row><table:table-cell ",
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        b'table:number-columns-repeated="16000" ',
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def cut_xls(path):
    write_xls(path, SHEETS)
    whole = path.read_bytes()
    path.write_bytes(whole[:48] + b"\xff\xff\xff\x0f" + whole[52:])  # where its index begins


def cut_xlsb(path):
    write_xlsb(path, SHEETS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet3.bin", struct.pack("<I", 7))
    path.write_bytes(path.read_bytes()[:400])


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("locked.xls", locked, "is locked with a password"),
        ("locked.xlsx", locked, "is locked with a password"),
        ("locked.ods", lambda path: write_ods(path, SHEETS, locked=True), "is locked with a pass"),
        ("page.xls", web_page, "is a web page"),
        ("broken.xlsx", broken, "is a damaged"),
        ("bomb.xlsx", bomb, "unpacks to more than can be read safely"),
        ("repeated.ods", repeated, "has a sheet that reaches to row 1,048,000"),
        ("cut.xls", cut_xls, "is a damaged workbook"),
        ("cut.xlsb", cut_xlsb, "is a damaged"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_sentence(tmp_path, monkeypatch, name, make, says):
    monkeypatch.setattr(file_nature, "MOST_UNZIPPED", 20 << 20)
    path = tmp_path / name
    make(path)
    with pytest.raises(InputRefused) as caught:
        open_table(path)
    (problem,) = caught.value.problems
    assert problem.where == name
    assert says in problem.what
    assert problem.mend
    assert look_at(ListChoice(path)).problem == problem.sentence
