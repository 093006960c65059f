"""The logs of exercises in a team register: read once, and from then on what was added since."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, select

from planner.storage import exercise_log
from planner.storage.tables import LogRow, PulseRow
from planner.storage.team_tables import EntryMarkRow


class TeamLogs:
    """All entries as last read. `is_whole` tells whether none was changed by other means."""

    def __init__(self) -> None:
        self.is_whole = True
        self.size = 0
        self._entries: dict[str, tuple[str, ...]] = {}

    def of(self, exercise: str) -> tuple[str, ...]:
        """Return the entries of one exercise as last read, oldest first."""
        return self._entries.get(exercise, ())

    def read(self, connection: Connection) -> None:
        """Read all entries anew."""
        self.is_whole = next(exercise_log.changed_entries(connection), None) is None
        self.size, self._entries = 0, {}
        self.catch_up(connection)

    def catch_up(self, connection: Connection) -> None:
        """Read the entries that were added since; their numbers have no gaps."""
        rows = select(LogRow.exercise, LogRow.entry).where(LogRow.number > self.size)
        added = connection.execute(rows.order_by(LogRow.number)).all()
        entries = dict(self._entries)
        for exercise, entry in added:
            entries[exercise] = (*entries.get(exercise, ()), entry)
        self._entries, self.size = entries, self.size + len(added)

    def add(
        self, connection: Connection, exercise: str, written: Callable[[int], str], token: str
    ) -> int:
        """Add an entry, in the caller's turn and transaction; return its number in its exercise."""
        number = len(self.of(exercise)) + 1
        row = exercise_log.add(connection, exercise, written(number))
        connection.execute(insert(EntryMarkRow), [{"number": row, "token": token}])
        return number

    def has(self, connection: Connection, token: str) -> bool:
        """Return whether the entry with a token was kept."""
        found = select(EntryMarkRow.number).where(EntryMarkRow.token == token)
        return connection.execute(found).first() is not None

    def beat(self, connection: Connection, exercise: str, at: str) -> None:
        """Note when the clock of an exercise was last seen to run, in the caller's transaction."""
        # Here, so that a window without a server does not load what is made for one.
        from sqlalchemy.dialects.postgresql import insert as insert_or_update

        row = insert_or_update(PulseRow).values(exercise=exercise, at=at)
        connection.execute(row.on_conflict_do_update(index_elements=["exercise"], set_={"at": at}))

    def pulse(self, connection: Connection, exercise: str) -> str | None:
        """Return when the clock of an exercise was last seen to run."""
        return exercise_log.pulse(connection, exercise)
