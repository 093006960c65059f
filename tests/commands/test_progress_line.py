"""Progress is one changing line on a screen and a few lines in a log, and quick work is silent."""

from __future__ import annotations

import io

import pytest

from planner.commands import progress_line
from planner.commands.progress_line import ProgressLine


class Screen(io.StringIO):
    """A stream that says it is a screen."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes on only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(progress_line, "time", found)
    return found


def test_quick_work_shows_nothing(clock: Clock) -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for done in range(100):
        line(done, 100, "Failing somebody")
    line.clear()
    assert stream.getvalue() == ""


def test_a_log_gets_a_line_every_few_seconds(clock: Clock) -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for done in range(120):
        clock.now = done / 10
        line(done, 120, "Failing somebody")
    shown = stream.getvalue().splitlines()
    assert shown[0] == "Failing somebody (5 of 120)"
    assert 2 <= len(shown) <= 3


def test_a_screen_shows_one_line_that_changes_and_is_taken_away(clock: Clock) -> None:
    screen = Screen()
    line = ProgressLine(screen)
    clock.now = 1.0
    line(0, 1, "Writing the PDF")
    clock.now = 2.0
    line(3, 4, "Writing the workbook")
    line.clear()
    written = screen.getvalue()
    assert "\n" not in written
    assert [part.strip() for part in written.split("\r")] == [
        "",
        "Writing the PDF",
        "Writing the workbook (3 of 4)",
        "",
        "",
    ]
