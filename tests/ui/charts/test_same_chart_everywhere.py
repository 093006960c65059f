"""One chart value says the same on screen, on paper and in Excel: title, series and numbers."""

from __future__ import annotations

import datetime
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.document.chart_tables import table_of
from planner.document.charts import Bars
from planner.document.paper import Paper, PaperPart
from planner.document.paper_document import paper_document
from planner.document.pdf.pages import write_document_pdf
from planner.document.workbook.paper import write_paper_workbook
from tests.document.every_chart import every_chart
from ui.charts.chart_view import ChartView

CHARTS = {type(chart).__name__: chart for chart in every_chart()}


def paper_of(chart) -> Paper:
    return Paper(
        title="One chart",
        subtitle="Said three times",
        headline="It is the same.",
        made="21 November 2026",
        made_on=datetime.date(2026, 11, 21),
        council="Testford",
        marking="OFFICIAL",
        parts=(PaperPart("The chart", (), (chart,)),),
    )


@pytest.fixture
def shown(qtbot, look):
    look.use("light", 100)

    def show(chart):
        view = ChartView(look, "The chart")
        qtbot.addWidget(view)
        view.resize(900, 600)
        view.show_chart(chart)
        with qtbot.waitExposed(view):
            view.show()
        view.canvas.repaint()
        return view

    return show


def joined(text: str) -> str:
    """Return words without spaces, as a PDF breaks lines where it likes."""
    return re.sub(r"\s|\N{NO-BREAK SPACE}", "", text)


def on_paper(chart, tmp_path) -> str:
    path = tmp_path / "one.pdf"
    write_document_pdf(paper_document(paper_of(chart)), path)
    return joined("".join(page.extract_text() for page in PdfReader(path).pages))


def on_screen(view) -> str:
    from PySide6.QtWidgets import QLabel

    labels = [one.text() for one in view.findChildren(QLabel)]
    return "\n".join([*labels, *(spot.words for spot in view.canvas.spots)])


def in_excel(chart, tmp_path):
    path = tmp_path / "one.xlsx"
    write_paper_workbook(paper_of(chart), path)
    return load_workbook(path)


@pytest.mark.parametrize("name", CHARTS)
def test_the_title_and_subtitle_are_the_same(name, shown, tmp_path):
    chart = CHARTS[name]
    paper, screen = on_paper(chart, tmp_path), on_screen(shown(chart))
    book = in_excel(chart, tmp_path)
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    for words in (chart.title, chart.subtitle):
        assert joined(words) in paper
        assert words in screen
        assert words in cells


@pytest.mark.parametrize("name", CHARTS)
def test_the_numbers_in_excel_are_those_of_the_table_on_screen(name, shown, tmp_path):
    chart = CHARTS[name]
    twin = table_of(chart)
    view = shown(chart)
    view.swap()
    book = in_excel(chart, tmp_path)
    sheet = next(one for one in book if any(c.value == twin.headings[0].words for c in one[5]))
    assert [c.value for c in sheet[5]][: len(twin.headings)] == [h.words for h in twin.headings]
    for at, row in enumerate(twin.rows):
        cells = [c.value for c in sheet[6 + at]][: len(row)]
        for mine, theirs in zip(row, cells, strict=True):
            if isinstance(mine, float | int):
                assert theirs == pytest.approx(mine), (name, row)
            elif mine:
                assert str(theirs) == mine
    assert view.table.model().rowCount() == len(twin.rows)


@pytest.mark.parametrize("name", ["Bars", "Waterfall", "ReturnTimes"])
def test_every_label_and_amount_stands_on_paper_and_on_screen(name, shown, tmp_path):
    chart = CHARTS[name]
    paper, screen = on_paper(chart, tmp_path), on_screen(shown(chart))
    rows = getattr(chart, "bars", None) or getattr(chart, "steps", None) or chart.rows
    for row in rows:
        for words in (row.label, row.text):
            assert joined(words) in paper, words
            assert words in screen, words


def test_a_native_chart_has_the_title_and_the_numbers_of_the_value(tmp_path):
    chart = CHARTS["Bars"]
    assert isinstance(chart, Bars)
    book = in_excel(chart, tmp_path)
    sheet = next(one for one in book if one._charts)
    native = sheet._charts[0]
    title = "".join(run.t for paragraph in native.title.tx.rich.p for run in paragraph.r or [])
    assert title == chart.title
    values = native.series[0].val.numRef.f
    first, last = (int(one) for one in re.findall(r"\$(\d+)", values))
    column = re.findall(r"\$([A-Z]+)\$", values)[0]
    drawn = [sheet[f"{column}{row}"].value for row in range(first, last + 1)]
    assert drawn == [bar.value for bar in chart.bars]
    assert native.y_axis.scaling.min in (None, 0)
