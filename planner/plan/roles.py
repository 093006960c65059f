"""The roles of a response and the stretches of time in which they act, by name."""

from __future__ import annotations

DIRECTOR = "Strategic lead"
INCIDENT = "Incident manager"
BROKERAGE = "Contracts and brokerage lead"
SOCIAL_WORK = "Social work lead"
FINANCE = "Section 151 officer"
PROCUREMENT = "Procurement lead"
LEGAL = "Duty lawyer"
STAFF = "Human resources lead"
MESSAGES = "Communications lead"
EMERGENCY = "Emergency planning lead"
CHIEF = "Chief executive"

PHASES = (
    ("First 4 hours", 4),
    ("By 24 hours", 24),
    ("By 72 hours", 72),
    ("By 2 weeks", 336),
    ("By 4 weeks", 672),
)


def phase_of(day: int, least: int = 4) -> int:
    """Return the hours of the phase that a day falls in, but no earlier than `least`."""
    return next((hours for _, hours in PHASES if hours >= max(least, 24 * day)), PHASES[-1][1])
