"""A register of a team on a PostgreSQL server: everybody's edits join, and each is kept at once.

An edit is one transaction on the server, in which those who edit take turns. What others did since
is fetched first and the edit is put on top of it, or refused as a conflict. Nothing is acknowledged
before the server has it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import uuid
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from planner.errors import BackstopError
from planner.register.changes import Change, apply_changes
from planner.register.history import Recorded
from planner.register.on_top import put_on_top
from planner.register.own_steps import Mark, redo_changes, undo_changes, with_own_step
from planner.register.register import Register
from planner.storage.migrations import LATEST_VERSION
from planner.storage.publish import Saved, SaveFailed, publish
from planner.storage.steps import keep_step
from planner.storage.tables import RECORD_TABLES
from planner.storage.team_address import TeamAddress, read_link
from planner.storage.team_presence import Present, be_present, leave, others_present
from planner.storage.team_reading import TeamReading
from planner.storage.team_schema import Facts, bring_up, facts_of, take_turn, write_file
from planner.storage.team_server import TeamServer, Unreachable, Unsure
from planner.storage.team_steps import token_of
from planner.storage.team_tables import StepMarkRow

Check = Callable[[tuple[Change, ...]], None]


class TeamRegister(TeamReading):
    """One open team register, for one person. `notices` are sentences to show to that person.

    `register` and `history` are what was last read; `catch_up` reads what others did since.
    `history` can undo and redo what this person did and nobody else's.
    """

    def __init__(self, path: Path, server: TeamServer, facts: Facts, who: str) -> None:
        super().__init__(server, facts, who)
        self.path = path
        self._token = uuid.uuid4().hex

    @classmethod
    def open(cls, path: Path, who: str, password: str = "") -> TeamRegister:
        """Open the team register that a link file leads to.

        BackstopError in plain words where it is unfit; PasswordNeeded where the server wants one.
        """
        path = path.expanduser().resolve()
        return cls.reached(path, read_link(path), who, password)

    @classmethod
    def reached(
        cls, path: Path, address: TeamAddress, who: str, password: str = ""
    ) -> TeamRegister:
        """Open the team register at an address; `path` is its link file."""
        server = TeamServer(address, password)
        try:
            facts = server.read(lambda connection: facts_of(connection, address))
            notices = []
            if facts.version < LATEST_VERSION:
                server.write(lambda connection, unsure: _brought_up(connection, address))
                notices.append(
                    f"The {address.words} was brought up from version {facts.version} to "
                    f"{LATEST_VERSION}; those who use it need this Backstop or a newer one."
                )
                facts = dataclasses.replace(facts, version=LATEST_VERSION)
            opened = cls(path, server, facts, who)
        except BaseException:
            server.close()
            raise
        opened.notices[:0] = notices
        return opened

    @property
    def is_saved(self) -> bool:
        """Return True: an edit is on the server before it is acknowledged."""
        return True

    @property
    def unsaved_steps(self) -> int:
        """Return 0: there is never anything to save."""
        return 0

    def keep(self, recorded: Recorded, check: Check = lambda changes: None) -> Recorded | None:
        """Keep a step on top of what others did, and return it as it was kept.

        None where others did the same already. `check` is asked about the changes while nobody else
        can make any. Conflict where others changed the same since, InputRefused where the result
        would be unfit: then nothing is kept and the register shows theirs. Unreachable where the
        server does not answer, Unsure where it may have kept the step, SaveFailed where it would
        not have it.
        """
        token = uuid.uuid4().hex

        def work(connection: Connection, unsure: bool) -> Recorded | None:
            self._take_turn(connection)
            self._settle(connection)
            if unsure and (number := token_of(connection, token)) is not None:
                return self._kept_before(connection, number)
            return self._put_on_top(connection, recorded, token, check)

        with self._turn:
            try:
                kept = self._server.write(work)
            except Unsure:
                self._doubt = (token, recorded.step.sentence)
                raise
            if kept is not None and kept.step.number > self.register.revision:
                self.register, self.history = kept.register, kept.history
                self._last_token = token
                self._texts.add(kept.step.number, kept.changes)
        return kept

    def log(self, exercise: str, written: Callable[[int], str]) -> int:
        """Keep an entry of an exercise's log for good and return its number there, from 1.

        `written` gives the entry as JSON for its number. Raises as `keep` does.
        """
        token = uuid.uuid4().hex

        def work(connection: Connection, unsure: bool) -> int:
            self._take_turn(connection)
            self._settle(connection)
            if unsure and self.logs.has(connection, token):
                return len(self.logs.of(exercise))
            kept = RECORD_TABLES["exercise"]
            there = select(kept.c.key).where(kept.c.key == exercise)
            if connection.execute(there).first() is None:
                raise BackstopError(
                    "The exercise was removed by another person, so nothing can be logged in it."
                )
            return self.logs.add(connection, exercise, written, token)

        with self._turn:
            number = self._server.write(work)
            with contextlib.suppress(Unreachable):
                self._server.read(self.logs.catch_up)
            return number

    def log_of(self, exercise: str) -> tuple[str, ...]:
        """Return the entries of an exercise's log as last read, oldest first."""
        return self.logs.of(exercise)

    def keep_pulse(self, exercise: str, at: str) -> None:
        """Note when the clock of an exercise was last seen to run; failures are let pass."""
        with contextlib.suppress(SaveFailed), self._turn:
            self._server.write(lambda connection, unsure: self.logs.beat(connection, exercise, at))

    def pulse(self, exercise: str) -> str | None:
        """Return when the clock of an exercise was last seen to run, by anybody."""
        with self._turn:
            return self._server.read(lambda connection: self.logs.pulse(connection, exercise))

    def be_present(self, machine: str) -> None:
        """Note that this person has the register open; one who may only read leaves no note."""
        with contextlib.suppress(SaveFailed), self._turn:
            self._server.write(
                lambda connection, unsure: be_present(connection, self._token, self._who, machine)
            )

    def others(self) -> tuple[Present, ...]:
        """Return everybody else who has the register open; Unreachable where that is not known."""
        with self._turn:
            return self._server.read(lambda connection: others_present(connection, self._token))

    def is_changed_by_another(self) -> bool:
        """Return False: what others change is joined."""
        return False

    def save(self, now: datetime.datetime) -> Saved:
        """Return that there is nothing to save."""
        return Saved(
            self.path, self.path, "Every change is kept on the server already; nothing to save."
        )

    def save_as(self, path: Path, now: datetime.datetime, *, overwrite: bool = False) -> Saved:
        """Write a copy with the whole history as a register file, and go on with the server's."""
        path = path.expanduser().resolve()
        if path.suffix.lower() != ".backstop":
            raise BackstopError(
                f"A copy of a team register is a register file; give {path.name} the end .backstop."
            )
        if path.exists() and not overwrite:
            raise SaveFailed(f"{path.name} is there already; choose another name.")
        with self._turn:
            return publish(path, self._write_copy, now)

    def close(self, *, discard: bool = False) -> None:
        """Take the note of presence away and end the connection."""
        with self._turn:
            with contextlib.suppress(SaveFailed):
                self._server.write(lambda connection, unsure: leave(connection, self._token))
            self._server.close()

    def _write_copy(self, path: Path) -> None:
        try:
            self._server.read(lambda connection: write_file(connection, path), as_one=True)
        except SQLAlchemyError as error:
            raise OSError(str(getattr(error, "orig", None) or error)) from error

    def _put_on_top(
        self, connection: Connection, recorded: Recorded, token: str, check: Check
    ) -> Recorded | None:
        asked, fresh = recorded.step, self.register
        mark = Mark(asked.undoes, asked.redoes)
        if asked.undoes is not None or asked.redoes is not None:
            changes = self._own_changes(connection, mark)
        elif _is_base(recorded, fresh):
            changes = recorded.changes
        else:
            changes = put_on_top(recorded.changes, fresh, self._since(connection, asked.number - 1))
        if not changes:
            return None
        check(changes)
        step = dataclasses.replace(asked, number=fresh.revision + 1, undoes=None, redoes=None)
        after = dataclasses.replace(apply_changes(fresh, changes), revision=step.number)
        keep_step(connection, step, changes, after, _last_ranks(connection, changes))
        row = {"step": step.number, "token": token, "undoes": mark.undoes, "redoes": mark.redoes}
        connection.execute(insert(StepMarkRow), [row])
        return Recorded(step, changes, after, with_own_step(self.history, step, mark, self._who))

    def _own_changes(self, connection: Connection, mark: Mark) -> tuple[Change, ...]:
        """Return what an undo or redo changes now; refused where it is not the next any more."""
        next_one = self.history.next_undo if mark.redoes is None else self.history.next_redo
        number = mark.undoes if mark.redoes is None else mark.redoes
        if next_one is None or next_one.number != number:
            raise BackstopError(
                "You undid or made again something else in another window; look at what is there "
                "now and try again."
            )
        self._texts.fetch(connection, next_one.number)
        stored = self._texts.changes(next_one.number)
        made = undo_changes if mark.redoes is None else redo_changes
        return made(self.register, next_one, stored)

    def _kept_before(self, connection: Connection, number: int) -> Recorded:
        step = self.history.step(number)
        return Recorded(step, self._changes(connection, step), self.register, self.history)


def _is_base(recorded: Recorded, fresh: Register) -> bool:
    """Return whether a step was made to this very register: then its checks were made on it too.

    The number alone does not tell after a register was put back on the server.
    """
    changed = {change.kind for change in recorded.changes}
    return recorded.step.number == fresh.revision + 1 and all(
        recorded.register.tables.get(kind) is table
        for kind, table in fresh.tables.items()
        if kind not in changed
    )


def _brought_up(connection: Connection, address: TeamAddress) -> None:
    take_turn(connection, facts_of(connection, address).lineage)
    facts = facts_of(connection, address)  # another may have done it meanwhile
    bring_up(connection, address, facts.version)


def _last_ranks(connection: Connection, changes: tuple[Change, ...]) -> dict[str, int]:
    """Return the largest rank of each kind that records are added to; others add to it too."""
    kinds = {change.kind for change in changes if change.before is None}
    return {
        kind: connection.execute(select(func.max(RECORD_TABLES[kind].c.rank))).scalar_one() or 0
        for kind in sorted(kinds)
    }
