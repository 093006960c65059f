"""Preventive actions put on the list of things to do, with an owner and a date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner.plan.remedies import Remedy
from planner.plan.to_do import free_codes
from planner.register.edits import AddRecord, Edit, Together
from planner.register.records import Action
from planner.register.register import Register

MARK = "Preventive action"


def to_do_edit(register: Register, remedies: Sequence[Remedy], today: datetime.date) -> Edit | None:
    """Return the one step that adds actions to do, due once they can be in place; None if none.

    An action that is on the list already, and not done, is not added again.
    """
    actions = [one for one in register.of_kind("action").values() if isinstance(one, Action)]
    waiting = {action.title for action in actions if action.done_on is None}
    fresh = [one for one in remedies if one.title not in waiting]
    if not fresh:
        return None
    edits = tuple(
        AddRecord(
            Action(
                code,
                one.title,
                service=one.services[0] if one.services else None,
                owner=one.owner,
                due=today + datetime.timedelta(weeks=round(one.weeks)),
                note=f"{MARK}: {one.detail}.",
            )
        )
        for code, one in zip(free_codes(register, len(fresh)), fresh, strict=True)
    )
    noun = "preventive action" if len(edits) == 1 else "preventive actions"
    return Together(f"Added {len(edits)} {noun} to do", edits)
