"""When each service was given the class it has, and by whom, out of the history of a register."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from planner.register.changes import Change
from planner.register.history import Step
from planner.register.records import Service


@dataclass(frozen=True, slots=True)
class ClassDecided:
    """When a service was given its class, and by whom."""

    on: datetime.date
    by: str


def classes_decided(
    steps: Iterable[Step], changes_of: Callable[[Step], Iterable[Change]]
) -> Mapping[str, ClassDecided]:
    """Return by service the last step that changed its class; those without a class are left out.

    `steps` are oldest first. A service that was added with a class was given it then.
    """
    found: dict[str, ClassDecided] = {}
    for step in steps:
        for change in changes_of(step):
            if change.kind != "service":
                continue
            after = _class_of(change.after)
            if after is None:
                found.pop(change.key, None)
            elif after != _class_of(change.before):
                found[change.key] = ClassDecided(step.when.date(), step.who)
    return found


def _class_of(record: object) -> str | None:
    return record.class_ if isinstance(record, Service) else None
