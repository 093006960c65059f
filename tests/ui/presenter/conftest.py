"""An exercise on the sample council, its clock moved by hand, and the room's screen on it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest

from planner.register.edits import AddRecord, Together
from planner.register.records import Exercise, Inject
from ui.main_window import MainWindow
from ui.playing import Playing
from ui.presenter.window import PresenterWindow

NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
HERON = Exercise(
    "heron", "Exercise Heron", scenario="friday-liquidation", start_day=0, start_time="17:00",
    speed=60.0, aim="Find out how we keep people safe.",
)  # fmt: skip
INJECTS = (
    Inject(
        "heron-1", "heron", "The company rings", day=0, time="17:00",
        sent_from="the managing director", content="Wages have not been paid.",
        question="Who do we ring first?", decide_minutes=8,
    ),
    Inject("heron-2", "heron", "The rota is switched off", day=3, time="08:30"),
    Inject("heron-3", "heron", "A councillor asks", day=30, time="10:00"),
)  # fmt: skip


class RoomClock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime.datetime:
        return self.now


@pytest.fixture
def clock(window: MainWindow) -> RoomClock:
    """Return the clock of a session that holds the exercise."""
    made = RoomClock()
    session = window.bench.session
    session._now = made
    edits = tuple(AddRecord(one) for one in (HERON, *INJECTS))
    session.apply(Together("Prepared Exercise Heron", edits))
    return made


def work_out_at_once(playing: Playing) -> None:
    """Work out here what `Playing` has worked out in the background, so that tests need not wait.

    tests/ui/test_playing.py holds the way it goes in the program.
    """
    session = playing._bench.session
    playing.room = session.room_outcome(playing.code, playing.entries)
    playing.best = playing.best or session.best_outcome(playing.code)
    playing.situated.emit()


@pytest.fixture
def playing(window: MainWindow, clock: RoomClock, monkeypatch: pytest.MonkeyPatch) -> Playing:
    """Return the exercise, worked out, with its own timer stopped."""
    monkeypatch.setattr(Playing, "_work_out", work_out_at_once)
    made = Playing(window.bench, "heron", window)
    made._timer.stop()
    return made


@pytest.fixture
def presenter(window: MainWindow, playing: Playing) -> Iterator[PresenterWindow]:
    """Return the room's screen at the size of a projector, shown."""
    made = PresenterWindow(window.bench, playing)
    made.resize(1920, 1080)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def passes(clock: RoomClock, playing: Playing) -> Callable[[int], None]:
    """Return a function that lets seconds of the room pass, one after the other."""

    def wait(seconds: int) -> None:
        for _ in range(seconds):
            clock.now += datetime.timedelta(seconds=1)
            playing.tick()

    return wait
