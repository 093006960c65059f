"""Lists that are not of contracts, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planner.cli import backstop

CONTRACTS = "Supplier,Title,Start date,End date,Annual value\nAlder Care Ltd,Home care,01/04/2024,31/03/2029,100\n"  # noqa: E501
SPEND = "Supplier Name,Payment Date,Net Amount\nALDER CARE LIMITED,01/05/2024,100.50\nElm,01/05/2024,9\n"  # noqa: E501
COMPANIES = "CompanyName,CompanyNumber,CompanyStatus\nALDER CARE LTD,00123456,Liquidation\n"


def answered(*arguments: str) -> str:
    result = CliRunner().invoke(backstop, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(autouse=True)
def _register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for name, text in (("contracts", CONTRACTS), ("paid", SPEND), ("companies", COMPANIES)):
        Path(f"{name}.csv").write_text(text)
    answered("new", "ours.backstop", "--council", "Testbury")
    answered("import", "ours.backstop", "contracts.csv")


def held() -> dict[str, Any]:
    answered("export", "ours.backstop", "held.json")
    found: dict[str, Any] = json.loads(Path("held.json").read_text())
    return found


def test_payments_are_kept_for_the_providers_of_the_register() -> None:
    told = answered("import", "ours.backstop", "paid.csv", "--dry-run")
    assert "2 rows read: 2 payments" in told
    assert "To providers of the register   £            100.50" in told
    assert "Nothing was changed" in told
    answered("import", "ours.backstop", "paid.csv")
    (spend,) = held()["spend"]
    assert (spend["amount"], spend["year"], spend["source"]) == (100.5, "2024/25", "paid.csv")
    again = answered("import", "ours.backstop", "paid.csv")
    assert "nothing in the list is new to it" in again


def test_a_company_in_liquidation_becomes_a_sign() -> None:
    answered("import", "ours.backstop", "companies.csv")
    (sign,) = held()["warning_signs"]
    assert (sign["indicator"], sign["rating"]) == ("In liquidation", 3)
    (provider,) = held()["providers"]
    assert provider["company_number"] == "00123456"


def test_columns_of_payments_are_corrected_kept_and_remembered_by_their_headings() -> None:
    odd = SPEND.replace("Supplier Name", "Who").replace("Net Amount", "Sum,Net Amount")
    odd = odd.replace(",100.50", ",7.00,100.50").replace(",9\n", ",1.00,9\n")
    Path("odd.csv").write_text(odd)
    chosen = ("--as", "spend", "--column", "supplier=Who", "--column", "amount=Sum")
    told = answered("import", "ours.backstop", "odd.csv", *chosen, "--keep-mapping", "kept.json")
    assert "£              7.00" in told
    again = answered("import", "ours.backstop", "odd.csv", "--mapping", "kept.json", "--dry-run")
    assert "chosen by you" in again
    remembered = answered("import", "ours.backstop", "odd.csv", "--as", "spend", "--dry-run")
    assert "chosen by you" in remembered


def test_a_mapping_of_another_kind_is_refused_in_words() -> None:
    answered("import", "ours.backstop", "paid.csv", "--keep-mapping", "kept.json", "--dry-run")
    result = CliRunner().invoke(
        backstop,
        ["import", "ours.backstop", "contracts.csv", "--as", "contracts_register",
         "--mapping", "kept.json"],
    )  # fmt: skip
    assert result.exit_code == 2
    assert "made for a list of the kind spend" in result.output
