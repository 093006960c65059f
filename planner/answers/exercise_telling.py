"""What the facilitator of an exercise is told beside the clock and the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.answers.exercising import Exercising

if TYPE_CHECKING:
    from planner.exercise.act_choices import ActChoice
    from planner.exercise.log import Act, Entry
    from planner.exercise.telling import Standing
    from planner.scenario.outcome import Outcome


class ExerciseTelling(Exercising):
    """Choices, names and reasons for whoever runs an exercise."""

    def entry_names(self, entries: Sequence[Entry]) -> Mapping[int, str]:
        """Return what decisions and notes are called, by the number of the entry: D-07, N-02."""
        from planner.exercise.entry_names import entry_names

        return entry_names(entries)

    def act_choices(
        self, best: Outcome | None, entries: Sequence[Entry] = ()
    ) -> tuple[ActChoice, ...]:
        """Return what a decision can do in the model, what concerns the services hit first."""
        from planner.exercise.act_choices import act_choices

        return act_choices(self.register, best, entries)

    def act_words(self, act: Act) -> str:
        """Return what a decision does in the model, in words."""
        from planner.exercise.act_choices import act_words

        return act_words(self.register, act)

    def act_trouble(
        self, code: str, outcome: Outcome, entries: Sequence[Entry]
    ) -> Mapping[int, str]:
        """Return why decisions in force do nothing, as sentences by the number of the decision."""
        from planner.exercise.telling import act_trouble

        return act_trouble(self.register, self.exercise(code), outcome, entries)

    def why_behind(
        self, room: Outcome, best: Outcome, day: int, entries: Sequence[Entry]
    ) -> Standing:
        """Return where the room stands on a day beside the best response, and why, in words."""
        from planner.exercise.telling import why_behind

        return why_behind(self.register, room, best, day, entries)

    def powers_at_hand(self, best: Outcome | None) -> tuple[str, ...]:
        """Return the powers a room usually relies on, for the services that are hit."""
        from planner.exercise.act_choices import powers_at_hand

        return powers_at_hand(self.register, best)
