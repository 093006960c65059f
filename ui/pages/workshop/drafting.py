"""Scripts drafted by the model: a new exercise, one for another provider, one drafted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.document.wording import counted, listed
from ui.notices import Answer
from ui.pages.workshop.what_to_play import Choice, WhatToPlay
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.answers.exercise_preparing import DraftedExercise
    from planner.errors import BackstopError

FAILS = ("provider", "asset")


class Drafting(QObject):
    """Asks for drafts on another process and puts them into the register, each as one step."""

    def __init__(self, bench: Workbench, owner: QObject) -> None:
        super().__init__(owner)
        self._bench = bench

    def choose_new(self, under: QWidget) -> WhatToPlay:
        """Let a person choose what a new exercise plays; it is drafted and opened."""
        session = self._bench.session
        scenarios = [
            Choice("scenario", one.id, one.title) for one in session.register.scenarios.values()
        ]
        presets = [(one.id, _happens(one.title)) for one in session.presets()]
        panel = WhatToPlay(
            self._bench.look,
            "What does it play?",
            "Draft the exercise",
            [*scenarios, *self._targets()],
            presets,
            under,
        )
        panel.chosen.connect(self.draft)
        panel.show_under(under)
        return panel

    def choose_another(self, code: str, under: QWidget) -> WhatToPlay:
        """Let a person choose for whom an exercise is used again."""
        panel = WhatToPlay(
            self._bench.look,
            "Which provider or building fails this time?",
            "Draft it for this one",
            self._targets(),
            (),
            under,
        )
        panel.chosen.connect(lambda choice, _preset, _room: self.for_another(code, choice))
        panel.show_under(under)
        return panel

    def draft(self, choice: Choice, preset: str = "", room_minutes: int = 120) -> None:
        """Draft an exercise from a scenario, or from a preset that happens to somebody."""
        scenario, target = (preset, choice.code) if preset else (choice.code, None)
        self._ask("draft_exercise", scenario, target, room_minutes, then=self._open)

    def for_another(self, code: str, choice: Choice) -> None:
        """Draft an exercise again for another provider or asset, and open it."""
        self._ask("exercise_for_another", code, choice.code, then=self._open)

    def redraft(self, code: str) -> None:
        """Work out what drafting an exercise again would change, and ask before it does."""
        self._ask("redraft_exercise", code, then=self._offer)

    def _ask(self, answer: str, *arguments: Any, then: Callable[[Any], None]) -> None:
        def failed(error: BackstopError) -> None:
            self._bench.messages.say("Not drafted.", error.sentence, tone="failure")

        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            answer,
            *arguments,
            then=then,
            failed=failed,
            title="Drafting the script",
            key="drafting",
        )

    def _open(self, drafted: DraftedExercise) -> None:
        if self._bench.desk.attempt(drafted.edit, "Drafted") is None:
            return
        self._bench.go("workshop", show="prepare", exercise=drafted.code)
        events = counted(len(drafted.script.injects), "event", "events")
        told = " ".join((f"Drafted with {events}.", *drafted.notes))
        self._bench.messages.say(
            drafted.script.exercise.title,
            told,
            tone="success",
            answers=[Answer("Undo", self._bench.desk.undo)],
        )

    def _offer(self, drafted: DraftedExercise) -> None:
        told = self._changes(drafted)
        notes = " ".join(drafted.notes)
        if not told:
            words = f"The register drafts the same events. {notes}".strip()
            self._bench.messages.say("Nothing to draft again.", words)
            return
        self._bench.messages.say(
            "Drafting again",
            f"{told}. {notes}".strip(),
            tone="caution",
            answers=[
                Answer("Draft again", partial(self._take, drafted)),
                Answer("Leave it", self._bench.messages.clear),
            ],
        )

    def _take(self, drafted: DraftedExercise) -> None:
        self._bench.desk.attempt(drafted.edit, "Drafted again", offer_undo=True)

    def _changes(self, drafted: DraftedExercise) -> str:
        """Return what a draft would change in words, "" where nothing."""
        register = self._bench.desk.register
        found: Counter[str] = Counter()
        for change in drafted.edit.changes(register):
            if change.kind != "inject" or change.before == change.after:
                continue
            if change.before is None:
                found["adds"] += 1
            elif change.after is None:
                found["removes"] += 1
            else:
                found["changes"] += 1
        return listed(
            [
                f"{verb} {counted(found[verb], 'event', 'events')}"
                for verb in ("changes", "adds", "removes")
                if found[verb]
            ]
        )

    def _targets(self) -> list[Choice]:
        return [
            Choice(one.kind, one.id, one.name)
            for one in self._bench.session.event_targets()
            if one.kind in FAILS
        ]


def _happens(title: str) -> str:
    """Return the title of a preset without the place of a name: "Stops without warning"."""
    words = title.format(name="").lstrip(" :")
    return words[:1].upper() + words[1:]
