"""What every part of the workshop pack is given."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.document.exercise_framing import moment
from planner.document.wording import counted, long_date
from planner.exercise.clock import USUAL_SPEED, start_of_play
from planner.plan.card import RoleCard
from planner.plan.role_rules import roles
from planner.register.records import Exercise, Inject, Scenario
from planner.register.register import Register

LINE = "\N{NO-BREAK SPACE}"
"""A cell that is left empty to be written in."""


@dataclass(frozen=True, slots=True)
class PackBook:
    """An exercise and its main events list in order; `cards` are the action cards of its plan."""

    register: Register
    exercise: Exercise
    injects: tuple[Inject, ...]
    scenario: Scenario
    today: datetime.date
    cards: tuple[RoleCard, ...] = ()

    @property
    def start_words(self) -> str:
        """Return when play begins."""
        words = moment(start_of_play(self.exercise))
        first = self.scenario.start_date
        if first is None:
            return words
        day = first + datetime.timedelta(days=self.exercise.start_day or 0)
        return f"{words}, a {day:%A} ({long_date(day)} in play)"

    @property
    def speed_words(self) -> str:
        """Return how fast the clock of play runs."""
        speed = self.exercise.speed or USUAL_SPEED
        if speed == 60:
            passes = "an hour of play passes"
        elif speed > 60 and speed % 60 == 0:
            passes = f"{counted(speed / 60, 'hour', 'hours')} of play pass"
        else:
            passes = f"{speed:g} {'minute' if speed == 1 else 'minutes'} of play pass"
        return f"In a minute of the room {passes}; the facilitator may hold the clock or jump on."

    def card_of(self, role: str) -> RoleCard | None:
        """Return the action card of a player's role: of that name, else by the role's words."""
        wanted = role.strip().casefold()
        by_name = {card.role.casefold(): card for card in self.cards}
        if wanted in by_name:
            return by_name[wanted]
        for known in roles():
            if known.name.casefold() in by_name and any(word in wanted for word in known.words):
                return by_name[known.name.casefold()]
        return None

    def injects_to(self, role: str) -> tuple[Inject, ...]:
        """Return the injects a role is sent."""
        wanted = role.strip().casefold()
        return tuple(one for one in self.injects if wanted in (one.sent_to or "").casefold())
