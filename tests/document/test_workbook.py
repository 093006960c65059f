from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from planner.document.workbook.people import weekly
from planner.document.workbook.sheets import FIRST_ROW, HEADING_ROW
from planner.document.workbook.write import workbook_bytes, write_workbook
from planner.plan.card import NumberToRing

SHEETS = [
    "Cover", "Contents", "Notes", "People", "Decisions", "Options", "Served by week",
    "Stop-gaps by week", "Money by week", "Reserve", "Reserve step by step", "Timetable",
    "Restarts", "Gaps", "Actions", "Assumptions", "Contacts", "Providers",
]  # fmt: skip


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


def test_only_our_own_formulas_are_formulas(hostile):
    book = opened(hostile)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "1+1" not in cell.value.split("],[")[0].replace("#This Row", "")
    assert "\x07" not in str(book["Cover"]["A1"].value)


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
