"""What every answer starts from: the register as it stands, who asks, and on which day."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.register.edits import Edit
from planner.register.history import Step
from planner.register.register import Register

if TYPE_CHECKING:
    from planner.dependence.network import Network
    from planner.exercise.log import Entry
    from planner.register.class_history import ClassDecided
    from planner.storage.folders import Folders


class Asked(ABC):
    """A register that questions can be put to."""

    _network: tuple[Register, Network] | None = None

    @property
    @abstractmethod
    def register(self) -> Register:
        """Return the register as it stands now."""

    @property
    @abstractmethod
    def who(self) -> str:
        """Return whose edits these are."""

    @property
    @abstractmethod
    def folders(self) -> Folders:
        """Return where settings are kept."""

    @abstractmethod
    def apply(self, edit: Edit, why: str = "") -> Step | None:
        """Make an edit and keep it."""

    @abstractmethod
    def today(self) -> datetime.date:
        """Return the date of the session's clock."""

    def class_decisions(self) -> Mapping[str, ClassDecided]:
        """Return by service when and by whom its class was set, where history is at hand."""
        return {}

    def log_of(self, exercise: str) -> tuple[Entry, ...]:
        """Return the log of an exercise, oldest entry first; a session keeps it, a study none."""
        return ()

    def network(self) -> Network:
        """Return the supply network of the register, built once per revision."""
        from planner.dependence.network import build_network

        if self._network is None or self._network[0] is not self.register:
            self._network = (self.register, build_network(self.register))
        return self._network[1]
