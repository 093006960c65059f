"""`publish` and `calendar` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample council in a folder of its own."""
    path = tmp_path_factory.mktemp("publishing") / "sample.backstop"
    assert CliRunner().invoke(backstop, ["sample", str(path)]).exit_code == 0
    return path


def _run(*words: object) -> Result:
    return CliRunner().invoke(backstop, [str(word) for word in words])


def test_what_is_published_is_said_in_words(sample: Path, tmp_path: Path) -> None:
    made = _run("publish", sample, tmp_path / "o.csv", "--as", "transparency", "--no-bom")
    assert made.exit_code == 0, made.output
    assert "217 contracts published. 23 in-house arrangements are left out" in made.output
    assert (tmp_path / "o.csv").read_bytes().startswith(b"Reference number,")
    made = _run("publish", sample, tmp_path / "o.json", "--as", "ocds", "--prefix", "ocds-abc123")
    assert made.exit_code == 0, made.output
    package = json.loads((tmp_path / "o.json").read_text("utf-8"))
    assert {one["ocid"][:12] for one in package["releases"]} == {"ocds-abc123-"}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_money_by_sector_is_written_in_three_formats(
    sample: Path, tmp_path: Path, ending: str
) -> None:
    made = _run("publish", sample, tmp_path / f"s.{ending}", "--as", "sectors")
    assert made.exit_code == 0, made.output
    assert "13.2% of the money that is known goes to the category “Care homes”." in made.output
    assert (tmp_path / f"s.{ending}").stat().st_size > 500


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("o.json", "--as", "ocds"), "is not a registered prefix"),
        (("o.csv", "--as", "ocds", "--prefix", "ocds-abc123"), "end its name in .json"),
        (("o.xlsx", "--as", "transparency"), "end its name in .csv"),
    ],
)
def test_what_cannot_be_published_is_refused_and_nothing_is_written(
    sample: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    made = _run("publish", sample, tmp_path / words[0], *words[1:])
    assert made.exit_code == 2
    assert told in made.output
    assert list(tmp_path.iterdir()) == []


def test_the_calendar_takes_the_kinds_and_the_months_that_are_asked(
    sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "o.ics"
    made = _run("calendar", sample, path, "--kind", "exit-plan", "--months", "24", "--remind", "2")
    assert made.exit_code == 0, made.output
    assert "Exit plan to renew" in made.output
    assert "Review" not in made.output
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert events
    assert all(event.walk("VALARM") for event in events)


def test_a_plan_adds_its_tasks_whatever_other_kinds_are_asked(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "o.ics"
    made = _run("calendar", sample, path, "--kind", "review", "--plan", "friday-liquidation")
    assert made.exit_code == 0, made.output
    assert "Plan task" in made.output
    assert "Review" in made.output
    assert "Contract ends" not in made.output


def test_a_calendar_is_not_written_where_the_scenario_is_not_known(
    sample: Path, tmp_path: Path
) -> None:
    made = _run("calendar", sample, tmp_path / "o.ics", "--plan", "no-such-thing")
    assert made.exit_code == 2
    assert "no-such-thing" in made.output
    assert list(tmp_path.iterdir()) == []
