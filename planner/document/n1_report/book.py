"""What every part of the N-1 report is given: answers that were found elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.document.outcome_words import LEGAL
from planner.document.pair_words import PairsReport
from planner.document.words import brief
from planner.plan.prevention_portfolio import ActionLine, Portfolio
from planner.register.register import Register
from planner.scenario.insecure_cases import InsecureCase
from planner.scenario.sweep import Fall, Sweep, counts_people

KINDS = {"provider": "provider", "parent": "owner", "asset": "shared asset"}
LONGEST_NAME = 60


@dataclass(frozen=True)
class NOneBook:
    """What the report is made from.

    `cases` are the worst insecure cases followed in full, `prevention` the preventive actions and
    `pairs` every two failed together; None where they were not asked for.
    """

    register: Register
    today: datetime.date
    sweep: Sweep
    cases: tuple[InsecureCase, ...]
    prevention: Portfolio | None = None
    pairs: PairsReport | None = None

    @cached_property
    def is_known(self) -> bool:
        """Return whether anybody is counted, as only then anybody can be called secure."""
        return counts_people(self.sweep.falls)

    @cached_property
    def insecure(self) -> tuple[Fall, ...]:
        """Return the cases that break a must service, worst first."""
        return tuple(fall for fall in self.sweep.falls if not fall.secure)

    @cached_property
    def secure(self) -> tuple[Fall, ...]:
        """Return the cases that break no must service and whose people are counted."""
        return tuple(
            fall for fall in self.sweep.falls if fall.secure and fall.displaced_people is not None
        )

    @cached_property
    def uncounted(self) -> tuple[Fall, ...]:
        """Return the cases that are secure on paper only, as nobody is counted."""
        return tuple(
            fall for fall in self.sweep.falls if fall.secure and fall.displaced_people is None
        )

    def actions_for(self, case: str) -> list[tuple[ActionLine, float, float]]:
        """Return the actions that spare a case anything, with its days late before and after."""
        if self.prevention is None:
            return []
        return [
            (line, helped.before, helped.after)
            for line in (*self.prevention.chosen, *self.prevention.beyond)
            for helped in line.helped
            if helped.id == case and helped.spared > 0.05
        ]


def providers(falls: Sequence[Fall]) -> list[Fall]:
    """Return the falls of providers: owners and assets are ranked with them but not counted."""
    return [fall for fall in falls if fall.kind == "provider"]


def name_of(fall: Fall) -> str:
    """Return the name of a case without its legal form."""
    return brief(LEGAL.sub("", fall.name), LONGEST_NAME)
