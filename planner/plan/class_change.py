"""What another class of a service would change, before it is decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.plan.stored import plan_from_json
from planner.plan.versions import is_stale
from planner.register.changes import apply_changes
from planner.register.checks import check
from planner.register.edits import ChangeFields
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class ClassConsequences:
    """What a class would change.

    `people` is None where no count is known. `new_findings` are sentences of register health that
    hold only afterwards, `mended` counts those that no longer hold. `plans` are the titles of the
    plans in force that go out of date.
    """

    people: int | None
    new_findings: tuple[str, ...]
    mended: int
    plans: tuple[str, ...]


def with_class(register: Register, service: str, class_: str) -> Register:
    """Return the register as it would be with another class; InputRefused where it cannot be."""
    edit = ChangeFields("service", service, {"class_": class_})
    return apply_changes(register, edit.changes(register))


def class_consequences(
    register: Register, service: str, class_: str, today: datetime.date
) -> ClassConsequences:
    """Return what a class of a service would change; the reason for it is taken as given."""
    after = with_class(register, service, class_)
    was = {(one.name, one.kind, one.key, one.field): one for one in check(register, today)}
    now = {(one.name, one.kind, one.key, one.field): one for one in check(after, today)}
    given = ("service", service, "class_reason")  # the decision itself gives the reason
    return ClassConsequences(
        register.people_of_service(service),
        tuple(one.sentence for key, one in now.items() if key not in was and key[1:] != given),
        sum(key not in now for key in was),
        tuple(
            kept.title
            for kept in register.plans.values()
            if kept.status != "superseded"
            and kept.content
            and is_stale(plan := plan_from_json(kept.content), register) is None
            and is_stale(plan, after) is not None
        ),
    )
