"""The first page card, the checklists by phase and the action cards by role, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure as printed, and the words under it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class WhoDecides:
    """A decision and the role that takes it."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class FirstAction:
    """One of the first three things to do: by when, a headline, the rest, and who does it."""

    within_hours: int
    headline: str
    text: str
    owner: str


@dataclass(frozen=True, slots=True)
class NumberToRing:
    """A role to ring, where it sits, and its numbers; None is not known."""

    role: str
    place: str
    day: str | None
    night: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """The first page of the plan, which stands alone."""

    headline: str
    decision: str
    figures: tuple[Figure, ...]
    start_if: tuple[str, ...]
    do_not_start_if: tuple[str, ...]
    who_decides: tuple[WhoDecides, ...]
    first_actions: tuple[FirstAction, ...]
    numbers: tuple[NumberToRing, ...]
    known_gap: str | None


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to do; `specific` is true where this plan's own options or gaps call for it."""

    text: str
    owner: str
    service: str | None
    specific: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time after the failure and all there is to do in it; specific items first.

    `within_hours` is when it ends.
    """

    title: str
    within_hours: int
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class CardNumber:
    """A number on the card of a role: why one would ring it, whom it reaches, and the numbers.

    `whom` is None where the register holds nobody for it.
    """

    why: str
    whom: str | None
    day: str | None
    night: str | None


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What one role is for: its job in a sentence, what it may decide, and whom it asks.

    `phases` are the role's own things to do, the very ones of the checklist; `numbers` those it
    may have to ring: first its own, whom it reports to and asks, then outsiders. Plans kept before
    there were any have none.
    """

    role: str
    job: str
    may_decide: str
    ask_first: str
    reports_to: str
    phases: tuple[Phase, ...] = ()
    numbers: tuple[CardNumber, ...] = ()
