"""How documents of a council are marked, before anybody says otherwise."""

from __future__ import annotations

from planner.register.register import Register

MARKING = "OFFICIAL-SENSITIVE"
EXERCISE = " · EXERCISE"
"""What stands beside the marking on every page of an exercise, in every edition."""


def marking_of(register: Register) -> str:
    """Return the council's own marking; OFFICIAL-SENSITIVE where it has none."""
    return register.council.marking or MARKING


def exercise_marking_of(register: Register) -> str:
    """Return the marking of papers of an exercise: nobody may take them for the real thing."""
    return f"{marking_of(register)}{EXERCISE}"
