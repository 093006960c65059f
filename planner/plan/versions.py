"""Plans as stored versions: storing one, moving it on, reading it, seeing that it is stale."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.comparison import Difference, compare
from planner.plan.fingerprint import register_mark, scenario_mark
from planner.plan.plan import Plan
from planner.plan.stored import as_json, plan_from_json
from planner.register.changes import Change
from planner.register.draft import Draft
from planner.register.edits import AddRecord, ChangeFields, Edit, Together
from planner.register.records import Scenario, StoredPlan
from planner.register.register import Register

__all__ = [
    "Difference",
    "MovePlan",
    "StorePlan",
    "compare",
    "is_stale",
    "next_version",
    "read_plan",
    "stored_plan",
]


def next_version(register: Register, scenario: str) -> int:
    """Return the number the next stored plan for a scenario has: 1 for the first."""
    return 1 + max(
        (p.version for p in register.plans.values() if p.scenario == scenario), default=0
    )


def stored_plan(register: Register, plan: Plan) -> StoredPlan:
    """Return the record that keeps a plan, under a free code and the next version number."""
    version = next_version(register, plan.header.scenario)
    header = dataclasses.replace(plan.header, version=version)
    kept = dataclasses.replace(plan, header=header)
    number = len(register.plans) + 1
    while f"plan-{number}" in register.plans:
        number += 1
    return StoredPlan(
        id=f"plan-{number}",
        title=header.title,
        scenario=header.scenario,
        version=version,
        status=header.status,
        register_revision=header.register_revision,
        register_fingerprint=header.register_fingerprint,
        made_on=header.made_on,
        made_by=header.made_by,
        owner=header.owner,
        approver=header.approver,
        review_date=header.review_date,
        content=as_json(kept),
    )


@dataclass(frozen=True, slots=True)
class StorePlan:
    """Keep a plan as the next version for its scenario.

    An approved plan puts the approved ones before it out of force: they become superseded. A
    `scenario` that the register does not hold yet, such as a preset, is kept with it.
    """

    plan: Plan
    scenario: Scenario | None = None

    def _edit(self, register: Register) -> Together:
        record = stored_plan(register, self.plan)
        parts: list[Edit] = []
        if self.scenario is not None and self.scenario.id not in register.scenarios:
            parts.append(AddRecord(self.scenario))
        if record.status == "approved":
            parts += _out_of_force(register, record.scenario)
        return Together(self.sentence(register), (*parts, AddRecord(record)))

    def sentence(self, register: Register) -> str:
        """Return what the edit does, in words."""
        version = next_version(register, self.plan.header.scenario)
        return f"Stored version {version} of “{self.plan.header.title}”"

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes to the register."""
        return self._edit(register).changes(register)

    def carry_out(self, draft: Draft) -> None:
        """Write the changes into a draft."""
        self._edit(draft.register()).carry_out(draft)


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Move a stored plan on: draft, reviewed, approved or superseded.

    An approved plan puts the approved ones before it out of force.
    """

    plan: str
    status: str

    def _edit(self, register: Register) -> Together:
        record = register.plans.get(self.plan)
        older: list[Edit] = []
        if record is not None and self.status == "approved":
            older = _out_of_force(register, record.scenario, but=self.plan)
        moved = ChangeFields("plan", self.plan, {"status": self.status})
        return Together(self.sentence(register), (*older, moved))

    def sentence(self, register: Register) -> str:
        """Return what the edit does, in words."""
        record = register.plans.get(self.plan)
        which = self.plan if record is None else f"version {record.version} of “{record.title}”"
        return f"Marked {which} as {self.status}"

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes to the register."""
        return self._edit(register).changes(register)

    def carry_out(self, draft: Draft) -> None:
        """Write the changes into a draft."""
        self._edit(draft.register()).carry_out(draft)


def _out_of_force(register: Register, scenario: str, but: str = "") -> list[Edit]:
    return [
        ChangeFields("plan", old.id, {"status": "superseded"})
        for old in register.plans.values()
        if old.scenario == scenario and old.status == "approved" and old.id != but
    ]


def read_plan(record: StoredPlan) -> Plan:
    """Return the plan a record keeps, with the status, roles and review date of the record.

    InputRefused where the record keeps no plan that can be read.
    """
    plan = plan_from_json(record.content or "")
    header = dataclasses.replace(
        plan.header,
        version=record.version,
        status=record.status,
        owner=record.owner,
        approver=record.approver,
        review_date=record.review_date,
    )
    return dataclasses.replace(plan, header=header)


def is_stale(plan: Plan, register: Register) -> str | None:
    """Return a sentence where what the plan was made from has changed since, else None.

    A scenario that is not kept in the register, such as a preset, cannot have changed in it.
    """
    made_from, _, scenario_then = plan.header.register_fingerprint.partition("-")
    made = f"Made on {wording.date_words(plan.header.made_on)}"
    if made_from != register_mark(register, plan.header.scenario):
        return f"{made}, before the register changed: make the plan again before you rely on it."
    scenario = register.scenarios.get(plan.header.scenario)
    if scenario is not None and scenario_then != scenario_mark(scenario):
        return f"{made}, before the scenario changed: make the plan again before you rely on it."
    return None
