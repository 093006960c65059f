"""What is to be done under a plan, from its checklists and from what people noted of each.

An action of a checklist becomes a record of the register once somebody ticks it or gives it an
owner or a date. Records are found again by their words, so that they outlive the version.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.plan import wording
from planner.plan.plan import Plan
from planner.register.edits import AddRecord, ChangeFields, Edit
from planner.register.records import Action
from planner.register.register import Register

BEFORE = "Before it happens"
EARLIER = "Noted by hand or for an earlier version"
TELLING = ("Tell", "Write", "Ring", "Give holding", "Arrange advocates", "Hold a call", "Send sit")


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing to do under a plan. `record` is its code in the register, "" where it has none.

    `plan` is the stored version it is shown under and `plan_title` what it answers. `own` marks
    what this plan itself calls for. `late` is set where it is overdue on the day asked.
    """

    record: str
    title: str
    plan: str
    plan_title: str
    phase: str
    service: str | None
    owner: str | None
    due: datetime.date | None
    done_on: datetime.date | None
    own: bool
    late: bool


def actions_of(
    register: Register, plan: Plan, kept: str, today: datetime.date
) -> tuple[ActionLine, ...]:
    """Return everything to do under one stored plan, phase by phase in the order of time.

    What is to be done once it happens has no date, for nobody knows when that is, unless somebody
    set one.
    """
    noted = _noted(register, plan.header.scenario)
    scenario = register.scenarios.get(plan.header.scenario)
    title = scenario.title if scenario is not None else plan.header.title
    lines: dict[str, ActionLine] = {}

    def add(
        words: str, phase: str, owner: str | None, due: datetime.date | None, service: str | None,
        own: bool,
    ) -> None:  # fmt: skip
        if words in lines:
            return
        record = noted.get(words)
        if record is not None:
            owner, due = record.owner, record.due
        done = record.done_on if record is not None else None
        late = done is None and due is not None and due < today
        lines[words] = ActionLine(
            record.id if record is not None else "",
            words, kept, title, phase, service, owner, due, done, own, late,
        )  # fmt: skip

    for change in plan.preventive:
        add(change.title, BEFORE, change.owner, change.due, change.service, True)
    for phase in plan.checklist:
        for item in phase.items:
            add(item.text, phase.title, item.owner, None, item.service, item.specific)
    for words, record in noted.items():
        add(words, EARLIER, record.owner, record.due, record.service, True)
    return tuple(lines.values())


def overdue_first(lines: Iterable[ActionLine]) -> tuple[ActionLine, ...]:
    """Return actions of several plans: overdue first, then by date; done ones last."""
    never = datetime.date.max
    return tuple(
        sorted(lines, key=lambda one: (one.done_on is not None, not one.late, one.due or never))
    )


def action_edit(register: Register, line: ActionLine, values: Mapping[str, Any]) -> Edit:
    """Return the edit that notes something of an action: `owner`, `due` or `done_on`."""
    if line.record:
        return ChangeFields("action", line.record, dict(values))
    told = {"owner": line.owner, "due": line.due, "done_on": line.done_on, **values}
    return AddRecord(
        Action(_code(register), line.title, plan=line.plan, service=line.service, **told)
    )


def new_action(register: Register, plan: str, title: str, owner: str | None) -> Edit:
    """Return the edit that adds an action of one's own to a plan."""
    return AddRecord(Action(_code(register), title.strip(), plan=plan, owner=owner))


def told_when(plan: Plan) -> tuple[tuple[str, str, str], ...]:
    """Return who is told what and when: the phase, the words and the role that does it."""
    return tuple(
        (phase.title, item.text, item.owner)
        for phase in plan.checklist
        for item in phase.items
        if item.text.startswith(TELLING)
    )


def counted_words(lines: Iterable[ActionLine]) -> str:
    """Return how many actions there are, done and late, and whether each has an owner."""
    found = tuple(lines)
    done = sum(one.done_on is not None for one in found)
    late = sum(one.late for one in found)
    nobody = sum(not one.owner for one in found)
    owners = f"{nobody} without an owner." if nobody else "Every action has an owner."
    return f"{wording.counted(len(found), 'action', 'actions')}, {done} done, {late} late. {owners}"


def _noted(register: Register, scenario: str) -> dict[str, Action]:
    """Return what is noted of any version of the plan for a scenario, by its words."""
    versions = {one.id for one in register.plans.values() if one.scenario == scenario}
    actions = register.of_kind("action").values()
    return {one.title: one for one in actions if isinstance(one, Action) and one.plan in versions}


def _code(register: Register) -> str:
    return free_codes(register, 1)[0]


def free_codes(register: Register, wanted: int) -> tuple[str, ...]:
    """Return codes for actions that no action has yet: A-007, A-008."""
    taken = register.of_kind("action")
    found: list[str] = []
    number = len(taken) + 1
    while len(found) < wanted:
        if f"A-{number:03}" not in taken:
            found.append(f"A-{number:03}")
        number += 1
    return tuple(found)
