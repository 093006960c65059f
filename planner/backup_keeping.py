"""The backups of an open register: seen, compared with now, and restored as a step."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.storage.register_file import RegisterFile

if TYPE_CHECKING:
    from planner.kept import Kept
    from planner.register.edits import Edit
    from planner.register.history import Step
    from planner.session import Clock, Session
    from planner.storage.backup_list import Backup
    from planner.storage.folders import Folders


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup restored as a step: the step, None where nothing differed, and what was kept.

    `kept` is the copy of the file as it was before; None where there was no file.
    """

    step: Step | None
    kept: Path | None

    @property
    def sentence(self) -> str:
        """Return what to tell the person who restored it."""
        before = f" The file as it was before is {self.kept}." if self.kept else ""
        if self.step is None:
            return f"The backup holds what the register holds now; nothing was changed.{before}"
        return f"{self.step.sentence}; undo takes it back.{before}"


class BackupKeeping:
    """What a session adds for backups; only a register file has any."""

    _kept: Kept
    _now: Callable[[], datetime.datetime]

    if TYPE_CHECKING:

        @property
        def folders(self) -> Folders:
            """Return where backups are kept."""

        def apply(self, edit: Edit, why: str = "") -> Step | None:
            """Make an edit and keep it."""

        @classmethod
        def open(cls, path: Path, who: str, *, now: Clock, folders: Folders | None) -> Session:
            """Open a register."""

    def restore(self, backup: Backup, report: Progress = unreported) -> Restored:
        """Make the register what a backup holds, as one step; NotARegister where it is unfit.

        The file is backed up first, however short ago that was done. Logs of exercises stay, and
        those that only the backup has are added.
        """
        from planner.register.restoring import RestoreRegister
        from planner.storage.aside import read_aside

        kept = self._register_file()
        report(0, 3, "Reading the backup")
        with read_aside(backup.path, self.folders) as aside:
            report(1, 3, "Backing up the register as it is")
            before = kept.back_up_now(self._now())
            report(2, 3, "Restoring")
            when = backup.taken.astimezone(self._now().tzinfo)
            edit = RestoreRegister(
                aside.register,
                f"Restored the register from the backup of {when.day} {when:%B %Y %H:%M}",
                frozenset(code for code in kept.register.of_kind("exercise") if kept.log_of(code)),
            )
            step = self.apply(edit)
            for code in kept.register.of_kind("exercise"):
                if not kept.log_of(code):
                    for entry in aside.copy.log_of(code):
                        kept.log(code, partial(_as_it_was, entry))
        return Restored(step, before)

    @classmethod
    def restore_file(
        cls,
        path: Path,
        backup: Backup,
        who: str,
        *,
        folders: Folders,
        now: Callable[[], datetime.datetime],
        anyway: bool = False,
        report: Progress = unreported,
    ) -> str:
        """Restore a register that is not open here and save it; return what was done and kept.

        One that opens is restored by a step; one that does not is set aside and replaced.
        BackstopError where it is in use, unless `anyway`, and where the backup is unfit.
        """
        from planner.answers.caring import may_be_mended, refuse_while_in_use, restore_over

        if not anyway:
            refuse_while_in_use(path, folders, now())
        try:
            session = cls.open(path, who, folders=folders, now=now)
        except BackstopError as error:
            if path.exists() and not may_be_mended(path, error):
                raise  # nothing is wrong with the file, such as one that a newer Backstop saved
            return restore_over(path, backup, who, folders, now(), anyway=anyway, report=report)
        with session:
            restored = session.restore(backup, report)
            return f"{restored.sentence} {session.save().sentence}"

    def _register_file(self) -> RegisterFile:
        if not isinstance(self._kept, RegisterFile):
            path: Path = self._kept.path
            raise BackstopError(
                f"{path.name} is not a .backstop file, and only those have backups; save the "
                "register as one."
            )
        return self._kept


def _as_it_was(entry: str, number: int) -> str:
    """Return an entry of a log with the number it has, which is the one it gets."""
    return entry
