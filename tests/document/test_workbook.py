from __future__ import annotations

import dataclasses
import datetime
import io
import re
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from planner.document import plan_charts
from planner.document.wording import middle
from planner.document.workbook.cells import put
from planner.document.workbook.people import weekly
from planner.document.workbook.sheets import FIRST_ROW, HEADING_ROW
from planner.document.workbook.write import workbook_bytes, write_workbook
from planner.exchange.register_json import read_register
from planner.plan.build import build_plan
from planner.plan.card import NumberToRing
from planner.scenario.run import run
from resources.sample import sample_register_path
from tests.document.conftest import with_everywhere
from tests.document.recalculated import formulas

SHEETS = [
    "Cover", "Contents", "Notes", "People", "Decisions", "Options", "Served by week",
    "Stop-gaps by week", "Money by week", "Reserve", "Reserve step by step", "Timetable",
    "Restarts", "Gaps", "Actions", "Assumptions", "Contacts", "Providers",
]  # fmt: skip


STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
NAMED_BY_WORDS = {"Reserve step by step", "People"}
"""Sheets whose formulas are chosen by the words of the plan."""


@pytest.fixture(scope="module")
def traced():
    """Return a plan of the sample council, whose money is all formulas."""
    register = read_register(sample_register_path())
    scenario = register.scenarios["one-agency"]
    outcome = run(register, scenario, worths=False)
    return build_plan(
        register, scenario, outcome, today=datetime.date(2026, 11, 21), made_by="E", draws=20
    )


def opened(plan):
    return load_workbook(io.BytesIO(workbook_bytes(plan)))


@pytest.fixture(scope="module")
def book(plan):
    return opened(plan)


def column_of(sheet, heading):
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    return headings.index(heading) + 1


def values(sheet, heading):
    number = column_of(sheet, heading)
    table = next(iter(sheet.tables.values()))
    last = int(re.search(r"\d+$", table.autoFilter.ref)[0])
    return [sheet.cell(row, number).value for row in range(FIRST_ROW, last + 1)]


def test_sheets_stand_in_order(book):
    assert book.sheetnames == SHEETS


def test_each_sheet_has_one_named_table_with_filters_and_frozen_headings(book):
    names = set()
    for sheet in book.worksheets[3:]:
        (table,) = sheet.tables.values()
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", table.displayName)
        assert table.autoFilter.ref.startswith(f"A{HEADING_ROW}:")
        assert [c.name for c in table.tableColumns] == [
            cell.value for cell in sheet[HEADING_ROW][: len(table.tableColumns)]
        ]
        assert sheet.freeze_panes == f"B{FIRST_ROW}"
        assert not sheet.merged_cells.ranges
        names.add(table.displayName)
    assert len(names) == len(book.worksheets) - 3


def test_sheets_print_landscape_with_headings_and_marking(book):
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.oddHeader.left.text == "OFFICIAL-SENSITIVE"
    assert book["Decisions"].print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"


def test_net_cost_formula_gives_the_plans_figure(plan, book):
    sheet = book["Money by week"]
    given = {
        name: values(sheet, name)
        for name in ("Stop-gap care", "Set-up", "Price not due", "Bonds", "Recoveries")
    }
    for at, (week, formula) in enumerate(
        zip(plan.reserve.weeks, values(sheet, "Net cost"), strict=True)
    ):
        terms = re.findall(r"([=+-])MoneyByWeek\[\[#This Row\],\[([^\]]+)\]\]", formula)
        assert len(terms) == 5
        total = sum((-1 if sign == "-" else 1) * given[name][at] for sign, name in terms)
        assert total == pytest.approx(week.net)


def test_running_total_formula_adds_every_week_so_far(plan, book):
    sheet = book["Money by week"]
    letter = sheet.cell(HEADING_ROW, column_of(sheet, "Net cost")).column_letter
    for at, formula in enumerate(values(sheet, "Running total")):
        assert formula == f"=SUM({letter}${FIRST_ROW}:{letter}{FIRST_ROW + at})"
        total = sum(week.net for week in plan.reserve.weeks[: at + 1])
        assert total == pytest.approx(plan.reserve.weeks[at].running_total)


def test_short_formula_gives_the_plans_figure(plan, book):
    sheet = book["Money by week"]
    needed, paid = values(sheet, "Needed from reserves"), values(sheet, "Paid by reserves")
    for week, one, two in zip(plan.reserve.weeks, needed, paid, strict=True):
        assert one - two == pytest.approx(week.short)


def test_people_add_up_along_each_row(plan, book):
    sheet = book["People"]
    for line, formula in zip(plan.people.areas, values(sheet, "All people"), strict=True):
        first, last = re.fullmatch(r"=SUM\((\w+):(\w+)\)", formula).groups()
        added = sum(cell.value for cell in sheet[first:last][0])
        assert added == line.people


def test_weekly_means_keep_the_person_days(plan):
    step = plan.step_in[0]
    days = sum(weekly(step.unmet, plan.periods)) * 7
    assert days == pytest.approx(
        sum(u * span.days for u, span in zip(step.unmet, plan.periods, strict=True))
    )


def test_each_option_has_a_column_and_they_add_up_to_served(plan, book):
    sheet = book["Served by week"]
    options = [option.label for option in plan.step_in[0].served if any(option.served)]
    assert options
    columns = [values(sheet, label) for label in options]
    for served, *each in zip(values(sheet, "Served"), *columns, strict=True):
        assert sum(each) == pytest.approx(served)


def test_no_heading_of_an_option_stands_twice(plan):
    step = plan.step_in[0]
    names = ["Week", "Foo Ltd", "FOO Ltd", *(f"Option {number}" for number in range(30))]
    one = dataclasses.replace(step.served[0], served=(1.0,) * len(plan.periods))
    served = tuple(dataclasses.replace(one, label=name) for name in names)
    changed = dataclasses.replace(plan, step_in=(dataclasses.replace(step, served=served),))
    sheet = opened(changed)["Served by week"]
    headings = [cell.value.casefold() for cell in sheet[HEADING_ROW] if cell.value]
    assert len(headings) == len(set(headings))
    each = [cell.value for cell in sheet[FIRST_ROW]][7 : len(headings)]
    assert sum(each) == pytest.approx(len(names))


def test_a_viewer_that_does_not_calculate_shows_what_formulas_come_to(plan):
    data = io.BytesIO(workbook_bytes(plan))
    formulas, shown = load_workbook(data), load_workbook(data, data_only=True)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert shown[sheet.title][cell.coordinate].value is not None, cell
    money = shown["Money by week"]
    assert sum(values(money, "Net cost")) == pytest.approx(plan.reserve.net_cost, abs=1)
    assert values(money, "Running total")[-1] == pytest.approx(plan.reserve.net_cost, abs=1)
    assert set(values(money, "Check")) <= {"Over", "Within"}
    hit, without = (
        values(shown["Served by week"], "Hit"),
        values(shown["Served by week"], "Without"),
    )
    served = values(shown["Served by week"], "Served")
    assert [a - b for a, b in zip(hit, served, strict=True)] == pytest.approx(without)


def test_text_that_looks_like_a_formula_stays_text(plan):
    words = ["=1+1", "+44 1632", "@x", "-5", "=cmd|' /C calc'!A0"]
    numbers = tuple(NumberToRing(word, word, word, word, word) for word in words)
    changed = dataclasses.replace(plan, card=dataclasses.replace(plan.card, numbers=numbers))
    sheet = opened(changed)["Contacts"]
    for row, word in enumerate(words, start=FIRST_ROW):
        for cell in sheet[row][:5]:
            assert cell.value == word
            assert cell.data_type == "s"


@pytest.mark.parametrize("start", STARTS)
def test_no_word_is_stored_or_edited_as_a_formula(start):
    sheet = Workbook().create_sheet("Words")
    for kind in ("text", "count", "date"):
        cell = put(sheet, 1, 1, start + "1+1", kind)
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", start + "1+1", True)
    assert not put(sheet, 2, 1, "1+1").quotePrefix
    assert put(sheet, 2, 1, "\x07=1+1").quotePrefix


def test_names_of_columns_with_a_hyphen_have_brackets_of_their_own(traced):
    written = [cell.value for _, cell in formulas(workbook_bytes(traced))]
    assert any("StopGaps[[Person-days]]" in text for text in written)
    assert any("MoneyByWeek[[#This Row],[Set-up]]" in text for text in written)
    assert not any(re.search(r"\w\[[^\[\]]*-[^\[\]]*\]", text) for text in written)


@pytest.mark.parametrize("start", ["=1+1 ", "@SUM(1) "])
def test_no_text_of_a_plan_becomes_a_formula(start, traced):
    prefixed = with_everywhere(traced, start)
    mine, theirs = workbook_bytes(traced), workbook_bytes(prefixed)
    ours, found = (
        {(sheet, cell.value) for sheet, cell in formulas(data) if sheet not in NAMED_BY_WORDS}
        for data in (mine, theirs)
    )
    assert found == ours
    assert not any(start.strip() in str(cell.value) for _, cell in formulas(theirs))
    seen = 0
    for sheet in load_workbook(io.BytesIO(theirs)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if (
                    isinstance(cell.value, str)
                    and cell.data_type != "f"
                    and cell.value[:1] in STARTS
                ):
                    assert cell.data_type == "s"
                    assert cell.quotePrefix, f"{sheet.title} {cell.coordinate}"
                    seen += 1
    assert seen > 300


def test_only_our_own_formulas_are_formulas(hostile):
    book = opened(hostile)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "1+1" not in cell.value.split("],[")[0].replace("#This Row", "")
    assert "\x07" not in str(book["Cover"]["A1"].value)


def test_every_chart_draws_the_cells_of_its_table_under_the_title_of_the_pdf(traced):
    pdf_titles = {
        plan_charts.money_by_week(traced.reserve).title,
        plan_charts.money_sources(traced.reserve).title,
        *(plan_charts.served_over_time(traced, step).title for step in traced.step_in),
    }
    seen = set()
    for sheet in opened(traced).worksheets:
        for chart in sheet._charts:
            title = "".join(run.t for run in chart.title.tx.rich.p[0].r)
            seen |= {one for one in pdf_titles if middle(one) in title or one == title}
            table = next(iter(sheet.tables.values()))
            names = [column.name for column in table.tableColumns]
            lines = [one for part in chart._charts for one in part.series]
            assert lines
            for one in lines:
                column, first, last = _cells_of(one.val.numRef.f, sheet.title)
                heading = one.tx.v if one.tx.v is not None else one.tx.strRef.f
                assert names[column - 1] == heading
                categories = one.cat.numRef or one.cat.strRef if one.cat else None
                if categories is not None:
                    assert _cells_of(categories.f, sheet.title)[1:] == (first, last)
                shown = [sheet.cell(row, column).value for row in range(first, last + 1)]
                assert any(value not in (None, "") for value in shown)
    assert seen == pdf_titles


def _cells_of(reference, sheet):
    name, span = reference.rsplit("!", 1)
    assert name.strip("'") == sheet
    first, top, last, bottom = range_boundaries(span.replace("$", ""))
    assert first == last
    return first, top, bottom


def test_columns_that_people_fill_offer_words_and_flags_are_words_first(traced):
    book = opened(traced)
    offered = {
        sheet.title: {rule.formula1.strip('"') for rule in sheet.data_validations.dataValidation}
        for sheet in book.worksheets
    }
    assert "Keep going,Bridge,Let go,Recover,To be decided" in offered["Decisions"]
    assert "Not begun,Under way,Done" in offered["Actions"]
    assert "Yes,No" in offered["Reserve"]
    assert all(len(words) <= 255 for sheet in offered.values() for words in sheet)
    for name, word in (
        ("Money by week", "Over"),
        ("Decisions", "Late"),
        ("Served by week", "Short"),
    ):
        rules = [rule for area in book[name].conditional_formatting for rule in area.rules]
        assert rules[0].formula == [f'"{word}"']
        (area,) = book[name].conditional_formatting
        table = next(iter(book[name].tables.values()))
        last = int(re.search(r"\d+$", table.autoFilter.ref)[0])
        letter = book[name].cell(1, column_of(book[name], "Check")).column_letter
        assert str(area.sqref) == f"{letter}{FIRST_ROW}:{letter}{last}"


def test_each_sheet_prints_its_table_then_each_chart_on_a_page_of_its_own(traced):
    for sheet in opened(traced).worksheets[3:]:
        areas = str(sheet.print_area).split(",")
        (table,) = sheet.tables.values()
        assert areas[0].replace("$", "").endswith(f"!A1:{table.ref.split(':')[1]}")
        assert len(areas) == 1 + len(sheet._charts)
        for area, chart in zip(areas[1:], sheet._charts, strict=True):
            first, top, last, bottom = range_boundaries(area.rsplit("!", 1)[1].replace("$", ""))
            assert (first, top) == (chart.anchor._from.col + 1, chart.anchor._from.row + 1)
            height = sum(sheet.row_dimensions[row].height or 15 for row in range(top, bottom + 1))
            assert chart.anchor.ext.height / 12_700 <= height
            assert chart.anchor.ext.width / 9_525 <= 64 * (last - first + 1)


def test_charts_are_native_and_have_words(plan, book):
    counts = {sheet.title: len(sheet._charts) for sheet in book.worksheets if sheet._charts}
    assert counts == {
        "People": 1, "Served by week": 1, "Money by week": 1, "Reserve": 1,
        "Reserve step by step": 1,
    }  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(plan))) as archive:
        drawings = [n for n in archive.namelist() if re.match(r"xl/drawings/drawing\d", n)]
        assert len(drawings) == 5
        for name in drawings:
            assert re.search(rb'descr="[^"]{20,}', archive.read(name))


def test_unknown_is_a_word_and_never_zero(bare):
    book = opened(bare)
    assert values(book["Served by week"], "Hit") == ["not known"]
    assert values(book["Decisions"], "People") == ["not known"]
    assert values(book["Money by week"], "Week") == ["None recorded"]


def test_the_same_plan_gives_the_same_bytes(plan):
    assert workbook_bytes(plan) == workbook_bytes(plan)


def test_the_file_names_its_title_council_and_language(plan, book):
    facts = book.properties
    assert (facts.title, facts.creator, facts.language) == (
        plan.header.title, plan.header.council, "en-GB"
    )  # fmt: skip
    assert facts.created.date() == plan.header.made_on


def test_a_stale_plan_says_so_on_the_cover(plan):
    sheet = load_workbook(io.BytesIO(workbook_bytes(plan, stale=True)))["Cover"]
    assert any("has changed since" in str(cell.value) for cell in sheet["B"])


def test_a_big_and_a_wordy_plan_can_be_written(big, wordy, tmp_path):
    for plan in (big, wordy):
        path = tmp_path / "plan.xlsx"
        write_workbook(plan, path)
        assert load_workbook(path).sheetnames == SHEETS
        assert [entry.name for entry in tmp_path.iterdir()] == ["plan.xlsx"]


def test_no_record_id_is_written(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            assert not {"home-care", "keep_going", "let_go"} & {str(value) for value in row}


def test_contents_lead_to_each_sheet_inside_the_workbook(book):
    links = {cell.value: cell.hyperlink.location for cell in book["Contents"]["A"][2:]}
    assert links == {name: f"'{name}'!A1" for name in SHEETS[3:]}


def test_a_marking_with_an_ampersand_prints_as_written(plan):
    header = dataclasses.replace(plan.header, marking="R&D " * 60)
    text = opened(dataclasses.replace(plan, header=header))["People"].oddHeader.left.text
    assert text.startswith("R&&D R&&D")
    assert len(text) < 255
