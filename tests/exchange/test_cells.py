from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange import cells
from planner.exchange.cells import DateOrder, Unreadable

DAY = datetime.date


@pytest.mark.parametrize(
    ("cell", "pounds"),
    [
        ("£1,234.50", 1234.50),
        ("(1,234)", -1234.0),
        ("1.2m", 1_200_000.0),
        ("£1.5 million", 1_500_000.0),
        ("£50k", 50_000.0),
        ("£209,921 excluding VAT", 209_921.0),
        ("12,000 pa", 12_000.0),
        ("£12,000.00 per annum", 12_000.0),
        ("Approx £20,000", 20_000.0),
        ("-£5", -5.0),
        ("1234-", -1234.0),
        ("£\xa01 234", 1234.0),
        (7, 7.0),
        (7.005, 7.0),
        ("0", 0.0),
    ],
)
def test_amounts_are_read_in_the_forms_councils_write(cell: cells.Cell, pounds: float) -> None:
    assert cells.money(cell) == pounds


@pytest.mark.parametrize(
    "cell", ["", None, "TBC", "n/a", "Unknown", "-", " \u2013 ", "nan", "#REF!"]
)
def test_a_blank_or_a_word_for_it_is_not_known_and_never_zero(cell: cells.Cell) -> None:
    assert cells.money(cell) is None
    assert cells.date(cell) is None
    assert cells.text_or_none(cell) is None


@pytest.mark.parametrize("cell", ["€50", "£1,000 - £2,000", "1,23", "(100", "call us", True])
def test_what_is_not_one_amount_in_pounds_is_refused_in_words(cell: cells.Cell) -> None:
    with pytest.raises(Unreadable, match=r"amount|comma|bracket"):
        cells.money(cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03/04/2025", DAY(2025, 4, 3)),
        ("3/4/25", DAY(2025, 4, 3)),
        ("28 October 2025", DAY(2025, 10, 28)),
        ("15-Sep-22", DAY(2022, 9, 15)),
        ("3 Apr 2023", DAY(2023, 4, 3)),
        ("Monday 1st April 2024", DAY(2024, 4, 1)),
        ("2025-11-07T16:56:46Z", DAY(2025, 11, 7)),
        ("2025-09-08T01:00:00+01:00", DAY(2025, 9, 8)),
        ("01/04/2024 00:00", DAY(2024, 4, 1)),
        ("31.12.2030", DAY(2030, 12, 31)),
        ("20240401", DAY(2024, 4, 1)),
        (45000, DAY(2023, 3, 15)),
        (45000.0416, DAY(2023, 3, 15)),
        ("43678", DAY(2019, 8, 1)),
        (datetime.datetime(2024, 5, 6, 1, 0), DAY(2024, 5, 6)),
    ],
)
def test_dates_are_read_in_uk_iso_named_and_excel_forms(cell: cells.Cell, day: DAY) -> None:
    assert cells.date(cell) == day


@pytest.mark.parametrize("cell", ["31/02/2024", "soon", "Sept 2024", 12, "99/99/9999", "1/1/202"])
def test_what_is_not_a_date_is_refused_in_words(cell: cells.Cell) -> None:
    with pytest.raises(Unreadable, match="not a date"):
        cells.date(cell)


def test_a_date_possible_only_month_first_is_doubtful_in_a_day_first_column() -> None:
    column: list[cells.Cell] = ["13/01/2024", "12/31/2024", "01/02/2024"]
    order = cells.date_order(column)
    assert order is DateOrder.DAY_FIRST
    with pytest.raises(Unreadable, match="doubtful"):
        cells.date("12/31/2024", order)


def test_a_column_that_is_american_throughout_is_read_month_first() -> None:
    order = cells.date_order(["12/31/2024", "01/02/2024"])
    assert cells.date("01/02/2024", order) == DAY(2024, 1, 2)


@given(
    st.dates(DAY(1970, 1, 1), DAY(2069, 12, 31)),
    st.sampled_from(
        ["%d/%m/%Y", "%d/%m/%y", "%d-%b-%y", "%d %B %Y", "%Y-%m-%d", "%Y-%m-%dT00:00Z"]
    ),
)
def test_every_day_is_read_back_from_every_style(day: DAY, style: str) -> None:
    assert cells.date(day.strftime(style)) == day


@given(st.integers(-(10**11), 10**11))
def test_every_penny_is_read_back_with_commas_and_pounds(pence: int) -> None:
    pounds = pence / 100
    written = f"£{abs(pounds):,.2f}"
    assert cells.money(f"({written})" if pence < 0 else written) == pytest.approx(pounds)


def test_lengths_of_extensions_are_read_in_months() -> None:
    assert cells.months("2 x 12 months") == 24
    assert cells.months("One year") == 12
    assert cells.months("") is None
    with pytest.raises(Unreadable):
        cells.months("as agreed")


@given(st.dates(DAY(1990, 1, 1), DAY(2090, 1, 1)), st.integers(0, 120))
def test_a_month_later_is_never_more_than_31_days_later(day: DAY, months: int) -> None:
    later = cells.later_by_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months


def test_html_and_control_signs_leave_a_text() -> None:
    assert cells.as_text("Wood &amp;amp; Wood\x00 Signs\u200b") == "Wood & Wood Signs"
    assert cells.as_text("two\r\nlines") == "two lines"
    assert cells.as_text(12345678.0) == "12345678"


def test_yes_no_and_neither() -> None:
    assert cells.yes_no("Y") is True
    assert cells.yes_no("false") is False
    assert cells.yes_no("perhaps") is None
