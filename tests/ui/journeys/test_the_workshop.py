"""A workshop in both windows, a chapter to a test: prepared, played, killed, revealed, learnt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from planner.exercise.log import in_force
from planner.register.register import Register
from planner.session import Session
from tests.ui.journeys.person import Person
from tests.ui.presenter.monitors import Monitors
from tests.ui.test_playing import RoomClock
from ui.pages.workshop.page import WorkshopPage
from ui.pages.workshop.report_button import ReportButton
from ui.pages.workshop.what_to_play import WhatToPlay
from ui.playing import Playing
from ui.presenter.window import PresenterWindow
from ui.theme import Look

LAPTOP, PROJECTOR = (0, 0, 1366, 768), (1366, 0, 1920, 1080)


class Facilitator(Person):
    """Somebody with a laptop and, where there is one, a projector."""

    clock: RoomClock
    stood: float = 0.0

    def takes(self, session: Session) -> None:
        """Lay a register on the desk, under a clock that the test moves."""
        session._now = self.clock
        self.window.open_session(session)
        self.window.files.autosave_after(10_000_000)

    @property
    def session(self) -> Session:
        return self.window.bench.session

    @property
    def page(self) -> WorkshopPage:
        return cast(WorkshopPage, self.window.page("workshop"))

    @property
    def code(self) -> str:
        return self.page.code

    @property
    def playing(self) -> Playing:
        found = self.page.playing(self.code)
        assert found is not None
        return found

    @property
    def room(self) -> PresenterWindow:
        """The room's screen, which has to be open."""
        found = self.page.presenter_shown
        assert found is not None, "the room's screen is not open"
        return found

    def passes(self, seconds: int) -> None:
        """Let seconds of the room go by."""
        for _ in range(seconds):
            self.clock.passes(1)
            self.playing.tick()
        self.waits()

    def logs(self, decision: str, reason: str, act: str = "") -> None:
        """Log a decision: D, what, why, and what it does, which is chosen from the list."""
        self.presses("D")
        self.writes("Decision", decision)
        QTest.keyClick(self.has_keys(), Qt.Key.Key_Tab)
        self.writes("Reason", reason)
        self.finds(QComboBox, "Acts on the model").setEditText(act)
        QTest.keyClick(self.has_keys(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.waits(lambda: not self.window.bench.tasks.running)

    def has_keys(self) -> Any:
        """Return the field that has the keys."""
        return QApplication.focusWidget()

    def writes(self, name: str, words: str) -> None:
        """Type words where the cursor is, which has to be in the field of this name."""
        field = self.has_keys()
        assert field.accessibleName() == name, (field, field.accessibleName())
        field = field.lineEdit() if isinstance(field, QComboBox) else field
        field.selectAll()
        QTest.keyClicks(field, words)


@pytest.fixture(scope="module")
def monitors(qapp: QApplication) -> Monitors | None:
    """Return a laptop's display and a projector, where the desktop is a real one."""
    if qapp.platformName() != "xcb":
        return None
    made = Monitors()
    made.first("laptop", *LAPTOP)
    made.plug_in("projector", *PROJECTOR)
    for _ in range(100):
        if len(qapp.screens()) == 2:
            return made
        QTest.qWait(50)
    raise AssertionError("the projector never came")


@pytest.fixture(scope="module")
def ann(
    look: Look,
    sample_register: Register,
    monitors: Monitors | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Facilitator]:
    """Return the emergency planner, before the register of the council."""
    asks = QFileDialog.getSaveFileName
    person = Facilitator(look, tmp_path_factory.mktemp("workshop"))
    person.clock = RoomClock()
    place = person.folder / "Orrinshaw.backstop"
    person.takes(Session.of(place, sample_register, "Ann"))
    yield person
    person.closes_the_window()
    QFileDialog.getSaveFileName = asks  # type: ignore[method-assign]


def test_an_exercise_is_drafted_from_a_scenario_by_typing_a_part_of_its_name(
    ann: Facilitator,
) -> None:
    ann.presses("Ctrl+5")
    # The panel is a popup, which a desktop without a window manager closes when it looks round.
    QTest.mouseClick(ann.finds(QPushButton, "New exercise"), Qt.MouseButton.LeftButton)
    (panel,) = (one for one in ann.window.findChildren(WhatToPlay) if one.isVisible())
    search = ann.finds(QLineEdit, "Search", panel)
    QTest.keyClicks(search, "care group")
    QTest.keyClick(search, Qt.Key.Key_Return)
    ann.waits(lambda: ann.page.show_name == "prepare")
    exercise = ann.session.exercise(ann.code)
    assert exercise.scenario == "care-group"
    assert len(ann.session.injects_of(ann.code)) >= 6
    assert exercise.objectives
    assert ann.finds(QTableView, "Main events list").model().rowCount() >= 6


def test_three_events_are_shown_with_one_key_each_and_both_windows_follow(
    ann: Facilitator,
) -> None:
    ann.window.bench.go("workshop", show="run", exercise=ann.code)
    ann.waits(lambda: ann.playing.best is not None)
    ann.playing._timer.stop()
    ann.presses("F11")
    assert "EXERCISE" in ann.room.windowTitle()
    for number in (1, 2, 3):
        ann.presses("Space")
        ann.passes(2)
        shown = ann.playing.current
        assert shown is not None
        assert ann.finds(QLabel, ".*").isVisible()
        assert ann.page._view("run").stage.title.text() == shown.title  # type: ignore[attr-defined]
        assert shown.title in ann.room.parts.news.accessibleDescription()
        assert len(ann.playing.shown) == number
    assert ann.playing.clock.is_running


def test_a_decision_is_logged_by_keyboard_and_both_windows_follow(ann: Facilitator) -> None:
    playing = ann.playing
    assert playing.best is not None
    used = next(one for one in playing.best.options if one.used)
    choices = ann.session.act_choices(playing.best, playing.entries)
    act = next(one for one in choices if one.act.option == used.option)
    before = playing.room
    ann.logs(f"Call {act.words}", "Nobody else can start in time", act.words)
    assert len(in_force(playing.entries)) == 1
    ann.waits(lambda: playing.room is not before)
    (decision,) = in_force(playing.entries)
    assert (decision.why, decision.act) == (
        "Nobody else can start in time",
        act.act.__class__("call", playing.clock.day, option=used.option),
    )
    assert playing.room.cost > before.cost
    ann.logs("Ring every family today", "They should hear it from us")
    assert ann.finds(QTableView, "Decision log").model().rowCount() == 2
    assert "Ring every family today" in ann.room.parts.decisions.accessibleDescription()


def test_the_numbers_of_both_windows_are_those_of_the_model(ann: Facilitator) -> None:
    playing = ann.playing
    assert playing.room is not None
    day = next(
        day
        for day in range(2, 200)
        if any(one.is_hit for one in ann.session.situation(playing.room, day).classes)
    )
    ann.presses("J")
    ann.finds(QSpinBox, "Day to jump to").setValue(day)
    QTest.keyClick(ann.finds(QLineEdit, "Time to jump to"), Qt.Key.Key_Return)
    ann.passes(1)
    assert playing.clock.day == day
    ann.presses("M")
    situation = playing.situation
    assert situation is not None
    told = ann.room.parts.people.accessibleDescription()
    cells = ann.page._view("run").side.model._cells  # type: ignore[attr-defined]
    hit = [one for one in situation.classes if one.is_hit]
    assert hit
    for one in hit:
        assert f"{one.without:,.0f}" in told
        assert cells[one.class_, "room"].text() == f"{one.without:,.0f}"


def test_a_correction_leaves_the_original_and_the_room_follows(ann: Facilitator) -> None:
    log = ann.finds(QTableView, "Decision log")
    log.setFocus()
    log.selectRow(log.model().rowCount() - 1)  # the newest stands first
    before, first = ann.playing.room, in_force(ann.playing.entries)[0]
    ann.presses("C")
    ann.writes("Decision", "Wait until the afternoon")
    QTest.keyClick(ann.has_keys(), Qt.Key.Key_Tab)
    ann.writes("Reason", "The offer came with conditions")
    ann.finds(QComboBox, "Acts on the model").setEditText("")
    QTest.keyClick(ann.has_keys(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ann.waits(lambda: ann.playing.room is not before)
    assert ann.playing.room.cost == 0
    assert first in ann.playing.entries
    rows = {one.entry.number: one for one in log.entries.rows}
    assert rows[first.number].is_corrected
    assert log.model().rowCount() == 3
    told = ann.room.parts.decisions.accessibleDescription()
    assert "Wait until the afternoon" in told


def test_the_screen_is_blanked_and_shown_again_with_one_key(ann: Facilitator) -> None:
    ann.presses("B")
    assert ann.playing.is_blank
    assert not ann.room.parts.news.isVisible()
    assert ann.room.grab().toImage().pixelColor(9, 9).lightness() == 0
    ann.presses("B")
    assert ann.room.parts.news.isVisible()


def test_a_projector_that_is_unplugged_leaves_the_room_a_window(
    ann: Facilitator, monitors: Monitors | None
) -> None:
    if monitors is None:
        pytest.skip("one display: tests/ui/presenter/test_two_displays.py unplugs a real one")
    assert ann.room.isFullScreen()
    monitors.unplug("projector")
    ann.waits(lambda: not ann.room.isFullScreen() and ann.room.screen().name() == "laptop")
    ann.passes(2)
    assert ann.playing.clock.is_running
    monitors.plug_in("projector", *PROJECTOR)
    ann.waits(lambda: ann.room.isFullScreen() and ann.room.screen().name() == "projector")


def test_after_a_kill_play_goes_on_at_the_same_second_with_the_whole_log(
    ann: Facilitator,
) -> None:
    ann.passes(3)
    ann.waits()
    code, log, stood = ann.code, ann.playing.entries, ann.playing.clock
    path = ann.session.path
    assert stood.is_running
    assert not ann.session.is_saved
    killed, session = ann.window, ann.session
    session._kept._folder.release()  # type: ignore[attr-defined] # as the system does
    ann.room.close()
    killed.hide()
    ann.clock.passes(1_800)
    ann.opens_the_window()
    ann.takes(Session.open(path, "Ann", now=ann.clock))
    ann.window.bench.go("workshop", show="run", exercise=code)
    ann.waits(lambda: ann.playing.room is not None and ann.playing.best is not None)
    ann.playing._timer.stop()
    assert ann.is_told.startswith("Clock held")
    assert ann.playing.entries[:-1] == log
    now = ann.playing.clock
    assert (now.play, now.room, now.is_running) == (stood.play, stood.room, False)
    ann.presses("F11")
    shown = ann.playing.current
    assert shown is not None
    assert shown.title in ann.room.parts.news.accessibleDescription()
    ann.presses("P")
    ann.passes(1)
    assert ann.playing.clock.room == stood.room + 1
    ann.logs("Keep the rota on paper", "The system may go")
    ann.clicks("End")
    ann.clicks("End play")
    assert ann.playing.clock.is_ended


def test_the_reveal_stands_on_both_screens(ann: Facilitator) -> None:
    ann.clicks("Reveal")
    view = ann.page._view("reveal")
    ann.waits(lambda: view.report is not None)  # type: ignore[attr-defined]
    report = view.report  # type: ignore[attr-defined]
    assert ann.finds(QLabel, f".*{re.escape(report.headline)}.*")
    ann.clicks("Show on the projector")
    assert ann.room.mode == "reveal"
    assert report.headline in ann.room.parts.reveal.accessibleDescription()


def test_a_lesson_of_the_debrief_stands_where_its_provider_is_planned_for(
    ann: Facilitator,
) -> None:
    ann.clicks("Debrief")
    objective = ann.session.exercise(ann.code).objectives[0]
    ann.clicks("Verdict on: 1.*: Partly met")
    ann.types("What to change or keep", "Keep a list of families on paper")
    ann.types("Who acts on it", "Head of adult care")
    ann.clicks("Keep it")
    (lesson,) = [
        one for one in ann.session.register.of_kind("lesson").values() if one.exercise == ann.code
    ]
    assert lesson.title == "Keep a list of families on paper"
    assert lesson.providers
    log = ann.session.log_of(ann.code)
    assert (log[-1].kind, log[-1].objective) == ("debrief", objective)
    ann.window.bench.go("plans", show="plan", make="care-group")
    ann.waits(lambda: ann.sees(QPushButton, "Excel…"))
    assert ann.finds(QWidget, ".*lesson.*|.*Lesson.*")


def test_the_report_is_written_as_pdf(ann: Facilitator) -> None:
    ann.window.bench.go("workshop", show="debrief", exercise=ann.code)
    ann.waits()
    place = ann.folder / "Report.pdf"
    ann.answers_with(place)
    button = ann.finds(ReportButton, "Post-exercise report")
    next(one for one in button.menu().actions() if one.text().startswith("PDF")).trigger()
    ann.waits(place.is_file)
    pages = pypdf.PdfReader(place).pages
    words = " ".join(" ".join(one.extract_text() for one in pages).split())
    for said in (
        "Wait until the afternoon",
        "The offer came with conditions",
        "Keep a list of families on paper",
        "Keep the rota on paper",
    ):
        assert said in words


def test_closing_the_window_keeps_everything_in_the_file(ann: Facilitator) -> None:
    path, code, log = ann.session.path, ann.code, ann.session.log_of(ann.page.code)
    ann.window.close()
    with Session.open(path, "Eve") as session:
        assert session.notices == ()
        assert session.log_of(code) == log
    ann.opens_the_window()
