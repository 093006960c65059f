"""Plans made, kept, compared and written as documents.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.answers.running import Running
from planner.answers.writing import written
from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.history import Step
from planner.register.records import Scenario

if TYPE_CHECKING:
    from planner.document.charts import ChanceByDate
    from planner.plan.plan import Plan
    from planner.plan.step_in_choices import StepInTrial
    from planner.plan.timetable import Recommissioning, TaskLine
    from planner.plan.versions import Difference
    from planner.register.edits import Edit
    from planner.register.records import StoredPlan


class Planning(Running):
    """Plans made, kept, compared and written as documents."""

    _run_on: Mapping[str, Scenario] = MappingProxyType({})

    def plans_in_force(self) -> list[tuple[StoredPlan, Plan]]:
        """Return the last stored version of each scenario's plan, record and plan."""
        last: dict[str, StoredPlan] = {}
        for kept in self.register.plans.values():
            if kept.version >= last.get(kept.scenario, kept).version:
                last[kept.scenario] = kept
        return [(kept, self.stored_plan(kept.id)) for kept in last.values()]

    def make_plan(
        self,
        scenario: str | Scenario,
        target: str | None = None,
        *,
        owner: str | None = None,
        approver: str | None = None,
        report: Progress = unreported,
    ) -> Plan:
        """Run a scenario or preset and make its plan; nothing is stored yet."""
        from planner.plan.build import build_plan
        from planner.plan.versions import next_version
        from planner.scenario.run import run

        register = self.register
        chosen = self.scenario_of(scenario, target)
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

    def store_plan(self, plan: Plan, scenario: Scenario | None = None) -> Step | None:
        """Keep a plan as the next version for its scenario, as one step.

        A scenario that is not in the register, such as a preset, is kept with it, so that the plan
        can be made again; without one, the scenario this session last made the plan for.
        """
        from planner.plan.versions import StorePlan

        made_for = scenario or self._run_on.get(plan.header.scenario)
        return self.apply(StorePlan(plan, made_for))

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

    def try_step_in(self, scenario: str, trial: Scenario) -> StepInTrial:
        """Return what other options or dates do to people and money, against a kept scenario."""
        from planner.plan.step_in_choices import step_in_trial
        from planner.scenario.run import run

        kept = self.scenario_of(scenario)
        before = run(self.register, kept, network=self.network(), worths=False)
        after = before
        if trial != kept:
            after = run(self.register, trial, network=self.network(), worths=False)
        return step_in_trial(self.register, before, trial, after, self.today())

    def with_option(
        self,
        scenario: Scenario,
        option: str,
        *,
        left_out: bool,
        delay: int = 0,
        limit: int | None = None,
    ) -> Scenario:
        """Return a scenario in which one option is left out, called later or ended sooner."""
        from planner.plan.step_in_choices import with_option

        return with_option(scenario, option, left_out=left_out, delay=delay, limit=limit)

    def redraw_timetable(
        self, bought: Recommissioning, lines: Sequence[TaskLine], scenario: str
    ) -> Recommissioning:
        """Return a plan's timetable with other tasks, redrawn at once; InputRefused if unfit."""
        from planner.plan.redraw import redrawn

        kept = self.register.scenarios.get(scenario)
        return redrawn(bought, lines, (kept.seed if kept else None) or 0)

    def timetable_edit(
        self, bought: Recommissioning, lines: Sequence[TaskLine], scenario: str
    ) -> Edit | None:
        """Return the one step that keeps changed tasks of a plan's timetable, None if none."""
        from planner.plan.redraw import timetable_edit

        return timetable_edit(self.register, scenario, bought, lines)

    def rules_again_edit(self, scenario: str, service: str) -> Edit | None:
        """Return the step that puts a service's timetable back to the rules, None if it is."""
        from planner.plan.redraw import rules_again

        return rules_again(self.register, scenario, service)

    def hold_words(self, plan: Plan) -> str:
        """Return what to hold in reserve for a plan against what is held today."""
        from planner.plan.reserve_words import hold_words

        return hold_words(plan.reserve)

    def restart_chart(self, bought: Recommissioning) -> ChanceByDate | None:
        """Return by which dates a service is bought again how likely; None where not known."""
        from planner.document.restart_charts import chance_by_date

        return chance_by_date(bought)

    def plan_json(self, plan: Plan) -> str:
        """Return a whole plan as JSON text."""
        from planner.plan.stored import as_json

        return as_json(plan)

    def write_pdf(self, plan: Plan, path: Path, report: Progress = unreported) -> None:
        """Write a plan as PDF, whole or not at all; one out of date says so on every page."""
        from planner.document.contingency.whole import contingency_plan
        from planner.document.pdf.pages import write_document_pdf
        from planner.plan.version_lines import version_lines

        versions = version_lines(self.register, plan.header.scenario)
        document = contingency_plan(plan, stale=bool(self.is_stale(plan)), versions=versions)
        written(lambda: write_document_pdf(document, path, report), path)

    def write_workbook(
        self, plan: Plan, path: Path, report: Progress = unreported, *, redacted: bool = False
    ) -> None:
        """Write a plan as an Excel workbook, whole or not at all; BackstopError where refused.

        The redacted edition holds nothing that must not leave the council.
        """
        from planner.document.redaction.secrets import secrets_of
        from planner.document.workbook.write import write_workbook

        secrets = secrets_of(self.register, [plan]) if redacted else None
        stale = bool(self.is_stale(plan))
        written(lambda: write_workbook(plan, path, report, stale=stale, secrets=secrets), path)
