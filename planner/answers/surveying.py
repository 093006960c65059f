"""Register health, and who depends on whom.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from planner.answers.planning import Planning

if TYPE_CHECKING:
    from planner.dependence.captive import Captive
    from planner.dependence.concentration import Concentration
    from planner.register.findings import Finding


class Surveying(Planning):
    """Register health, and who depends on whom."""

    def check(self, today: datetime.date | None = None) -> list[Finding]:
        """Return the findings of register health, heaviest first.

        Ratings that have run out and stored plans out of date are among them.
        """
        from planner.dependence.expired_ratings import with_expired
        from planner.register.checks import check
        from planner.register.findings import LITTLE, Finding

        day = today or self.today()
        found = with_expired(check(self.register, day), self.register, day)
        for kept, plan in self.plans_in_force():
            stale = self.is_stale(plan)
            if stale is not None:
                what = f"The plan “{kept.title}”, version {kept.version}, is out of date. {stale}"
                mend = "Make it again and keep the new version."
                found.append(Finding("plans out of date", what, LITTLE, "plan", kept.id, "", mend))
        return sorted(found, key=lambda finding: -finding.weight)

    def concentration(self) -> Concentration:
        """Measure shares of the budget, of markets and of people."""
        from planner.dependence.concentration import concentration

        return concentration(self.register)

    def captive_people(self) -> tuple[Captive, ...]:
        """Return, by provider and service, the people no other option could hold."""
        from planner.dependence.captive import captive_people

        return captive_people(self.register)
