"""What the frame of the window says of a register, whatever page is shown."""

from __future__ import annotations

import datetime

from planner.answers.asked import Asked

SMALL = 400
"""Providers and assets below which every one of them is failed in turn without being asked."""
SERIOUS = 10_000.0
"""Weight from which a finding is serious: 100 people of a must service, or as much of others."""


class Overview(Asked):
    """What the frame of the window says of a register."""

    def is_small(self) -> bool:
        """Return whether failing everything in turn takes seconds rather than minutes."""
        return len(self.register.providers) + len(self.register.assets) < SMALL

    def rules_date(self) -> datetime.date:
        """Return the first day of the newest rule that holds today."""
        from planner.plan.rule_tables import all_rules

        begun = (rule.valid_from for rule in all_rules() if rule.valid_from <= self.today())
        return max(begun, default=min(rule.valid_from for rule in all_rules()))
