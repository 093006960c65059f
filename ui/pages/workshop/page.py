"""The page Workshop: the exercises, the script of one, its play, the reveal and what was learnt."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from planner.errors import BackstopError
from planner.exercise.clock import clock_at
from planner.exercise.log import Entry, EntryKind
from ui.desk import Touched
from ui.pages.page import Page
from ui.pages.plans.one_of import OneOf
from ui.playing import Playing
from ui.workbench import Workbench

if TYPE_CHECKING:
    from ui.presenter.window import PresenterWindow

VIEWS = {
    "list": ("ui.pages.workshop.list_view", "ListView"),
    "prepare": ("ui.pages.workshop.prepare_view", "PrepareView"),
    "run": ("ui.pages.workshop.run_view", "RunView"),
    "reveal": ("ui.pages.workshop.reveal_view", "RevealView"),
    "debrief": ("ui.pages.workshop.debrief_view", "DebriefView"),
    "learn": ("ui.pages.workshop.learn_view", "LearnView"),
}
"""Where each view is found; it is loaded when it is first shown."""
OF_ONE = frozenset({"prepare", "run", "reveal", "debrief"})
"""Views of one exercise; without one the list is shown."""


@runtime_checkable
class View(Protocol):
    """What each view of the page can do: be arrived at, and be told of edits."""

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show what `view` says; "exercise" names the exercise."""

    def edited(self, touched: Touched) -> None:
        """Take in what an edit changed."""


class WorkshopPage(Page):
    """One view at a time. Views: show=list|prepare|run|reveal|debrief|learn, exercise=, words=."""

    name = "workshop"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.show_name = "list"
        self.code = ""
        self._views: dict[str, QWidget] = {}
        self._playing: Playing | None = None
        self._presenter: tuple[Playing, PresenterWindow] | None = None
        self._stack = OneOf()
        self.main.addWidget(self._stack)
        bench.desk.edited.connect(self._edited)
        for name, show in (
            ("workshop.list", "list"),
            ("workshop.prepare", "prepare"),
            ("workshop.run", "run"),
            ("workshop.reveal", "reveal"),
            ("workshop.debrief", "debrief"),
            ("workshop.learn", "learn"),
        ):
            bench.actions.on(name, partial(self._go, show))

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show what `view` says; an empty one shows the page as it was left."""
        code = view.get("exercise", self.code)
        if code not in self.bench.session.register.of_kind("exercise"):
            code = ""
        show = view.get("show", self.show_name)
        if show not in VIEWS or (show in OF_ONE and not code):
            show = "list"
        self.show_name, self.code = show, code
        made = self._view(show)
        self._stack.setCurrentWidget(made)
        cast(View, made).arrive({**view, "exercise": code})
        self.remember()

    def view(self) -> Mapping[str, str]:
        """Return what is shown now, to come back to."""
        if self.code and self.show_name != "list":
            return {"show": self.show_name, "exercise": self.code}
        return {"show": self.show_name}

    def playing(self, code: str) -> Playing | None:
        """Return the play of an exercise, opened once; None, with words, where it cannot be."""
        if self._playing is not None and self._playing.code == code:
            return self._playing
        if self._playing is not None:
            self._playing.pause()
            self._playing.deleteLater()
            self._playing = None
        try:
            self.bench.session.scenario_played(code)
            self._playing = Playing(self.bench, code, self)
        except BackstopError as error:
            self.bench.messages.say("Cannot be played.", error.sentence, tone="failure")
        return self._playing

    def log(self, code: str, kind: EntryKind, **values: Any) -> Entry | None:
        """Keep an entry of an exercise, through its play where it is open; None as `Playing.log`.

        Another exercise that is being played goes on.
        """
        if self._playing is not None and self._playing.code == code:
            return self._playing.log(kind, **values)
        session = self.bench.session
        now = session.now()
        play = clock_at(session.log_of(code), now, session.exercise(code)).play
        entry = Entry(number=0, kind=kind, at=now, play=play, who=session.who, **values)
        try:
            kept = session.log(code, entry)
        except BackstopError as error:
            self.bench.messages.say("Not logged.", error.sentence, tone="failure")
            return None
        self.bench.desk.logged.emit()
        return kept

    def presenter(self, code: str) -> PresenterWindow | None:
        """Return the room's screen of an exercise, opened where it is not; None as `playing`."""
        playing = self.playing(code)
        if playing is None:
            return None
        if (
            self._presenter is None
            or self._presenter[0] is not playing
            or not isValid(self._presenter[1])
        ):
            from ui.presenter.window import PresenterWindow

            self._presenter = (playing, PresenterWindow(self.bench, playing))
        window = self._presenter[1]
        if not window.isVisible():
            window.open_on_room_screen()
        return window

    @property
    def presenter_shown(self) -> PresenterWindow | None:
        """Return the room's screen where it is open now."""
        if self._presenter is None or not isValid(self._presenter[1]):
            return None
        return self._presenter[1] if self._presenter[1].isVisible() else None

    def _go(self, show: str) -> None:
        self.bench.go(self.name, show=show, **({"exercise": self.code} if self.code else {}))

    def _view(self, show: str) -> QWidget:
        """Return a view; made with the bench and this page when it is first shown."""
        if show not in self._views:
            module, type_name = VIEWS[show]
            made: QWidget = getattr(importlib.import_module(module), type_name)(self.bench, self)
            self._views[show] = made
            self._stack.addWidget(made)
        return self._views[show]

    def _edited(self, touched: Touched) -> None:
        exercises = self.bench.session.register.of_kind("exercise")
        if self.code and self.code not in exercises:
            self.code = ""
        if self._playing is not None and touched.touches("exercise", "inject"):
            if self._playing.code in exercises:
                self._playing.read_script_again()
            else:
                self._playing.deleteLater()
                self._playing = None
        for made in self._views.values():
            cast(View, made).edited(touched)
