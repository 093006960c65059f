"""The window on the projector: it draws what `Playing` says, and its keys act through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from ui.playing import Playing
from ui.presenter.band import Band, ClockPart
from ui.presenter.decisions import DecisionsPart
from ui.presenter.news import CountdownPart, NewsPart, QuestionPart
from ui.presenter.part import unit_of
from ui.presenter.people import PeoplePart
from ui.presenter.places import Needs, Places
from ui.presenter.reveal import HOT_DEBRIEF, DebriefPart, Reveal, RevealPart
from ui.presenter.scene import Scene, date_words, scene_of, state_words
from ui.presenter.screens import keep_awake, room_screen
from ui.presenter.setting import RoomLook
from ui.presenter.spread import SpreadPart
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.log import Entry


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the screen."""

    band: Band
    clock: ClockPart
    news: NewsPart
    spread: SpreadPart
    people: PeoplePart
    decisions: DecisionsPart
    question: QuestionPart
    countdown: CountdownPart
    reveal: RevealPart
    debrief: DebriefPart


class PresenterWindow(QWidget):
    """The room's screen. `closed` is sent when it was closed.

    It is shown without taking the keys from the window they are typed in.
    """

    closed = Signal()

    def __init__(self, bench: Workbench, playing: Playing) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._bench = bench
        self._playing = playing
        self._look = RoomLook(bench.look)
        self._mode = "news"
        self._scene: Scene | None = None
        self._script: object = None
        self._day = playing.clock.day
        self._on = ""
        self._divider: QRect | None = None
        look = self._look
        self.parts = Parts(
            Band(self, look),
            ClockPart(self, look),
            NewsPart(self, look),
            SpreadPart(self, look),
            PeoplePart(self, look),
            DecisionsPart(self, look),
            QuestionPart(self, look),
            CountdownPart(self, look),
            RevealPart(self, look),
            DebriefPart(self, look),
        )
        self.setWindowTitle(f"EXERCISE: {playing.exercise.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(480, 270)
        playing.ticked.connect(self._ticked)
        playing.logged.connect(self._logged)
        playing.situated.connect(self.refresh)
        playing.blanked.connect(self._blanked)
        playing.seen.connect(self.refresh)
        bench.desk.leaving.connect(self.close)
        playing.destroyed.connect(self.close)
        playing.destroyed.connect(self.deleteLater)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._screens_changed)
        application.screenRemoved.connect(self._screens_changed)
        self.refresh()

    @property
    def mode(self) -> str:
        """What is shown: "news", "reveal" or "debrief"."""
        return self._mode

    def show_news(self) -> None:
        """Show the news and where things stand."""
        self._show_mode("news")

    def show_reveal(self, reveal: Reveal) -> None:
        """Show what the room's decisions gave, until the next inject is shown."""
        self.parts.reveal.show_reveal(reveal)
        self._show_mode("reveal")

    def show_debrief(self, questions: tuple[str, ...] = HOT_DEBRIEF) -> None:
        """Show the questions of the hot debrief, until the next inject is shown."""
        self.parts.debrief.show_questions(questions)
        self._show_mode("debrief")

    def open_on_room_screen(self) -> None:
        """Show the window: over the whole of the room's screen, else as a window on this one."""
        screen = self._room_screen()
        self._on = screen.name() if screen is not None else ""
        if screen is not None:
            if self.isFullScreen():
                self.showNormal()
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        else:
            self._show_as_window()
        self.raise_()

    def leave_full_screen(self) -> None:
        """Become a window with a frame, on the screen it is on."""
        if self.isFullScreen():
            self._show_as_window(self.screen())

    def toggle_full_screen(self) -> None:
        """Fill the screen, or become a window."""
        if self.isFullScreen():
            self.leave_full_screen()
        else:
            self.showFullScreen()

    def refresh(self) -> None:
        """Show what stands now; parts in which nothing changed are left alone."""
        scene = scene_of(self._bench, self._playing)
        parts = self.parts
        self._day = self._playing.clock.day
        self._script = self._playing.injects
        parts.band.show_words(scene.title, scene.about)
        parts.news.show_news(scene.news)
        parts.spread.show_spread(scene.boxes or (), scene.unseen_boxes)
        parts.people.show_people(scene.classes or (), scene.standing)
        parts.decisions.show_decisions(scene.decisions or ())
        parts.question.show_question(scene.news.question)
        self._scene = scene
        self._show_clock()
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows the next inject, P holds or runs the clock, B blanks; Esc and F11."""
        key, playing = event.key(), self._playing
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            playing.show_next()
        elif key == Qt.Key.Key_P:
            playing.start_or_pause()
        elif key == Qt.Key.Key_B:
            playing.blank()
        elif key == Qt.Key.Key_F11:
            self.toggle_full_screen()
        elif key == Qt.Key.Key_Escape:
            self.leave_full_screen()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out for the size."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: black where blanked."""
        painter = QPainter(self)
        is_blank = self._playing.is_blank
        ground = QColor(Qt.GlobalColor.black) if is_blank else QColor(self._look.theme.surface)
        painter.fillRect(event.rect(), ground)
        if not is_blank and self._divider is not None:
            painter.fillRect(self._divider, QColor(self._look.theme.divider))
        painter.end()

    def showEvent(self, event: object) -> None:
        """Keep the display awake while the window is open."""
        keep_awake(is_on=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the display sleep again, and say so to the facilitator's window."""
        keep_awake(is_on=False)
        super().closeEvent(event)
        self.closed.emit()

    def _show_mode(self, mode: str) -> None:
        self._mode = mode
        self._place()

    def _ticked(self, _clock: object) -> None:
        """Show the clock; the rest only on a new day of play, or where the script was edited."""
        if self._playing.clock.day != self._day or self._playing.injects is not self._script:
            self.refresh()
        else:
            self._show_clock()

    def _show_clock(self) -> None:
        playing = self._playing
        date = date_words(self._bench, playing)
        self.parts.clock.show_clock(date, playing.clock.time, state_words(playing))
        self.parts.countdown.show_left(playing.decide_left)

    def _logged(self, entry: Entry) -> None:
        if entry.kind == "show":
            self._mode = "news"
        self.refresh()
        if entry.kind == "show":
            said = QAccessibleAnnouncementEvent(self, self.parts.news.accessibleDescription())
            QAccessible.updateAccessibility(said)

    def _blanked(self, is_blank: bool) -> None:
        self.setAccessibleDescription("The screen is blank." if is_blank else "")
        self._place()
        self.update()

    def _place(self) -> None:
        """Put every part that is shown at its place, and hide the others."""
        scene = self._scene
        if scene is None:
            return
        unit = unit_of(self.width(), self.height())
        wide, tall = self.width() / unit, self.height() / unit
        needs = Needs(self.parts.clock.needed, self.parts.people.needed, self.parts.news.needed)
        is_timed = self._playing.decide_left is not None
        places = Places.of(scene, self._mode, wide, tall, is_timed, needs)
        found = {} if self._playing.is_blank else places.boxes
        for name in Parts.__slots__:
            part = getattr(self.parts, name)
            box = found.get(name)
            if box is None:
                part.hide()
            else:
                part.place(box, unit)
                part.show()
        line = places.divider
        self._divider = None
        if line is not None:
            self._divider = QRectF(line.left() * unit, line.top() * unit, max(1.0, 2 * unit),
                                   line.height() * unit).toRect()  # fmt: skip
        self.update()

    def _room_screen(self) -> QScreen | None:
        facilitators = self._bench.messages.window().screen()
        return room_screen(QGuiApplication.screens(), facilitators)

    def _show_as_window(self, screen: QScreen | None = None) -> None:
        """Become a window that takes two thirds of a screen: the facilitator's, or one given."""
        on = screen or self._bench.messages.window().screen()
        self.setScreen(on)
        room = on.availableGeometry()
        wide = min(room.width() * 2 // 3, room.height() * 2 // 3 * 16 // 9)
        self.showNormal()
        self.setGeometry(room.right() - wide - 16, room.top() + 48, wide, wide * 9 // 16)

    def _screens_changed(self, _screen: QScreen) -> None:
        """Move to the room's screen, or back where it is gone, after Qt has settled its own."""
        QTimer.singleShot(0, self, self._follow_screens)

    def _follow_screens(self) -> None:
        """Go where the room's screen is now; a window that is still on it stays as it is."""
        screens = {one.name() for one in QGuiApplication.screens()}
        is_there = self._on in screens and self._room_screen() is not None
        if self.isVisible() and not is_there and (self._on or self._room_screen() is not None):
            self.open_on_room_screen()


def open_presenter(bench: Workbench, playing: Playing) -> PresenterWindow:
    """Return the room's screen of an exercise, opened where there is a screen for it."""
    window = PresenterWindow(bench, playing)
    window.open_on_room_screen()
    return window
