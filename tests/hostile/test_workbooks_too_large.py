"""Workbooks made to fill the memory or to lead a reader round and round are refused in words."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from planner.errors import InputRefused
from planner.exchange.file_nature import nature_of
from tests.exchange import old_workbooks
from tests.exchange.old_workbooks import write_ods, write_xls, write_xlsb

ROWS = [["Reference", "Title", "Supplier"], ["A", "Home care", "Alder"]]
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def changed(path: Path, part: str, change: Callable[[bytes], bytes], called: str = "") -> None:
    """Put other bytes into one part of an archive, perhaps under another name."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[called or part] = change(parts.pop(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def xlsx(path: Path, sheet: str = "", texts: str = "", called: str = "") -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    if sheet:
        changed(path, "xl/worksheets/sheet1.xml", lambda _: sheet.encode(), called)
    if texts:
        changed(path, "xl/sharedStrings.xml", lambda _: texts.encode())


def stray(path: Path) -> None:
    xlsx(path, f"{SHEET}<row><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>")


def stray_elsewhere(path: Path) -> None:
    sheet = f'{SHEET}<x:row><x:c\n  r = "xfd1048576" ><x:v>1</x:v></x:c></x:row></sheetData>'
    xlsx(path, sheet, called="xl/somewhere.else")


def stray_after_much(path: Path) -> None:
    cell = f'<c {" " * 1_200_000} r="XFD1048576"><v>1</v></c>'
    xlsx(path, f"{SHEET}<row>{cell}</row></sheetData></worksheet>")


def unplaced(path: Path) -> None:
    row = '<row r="900000">' + "<c><v>1</v></c>" * 100 + "</row>"
    xlsx(path, f"{SHEET}{row}</sheetData></worksheet>")


def one_text_often(path: Path) -> None:
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 40_000))
    texts = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    xlsx(path, f"{SHEET}<row>{cells}</row></sheetData></worksheet>", texts)


def repeated(path: Path) -> None:
    write_ods(path, {"List": ROWS})
    row = (
        b'<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        b'table:number-columns-repeated="900" office:value-type="string"><text:p>'
        + b"x" * 5_000
        + b"</text:p></table:table-cell></table:table-row></table:table>"
    )
    changed(path, "content.xml", lambda data: data.replace(b"</table:table>", row))


def far_in_binary(path: Path) -> None:
    write_xlsb(path, {"List": ROWS})
    end = old_workbooks._record(146, b"")
    row = old_workbooks._record(0, struct.pack("<I", 1_000_000) + bytes(13))
    far = row + old_workbooks._binary_cell(16_000, "x")
    changed(path, "xl/worksheets/sheet1.bin", lambda data: data.replace(end, far + end))


def wide_in_old(path: Path) -> None:
    write_xls(path, {"List": ROWS})
    data = path.read_bytes()
    at = data.index(struct.pack("<HHIIHH", 0x200, 14, 0, 2, 0, 3))
    path.write_bytes(data[: at + 8] + struct.pack("<I", 2**31) + data[at + 12 :])


def ring(path: Path) -> None:
    write_xls(path, {"List": [[f"{n} {'x' * 60}"] for n in range(400)]})
    data = bytearray(path.read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    first = (table + 1) * 512
    struct.pack_into("<III", data, first, 1, 2, 0)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("stray.xlsx", stray, "reaches to row 1,048,576 and column 16,384"),
        ("part.xlsx", stray_elsewhere, "reaches to row 1,048,576"),
        ("long.xlsx", stray_after_much, "reaches to row 1,048,576"),
        ("unplaced.xlsx", unplaced, "reaches to row 900,000 and column 100"),
        ("texts.xlsx", one_text_often, "holds more text than can be read safely"),
        ("texts.ods", repeated, "holds more text than can be read safely"),
        ("far.xlsb", far_in_binary, "reaches to row 1,000,001 and column 16,001"),
        ("wide.xls", wide_in_old, "reaches to row 2,147,483,648"),
        ("ring.xls", ring, "is a damaged workbook"),
    ],
)
def test_a_workbook_that_would_fill_the_memory_is_refused(
    tmp_path: Path, name: str, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(InputRefused) as caught:
        nature_of(path)
    assert says in caught.value.sentence
    assert len(caught.value.problems) == 1


def test_what_the_reader_of_workbooks_trips_over_is_a_damaged_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.exchange import read_table

    panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})

    def trip(path: Path) -> None:
        raise panic("out of range")

    monkeypatch.setattr(read_table.CalamineWorkbook, "from_path", trip, raising=False)
    xlsx(tmp_path / "list.xlsx")
    with pytest.raises(InputRefused, match="is a damaged workbook"):
        read_table.open_table(tmp_path / "list.xlsx")
