"""Lists of payments: each layout's traps made small, and the totals of the real files."""

from __future__ import annotations

import csv
import datetime
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.exchange.list_look import ListChoice
from planner.exchange.match_columns import ColumnChoice, ColumnMapping
from planner.exchange.read_table import open_table
from planner.exchange.spend import SpendNature, SpendRow, looks_like_spend, read_spend
from planner.exchange.spend_import import read_spend_lists
from planner.exchange.vocabularies import SPEND
from planner.register.edits import apply_changes
from planner.register.records import Council, Provider
from planner.register.register import Register

REAL = Path(__file__).parents[3] / "shared" / "data" / "spend"
is_here = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")


def rows_of(path: Path) -> list[SpendRow]:
    return list(read_spend(path).rows())


def pounds(rows: list[SpendRow]) -> float:
    return round(sum(row.amount for row in rows), 2)


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "paid.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


HEAD = "Service Cost Centre,Account Detail,Description,HBC ref no,Name,Payment date,Net Amount(£)"


def test_each_row_is_one_of_six_things(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{HEAD}\nParks,Seed,Grass,B1,Alder Ltd,04/01/2017,\"1,104.75\"\n"
        "Parks,Seed,Back,B2,Alder Ltd,05/01/2017,-104.75\n,,,,,,\n"
        f"{HEAD}\nParks,Seed,Late,B3,Birch Ltd,06/01/2017,about ten\n,,,,,,1000.00\n",
    )  # fmt: skip
    rows = rows_of(path)
    assert [row.nature for row in rows] == list(
        map(
            SpendNature,
            ("payment", "credit note", "blank line", "headings again", "refused", "line of totals"),
        )
    )
    assert pounds(rows) == 1000.0
    assert rows[4].reason == 'amount: "about ten" is not an amount of money'
    assert rows[1].place == "row 3"
    assert rows[0].paid_on == datetime.date(2017, 1, 4)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8-sig"])
def test_the_pound_sign_in_a_heading_stands_in_no_way(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, f"{HEAD}\nA,B,C,1,Alder Ltd,04/01/2017,250.5\n", encoding)
    assert read_spend(path).mapping.choice("amount").heading == "Net Amount(£)"  # type: ignore[union-attr]
    assert pounds(rows_of(path)) == 250.5


@pytest.mark.parametrize("date", ["17/02/21", "17-Feb-21", "17 Feb 2021", "44244", "17/02/2021"])
def test_every_style_of_date_is_the_same_day(tmp_path: Path, date: str) -> None:
    path = written(tmp_path, f"{HEAD}\r{','.join('ABC1')},Alder Ltd,{date},250\r")
    assert [row.paid_on for row in rows_of(path)] == [datetime.date(2021, 2, 17)]


def test_headings_below_a_row_of_commas_and_a_plus_for_the_first(tmp_path: Path) -> None:
    commas = "," * 70
    head = HEAD.replace("Service Cost Centre", "+")
    path = written(
        tmp_path,
        f"{commas}\n{head}{commas[:60]}\nA,B,C,1,Alder Ltd,04/01/2017,250{commas[:60]}\n{commas}\n",
    )
    assert Counter(row.nature for row in rows_of(path)) == {"payment": 1, "blank line": 1}


def test_a_list_without_headings_is_known_by_its_cells(tmp_path: Path) -> None:
    lines = [
        f"Parks,,Green,,Seed,,{n},,CR{n},,{name},,,{day:02}/03/2025,,\"{1000 + n}.50\""
        for n, (day, name) in enumerate(
            [(4, "Alder Ltd"), (5, "Birch Care Limited"), (6, "Elm")] * 4
        )
    ]  # fmt: skip
    foot = "Area,,Service Area,,Description,,Line,,Ref,,Name:,,,Payment Date,,Amount Paid"
    path = written(tmp_path, "\n".join([*lines, foot]))
    read = read_spend(path)
    assert looks_like_spend(open_table(path))
    assert {one.field: one.column for one in read.mapping.choices} == {
        "supplier": 10, "amount": 15, "date": 13,
    }  # fmt: skip
    rows = list(read.rows())
    assert [row.nature for row in rows] == ["payment"] * 12 + ["headings again"]
    assert pounds(rows) == 12_072.0
    assert "no headings" in read.warnings[0]


def test_columns_that_move_at_a_second_line_of_headings_are_followed(tmp_path: Path) -> None:
    head = "Transaction Number,Date,Expenditure Category,"
    path = written(
        tmp_path,
        f"{head}Supplier Name,Supplier Classification,Amount\n"
        "1,01/04/2022,Hoses,Alder Ltd,Kit,10.00\n3,02/04/2022,Hoses,Elm Ltd,Kit,10.00\n"
        f"{head}Supplier Classification,Supplier,Net,Amount\n"
        "2,02/04/2022,Hoses,Kit,Birch Ltd,,20.00\n",
    )
    rows = rows_of(path)
    assert [(row.supplier, row.amount) for row in rows if row.is_money] == [
        ("Alder Ltd", 10.0),
        ("Elm Ltd", 10.0),
        ("Birch Ltd", 20.0),
    ]


def test_total_is_a_company_where_the_row_is_dated(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}\nA,B,C,1,Total,04/01/2017,300\n,,,,Total,,300\n")
    assert [row.nature for row in rows_of(path)] == ["payment", "line of totals"]


def test_purchases_by_card_say_so_and_a_mixed_list_does_not(tmp_path: Path) -> None:
    head = "BeneficiaryName,PaymentDate,Amount,MerchantCategoryCode\n"
    card = written(tmp_path, f"{head}Shop,2026-05-29,1.50,5199\n", name="card.csv")
    mixed = written(
        tmp_path, f"{head}Shop,2026-05-29,1.50,5199\nAlder,2026-05-29,2.50,\n", name="mixed.csv"
    )
    assert read_spend(card).is_card
    assert not read_spend(mixed).is_card


def test_contracts_and_lists_without_amounts_are_no_payments(tmp_path: Path) -> None:
    contracts = written(
        tmp_path, "Supplier,Title,Value,Start date,End date\nA,B,5,01/01/2020,01/01/2021\n"
    )
    assert not looks_like_spend(open_table(contracts))
    names = written(tmp_path, "Supplier,Payment date\nAlder Ltd,04/01/2017\n", name="names.csv")
    with pytest.raises(InputRefused, match="no column holds the amounts paid"):
        read_spend(names)


ROWS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["Alder Ltd", "", "Redacted", "Total"]),
            st.sampled_from(["04/01/2017", "", "31/02/2017", "soon"]),
            st.one_of(
                st.integers(-(10**7), 10**7).map(lambda pence: f"{pence / 100:.2f}"),
                st.sampled_from(["", "about ten", "(12.50)"]),
            ),
        ),
        st.just(("", "", "")),
        st.just(("Supplier Name", "Payment Date", "Net Amount")),
    ),
    max_size=30,
)


MAPPING = ColumnMapping(
    ("Supplier Name", "Payment Date", "Net Amount"),
    tuple(
        ColumnChoice(name, place, heading, 1.0, "chosen by you")
        for place, (name, heading) in enumerate(
            (("supplier", "Supplier Name"), ("date", "Payment Date"), ("amount", "Net Amount"))
        )
    ),
    SPEND,
)


@given(rows=ROWS)
def test_every_row_read_is_accounted_for_and_no_money_is_lost(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("paid") / "paid.csv"
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([("Supplier Name", "Payment Date", "Net Amount"), *rows])
    found = list(read_spend(path, MAPPING).rows())
    assert len(found) == len(rows)
    for before, row in zip(rows, found, strict=True):
        money = before[2] not in ("", "about ten", "Net Amount")
        assert row.is_money or not money or row.nature is SpendNature.TOTAL
        if row.is_money:
            wanted = -12.5 if before[2] == "(12.50)" else float(before[2])
            assert row.amount == wanted
        elif row.nature is SpendNature.TOTAL:
            assert not before[0] or before[0] == "Total"


@is_here
def test_hyndburn_reaches_every_month_to_the_penny() -> None:
    rows: Counter[str] = Counter()
    money: dict[str, float] = defaultdict(float)
    negative: Counter[str] = Counter()
    natures: Counter[str] = Counter()
    for path in sorted((REAL / "hyndburn_over_250").glob("*.csv")):
        for row in read_spend(path).rows():
            natures[row.nature] += 1
            if row.is_money:
                month = f"{row.paid_on:%Y-%m}" if row.paid_on else ""
                rows[month] += 1
                money[month] += row.amount
                negative[month] += row.amount < 0
    with (REAL / "hyndburn_over_250_reference" / "month_totals.csv").open() as stream:
        wanted = list(csv.DictReader(stream))
    assert len(wanted) == 108
    for each in wanted:
        key = each["payment_month"]
        assert rows[key] == int(each["rows_in_raw_files"]), key
        assert round(money[key], 2) == float(each["net_amount_in_raw_files"]), key
        assert negative[key] == int(each["negative_rows_in_raw_files"]), key
    assert round(sum(money.values()), 2) == 241_262_911.31
    assert natures == {"payment": 35_595, "credit note": 366, "blank line": 7_144,
                       "headings again": 3}  # fmt: skip


@is_here
def test_lancashire_fire_follows_the_moved_columns() -> None:
    found = [row for path in (REAL / "lancashire_fire").glob("*.xlsx") for row in rows_of(path)]
    assert pounds(found) == 83_557_484.99
    assert sum(row.is_money for row in found) == 15_947


@is_here
def test_trafford_is_read_whole_out_of_its_archive_and_lies_in_five_heaps() -> None:
    register = Register.build(
        Council("Trafford"),
        [
            Provider("lifts", "VLC (Stairlifts) Ltd"),
            Provider("waste", "Greater Manchester Combined Authority for Waste and Fire"),
        ],
    )
    path = REAL / "trafford" / "trafford-supplier-spend-2024-25.zip"
    preview = read_spend_lists(register, [ListChoice(path)])
    assert preview.facts[0] == "210,068 rows read: 184,961 payments, 25,107 credit notes"
    money = dict(preview.money or ())
    whole = money.pop("Paid in the list")
    assert whole == 565_219_573.74
    assert round(sum(money.values()), 2) == whole
    assert money["To providers of the register"] == 118_064.14
    assert money["Names withheld or missing"] == 92_857_600.08
    assert [(one.name, one.candidate) for one in preview.names_to_review] == [
        ("Greater Manchester Combined Authori", register.providers["waste"].name)
    ]
    assert "35 letters" in preview.names_to_review[0].why
    (spend,) = apply_changes(register, preview.edit.changes(register)).spend.values()
    assert (spend.provider, spend.year, spend.payments) == ("lifts", "2024/25", 344)
