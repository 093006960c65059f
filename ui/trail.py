"""Back and forward through the places a person has been, like a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

MOST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """One place: a page and what was shown on it, in words the page itself understands."""

    page: str
    view: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Trail(QObject):
    """The stops so far and the one shown now; `moved` is sent with the stop to show."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def here(self) -> Stop | None:
        """Return the stop shown now, or None before the first."""
        return self._stops[self._at] if self._stops else None

    @property
    def can_go_back(self) -> bool:
        """Return whether there is an earlier stop."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Return whether there is a later stop."""
        return self._at + 1 < len(self._stops)

    def go(self, stop: Stop) -> None:
        """Go to a stop; what lay ahead is forgotten. The same stop again adds nothing."""
        if stop != self.here:
            self._stops = [*self._stops[: self._at + 1], stop][-MOST:]
            self._at = len(self._stops) - 1
        self.moved.emit(stop)

    def amend(self, stop: Stop) -> None:
        """Remember the place shown now as `stop`, such as after a filter: no new step back."""
        if self._stops:
            self._stops[self._at] = stop

    def back(self) -> None:
        """Go to the stop before, if there is one."""
        self._move(-1)

    def forward(self) -> None:
        """Go to the stop after, if there is one."""
        self._move(1)

    def clear(self) -> None:
        """Forget every stop, as when another register is opened."""
        self._stops, self._at = [], -1

    def _move(self, by: int) -> None:
        if 0 <= self._at + by < len(self._stops):
            self._at += by
            self.moved.emit(self._stops[self._at])
