"""The tables of a result: services, options, money and day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.scenario_report import ScenarioReport

SERVICES = (
    Column("Service", "text", 200),
    Column("Class", "class", 84),
    Column("People hit", "people", 78),
    Column("Days without", "number", 92),
    Column("Past the limit", "number", 96),
    Column("Back", "text", 130),
    Column("Cost", "pounds", 88),
    Column("Hit on", "date", 96),
    Column("Limit passed", "date", 104),
    Column("Money freed", "pounds", 104),
)
OPTIONS = (
    Column("Option", "text", 200),
    Column("For", "text", 180),
    Column("People", "people", 72),
    Column("From", "date", 98),
    Column("Full on", "date", 98),
    Column("Until", "text", 98),
    Column("Cost", "pounds", 92),
    Column("Class", "class", 92),
    Column("Person-days", "number", 100),
    Column("Used", "text", 60),
)
FUNDS = (
    Column("Reserve", "text", 240),
    Column("Holds", "pounds", 110),
    Column("Pays", "pounds", 110),
    Column("Left", "pounds", 110),
    Column("Pays for", "text", 320),
)
BY_DAY = (
    Column("From", "date", 110),
    Column("Days", "number", 70),
    Column("Without must", "people", 110),
    Column("Without needed", "people", 120),
    Column("Without could", "people", 110),
    Column("Covered by options", "people", 140),
)


class ResultTables(QObject):
    """Four tables of one result. `day_chosen` carries the day of a row a person goes to."""

    day_chosen = Signal(int)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self._report: ScenarioReport | None = None
        self._is_showing = False
        self.services = PlainTable(bench.look, "Services")
        self.options = PlainTable(bench.look, "Options")
        self.funds = PlainTable(bench.look, "Reserves")
        self.by_day = PlainTable(bench.look, "Day by day")
        self.services.opened.connect(self._open_service)
        self.services.picked.connect(self._pick_service)
        self.options.opened.connect(self._open_option)
        self.options.picked.connect(self._pick_option)
        self.by_day.picked.connect(self._pick_day)

    def show_report(self, report: ScenarioReport) -> None:
        """Fill the tables."""
        self._is_showing = True
        self._report = report
        self.services.show_rows(
            SERVICES,
            [
                (
                    one.title,
                    one.class_,
                    one.people,
                    one.unmet_person_days,
                    one.late_person_days,
                    one.back_words,
                    one.cost,
                    one.hit_on,
                    one.limit_on,
                    one.saved,
                )
                for one in report.services
            ],
        )
        self.options.show_rows(
            OPTIONS,
            [
                (
                    one.label,
                    one.service,
                    one.people,
                    one.from_on,
                    one.full_on,
                    one.until_words,
                    one.cost,
                    one.class_,
                    one.person_days,
                    "yes" if one.used else "no",
                )
                for one in report.options
            ],
        )
        self.funds.show_rows(
            FUNDS,
            [(one.name, one.amount, one.drawn, one.left, one.pays_for) for one in report.funds],
        )
        self.by_day.show_rows(
            BY_DAY,
            [
                (one.date, one.days, one.must, one.needed, one.could, one.covered)
                for one in report.by_day
            ],
        )
        self._is_showing = False

    def choose_day(self, day: int) -> None:
        """Go to the row a day lies in, without saying so."""
        if self._report is not None and self._report.by_day:
            self._is_showing = True
            self.by_day.pick(self._report.stretch_of(day))
            self._is_showing = False

    def _pick_day(self, row: int) -> None:
        if self._report is not None and not self._is_showing and row >= 0:
            self.day_chosen.emit(self._report.by_day[row].start)

    def _pick_service(self, row: int) -> None:
        if self._report is None or self._is_showing or row < 0:
            return
        found = self._report.services[row]
        self.bench.desk.choose("service", found.service)
        if found.hit_on is not None:
            self.day_chosen.emit((found.hit_on - self._report.start).days)

    def _open_service(self, row: int) -> None:
        if self._report is not None:
            self.bench.go("register", tab="service", key=self._report.services[row].service)

    def _pick_option(self, row: int) -> None:
        if self._report is None or self._is_showing or row < 0:
            return
        found = self._report.options[row]
        self.bench.desk.choose("option", found.option)
        self.day_chosen.emit((found.from_on - self._report.start).days)

    def _open_option(self, row: int) -> None:
        if self._report is not None:
            self.bench.go("register", tab="option", key=self._report.options[row].option)
