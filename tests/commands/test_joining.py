"""`differ` and `join` on two copies of a register that were edited apart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Provider
from planner.session import Session
from tests.register.parted import small_register


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies: both changed the value of C1, and Anna also added a provider."""
    ours, hers = tmp_path / "ours.backstop", tmp_path / "hers.backstop"
    Session.of(ours, small_register(), "Mo").close()
    shutil.copy(ours, hers)
    with Session.open(ours, "Mo") as mine:
        mine.apply(ChangeFields("contract", "C1", {"annual_value": 150.0}))
        mine.save()
    with Session.open(hers, "Anna Lee") as theirs:
        theirs.apply(ChangeFields("contract", "C1", {"annual_value": 175.0}))
        theirs.apply(AddRecord(Provider("Q1", "Quick Ltd")))
        theirs.save()
    return ours, hers


def run(*arguments: object) -> Result:
    return CliRunner().invoke(backstop, [str(one) for one in arguments])


def contract_value(path: Path) -> float | None:
    with Session.open(path, "Mo") as session:
        return session.register.contracts["C1"].annual_value


def test_differences_are_told_by_who_made_them_and_counted_by_strict(copies):
    ours, hers = copies
    told = run("differ", ours, hers)
    assert told.exit_code == 0
    words = " ".join(told.output.split())
    assert "Both began as the same register; 1 change here and 2 changes in hers" in words
    assert "Changed in both, or not to be joined without a choice: 1" in words
    assert "Annual value: here £150; there £175 (was £100). [mine]" in words
    assert "Changed only in hers.backstop: 1" in words
    assert run("differ", ours, hers, "--strict").exit_code == 1
    assert run("differ", ours, ours, "--strict").exit_code == 0
    found = json.loads(run("differ", ours, hers, "--json").stdout)
    assert [(one["side"], one["stands"]) for one in found["differences"]] == [
        ("there", "theirs"),
        ("conflict", "mine"),
    ]


def test_what_both_changed_waits_for_a_word_and_joins_as_it_says(copies, tmp_path):
    ours, hers = copies
    before = ours.read_bytes()
    refused = run("join", ours, hers)
    assert refused.exit_code == 2
    assert "1 thing has to be decided, such as Contracts, Care north (C1)" in refused.stderr
    assert (
        "Nothing was changed" in run("join", ours, hers, "--prefer", "theirs", "--dry-run").output
    )
    apart = tmp_path / "joined.backstop"
    assert run("join", ours, hers, "--prefer", "theirs", "--to", apart).exit_code == 0
    assert contract_value(apart) == 175.0
    assert ours.read_bytes() == before
    joined = run("join", ours, hers, "--prefer", "mine")
    assert joined.exit_code == 0
    assert "Joined with hers.backstop: 1 change of Anna Lee; saved in" in joined.output
    assert contract_value(ours) == 150.0
    again = run("join", ours, hers, "--prefer", "mine")
    assert "there is nothing to join" in again.output


def test_registers_without_a_shared_past_need_a_word_and_lose_nothing(copies, tmp_path):
    ours, _ = copies
    other = tmp_path / "other.json"
    with Session.new(other, "Ashmere", "Anna Lee") as session:
        session.apply(AddRecord(Provider("P1", "Careful Limited")))
        session.apply(AddRecord(Provider("Q1", "Quick Ltd")))
        session.save()
    assert "share no step of history" in run("join", ours, other).stderr
    assert run("join", ours, other, "--prefer", "theirs").exit_code == 0
    with Session.open(ours, "Mo") as session:
        names = {code: one.name for code, one in session.register.providers.items()}
        assert len(session.register.contracts) == 4
    assert names == {
        "P1": "Careful Limited",
        "P2": "Green CIC",
        "P3": "Spare plc",
        "Q1": "Quick Ltd",
    }
