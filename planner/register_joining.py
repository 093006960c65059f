"""Another register laid beside the one of a session, and joined into it as one step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import BackstopError
from planner.json_register import SUFFIX as JSON_SUFFIX
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.exercise.log import Entry
    from planner.register.changes import Change
    from planner.register.choosing import Choices
    from planner.register.compared import RegistersCompared
    from planner.register.edits import Edit
    from planner.register.fitting import Kept as KeptRecords
    from planner.register.history import Step
    from planner.register.parting import Past
    from planner.register.register import Register
    from planner.storage.folders import Folders

    Logs = dict[str, tuple[Entry, ...]]


class RegisterJoining:
    """What a session adds for registers that parted: compare with another, and join it."""

    if TYPE_CHECKING:

        @property
        def register(self) -> Register:
            """Return the register as it stands now."""

        @property
        def folders(self) -> Folders:
            """Return where the other register is read aside."""

        def apply(self, edit: Edit, why: str = "") -> Step | None:
            """Make an edit and keep it."""

        def history(self) -> tuple[Step, ...]:
            """Return every step ever made, oldest first."""

        def changes_of(self, step: Step) -> tuple[Change, ...]:
            """Return what one step changed."""

        def log_of(self, exercise: str) -> tuple[Entry, ...]:
            """Return the log of an exercise."""

    def compare_with(
        self, path: Path, report: Progress = unreported, called: str = ""
    ) -> RegistersCompared:
        """Lay another register beside this one; nothing of either is changed.

        It may be a `.backstop` file of any version, a backup or a JSON register, and the file of
        this register itself where somebody else changed it; `called` is what it is called instead
        of its name. BackstopError or InputRefused where it cannot be read.
        """
        from planner.register.compared import compare_registers
        from planner.register.parting import Past

        report(0, 3, "Reading the other register")
        mine = Past(self.register, self.history(), self.changes_of)
        name = called or path.name
        with _past_of(path, self.folders, name) as (theirs, logs):
            notes = [*_about_json(path), *self._about_logs(theirs.register, logs, name)]
            return compare_registers(name, mine, theirs, self._kept_for_good(), notes, report)

    def join(self, compared: RegistersCompared, choices: Choices, why: str = "") -> Step | None:
        """Join the other register by these choices as one step; None where nothing is taken.

        InputRefused where the choices contradict each other; BackstopError where this register
        changed since it was compared.
        """
        if compared.revision != self.register.revision:
            raise BackstopError(
                "The register changed since the two were compared; compare them again."
            )
        return self.apply(compared.edit(choices), why or compared.why())

    def _kept_for_good(self) -> KeptRecords:
        """Return exercises and events that a log is about, which cannot be removed."""
        kept: dict[tuple[str, str], str] = {}
        injects = self.register.of_kind("inject")
        for code in self.register.of_kind("exercise"):
            log = self.log_of(code)
            if log:
                kept["exercise", code] = "it was played here and its log is kept for good"
            for entry in log:
                if entry.inject and entry.inject in injects:
                    kept["inject", entry.inject] = "it is in the log of its exercise"
        return kept

    def _about_logs(self, theirs: Register, logs: Logs, name: str) -> Iterator[str]:
        for code, log in logs.items():
            mine = self.log_of(code)
            if mine[: len(log)] == log:
                continue
            title = getattr(theirs.of_kind("exercise").get(code), "title", code)
            here = f"; here it has {_entries(len(mine))}" if mine else ""
            yield (
                f"The log of “{title}” ({_entries(len(log))}{here}) is not taken over and stays "
                f"in {name}."
            )


@contextmanager
def _past_of(path: Path, folders: Folders, name: str) -> Iterator[tuple[Past, Logs]]:
    """Read a register aside; yield its past, and the logs of its exercises by their codes."""
    from planner.register.parting import Past

    path = path.expanduser().resolve()
    if path.suffix.lower() == JSON_SUFFIX:
        from planner.exchange.register_json import read_register

        yield Past(read_register(path), (), lambda step: ()), {}
        return
    from planner.storage.aside import read_aside

    with read_aside(path, folders, name) as aside:
        from planner.exercise.log import from_json

        codes = aside.register.of_kind("exercise")
        logs = {code: tuple(map(from_json, aside.copy.log_of(code))) for code in codes}
        yield Past(aside.register, aside.history.steps, aside.changes_of), logs


def _about_json(path: Path) -> Iterator[str]:
    if path.suffix.lower() == JSON_SUFFIX:
        yield f"{path.name} is JSON, which keeps no history."


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"
