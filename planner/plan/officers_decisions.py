"""An officer's decision in place of the proposal, as an edit; and a plan kept again, as an edit."""

from __future__ import annotations

import datetime

from planner.errors import InputRefused
from planner.plan.opening_words import choices_for
from planner.plan.plan import Plan
from planner.plan.stored import as_json
from planner.plan.versions import StorePlan
from planner.register.edits import AddRecord, ChangeFields, Edit, RemoveRecord
from planner.register.records import Decision
from planner.register.register import Register


def decision_edit(
    register: Register,
    scenario: str,
    service: str,
    decision: str,
    reason: str,
    *,
    decided_by: str | None = None,
    decided_on: datetime.date | None = None,
    powers: str | None = None,
) -> Edit:
    """Return the edit that records what an officer decided for a service of a scenario.

    InputRefused where there is no reason, or a must service would be let go.
    """
    found = register.services[service]
    if not reason.strip():
        raise InputRefused.one("Reason", "there is none", "say why in a sentence")
    if decision not in dict(choices_for(found.class_)):
        raise InputRefused.one(
            "Decision", "a must service cannot be let go", "keep it going, or class it anew first"
        )
    values = {
        "decision": decision,
        "reason": reason.strip(),
        "decided_by": decided_by or None,
        "decided_on": decided_on,
        "powers": powers or None,
    }
    last = recorded(register, scenario, service)
    if last is not None:
        return ChangeFields("decision", last.id, values)
    number = len(register.decisions) + 1
    while f"D-{number:03}" in register.decisions:
        number += 1
    return AddRecord(
        Decision(
            f"D-{number:03}",
            scenario,
            service,
            decision,
            reason.strip(),
            decided_by or None,
            decided_on,
            powers or None,
        )
    )


def recorded(register: Register, scenario: str, service: str) -> Decision | None:
    """Return the officer's decision that counts for a service of a scenario, or None."""
    found = [
        one
        for one in register.decisions.values()
        if (one.scenario, one.service) == (scenario, service)
    ]
    return found[-1] if found else None


def proposal_again(register: Register, scenario: str, service: str) -> Edit | None:
    """Return the edit that goes back to the proposal; None where no officer decided otherwise."""
    last = recorded(register, scenario, service)
    return RemoveRecord("decision", last.id) if last is not None else None


def kept_again(register: Register, record: str, plan: Plan) -> Edit:
    """Return the edit that keeps a plan made again: in the same draft, else as a new version."""
    stored = register.plans[record]
    if stored.status != "draft":
        return StorePlan(plan)
    header = plan.header
    return ChangeFields(
        "plan",
        record,
        {
            "content": as_json(plan),
            "register_revision": header.register_revision,
            "register_fingerprint": header.register_fingerprint,
            "made_on": header.made_on,
            "made_by": header.made_by,
        },
    )
