"""Two registers laid side by side: where they parted, in what they differ, and the step that joins.

Nothing of either is changed by comparing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.progress import Progress, unreported
from planner.register.changes import Change
from planner.register.choosing import Choices, choices_made, chosen
from planner.register.difference import Choice, Difference, Side, sides_of
from planner.register.differences import differences
from planner.register.fitting import Kept, fitted
from planner.register.history import Step
from planner.register.joined_before import as_known_here
from planner.register.joining import JoinRegister
from planner.register.parting import Parting, Past, parting_of
from planner.register.register import Register

MOST_STEPS_TOLD = 40
"""Steps of theirs that the joining step tells by their words; of more it says how many."""


@dataclass(frozen=True)
class RegistersCompared:
    """A register beside another. `name` is the file of the other.

    `theirs` is what it holds, with the codes that records joined before have here.
    `revision` is that of the register here when they were compared; `parting` is None where they
    share no past. `notes` are sentences on what is not compared or not taken over.
    """

    name: str
    revision: int
    theirs: Register
    parting: Parting | None
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[Side, int]:
        """Return the number of differences by who made them."""
        return sides_of(self.differences)

    @property
    def their_steps(self) -> tuple[Step, ...]:
        """Return what was done in the other since they parted, oldest first."""
        return self.parting.theirs if self.parting else ()

    @property
    def headline(self) -> str:
        """Return where the two parted, in a sentence."""
        if self.parting is None:
            return (
                "The two share no step of history, so who changed what cannot be told: everything "
                "stays as it is here until you choose."
            )
        here, there = (_steps(len(one)) for one in (self.parting.mine, self.parting.theirs))
        since = f"{here} here and {there} in {self.name} since."
        step = self.parting.step
        if step is None:
            return f"Both began as the same register; {since}"
        when = f"{step.when.day} {step.when:%B %Y}"
        return (
            f"Both are the same up to step {step.number} of {step.who}, {when}: "
            f"“{step.sentence}”; {since}"
        )

    def made(self, choices: Choices) -> dict[int, Choice]:
        """Return what stands of every difference after these choices, by number."""
        return choices_made(self.differences, choices)

    def undecided(self, choices: Choices) -> tuple[Difference, ...]:
        """Return what both changed and nobody chose; it stays as it is here."""
        return tuple(one for one in self.differences if one.is_open and one.number not in choices)

    def edit(self, choices: Choices) -> JoinRegister:
        """Return the one step that joins the other register by these choices."""
        taken = len(list(chosen(self.differences, choices)))
        number = "1 change" if taken == 1 else f"{taken:,} changes"
        names = _names([step.who for step in self.their_steps])
        words = f"Joined with {self.name}: {number}{f' of {names}' if names else ''}"
        return JoinRegister(words, self.theirs, self.differences, dict(choices))

    def why(self) -> str:
        """Return what was done in the other since they parted, a line for each step."""
        told = [f"{step.who}, {step.when:%Y-%m-%d}: {step.sentence}" for step in self.their_steps]
        if len(told) > MOST_STEPS_TOLD:
            more = len(told) - MOST_STEPS_TOLD
            told = [f"{more:,} earlier {'step' if more == 1 else 'steps'}", *told[more:]]
        return "\n".join(told)


def compare_registers(
    name: str,
    mine: Past,
    theirs: Past,
    kept: Kept | None = None,
    notes: Sequence[str] = (),
    report: Progress = unreported,
) -> RegistersCompared:
    """Lay a register beside another called `name`.

    `kept` are records here that cannot be removed, with the reason. `notes` are told with it.
    """
    parting = parting_of(_heard(mine, report), _heard(theirs, report))
    base = parting.register if parting else None
    there = as_known_here(mine.register, theirs.register, base) if base else theirs.register
    found = differences(mine.register, there, base, lambda done, total, text: report(1, 3, text))
    shown = fitted(mine.register, there, found, kept, lambda done, total, text: report(2, 3, text))
    report(3, 3, "Compared")
    return RegistersCompared(name, mine.register.revision, there, parting, shown, tuple(notes))


def _heard(past: Past, report: Progress) -> Past:
    """Return a past that reports whenever a step of it is read, so that reading can be stopped."""

    def changes_of(step: Step) -> tuple[Change, ...]:
        report(0, 3, "Looking for where the two parted")
        return past.changes_of(step)

    return Past(past.register, past.steps, changes_of)


def _steps(number: int) -> str:
    return "1 change" if number == 1 else f"{number:,} changes"


def _names(who: Sequence[str]) -> str:
    names = list(dict.fromkeys(name for name in who if name))
    if len(names) <= 2:
        return " and ".join(names)
    return f"{', '.join(names[:2])} and {len(names) - 2} more"
