"""The page Plans: every plan kept, one plan whole, the actions of all, versions, and the PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from planner.errors import BackstopError
from planner.register.edits import ChangeFields
from ui.desk import Touched
from ui.notices import Answer
from ui.pages.page import Page
from ui.pages.plans.all_actions import AllActions
from ui.pages.plans.compare_view import CompareView
from ui.pages.plans.documents_view import DocumentsView
from ui.pages.plans.editing import EDITORS, Editing
from ui.pages.plans.exporting import EXCEL, PDF, Exporting
from ui.pages.plans.making import Making
from ui.pages.plans.one_of import OneOf
from ui.pages.plans.plan_list import PlanList
from ui.pages.plans.plan_view import PlanDeeds, PlanView
from ui.pages.plans.prevention_view import PreventionView
from ui.pages.plans.preview import Preview
from ui.pages.plans.side import PlanSide
from ui.trail import Stop
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.plan.review import ShelfLine
    from planner.plan.to_do import ActionLine
    from planner.plan.versions import Difference
    from ui.pages.plans.decision_panel import Decided

OF_ONE_PLAN = (
    "plans.preview", "plans.pdf", "plans.excel", "plans.decide", "plans.again", "plans.step_in",
    "plans.timetable", "plans.reserve",
)  # fmt: skip
ALWAYS = ("plans.list", "plans.actions", "plans.prevention", "plans.documents")
"""What needs no plan to be open."""
WITH_A_PLAN = ("plan", "preview", "compare", *EDITORS)


class PlansPage(Page):
    """The page Plans.

    Views: show=list|plan|actions|documents|preview|compare|step_in|timetable|reserve, plan=,
    service=, document=, exercise=, make=<scenario>.
    """

    name = "plans"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        session, look = bench.session, bench.look
        self._show = "list"
        self._plan = ""
        self._other = ""
        self._budget = self._document = self._exercise = ""
        self._sheet: PlanSheet | None = None
        self._is_due = False
        self.making = Making(bench, self, self._open_plan)
        self.exporting = Exporting(bench, self)
        self.editing = Editing(bench, self, self.making, self._open_plan)
        self.list = PlanList(
            look,
            self._scenarios,
            self.making.make,
            lambda: bench.go("plans", show="actions"),
            lambda: bench.go("plans", show="prevention"),
            lambda: bench.go("scenarios", show="list"),
        )
        self.plan = PlanView(look, self._deeds())
        self.all_actions = AllActions(look, session.today, self._note, self._refuse, self._to_list)
        self.compare = CompareView(look, self._to_plan)
        self.prevention = PreventionView(bench, self._to_list)
        self.preview = Preview(bench, self._to_plan, self._pdf, self._excel, self._documents)
        self.documents = DocumentsView(bench, self._to_list, self._documents)
        self._views: dict[str, QWidget] = {
            "list": self.list,
            "plan": self.plan,
            "actions": self.all_actions,
            "compare": self.compare,
            "preview": self.preview,
            "documents": self.documents,
            "prevention": self.prevention,
            **self.editing.views,
        }
        self._stack = OneOf()
        for view in self._views.values():
            self._stack.addWidget(view)
        self.main.addWidget(self._stack)
        self.side = PlanSide(
            look, session.today, session.who, self._note, self._add, self._change, self._move
        )
        self.side.actions_tab.lessons_wanted.connect(
            lambda services: bench.go("workshop", show="learn", service=services)
        )
        self.set_inspector(self.side)
        self._listen()

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the list, a plan, all actions, a comparison or the pages; or make a plan."""
        if "make" in view:
            self._show = "list"
            self.remember()
            self._present()
            self.making.make(view["make"])
            return
        if not view and self._plan and self._plan not in self.bench.session.register.plans:
            self._show = "list"
        self._plan = view.get("plan") or self._plan_of(view.get("scenario", "")) or self._plan
        self._budget, self._document = view.get("budget", ""), view.get("document", "")
        self._exercise = view.get("exercise", "")
        self._other = view.get("with", self._other if not view else "")
        wanted = view.get("show", "plan" if view.get("plan") else self._show)
        known = self._plan in self.bench.session.register.plans
        if self._show in EDITORS and (wanted != self._show or not known):
            self.editing.leave()
        self._show = wanted if known or wanted not in WITH_A_PLAN else "list"
        if view.get("service"):
            self.editing.ask_for(view["service"], view.get("option", ""))
        self._present()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say what waits in an editor where another page is gone to."""
        super().hideEvent(event)
        if self._show in EDITORS and not event.spontaneous():
            self.editing.leave()

    def view(self) -> Mapping[str, str]:
        """Return what is shown."""
        if self._show in WITH_A_PLAN:
            told = {"show": self._show, "plan": self._plan}
            return {**told, "with": self._other} if self._other else told
        return {"show": self._show}

    def _listen(self) -> None:
        bench = self.bench
        self.list.opened.connect(self._open_plan)
        self.plan.decide.connect(self._decide)
        self.compare.chosen.connect(self._compare_with)
        self.side.panel.recorded.connect(self._record)
        self.side.panel.proposal_again.connect(self._go_back)
        bench.desk.edited.connect(self._edited)
        bench.desk.opened.connect(self._stop_actions)
        for name, do in (
            ("plans.list", self._to_list),
            ("plans.actions", lambda: bench.go("plans", show="actions")),
            ("plans.prevention", lambda: bench.go("plans", show="prevention")),
            ("plans.documents", self._documents),
            ("plans.preview", lambda: self._open_plan(self._plan, "preview")),
            ("plans.pdf", self._pdf),
            ("plans.excel", self._excel),
            ("plans.decide", lambda: self._decide(self.plan.table.service)),
            ("plans.again", lambda: self.making.again(self._plan)),
            ("plans.compare", self._compare),
            ("plans.step_in", lambda: self._edit("step_in", self.plan.table.service)),
            ("plans.timetable", lambda: self._edit("timetable", self.plan.table.service)),
            ("plans.reserve", lambda: self._edit("reserve")),
        ):
            bench.actions.on(name, do, enabled=name in ALWAYS)

    def _deeds(self) -> PlanDeeds:
        return PlanDeeds(
            to_list=self._to_list,
            preview=lambda: self._open_plan(self._plan, "preview"),
            pdf=self._pdf,
            excel=self._excel,
            compare=self._compare,
            again=lambda: self.making.again(self._plan),
            move=self._move,
            step_in=lambda service, words: self._edit("step_in", service, words),
            timetable=lambda service, words: self._edit("timetable", service, words),
            reserve=lambda: self._edit("reserve"),
        )

    def _scenarios(self) -> Sequence[tuple[str, str]]:
        scenarios = self.bench.session.register.scenarios.values()
        return [(one.id, one.title) for one in scenarios]

    def _plan_of(self, scenario: str) -> str:
        """Return the last version of a scenario's plan, "" where there is none."""
        plans = self.bench.session.register.plans.values()
        mine = [one for one in plans if one.scenario == scenario]
        return max(mine, key=lambda one: one.version).id if mine else ""

    def _present(self) -> None:
        """Put the right view in front and ask for what it shows."""
        self._is_due = False
        # The panel goes first: beside a wide editor it would make the window wider.
        self._fit_inspector()
        self._stack.setCurrentWidget(self._views[self._show])
        self._enable()
        ask = self.bench.results.ask
        if self._show == "list":
            ask(self, "plan_shelf", then=self._show_shelf, failed=self._failed, quiet=True)
        elif self._show == "actions":
            ask(self, "actions_in_force", then=self._show_all, failed=self._failed, quiet=True)
        elif self._show == "prevention":
            self.prevention.arrive(self._budget)
            self._budget = ""
        elif self._show != "documents" or self._offered():
            then = self._show_sheet
            ask(self, "plan_sheet", self._plan, then=then, failed=self._failed, quiet=True)

    def _show_shelf(self, lines: tuple[ShelfLine, ...]) -> None:
        self.list.show_lines(lines)

    def _show_all(self, lines: tuple[ActionLine, ...]) -> None:
        self.all_actions.show_lines(lines)

    def _show_sheet(self, sheet: PlanSheet) -> None:
        if sheet.record != self._plan:
            return
        if self._sheet is None or self._sheet.record != sheet.record:
            self.side.show_tabs()
        self._sheet = sheet
        self.plan.show_sheet(sheet)
        self.side.show_sheet(sheet)
        self._show_actions()
        self._enable()
        if self._show == "preview":
            self.preview.show_sheet(sheet)
        elif self._show == "documents":
            self.documents.show_sheet(sheet)
        elif self._show == "compare":
            self._show_comparison(sheet)
        elif self._show in EDITORS:
            self.editing.show(self._show, sheet)

    def _show_actions(self) -> None:
        if self._sheet is not None:
            session = self.bench.session
            lines = session.plan_actions(self._sheet.plan, self._sheet.record)
            self.side.show_actions(lines, session.actions_words(lines))

    def _show_comparison(self, sheet: PlanSheet) -> None:
        scenario = sheet.plan.header.scenario
        plans = self.bench.session.register.plans
        mine = sorted(
            (one for one in plans.values() if one.scenario == scenario), key=lambda p: p.version
        )
        before = self._other if self._other in plans else sheet.earlier
        if not before:
            self._to_plan()
            return
        named = [(one.id, f"Version {one.version}, {one.status}") for one in mine]
        self.compare.offer(named, before, sheet.record)
        self.compare.show_side(1, sheet)

        def left(other: PlanSheet) -> None:
            self.compare.show_side(0, other)

        def differ(found: tuple[Difference, ...]) -> None:
            self.compare.show_differences(found)

        ask = self.bench.results.ask
        ask(self, "plan_sheet", before, then=left, failed=self._failed, quiet=True)
        versions = (before, sheet.record)
        ask(self, "differences", *versions, then=differ, failed=self._failed, quiet=True)

    def _edited(self, touched: Touched) -> None:
        """Show what changed, once the edit that is being made is over."""
        if self._plan not in self.bench.session.register.plans:
            self._plan, self._sheet = "", None
            if self._show in WITH_A_PLAN:
                self._show = "list"
        if touched.touches("action") and self._show in WITH_A_PLAN:
            QTimer.singleShot(0, self, self._show_actions)
            if touched.kinds == {"action"}:
                return
        self._is_due = True
        if self.isVisible():
            QTimer.singleShot(0, self, self._present_if_due)

    def _present_if_due(self) -> None:
        if self._is_due and self.bench.desk.is_open:
            self._present()

    def _fit_inspector(self) -> None:
        super()._fit_inspector()
        if self._inspector is not None and getattr(self, "_show", "") != "plan":
            self._inspector.hide()

    def _enable(self) -> None:
        known = self._show in WITH_A_PLAN and self._sheet is not None
        for name in OF_ONE_PLAN:
            self.bench.actions.enable(name, known)
        earlier = known and self._sheet is not None and bool(self._sheet.earlier)
        self.bench.actions.enable("plans.compare", earlier)

    def _stop_actions(self) -> None:
        for name in (*OF_ONE_PLAN, "plans.compare", *ALWAYS):
            self.bench.actions.enable(name, False)

    def _failed(self, error: BackstopError) -> None:
        self.bench.messages.say("Not shown.", error.sentence, tone="failure")

    def _refuse(self, words: str) -> None:
        self.bench.messages.say("Not changed.", words, tone="failure")

    def _open_plan(self, plan: str, show: str = "plan") -> None:
        self.bench.go("plans", show=show, plan=plan)

    def _edit(self, show: str, service: str = "", words: str = "") -> None:
        """Open an editor of the plan shown, on a service and an option or task in words."""
        if self._plan:
            self.editing.ask_for(service, words)
            self._open_plan(self._plan, show)

    def _to_list(self) -> None:
        self.bench.go("plans", show="list")

    def _to_plan(self) -> None:
        self._open_plan(self._plan)

    def _compare(self) -> None:
        if self._sheet is not None and self._sheet.earlier:
            self._compare_with(self._sheet.earlier, self._plan)

    def _compare_with(self, before: str, after: str) -> None:
        self.bench.trail.go(Stop("plans", {"show": "compare", "plan": after, "with": before}))

    def _pdf(self) -> None:
        if self._sheet is not None:
            self.exporting.export(self._sheet, PDF)

    def _excel(self) -> None:
        if self._sheet is not None:
            self.exporting.export(self._sheet, EXCEL)

    def _documents(self, plan: str = "") -> None:
        self.bench.go("plans", show="documents", plan=plan or self._plan)

    def _offered(self) -> bool:
        """Offer the plans kept to make documents of; say whether there is one to show."""
        kept = self.bench.session.register.plans
        self._plan = self.documents.show_plans(kept, self._plan, self._document, self._exercise)
        self._document = self._exercise = ""
        return bool(self._plan)

    def _note(self, line: ActionLine, values: Mapping[str, Any]) -> None:
        self.bench.desk.attempt(self.bench.session.action_edit(line, values))

    def _add(self, title: str) -> None:
        if self._plan:
            self.bench.desk.attempt(self.bench.session.new_action_edit(self._plan, title))

    def _change(self, values: Mapping[str, Any]) -> None:
        self.bench.desk.attempt(ChangeFields("plan", self._plan, values))

    def _move(self, status: str) -> None:
        self.bench.desk.attempt(self.bench.session.move_edit(self._plan, status), offer_undo=True)

    def _decide(self, service: str) -> None:
        line = next((one for one in self.plan.table.lines if one.service == service), None)
        if line is None or self._sheet is None:
            return
        scenario = self._sheet.plan.header.scenario
        self.show_inspector()
        self.side.show_panel(line, self.bench.session.decision_of(scenario, service))

    def _record(self, decided: Decided) -> None:
        if self._sheet is None:
            return
        session = self.bench.session
        try:
            edit = session.decision_edit(
                self._sheet.plan.header.scenario,
                decided.service,
                decided.decision,
                decided.reason,
                decided_by=decided.decided_by,
                decided_on=decided.decided_on,
                powers=decided.powers,
            )
        except BackstopError as error:
            self._refuse(error.sentence)
            return
        self.side.show_tabs()
        if self.bench.desk.attempt(edit, decided.reason) is not None:
            self.making.again(self._plan)

    def _go_back(self, service: str) -> None:
        if self._sheet is None:
            return
        scenario = self._sheet.plan.header.scenario
        edit = self.bench.session.proposal_edit(scenario, service)
        self.side.show_tabs()
        if edit is not None and self.bench.desk.attempt(edit) is not None:
            self.making.again(self._plan)
            self.bench.messages.say(
                "The proposal stands again.", answers=[Answer("Undo", self.bench.desk.undo)]
            )
