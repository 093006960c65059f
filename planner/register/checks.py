"""Register health: everything that is missing or contradictory, heaviest first.

Each check is a small function named for what it finds; `check` runs them all.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from planner.register.checks_contracts import CHECKS as OF_CONTRACTS
from planner.register.checks_options import CHECKS as OF_OPTIONS
from planner.register.checks_providers import CHECKS as OF_PROVIDERS
from planner.register.checks_services import CHECKS as OF_SERVICES
from planner.register.checks_spend import CHECKS as OF_SPEND
from planner.register.checks_supply import CHECKS as OF_SUPPLY
from planner.register.findings import Examination, Finding
from planner.register.register import Register

Check = Callable[[Examination], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    *OF_SERVICES,
    *OF_CONTRACTS,
    *OF_PROVIDERS,
    *OF_SUPPLY,
    *OF_OPTIONS,
    *OF_SPEND,
)


def name_of(check: Check) -> str:
    """Return the name of a check in words, such as "services without a class"."""
    return check.__name__.replace("_", " ")


def check(register: Register, today: datetime.date) -> list[Finding]:
    """Return all findings of all checks, the one that could change a plan most first."""
    seen = Examination(register, today)
    found = [replace(finding, name=name_of(one)) for one in CHECKS for finding in one(seen)]
    return sorted(found, key=lambda one: (-one.weight, one.name, one.kind, one.key))
