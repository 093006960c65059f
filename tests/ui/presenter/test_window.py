"""The room's screen shows what stands, stops with the clock, and its keys act on the exercise."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.document.wording import count
from planner.exercise.log import Act
from planner.register.edits import ChangeFields
from ui.main_window import MainWindow
from ui.playing import Playing
from ui.presenter.reveal import Reveal, RevealRow
from ui.presenter.scene import scene_of
from ui.presenter.screens import room_screen
from ui.presenter.window import PresenterWindow, open_presenter


def shown(presenter: PresenterWindow) -> set[str]:
    names = type(presenter.parts).__slots__
    return {name for name in names if getattr(presenter.parts, name).isVisible()}


def test_before_it_begins_only_the_aim_is_on_the_screen(presenter: PresenterWindow) -> None:
    assert shown(presenter) == {"band", "clock", "news"}
    assert "keep people safe" in presenter.parts.news.accessibleDescription()
    assert presenter.parts.clock.state == "Not started"


def test_the_numbers_are_those_of_the_situation(
    window: MainWindow, presenter: PresenterWindow, playing: Playing
) -> None:
    playing.start()
    playing.show(playing.injects[0])
    assert playing.best is not None
    used = next(one for one in playing.best.options if one.used and one.service == "home-care")
    playing.decide("Call it", "Nobody else can", Act("call", 0, option=used.option))
    playing.show(playing.injects[1])
    for day in (3, 30):
        playing.jump(day * 1440 + 600)
        here = playing.situation
        scene = scene_of(window.bench, playing)
        assert here is not None
        assert here.day == day
        assert scene.classes is not None
        assert [one.number for one in scene.classes] == [count(c.without) for c in here.classes]
        for one, known in zip(scene.classes, here.classes, strict=True):
            assert one.passed == ("Limit passed" if known.limit_day <= day else "")
            assert str(known.limit_day if one.passed else known.limit_day - day) in one.limit
            assert one.part / scene.classes[1].part == pytest.approx(
                known.without / here.classes[1].without
            )
        must = here.of("must")
        assert must.covered > 0
        assert scene.standing[0] == (
            count(must.covered), f"of {count(must.hit)} must people covered so far."
        )  # fmt: skip
        assert [one.name for one in scene.boxes or ()] == [one.name for one in here.fallen]
        said = presenter.parts.people.accessibleDescription()
        assert f"Must: {count(must.without)}." in said


def test_a_limit_is_told_from_today(window: MainWindow, playing: Playing) -> None:
    playing.start()
    told = {}
    for day in (0, 1, 2, 3):
        playing.jump(day * 1440 + 600)
        must = (scene_of(window.bench, playing).classes or ())[0]
        told[day] = f"{must.passed} {must.limit}".strip()
    assert playing.situation is not None
    assert playing.situation.of("must").limit_day == 1
    assert told == {
        0: "First limit tomorrow",
        1: "Limit passed today",
        2: "Limit passed yesterday",
        3: "Limit passed on day 1",
    }


def test_the_room_sees_what_the_facilitator_lets_it_see(
    window: MainWindow, presenter: PresenterWindow, playing: Playing
) -> None:
    playing.start()
    playing.show(playing.injects[1])
    assert shown(presenter) == {"band", "clock", "news", "spread", "people", "decisions"}
    scene = scene_of(window.bench, playing)
    assert [one.is_next for one in scene.boxes or ()] == [False]
    assert not any("spent" in rest for _, rest in scene.standing)
    playing.let_see(next_to_fall=True, money=True)
    scene = scene_of(window.bench, playing)
    assert [one.is_next for one in scene.boxes or ()] == [False, True]
    assert ("£0", "spent so far.") in scene.standing
    playing.let_see(spread=False, numbers=False, decisions=False, money=False)
    assert shown(presenter) == {"band", "clock", "news"}
    again = Playing(window.bench, "heron", window)
    again._timer.stop()
    assert again.visible == playing.visible
    assert not again.visible.spread


def test_the_countdown_runs_with_the_clock_and_stops_with_it(
    presenter: PresenterWindow, playing: Playing, passes: Callable[[int], None]
) -> None:
    playing.start()
    passes(5)
    playing.show(playing.injects[0])
    left = presenter.parts.countdown
    assert (left.label, left.time) == ("Decide in", "08:00")
    passes(18)
    assert left.time == "07:42"
    playing.pause()
    passes(30)
    assert left.time == "07:42"
    assert presenter.parts.clock.state == "Paused"
    assert "Paused" in presenter.parts.clock.accessibleDescription()
    playing.start()
    passes(461)
    assert left.time == "00:01"
    passes(2)
    assert (left.label, left.time) == ("", "Time is up")
    assert presenter.parts.clock.state == ""


def test_corrections_stand_in_place_of_what_they_correct(
    window: MainWindow, presenter: PresenterWindow, playing: Playing
) -> None:
    playing.start()
    playing.show(playing.injects[0])
    kept = [playing.decide(words, "why") for words in ("One", "Two", "Three", "Four")]
    assert kept[3] is not None
    assert scene_of(window.bench, playing).decisions == (
        ("Day 0", "Four"), ("Day 0", "Three"), ("Day 0", "Two")
    )  # fmt: skip
    playing.correct(kept[3].number, "Five", "Misheard")
    playing.correct(kept[1].number, "", "By mistake")
    said = presenter.parts.decisions.accessibleDescription()
    assert said == "Day 0: Five. Day 0: Three. Day 0: One."


def test_keys_act_on_the_exercise(
    presenter: PresenterWindow, playing: Playing, qtbot: QtBot
) -> None:
    qtbot.keyClick(presenter, Qt.Key.Key_Space)
    assert playing.current == playing.injects[0]
    assert playing.clock.is_running
    qtbot.keyClick(presenter, Qt.Key.Key_P)
    assert not playing.clock.is_running
    qtbot.keyClick(presenter, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert playing.current == playing.injects[0]
    qtbot.keyClick(presenter, Qt.Key.Key_F11)
    assert presenter.isFullScreen()
    qtbot.keyClick(presenter, Qt.Key.Key_Escape)
    assert not presenter.isFullScreen()
    for _ in range(4):
        qtbot.keyClick(presenter, Qt.Key.Key_Space)
    assert playing.following is None


def test_blank_is_black_and_goes_again(
    presenter: PresenterWindow, playing: Playing, qtbot: QtBot
) -> None:
    playing.start()
    playing.show(playing.injects[0])
    before = shown(presenter)
    qtbot.keyClick(presenter, Qt.Key.Key_B)
    assert playing.is_blank
    assert shown(presenter) == set()
    picture = presenter.grab().toImage()
    step = range(0, 1080, 27)
    assert {picture.pixelColor(x, y).name() for x in step for y in step} == {"#000000"}
    assert presenter.accessibleDescription() == "The screen is blank."
    playing.show(playing.injects[1])
    assert shown(presenter) == set()
    playing.blank(False)
    assert {"band", "news", "people"} <= shown(presenter)
    assert "question" in before


def test_news_edited_while_it_is_on_the_screen_is_shown_as_it_is_now(
    window: MainWindow, presenter: PresenterWindow, playing: Playing
) -> None:
    playing.start()
    playing.show(playing.injects[0])
    edit = ChangeFields("inject", "heron-1", {"content": "Wages were paid after all."})
    window.bench.session.apply(edit)
    playing.read_script_again()
    assert "paid after all" in presenter.parts.news.accessibleDescription()


def test_the_inject_is_announced(
    presenter: PresenterWindow, playing: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    playing.start()
    playing.show(playing.injects[0])
    assert said == ["News 1 of 3, from the managing director. The company rings "
                    "Wages have not been paid."]  # fmt: skip


def test_the_comparison_and_the_debrief_stand_until_the_next_inject(
    presenter: PresenterWindow, playing: Playing
) -> None:
    rows = (
        RevealRow("Past their limit", "person-days", 1240, 310, 5100, "must"),
        RevealRow("Money", "£", 642_000, None, 0),
    )
    playing.start()
    presenter.show_reveal(Reveal("The room was sooner.", rows))
    assert shown(presenter) == {"band", "clock", "reveal"}
    said = presenter.parts.reveal.accessibleDescription()
    assert "The room 1,240, Best response 310, Nothing done 5,100" in said
    assert "The room £642,000, Best response not known, Nothing done £0" in said
    presenter.show_debrief()
    assert shown(presenter) == {"band", "clock", "debrief"}
    playing.decide("A note", "why")
    assert shown(presenter) == {"band", "clock", "debrief"}
    playing.show(playing.injects[0])
    assert {"news", "question"} <= shown(presenter)


def test_ticking_paints_the_clock_and_nothing_else(
    presenter: PresenterWindow,
    playing: Playing,
    passes: Callable[[int], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    playing.start()
    playing.show(playing.injects[0])
    qtbot.wait(20)
    painted: list[str] = []
    for name in type(presenter.parts).__slots__:
        part = getattr(presenter.parts, name)

        def draw(
            painter: QPainter, name: str = name, real: Callable[..., None] = part.draw
        ) -> None:
            painted.append(name)
            real(painter)

        monkeypatch.setattr(part, "draw", draw)
    passes(2)
    qtbot.wait(20)
    assert set(painted) == {"clock", "countdown"}


def test_it_takes_no_keys_from_where_they_are_typed(
    window: MainWindow, playing: Playing, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    presenter = open_presenter(window.bench, playing)
    qtbot.waitExposed(presenter)
    assert window.isActiveWindow()
    assert not presenter.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    with qtbot.waitSignal(presenter.closed):
        playing.deleteLater()
    assert not presenter.isVisible()
    presenter.deleteLater()


def test_nothing_stays_on_the_projector_when_the_register_is_closed(
    window: MainWindow, presenter: PresenterWindow
) -> None:
    window.bench.desk.leaving.emit()
    assert not presenter.isVisible()


class OtherScreen:
    """Stands for a screen at a place of the desktop."""

    def __init__(self, geometry: tuple[int, int, int, int]) -> None:
        from PySide6.QtCore import QRect

        self._geometry = QRect(*geometry)

    def geometry(self) -> object:
        return self._geometry


def test_nothing_of_it_is_held_once_it_is_closed(
    window: MainWindow, playing: Playing, qtbot: QtBot
) -> None:
    for _ in range(2):
        made = PresenterWindow(window.bench, playing)
        made.show()
        look = weakref.ref(made._look)
        made.close()
        made.deleteLater()
        qtbot.wait(1)
        del made
        gc.collect()
        assert look() is None


def test_the_screen_of_the_room_is_another_than_the_facilitators() -> None:
    laptop, again, projector = (
        OtherScreen((0, 0, 1366, 768)),
        OtherScreen((0, 0, 1366, 768)),
        OtherScreen((1366, 0, 1920, 1080)),
    )
    assert room_screen([laptop, projector], laptop) is projector
    assert room_screen([projector, laptop], laptop) is projector
    assert room_screen([laptop, projector], projector) is laptop
    assert room_screen([laptop], laptop) is None
    assert room_screen([laptop, again], laptop) is None, "a projector that repeats the laptop"


def test_with_one_screen_it_is_a_window_that_the_signals_leave_alone(
    window: MainWindow, playing: Playing, qtbot: QtBot
) -> None:
    presenter = open_presenter(window.bench, playing)
    assert not presenter.isFullScreen()
    presenter.resize(700, 400)
    application = QGuiApplication.instance()
    application.screenRemoved.emit(presenter.screen())
    application.screenAdded.emit(presenter.screen())
    qtbot.wait(20)
    assert presenter.size().toTuple() == (700, 400)
    assert isinstance(presenter, QWidget)
    presenter.close()
    presenter.deleteLater()
