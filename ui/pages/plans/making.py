"""Plans made in the background and kept as drafts, with Undo in the message bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.notices import Answer
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.errors import BackstopError
    from planner.plan.plan import Plan
    from planner.register.records import StoredPlan


class Making(QObject):
    """Makes plans; `made` is called with the code of the version that keeps one."""

    def __init__(self, bench: Workbench, owner: QObject, made: Callable[[str], object]) -> None:
        super().__init__(owner)
        self._bench = bench
        self._owner = owner
        self._made = made

    def make(self, scenario: str) -> None:
        """Make a plan for a stored scenario and keep it at once as a draft."""
        register = self._bench.session.register
        found = register.scenarios.get(scenario)
        if found is None:
            self._bench.messages.say(
                "No plan was made.", "That scenario is not in the register.", tone="failure"
            )
            return

        def keep(plan: Plan) -> None:
            session = self._bench.session
            if self._bench.desk.attempt(session.keep_edit(plan, found)) is None:
                return
            kept = self._latest(scenario)
            self._bench.messages.say(
                f"Kept as version {kept.version}, a draft.",
                f"{found.title}.",
                tone="success",
                answers=[Answer("Undo", self._bench.desk.undo)],
            )
            self._made(kept.id)

        self._ask(scenario, f"Making the plan: {found.title}", keep)

    def again(self, record: str, *, with_step: bool = False) -> None:
        """Make a stored plan again from the register as it stands, and say what differs.

        With `with_step`, Undo takes back the step before too, which is why it is made again.
        """
        register = self._bench.session.register
        before = register.plans.get(record)
        if before is None:
            return
        scenario = before.scenario
        steps = len(self._bench.session.history())

        def undo() -> None:
            self._bench.desk.undo()
            if with_step:
                self._bench.desk.undo()

        def keep(plan: Plan) -> None:
            session = self._bench.session
            alone = len(session.history()) == steps
            if record not in session.register.plans:
                return
            old = session.stored_plan(record)
            self._bench.desk.attempt(session.keep_again_edit(record, plan))
            kept = self._latest(scenario)
            told = [one.sentence for one in session.compare_plans(old, plan)]
            rest = "Nothing in it differs." if not told else " ".join(told[:2])
            if len(told) > 2:
                rest = f"{rest} {len(told) - 2} more differ."
            self._bench.messages.say(
                f"Made again, version {kept.version}.",
                rest,
                answers=[Answer("Undo", undo if alone else self._bench.desk.undo)],
            )
            self._made(kept.id)

        self._ask(scenario, f"Making the plan again: {before.title}", keep)

    def _ask(self, scenario: str, title: str, keep: Callable[[Plan], None]) -> None:
        def failed(error: BackstopError) -> None:
            self._bench.messages.say("No plan was made.", error.sentence, tone="failure")

        self._bench.tasks.ask(
            self._owner,
            self._bench.session.study(),
            "draft_plan",
            scenario,
            then=keep,
            failed=failed,
            title=title,
            lane="long",
            key="plans.make",
        )

    def _latest(self, scenario: str) -> StoredPlan:
        plans = self._bench.session.register.plans.values()
        return max((one for one in plans if one.scenario == scenario), key=lambda p: p.version)
