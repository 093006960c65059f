"""What every page is given: the desk, long work, results, actions, messages, look and memory."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QSettings

from planner.session import Session
from ui.actions import Actions
from ui.desk import Desk
from ui.notices import MessageBar
from ui.results import Results
from ui.tasks import Tasks
from ui.theme import Look
from ui.trail import Stop, Trail


@dataclass(frozen=True, slots=True)
class Workbench:
    """The parts of the window that pages work with.

    `memory` keeps how the window is laid out (column widths, saved views, positions on the map),
    under keys that begin with the page's name.
    """

    desk: Desk
    tasks: Tasks
    results: Results
    actions: Actions
    messages: MessageBar
    look: Look
    trail: Trail
    memory: QSettings

    @property
    def session(self) -> Session:
        """Return the session of the open register; BackstopError where none is open."""
        return self.desk.session

    def go(self, page: str, **view: str) -> None:
        """Go to a page and show there what `view` says, in words that page understands."""
        self.trail.go(Stop(page, MappingProxyType(dict(view))))
