"""The command `prevent`: its sentences, its JSON, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.answers.study import Study
from planner.cli import backstop
from planner.register.history import Step
from planner.session import Session
from tests.plan.prevention_towns import pair, town


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "town.backstop"
    Session.of(path, town(), "A. Tester").close()
    return path


def test_it_says_what_to_change_first(kept: Path) -> None:
    found = CliRunner().invoke(backstop, ["prevent", str(kept), "--budget", "£0"])
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("For staff time alone, one action would cut must harm by 60%.")
    assert "Sign the agreement with Fellside" in found.stdout
    assert "Beyond the budget" in found.stdout


def test_json_has_the_documented_keys(kept: Path) -> None:
    found = CliRunner().invoke(
        backstop, ["prevent", str(kept), "--budget", "0", "--each", "--json"]
    )
    told = json.loads(found.stdout)
    assert told["weigh"] == "each"
    assert told["today"]["plain_person_days"] == pytest.approx(18_000)
    assert told["after"]["plain_person_days"] == pytest.approx(7_200)
    first = told["actions"][0]
    assert first["id"] == "agreed:aid"
    assert first["chosen"]
    assert first["spared_plain_person_days"] == pytest.approx(10_800)
    assert first["helped"] == [
        {
            "id": "harbour",
            "before_person_days": pytest.approx(18_000),
            "after_person_days": pytest.approx(7_200),
        }
    ]
    out = CliRunner().invoke(
        backstop, ["prevent", str(kept), "--budget", "0", "--without", "agreed:aid", "--json"]
    )
    assert "agreed:aid" not in {one["id"] for one in json.loads(out.stdout)["actions"]}


def test_a_budget_has_to_be_an_amount(kept: Path) -> None:
    found = CliRunner().invoke(backstop, ["prevent", str(kept), "--budget", "much"])
    assert found.exit_code == 2
    assert "much is not an amount in pounds" in found.stderr


def test_a_what_if_copy_and_the_list_of_things_to_do(tmp_path: Path) -> None:
    path = tmp_path / "pair.backstop"
    with Session.of(path, pair(20, 30, 6, 60, 4_000.0), "A. Tester") as session:
        report = session.prevention_report(9_000.0)
        done = report.actions[:2]
        copy = tmp_path / "what if.backstop"
        before = session.register
        study: Study = session.study()
        study.keep_what_if(copy, done)
        assert session.register == before
        with Session.open(copy, "A. Tester") as other:
            expected = session.done_edit(done)
            step: Step | None = session.apply(expected)
            assert step is not None
            assert other.register.tables == session.register.tables
        session.undo()
        assert session.register.tables == before.tables
        to_do = session.to_do_edit(done)
        assert to_do is not None
        session.apply(to_do)
        listed = list(session.register.of_kind("action").values())
        assert [one.title for one in listed] == [one.title for one in done]
        assert all(one.owner and one.due and one.due > session.today() for one in listed)
        assert session.to_do_edit(done) is None


def test_the_paper_tells_the_finding(tmp_path: Path) -> None:
    with Session.of(tmp_path / "town.backstop", town(), "A. Tester") as session:
        report = session.prevention_report(0.0)
        paper = session.prevention_paper(report)
        assert paper.headline == report.headline
        session.write_paper(paper, tmp_path / "p.pdf", "pdf")
        session.write_paper(paper, tmp_path / "p.xlsx", "excel")
        assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
        assert (tmp_path / "p.xlsx").stat().st_size > 5_000
