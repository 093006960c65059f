"""The papers of an exercise on the command line: each in its formats, of the exercise named."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop
from planner.exercise.log import Entry
from planner.session import Session

SANDPIPER = "exercise-sandpiper"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("council") / "sample.backstop"
    with Session.sample(path, "A. Tester") as session:
        at = datetime.datetime(2026, 12, 10, 10, 0, tzinfo=datetime.UTC)
        session.log(SANDPIPER, Entry(number=0, kind="start", at=at, play=1020.0))
        session.log(
            SANDPIPER,
            Entry(number=0, kind="decision", at=at, play=1030.0, words="Open the plan", why="Now"),
        )
    return path


def written(*arguments: object, status: int = 0) -> Result:
    found = CliRunner().invoke(backstop, ["document", *(str(one) for one in arguments)])
    assert found.exit_code == status, found.output
    return found


@pytest.mark.parametrize("kind", ["exercise-pack", "facilitators-list", "exercise-report"])
def test_each_paper_of_an_exercise_is_written(council: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "paper.pdf"
    written(council, kind, path, "--exercise", SANDPIPER)
    pages = pypdf.PdfReader(path).pages
    assert all("EXERCISE" in page.extract_text() for page in pages)
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert ("Open the plan" in text) is (kind == "exercise-report")


def test_the_report_is_written_as_a_workbook_with_the_log_that_is_kept(
    council: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.xlsx"
    written(council, "exercise-report", path, "--exercise", SANDPIPER)
    log = openpyxl.load_workbook(path)["Log"]
    assert "Open the plan" in [cell.value for row in log.iter_rows() for cell in row]


def test_without_an_exercise_it_says_what_to_name(council: Path, tmp_path: Path) -> None:
    refused = written(council, "exercise-pack", tmp_path / "pack.pdf", status=2)
    assert "none was named" in refused.output
    unknown = written(
        council, "exercise-pack", tmp_path / "pack.pdf", "--exercise", "nobody", status=2
    )
    assert "not in the register" in unknown.output
    refused = written(
        council, "exercise-pack", tmp_path / "pack.xlsx", "--exercise", SANDPIPER, status=2
    )
    assert ".xlsx" in refused.output
    assert not list(tmp_path.iterdir())
