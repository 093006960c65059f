"""Everything that can be asked of a register, and a copy of one to ask in another process."""

from __future__ import annotations

import datetime

from planner.answers.chancing import Chancing
from planner.answers.deciding import Deciding
from planner.answers.documenting import Documenting
from planner.answers.exercise_preparing import ExercisePreparing
from planner.answers.exercise_revealing import ExerciseRevealing
from planner.answers.exercise_telling import ExerciseTelling
from planner.answers.importing import Importing
from planner.answers.levying import Levying
from planner.answers.lotting import Lotting
from planner.answers.mapping import Mapping
from planner.answers.overview import Overview
from planner.answers.pairing import Pairing
from planner.answers.papering import Papering
from planner.answers.picturing import Picturing
from planner.answers.preventing import Preventing
from planner.answers.publishing import Publishing
from planner.answers.reviewing import Reviewing
from planner.answers.tabling import Tabling
from planner.answers.watching import Watching
from planner.answers.workbooks import Workbooks
from planner.errors import BackstopError
from planner.register.edits import Edit
from planner.register.history import Step
from planner.register.register import Register
from planner.storage.folders import Folders


class Answers(
    Documenting,
    ExerciseRevealing,
    ExerciseTelling,
    ExercisePreparing,
    Mapping,
    Reviewing,
    Importing,
    Overview,
    Picturing,
    Tabling,
    Deciding,
    Publishing,
    Papering,
    Chancing,
    Levying,
    Pairing,
    Lotting,
    Watching,
    Workbooks,
    Preventing,
):
    """All answers together: health, dependence, runs, plans, documents and imports."""


class Study(Answers):
    """A register at one revision, that can be asked but not edited; it can be pickled.

    Answers that would change the register refuse with BackstopError: edits are for the session.
    """

    def __init__(
        self, register: Register, who: str, folders: Folders, today: datetime.date
    ) -> None:
        self._register = register
        self._who = who
        self._folders = folders
        self._today = today

    @property
    def register(self) -> Register:
        """Return the register as it was when the study was taken."""
        return self._register

    @property
    def who(self) -> str:
        """Return who asks."""
        return self._who

    @property
    def folders(self) -> Folders:
        """Return where settings are kept."""
        return self._folders

    def today(self) -> datetime.date:
        """Return the day on which the study was taken."""
        return self._today

    def apply(self, edit: Edit, why: str = "") -> Step | None:
        """Refuse: a study is a copy."""
        raise BackstopError("This is a copy of the register to look at; edit the register itself.")
