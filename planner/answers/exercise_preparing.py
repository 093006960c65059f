"""Exercises prepared and remembered: scripts drafted as one edit, lessons found again.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.exercising import Exercising
from planner.progress import Progress, unreported
from planner.register.records import Scenario

if TYPE_CHECKING:
    from planner.exercise.drafting import Script
    from planner.exercise.memory import ColdDebrief, ExerciseLine, LessonLine, Status
    from planner.exercise.script_edit import DraftedExercise as DraftedExercise
    from planner.register.lessons import LessonAbout


class ExercisePreparing(Exercising):
    """Exercises drafted from scenarios, drafted again, used for another provider, and lessons."""

    def draft_exercise(
        self,
        scenario: str | Scenario,
        target: str | None = None,
        room_minutes: int = 120,
        start_time: str = "",
        report: Progress = unreported,
    ) -> DraftedExercise:
        """Draft an exercise from a stored scenario, or from a preset for a target.

        Nothing is changed until the edit is applied: one step, with the scenario of a preset where
        it is not stored yet. InputRefused where there is no such scenario or target.
        """
        from planner.exercise.drafting import draft

        wanted = self.scenario_of(scenario, target)
        chosen = self.register.scenarios.get(wanted.id, wanted)
        outcome = self.run(chosen, report=report)
        return self._drafted(
            draft(self.register, chosen, outcome, self.today(), room_minutes, start_time)
        )

    def exercise_for_another(
        self, code: str, target: str, report: Progress = unreported
    ) -> DraftedExercise:
        """Draft an exercise again for another provider or asset, with a scenario of its own.

        What was written by hand is kept, with names replaced. InputRefused where there is no such
        target; BackstopError where the exercise plays no scenario.
        """
        from planner.exercise.reuse import for_another

        return self._drafted(
            for_another(self.register, self.exercise(code), target, self.today(), report)
        )

    def redraft_exercise(self, code: str, report: Progress = unreported) -> DraftedExercise:
        """Draft the injects of an exercise again as the register stands now.

        Injects written or changed by hand stay. BackstopError where it plays no scenario.
        """
        from planner.exercise.reuse import redraft

        outcome = self.run(self.scenario_played(code), report=report)
        return self._drafted(redraft(self.register, self.exercise(code), outcome, self.today()))

    def drafted_from(self, inject: str) -> str:
        """Return in words what an inject was drafted from; "" where it was written by hand."""
        from planner.exercise.drafting import drafted_from_words
        from planner.register.records import Inject

        found = self.register.of_kind("inject").get(inject)
        return drafted_from_words(found) if isinstance(found, Inject) else ""

    def lessons(
        self, words: str = "", status: Status | None = None, exercise: str | None = None
    ) -> tuple[LessonLine, ...]:
        """Return lessons, soonest to act on first; with `words`, the likeliest first."""
        from planner.exercise.memory import lessons

        return lessons(self.register, self.today(), words, status, exercise)

    def lessons_for(self, kind: str, key: str) -> tuple[tuple[LessonLine, LessonAbout], ...]:
        """Return the lessons that concern a service, provider, contract or scenario, with why."""
        from planner.exercise.memory import lessons_for

        return lessons_for(self.register, kind, key, self.today())

    def exercises(self) -> tuple[ExerciseLine, ...]:
        """Return every exercise with when it was last played and what is open of it."""
        from planner.exercise.memory import exercises

        logs = {code: self.log_of(code) for code in self.register.of_kind("exercise")}
        return exercises(self.register, self.today(), logs)

    def cold_debrief(self, code: str) -> ColdDebrief | None:
        """Return when the cold debrief of an exercise is due; None where it was not played."""
        from planner.exercise.memory import cold_debrief

        return cold_debrief(self.exercise(code), self.log_of(code))

    def cold_debriefs(self) -> tuple[ColdDebrief, ...]:
        """Return the cold debriefs of the exercises that were played, the soonest due first."""
        from planner.exercise.memory import cold_debriefs

        return cold_debriefs(self.register, self.log_of)

    def _drafted(self, script: Script) -> DraftedExercise:
        from planner.exercise.script_edit import DraftedExercise, script_edit

        edit = script_edit(self.register, script)
        return DraftedExercise(script.exercise.id, edit, script, script.notes)
