"""A chart of several courses of the same days as values: people without a service, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.document.chart_basis import Chart

STEPS = 40
"""How many places along a line are looked at for its words."""
CLEAR = 16.0
"""Room around words beyond which more makes no place better."""


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course: its name, its words beside the line, and people in each span.

    `style` tells lines apart without colour: a strong, a plain and a dashed line.
    """

    name: str
    words: str
    style: Literal["strong", "plain", "dashed"]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesOverTime(Chart):
    """People without a service in several courses of the same days, each a stepped line.

    Span `at` begins on day `starts[at]` of the scenario and lasts to the next, the last one to
    `horizon`. What lies between the first line and the second, where the first is higher, is
    hatched where `between` says in words what that is.
    """

    starts: tuple[int, ...]
    horizon: int
    lines: tuple[CourseLine, ...]
    between: str = ""

    @property
    def most(self) -> float:
        """Return the highest number of people in any line."""
        return max((max(one.values, default=0.0) for one in self.lines), default=0.0)

    @property
    def ends(self) -> tuple[int, ...]:
        """Return the first day after each span."""
        return (*self.starts[1:], self.horizon)

    def higher(self) -> Iterator[range]:
        """Yield the runs of spans in which the first line is above the second."""
        if len(self.lines) < 2:
            return
        first, second = self.lines[0].values, self.lines[1].values
        start: int | None = None
        for at in range(len(self.starts) + 1):
            is_higher = at < len(self.starts) and first[at] > second[at] + 0.05
            if is_higher and start is None:
                start = at
            elif not is_higher and start is not None:
                yield range(start, at)
                start = None

    def label_places(
        self, width: float, height: float, top: float, sizes: Sequence[tuple[float, float]]
    ) -> tuple[tuple[float, float], ...]:
        """Return for the words of each line where their left end and their middle stand.

        `width` and `height` are those of the plot, `top` the people at its upper edge, `sizes` the
        width and height of each line's words, all in one unit; places count from the lower left
        corner. Words stand just above or below their own line, as clear of everything as may be.
        """
        taken: list[tuple[float, float, float, float]] = []
        found = []
        for number, (wide, tall) in enumerate(sizes):
            best: tuple[float, float, float] | None = None
            for step in range(STEPS + 1):
                left = max(0.0, width - wide) * step / STEPS
                low, high = self._reach(number, left, left + wide, width, height, top)
                for middle in (high + tall * 0.75, low - tall * 0.75):
                    box = (left, left + wide, middle - tall / 2, middle + tall / 2)
                    clear = self._clear(number, box, taken, width, height, top)
                    score = min(clear, CLEAR) - (high - low) / height * 4 - step / STEPS
                    if best is None or score > best[0]:
                        best = (score, left, middle)
            assert best is not None
            _, left, middle = best
            taken.append((left, left + wide, middle - tall / 2, middle + tall / 2))
            found.append((left, middle))
        return tuple(found)

    def _reach(
        self, number: int, left: float, right: float, width: float, height: float, top: float
    ) -> tuple[float, float]:
        """Return the lowest and the highest place of a line between two places across."""
        values = self.lines[number].values
        within = [
            values[at]
            for at, (start, end) in enumerate(zip(self.starts, self.ends, strict=True))
            if end / self.horizon * width > left and start / self.horizon * width < right
        ]
        return min(within) / top * height, max(within) / top * height

    def _clear(
        self,
        number: int,
        box: tuple[float, float, float, float],
        taken: Sequence[tuple[float, float, float, float]],
        width: float,
        height: float,
        top: float,
    ) -> float:
        """Return how far a box is from lines, other words and the edges; below 0 it meets one."""
        left, right, low, high = box
        gaps = [low, height - high]
        for other in range(len(self.lines)):
            if other != number:
                lowest, highest = self._reach(other, left, right, width, height, top)
                gaps.append(max(low - highest, lowest - high))
        for other_left, other_right, lowest, highest in taken:
            across = max(left - other_right, other_left - right)
            gaps.append(max(across, low - highest, lowest - high))
        return min(gaps)
