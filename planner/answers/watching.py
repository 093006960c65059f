"""The watch list, one watched provider, and the signs there are to rate.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planner.answers.asked import Asked

if TYPE_CHECKING:
    from planner.dependence.indicators import Indicator
    from planner.document.watch_detail import WatchDetail
    from planner.document.watch_list import WatchList
    from planner.register.edits import Edit


class Watching(Asked):
    """The watch list, one watched provider, and the signs there are to rate."""

    def watch_list(self, on: datetime.date | None = None) -> WatchList:
        """Return every provider by consequence and likelihood, with what is due.

        It is as of a day; today where none is given.
        """
        from planner.document.watch_list import watch_list

        return watch_list(self.register, on or self.today(), self.recorders())

    def watch_plain(self, on: datetime.date | None = None, *, due: bool = False) -> dict[str, Any]:
        """Return the watch list as plain values for JSON; `due` only what is due this month."""
        from planner.document.watch_list import plain_list

        return plain_list(self.watch_list(on), due=due)

    def watch_detail(self, provider: str) -> WatchDetail:
        """Return the signs, ratios and score over time of a provider; KeyError where none."""
        from planner.document.watch_detail import watch_detail

        return watch_detail(self.register, provider, self.today(), self.recorders())

    def sign_library(self) -> tuple[Indicator, ...]:
        """Return the signs there are to rate, by domain, with what each rating means."""
        from planner.dependence.indicators import indicators

        return indicators()

    def rating_edit(
        self, provider: str, sign: str, rating: int, source: str = "", note: str = ""
    ) -> Edit:
        """Return the edit that rates a sign of a provider today, by whoever asks.

        A second rating of the same sign on the same day takes the place of the first.
        """
        from planner.register.edits import AddRecord, ChangeFields
        from planner.register.records import WarningSign

        made = WarningSign(
            provider, self.today(), sign, rating, source or None, note or None, self.who or None
        )
        for key, held in self.register.warning_signs.items():
            if (held.provider, held.date, held.indicator) == (provider, made.date, sign):
                values = {
                    "rating": rating,
                    "source": made.source,
                    "note": made.note,
                    "recorded_by": made.recorded_by,
                }
                return ChangeFields("warning_sign", key, values)
        return AddRecord(made)

    def recorders(self) -> Mapping[str, str]:
        """Return by key of warning sign who recorded it, where history is at hand."""
        return {}
