"""Reading the steps of a team register: all of them, those since, and what each changed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from planner.register.changes import Change
from planner.register.history import History, Step
from planner.register.own_steps import Mark, own_history
from planner.register.plain import change_from_plain
from planner.register.register import Register
from planner.storage.migrations import damaged
from planner.storage.rows import read_register
from planner.storage.soundness import unsound_field
from planner.storage.steps import change_text, revision_of, steps_after
from planner.storage.tables import ChangeRow, LogRow, StepRow
from planner.storage.team_tables import StepMarkRow

# The changes of so many steps are fetched at once, because each question takes its way.
_BLOCK = 256

# Characters of changes that are fetched when a register is opened; older ones when asked for.
_AT_HAND = 20_000_000


class StepTexts:
    """The changes of steps as they were fetched; a step never changes, so they are kept."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[str, ...]] = {}

    def __contains__(self, number: int) -> bool:
        """Return whether the changes of a step are at hand."""
        return number in self._texts

    def fetch(self, connection: Connection, number: int) -> None:
        """Fetch the changes of a step, and of those around it."""
        if number in self._texts:
            return
        first = number - number % _BLOCK
        around = (ChangeRow.step >= first, ChangeRow.step < first + _BLOCK)
        rows = select(ChangeRow.step, ChangeRow.change).where(*around)
        found: dict[int, list[str]] = {number: []}
        for step, text in connection.execute(rows.order_by(ChangeRow.step, ChangeRow.ordinal)):
            found.setdefault(step, []).append(text)
        self._texts.update({step: tuple(texts) for step, texts in found.items()})

    def fetch_latest(self, connection: Connection, last: int) -> None:
        """Fetch the changes of the latest steps, so that they can be looked at without a server."""
        fetched = 0
        for number in range(last, 0, -_BLOCK):
            self.fetch(connection, number)
            first = number - number % _BLOCK
            texts = (self._texts.get(step, ()) for step in range(first, first + _BLOCK))
            fetched += sum(len(text) for found in texts for text in found)
            if fetched > _AT_HAND:
                break

    def add(self, number: int, changes: tuple[Change, ...]) -> None:
        """Keep the changes of a step that was just made."""
        self._texts[number] = tuple(change_text(change) for change in changes)

    def changes(self, number: int) -> tuple[Change, ...]:
        """Return the changes of a step that is at hand."""
        return tuple(change_from_plain(json.loads(text)) for text in self._texts[number])

    def size(self, number: int) -> int:
        """Return how many changes a step at hand has."""
        return len(self._texts[number])


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a register on the server is: its last step, and the number of its log's entries.

    `token` is that of the step that was asked about, None where it has none.
    """

    top: int
    entries: int
    token: str | None


def standing(connection: Connection, revision: int) -> Standing:
    """Return how far the register is, and the token of the step of that number."""
    top = select(func.max(StepRow.number)).scalar_subquery()
    entries = select(func.count()).select_from(LogRow).scalar_subquery()
    token = select(StepMarkRow.token).where(StepMarkRow.step == revision).scalar_subquery()
    found = connection.execute(select(top, entries, token)).one()
    # A register that never had a step stands where it began.
    return Standing(found[0] if found[0] is not None else revision_of(connection), *found[1:])


def read_whole(
    connection: Connection, called: str, who: str
) -> tuple[Register, History, str | None]:
    """Return the register, its history for one person and the token of its last step.

    NotARegister where a value is none that could have been kept.
    """
    unsound = unsound_field(connection)
    if unsound:
        raise damaged(f"The {called}", unsound)
    revision = revision_of(connection)
    try:
        steps = tuple(steps_after(connection, 0))
        register, _ = read_register(connection, revision)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(f"The {called}") from error
    rows = select(StepMarkRow.step, StepMarkRow.token, StepMarkRow.undoes, StepMarkRow.redoes)
    marks, last = {}, None
    for number, token, undoes, redoes in connection.execute(rows):
        marks[number] = Mark(undoes, redoes)
        if number == revision:
            last = token
    return register, own_history(steps, marks, who), last


def tokens_after(
    connection: Connection, revision: int
) -> list[tuple[Step, Mark | None, str | None]]:
    """Return the steps above a revision with their marks and tokens, oldest first."""
    # The steps first: one that is made meanwhile then has its mark without its step, not the other
    # way round.
    steps = tuple(steps_after(connection, revision))
    rows = select(StepMarkRow.step, StepMarkRow.token, StepMarkRow.undoes, StepMarkRow.redoes)
    beside = {
        number: (Mark(undoes, redoes), token)
        for number, token, undoes, redoes in connection.execute(
            rows.where(StepMarkRow.step > revision)
        )
    }
    return [(step, *beside.get(step.number, (None, None))) for step in steps]


def token_of(connection: Connection, token: str) -> int | None:
    """Return the number of the step with a token, or None where there is none."""
    found = select(StepMarkRow.step).where(StepMarkRow.token == token)
    return connection.execute(found).scalar_one_or_none()
