"""Editing within a plan: step-in options, the timetable and the amounts its reserves hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.register.edits import ChangeFields
from ui.notices import Answer
from ui.pages.plans.making import Making
from ui.pages.plans.reserve_view import ReserveView
from ui.pages.plans.step_in_editor import StepInEditor
from ui.pages.plans.timetable_editor import TimetableEditor
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet

EDITORS = ("step_in", "timetable", "reserve")
WAITS = {
    "step_in": "The options you changed wait in the step-in editor.",
    "timetable": "The tasks you changed wait in the timetable editor.",
    "reserve": "The amounts you changed wait on the page Reserve.",
}


class Editing(QObject):
    """The views in which a plan is changed, by name; what is kept makes the plan again."""

    def __init__(
        self,
        bench: Workbench,
        owner: QObject,
        making: Making,
        open_plan: Callable[[str, str], object],
    ) -> None:
        super().__init__(owner)
        self._bench = bench
        self._making = making
        self._open = open_plan
        self._record = ""
        self._shown = ""
        self._asked = ("", "")
        self.step_in = StepInEditor(bench)
        self.timetable = TimetableEditor(bench)
        self.reserve = ReserveView(bench.look)
        self.views: dict[str, QWidget] = {
            "step_in": self.step_in,
            "timetable": self.timetable,
            "reserve": self.reserve,
        }
        for editor in (self.step_in, self.timetable, self.reserve):
            editor.closed.connect(self._close)
        self.step_in.kept.connect(self._kept)
        self.timetable.kept.connect(self._kept)
        self.reserve.held.connect(self._hold)
        self.step_in.mend.connect(
            lambda kind, key, field: bench.go("register", tab=kind, key=key, field=field)
        )

    def ask_for(self, service: str, words: str = "") -> None:
        """Say which service, and which option or task in words, the next editor opens on."""
        self._asked = (service, words)

    def show(self, name: str, sheet: PlanSheet) -> None:
        """Show a plan in an editor; what waits there unkept still does."""
        service, words = self._asked
        self._asked = ("", "")
        arrives = name != self._shown or sheet.record != self._record
        self._record, self._shown = sheet.record, name
        scenario = self._bench.session.register.scenarios.get(sheet.plan.header.scenario)
        if scenario is None:
            self._bench.messages.say(
                "Not opened.", "The scenario of this plan is no longer there.", tone="failure"
            )
            self._open(sheet.record, "plan")
            return
        if name == "step_in":
            if arrives or service or scenario != self.step_in.scenario:
                self.step_in.show_scenario(scenario.id, service, words)
        elif name == "timetable":
            self.timetable.show_plan(sheet.plan, service or self.timetable.service, words)
        else:
            self.reserve.show_sheet(
                sheet,
                self._bench.session.hold_words(sheet.plan),
                tuple(self._bench.session.register.reserves.values()),
                scenario.reserve_overrides,
            )
        editor = self._editor(name)
        if arrives and editor is not None:
            editor.focus_first()

    def leave(self) -> None:
        """Say what is left behind unkept, with what can be done about it."""
        name, self._shown = self._shown, ""
        editor = self._editor(name)
        if editor is None or not editor.has_changes or not self._bench.desk.is_open:
            return
        record = self._record
        self._bench.messages.say(
            "Not kept yet.",
            WAITS[name],
            tone="caution",
            answers=[
                Answer("Go back to it", lambda: self._open(record, name)),
                Answer("Keep", editor.keep),
                Answer("Let it go", editor.let_go),
            ],
        )

    def _editor(self, name: str) -> StepInEditor | TimetableEditor | ReserveView | None:
        if name == "step_in":
            return self.step_in
        if name == "timetable":
            return self.timetable
        return self.reserve if name == "reserve" else None

    def _close(self) -> None:
        self._open(self._record, "plan")

    def _kept(self) -> None:
        self._open(self._record, "plan")
        self._making.again(self._record, with_step=True)

    def _hold(self, amounts: dict[str, float]) -> None:
        plan = self._bench.session.register.plans.get(self._record)
        if plan is None:
            return
        edit = ChangeFields("scenario", plan.scenario, {"reserve_overrides": amounts})
        if self._bench.desk.attempt(edit, "Reserve") is not None:
            self.reserve.taken()
            self._kept()
