"""The command exercise: what it drafts is kept as one step, and lessons and logs are told."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop
from planner.exercise.log import Entry
from planner.session import Session

SANDPIPER = "exercise-sandpiper"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    path = tmp_path / "sample.backstop"
    Session.sample(path, "A. Tester").close()
    return path


def asked(*arguments: object, status: int = 0) -> Result:
    found = CliRunner().invoke(backstop, ["exercise", *(str(one) for one in arguments)])
    assert found.exit_code == status, found.output
    return found


def test_a_preset_is_drafted_and_kept_with_its_scenario_as_one_step(council: Path) -> None:
    shown = asked("draft", council, "--scenario", "hard-fast", "--target", "larchmead").output
    assert "Drafted Exercise " in shown
    assert "injects (exercise-hard-fast-larchmead)" in shown
    assert "Kept in sample.backstop" in shown
    with Session.open(council, "A. Tester") as session:
        assert "hard-fast-larchmead" in session.register.scenarios
        assert len(session.injects_of("exercise-hard-fast-larchmead")) == 12
        step = session.undo()
        assert "exercise-hard-fast-larchmead" not in session.register.of_kind("exercise")
        assert "hard-fast-larchmead" not in session.register.scenarios
        assert not session.injects_of("exercise-hard-fast-larchmead")
        assert step is not None


def test_a_dry_run_changes_nothing_and_drafting_again_says_so(council: Path) -> None:
    asked("draft", council, "--scenario", "missing-clause", "--dry-run")
    with Session.open(council, "A. Tester") as session:
        assert list(session.register.of_kind("exercise")) == [SANDPIPER]
    shown = asked("draft", council, "--from", SANDPIPER).stdout
    assert shown.startswith("Nothing to change.")


def test_json_holds_the_whole_script_for_another_provider(council: Path) -> None:
    found = json.loads(
        asked("draft", council, "--from", SANDPIPER, "--target", "larchmead", "--json").stdout
    )
    assert found["code"] == "exercise-friday-liquidation-larchmead"
    assert {one["code"].startswith(found["code"]) for one in found["injects"]} == {True}
    assert set(found["injects"][0]) == {
        "code", "minute", "day", "time", "title", "from", "to", "medium", "content",
        "expected_action", "objective", "question", "decide_minutes", "prompts",
    }  # fmt: skip
    assert found["notes"]


def test_what_cannot_be_drafted_is_said_in_a_sentence(council: Path) -> None:
    assert "Give --scenario" in asked("draft", council, status=2).output
    assert "no such scenario" in asked("draft", council, "--scenario", "nothing", status=2).output
    told = asked("draft", council, "--scenario", "rota-system", "--start", "9 am", status=2)
    assert "no time of day" in told.output
    assert "not in the register" in asked("log", council, "--exercise", "x", status=2).output
    assert "no provider x" in asked("lessons", council, "--provider", "x", status=2).output


def test_exercises_and_lessons_are_listed(council: Path) -> None:
    assert "Exercise Sandpiper" in asked("list", council).output
    (line,) = json.loads(asked("list", council, "--json").stdout)
    assert (line["code"], line["injects"], line["last_played"]) == (SANDPIPER, 13, None)
    assert "Acted on: One number to ring" in asked("lessons", council).output
    found = json.loads(asked("lessons", council, "selffunders", "--json").stdout)
    assert [one["code"] for one in found] == ["L-001"]
    about = json.loads(asked("lessons", council, "--provider", "havenmoor", "--json").stdout)
    assert {one["code"] for one in about} == {"L-001", "L-002"}
    other = asked("lessons", council, "--service", "libraries").output
    assert other == "No lesson is found.\n"
    acted = json.loads(asked("lessons", council, "--status", "acted-on", "--json").stdout)
    assert [one["code"] for one in acted] == ["L-002"]


def test_the_log_is_told_with_reasons_and_the_cold_debrief_is_due(council: Path) -> None:
    assert "has not been played" in asked("log", council, "--exercise", SANDPIPER).output
    at = datetime.datetime(2026, 11, 2, 10, 0, tzinfo=datetime.UTC)
    with Session.open(council, "A. Tester") as session:
        session.log(SANDPIPER, Entry(number=0, kind="start", at=at, play=960.0))
        session.log(
            SANDPIPER,
            Entry(number=0, kind="decision", at=at, play=990.0, words="Call the agency",
                  why="It starts tomorrow", who="Strategic lead"),
        )  # fmt: skip
        session.log(SANDPIPER, Entry(number=0, kind="end", at=at, play=1000.0))
        session.save()
    shown = " ".join(asked("log", council, "--exercise", SANDPIPER).output.split())
    assert "2. day 0 16:30, decision. Call the agency. Because: It starts tomorrow" in shown
    log = json.loads(asked("log", council, "--exercise", SANDPIPER, "--json").stdout)
    assert [one["kind"] for one in log] == ["start", "decision", "end"]
    (line,) = json.loads(asked("list", council, "--json").stdout)
    assert line["last_played"] == "2026-11-02"
    assert (line["cold_debrief_from"], line["cold_debrief_by"]) == ("2026-11-16", "2026-12-14")
    with Session.open(council, "A. Tester") as session:
        assert [one.exercise for one in session.cold_debriefs()] == [SANDPIPER]
        assert [one.key for one in session.calendar_dates(kinds=["debrief"])] == [SANDPIPER]
