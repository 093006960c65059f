"""Nothing that leaves the program can run anything, whatever words the register holds."""

from __future__ import annotations

import csv
import datetime
import html.parser
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pypdf
import pytest

from planner import fields
from planner.exchange.read_register_workbook import register_from_workbook
from planner.exchange.read_table import open_table
from planner.session import Session
from planner.storage.folders import Folders
from tests.hostile.hostile_words import LINES, SCENARIO, WORDS, hostile_register, text_fields

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
# Fields with rules of their own, which no such words can get past.
RULED = {("plan", "content"), ("review", "subject"), ("spend", "year")}
SIGNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of file the program writes, of a register full of hostile words."""
    folder = tmp_path_factory.mktemp("leaving")
    register, taken = hostile_register()
    every = {
        (kind.name, field.name)
        for kind in (*fields.KINDS, fields.COUNCIL)
        for field in text_fields(kind)
    }
    assert every - taken <= RULED, "a field of words was left out of the test"
    home = Folders.under(folder / "home")
    made: dict[str, Path] = {}

    def place(name: str) -> Path:
        made[name] = folder / name
        return made[name]

    session = Session.of(place("register.json"), register, "=1+1", now=lambda: NOW, folders=home)
    with session:
        plan = session.make_plan(SCENARIO, owner="=1+1", approver="@SUM(1)")
        session.write_document(
            "plan", [place("plan.html"), place("plan.docx"), place("plan.xlsx")], plan
        )
        session.write_document("summary", [place("summary.pdf")], plan)
        session.write_document("plan", [place("public.html")], plan, redacted=True)
        session.write_document("register-book", [place("book.html"), place("book.docx")])
        (exercise, *_) = session.register.of_kind("exercise")
        session.write_document("exercise-pack", [place("pack.html")], exercise=exercise)
        session.export_workbook(place("register.xlsx"))
        session.publish(place("open.csv"), "transparency")
        session.publish(place("open.json"), "ocds", prefix="ocds-abc123")
        session.publish(place("sectors.csv"), "sectors")
        session.write_calendar(session.calendar_dates((plan,)), place("dates.ics"))
        report = session.scenario_report(session.register.scenarios[SCENARIO])
        session.write_report_csv(report, place("report.csv"))
    made.pop("register.json")
    return made


def of_kind(leaving: dict[str, Path], ending: str) -> list[Path]:
    found = [path for name, path in leaving.items() if name.endswith(ending)]
    assert found
    return found


def test_workbooks_hold_texts_as_texts_and_reach_for_nothing(leaving: dict[str, Path]) -> None:
    dangerous = re.compile(rb"ddeLink|oleLink|externalLink|vbaProject|<webPublish|macro", re.I)
    for path in of_kind(leaving, ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                data = archive.read(name)
                assert not name.startswith(("xl/externalLinks", "xl/vbaProject", "customXml"))
                if name.endswith(".rels"):
                    assert b'TargetMode="External"' not in data, name
                if name == "xl/workbook.xml" or name.endswith(".rels"):
                    assert not dangerous.search(data), name
                if not name.startswith("xl/sharedStrings"):
                    assert b"DDE(" not in data.partition(b"<sheetData>")[0]
        hostile = 0
        book = openpyxl.load_workbook(path)
        for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.data_type == "f":
                assert not any(word.lstrip("=") in cell.value for word in WORDS), cell.value
                assert not re.search(r"cmd|HYPERLINK\(\"http|DDE|https?:", cell.value), cell.value
            elif isinstance(cell.value, str):
                assert cell.data_type == "s"
                hostile += cell.value.startswith(SIGNS)
            if cell.hyperlink is not None:
                assert cell.hyperlink.target is None, "a link out of the workbook"
        assert hostile, path.name


def test_the_register_comes_back_from_its_workbook_unchanged(leaving: dict[str, Path]) -> None:
    register, _ = hostile_register()
    assert register_from_workbook(leaving["register.xlsx"]).tables == register.tables


def test_no_cell_of_a_csv_begins_like_a_formula_and_each_comes_back(
    leaving: dict[str, Path],
) -> None:
    guarded = 0
    for path in of_kind(leaving, ".csv"):
        text = path.read_text("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                is_number = re.fullmatch(r"[-+]?[\d,.]+", cell)
                assert not cell.startswith(SIGNS) or is_number, (path.name, cell)
                guarded += cell.startswith("'")
    assert guarded
    register, _ = hostile_register()
    titles = {" ".join((one.title or "").split()) for one in register.contracts.values()}
    back = {str(cell) for row in open_table(leaving["open.csv"]).rows() for cell in row.cells}
    unguarded = {cell.removeprefix("'") for cell in back}
    assert titles & unguarded


class Seen(html.parser.HTMLParser):
    """Fails on anything in a web page that runs, or that fetches something."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert tag not in ("script", "iframe", "object", "embed", "base", "form", "link"), tag
        for name, value in attrs:
            assert not name.startswith("on"), (self.name, tag, name)
            if name in ("href", "src", "xlink:href", "action", "data", "srcset", "poster"):
                assert (value or "").startswith(("#", "data:image/", "tel:", "mailto:")), value
            if name == "style":
                assert "url(" not in (value or "")
            if name == "http-equiv":
                assert (value or "").lower() != "refresh"


def test_web_pages_hold_nothing_that_runs_or_fetches(leaving: dict[str, Path]) -> None:
    for path in of_kind(leaving, ".html"):
        page = path.read_text("utf-8")
        seen = Seen(path.name)
        seen.feed(page)
        seen.close()
        assert "svg" in seen.tags or "table" in seen.tags
        for style in re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL):
            assert "@import" not in style
            assert not re.search(r"url\((?!['\"]?data:)", style)
    assert "&lt;script src=" in leaving["book.html"].read_text("utf-8")


def test_word_files_hold_no_fields_objects_or_links_from_the_register(
    leaving: dict[str, Path],
) -> None:
    for path in of_kind(leaving, ".docx"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert not re.search(r"vbaProject|embeddings|activeX|altChunk|customXml", name)
                data = archive.read(name)
                if name.endswith(".rels"):
                    for link in ElementTree.fromstring(data):
                        if link.get("TargetMode") == "External":
                            assert (link.get("Target") or "").startswith(("tel:", "mailto:"))
                if name.startswith("word/") and name.endswith(".xml"):
                    for words in re.findall(rb"<w:instrText[^>]*>([^<]*)<", data):
                        kind = words.split()[0]
                        if kind == b"TC":  # an entry of the contents: its words and its level
                            assert re.fullmatch(rb' TC "[^"]*" \\l \d ', words), words
                            continue
                        assert kind in (b"PAGE", b"NUMPAGES", b"TOC", b"PAGEREF", b"REF"), words
                    for words in re.findall(rb'w:instr="([^"]*)"', data):
                        assert words.split()[0] in (b"PAGE", b"NUMPAGES", b"TOC", b"PAGEREF")


def test_a_pdf_holds_no_script_and_no_link_made_of_words(leaving: dict[str, Path]) -> None:
    for path in of_kind(leaving, ".pdf"):
        reader = pypdf.PdfReader(path)
        for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
            found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
            if isinstance(found, pypdf.generic.DictionaryObject):
                assert found.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR")
                assert "/JS" not in found
                if found.get("/S") == "/URI":
                    assert str(found["/URI"]).startswith(("tel:", "mailto:"))
        catalog = reader.trailer["/Root"]
        assert "/AA" not in catalog
        assert "/OpenAction" not in catalog or "/JS" not in str(catalog["/OpenAction"])


def test_a_calendar_holds_its_own_events_alone(leaving: dict[str, Path]) -> None:
    allowed = {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART",
        "DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS", "TRANSP", "CATEGORIES", "CLASS",
        "LAST-MODIFIED", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE", "ACTION",
        "TRIGGER", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "COLOR", "DURATION",
        "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT",
    }  # fmt: skip
    data = leaving["dates.ics"].read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    for line in filter(None, lines):
        assert line.partition(":")[0].partition(";")[0] in allowed, line
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 0
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_what_leaves_names_no_person_and_no_folder_of_this_computer(
    leaving: dict[str, Path], tmp_path: Path
) -> None:
    import getpass
    import platform

    home = str(next(iter(leaving.values())).parent)
    told = [home.encode(), b"/tmp/"]
    # A short name stands in many a word.
    told += [name.encode() for name in (platform.node(), getpass.getuser()) if len(name) > 4]
    for path in leaving.values():
        pieces = {path.name: path.read_bytes()}
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                pieces = {name: archive.read(name) for name in archive.namelist()}
                years = {entry.date_time[0] for entry in archive.infolist()}
                assert years <= {1980, 2026}, path.name
        for name, data in pieces.items():
            for words in told:
                assert words not in data, (path.name, name, words)


def test_the_words_are_those_that_programs_run() -> None:
    assert {word[0] for word in (*WORDS, *LINES)} >= set("=+-@\t")
    assert json.dumps(WORDS)
