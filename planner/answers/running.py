"""Scenarios run and every provider failed in turn.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.records import Scenario

if TYPE_CHECKING:
    from planner.document.option_choice import OptionGroup
    from planner.document.plain_sheet import PlainSheet
    from planner.document.scenario_report import ScenarioReport
    from planner.scenario.building import Target, Unfit
    from planner.scenario.kinds import EventKind
    from planner.scenario.outcome import Outcome
    from planner.scenario.presets import Preset
    from planner.scenario.sweep import Sweep

MANY = 1_000
"""Providers and assets from which on failing each in turn is shared among processes."""


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

    def sweep(self, report: Progress = unreported, scheduler: str | None = None) -> Sweep:
        """Fail every provider and asset in turn.

        `scheduler` is the address of a Dask scheduler to share the work with; a large register is
        shared among the processors of this machine.
        """
        from planner.answers.remembered import book_of
        from planner.executors import open_executor
        from planner.scenario.sweep import sweep

        book = book_of(self.register)
        if scheduler is None and len(book.network.ids) < MANY:
            return sweep(self.register, report=report, book=book)
        with open_executor(scheduler=scheduler) as executor:
            return sweep(self.register, report=report, book=book, executor=executor)

    def scenario_of(self, scenario: str | Scenario, target: str | None = None) -> Scenario:
        """Return a scenario itself, a stored one by its id, or a preset on a target."""
        from planner.scenario.presets import find_scenario

        if isinstance(scenario, Scenario):
            return scenario
        return find_scenario(self.register, scenario, target)

    def scenario_report(
        self, scenario: str | Scenario, report: Progress = unreported
    ) -> ScenarioReport:
        """Run a scenario and return what a page about it shows: sentences, tables and charts."""
        from planner.document.scenario_report import report_of
        from planner.plan.case import Case

        chosen = self.scenario_of(scenario)
        outcome = self.run(chosen, report=report)
        return report_of(Case(self.register, chosen, outcome, self.today()))

    def event_kinds(self) -> tuple[EventKind, ...]:
        """Return the kinds of failure in plain words, the commonest first."""
        from planner.scenario.kinds import KINDS

        return tuple(KINDS.values())

    def presets(self) -> tuple[Preset, ...]:
        """Return the ready-made scenarios."""
        from planner.scenario.presets import PRESETS

        return tuple(PRESETS.values())

    def event_targets(self) -> tuple[Target, ...]:
        """Return everything an event can hit, by kind and name."""
        from planner.scenario.building import targets

        return targets(self.register)

    def unfit(self, scenario: Scenario) -> tuple[Unfit, ...]:
        """Return what keeps a scenario from being run, as sentences for its fields."""
        from planner.scenario.building import unfit

        return unfit(self.register, scenario)

    def scenario_assumptions(self, scenario: Scenario) -> tuple[str, ...]:
        """Return what a run of a scenario takes for granted, in plain words."""
        from planner.document.scenario_assumptions import assumptions

        return assumptions(self.register, scenario, self.today())

    def new_scenario(
        self, target: str = "", taken: frozenset[str] = frozenset(), also: str = ""
    ) -> Scenario:
        """Return a scenario to start from, failing a provider, asset or contract where given.

        `also` fails with it.
        """
        from planner.scenario.building import started

        return started(self.register, target, taken, also)

    def copied_scenario(self, scenario: str, taken: frozenset[str] = frozenset()) -> Scenario:
        """Return a stored scenario again under a free code and title."""
        from planner.scenario.building import copied, free_id

        return copied(self.register, self.scenario_of(scenario), free_id(self.register, taken))

    def scenario_title(self, scenario: Scenario) -> str:
        """Return a title that says what happens in a scenario."""
        from planner.scenario.building import title_of

        return title_of(self.register, scenario.events)

    def option_groups(self) -> tuple[OptionGroup, ...]:
        """Return every option by service, with what blocks it as things stand."""
        from planner.document.option_choice import option_groups

        return option_groups(self.register)

    def what_happens(self, scenario: str | Scenario) -> str:
        """Return the events of a scenario in a few words, for a list of scenarios."""
        from planner.scenario.building import told

        return told(self.register, self.scenario_of(scenario))

    def scenario_marks(self) -> dict[str, str]:
        """Return for each stored scenario the mark of all that its results rest on."""
        from planner.plan.fingerprint import fingerprint

        return {
            key: fingerprint(self.register, one) for key, one in self.register.scenarios.items()
        }

    def report_tables(self, found: ScenarioReport) -> tuple[PlainSheet, ...]:
        """Return the tables of a report as headings and rows, to copy or to write."""
        from planner.document.scenario_sheets import sheets

        return sheets(found)

    def write_report_csv(self, found: ScenarioReport, path: Path) -> None:
        """Write the tables of a report as one CSV file; BackstopError where it cannot be."""
        from planner.document.scenario_sheets import as_csv

        try:
            path.write_text(as_csv(found), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise BackstopError(
                f"{path.name} could not be written: {error.strerror or error}; close it if it is "
                "open elsewhere, or choose another folder."
            ) from error
