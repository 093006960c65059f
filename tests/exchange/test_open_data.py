"""What is published holds what may be known, nothing else, and comes back as it went out."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from planner.dependence.money_shared_out import money_shared_out, thousandths
from planner.document.sector_paper import HEADINGS, sector_paper, sector_rows
from planner.exchange.import_list import read_contracts
from planner.exchange.import_preview import Outcome
from planner.exchange.ocds_package import ocds_json
from planner.exchange.open_csv import open_csv, safe_text
from planner.exchange.published_contracts import published_contracts, published_words
from planner.exchange.register_json import read_register
from planner.exchange.transparency_register import COLUMNS, transparency_csv
from planner.register.edits import apply_changes
from planner.register.records import (
    Contract,
    Council,
    Provider,
    Service,
    Spend,
)
from planner.register.register import Register
from resources.sample import sample_register_path
from tests.exchange.open_registers import PREFIX, SAMPLE, SECRETS, SMALL, TODAY


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def _imported(register: Register, folder: Path, name: str, data: bytes) -> Any:
    path = folder / name
    path.write_bytes(data)
    return read_contracts(register, path)


def test_the_transparency_list_says_what_the_register_knows_and_leaves_the_rest_blank() -> None:
    rows = {row["Reference number"]: row for row in _rows(transparency_csv(SMALL))}
    assert set(rows) == {"C-1", "C-2", "FW 9/1"}
    first = rows["C-1"]
    assert first["Annual contract value (£)"] == "1000.50"
    assert first["Total contract value (£)"] == ""
    assert (first["Start date"], first["End date"]) == ("2025-01-01", "2027-12-31")
    assert first["Review date"] == "2027-02-01"
    assert (first["SME"], first["VCSE"], first["Company number"]) == ("Yes", "No", "01234567")
    grant = rows["C-2"]
    assert (grant["SME"], grant["VCSE"], grant["Charity number"]) == ("", "Yes", "SC012345")
    assert grant["Department responsible"] == ""  # a name, not a role
    assert "1 in-house arrangement is left out" in published_words(SMALL)


def test_no_cell_opens_like_a_formula() -> None:
    cells = [cell for row in _rows(transparency_csv(SMALL)) for cell in row.values() if cell]
    assert "'=Sum Care Ltd" in cells
    assert "'+44 day calls" in cells
    assert not [cell for cell in cells if cell[0] in "=+-@|%\t"]
    assert safe_text("\t=1+1\r\n") == "'=1+1"
    assert safe_text("plain - text") == "plain - text"


def test_the_mark_for_excel_is_there_only_where_it_is_wanted() -> None:
    assert transparency_csv(SMALL).startswith(b"\xef\xbb\xbfReference")
    assert transparency_csv(SMALL, bom=False).startswith(b"Reference")
    assert open_csv(("a",), [("é",)], bom=False) == "a\r\né\r\n".encode()


@pytest.mark.parametrize("register", [SMALL, SAMPLE], ids=["small", "sample"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_open_file_taken_in_again_changes_nothing(
    register: Register, form: str, tmp_path: Path
) -> None:
    data = transparency_csv(register) if form == "csv" else ocds_json(register, PREFIX, TODAY)
    preview = _imported(register, tmp_path, f"open.{form}", data)
    assert not [row.outcome for row in preview.rows if row.outcome is Outcome.REFUSED]
    after = apply_changes(register, preview.edit.changes(register))
    # a contract in a package is a contract, where the register did not say
    same = after.with_table(
        "contract",
        {
            id_: dataclasses.replace(one, kind=register.contracts[id_].kind)
            for id_, one in after.contracts.items()
        },
    )
    assert same.tables["contract"] == register.tables["contract"]
    assert after.providers == register.providers
    assert after.services == register.services
    assert after.of_kind("review") == register.of_kind("review")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_open_file_gives_an_empty_register_the_same_contracts(form: str, tmp_path: Path) -> None:
    data = transparency_csv(SAMPLE) if form == "csv" else ocds_json(SAMPLE, PREFIX, TODAY)
    preview = _imported(Register(), tmp_path, f"open.{form}", data)
    new = apply_changes(Register(), preview.edit.changes(Register()))

    def facts(register: Register) -> Counter[tuple[Any, ...]]:
        return Counter(
            (
                one.title,
                register.providers[one.provider].name,
                register.providers[one.provider].company_number,
                one.start,
                one.end,
                one.extension_to,
                one.regime if one.regime in ("pcr2015", "pa2023", "psr") else None,
                None if one.annual_value is None else round(one.annual_value, -2),
            )
            for one in register.contracts.values()
            if one.kind != "in_house" and register.providers[one.provider].sector != "in_house"
        )

    assert facts(new) == facts(SAMPLE)
    assert sum(facts(new).values()) > 200


def _every_open_file(register: Register) -> dict[str, str]:
    return {
        "transparency": transparency_csv(register).decode(),
        "ocds": ocds_json(register, PREFIX, TODAY).decode(),
        "sectors": open_csv(HEADINGS, sector_rows(register)).decode(),
        "paper": repr(sector_paper(register, TODAY)),
    }


def test_nothing_personal_and_no_risk_is_in_any_open_file() -> None:
    for name, text in _every_open_file(SMALL).items():
        assert "Test Council" in text or "Arts" in text or "Art for" in text, name
        for secret in SECRETS:
            assert secret.casefold() not in text.casefold(), (name, secret)


def test_no_contact_of_the_sample_is_in_any_open_file() -> None:
    details = {
        detail
        for one in SAMPLE.contacts.values()
        for detail in (one.name, one.phone_day, one.phone_night, one.email)
        if detail
    }
    assert len(details) > 100
    for name, text in _every_open_file(SAMPLE).items():
        assert not [one for one in details if one in text], name


def test_the_same_register_gives_the_same_bytes() -> None:
    assert _every_open_file(SAMPLE) == _every_open_file(read_register(sample_register_path()))


def test_money_shared_out_adds_up_and_says_what_is_not_known() -> None:
    by_category, by_kind, by_class = money_shared_out(SMALL)
    totals = {table.total for table in (by_category, by_kind, by_class)}
    assert len(totals) == 1
    for table in money_shared_out(SAMPLE):
        assert sum(row.thousandths or 0 for row in table.rows) == 1000
        assert table.total == pytest.approx(
            sum(one.annual_value or 0 for one in SAMPLE.contracts.values())
        )
        assert sum(row.contracts for row in table.rows) == len(SAMPLE.contracts)
    # yearly values are known of two contracts, those of whole awards of one: yearly it is
    assert by_kind.money_is == "value in a year"
    assert by_kind.without_value == 3
    rows = {row.group: row for row in by_kind.rows}
    assert rows["Small or medium-sized company"].value == 1000.5
    assert rows["Large company"].value is None
    assert rows["Large company"].thousandths is None
    assert [row.group for row in by_class.rows] == ["Must continue", "Not decided"]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [((1, 1, 1), [334, 333, 333]), ((5,), [1000]), ((0, 0), [0, 0]), ((2, 0, 1), [667, 0, 333])],
)
def test_thousandths_add_up(values: tuple[float, ...], wanted: list[int]) -> None:
    assert thousandths(values) == wanted


def test_little_money_is_not_told_as_none() -> None:
    held = [
        Service("a", "Much", market="Much"),
        Service("b", "Little", market="Little"),
        Provider("p", "P"),
        Contract("C1", "Much", "a", "p", annual_value=10_000_000.0),
        Contract("C2", "Little", "b", "p", annual_value=100.0),
    ]
    first = sector_paper(Register.build(Council("X"), held), TODAY).parts[0].tables[0]
    assert [row[:3] for row in first.rows] == [
        ("Much", 10_000_000.0, 1000),
        ("Little", 100.0, "under £1"),
    ]


def test_what_was_paid_is_shared_out_by_the_last_year() -> None:
    held: list[Any] = [*SMALL.providers.values(), Spend("p1", "2024/25", "a", 300.0, 2)]
    held += [Spend("p4", "2024/25", "a", 100.0, 1), Spend("p4", "2023/24", "a", 9.0, 1)]
    table = money_shared_out(Register.build(Council("X"), held))[-1]
    assert table.money_is == "paid in 2024/25"
    assert [(row.value, row.thousandths) for row in table.rows] == [(300.0, 750), (100.0, 250)]


def test_the_columns_of_the_code_come_first() -> None:
    assert list(COLUMNS)[:5] == [
        "Reference number",
        "Title of agreement",
        "Department responsible",
        "Description of the goods and/or services",
        "Supplier name",
    ]
    assert len(published_contracts(SAMPLE).contracts) == 217
