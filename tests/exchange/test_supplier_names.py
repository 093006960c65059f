from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.registered_numbers import charity_number, company_number, other_number
from planner.exchange.supplier_names import (
    core_name,
    is_nobody,
    plain_name,
    split_suppliers,
    trading_name,
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Dunsters Farm Ltd,Sysco GB Limited", ("Dunsters Farm Ltd", "Sysco GB Limited")),
        ("Smith, Jones & Co Ltd", ("Smith, Jones & Co Ltd",)),
        ("Smith,Jones & Co Ltd", ("Smith,Jones & Co Ltd",)),
        ("BAKER, LOMAX &amp; SHACKLEY LIMITED", ("BAKER, LOMAX & SHACKLEY LIMITED",)),
        ("WYG Environment, Planning &amp; Transport", ("WYG Environment, Planning & Transport",)),
        ("John Wade Ltd, T/a Wade Group", ("John Wade Ltd, T/a Wade Group",)),
        ("A Ltd, B Ltd", ("A Ltd", "B Ltd")),
        ("HW Ltd, The Cellar, & Rimmers Ltd", ("HW Ltd", "The Cellar", "Rimmers Ltd")),
        ("A Ltd; B PLC | C LLP\nD CIC", ("A Ltd", "B PLC", "C LLP", "D CIC")),
        ("Shell Energy,Shell Energy", ("Shell Energy",)),
        ("Acme Ltd, 1 High Street, Newbury, RG14 1AA", ("Acme Ltd",)),
        ("Acme Care\nThe Old Mill\nNewbury\nRG14 1AA", ("Acme Care",)),
        ("Acme, Bright & Co Ltd, Newbury, RG14 1AA", ("Acme, Bright & Co Ltd",)),
        ("Acme Ltd, 12 High Street", ("Acme Ltd",)),
        ("Lot 1 - East - Global Ltd,Lot 2 - B & D Limited", ("Global Ltd", "B & D Limited")),
    ],
)  # fmt: skip
def test_suppliers_in_one_cell_are_parted_by_the_stated_rule(
    cell: str, names: tuple[str, ...]
) -> None:
    assert split_suppliers(cell).names == names


@pytest.mark.parametrize(
    "name",
    ["REDACTED", "Unknown", "NOT AWARDED TO SUPPLIER", "n/a", "Various Suppliers", "", "Lot 2",
     "Redacted - personal data", "TBC"],
)  # fmt: skip
def test_words_for_nobody_are_no_supplier(name: str) -> None:
    assert is_nobody(name)
    assert split_suppliers(name).names == ()


def test_a_lot_without_an_award_names_nobody() -> None:
    split = split_suppliers("Lot 1 - A Limited,Lot 4 - North Lancashire - No Award")
    assert split.names == ("A Limited",)
    assert split.nobody == ("No Award",)


def test_names_are_compared_without_case_signs_and_forms() -> None:
    assert plain_name("WOOD &amp; Wood Signs, Limited") == "wood and wood signs ltd"
    assert plain_name("The A.B.C. Café Ltd.") == plain_name("ABC Cafe Limited")
    assert core_name("Acme Holdings PLC") == ("acme holdings", "plc")
    assert core_name("Limited") == ("ltd", "")
    assert plain_name("Acme Public Limited Company") == "acme plc"


@pytest.mark.parametrize("word", ["T/A", "t/a", "trading as", "Trading As", "ta"])
def test_a_trading_name_is_set_aside(word: str) -> None:
    name = f"Miracle Taxis Ltd {word} Premier Cars"
    assert plain_name(name) == "miracle taxis ltd"
    assert trading_name(name) == "premier cars"


@given(st.text(max_size=80))
def test_any_text_can_be_compared_and_split(text: str) -> None:
    plain = plain_name(text)
    assert plain == " ".join(plain.split())
    assert all(word.isalnum() for word in plain.split())
    split = split_suppliers(text)
    assert all(name.strip() == name and name for name in split.names)
    assert len(set(split.names)) == len(split.names)


def test_numbers_of_companies_are_told_from_others() -> None:
    assert company_number("8274551") == "08274551"
    assert company_number(6458952.0) == "06458952"
    assert company_number("sc12345") == "SC012345"
    assert company_number("IP19059R") == "IP19059R"
    assert company_number("RC000721") == "RC000721"
    for odd in ("084693784", "7132400192", "12", "00000000", "N/A", "GB 929175202", None):
        assert company_number(odd) is None
    assert other_number("084693784") == "084693784"
    assert other_number("n/a") is None
    assert charity_number("1123456") == "1123456"
    assert charity_number("SC012345") == "SC012345"
    assert charity_number("12345678") is None
