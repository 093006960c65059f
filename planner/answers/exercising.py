"""Exercises: what the room's decisions come to, and where things stand on a day of play.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.answers.running import Running
from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.records import Exercise, Inject, Scenario

if TYPE_CHECKING:
    from planner.exercise.log import Entry
    from planner.exercise.script_checks import ScriptCheck
    from planner.exercise.situation import Situation
    from planner.scenario.outcome import Outcome


class Exercising(Running):
    """What follows from the decisions of an exercise."""

    def exercise(self, code: str) -> Exercise:
        """Return an exercise by its code; BackstopError where there is none."""
        found = self.register.of_kind("exercise").get(code)
        if not isinstance(found, Exercise):
            raise BackstopError("That exercise is not in the register any more.")
        return found

    def injects_of(self, code: str) -> tuple[Inject, ...]:
        """Return the main events list of an exercise: by when they are due, else as entered."""
        mine = [
            one
            for one in self.register.of_kind("inject").values()
            if isinstance(one, Inject) and one.exercise == code
        ]

        def place(one: Inject) -> tuple[bool, float, int]:
            due = self.due_at(one)
            return due is None, due or 0.0, one.minute or 0

        return tuple(sorted(mine, key=place))

    def due_at(self, inject: Inject) -> float | None:
        """Return when an inject is due, in minutes of play; None where it names no day."""
        from planner.exercise.clock import DAY_MINUTES, USUAL_START, minutes_of

        if inject.day is None:
            return None
        return inject.day * DAY_MINUTES + minutes_of(inject.time, USUAL_START)

    def script_checks(self, code: str) -> tuple[ScriptCheck, ...]:
        """Return what is to be mended before an exercise is played, in words."""
        from planner.exercise.script_checks import script_checks

        exercise = self.exercise(code)
        scenario = self.register.scenarios.get(exercise.scenario or "")
        events = self.injects_of(code)
        horizon = None if scenario is None else scenario.horizon_days
        return script_checks(exercise, events, [self.due_at(one) for one in events], horizon)

    def scenario_played(self, code: str) -> Scenario:
        """Return the scenario an exercise plays; BackstopError that says how to mend it."""
        played = self.exercise(code)
        scenario = self.register.scenarios.get(played.scenario or "")
        if scenario is None:
            raise BackstopError(
                f"{played.title} plays no scenario; choose one in its form before it is run."
            )
        return scenario

    def room_outcome(
        self, code: str, entries: Sequence[Entry], report: Progress = unreported
    ) -> Outcome:
        """Return what follows from the decisions logged so far, day by day."""
        from planner.exercise.room import acts_of, room_outcome

        scenario = self.scenario_played(code)
        return room_outcome(
            self.register, scenario, self.exercise(code), acts_of(entries), report=report
        )

    def best_outcome(self, code: str, report: Progress = unreported) -> Outcome:
        """Return what follows from the model's best response to the scenario played."""
        from planner.exercise.room import best_outcome

        return best_outcome(self.register, self.scenario_played(code), report=report)

    def nothing_outcome(self, code: str, report: Progress = unreported) -> Outcome:
        """Return what follows where nobody does anything."""
        from planner.exercise.room import nothing_outcome

        return nothing_outcome(self.register, self.scenario_played(code), report=report)

    def situation(self, outcome: Outcome, day: int) -> Situation:
        """Return where things stand on a day of an outcome."""
        from planner.exercise.situation import situation

        return situation(self.register, outcome, day)
