"""`levy` on the command line: words, JSON, a workbook, and refusals in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop
from planner.exchange.register_json import write_register
from planner.register.records import Option, Place, Reserve
from tests.plan.levy_cases import three_contracts


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the three contracts, of which only the likely one has people and an option."""
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    made = three_contracts(
        *(Place(f"C-{at}", "North", "standard", "council", 10) for at in (1, 2, 3)),
        Option("o", "care", "spot_purchase", capacity=10.0, mobilise_days=0, ramp_days=0,
               unit_cost_day=60.0),
        Reserve("r", "Reserve", 1_000_000.0),
    )  # fmt: skip
    path = tmp_path / "register.json"
    write_register(made, path)
    return path


def _asked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(backstop, ["levy", *map(str, arguments)])


def test_json_carries_every_term_and_adds_up(register: Path) -> None:
    told = _asked(register, "--target", "£3,000", "--years", "3", "--json")
    assert told.exit_code == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["contribution_pounds"] == 1_000.0
    assert found["raised_pounds"] == 1_000.0
    assert found["reached"] is True
    rows = {row["contract_id"]: row for row in found["contracts"]}
    # 10 people, 182 days, £60 each; £100,000 a year is no longer due; a bond of £10,000.
    owed = 10 * 182 * 60 - 100_000 * 182 / 365
    assert rows["C-1"]["exposure_before_bond_pounds"] == pytest.approx(owed, abs=0.01)
    assert rows["C-1"]["exposure_pounds"] == pytest.approx(owed - 10_000, abs=0.01)
    assert rows["C-3"]["limit"] == "relief"
    assert sum(round(row["levy_pounds"] * 100) for row in found["contracts"]) == 100_000
    assert sum(one["contracts"] for one in found["by_limit"]) == 3
    for row in rows.values():
        expected = found["k"] * row["exposure_pounds"] * row["chance_a_year"]
        assert row["risk_pounds"] == pytest.approx(expected)


def test_words_say_whether_the_target_is_met_and_on_what_terms(register: Path) -> None:
    told = _asked(register, "--target", "10000", "--cap", "1%", "--flat", "0.1").stdout
    assert "flat 0.1% of value" in told
    assert "never above 1% of value" in told
    assert "a term of contract, or an internal recharge" in " ".join(told.split())


def test_a_target_out_of_reach_says_the_most_there_is(register: Path) -> None:
    told = " ".join(_asked(register, "--target", "10000000").stdout.split())
    assert "cannot be reached: at the cap of 0.5% the most that can be raised is £" in told


def test_the_fund_is_followed_and_who_pays_is_said(register: Path) -> None:
    asked = (register, "--target", "3000", "--draws", "50", "--if-fails", "likely")
    told = json.loads(_asked(*asked, "--json").stdout)
    likely = next(row for row in told["contracts"] if row["contract_id"] == "C-1")
    assert told["if_fails"]["loss_pounds"] == pytest.approx(
        likely["exposure_before_bond_pounds"], abs=0.01
    )
    assert [each["payer"] for each in told["if_fails"]["payments"]] == ["bonds", "fund", "reserves"]
    assert [each["amount_pounds"] for each in told["if_fails"]["payments"]][:2] == [10_000, 3_000]
    fund = told["fund"]
    assert (fund["paths"], len(fund["years"])) == (50, 10)
    assert fund["contribution_pounds"] == told["raised_pounds"]
    first = fund["years"][0]
    assert first["paid_pounds"] + first["shortfall_pounds"] == pytest.approx(
        fund["cost_a_year_pounds"]
    )
    words = " ".join(_asked(*asked).stdout.split())
    assert "50 paths of drawn years" in words
    assert "If Likely Care Ltd fails alone once the fund is full" in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--target", "-5"), "Target fund: -5 is not an amount to raise"),
        (("--target", "lots"), "lots is not an amount in pounds"),
        (("--target", "5", "--flat", "2"), "Flat part: 2% is above the cap of 0.5%"),
        (("--target", "5", "--cap", "some"), "some is not a percentage"),
        (("--target", "5", "--years", "0"), "Built over: 0 is not a number of years"),
        (("--target", "5", "--if-fails", "nobody"), "there is no nobody in the register"),
        (("--target", "5", "--draws", "0"), "Number of draws: 0 is out of range"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(
    register: Path, arguments: tuple[str, ...], words: str
) -> None:
    told = _asked(register, *arguments)
    assert told.exit_code == 2
    assert words in told.stderr
    assert "Traceback" not in told.stderr
