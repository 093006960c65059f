"""Errors that carry a sentence for the user: what is wrong, where it is, and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_PART = 1_000
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it stands, what is wrong, and how to mend it.

    Signs that no screen can show, or that turn a line round, stand in it as their codes; what is
    very long is cut.
    """

    where: str
    what: str
    mend: str = ""

    def __post_init__(self) -> None:
        """Make each part fit to be shown, whatever the input held that it quotes."""
        for name in ("where", "what", "mend"):
            object.__setattr__(self, name, showable(getattr(self, name)))

    @property
    def sentence(self) -> str:
        """Return the whole problem as one clear sentence."""
        start = f"{self.where}: {self.what}" if self.where else self.what
        return f"{start}; {self.mend}." if self.mend else f"{start}."


def showable(words: str) -> str:
    """Return words that quote an input so that any screen can show them."""
    if len(words) > LONGEST_PART:
        words = f"{words[: LONGEST_PART - 1]}\N{HORIZONTAL ELLIPSIS}"
    if words.isprintable():
        return words
    return _UNSHOWABLE.sub(lambda found: _code(found.group()), words)


def _code(sign: str) -> str:
    return f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}"


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
