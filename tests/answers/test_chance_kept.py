"""What the answers keep of drawn years between questions."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from planner.answers.study import Study
from planner.executors import SerialExecutor
from planner.scenario import chance as module
from planner.storage.folders import Folders
from tests.scenario.risky_town import risky_town


@pytest.fixture
def study(tmp_path: Path) -> Study:
    today = datetime.date(2026, 11, 21)
    return Study(
        risky_town(),
        "A. Tester",
        Folders(tmp_path, tmp_path / "working", tmp_path / "backups"),
        today,
    )


def test_asking_again_gives_the_same_answer_without_work(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    luck = study.luck(300)
    first = study.chance(luck, processes=1)
    monkeypatch.setattr(module, "chance", None)
    assert study.chance(luck) is first


def test_more_years_solve_only_the_cases_that_are_new(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.chance(study.luck(300), processes=1)
    asked: list[int] = []
    kept = SerialExecutor.submit

    def counted(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        asked.append(len(args[0]))
        return kept(self, fn, *args, **kwargs)

    monkeypatch.setattr(SerialExecutor, "submit", counted)
    study.chance(study.luck(400), processes=1)
    added = sum(asked)
    asked.clear()
    fresh = Study(study.register, "B", study.folders, study.today())
    fresh.chance(fresh.luck(400), processes=1)
    assert 0 < added < sum(asked) / 2


def test_another_register_starts_afresh(study: Study) -> None:
    luck = study.luck(100)
    study.chance(luck, processes=1)
    study._register = risky_town(90)
    after = study.chance(luck, processes=1)
    assert after.net == module.chance(risky_town(90), luck).net
