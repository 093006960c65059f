"""Small workbooks in the forms that only some programs write: ODS, XLS and XLSB."""

from __future__ import annotations

import datetime
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt

Rows = Sequence[Sequence[object]]
_EPOCH = datetime.date(1899, 12, 30)
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
)


def write_ods(path: Path, sheets: Mapping[str, Rows], *, locked: bool = False) -> None:
    """Write an OpenDocument spreadsheet; a list of one text is a cell that spans three columns."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    key = '<manifest:encryption-data manifest:checksum="x"/>' if locked else ""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="content.xml">{key}</manifest:file-entry>'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, list):
        inside = f"<text:p>{escape(value[0])}</text:p>"
        return (
            '<table:table-cell office:value-type="string" table:number-columns-spanned="3" '
            f'table:number-rows-spanned="1">{inside}</table:table-cell>'
            '<table:covered-table-cell table:number-columns-repeated="2"/>'
        )
    if isinstance(value, datetime.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def write_xls(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write a workbook of Excel 97; a list of one text is a cell merged with the two beside it."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    pounds = xlwt.easyxf(num_format_str='"£"#,##0.00')
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, list):
                    sheet.write_merge(at, at, column, column + 2, value[0])
                elif isinstance(value, datetime.date):
                    sheet.write(at, column, value, day)
                elif isinstance(value, float):
                    sheet.write(at, column, value, pounds)
                elif value is not None:
                    sheet.write(at, column, value)
    book.save(str(path))


def write_xlsb(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write a binary workbook of Excel 2007, texts in the cells, days with a date format."""
    names = list(sheets)
    links = "".join(
        f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.bin" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        for number in range(1, len(names) + 1)
    )
    listed = b"".join(
        _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(names, start=1)
    )
    # Style 0 is plain, style 1 shows a date (number format 14).
    styles = (
        _record(617, struct.pack("<I", 2))
        + _record(47, struct.pack("<HHHHHBBHH", 0, 0, 0, 0, 0, 0, 0, 0, 0)[:16])
        + _record(47, struct.pack("<HHHHHBBHH", 0, 14, 0, 0, 0, 0, 0, 0, 0)[:16])
        + _record(618, b"")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.bin",
            _record(131, b"") + _record(143, b"") + listed + _record(144, b"") + _record(132, b""),
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{links}</Relationships>",
        )
        archive.writestr("xl/styles.bin", styles)
        for number, rows in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _binary_sheet(rows))


def _binary_sheet(rows: Rows) -> bytes:
    widest = max(len(row) for row in rows)
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, widest - 1)
    body = b"".join(
        _record(0, struct.pack("<I", at) + bytes(13))
        + b"".join(_binary_cell(column, value) for column, value in enumerate(row))
        for at, row in enumerate(rows)
    )
    return (
        _record(129, b"")
        + _record(148, size)
        + _record(145, b"")
        + body
        + _record(146, b"")
        + _record(130, b"")
    )


def _binary_cell(column: int, value: object) -> bytes:
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return b""
    if isinstance(value, datetime.date):
        head = struct.pack("<II", column, 1)
        return _record(5, head + struct.pack("<d", (value - _EPOCH).days))
    head = struct.pack("<II", column, 0)
    if isinstance(value, int | float):
        return _record(5, head + struct.pack("<d", value))
    return _record(6, head + _wide(str(value)))


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def _record(kind: int, data: bytes) -> bytes:
    """Return one record: its kind and its length in bytes of seven bits, then the data."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while True:
        part, size = size & 0x7F, size >> 7
        length += bytes([part | 0x80 if size else part])
        if not size:
            return head + length + data
