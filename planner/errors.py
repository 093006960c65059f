"""Errors that carry a sentence for the user: what is wrong, where it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it stands, what is wrong, and how to mend it."""

    where: str
    what: str
    mend: str = ""

    @property
    def sentence(self) -> str:
        """Return the whole problem as one clear sentence."""
        start = f"{self.where}: {self.what}" if self.where else self.what
        return f"{start}; {self.mend}." if self.mend else f"{start}."


class BackstopError(Exception):
    """Any failure that the user can understand and do something about."""

    @property
    def sentence(self) -> str:
        """Return what to show the user; never a traceback."""
        return str(self)


class InputRefused(BackstopError):
    """Input that cannot be taken; it lists every problem found, not only the first."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(problem.sentence for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputRefused], tuple[tuple[Problem, ...]]]:
        """Return how to send the error to another process with all its problems."""
        return InputRefused, (self.problems,)

    @classmethod
    def one(cls, where: str, what: str, mend: str = "") -> InputRefused:
        """Build the error for a single problem."""
        return cls([Problem(where, what, mend)])
