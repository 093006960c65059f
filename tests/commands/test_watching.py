"""The command watch: words, what is due, and JSON of a stable shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop
from planner.session import Session


@pytest.fixture
def council(tmp_path: Path) -> Path:
    path = tmp_path / "sample.backstop"
    Session.sample(path, "A. Tester").close()
    return path


def watched(*arguments: object) -> Result:
    found = CliRunner().invoke(backstop, ["watch", *(str(one) for one in arguments)])
    assert found.exit_code == 0, found.output
    return found


def test_the_riskiest_comes_first_and_ratings_are_said_to_be_confidential(council: Path) -> None:
    lines = watched(council, "--on", "2026-11-06").output.splitlines()
    assert lines[0].startswith("Orrinshaw Council, 6 November 2026: ")
    assert "confidential" in lines[1]
    first = next(line for line in lines if "Havenmoor" in line)
    assert lines.index(first) == lines.index(next(line for line in lines if "Who " in line)) + 1
    assert "red" in first


def test_due_names_what_and_since_when(council: Path) -> None:
    shown = watched(council, "--due", "--on", "2026-11-06").output
    assert "Due by the end of the month" in shown
    assert "ran out on 14 Oct 2026" in " ".join(shown.split())


def test_json_is_whole_and_blank_is_null(council: Path) -> None:
    found = json.loads(watched(council, "--json", "--on", "2026-11-06").output)
    assert list(found) == ["as_of", "headline", "confidential", "month_end", "providers"]
    assert (found["as_of"], found["month_end"]) == ("2026-11-06", "2026-11-30")
    assert len(found["providers"]) == 140
    assert set(found["providers"][0]) == {
        "id", "name", "tier", "consequence_points", "annual_value_pounds", "people", "score",
        "score_90_days_ago", "band", "colour", "chance", "chance_given", "trend", "trend_words",
        "last_looked", "last_looked_by", "due",
    }  # fmt: skip
    unknown = next(one for one in found["providers"] if one["colour"] == "not assessed")
    assert unknown["score"] is None
    assert unknown["band"] == 3
    due = json.loads(watched(council, "--json", "--due", "--on", "2026-11-06").output)
    assert 0 < len(due["providers"]) < 140
    assert all(one["due"][0]["date"] <= "2026-11-30" for one in due["providers"])


def test_a_date_that_is_none_is_refused(council: Path) -> None:
    found = CliRunner().invoke(backstop, ["watch", str(council), "--on", "soon"])
    assert found.exit_code == 2
