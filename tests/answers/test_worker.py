"""Answers worked out in another process: the same as here, with progress, cancel and errors."""

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.answers.worker import STOPS_WITHIN, Worker
from planner.errors import BackstopError, InputRefused
from planner.progress import Cancelled, unreported
from planner.session import Session


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with Session.sample(tmp_path_factory.mktemp("w") / "sample.backstop", "A. Tester") as session:
        yield session


def never() -> bool:
    return False


def test_an_answer_from_the_other_process_is_the_same_as_here(worker, session):
    scenario = next(iter(session.register.scenarios))
    there = worker.ask(session.study(), "run", (scenario,), {}, unreported, never)
    assert there == session.run(scenario)
    assert worker.ask(session.study(), "check", (), {}, unreported, never) == session.check()


def test_progress_comes_back_in_words(worker, session):
    heard: list[tuple[int, int, str]] = []

    def hear(done: int, total: int, text: str) -> None:
        heard.append((done, total, text))

    worker.ask(session.study(), "sweep", (), {}, hear, never)
    assert heard
    assert all(text and done <= total for done, total, text in heard)


def test_cancel_stops_within_half_a_second_and_the_next_question_is_answered(worker, session):
    asked = time.monotonic()
    with pytest.raises(Cancelled):
        worker.ask(
            session.study(),
            "pairs",
            (None, 1),
            {},
            unreported,
            lambda: time.monotonic() - asked > 0.2,
        )
    assert time.monotonic() - asked < 0.2 + STOPS_WITHIN + 1.0
    assert worker.ask(session.study(), "check", (), {}, unreported, never)


def test_an_answer_given_up_is_never_taken_for_the_next_one(worker, session):
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        worker.ask(session.study(), "sweep", (), {}, stop, never)
    scenario = next(iter(session.register.scenarios))
    assert worker.ask(session.study(), "run", (scenario,), {}, unreported, never) == session.run(
        scenario
    )


def test_a_fault_of_who_listens_leaves_no_answer_behind(worker, session):
    def fall(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worker.ask(session.study(), "sweep", (), {}, fall, never)
    assert worker.ask(session.study(), "check", (), {}, unreported, never) == session.check()


def test_a_process_that_is_killed_is_told_of_and_the_next_question_is_answered(worker, session):
    def kill(*_: object) -> None:
        for child in multiprocessing.active_children():
            if child.name == "Backstop answers":
                child.kill()

    with pytest.raises(BackstopError, match="The work stopped before it was done"):
        worker.ask(session.study(), "sweep", (), {}, kill, never)
    assert worker.ask(session.study(), "check", (), {}, unreported, never) == session.check()
    for _ in range(3):  # whether the dying process is still sent the question is a race
        kill()
        assert worker.ask(session.study(), "check", (), {}, unreported, never) == session.check()


def test_the_process_needs_nothing_of_the_window():
    code = (
        "import sys, planner.answers.worker, planner.answers.study, ui.__main__;"
        "print([one for one in sys.modules if one.startswith(('PySide6', 'shiboken6'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_an_error_keeps_its_sentences(worker, session):
    with pytest.raises(InputRefused) as refused:
        worker.ask(session.study(), "run", ("nothing like it",), {}, unreported, never)
    assert "there is no such scenario" in refused.value.problems[0].sentence


def test_a_study_takes_no_edit(worker, session, tmp_path: Path):
    from planner.register.edits import ChangeCouncil

    with pytest.raises(BackstopError, match="copy"):
        session.study().apply(ChangeCouncil({"name": "Another"}))
