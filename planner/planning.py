"""What a session does with its register: check, fail, plan, import and write documents.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.edits import Edit
from planner.register.history import Step
from planner.register.register import Register

if TYPE_CHECKING:
    from planner.dependence.captive import Captive
    from planner.dependence.concentration import Concentration
    from planner.dependence.network import Network
    from planner.exchange.import_preview import ImportPreview
    from planner.exchange.match_columns import ColumnMapping
    from planner.exchange.match_names import NameDecision
    from planner.plan.plan import Plan
    from planner.plan.versions import Difference
    from planner.register.findings import Finding
    from planner.register.records import Scenario, StoredPlan
    from planner.scenario.outcome import Outcome
    from planner.scenario.sweep import Sweep
    from planner.storage.folders import Folders


class Planning(ABC):
    """Everything about the register of a session beyond editing and keeping it."""

    _network: tuple[Register, Network] | None = None
    _run_on: Mapping[str, Scenario] = MappingProxyType({})

    @property
    @abstractmethod
    def register(self) -> Register:
        """Return the register as it stands now."""

    @property
    @abstractmethod
    def who(self) -> str:
        """Return whose edits these are."""

    @property
    @abstractmethod
    def folders(self) -> Folders:
        """Return where settings are kept."""

    @abstractmethod
    def apply(self, edit: Edit, why: str = "") -> Step | None:
        """Make an edit and keep it."""

    @abstractmethod
    def today(self) -> datetime.date:
        """Return the date of the session's clock."""

    def check(self, today: datetime.date | None = None) -> list[Finding]:
        """Return the findings of register health, heaviest first, stored plans out of date too."""
        from planner.register.checks import check
        from planner.register.findings import LITTLE, Finding

        found = check(self.register, today or self.today())
        for kept, plan in self.plans_in_force():
            stale = self.is_stale(plan)
            if stale is not None:
                what = f"The plan “{kept.title}”, version {kept.version}, is out of date. {stale}"
                mend = "Make it again and keep the new version."
                found.append(Finding("plans out of date", what, LITTLE, "plan", kept.id, "", mend))
        return sorted(found, key=lambda finding: -finding.weight)

    def plans_in_force(self) -> list[tuple[StoredPlan, Plan]]:
        """Return the last stored version of each scenario's plan, record and plan."""
        last: dict[str, StoredPlan] = {}
        for kept in self.register.plans.values():
            if kept.version >= last.get(kept.scenario, kept).version:
                last[kept.scenario] = kept
        return [(kept, self.stored_plan(kept.id)) for kept in last.values()]

    def network(self) -> Network:
        """Return the supply network of the register, built once per revision."""
        from planner.dependence.network import build_network

        if self._network is None or self._network[0] is not self.register:
            self._network = (self.register, build_network(self.register))
        return self._network[1]

    def run(
        self, scenario: str, target: str | None = None, report: Progress = unreported
    ) -> Outcome:
        """Run a stored scenario, or a preset on a target; InputRefused where there is none."""
        from planner.scenario.presets import find_scenario
        from planner.scenario.run import run

        chosen = find_scenario(self.register, scenario, target)
        return run(self.register, chosen, network=self.network(), report=report)

    def sweep(self, report: Progress = unreported) -> Sweep:
        """Fail every provider and asset in turn."""
        from planner.scenario.sweep import sweep

        return sweep(self.register, network=self.network(), report=report)

    def concentration(self) -> Concentration:
        """Measure shares of the budget, of markets and of people."""
        from planner.dependence.concentration import concentration

        return concentration(self.register)

    def captive_people(self) -> tuple[Captive, ...]:
        """Return, by provider and service, the people no other option could hold."""
        from planner.dependence.captive import captive_people

        return captive_people(self.register)

    def make_plan(
        self,
        scenario: str,
        target: str | None = None,
        *,
        owner: str | None = None,
        approver: str | None = None,
        report: Progress = unreported,
    ) -> Plan:
        """Run a scenario or preset and make its plan; nothing is stored yet."""
        from planner.plan.build import build_plan
        from planner.plan.versions import next_version
        from planner.scenario.presets import find_scenario
        from planner.scenario.run import run

        register = self.register
        chosen = find_scenario(register, scenario, target)
        outcome = run(register, chosen, network=self.network(), report=report)
        self._run_on = {**self._run_on, chosen.id: chosen}
        return build_plan(
            register,
            chosen,
            outcome,
            today=self.today(),
            made_by=self.who,
            version=next_version(register, chosen.id),
            owner=owner,
            approver=approver,
        )

    def store_plan(self, plan: Plan) -> Step | None:
        """Keep a plan as the next version for its scenario, as one step.

        The scenario of a preset is kept with it, so that the plan can be made again.
        """
        from planner.plan.versions import StorePlan

        return self.apply(StorePlan(plan, self._run_on.get(plan.header.scenario)))

    def move_plan(self, plan: str, status: str) -> Step | None:
        """Move a stored plan on: draft, reviewed, approved or superseded; InputRefused if none."""
        from planner.plan.versions import MovePlan

        return self.apply(MovePlan(plan, status))

    def stored_plan(self, plan: str) -> Plan:
        """Return a stored plan by its id, with its status and roles as they stand now.

        BackstopError where there is none.
        """
        from planner.plan.versions import read_plan

        kept = self.register.plans.get(plan)
        if kept is None or kept.content is None:
            raise BackstopError(f"There is no stored plan {plan}; see the plans of the register.")
        return read_plan(kept)

    def latest_plan(self, scenario: str) -> Plan | None:
        """Return the last version stored for a scenario, or None."""
        return next(
            (plan for kept, plan in self.plans_in_force() if kept.scenario == scenario), None
        )

    def is_stale(self, plan: Plan) -> str | None:
        """Return a sentence where the register changed since a plan was made, else None."""
        from planner.plan.versions import is_stale

        return is_stale(plan, self.register)

    def compare_plans(self, before: Plan, after: Plan) -> tuple[Difference, ...]:
        """Return what differs from one plan to another, in words."""
        from planner.plan.versions import compare

        return compare(before, after)

    def plan_json(self, plan: Plan) -> str:
        """Return a whole plan as JSON text."""
        from planner.plan.stored import as_json

        return as_json(plan)

    def write_pdf(self, plan: Plan, path: Path, report: Progress = unreported) -> None:
        """Write a plan as PDF, whole or not at all; one out of date says so on every page."""
        from planner.document.pdf.write import write_pdf

        _written(lambda: write_pdf(plan, path, report, stale=bool(self.is_stale(plan))), path)

    def write_workbook(self, plan: Plan, path: Path, report: Progress = unreported) -> None:
        """Write a plan as an Excel workbook, whole or not at all; one out of date says so."""
        from planner.document.workbook.write import write_workbook

        _written(lambda: write_workbook(plan, path, report, stale=bool(self.is_stale(plan))), path)

    def guess_columns(self, source: Path) -> ColumnMapping:
        """Return which column of a table most likely holds what, for a person to correct."""
        from planner.exchange.match_columns import guess_mapping
        from planner.exchange.read_table import open_table

        return guess_mapping(open_table(source))

    def preview_import(
        self,
        source: Path,
        kind: str | None = None,
        mapping: ColumnMapping | None = None,
        *,
        name_decisions: Iterable[NameDecision] = (),
        report: Progress = unreported,
    ) -> ImportPreview:
        """Return what importing a list would do; a mapping remembered for its headings is used."""
        from planner.exchange.import_list import read_contracts
        from planner.exchange.match_columns import ColumnMapping
        from planner.storage.settings import read_settings

        decisions = tuple(name_decisions)
        found = read_contracts(
            self.register,
            source,
            kind=kind,
            mapping=mapping,
            name_decisions=decisions,
            report=report,
        )
        if mapping is not None or found.mapping is None:
            return found
        kept = read_settings(self.folders.settings).mappings.get(found.mapping.fingerprint)
        if kept is None:
            return found
        remembered = ColumnMapping.from_json(kept).for_headings(found.mapping.headings)
        if remembered.choices == found.mapping.choices:
            return found
        return read_contracts(
            self.register,
            source,
            kind=kind,
            mapping=remembered,
            name_decisions=decisions,
            report=report,
        )

    def apply_import(self, preview: ImportPreview, why: str = "") -> Step | None:
        """Carry out an import as one step and remember its mapping for lists of its layout."""
        step = self.apply(preview.edit, why) if preview.changes_anything else None
        if preview.mapping is not None:
            self.remember_mapping(preview.mapping.fingerprint, preview.mapping)
        return step

    def remember_mapping(self, name: str, mapping: ColumnMapping) -> None:
        """Keep a mapping in the settings under a name."""
        from planner.storage.settings import read_settings, write_settings

        folder = self.folders.settings
        try:
            write_settings(folder, read_settings(folder).with_mapping(name, mapping.as_json()))
        except OSError as error:
            raise BackstopError(
                f"The mapping could not be remembered in {folder}: {error.strerror}."
            ) from error

    def remembered_mapping(self, name: str) -> ColumnMapping | None:
        """Return the mapping kept under a name, or None."""
        from planner.exchange.match_columns import ColumnMapping
        from planner.storage.settings import read_settings

        kept = read_settings(self.folders.settings).mappings.get(name)
        return ColumnMapping.from_json(kept) if kept is not None else None


def _written(write: Callable[[], None], path: Path) -> None:
    try:
        write()
    except OSError as error:
        raise BackstopError(
            f"{path.name} could not be written: {error.strerror or error}; close it if it is open "
            "elsewhere, or choose another folder."
        ) from error
