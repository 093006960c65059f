"""What the tables of the register show beside the records' own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.asked import Asked

if TYPE_CHECKING:
    from planner.register.derived import Derived


class Tabling(Asked):
    """What the tables of the register show beside the records' own fields."""

    def derived(self, kind: str) -> tuple[Derived, ...]:
        """Return the columns worked out for one kind of record."""
        from planner.register.derived import derived

        return derived(self.register, kind)


def csv_cell(text: str) -> str:
    """Return a cell of a CSV file that no spreadsheet takes for a formula; numbers stay numbers."""
    from planner.exchange.open_csv import safe_cell

    return safe_cell(text)
