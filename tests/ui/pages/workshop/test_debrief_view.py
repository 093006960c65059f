"""The debrief on the screen: kept at once, changed by correction, hot and then cold."""

from __future__ import annotations

import datetime
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from planner.exercise.log import Entry, EntryKind
from planner.register.records import Lesson
from tests.ui.pages.workshop.played import RINGS, SPENDS, prepared
from tests.ui.test_playing import NOON
from ui.main_window import MainWindow
from ui.pages.workshop.debrief_view import DebriefView
from ui.pages.workshop.objective_card import ObjectiveCard
from ui.pages.workshop.sittings import Sitting


def debriefed(window: MainWindow) -> DebriefView:
    window.bench.go("workshop", show="debrief", exercise="heron")
    return cast(DebriefView, window.findChild(DebriefView))


def press(card: ObjectiveCard, words: str) -> None:
    next(one for one in card.findChildren(QPushButton) if one.text() == words).click()


def say(card: ObjectiveCard, words: str) -> None:
    card.words.setFocus()
    card.words.selectAll()
    QTest.keyClick(card.words, Qt.Key.Key_Delete)
    if words:
        QTest.keyClicks(card.words, words)
    QTest.keyClick(card.words, Qt.Key.Key_Tab)


def lessons(window: MainWindow) -> list[Lesson]:
    every = window.bench.session.register.of_kind("lesson").values()
    return [one for one in every if isinstance(one, Lesson) and one.exercise == "heron"]


def test_what_is_said_is_in_the_log_at_once_and_a_change_is_a_correction(
    window: MainWindow,
) -> None:
    _, clock = prepared(window)
    session = window.bench.session
    view = debriefed(window)
    assert view.headline.text() == "Hot debrief: 0 of 2 objectives looked at"
    first, second, whole = view.cards.values()
    press(first, "Met")
    clock.passes(1)
    press(first, "Partly met")
    assert first.verdicts.value == "partly met"
    press(second, "Not tested")
    say(first, "The list was old")
    say(first, "The list was six months old")
    say(whole, "Good pace")
    log = [one for one in session.log_of("heron") if one.kind in ("debrief", "correction")]
    assert [(one.kind, one.objective, one.words, one.why) for one in log] == [
        ("debrief", RINGS, "", "met"),
        ("debrief", RINGS, "", "partly met"),
        ("debrief", SPENDS, "", "not tested"),
        ("debrief", RINGS, "The list was old", ""),
        ("correction", RINGS, "The list was six months old", ""),
        ("debrief", "", "Good pace", ""),
    ]
    found = session.debrief("heron", session.log_of("heron"))
    assert [(one.verdict, one.seen) for one in found.objectives] == [
        ("partly met", ("The list was six months old",)),
        ("not tested", ()),
    ]
    assert found.remarks == ("Good pace",)
    assert view.headline.text() == "Hot debrief: 2 of 2 objectives looked at"
    say(first, "")
    assert session.debrief("heron", session.log_of("heron")).objectives[0].seen == ()
    assert session.debrief("heron", session.log_of("heron")).objectives[0].verdict == "partly met"


def test_words_still_being_typed_are_kept_on_leaving(window: MainWindow) -> None:
    prepared(window)
    view = debriefed(window)
    card = view.cards[RINGS]
    card.words.setFocus()
    QTest.keyClicks(card.words, "Half a sent")
    window.bench.go("workshop", show="learn")
    kept = [one.words for one in window.bench.session.log_of("heron")]
    assert kept == ["Half a sent"]
    debriefed(window)
    assert card.words.toPlainText() == "Half a sent"


def test_a_lesson_names_whom_it_concerns_and_can_be_undone(window: MainWindow) -> None:
    page, _ = prepared(window)
    page.log("heron", "decision", words="Ring Fernholt", why="Near")
    view = debriefed(window)
    form = view.form
    scenario = window.bench.session.register.scenarios["friday-liquidation"]
    target = scenario.events[0].target
    assert target in form.concerned.codes("provider")
    assert form.concerned.codes("service")
    form.keep.click()
    assert form.error.isVisible()
    assert not lessons(window)
    QTest.keyClicks(form.title, "Keep the numbers at hand")
    QTest.keyClicks(form.owner, "Duty lead")
    QTest.keyClicks(form.due, "soon")
    form.keep.click()
    assert "is no date" in form.error.text()
    assert not lessons(window)
    form.due.clear()
    QTest.keyClicks(form.due, "15/1/2027")
    form.decision.setCurrentIndex(1)
    form.concerned.choose([("provider", target)])
    form.concerned.line.setFocus()
    form.concerned.offer()
    QTest.keyClicks(form.concerned.line, "befriending")
    QTest.keyClick(form.concerned.line, Qt.Key.Key_Return)
    form.keep.click()
    (lesson,) = lessons(window)
    assert lesson.title == "Keep the numbers at hand"
    assert lesson.owner == "Duty lead"
    assert lesson.due == datetime.date(2027, 1, 15)
    assert lesson.kind == "lesson"
    assert lesson.providers == (target,)
    assert lesson.services == ("befriending",)
    assert lesson.note == "From decision D-01 Ring Fernholt"
    assert lesson.learnt_on == NOON.date()
    assert form.title.text() == ""
    assert [line.lesson.id for line in view.table.lines] == [lesson.id]
    window.bench.desk.undo()
    assert not lessons(window)


def test_two_weeks_on_the_same_form_is_the_cold_debrief(window: MainWindow) -> None:
    page, clock = prepared(window)
    view = debriefed(window)
    press(view.cards[RINGS], "Met")
    say(view.cards[RINGS], "In twenty minutes")
    page.log("heron", "start")
    page.log("heron", "end")
    clock.passes(15 * 86_400)
    window.bench.go("workshop", show="list")
    debriefed(window)
    assert view.headline.text() == "Cold debrief: 0 of 2 objectives looked at"
    card = view.cards[RINGS]
    assert card.before.text() == "Hot debrief, met: In twenty minutes"
    assert card.words.toPlainText() == ""
    assert card.verdicts.value == ""
    press(card, "Not yet met")
    cold = window.bench.session.cold_debrief("heron")
    assert cold is not None
    assert cold.held == clock.now.date()


def test_a_sitting_reads_only_its_own_days() -> None:
    def entry(number: int, day: int, words: str = "", why: str = "") -> Entry:
        at = NOON + datetime.timedelta(days=day)
        kind: EntryKind = "debrief"
        return Entry(number=number, kind=kind, at=at, play=0.0, words=words, why=why)

    log = (entry(1, 0, why="met"), entry(2, 0, "hot"), entry(3, 20, "cold", "not yet met"))
    since = NOON.date() + datetime.timedelta(days=14)
    hot, cold = Sitting(until=since).told(log, ""), Sitting(since=since).told(log, "")
    assert (hot.verdict, hot.words, hot.number) == ("met", "hot", 2)
    assert (cold.verdict, cold.words, cold.number) == ("not yet met", "cold", 3)
