"""The versions of a plan that the register keeps, as the control of a document lists them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One kept version: its number, how far it has come, and what it was made from."""

    version: int
    status: str
    made_on: datetime.date | None
    made_by: str | None
    register_revision: int | None


def version_lines(register: Register, scenario: str) -> tuple[VersionLine, ...]:
    """Return the kept versions of the plan for a scenario, the first one first."""
    kept = [record for record in register.plans.values() if record.scenario == scenario]
    return tuple(
        VersionLine(
            record.version, record.status, record.made_on, record.made_by, record.register_revision
        )
        for record in sorted(kept, key=lambda record: record.version)
    )
