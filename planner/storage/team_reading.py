"""What was read of a team register, and how it is brought up to what others did since."""

from __future__ import annotations

import dataclasses
import threading

from sqlalchemy import Connection

from planner.errors import InputRefused
from planner.register.changes import Change, apply_changes
from planner.register.history import History, Step, changes_of_step
from planner.register.own_steps import with_own_step
from planner.register.register import Register
from planner.storage.migrations import NotARegister
from planner.storage.team_address import TeamAddress
from planner.storage.team_logs import TeamLogs
from planner.storage.team_schema import Facts, facts_of, take_turn
from planner.storage.team_server import TeamServer
from planner.storage.team_steps import StepTexts, read_whole, standing, token_of, tokens_after


class TeamReading:
    """A team register as last read, by one person. `notices` are sentences for that person.

    Threads take turns by `_turn`. `history` can undo and redo what this person did alone.
    """

    register: Register
    history: History

    def __init__(self, server: TeamServer, facts: Facts, who: str) -> None:
        self.notices: list[str] = []
        self.logs = TeamLogs()
        self._server = server
        self._facts = facts
        self._who = who
        self._turn = threading.RLock()
        self._texts = StepTexts()
        self._last_token: str | None = None
        self._doubt: tuple[str, str] | None = None
        server.read(self._read_whole, as_one=True)

    @property
    def address(self) -> TeamAddress:
        """Return where the register is."""
        return self._server.address

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes kept with one step; Unreachable where they were not read before."""
        with self._turn:
            if number not in self._texts:
                self._server.read(lambda connection: self._texts.fetch(connection, number))
            return self._texts.changes(number)

    def size_of(self, number: int) -> int:
        """Return how many changes are kept with one step."""
        with self._turn:
            if number not in self._texts:
                self._server.read(lambda connection: self._texts.fetch(connection, number))
            return self._texts.size(number)

    def catch_up(self) -> bool:
        """Read what others did since; return whether the register, its logs or notices changed.

        Unreachable where the server does not answer; what was read before stays.
        """
        with self._turn:
            before = self.register, self.logs.size, len(self.notices)
            if self._doubt is not None:
                self._server.write(self._settle_in_turn)
            elif not self._server.read(self._catch_up):
                self._server.read(self._read_again, as_one=True)
            now = self.register, self.logs.size, len(self.notices)
            return before[0] is not now[0] or before[1:] != now[1:]

    def _take_turn(self, connection: Connection) -> None:
        """Wait until nobody else edits; nobody else does then until the transaction ends."""
        take_turn(connection, self._facts.lineage)
        facts = facts_of(connection, self.address, is_there=True)
        if facts.lineage != self._facts.lineage:
            raise NotARegister(
                f"Another register was put in the place of {self.address.words}; nothing of yours "
                "was kept, so close it and open it again."
            )

    def _settle(self, connection: Connection) -> None:
        """Catch up while nobody else edits, and find out about a step whose answer was lost."""
        if not self._catch_up(connection):
            self._read_again(connection)
        if self._doubt is None:
            return
        token, sentence = self._doubt
        self._doubt = None
        if token_of(connection, token) is None:
            self.notices.append(f"The server did not keep “{sentence}”; make that change again.")
        else:
            self.notices.append(f"The server did keep “{sentence}”, though it could not say so.")

    def _settle_in_turn(self, connection: Connection, unsure: bool) -> None:
        self._take_turn(connection)
        self._settle(connection)

    def _read_whole(self, connection: Connection) -> None:
        whole = read_whole(connection, self.address.words, self._who)
        self.logs.read(connection)
        if not self.logs.is_whole:
            self.notices.append(
                f"The log of an exercise in the {self.address.words} was changed outside Backstop; "
                "what it says is not what was written."
            )
        self.register, self.history, self._last_token = whole
        self._texts = StepTexts()
        self._texts.fetch_latest(connection, self.register.revision)

    def _catch_up(self, connection: Connection) -> bool:
        """Bring the register, its history and its logs up to what is on the server.

        False where they do not lead on from what was read, so that all has to be read again.
        """
        revision = self.register.revision
        found = standing(connection, revision)
        if found.top < revision or found.token != self._last_token:
            return False
        if found.entries < self.logs.size:
            return False
        if found.top > revision:
            try:
                self._follow(connection)
            except InputRefused:
                # Its records were changed by other means than steps: only they themselves tell.
                return False
        if found.entries > self.logs.size:
            self.logs.catch_up(connection)
        return True

    def _read_again(self, connection: Connection) -> None:
        self._read_whole(connection)
        self.notices.append(
            f"The {self.address.words} was changed on the server by other means, such as a backup "
            "put back; what you see was read anew, so look for what you changed last."
        )

    def _follow(self, connection: Connection) -> None:
        register, history, token = self.register, self.history, self._last_token
        for step, mark, its_token in tokens_after(connection, register.revision):
            changes = self._changes(connection, step)
            register = dataclasses.replace(apply_changes(register, changes), revision=step.number)
            history = with_own_step(history, step, mark, self._who)
            token = its_token
        self.register, self.history, self._last_token = register, history, token

    def _since(
        self, connection: Connection, revision: int
    ) -> list[tuple[Step, tuple[Change, ...]]]:
        steps = [step for step in self.history.steps if step.number > revision]
        return [(step, self._changes(connection, step)) for step in steps]

    def _changes(self, connection: Connection, step: Step) -> tuple[Change, ...]:
        def stored(number: int) -> tuple[Change, ...]:
            self._texts.fetch(connection, number)
            return self._texts.changes(number)

        return changes_of_step(step, stored)
