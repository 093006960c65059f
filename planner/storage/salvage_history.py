"""What can be saved of the history of a damaged register: the last steps that hang together."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.register.changes import Change
from planner.register.history import History, Step, changes_of_step
from planner.register.plain import change_from_plain
from planner.register.records import Council, Record

Kept = Record | Council | None
States = dict[tuple[str, str], Kept]


@dataclass(frozen=True, slots=True)
class SalvagedHistory:
    """The steps that hang together up to the last one, and what each of them changed.

    `last` is every record as the last change that can be read left it; None is a record removed.
    `is_whole` says whether no step before them is missing and all changes can be read. `revision`
    is the number of the last step that can be read, `first` the first of those.
    """

    steps: tuple[Step, ...]
    changes: Mapping[int, tuple[Change, ...]]
    last: Mapping[tuple[str, str], Kept]
    is_whole: bool
    revision: int
    first: Step | None
    findings: tuple[str, ...]


@dataclass(slots=True)
class _Read:
    steps: dict[int, Step] = field(default_factory=dict)
    changes: dict[int, tuple[Change, ...]] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)
    bad_steps: int = 0


def salvaged_history(
    steps: Iterable[Mapping[str, Any]], changes: Iterable[Mapping[str, Any]], first_revision: int
) -> SalvagedHistory:
    """Return what hangs together of the rows of the tables of history.

    `first_revision` is the revision the register was kept at before its first step.
    """
    read = _read(steps, changes)
    numbers = sorted(read.steps)
    findings = list(_findings(read, numbers, first_revision))
    kept = _hanging_together(read, numbers)
    return SalvagedHistory(
        kept,
        read.changes,
        states_after([read.steps[number] for number in numbers], read.changes),
        not findings,
        numbers[-1] if numbers else first_revision,
        read.steps[numbers[0]] if numbers else None,
        tuple(findings),
    )


def leading_to(
    steps: Sequence[Step], changes: Mapping[int, tuple[Change, ...]], states: States
) -> int:
    """Return how many of the last steps can be taken back from records as they stand.

    `states` is by kind and key what the changes of those steps speak of, and is used up.
    """
    for count, step in enumerate(reversed(steps)):
        for change in reversed(changes_of_step(step, lambda number: changes.get(number, ()))):
            where = (change.kind, change.key)
            if where in states and states[where] != change.after:
                return count
            states[where] = change.before
    return len(steps)


def states_after(steps: Iterable[Step], changes: Mapping[int, tuple[Change, ...]]) -> States:
    """Return by kind and key what these steps left of each record; None is a record removed."""
    states: States = {}
    for step in steps:
        for change in changes_of_step(step, lambda number: changes.get(number, ())):
            states[change.kind, change.key] = change.after
    return states


def _read(steps: Iterable[Mapping[str, Any]], changes: Iterable[Mapping[str, Any]]) -> _Read:
    read = _Read()
    for row in steps:
        step = _step(row)
        if step is None or step.number in read.steps:
            read.bad_steps += step is None
        else:
            read.steps[step.number] = step
    found: dict[int, dict[int, Change | None]] = {}
    for row in changes:
        number, ordinal = row.get("step"), row.get("ordinal")
        if isinstance(number, int) and isinstance(ordinal, int):
            found.setdefault(number, {}).setdefault(ordinal, _change(row.get("change")))
    for number, parts in found.items():
        ordered = [parts.get(ordinal) for ordinal in range(len(parts))]
        read.changes[number] = tuple(one for one in ordered if one is not None)
        if len(read.changes[number]) < len(parts):
            read.unreadable.add(number)
    return read


def _step(row: Mapping[str, Any]) -> Step | None:
    try:
        when = datetime.datetime.fromisoformat(row["when"])
        texts = (row["who"], row["sentence"], row.get("why") or "")
        numbers = (row["number"], row.get("undoes"), row.get("redoes"))
    except (KeyError, TypeError, ValueError):
        return None
    if not all(isinstance(one, str) for one in texts) or when.tzinfo is None:
        return None
    if not all(one is None or isinstance(one, int) for one in numbers) or numbers[0] < 1:
        return None
    return Step(numbers[0], when, *texts, *numbers[1:])


def _change(text: Any) -> Change | None:
    try:
        # What class was called in the earliest files.
        plain = json.loads(text)
        for side in ("before", "after"):
            if plain["kind"] == "service" and "criticality" in (plain[side] or {}):
                plain[side]["class"] = plain[side].pop("criticality")
        change = change_from_plain(plain)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    is_named = isinstance(change.key, str) and isinstance(change.position, int | None)
    return change if is_named and (change.before or change.after) else None


def _findings(read: _Read, numbers: Sequence[int], first_revision: int) -> Iterable[str]:
    if read.bad_steps:
        yield f"{_steps(read.bad_steps)} of history cannot be read."
    before = first_revision
    for number in numbers:
        if number != before + 1:
            gap = (
                f"Step {before + 1}"
                if number == before + 2
                else f"Steps {before + 1} to {number - 1}"
            )
            yield f"{gap} of history {'is' if number == before + 2 else 'are'} missing."
        before = number
    own = [n for n, step in read.steps.items() if step.undoes is None and step.redoes is None]
    bare = sorted(n for n in own if n not in read.changes and _changes_records(read.steps[n]))
    for number in sorted(read.unreadable | set(bare)):
        yield f"What step {number} of history changed cannot be read."
    orphans = sorted(set(read.changes) - set(read.steps))
    if orphans:
        yield f"There are changes of {_steps(len(orphans))} that history does not have."
    if numbers and not _fits_together(read.steps[n] for n in numbers):
        yield "History takes back or makes again a step that was not next."


def _changes_records(step: Step) -> bool:
    # Only these steps of our own change no record: a file restored or repaired as a whole.
    return not step.sentence.startswith(("Restored the register", "Repaired "))


def _fits_together(steps: Iterable[Step]) -> bool:
    try:
        History.of(steps)
    except ValueError:
        return False
    return True


def _hanging_together(read: _Read, numbers: Sequence[int]) -> tuple[Step, ...]:
    """Return the longest end of history without a gap whose steps can all be taken back."""
    kept: list[Step] = []
    for number in reversed(numbers):
        step = read.steps[number]
        if kept and kept[-1].number != number + 1:
            break
        of = step.undoes or step.redoes or number
        is_bare = of not in read.changes and _changes_records(read.steps.get(of, step))
        if of in read.unreadable or is_bare:
            break
        kept.append(step)
    kept.reverse()
    for _ in range(50):  # an undo of a step before the first one kept cannot be followed
        place = _first_that_cannot_follow(kept)
        if place is None:
            return tuple(kept)
        del kept[: place + 1]
    return ()


def _first_that_cannot_follow(steps: Sequence[Step]) -> int | None:
    if _fits_together(steps):
        return None
    low, high = 0, len(steps) - 1
    while low < high:  # the first end of the list that does not fit
        middle = (low + high) // 2
        if _fits_together(steps[: middle + 1]):
            low = middle + 1
        else:
            high = middle
    return low


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number:,} steps"
