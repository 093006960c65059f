"""Register health: everything that is missing or contradictory, heaviest first.

Each check is a small function named for what it finds; `check` runs them all.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from planner.register import (
    checks_contracts,
    checks_options,
    checks_providers,
    checks_services,
    checks_supply,
)
from planner.register.findings import Examination, Finding
from planner.register.register import Register

Check = Callable[[Examination], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    *checks_services.CHECKS,
    *checks_contracts.CHECKS,
    *checks_providers.CHECKS,
    *checks_supply.CHECKS,
    *checks_options.CHECKS,
)


def name_of(check: Check) -> str:
    """Return the name of a check in words, such as "services without a class"."""
    return check.__name__.replace("_", " ")


def check(register: Register, today: datetime.date) -> list[Finding]:
    """Return all findings of all checks, the one that could change a plan most first."""
    seen = Examination(register, today)
    found = [replace(finding, name=name_of(one)) for one in CHECKS for finding in one(seen)]
    return sorted(found, key=lambda one: (-one.weight, one.name, one.kind, one.key))
