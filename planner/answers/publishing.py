"""What a council publishes of its contracts, and the dates of a register as a calendar.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.papering import Papering
from planner.answers.writing import written
from planner.errors import InputRefused
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.calendar_dates import CalendarDate, Kind
    from planner.plan.plan import Plan

TRANSPARENCY, OCDS, SECTORS = "transparency", "ocds", "sectors"
PUBLISHED = {
    TRANSPARENCY: (".csv",),
    OCDS: (".json",),
    SECTORS: (".csv", ".xlsx", ".pdf"),
}
"""What can be published, and the endings it can be written with."""


class Publishing(Papering):
    """Open data of contracts, and calendar files."""

    def publish(
        self,
        path: Path,
        as_: str,
        *,
        prefix: str = "",
        bom: bool = True,
        report: Progress = unreported,
    ) -> str:
        """Write open data, whole or not at all, and say in a sentence or two what is in it.

        `as_` is one of `PUBLISHED`; `prefix` is the council's ocid prefix, needed for OCDS; `bom`
        marks a CSV as UTF-8 for Excel. InputRefused where the path's ending or the prefix is
        unfit, or where there is nothing to publish; BackstopError where the place refuses.
        """
        ending = path.suffix.lower()
        if ending not in PUBLISHED[as_]:
            wanted = " or ".join(PUBLISHED[as_])
            raise InputRefused.one(path.name, f"is no file for {as_}", f"end its name in {wanted}")
        if as_ == SECTORS and ending != ".csv":
            from planner.document.sector_paper import finding_of, sector_paper

            kind = "pdf" if ending == ".pdf" else "excel"
            self.write_paper(sector_paper(self.register, self.today()), path, kind, report)
            return finding_of(self.register)
        data, words = self._open_data(as_, prefix, bom)
        from planner.document.in_place import put_in_place

        written(lambda: put_in_place(data, path), path)
        return words

    def calendar_dates(
        self,
        plans: Sequence[Plan] = (),
        kinds: Iterable[Kind] | None = None,
        months: int | None = None,
    ) -> tuple[CalendarDate, ...]:
        """Return what is to be done by when, soonest first.

        `plans` are those whose own tasks are wanted; `kinds` None takes every kind, `months` None
        looks as far ahead as the register does.
        """
        from planner.document.calendar_dates import KINDS, calendar_dates
        from planner.exercise.memory import cold_debriefs

        wanted = KINDS if kinds is None else tuple(kinds)
        debriefs = cold_debriefs(self.register, self.log_of)
        return calendar_dates(self.register, self.today(), plans, wanted, months, debriefs)

    def write_calendar(
        self, dates: Sequence[CalendarDate], path: Path, remind_weeks: int | None = None
    ) -> None:
        """Write dates as a calendar file, whole or not at all; BackstopError where refused.

        With `remind_weeks` every event rings so many weeks before.
        """
        from planner.document.calendar_file import calendar_file
        from planner.document.in_place import put_in_place

        data = calendar_file(self.register, dates, self.today(), remind_weeks)
        written(lambda: put_in_place(data, path), path)

    def _open_data(self, as_: str, prefix: str, bom: bool) -> tuple[bytes, str]:
        if as_ == SECTORS:
            from planner.document.sector_paper import HEADINGS, finding_of, sector_rows
            from planner.exchange.open_csv import open_csv

            rows = sector_rows(self.register)
            return open_csv(HEADINGS, rows, bom=bom), finding_of(self.register)
        from planner.exchange.published_contracts import published_words

        words = published_words(self.register)
        if as_ == OCDS:
            from planner.exchange.ocds_package import ocds_json

            return ocds_json(self.register, prefix, self.today()), words
        from planner.exchange.transparency_register import transparency_csv

        return transparency_csv(self.register, bom=bom), words
