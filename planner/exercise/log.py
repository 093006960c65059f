"""The log of an exercise as values: what was shown, decided, noted and corrected, and when.

Entries are only ever added. A correction is an entry that names the one it corrects; the original
stays. JSON keeps them; see `planner.storage.exercise_log`.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

EntryKind = Literal[
    "start", "pause", "resume", "speed", "jump", "end",
    "show", "skip", "more_time",
    "decision", "note", "correction", "observation", "reveal", "debrief",
]  # fmt: skip
CLOCK_KINDS: frozenset[EntryKind] = frozenset({"start", "pause", "resume", "speed", "jump", "end"})
ActKind = Literal["call", "refuse", "spend", "let_go", "ask_neighbour"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a decision does in the model, from a day of the scenario.

    "call" and "ask_neighbour" name an `option`, "refuse" too; "let_go" a `service`; "spend" a
    `reserve` and how many pounds of it are released (`amount` None: all).
    """

    kind: ActKind
    day: int
    option: str = ""
    service: str = ""
    reserve: str = ""
    amount: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry.

    `number` counts within the exercise from 1. `at` is when it was written, with its zone; `play`
    is the time of play then, in minutes from midnight of day 0 of the scenario. `words` say what,
    `why` the reason. `weighed` are the options weighed. `review_at` is when to look again, in the
    same minutes of play. `decided_at` is set where it is written late: when it was decided.
    `corrects` is the number of the entry it corrects. `speed` is that of the clock from here on.
    `minutes` of the room are given to settle an inject, beyond those it began with.
    """

    number: int
    kind: EntryKind
    at: datetime.datetime
    play: float
    who: str = ""
    words: str = ""
    why: str = ""
    powers: str = ""
    weighed: tuple[str, ...] = ()
    owner: str = ""
    review_at: float | None = None
    inject: str = ""
    objective: str = ""
    corrects: int | None = None
    decided_at: datetime.datetime | None = None
    act: Act | None = None
    speed: float | None = None
    minutes: float | None = None

    @property
    def is_late(self) -> bool:
        """Whether it was written some time after it was decided."""
        return self.decided_at is not None


def as_json(entry: Entry) -> str:
    """Return an entry as JSON text; blanks are left out, so that the log stays small."""
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(Entry):
        value = getattr(entry, field.name)
        if value is None or value == "" or value == ():
            continue
        if isinstance(value, datetime.datetime):
            value = value.isoformat()
        elif isinstance(value, Act):
            value = {k: v for k, v in dataclasses.asdict(value).items() if v not in (None, "")}
        plain[field.name] = value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Entry:
    """Return the entry a JSON text holds; ValueError, KeyError or TypeError where it holds none."""
    plain: Mapping[str, Any] = json.loads(text)
    values = dict(plain)
    for name in ("at", "decided_at"):
        if name in values:
            values[name] = datetime.datetime.fromisoformat(values[name])
    if "act" in values:
        values["act"] = Act(**values["act"])
    values["weighed"] = tuple(values.get("weighed", ()))
    return Entry(**values)


def corrected(entries: Iterable[Entry]) -> Mapping[int, Entry]:
    """Return by number of entry the last correction of it, following corrections of corrections."""
    found: dict[int, Entry] = {}
    root: dict[int, int] = {}
    for entry in entries:
        if entry.corrects is None:
            continue
        first = root.get(entry.corrects, entry.corrects)
        root[entry.number] = first
        found[first] = entry
    return found


def standing(entries: Iterable[Entry]) -> Mapping[int, Entry]:
    """Return the decisions as they stand by the number each was first logged under.

    A correction takes the place of the decision it corrects; one without words takes it back.
    """
    log = tuple(entries)
    last = corrected(log)
    found = {entry.number: last.get(entry.number, entry) for entry in log if _decides(entry)}
    return {number: entry for number, entry in found.items() if _decides(entry) or entry.words}


def in_force(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the decisions as they stand, in the order in which they were first logged."""
    return tuple(standing(entries).values())


def _decides(entry: Entry) -> bool:
    return entry.kind == "decision"
