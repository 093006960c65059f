"""Whatever goes wrong is told in sentences on standard error, with status 2."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from planner.commands import guard
from planner.errors import BackstopError, InputRefused, Problem


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(guard, "notes_folder", lambda: tmp_path / "notes")
    return tmp_path / "notes"


def result_of(error: Exception) -> Result:
    """Run a command that fails with an error."""

    @click.command()
    def fail() -> None:
        raise error

    group = guard.Commands(commands={"fail": fail})
    return CliRunner().invoke(group, ["fail"])


def test_every_problem_of_an_input_gets_its_own_line() -> None:
    problems = [Problem("service S1", "people is -3", "give 0 or more"), Problem("", "No end", "")]
    result = result_of(InputRefused(problems))
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "service S1: people is -3; give 0 or more.",
        "No end.",
    ]
    assert result.stdout == ""


def test_a_failure_with_a_sentence_is_told_by_it() -> None:
    result = result_of(BackstopError("The register is held by somebody else."))
    assert (result.exit_code, result.stderr) == (2, "The register is held by somebody else.\n")


def test_a_file_the_system_refuses_is_named() -> None:
    result = result_of(PermissionError(13, "Permission denied", "/there/plan.pdf"))
    assert result.exit_code == 2
    assert result.stderr.startswith("/there/plan.pdf: Permission denied; check")


def test_a_fault_of_our_own_leaves_a_note_without_the_users_words(notes: Path) -> None:
    result = result_of(ValueError("Mrs Smith, 12 High Street"))
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert "Smith" not in result.output
    (note,) = notes.iterdir()
    assert str(note) in result.stderr
    text = note.read_text("utf-8")
    assert "ValueError" in text
    assert "Smith" not in text


def test_a_fault_is_told_even_where_no_note_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setattr(guard, "notes_folder", lambda: blocked / "notes")
    result = result_of(ZeroDivisionError())
    assert result.exit_code == 2
    assert "No note of it could be kept." in result.stderr
