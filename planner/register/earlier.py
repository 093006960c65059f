"""The register as it was: the steps since are taken back one by one, nothing else is kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from planner.errors import InputRefused
from planner.register.changes import Change, apply_changes, reversed_changes
from planner.register.history import Step
from planner.register.register import Register


def as_it_was(
    register: Register,
    steps: Sequence[Step],
    changes_of: Callable[[Step], tuple[Change, ...]],
    revision: int,
) -> Register | None:
    """Return the register as it was at a revision, or None where history does not reach back.

    `steps` are all steps of history, oldest first; `changes_of` gives what one of them changed.
    """
    since = [step for step in steps if step.number > revision]
    if not 0 <= revision <= register.revision or len(since) != register.revision - revision:
        return None
    earlier = register
    try:
        for step in reversed(since):
            earlier = apply_changes(earlier, reversed_changes(changes_of(step)))
    except InputRefused:
        return None
    return dataclasses.replace(earlier, revision=revision)
