"""Maps of who depends on whom, and failures played on them day by day.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.surveying import Surveying
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.dependence.captive import Captive
    from planner.dependence.concentration import Concentration
    from planner.document.dependence_map import DependenceMap
    from planner.document.spread_words import SpreadTold
    from planner.register.register import Register


class Mapping(Surveying):
    """Maps of who depends on whom, and failures played on them."""

    _measured: tuple[Register, tuple[Captive, ...], Concentration] | None = None

    def dependence_map(
        self,
        kind: str = "",
        key: str = "",
        depth: int | None = 2,
        measure: str = "people",
        group_by: str = "area",
        funder: str = "",
        roll_up: str = "as needed",
    ) -> DependenceMap:
        """Return the map round a service, provider, asset or group of people, `depth` steps deep.

        Without a key the whole register is drawn, and `depth` None draws the whole round its
        centre.
        """
        from planner.document.dependence_map import dependence_map

        captive, concentration = self._standing()
        return dependence_map(
            self.register,
            self.network(),
            captive,
            concentration,
            (kind, key) if key else None,
            depth,
            measure,
            group_by,
            funder or None,
            roll_up,
        )

    def largest_provider(self) -> str:
        """Return the provider that is paid most a year, "" where there is none."""
        from planner.document.dependence_map import largest_provider

        return largest_provider(self.register)

    def spread(
        self,
        target: str,
        preset: str = "hard-fast",
        group_by: str = "area",
        report: Progress = unreported,
    ) -> SpreadTold:
        """Return how the failure of one provider or asset spreads, day by day from today."""
        from planner.document.spread_words import SpreadTold
        from planner.scenario.run import play
        from planner.scenario.spread import spread_of

        report(0, 2, "Following the failure")
        played = play(self.register, self.scenario_of(preset, target), self.network())
        report(1, 2, "Finding the best use of the options")
        return SpreadTold(spread_of(played, self.today()), group_by)

    def _standing(self) -> tuple[tuple[Captive, ...], Concentration]:
        register = self.register
        if self._measured is None or self._measured[0] is not register:
            self._measured = (register, self.captive_people(), self.concentration())
        return self._measured[1:]
