"""One register file and several people: who has it open, who reads, who takes over.

The note beside the file says who edits. A session that gives way reads while another edits; being
taken over makes the one before a reader, whose changes stay in the working copy.
"""

from __future__ import annotations

import dataclasses
import datetime
import threading
from collections.abc import Callable
from pathlib import Path

from planner.courtesy_words import reading_words, refusal
from planner.errors import BackstopError
from planner.kept import Kept, kept_at
from planner.storage import courtesy_lock
from planner.storage.courtesy_lock import STALE, LockNote
from planner.storage.folders import Folders
from planner.storage.register_file import RegisterFile

RENEWED_AFTER = datetime.timedelta(minutes=2)
"""How old our sign of life grows before it is written again."""


class ReadingOnly(BackstopError):
    """A change to a register that is only read here, because another has it open."""


class Courtesy:
    """What a session adds for a file that others open too."""

    _kept: Kept
    _now: Callable[[], datetime.datetime]
    _who: str
    _note: LockNote
    _other: LockNote | None = None
    _holds = False
    """Whether the note beside the file was ours when last looked at."""
    _gives_way = False
    _is_reading = False
    _was_taken_over = False
    _watched: tuple[str, datetime.datetime] | None = None
    _watched_since: datetime.datetime | None = None
    _looked_at: tuple[int, int] | None = None
    _before: Kept | None = None
    _at_note: threading.RLock
    _is_closed = False

    @property
    def is_reading(self) -> bool:
        """Return whether this session only reads: every edit, log entry and save is refused."""
        return self._is_reading

    @property
    def was_taken_over(self) -> bool:
        """Return whether it reads because another took the register over from it."""
        return self._is_reading and self._was_taken_over

    @property
    def other_person(self) -> LockNote | None:
        """Return the note of whoever else has the file open; None where nobody has."""
        return self._other

    @property
    def reading_words(self) -> str:
        """Return what to tell the one who reads; "" where this session edits."""
        if not self._is_reading:
            return ""
        return reading_words(self._other, self._note, self._now(), taken=self._was_taken_over)

    def give_way(self) -> None:
        """Read from now on while another has the register open; else edit until taken over.

        What the notices said of it is said by `reading_words` instead.
        """
        self._gives_way = True
        if self._other is not None and not self._is_reading:
            self._read()
            sentence = self._other.sentence
            kept = self._kept
            kept.notices[:] = [
                one for one in kept.notices if one != sentence and one != _open_here(kept)
            ]

    def show_presence(self) -> None:
        """Renew the note beside the file, or see who left another; called now and then.

        A share that is away for the moment changes nothing.
        """
        with self._at_note:
            if isinstance(self._kept, RegisterFile) and not self._is_closed:
                self._look()

    def newer(self) -> bool:
        """Return whether the file was saved by another since it was opened or read here.

        Cheap where the size and the time of the file are what they were at the last look. A file
        that is away for the moment is not newer; OSError where it cannot be read.
        """
        try:
            status = self._kept.path.stat()
        except OSError:
            return False
        looks = (status.st_size, status.st_mtime_ns)
        if looks == self._looked_at:
            return False
        if self._kept.is_changed_by_another():
            return True
        self._looked_at = looks
        return False

    def read_anew(self) -> None:
        """Read the file again, as another saved it; BackstopError where changes here are not saved.

        What was read before stays open until the next time, for those who are still reading it.
        """
        kept = self._kept
        if not kept.is_saved:
            raise BackstopError(
                f"Your changes of {kept.path.name} are not saved, so it is not read anew; save "
                "them as a copy first."
            )
        fresh = kept_at(kept.path, self.folders, self._now())
        if isinstance(fresh, RegisterFile):
            fresh.notices[:] = [one for one in fresh.notices if one != _open_here(fresh)]
        self._put(fresh)
        if self._before is not None:
            self._before.close()
        self._before = kept
        self._looked_at = None

    def take_over(self) -> None:
        """Edit from now on in place of the other, who reads from then on; reads anew first.

        Changes not saved here stay. BackstopError where the note cannot be written.
        """
        if not self._is_reading:
            return
        if self._kept.is_saved and self.newer():
            self.read_anew()
        now = self._now()
        path = self._kept.path
        try:
            there = courtesy_lock.note_there(path)
            turn = max(self._note.turn, there.turn if there else 0) + 1
            note = dataclasses.replace(self._note, since=now, seen=now, turn=turn)
            courtesy_lock.write_note(path, note)
        except OSError as error:
            raise BackstopError(
                f"{path.name} was not taken over, because {path.parent} cannot be written to now "
                f"({error.strerror or error}); try again, or save a copy."
            ) from error
        self._note = note
        self._edit()

    def _refuse_reading(self) -> None:
        """Refuse a change while another has the register: ReadingOnly."""
        if self._is_reading:
            raise ReadingOnly(refusal(self._other, self._note, taken=self._was_taken_over))

    def _refuse_logging(self) -> None:
        """Refuse an entry of an exercise's log, unless one was being played when taken over.

        What happens in the room cannot wait; the log can be saved as a copy.
        """
        if not self._was_taken_over:
            self._refuse_reading()

    def _refuse_saving(self, path: Path) -> None:
        """Refuse to write to the register another has open, however that is named."""
        if self._is_reading and path.expanduser().resolve() == self._kept.path:
            raise ReadingOnly(
                f"You are reading {self._kept.path.name}; save your copy under another name."
            )

    def _leave(self) -> None:
        """Take our note away."""
        with self._at_note:
            courtesy_lock.take_away(self._kept.path, self._note.token)

    def _leave_for_good(self) -> None:
        """Take our note away and leave none again, even where a thread is about to."""
        with self._at_note:
            self._is_closed = True
            courtesy_lock.take_away(self._kept.path, self._note.token)
        if self._before is not None:
            self._before.close()
            self._before = None

    def _go_on_elsewhere(self) -> None:
        """Begin anew beside another file, as after it was saved under another name."""
        self._edit()
        self._holds = False
        self._looked_at = None
        self._note = dataclasses.replace(self._note, turn=0)

    @property
    def folders(self) -> Folders:
        """Return where this person's settings, working copies and backups are kept."""
        raise NotImplementedError

    def _put(self, kept: Kept) -> None:
        raise NotImplementedError

    def _read(self) -> None:
        other = self._other
        self._is_reading = True
        self._holds = False
        if other is not None:
            self._watched, self._watched_since = (other.token, other.seen), self._now()

    def _edit(self) -> None:
        self._is_reading = False
        self._was_taken_over = False
        self._holds = True
        self._other = None

    def _look(self) -> None:
        now = self._now()
        try:
            there = courtesy_lock.note_there(self._kept.path)
        except OSError:
            return
        ours = self._note
        if self._is_reading:
            self._watch(there, now)
        elif there is None or there.token == ours.token or there.turn < ours.turn:
            self._hold(now, is_there=there is not None and there.token == ours.token)
        elif self._holds:
            # Ours lay there and was replaced, so whoever did that lives, whatever clocks say.
            self._tell_of(there)
        else:
            live = courtesy_lock.note_of_another(self._kept.path, now, ours.token)
            if live is None or self._is_leftover(live):
                self._note = dataclasses.replace(ours, turn=there.turn + 1)
                self._hold(now, is_there=False)
            else:
                self._tell_of(live)

    def _hold(self, now: datetime.datetime, *, is_there: bool) -> None:
        self._holds = True
        self._other = None
        if is_there and abs(now - self._note.seen) < RENEWED_AFTER:
            return
        self._note = courtesy_lock.renewed(self._note, now)
        courtesy_lock.leave_note(self._kept.path, self._note)

    def _tell_of(self, other: LockNote) -> None:
        held, self._other = self._holds, other
        if self._gives_way:
            self._was_taken_over = held
            self._read()
        elif other.sentence not in self._kept.notices:
            self._kept.notices.append(other.sentence)

    def _watch(self, there: LockNote | None, now: datetime.datetime) -> None:
        """Follow the note of the one who edits; it counts for as long as it is renewed.

        Only the clock of this machine is asked, so that a wrong one elsewhere does no harm.
        """
        if there is None or there.token == self._note.token:
            self._other = None
        elif self._watched != (there.token, there.seen) or self._watched_since is None:
            self._watched, self._watched_since = (there.token, there.seen), now
            self._other = there
        elif now - self._watched_since > STALE:
            self._other = None

    def _is_leftover(self, note: LockNote) -> bool:
        """Return whether a note is our own, left by a crash of this program on this machine.

        A window of ours that still runs has its working copy claimed.
        """
        mine = note.who == self._who and note.machine == self._note.machine
        return mine and not (isinstance(self._kept, RegisterFile) and self._kept.is_open_here)


def _open_here(kept: Kept) -> str:
    return kept.open_here_words if isinstance(kept, RegisterFile) else ""
