from __future__ import annotations

import dataclasses
import datetime
import io

import pypdf
import pytest
from openpyxl import load_workbook

from planner.document import charts
from planner.document.chart_tables import Heading, table_of
from planner.document.charts import Band, Bar, Bars, Layer, PeopleOverTime, Risk, RiskPicture, Span
from planner.document.in_place import put_in_place
from planner.document.paper import Paper, PaperPart
from planner.document.paper_document import MOST_ROWS, paper_document
from planner.document.pdf.charts.pictures import PICTURES, picture_of
from planner.document.pdf.pages import write_document_pdf
from planner.document.pdf.styles import WIDTH, load_fonts
from planner.document.plain_sheet import PlainSheet, in_words, plain_sheet, twin_of
from planner.document.workbook.chart_shapes import SHAPES
from planner.document.workbook.paper import paper_workbook, write_paper_workbook
from planner.document.workbook.sheets import FIRST_ROW, HEADING_ROW
from planner.progress import unreported
from tests.document.as_pdf import paper_pdf

DAY = datetime.date(2026, 11, 21)
HOSTILE = "=1+1 <b>&amp;</i> \x07 [x]:*?/\\ Łódź"
BARS = Bars(
    title="Two hold most",
    subtitle="Share",
    alt="Two hold most.",
    bars=(Bar("=A & B <i>", 0.4, "40%"), Bar("C", 0.1, "10%", "late")),
    limit=0.2,
    limit_text="limit 20%",
)
PEOPLE = PeopleOverTime(
    title="People wait",
    subtitle="People",
    alt="People wait.",
    spans=(Span(0, 1), Span(1, 6), Span(7, 21)),
    without=(Layer("must", "must", (0.0, 12.0, 0.0)), Layer("could", "could", (3.0, 3.0, 1.0))),
    covered=(Band("Spot purchase", (0.0, 4.0, 12.0)),),
    start=DAY,
    limit_day=3,
    limit_text="must limit",
    safe_day=7,
    safe_text="safe",
    callouts=(charts.CallOut(2, "X fails"),),
)
RISKS = RiskPicture(
    title="Two losses",
    subtitle="Days",
    alt="Two losses.",
    risks=(
        Risk("a", "Alder", 3, 12.0, 400.0, True),
        Risk("b", "Birch", 5, 9000.0, None, False),
    ),
    secure=(1, 0, 4, 0, 0),
    bands=("under 0.2%", "0.2% to 1%", "1% to 5%", "5% to 25%", "over 25%"),
)


def paper(**changed) -> Paper:
    rows = tuple((f"Name {n}", n * 1000.0, n / 300, None, DAY) for n in range(150))
    heads = (
        Heading("Who"),
        Heading("Cost, £", "pounds"),
        Heading("Share", "share"),
        Heading("People", "people"),
        Heading("When", "date"),
    )
    found = Paper(
        title="What was found",
        subtitle="A test of papers",
        headline="Two hold most of it.",
        made="21 November 2026",
        made_on=DAY,
        council="Harbour & Sons Council",
        marking="OFFICIAL",
        parts=(
            PaperPart(
                "First", ("A sentence.",), (BARS, PEOPLE), (plain_sheet("All", heads, rows),)
            ),
            PaperPart("Second", (), (RISKS,), (PlainSheet("First", ("A", "a"), ((1.5, "x"),)),)),
        ),
        assumptions=("We assume this.",),
    )
    return dataclasses.replace(found, **changed)


def pages(made: Paper) -> list[str]:
    read = pypdf.PdfReader(io.BytesIO(paper_pdf(made)))
    return [page.extract_text() for page in read.pages]


def test_every_kind_of_chart_has_a_drawing_and_a_table(plan):
    load_fonts()
    kinds = {
        kind
        for kind in vars(charts).values()
        if isinstance(kind, type) and issubclass(kind, charts.Chart) and kind is not charts.Chart
    }
    assert kinds == set(PICTURES)
    for chart in (BARS, PEOPLE, RISKS):
        drawn = picture_of(chart)
        assert drawn.wrap(0, 0)[0] == WIDTH
        assert table_of(chart).rows


def test_the_finding_stands_first_and_every_page_is_counted():
    read = pages(paper())
    assert read[0].index("What was found") < read[0].index("Two hold most of it.")
    assert read[0].index("Two hold most of it.") < read[0].index("A sentence.")
    for number, words in enumerate(read, start=1):
        assert f"Page {number} of {len(read)}" in words
        assert "OFFICIAL" in words
        assert "Made 21 November 2026" in words
    assert "We assume this." in read[-1]


def test_a_long_table_repeats_its_headings_and_says_where_the_rest_is():
    read = pages(paper())
    with_rows = [words for words in read if "Name 1" in words or "Name 5" in words]
    assert len(with_rows) > 1
    assert all("Cost, £" in words for words in with_rows)
    text = "\n".join(read)
    assert f"The first {MOST_ROWS} of 150 rows; the Excel workbook has all." in text
    assert f"Name {MOST_ROWS - 1}" in text
    assert f"Name {MOST_ROWS}\n" not in text
    assert "not known" in text


def test_no_heading_stands_alone_at_the_end_of_a_page():
    turned = set()
    for length in range(8, 48, 5):
        sheet = PlainSheet("Rows", ("Row",), tuple((f"row {n}",) for n in range(length)))
        second = PaperPart("The next", ("A few words.",), (PEOPLE,))
        read = pages(paper(parts=(PaperPart("One", (), (), (sheet,)), second)))
        (at,) = [number for number, words in enumerate(read) if "The next\n" in words]
        assert "People wait\n" in read[at]
        turned.add((length, at))
    assert len({at for _, at in turned}) > 1


def test_no_word_of_a_heading_and_no_date_is_broken():
    heads = [Heading("Person-days past the limit", "number"), Heading("Hit on", "date")] * 3
    rows = [(12_345.0, DAY) * 3] * 4
    sheet = plain_sheet("Wide", [Heading("Service"), *heads], [("Home care", *row) for row in rows])
    (words,) = pages(paper(parts=(PaperPart("Wide", (), (), (sheet,)),), assumptions=()))
    assert words.count("Person-days") == 3
    assert words.count("21 Nov 2026") == 3 * len(rows)


def test_the_same_paper_gives_the_same_bytes_and_another_does_not():
    assert paper_pdf(paper()) == paper_pdf(paper())
    assert paper_workbook(paper()) == paper_workbook(paper())
    assert paper_pdf(paper()) != paper_pdf(paper(headline="Else."))


def test_the_workbook_holds_every_row_with_formats_and_native_charts():
    book = load_workbook(io.BytesIO(paper_workbook(paper())))
    assert book.sheetnames[:2] == ["Cover", "Contents"]
    assert book.sheetnames[-1] == "Notes"
    sheet = book["All"]
    assert sheet.cell(HEADING_ROW, 2).value == "Cost, £"
    assert [sheet.cell(FIRST_ROW + 149, at).value for at in (1, 2, 4)] == [
        "Name 149",
        149_000,
        "not known",
    ]
    assert sheet.cell(FIRST_ROW, 3).number_format == "0.0%"
    assert sheet.cell(FIRST_ROW, 5).value.date() == DAY
    assert len(book["First"]._charts) == 1
    assert len(book["First 2"]._charts) == 1
    assert set(SHAPES) < set(PICTURES)
    assert sheet.print_title_rows
    assert "Two hold most of it." in [cell.value for cell in book["Cover"]["B"]]
    assert "We assume this." in [cell.value for cell in book["Notes"]["B"]]
    tables = [name for one in book.worksheets for name in one.tables]
    assert len(tables) == len({name.casefold() for name in tables}) == len(book.sheetnames) - 3


def test_nothing_a_person_wrote_becomes_a_formula_or_breaks_a_file():
    wild = PlainSheet(HOSTILE, (HOSTILE, HOSTILE, ""), ((HOSTILE, "=2+2", "+3"),))
    made = paper(
        title=HOSTILE,
        headline=HOSTILE,
        council=HOSTILE,
        parts=(PaperPart(HOSTILE, (HOSTILE,), (BARS,), (wild, wild)),),
        assumptions=(HOSTILE,),
    )
    book = load_workbook(io.BytesIO(paper_workbook(made)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f"]
    assert "<b>&amp;</i>" in "\n".join(pages(made))


def test_an_empty_paper_is_still_a_document():
    made = paper(parts=(PaperPart("Nothing"),), assumptions=())
    assert "Two hold most of it." in pages(made)[0]
    assert load_workbook(io.BytesIO(paper_workbook(made))).sheetnames == [
        "Cover",
        "Contents",
        "Notes",
    ]


def _write_pdf(made, path, report=unreported):
    write_document_pdf(paper_document(made), path, report)


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path, monkeypatch):
    for write, name in ((_write_pdf, "a.pdf"), (write_paper_workbook, "a.xlsx")):
        path = tmp_path / name
        put_in_place(b"before", path)
        with pytest.raises(OSError, match="No such file"):
            write(paper(), tmp_path / "nowhere" / name)

        def stop(done: int, total: int, words: str) -> None:
            if done:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write(paper(), path, stop)
        assert path.read_bytes() == b"before"
        assert [one.name for one in tmp_path.glob(f".{name}*")] == []


def test_cells_are_said_as_documents_say_them():
    assert in_words(None, "pounds") == "not known"
    assert in_words(1234.4, "pounds") == "£1,234"
    assert in_words(0.25, "share") == "25%"
    assert in_words(0.25, "number") == "0.25"
    assert in_words(-1.5, "number") == "\N{MINUS SIGN}1.50"
    assert in_words(1200.0, "people") == "1,200"
    assert in_words(DAY, "date") == "21 Nov 2026"
    assert [one.kind for one in PlainSheet("t", ("a", "b"), ((1.0, DAY), (None, DAY))).columns] == [
        "number",
        "date",
    ]
    assert twin_of(BARS).title == "Two hold most"
