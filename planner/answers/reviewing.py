"""Plans as people work with them: the shelf, one plan whole, its actions, and the edits to it.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planner.answers.planning import Planning
from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.records import Scenario

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.plan.plan import Plan
    from planner.plan.review import ShelfLine
    from planner.plan.to_do import ActionLine
    from planner.plan.versions import Difference
    from planner.register.edits import Edit
    from planner.register.records import Decision, StoredPlan


class Reviewing(Planning):
    """Plans as people work with them, and the edits they make to them."""

    def plan_shelf(self) -> tuple[ShelfLine, ...]:
        """Return every stored version as the list of plans shows it."""
        from planner.plan.review import shelf

        return shelf(self.register, self.today())

    def plan_sheet(self, plan: str) -> PlanSheet:
        """Return all the window shows of a stored plan; BackstopError where there is none."""
        from planner.document.plan_sheet import plan_sheet

        return plan_sheet(self.register, self._kept_plan(plan), self.today())

    def plan_actions(self, plan: Plan, kept: str) -> tuple[ActionLine, ...]:
        """Return everything to do under one stored plan, phase by phase."""
        from planner.plan.to_do import actions_of

        return actions_of(self.register, plan, kept, self.today())

    def actions_in_force(self) -> tuple[ActionLine, ...]:
        """Return the actions of all plans in force, overdue first."""
        from planner.plan.to_do import overdue_first

        return overdue_first(
            line
            for kept, plan in self.plans_in_force()
            if kept.status != "superseded"
            for line in self.plan_actions(plan, kept.id)
        )

    def actions_words(self, lines: tuple[ActionLine, ...]) -> str:
        """Return how many actions there are, done, late and without an owner."""
        from planner.plan.to_do import counted_words

        return counted_words(lines)

    def differences(self, before: str, after: str) -> tuple[Difference, ...]:
        """Return what differs from one stored plan to another, in words."""
        return self.compare_plans(self.stored_plan(before), self.stored_plan(after))

    def draft_plan(self, scenario: str, report: Progress = unreported) -> Plan:
        """Make the plan of a stored scenario, with the owner and approver of its last version."""
        versions = [one for one in self.register.plans.values() if one.scenario == scenario]
        last = max(versions, key=lambda one: one.version, default=None)
        return self.make_plan(
            scenario,
            owner=last.owner if last is not None else None,
            approver=last.approver if last is not None else None,
            report=report,
        )

    def keep_edit(self, plan: Plan, scenario: Scenario | None = None) -> Edit:
        """Return the edit that keeps a plan as the next version for its scenario."""
        from planner.plan.versions import StorePlan

        return StorePlan(plan, scenario)

    def keep_again_edit(self, record: str, plan: Plan) -> Edit:
        """Return the edit that keeps a plan made again: in its draft, else as a new version."""
        from planner.plan.officers_decisions import kept_again

        return kept_again(self.register, record, plan)

    def move_edit(self, plan: str, status: str) -> Edit:
        """Return the edit that moves a stored plan on to a status."""
        from planner.plan.versions import MovePlan

        return MovePlan(plan, status)

    def decision_edit(
        self,
        scenario: str,
        service: str,
        decision: str,
        reason: str,
        *,
        decided_by: str | None = None,
        decided_on: datetime.date | None = None,
        powers: str | None = None,
    ) -> Edit:
        """Return the edit that records an officer's decision; InputRefused without a reason."""
        from planner.plan.officers_decisions import decision_edit

        return decision_edit(
            self.register,
            scenario,
            service,
            decision,
            reason,
            decided_by=decided_by,
            decided_on=decided_on,
            powers=powers,
        )

    def proposal_edit(self, scenario: str, service: str) -> Edit | None:
        """Return the edit that goes back to the proposal, None where nobody decided otherwise."""
        from planner.plan.officers_decisions import proposal_again

        return proposal_again(self.register, scenario, service)

    def decision_of(self, scenario: str, service: str) -> Decision | None:
        """Return the officer's decision that counts for a service of a scenario, or None."""
        from planner.plan.officers_decisions import recorded

        return recorded(self.register, scenario, service)

    def action_edit(self, line: ActionLine, values: Mapping[str, Any]) -> Edit:
        """Return the edit that notes the `owner`, `due` or `done_on` of an action."""
        from planner.plan.to_do import action_edit

        return action_edit(self.register, line, values)

    def new_action_edit(self, plan: str, title: str, owner: str | None = None) -> Edit:
        """Return the edit that adds an action of one's own to a plan."""
        from planner.plan.to_do import new_action

        return new_action(self.register, plan, title, owner)

    def _kept_plan(self, plan: str) -> StoredPlan:
        kept = self.register.plans.get(plan)
        if kept is None or kept.content is None:
            raise BackstopError(f"There is no stored plan {plan}; see the plans of the register.")
        return kept
