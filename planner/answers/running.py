"""Scenarios run and every provider failed in turn.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.progress import Progress, unreported
from planner.register.records import Scenario

if TYPE_CHECKING:
    from planner.scenario.outcome import Outcome
    from planner.scenario.sweep import Sweep


class Running(Asked):
    """Scenarios run and every provider failed in turn."""

    def run(
        self,
        scenario: str | Scenario,
        target: str | None = None,
        report: Progress = unreported,
    ) -> Outcome:
        """Run a scenario, a stored one by its id, or a preset on a target.

        InputRefused where there is none of that id.
        """
        from planner.scenario.run import run

        chosen = self.scenario_of(scenario, target)
        return run(self.register, chosen, network=self.network(), report=report)

    def sweep(self, report: Progress = unreported) -> Sweep:
        """Fail every provider and asset in turn."""
        from planner.scenario.sweep import sweep

        return sweep(self.register, network=self.network(), report=report)

    def scenario_of(self, scenario: str | Scenario, target: str | None = None) -> Scenario:
        """Return a scenario itself, a stored one by its id, or a preset on a target."""
        from planner.scenario.presets import find_scenario

        if isinstance(scenario, Scenario):
            return scenario
        return find_scenario(self.register, scenario, target)
