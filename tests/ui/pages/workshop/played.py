"""An exercise that a room has played, for tests of what comes after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from planner.exercise.log import Act
from planner.register.edits import AddRecord
from planner.register.records import Exercise
from tests.ui.test_playing import RoomClock
from ui.main_window import MainWindow
from ui.pages.workshop.page import WorkshopPage

Settle = Callable[[MainWindow], None]
RINGS = "Decide who rings each family"
SPENDS = "Agree who may spend"
HERON = Exercise(
    "heron", "Exercise Heron", scenario="friday-liquidation", start_day=0, start_time="17:00",
    speed=60.0, objectives=(RINGS, SPENDS),
)  # fmt: skip


def page_of(window: MainWindow) -> WorkshopPage:
    """Return the page Workshop, opened at its list."""
    window.bench.go("workshop", show="list")
    return cast(WorkshopPage, window.findChild(WorkshopPage))


def prepared(window: MainWindow) -> tuple[WorkshopPage, RoomClock]:
    """Put the exercise into the register, under a clock that is moved by hand."""
    clock = RoomClock()
    window.bench.session._now = clock
    window.bench.desk.apply(AddRecord(HERON))
    return page_of(window), clock


def played(window: MainWindow, settle: Settle) -> tuple[WorkshopPage, RoomClock]:
    """Let a room call two options of the best response, one late, and tell the leader."""
    page, clock = prepared(window)
    playing = page.playing("heron")
    assert playing is not None
    playing._timer.stop()
    settle(window)
    assert playing.best is not None
    playing.start()
    used = [one.option for one in playing.best.options if one.used]
    clock.passes(60)
    playing.decide("Ring Fernholt", "It is the nearest", Act("call", 0, option=used[0]))
    clock.passes(60)
    playing.decide("Ring Calderby", "They have people", Act("call", 3, option=used[1]))
    playing.decide("Tell the leader", "She hears it from us")
    settle(window)
    return page, clock
