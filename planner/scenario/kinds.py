"""The kinds of failure in plain words, with what each can hit and which fields matter for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.register.records import Event

SUBJECTS = {
    "provider": "A provider",
    "asset": "A building, system or fleet",
    "contract": "A contract",
    "market": "A whole market or sector",
    "service": "A service",
}


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of failure, as a person chooses it.

    `hits` names the kinds of target: records, or "market", "sector" and "area". `asks` names the
    fields of an event that change what a run of this kind does; all others are left blank.
    `severity_words` is what the severity of this kind says.
    """

    kind: str
    words: str
    explanation: str
    hits: tuple[str, ...]
    asks: tuple[str, ...]
    severity_words: str = "How much stops"

    @property
    def choice(self) -> str:
        """Return the kind as a whole, such as "A provider becomes insolvent"."""
        return f"{SUBJECTS[self.hits[0]]} {self.words[0].lower()}{self.words[1:]}"

    def fitted(self, event: Event) -> Event:
        """Return an event of this kind, without what does not matter for it."""
        kept = {name: getattr(event, name) for name in self.asks if name != "day"}
        return Event(self.kind, event.target, event.day, **kept)


_ALL = (
    EventKind(
        "insolvency",
        "Becomes insolvent",
        "The provider fails. In liquidation its work stops at once; in administration it trades "
        "on for some days.",
        ("provider",),
        ("day", "severity", "warning_days", "trading_on_days", "duration_days"),
    ),
    EventKind(
        "planned_exit",
        "Leaves with notice",
        "The provider says it will leave, and its work falls in a straight line to the last day.",
        ("provider",),
        ("day", "severity", "warning_days", "duration_days"),
    ),
    EventKind(
        "group_failure",
        "Fails as a group",
        "The owner fails. Its companies feel it only as far as they depend on it.",
        ("provider",),
        ("day", "severity", "warning_days", "trading_on_days", "duration_days"),
    ),
    EventKind(
        "asset_loss",
        "Is lost",
        "Everyone who works with it loses what they did there, once their stocks are used up.",
        ("asset",),
        ("day", "severity", "duration_days"),
    ),
    EventKind(
        "service_failure",
        "Is not delivered",
        "The provider goes on, but the service under this contract stops in whole or in part.",
        ("contract",),
        ("day", "severity", "warning_days", "duration_days"),
    ),
    EventKind(
        "hand_back",
        "Is handed back",
        "The provider gives the contract up. The service and its payments end.",
        ("contract",),
        ("day", "warning_days", "duration_days"),
    ),
    EventKind(
        "recall",
        "Is ended by the council",
        "The people served, or the council, recall the contract. The service and its payments end.",
        ("contract",),
        ("day", "warning_days", "duration_days"),
    ),
    EventKind(
        "outcome_failure",
        "Runs but does not help",
        "It is delivered and paid for, and a part of the people are no better off.",
        ("contract",),
        ("day", "severity", "duration_days"),
        "How many are no better off",
    ),
    EventKind(
        "funding_cut",
        "Loses payments",
        "A part of the contract's payments stops. The provider fails if its cash runs out.",
        ("contract",),
        ("day", "severity", "duration_days"),
        "How much is cut",
    ),
    EventKind(
        "sector_shock",
        "Is shaken",
        "Every provider in it loses work and some days of cash.",
        ("market", "sector"),
        ("day", "severity", "warning_days", "duration_days", "cash_days_lost"),
    ),
    EventKind(
        "demand_surge",
        "Is needed by many more people",
        "Nobody fails, but more people ask for the service than are served today.",
        ("service", "area"),
        ("day", "severity", "warning_days", "duration_days"),
        "How many more people",
    ),
)

KINDS: Mapping[str, EventKind] = MappingProxyType({one.kind: one for one in _ALL})
