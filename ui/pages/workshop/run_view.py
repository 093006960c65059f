"""The facilitator's view of an exercise as it is played: everything acts through `Playing`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted
from planner.exercise.log import Entry
from planner.register.records import Inject
from ui.desk import Touched
from ui.notices import Answer
from ui.pages.workshop.decision_form import DecisionForm
from ui.pages.workshop.decision_log import DecisionLog, log_rows
from ui.pages.workshop.event_side import EventSide
from ui.pages.workshop.run_head import RunHead
from ui.pages.workshop.run_side import RunSide, WaysOn
from ui.pages.workshop.run_stage import RunStage
from ui.pages.workshop.telling_time import say
from ui.parts.words import EmptyState, divider, label
from ui.playing import Playing
from ui.workbench import Workbench

if TYPE_CHECKING:
    from ui.pages.workshop.page import WorkshopPage

LEFT, RIGHT = 270, 330
"""Pixels at 100 % text of the two sides; where the text is larger they give way to the middle."""
MINUTES = 2.0
APPEND_ONLY = "Append-only: nothing here is edited or deleted. C corrects."
KEYS = (
    "next", "clock", "decide", "note", "correct", "blank", "project", "jump", "more_time",
    "less_time", "model", "leave",
)  # fmt: skip
"""The actions of `ui/pages/workshop/actions.py` that work while this view is shown."""


class RunView(QWidget):
    """Events at the left, the screen and the decisions in the middle, projector at the right."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._page = page
        self._playing: Playing | None = None
        self._day: int | None = None
        self._last: Entry | None = None
        self._code = ""
        for name in KEYS:
            doing: Callable[[], object] = getattr(self, f"_{name}")
            bench.actions.on(f"workshop.{name}", doing, enabled=False)
        self.head = RunHead(bench, self._end)
        self.events = EventSide(bench, self._edit)
        self.stage = RunStage(bench)
        self.stage.jump_row.chosen.connect(self._jump_to)
        self.stage.jump_row.left.connect(self._leave)
        self.form = DecisionForm(bench)
        self.form.logged.connect(self._after)
        self.log_title = label("", "secondary")
        self.log = DecisionLog(bench.look)
        self.log.selectionModel().currentChanged.connect(self._tell_entry)
        self.log.doubleClicked.connect(self._correct)
        self.whole = label("", "secondary", wraps=True)
        self.side = RunSide(
            bench, WaysOn(partial(self._go, "reveal"), partial(self._go, "debrief"))
        )
        self.empty = EmptyState(
            "This exercise plays no scenario yet. Choose one in its script.",
            "Open the script",
            partial(self._go, "prepare"),
        )
        self._lay_out()

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the play of `view["exercise"]` as it stands; nothing is kept from before."""
        self._code = view.get("exercise", "")
        playing = self._page.playing(self._code)
        self.empty.setVisible(playing is None)
        self._body.setVisible(playing is not None)
        if playing is None:
            self._playing = None
        elif playing is not self._playing:
            self._take(playing)
        self._enable(self.isVisible())
        if playing is None:
            return
        self.refresh()
        self.events.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def edited(self, touched: Touched) -> None:
        """Show the script as it is now."""
        if self._playing is None:
            return
        if self._code not in self._bench.session.register.of_kind("exercise"):
            self._playing = None
            self._body.hide()
            self.empty.show()
        elif touched.touches("exercise", "inject", "scenario", "option", "reserve"):
            self._show_head(self._playing)
            self.form.offer()
            self.refresh()

    def refresh(self) -> None:
        """Show everything as it stands in `Playing`."""
        playing = self._playing
        if playing is None:
            return
        self.head.show_clock(playing)
        self.events.refresh()
        self.stage.refresh()
        self._show_log()
        self.side.show_window(self._page.presenter_shown)
        self.side.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys of this view work."""
        super().showEvent(event)
        self._enable(True)
        self.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the keys of this view rest."""
        super().hideEvent(event)
        self._enable(False)
        self.window().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Space to a button or a list of choices that has the focus: there it presses."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
            and isinstance(QApplication.focusWidget(), QAbstractButton | QComboBox)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sides their share."""
        super().resizeEvent(event)
        self._fit()

    def _take(self, playing: Playing) -> None:
        """Listen to another exercise."""
        self._playing = playing
        self._day = None
        playing.ticked.connect(self._ticked)
        playing.logged.connect(self._logged)
        playing.situated.connect(self._situated)
        playing.blanked.connect(self._blanked)
        playing.seen.connect(self.side.refresh)
        playing.held.connect(self._held)
        self._show_head(playing)
        self.events.show_playing(playing)
        self.stage.show_playing(playing)
        self.form.show_playing(playing)
        self.side.show_playing(playing)

    def _show_head(self, playing: Playing) -> None:
        scenarios = self._bench.session.register.scenarios
        self.head.show_exercise(playing, scenarios.get(playing.exercise.scenario or ""))

    def _ticked(self, _clock: object) -> None:
        playing = self._playing
        if playing is None or not self.isVisible():
            return
        self.head.show_clock(playing)
        self.stage.tick()
        self.side.tell_where(self._page.presenter_shown)
        self.side.tell_reviews()
        if playing.clock.day != self._day:
            self._day = playing.clock.day
            self.side.model.refresh()

    def _logged(self, entry: Entry) -> None:
        if self._playing is None:
            return
        self.events.refresh(follow=entry.kind in ("show", "skip"))
        self.stage.refresh()
        if entry.kind in ("decision", "note", "correction"):
            self._show_log()
            self.form.offer()
        self.side.refresh()
        self._last = entry if entry.act is not None else None
        self._ticked(None)

    def _situated(self) -> None:
        """Show what the room has come to; say where the last decision changes nothing."""
        playing = self._playing
        if playing is None:
            return
        self.form.offer()
        self.side.tell_trouble()
        self.side.model.refresh()
        if self._last is None or playing.room is None:
            return
        session = self._bench.session
        found = session.act_trouble(playing.code, playing.room, playing.entries)
        number = self._last.corrects or self._last.number
        if number in found:
            name = session.entry_names(playing.entries)[self._last.number]
            self._bench.messages.say(f"{name} is logged.", found[number], tone="caution")
        self._last = None

    def _blanked(self, _is_blank: bool) -> None:
        self.side.show_window(self._page.presenter_shown)

    def _held(self, words: str) -> None:
        self._bench.messages.say("Clock held.", words, tone="caution")

    def _show_log(self) -> None:
        playing, session = self._playing, self._bench.session
        if playing is None:
            return
        acts = {one.number: session.act_words(one.act) for one in playing.entries if one.act}
        names = session.entry_names(playing.entries)
        self.log.entries.show_rows(log_rows(playing, names, acts))
        decisions = sum(name.startswith("D") for name in names.values())
        notes = len(names) - decisions
        say(
            self.log_title,
            f"{counted(decisions, 'decision', 'decisions')}, {counted(notes, 'note', 'notes')}",
        )

    def _tell_entry(self, *_: object) -> None:
        chosen = self.log.chosen
        say(self.whole, chosen.whole if chosen is not None else "")
        self.whole.setVisible(chosen is not None)

    def _after(self, _entry: Entry) -> None:
        """Go back to the events once something was logged, so that single keys work again."""
        self.log.choose_last()
        self.events.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        if self._playing is not None:
            self._playing.show_next()

    def _clock(self) -> None:
        if self._playing is not None:
            self._playing.start_or_pause()

    def _decide(self) -> None:
        if self.form.is_correcting:
            self.form.clear()
        self.form.focus()
        self._middle.ensureWidgetVisible(self.form)

    def _note(self) -> None:
        self.side.focus_note()

    def _correct(self, *_: object) -> None:
        if self.log.chosen is None:
            self.log.choose_last()
        chosen = self.log.chosen
        if chosen is not None:
            self.form.correct(chosen.entry, chosen.name)

    def _blank(self) -> None:
        if self._playing is not None:
            self._playing.blank()

    def _project(self) -> None:
        if self._playing is not None:
            window = self._page.presenter(self._code)
            if window is not None:
                window.raise_()
            self.side.show_window(window)

    def _jump(self) -> None:
        if self._playing is not None and not self._playing.clock.is_ended:
            self.stage.jump_row.ask(self._playing.clock.play)
            self._middle.ensureWidgetVisible(self.stage)

    def _jump_to(self, play: float) -> None:
        if self._playing is not None:
            self._playing.jump(play)
        self._leave()

    def _more_time(self) -> None:
        if self._playing is not None and not self._playing.clock.is_ended:
            self._playing.give_minutes(MINUTES)

    def _less_time(self) -> None:
        if self._playing is not None and self._playing.decide_left:
            self._playing.give_minutes(-MINUTES)

    def _model(self) -> None:
        self.side.model.show_body(is_open=not self.side.model.is_open)

    def _leave(self) -> None:
        """Leave a field, or what was asked for; a decision half typed stays where it is."""
        self.stage.jump_row.hide()
        self.events.leave()
        if self.form.is_correcting:
            self.form.clear()
        self.events.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        playing = self._playing
        if playing is not None:
            words = "The clock stops for good; notes and the debrief can still be written."
            self._bench.messages.say(
                "End play?", words, tone="caution", answers=[Answer("End play", playing.end)]
            )

    def _edit(self, inject: Inject) -> None:
        self._go("prepare", inject=inject.id)

    def _go(self, show: str, **more: str) -> None:
        self._bench.go("workshop", show=show, exercise=self._code, **more)

    def _enable(self, is_on: bool) -> None:
        for name in KEYS:
            self._bench.actions.enable(f"workshop.{name}", is_on and self._playing is not None)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setProperty("kind", "surface")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(18, 8, 18, 6)
        head.addWidget(label("Decision log", "title"))
        head.addStretch(1)
        head.addWidget(self.log_title)
        self.log.setMinimumHeight(110)
        self.whole.setContentsMargins(18, 4, 18, 4)
        self.whole.hide()
        for part in (self.stage, divider(), self.form, divider()):
            column.addWidget(part)
        column.addLayout(head)
        column.addWidget(self.log, 1)
        column.addWidget(self.whole)
        foot = label(APPEND_ONLY, "secondary", wraps=True)
        foot.setContentsMargins(18, 5, 18, 5)
        column.addWidget(foot)
        self._middle = QScrollArea()
        self._middle.setWidgetResizable(True)
        self._middle.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle.setAccessibleName("The screen and the decisions")
        self._middle.setWidget(middle)
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.events)
        row.addWidget(divider(upright=True))
        row.addWidget(self._middle, 1)
        row.addWidget(divider(upright=True))
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(divider())
        whole.addWidget(self._body, 1)
        whole.addWidget(self.empty, 1)
        self._bench.look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        look, wide = self._bench.look, self.width()
        self.events.setFixedWidth(min(look.px(LEFT), max(200, wide * 22 // 100)))
        self.side.setFixedWidth(min(look.px(RIGHT), max(240, wide * 26 // 100)))
