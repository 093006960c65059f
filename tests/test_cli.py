"""The command line answers as the known answers say, in words and in JSON, and refuses in words."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from click.testing import CliRunner, Result

from planner.cli import COMMANDS, backstop
from planner.commands.planning import usual_folder

PROJECT = Path(__file__).resolve().parents[1]
GOLDEN = PROJECT.parent / "shared" / "golden"
MODEL_CASES = sorted(path.stem for path in (GOLDEN / "model").glob("*.json"))
SWEEP_CASES = sorted(path.stem for path in (GOLDEN / "sweep").glob("*.json"))
CLASSES = ("must", "needed", "could")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep working copies, settings and notes of a test in its own folder."""
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return


def asked(*arguments: str | Path) -> Result:
    """Run one command as a person would."""
    return CliRunner().invoke(backstop, [str(argument) for argument in arguments])


def answered(*arguments: str | Path) -> str:
    """Run one command that must go well and return what it prints."""
    result = asked(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def a_case(folder: str, name: str, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Write the register of a known case to a file and return it with what is expected."""
    case = json.loads((GOLDEN / folder / f"{name}.json").read_text("utf-8"))
    register = tmp_path / "register.json"
    register.write_text(json.dumps(case["register"]), "utf-8")
    return register, case["expected"]


def close(found: float, expected: float) -> bool:
    """Return whether two numbers agree as the known answers ask."""
    return math.isclose(found, expected, rel_tol=1e-3, abs_tol=0.01)


def assert_by_class(found: Mapping[str, float], expected: Mapping[str, float], what: str) -> None:
    for class_ in CLASSES:
        assert close(found[class_], expected[class_]), (what, class_, found, expected)


@pytest.mark.parametrize("name", MODEL_CASES or ["the folder 'shared' is absent"])
def test_run_agrees_with_the_known_answers(shared: Path, tmp_path: Path, name: str) -> None:
    register, expected = a_case("model", name, tmp_path)
    found = json.loads(answered("run", register, "--scenario", "X1", "--json"))
    assert found["scenario"] == expected["scenario"]
    assert found["failures"] == expected["failures"]
    assert set(found["blocked_options"]) == set(expected["blocked_options"])
    assert close(found["cost"], expected["cost"]), (found["cost"], expected["cost"])
    for what in ("displaced_person_days", "breach_person_days", "unmet_person_days"):
        assert_by_class(found[what], expected[what], what)


@pytest.mark.parametrize("name", SWEEP_CASES or ["the folder 'shared' is absent"])
def test_sweep_agrees_with_the_known_answers(shared: Path, tmp_path: Path, name: str) -> None:
    register, expected = a_case("sweep", name, tmp_path)
    found = json.loads(answered("sweep", register, "--json"))
    assert close(found["secure_share"], expected["secure_share"])
    by_id = {fall["id"]: fall for fall in found["providers"]}
    assert set(by_id) == {fall["id"] for fall in expected["providers"]}
    for fall in expected["providers"]:
        mine = by_id[fall["id"]]
        assert mine["secure"] == fall["secure"]
        assert close(mine["cost"], fall["cost"])
        assert close(mine["systemic_index"], fall["systemic_index"])
        for what in ("breach_person_days", "unmet_person_days"):
            assert_by_class(mine[what], fall[what], f"{fall['id']} {what}")
    ranks = [rank(fall) for fall in found["providers"]]
    assert ranks == sorted(ranks, reverse=True)


def rank(fall: Mapping[str, Any]) -> tuple[float, ...]:
    """Return what falls are ranked by, rounded as ties are."""
    parts = [
        round(fall[what][class_], 3)
        for class_ in CLASSES
        for what in ("breach_person_days", "unmet_person_days")
    ]
    return (*parts, round(fall["cost"], 2))


REGISTER: dict[str, Any] = {
    "format": "backstop-register",
    "version": 1,
    "council": {"name": "Testbridge Council", "budget_annual": 730_000},
    "services": [
        {"id": "S1", "title": "Home care", "class": "must", "mtpd_days": 2, "market": "Care"},
        {"id": "S2", "title": "Park wardens", "class": "could"},
    ],
    "providers": [
        {"id": "A", "name": "Alder Care", "turnover": 400_000},
        {"id": "B", "name": "Birch Grounds"},
    ],
    "contracts": [
        {"id": "C1", "title": "Care", "service": "S1", "provider": "A", "annual_value": 365_000},
        {"id": "C2", "title": "Parks", "service": "S2", "provider": "B", "annual_value": 40_000},
    ],
    "places": [
        {"contract": "C1", "area": "North", "need": "standard", "funder": "council", "people": 10}
    ],
    "options": [
        {"id": "O1", "service": "S1", "route": "spot_purchase", "capacity": 4, "unit_cost_day": 9},
        {"id": "O2", "service": "S1", "route": "in_house", "capacity": 6, "unit_cost_day": 9},
    ],
    "scenarios": [
        {
            "id": "X1",
            "title": "Alder Care stops",
            "horizon_days": 28,
            "events": [{"kind": "insolvency", "target": "A", "day": 0}],
        }
    ],
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Write a small register whose answers can be followed by hand."""
    path = tmp_path / "small.json"
    path.write_text(json.dumps(REGISTER), "utf-8")
    return path


def test_run_tells_who_fails_who_is_served_and_what_is_blocked(register: Path) -> None:
    told = answered("run", register, "--scenario", "X1")
    assert "Day 0: Alder Care became insolvent on day 0." in told
    assert "Home care" in told
    assert "spot purchase" in told
    assert "in-house clause" in told
    # Six people for 28 days, of which 26 lie past the two days they can wait.
    assert "save 168 person-days without service, 156 of them past" in " ".join(told.split())


def test_run_takes_a_ready_made_scenario_for_a_target(register: Path) -> None:
    told = answered("run", register, "--scenario", "hard-fast", "--target", "A")
    assert "Alder Care stops without warning" in told


def test_people_not_counted_are_not_known_and_never_nought(register: Path) -> None:
    told = answered("run", register, "--scenario", "hard-fast", "--target", "B")
    (row,) = [line for line in told.splitlines() if line.strip().startswith("Park wardens")]
    assert "not known" in row
    assert " 0" not in row
    assert "What the response costs is not known" in told
    found = json.loads(answered("run", register, "--scenario=hard-fast", "--target=B", "--json"))
    (service,) = [one for one in found["services"] if one["id"] == "S2"]
    assert service["people"] is None
    assert service["unmet_person_days"] is None


def test_sweep_ranks_in_words(register: Path) -> None:
    told = answered("sweep", register)
    assert told.index("Alder Care") < told.index("Birch Grounds")
    assert "50% of 2 providers" in told
    # Nobody is counted at Birch Grounds: it stands apart, with the value of its contract.
    apart = told.split("People not known")[1]
    assert "Birch Grounds" in apart
    assert "£40,000" in apart
    assert "Alder Care" not in apart


def test_concentration_in_words_and_json(register: Path) -> None:
    told = answered("concentration", register)
    assert "£405,000 a year under contract" in told
    assert "50%" in told  # 365,000 of a budget of 730,000
    found = json.loads(answered("concentration", register, "--json"))
    assert found["value"] == 405_000
    assert found["captive"][0]["captive"] == 6


def test_check_weighs_findings_and_strict_asks_about_them(register: Path) -> None:
    assert "Testbridge Council" in answered("check", register)
    found = json.loads(answered("check", register, "--json"))
    weights = [finding["weight"] for finding in found["findings"]]
    assert weights
    assert weights == sorted(weights, reverse=True)
    assert asked("check", register, "--strict").exit_code == 1


def test_plan_prints_a_page_and_writes_both_documents(register: Path, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "plan.pdf", tmp_path / "plan.xlsx"
    told = answered("plan", register, "--scenario", "X1", "--pdf", pdf, "--xlsx", xlsx)
    assert str(pdf) in told
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert xlsx.read_bytes().startswith(b"PK")
    assert "Home care" in told


def test_a_kept_plan_is_a_version_and_is_compared_with_the_last(tmp_path: Path) -> None:
    register = tmp_path / "sample.backstop"
    answered("sample", register)
    scenario = ("--scenario", "ninety-days", "--owner", "Head of commissioning")
    first = answered("plan", register, *scenario, "--keep")
    assert "Kept in sample.backstop as version 1." in first
    again = answered("plan", register, *scenario, "--keep")
    assert "Kept in sample.backstop as version 2." in again
    assert "It says the same as version 1." in again
    steps = answered("history", register)
    assert "Stored version 2" in steps


def test_plan_as_json_is_only_json(register: Path) -> None:
    found = json.loads(answered("plan", register, "--scenario", "X1", "--json"))
    assert "Home care" in json.dumps(found)


def test_a_new_register_is_empty_and_never_replaces_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.backstop"
    answered("new", file, "--council", "Testbridge Council")
    assert "Testbridge Council" in answered("check", file)
    before = file.read_bytes()
    again = asked("new", file)
    assert again.exit_code == 2
    assert "ours.backstop" in again.stderr
    assert file.read_bytes() == before


def test_export_is_read_back_as_the_same_register(register: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    answered("export", register, first)
    answered("export", first, second)
    assert json.loads(first.read_text("utf-8")) == json.loads(second.read_text("utf-8"))
    assert json.loads(first.read_text("utf-8"))["providers"] == REGISTER["providers"]


def test_the_sample_council_can_be_checked_and_exported(tmp_path: Path) -> None:
    file = tmp_path / "sample.backstop"
    assert "services" in answered("sample", file)
    answered("export", file, tmp_path / "sample.json")
    assert len(json.loads((tmp_path / "sample.json").read_text("utf-8"))["services"]) >= 50


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "missing.json", "--scenario", "X1"), "missing.json"),
        (("run", "missing.backstop", "--scenario", "X1"), "missing.backstop"),
        (("run", "small.json", "--scenario", "nowhere"), "no such scenario"),
        (("run", "small.json", "--scenario", "hard-fast"), "needs a provider or asset"),
        (("run", "small.json", "--scenario", "hard-fast", "--target", "Z"), "no provider or asset"),
        (("run", "broken.json", "--scenario", "X1"), "broken.json"),
        (("run", "notes.txt", "--scenario", "X1"), "notes.txt"),
        (("import", "ours.backstop", "missing.csv"), "missing.csv"),
        (("sweep", "."), "directory"),
        (("fly",), "No such command"),
        (("new", "ours.txt"), "must end in .backstop or .json"),
        (("sample", "nowhere/ours.backstop"), "no folder"),
        (("export", "ours.backstop", "ours.backstop"), "must end in .json"),
        (("export", "small.json", "small.json"), "is the register itself"),
        (("plan", "small.json", "--scenario", "X1", "--pdf", "small.json"), "must end in .pdf"),
        (("plan", "small.json", "--scenario", "X1", "--xlsx", "no/a.xlsx"), "no folder"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_sentence(
    register: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "broken.json").write_text('{"format": ', "utf-8")
    (tmp_path / "notes.txt").write_text("not a register", "utf-8")
    answered("new", "ours.backstop")
    before = {path: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}
    result = asked(*arguments)
    assert {path: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()} == before
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert "went wrong inside" not in result.stderr
    assert result.stdout == ""


def test_every_problem_of_a_register_is_named_at_once(tmp_path: Path) -> None:
    bad = json.loads(json.dumps(REGISTER))
    bad["places"][0]["people"] = -3
    bad["contracts"][1]["provider"] = "Z"
    (tmp_path / "bad.json").write_text(json.dumps(bad), "utf-8")
    result = asked("check", "bad.json")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2


def test_a_console_that_lacks_a_sign_gets_another(register: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1251", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "planner", "concentration", str(register)],
        capture_output=True,
        env=environment,
        cwd=PROJECT,
        check=False,
    )
    assert done.returncode == 0
    assert b"?405,000 a year" in done.stdout
    assert done.stderr == b""


def test_a_refusal_of_the_real_command_is_one_line_and_status_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "planner", "check", str(tmp_path / "missing.json")],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_help_loads_nothing_heavy() -> None:
    """Start-up stays quick because help needs neither the solver nor the database."""
    code = (
        "import sys, planner.cli;"
        "heavy = {'numpy', 'sqlalchemy', 'networkx', 'highspy', 'reportlab', 'openpyxl', 'PySide6',"
        " 'planner.session'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)


def test_every_command_and_option_says_what_it_does() -> None:
    for command in COMMANDS:
        assert len(command.get_short_help_str(200)) > 20, command.name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{command.name} {parameter.name}"


def test_demo_does_the_whole_job_and_says_where_everything_is(tmp_path: Path) -> None:
    told = answered("demo", "--out", tmp_path / "out")
    assert told.startswith("Contingency plan: ")
    for name in ("Sample plan.pdf", "Sample plan.xlsx", "Sample council.backstop"):
        assert str(tmp_path / "out" / name) in told
    assert (tmp_path / "out" / "Sample plan.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(tmp_path / "out" / "Sample plan.xlsx") as workbook:
        assert "xl/workbook.xml" in workbook.namelist()


def test_demo_writes_to_the_documents_folder_or_else_right_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Documents"
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: documents)
    assert usual_folder() == Path("out")
    documents.mkdir()
    assert usual_folder() == documents / "Backstop"
