"""What every part of the reserve paper is given: answers that were found elsewhere."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.document.chance_charts import ChanceReport
from planner.document.chance_words import MET
from planner.document.levy_report import LevyShown
from planner.plan.reserve_trace import ReserveTrace
from planner.plan.waterfall import Waterfall
from planner.register.register import Register
from planner.scenario.chance import Chance, ReserveToHold
from planner.scenario.sweep import Fall, Sweep


@dataclass(frozen=True, slots=True)
class LargeFailure:
    """One provider failing alone: what it does, where its cost comes from, and who pays today."""

    fall: Fall
    trace: ReserveTrace
    paid: Waterfall


@dataclass(frozen=True, slots=True)
class ReserveBook:
    """What the paper is made from; all of it as the answers gave it.

    `levy` is None where no fund has to be built up. `failures` are the dearest providers, dearest
    first. `today` is the day the paper is made, the first of the year that was drawn.
    """

    register: Register
    today: datetime.date
    chance: Chance
    report: ChanceReport
    sweep: Sweep
    levy: LevyShown | None
    failures: tuple[LargeFailure, ...]

    @property
    def reserve(self) -> ReserveToHold:
        """Return how much to hold and what is missing."""
        return self.report.reserve

    @property
    def is_short(self) -> bool:
        """Return whether today's funds do not pay for the years asked for."""
        return self.reserve.more.value >= MET

    @property
    def is_tied(self) -> bool:
        """Return whether more is missing than the sum of all funds lacks: some may not be used."""
        return self.reserve.more.value - self.reserve.gap.value >= MET

    @property
    def costs(self) -> bool:
        """Return whether any drawn year costs anything that is known."""
        return self.report.is_known and self.chance.net.worst.value >= MET
