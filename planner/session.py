"""The one door for the window and the command line: open, edit, undo, save.

A session is one register in use by one person. The clock and the person are arguments.
"""

from __future__ import annotations

import datetime
import platform
import threading
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import cast

from planner.answers import caring as caring
from planner.answers.study import Answers, Study
from planner.answers.workbooks import write_template_file as write_template_file
from planner.backup_keeping import BackupKeeping
from planner.errors import BackstopError
from planner.exercise_keeping import ExerciseKeeping
from planner.json_register import SUFFIX as JSON_SUFFIX
from planner.json_register import write_json
from planner.kept import Kept, kept_anew, kept_at
from planner.progress import Progress, unreported
from planner.register import history as past
from planner.register.changes import Change
from planner.register.class_history import ClassDecided, classes_decided
from planner.register.edits import ChangeClass, Edit
from planner.register.history import History, Recorded, Step, TakeBack
from planner.register.own_steps import own_redone, own_undone
from planner.register.records import Council
from planner.register.register import Register
from planner.register.step_words import told
from planner.register_joining import RegisterJoining
from planner.storage.courtesy_lock import LockNote
from planner.storage.folders import Folders
from planner.storage.folders import users_folders as users_folders
from planner.storage.publish import Saved, publish
from planner.storage.register_file import RegisterFile
from planner.team_keeping import Conflict as Conflict
from planner.team_keeping import ConflictPart as ConflictPart
from planner.team_keeping import PasswordNeeded as PasswordNeeded
from planner.team_keeping import Present as Present
from planner.team_keeping import TeamKeeping
from planner.team_keeping import Unreachable as Unreachable
from planner.team_keeping import address_of as address_of
from planner.team_keeping import is_address as is_address
from planner.team_keeping import keep_link as keep_link
from planner.team_keeping import link_to as link_to

Clock = Callable[[], datetime.datetime]


def local_now() -> datetime.datetime:
    """Return the time with its zone."""
    return datetime.datetime.now().astimezone()


LOOKED_THROUGH = 400
"""Steps of history looked through for who recorded a rating, the last ones."""


class Session(TeamKeeping, ExerciseKeeping, BackupKeeping, RegisterJoining, Answers):
    """One register in use. `notices` are sentences to show to the person who opened it."""

    def __init__(
        self, kept: Kept, who: str, now: Clock, machine: str, folders: Folders | None = None
    ) -> None:
        self._kept = kept
        self._last: Recorded | None = None
        self._who = who
        self._now = now
        self._folders = folders
        moment = now()
        self._note = LockNote(who, machine, moment, moment, uuid.uuid4().hex)
        self._at_note = threading.RLock()
        self.show_presence()

    @classmethod
    def new(
        cls,
        path: Path,
        council_name: str,
        who: str,
        *,
        now: Clock = local_now,
        folders: Folders | None = None,
        machine: str = "",
        overwrite: bool = False,
    ) -> Session:
        """Make a new register of a council at `path`, saved at once; BackstopError if it cannot.

        With `overwrite` it takes the place of a file that is there, once it is whole.
        """
        return cls.of(
            path,
            Register.build(Council(council_name)),
            who,
            now=now,
            folders=folders,
            machine=machine,
            overwrite=overwrite,
        )

    @classmethod
    def of(
        cls,
        path: Path,
        register: Register,
        who: str,
        *,
        now: Clock = local_now,
        folders: Folders | None = None,
        machine: str = "",
        overwrite: bool = False,
    ) -> Session:
        """Keep a register that was made elsewhere in a new file at `path`."""
        kept = kept_anew(path, register, folders or users_folders(), now(), overwrite=overwrite)
        return cls(kept, who, now, machine or platform.node(), folders)

    @classmethod
    def open(
        cls,
        path: Path,
        who: str,
        *,
        now: Clock = local_now,
        folders: Folders | None = None,
        machine: str = "",
        password: str = "",
    ) -> Session:
        """Open a .backstop, .json or .backstop-team register; BackstopError where it is unfit.

        `password` is for a register on a server, and is not kept; PasswordNeeded asks for it.
        """
        kept = kept_at(path, folders or users_folders(), now(), who, password)
        return cls(kept, who, now, machine or platform.node(), folders)

    @classmethod
    def sample(
        cls, path: Path, who: str, *, now: Clock = local_now, folders: Folders | None = None
    ) -> Session:
        """Keep a copy of the sample council in a new file at `path`."""
        from planner.exchange.register_json import read_register
        from resources.sample import sample_register_path

        return cls.of(path, read_register(sample_register_path()), who, now=now, folders=folders)

    def __enter__(self) -> Session:
        """Return the session itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the session; unsaved edits of a register file wait for the next opening."""
        self.close()

    @property
    def register(self) -> Register:
        """Return the register as it stands now."""
        return self._kept.register

    @property
    def revision(self) -> int:
        """Return the number of the last step of history."""
        return self._kept.register.revision

    @property
    def path(self) -> Path:
        """Return where the register is saved."""
        return self._kept.path

    @property
    def who(self) -> str:
        """Return whose edits these are."""
        return self._who

    @property
    def folders(self) -> Folders:
        """Return where this person's settings, working copies and backups are kept."""
        return self._folders or users_folders()

    def study(self) -> Study:
        """Return the register as it stands, to be asked in another process."""
        return Study(self.register, self.who, self.folders, self.today())

    def today(self) -> datetime.date:
        """Return the date of the session's clock."""
        return self._now().date()

    @property
    def notices(self) -> tuple[str, ...]:
        """Return sentences about what was recovered, brought up or open elsewhere."""
        return tuple(self._kept.notices)

    @property
    def is_saved(self) -> bool:
        """Return whether the file holds every edit."""
        return self._kept.is_saved

    @property
    def unsaved_steps(self) -> int:
        """Return how many edits the file does not hold yet."""
        return self._kept.unsaved_steps

    @property
    def undo_sentence(self) -> str:
        """Return what undo would take back, or "" where there is nothing."""
        step = self._kept.history.next_undo
        return step.sentence if step else ""

    @property
    def redo_sentence(self) -> str:
        """Return what redo would make again, or "" where there is nothing."""
        step = self._kept.history.next_redo
        return step.sentence if step else ""

    def apply(self, edit: Edit, why: str = "", *, seen: Register | None = None) -> Step | None:
        """Make an edit and keep it; None where nothing would change, InputRefused if unfit.

        In a shared register, Conflict where others changed the same since `seen`, the register
        this person was looking at; None is the one of this moment.
        """
        if not why and isinstance(edit, ChangeClass):
            why = edit.reason

        def made() -> Recorded | None:
            base = seen if seen is not None and self.is_shared else self.register
            return past.recorded(base, self._kept.history, edit, self._who, self._now(), why)

        recorded = self._made(made)
        return self._keep(recorded) if recorded else None

    def undo(self) -> Step:
        """Take back the last step, your own last if shared; BackstopError where there is none."""
        undone = own_undone if self.is_shared else past.undone
        made = self._made(lambda: undone(*self._past(), self._who, self._now()))
        return cast(Step, self._keep(made))

    def redo(self) -> Step:
        """Make the last undone step again, likewise; BackstopError where there is none."""
        redone = own_redone if self.is_shared else past.redone
        made = self._made(lambda: redone(*self._past(), self._who, self._now()))
        return cast(Step, self._keep(made))

    def take_back(self, number: int, why: str = "") -> Step | None:
        """Take back one earlier step and leave the later ones; refused where they build on it."""
        step = self._kept.history.step(number)
        return self.apply(TakeBack(step, self.changes_of(step)), why)

    def history(self) -> tuple[Step, ...]:
        """Return every step ever made, oldest first."""
        return self._kept.history.steps

    def changes_of(self, step: Step) -> tuple[Change, ...]:
        """Return what one step changed: each record before and after."""
        if self._last is not None and self._last.step == step:
            return self._last.changes
        return past.changes_of_step(step, self._changes_kept)

    def undo_size(self) -> int:
        """Return how many changes undo would take back; a large one takes its time."""
        step = self._kept.history.next_undo
        return self._kept.size_of(step.number) if step else 0

    def redo_size(self) -> int:
        """Return how many changes redo would make again."""
        step = self._kept.history.next_redo
        return self._kept.size_of(step.number) if step else 0

    def recorders(self) -> dict[str, str]:
        """Return by key of warning sign who last recorded its rating, from the last steps."""
        found: dict[str, str] = {}
        for step in self.history()[-LOOKED_THROUGH:]:
            for change in self.changes_of(step):
                if change.kind == "warning_sign" and change.after is not None:
                    found[change.key] = step.who
        return found

    def class_decisions(self) -> Mapping[str, ClassDecided]:
        """Return by service when and by whom its class was set, from the whole history."""
        return classes_decided(self.history(), self.changes_of)

    def told(self, step: Step) -> tuple[str, ...]:
        """Return what one step changed, in words: a line for each field and record."""
        return told(self.changes_of(step))

    def is_changed_by_another(self) -> bool:
        """Return whether somebody else changed the file since it was opened or saved."""
        return self._kept.is_changed_by_another()

    def save(self) -> Saved:
        """Save every edit in the file; where that is refused the file stays as it was."""
        self.show_presence()
        self._refuse_reading()
        return self._kept.save(self._now())

    def save_as(self, path: Path, *, overwrite: bool = False) -> Saved:
        """Save in another file of the same kind and go on with that one."""
        is_json = path.suffix.lower() == JSON_SUFFIX
        if is_json and isinstance(self._kept, RegisterFile):
            raise BackstopError(
                f"A register file keeps its history, which JSON cannot; export {path.name} instead."
            )
        self._refuse_saving(path)
        self._leave()
        before = self.path
        try:
            return self._kept.save_as(path, self._now(), overwrite=overwrite)
        finally:
            if self.path != before:
                self._go_on_elsewhere()
            self.show_presence()

    def export_json(self, path: Path) -> Saved:
        """Write the register as JSON, without its history, and go on with the register file."""
        register = self.register
        target = path.expanduser().resolve()
        return publish(target, lambda new: write_json(register, new), self._now())

    def export_workbook(self, path: Path, report: Progress = unreported) -> Saved:
        """Write the register as a workbook to edit, and go on with the register file."""
        from planner.answers.workbooks import write_workbook_file

        return write_workbook_file(self.register, path, self._now(), report)

    def register_at(self, revision: int | None) -> Register | None:
        """Return the register as it was at a revision; None where history does not reach back."""
        from planner.register.earlier import as_it_was

        if revision is None:
            return None
        return as_it_was(self.register, self.history(), self.changes_of, revision)

    def close(self, *, discard: bool = False) -> None:
        """Close the register; unsaved edits wait for the next opening unless discarded."""
        self._leave_for_good()
        self._kept.close(discard=discard)

    def _past(self) -> tuple[Register, History, past.ChangesOf]:
        return self.register, self._kept.history, self._changes_kept

    def _changes_kept(self, number: int) -> tuple[Change, ...]:
        """Return the changes of a step; those of the last are at hand and need no reading."""
        last = self._last
        if last is not None and last.step.number == number and not self.is_shared:
            return last.changes
        return self._kept.changes_of(number)

    def _keep(self, recorded: Recorded) -> Step | None:
        self._refuse_reading()
        kept = self._kept.keep(recorded, self._keep_logs)
        self._last = kept or self._last
        return kept.step if kept else None

    def _put(self, kept: Kept) -> None:
        self._kept = kept
        self._last = None
