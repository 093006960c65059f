"""A list becomes part of a register: shown first, corrected, kept, and every row accounted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop

LIST = """Contract Reference,Contract Title,Supplier Name,Total Contract Value,Start Date,End Date
R1,Home care north,Alder Care Ltd,"£120,000.00",01/04/2025,31/03/2027
R2,Home care south,ALDER CARE LIMITED,"£80,000.00",01/04/2025,31/03/2027
R3,Grounds,Birch Grounds Ltd,"£40,000.00",01/04/2025,31/03/2026
,,,"£240,000.00",,
"""


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty register and a list beside it, in a folder of the test's own."""
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("contracts.csv").write_text(LIST, "utf-8")
    assert asked("new", "ours.backstop").exit_code == 0
    return tmp_path / "ours.backstop"


def asked(*arguments: str) -> Result:
    """Run one command as a person would."""
    return CliRunner().invoke(backstop, list(arguments))


def answered(*arguments: str) -> str:
    """Run one command that must go well and return what it prints."""
    result = asked(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def held() -> dict[str, Any]:
    """Return what the register holds."""
    answered("export", "ours.backstop", "held.json")
    found: dict[str, Any] = json.loads(Path("held.json").read_text("utf-8"))
    Path("held.json").unlink()
    return found


def test_a_list_is_added_and_saved_as_one_step() -> None:
    told = answered("import", "ours.backstop", "contracts.csv")
    assert "4 rows read: 3 added, 0 updated, 0 unchanged, 1 refused" in told
    assert "is a line of totals" in told
    kept = held()
    assert {contract["title"] for contract in kept["contracts"]} >= {"Home care north", "Grounds"}
    assert len(kept["providers"]) == 2
    assert answered("history", "ours.backstop").count("Imported contracts.csv") == 1


def test_a_json_register_takes_a_list_as_well() -> None:
    answered("new", "ours.json", "--council", "Testbridge Council")
    answered("import", "ours.json", "contracts.csv")
    kept = json.loads(Path("ours.json").read_text("utf-8"))
    assert kept["council"]["name"] == "Testbridge Council"
    assert len(kept["contracts"]) == 3


def test_a_dry_run_changes_nothing(register: Path) -> None:
    before = register.read_bytes()
    told = answered("import", "ours.backstop", "contracts.csv", "--dry-run")
    assert "3 added" in told
    assert "Nothing was changed" in told
    assert register.read_bytes() == before
    assert held().get("contracts", []) == []


def test_importing_again_adds_nothing() -> None:
    answered("import", "ours.backstop", "contracts.csv")
    before = held()
    told = answered("import", "ours.backstop", "contracts.csv")
    assert "0 added, 0 updated, 3 unchanged, 1 refused" in told
    assert "it held all of this already" in told
    assert held() == before


def test_a_column_can_be_corrected_kept_and_used_again() -> None:
    text = LIST.replace("Contract Title", "Remarks").replace("Supplier Name", "Whom we pay")
    Path("odd.csv").write_text(text, "utf-8")
    answered(
        *("import", "ours.backstop", "odd.csv", "--dry-run", "--keep-mapping", "odd.json"),
        *("--column", "title=Remarks", "--column", "supplier=Whom we pay"),
    )
    told = answered("import", "ours.backstop", "odd.csv", "--mapping", "odd.json")
    assert "chosen by you" in told
    assert "Home care north" in {contract["title"] for contract in held()["contracts"]}


def test_an_imported_mapping_is_remembered_for_the_next_list_of_that_layout() -> None:
    answered("import", "ours.backstop", "contracts.csv", "--column", "title=Contract Reference")
    told = answered("import", "ours.backstop", "contracts.csv", "--dry-run")
    assert "chosen by you" in told


def test_two_spellings_are_joined_only_when_somebody_says_so() -> None:
    text = LIST.replace("ALDER CARE LIMITED", "Alder Caer Ltd")
    Path("misspelt.csv").write_text(text, "utf-8")
    told = answered("import", "ours.backstop", "misspelt.csv", "--dry-run")
    assert "Names to review" in told
    answered(
        "import", "ours.backstop", "misspelt.csv", "--same", "Alder Care Ltd", "Alder Caer Ltd"
    )
    assert len(held()["providers"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--as", "tea_leaves"), "no kind of list called tea_leaves"),
        (("--mapping", "missing.json"), "no such mapping file or name"),
        (("--mapping", "contracts.csv"), "not a column mapping"),
        (("--keep-mapping", "other.json"), "not a column mapping"),
        (("--column", "supplier"), "not FIELD=HEADING"),
        (("--column", "colour=Supplier Name"), "no field colour"),
        (("--column", "supplier=Nothing like it"), "no column"),
    ],
)
def test_a_wrong_option_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    Path("other.json").write_text('{"format": "backstop-register"}', "utf-8")
    result = asked("import", "ours.backstop", "contracts.csv", *arguments)
    assert Path("other.json").read_text("utf-8") == '{"format": "backstop-register"}'
    assert result.exit_code == 2
    assert words in result.stderr
    assert held().get("contracts", []) == []


def test_a_list_of_real_awards_is_imported_with_every_row_told(shared: Path) -> None:
    source = shared / "data" / "contracts" / "lancashire_contracts_finder" / "chorley.json"
    rows = len(json.loads(source.read_text("utf-8"))["contracts"])
    told = answered("import", "ours.backstop", str(source))
    (line,) = [line for line in told.splitlines() if " read: " in line]
    counts = [
        int(word.replace(",", "")) for word in line.replace(",", " ").split() if word.isdigit()
    ]
    assert counts[0] == sum(counts[1:]) == rows
    told = answered("run", "ours.backstop", "--scenario", "hard-fast", "--target", a_provider())
    assert "not known" in told


def a_provider() -> str:
    """Return the code of some provider that holds a contract."""
    code: str = held()["contracts"][0]["provider"]
    return code
