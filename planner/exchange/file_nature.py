"""What a file really is, by its first bytes and not by its name, and whether it is safe to open."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from planner.errors import InputRefused
from planner.exchange.binary_workbook import Damaged, check_xls, check_xlsb
from planner.exchange.workbook_reach import TooMuch, check_ods, check_xlsx

MOST_BYTES = 500 * 1024 * 1024
MOST_UNZIPPED = 400 * 1024 * 1024
MOST_PARTS = 5_000
_CHUNK = 1 << 20
_LISTS = "save the list as CSV, XLSX or ODS and import that"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "is a PDF document"),
    (b"{\\rtf", "is a word-processor document"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"\x1f\x8b", "is a gzip archive"),
    (b"7z\xbc\xaf", "is a 7-Zip archive"),
    (b"Rar!", "is a RAR archive"),
    (b"MZ", "is a Windows program"),
    (b"\x7fELF", "is a program"),
    (b"SQLite format 3", "is a database"),
)


_DAMAGE = (  # all that zipfile raises on a broken or locked archive
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    expat.ExpatError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class FileNature:
    """What a file holds: `csv`, `json`, `workbook` or `zipped csv` (then `member` is its name)."""

    kind: str
    member: str = ""


def refuse(path: Path, what: str, mend: str = _LISTS) -> InputRefused:
    """Build the one sentence that says why a file cannot be read."""
    return InputRefused.one(path.name, what, mend)


def nature_of(path: Path) -> FileNature:
    """Return what a file holds; InputRefused with one sentence where it cannot be a list."""
    try:
        status = path.stat()
        size = status.st_size
        if path.is_dir():
            raise refuse(path, "is a folder, not a file", "choose a file")
        # A pipe or a device would be waited for, or read, without end.
        if not stat.S_ISREG(status.st_mode):
            raise refuse(path, "is not a file", "choose a file")
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError as error:
        words = error.strerror or "cannot be opened"
        raise refuse(path, f"cannot be read ({words})", "check the name and your rights") from error
    if size == 0 or not start.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise refuse(path, "is empty", "export the list again")
    if size > MOST_BYTES:
        raise refuse(path, f"is larger than {MOST_BYTES // 1024**2} MB", "cut it into parts")
    if start.startswith(b"PK"):
        return _zip_nature(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office_nature(path)
    for signature, words in _SIGNATURES:
        if start.startswith(signature):
            raise refuse(path, f"{words}, not a list")
    return _text_nature(path, start)


def _text_nature(path: Path, start: bytes) -> FileNature:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    low = text[:300].lower()
    if low.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        raise refuse(
            path,
            "is a web page, perhaps an error page kept under the name of a list",
            "open the address in a browser and download the list again",
        )
    if low.startswith(b"<?xml"):
        raise refuse(path, "is an XML document, not a list")
    if text.startswith((b"{", b"[")):
        return FileNature("json")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileNature("csv")
    odd = sum(byte < 9 or 13 < byte < 32 for byte in start)
    nulls = start.count(0)
    sides = {start[0::2].count(0), start[1::2].count(0)}
    is_utf16 = nulls * 3 > len(start) and min(sides) * 20 < max(sides)
    if odd * 50 > len(start) and not is_utf16:
        raise refuse(path, "is not a table that can be read")
    return FileNature("csv")


def _zip_nature(path: Path) -> FileNature:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            _check_size(path, archive)
            if "xl/workbook.xml" in names:
                check_xlsx(archive)
                return FileNature("workbook")
            if "xl/workbook.bin" in names:
                check_xlsb(archive)
                return FileNature("workbook")
            if "mimetype" in names:
                kind = archive.read("mimetype")[:80].decode("ascii", "replace")
                if "spreadsheet" in kind:
                    return _ods_nature(path, archive)
                raise refuse(path, "is an OpenDocument file but not a spreadsheet")
            if any(name.startswith(("word/", "ppt/")) for name in names):
                raise refuse(path, "is a Word or PowerPoint document, not a list")
    except TooMuch as error:
        raise refuse(path, error.what, error.mend) from error
    except _DAMAGE as error:
        raise refuse(path, "is a damaged or locked archive", "export the list again") from error
    lists = [
        name
        for name in names
        if name.casefold().endswith((".csv", ".txt", ".tsv")) and not name.startswith("__MACOSX")
    ]
    if len(lists) == 1:
        return FileNature("zipped csv", lists[0])
    found = "no CSV file" if not lists else f"{len(lists)} CSV files"
    raise refuse(path, f"is an archive with {found}", "unpack it and import one file at a time")


def _check_size(path: Path, archive: zipfile.ZipFile) -> None:
    """Unpack into nothing and count, since the sizes an archive states of itself can lie."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNZIPPED:
        raise refuse(path, "unpacks to more than can be read safely", "cut the list into parts")
    total = 0
    for part in parts:
        if part.is_dir():
            continue
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MOST_UNZIPPED:
                    raise refuse(path, "unpacks to more than can be read safely", "cut it up")


def _ods_nature(path: Path, archive: zipfile.ZipFile) -> FileNature:
    manifest = archive.read("META-INF/manifest.xml") if _has_manifest(archive) else b""
    if b"encryption-data" in manifest:
        raise refuse(path, "is locked with a password", "save a copy without one and import that")
    check_ods(archive)
    return FileNature("workbook")


def _has_manifest(archive: zipfile.ZipFile) -> bool:
    return "META-INF/manifest.xml" in archive.namelist()


def _old_office_nature(path: Path) -> FileNature:
    with path.open("rb") as stream:
        body = stream.read(4 * _CHUNK)
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise refuse(path, "is locked with a password", "save a copy without one and import that")
    if "Workbook".encode("utf-16-le") in body or "Book".encode("utf-16-le") in body:
        try:
            check_xls(path)
        except TooMuch as error:
            raise refuse(path, error.what, error.mend) from error
        except (Damaged, struct.error) as error:
            raise refuse(
                path, "is a damaged workbook", "open it in Excel and save it again"
            ) from error
        return FileNature("workbook")
    raise refuse(path, "is an old Office document but not a workbook")


def open_part(path: Path, nature: FileNature) -> BinaryIO:
    """Open the bytes of a text list, inside an archive where it lies in one."""
    if nature.kind != "zipped csv":
        return path.open("rb")
    archive = zipfile.ZipFile(path)
    part = archive.open(nature.member)
    archive.close()  # the open part keeps the file until it is closed itself
    return part  # type: ignore[return-value]
