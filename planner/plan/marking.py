"""How documents of a council are marked, before anybody says otherwise."""

from __future__ import annotations

from planner.register.register import Register

MARKING = "OFFICIAL-SENSITIVE"


def marking_of(register: Register) -> str:
    """Return the council's own marking; OFFICIAL-SENSITIVE where it has none."""
    return register.council.marking or MARKING
