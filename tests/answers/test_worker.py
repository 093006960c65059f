"""Answers worked out in another process: the same as here, with progress, cancel and errors."""

import time
from pathlib import Path

import pytest

from planner.answers.worker import STOPS_WITHIN, Worker
from planner.errors import InputRefused
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
            "sweep",
            (),
            {},
            unreported,
            lambda: time.monotonic() - asked > 0.2,
        )
    assert time.monotonic() - asked < 0.2 + STOPS_WITHIN + 1.0
    assert worker.ask(session.study(), "check", (), {}, unreported, never)


def test_an_error_keeps_its_sentences(worker, session):
    with pytest.raises(InputRefused) as refused:
        worker.ask(session.study(), "run", ("nothing like it",), {}, unreported, never)
    assert "there is no such scenario" in refused.value.problems[0].sentence


def test_a_study_takes_no_edit(worker, session, tmp_path: Path):
    from planner.errors import BackstopError
    from planner.register.edits import ChangeCouncil

    with pytest.raises(BackstopError, match="copy"):
        session.study().apply(ChangeCouncil({"name": "Another"}))
