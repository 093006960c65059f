"""The page Scenarios: the list, the builder, results, N-1 and comparisons."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from planner.register.edits import ChangeFields
from planner.register.records import Scenario
from ui.desk import Touched
from ui.notices import Answer
from ui.pages.page import INSPECTOR, STORY, Page
from ui.pages.scenarios.builder_view import BuilderView
from ui.pages.scenarios.commands import Commands
from ui.pages.scenarios.compare_choice import ScenarioChoice
from ui.pages.scenarios.list_view import ListView
from ui.pages.scenarios.page_buttons import buttons_for
from ui.pages.scenarios.result_view import ResultView
from ui.pages.scenarios.runs import Runs
from ui.pages.scenarios.stale_bar import StaleBar
from ui.pages.scenarios.top_row import TopRow
from ui.workbench import Workbench

LATER = {
    "sweep": ("ui.pages.scenarios.sweep_view", "SweepView", "Fail each in turn (N-1)"),
    "pairs": ("ui.pages.scenarios.pairs_view", "PairsView", "Fail every two together (N-2)"),
    "levy": ("ui.pages.scenarios.levy_panel", "LevyPanel", "Levy and fund"),
    "chance": ("ui.pages.scenarios.chance_view", "ChanceView", "Chance and reserve"),
    "compare": ("ui.pages.scenarios.compare_view", "CompareView", "Side by side"),
}
"""Views that are loaded when they are first shown."""
STARTS_FROM = ("provider", "asset", "contract")


class ScenariosPage(Page):
    """One view at a time under a row that says where one is."""

    name = "scenarios"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._session = bench.session
        self.runs = Runs(bench, self)
        self.show_name = "list"
        self.code = ""
        self._compared = ""
        self._is_edited = False
        self._unfinished: dict[str, Scenario] = {}
        self._later: dict[str, QWidget] = {}
        self.top = TopRow(lambda: bench.go(self.name, show="list"))
        self.stale = StaleBar(bench.look, self._run)
        self.list = ListView(bench, self.runs)
        self.builder: BuilderView | None = None
        self.result: ResultView | None = None
        self._views = QStackedWidget()
        self._views.addWidget(self.list)
        self.main.addWidget(self.top)
        self.main.addWidget(self.stale)
        self.main.addWidget(self._views, 1)
        self.list.asked.connect(self._asked)
        self.list.compared.connect(self._compare)
        self.runs.changed.connect(self._run_changed)
        bench.desk.edited.connect(self._edited)
        self._listen()

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show what `view` says; an empty one shows the page as it was left."""
        wanted = dict(view)
        show = wanted.get("show", "result" if "scenario" in wanted else self.show_name)
        code = wanted.get("scenario", "" if "show" in wanted else self.code)
        self._leave_builder(show, code)
        if show == "builder":
            self._show_builder(code, wanted.get("target", ""), wanted.get("also", ""))
        elif show == "result" and self.runs.scenario(code) is not None:
            self._show_result(code, wanted.get("tab", ""))
        elif show in LATER:
            self._show_later(show, wanted)
        else:
            self._show_list(code)
        self._say_where()
        self.remember()

    def view(self) -> Mapping[str, str]:
        """Return what is shown now, to come back to."""
        shown = {"show": self.show_name}
        if self.code and self.show_name in ("builder", "result"):
            shown["scenario"] = self.code
        if self.show_name == "result" and self.result is not None:
            shown["tab"] = self.result.tab
        if self.show_name == "compare" and self._compared:
            shown["scenarios"] = self._compared
        return shown

    def hideEvent(self, event: Any) -> None:
        """Keep what was changed in the builder when the page is left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._keep_builder()

    def _show_list(self, code: str) -> None:
        self.show_name, self.code = "list", ""
        self._views.setCurrentWidget(self.list)
        self.list.show_rows()
        choice = self.bench.desk.choice
        if not code and choice is not None and choice.kind == "scenario":
            code = choice.key
        if code:
            self.list.choose(code)
        self.list.check_marks()
        self._use_side(None, INSPECTOR)

    def _show_builder(self, code: str, target: str, also: str) -> None:
        scenario = self._unfinished.pop(code, None) or self.runs.scenario(code)
        if scenario is None:
            choice = self.bench.desk.choice
            if not target and choice is not None and choice.kind in STARTS_FROM:
                target = choice.key
            scenario = self.bench.session.new_scenario(target, frozenset(self.runs.drafts), also)
            self.runs.drafts[scenario.id] = scenario
        self.show_name, self.code = "builder", scenario.id
        if self.builder is None:
            self.builder = BuilderView(self.bench)
            self.builder.changed.connect(self._mark_edited)
            self._views.addWidget(self.builder)
        self.builder.show_scenario(scenario)
        self._is_edited = False
        self._views.setCurrentWidget(self.builder)
        self._use_side(self.builder.side, INSPECTOR)
        self.builder.focus_first()

    def _show_result(self, code: str, tab: str) -> None:
        self.show_name, self.code = "result", code
        if self.result is None:
            self.result = ResultView(self.bench)
            self.result.again.connect(self._run)
            self.result.tab_chosen.connect(self.remember)
            self._views.addWidget(self.result)
        self._views.setCurrentWidget(self.result)
        self._use_side(self.result.side, STORY)
        if tab:
            self.result.turn_to(tab)
        if self.runs.is_kept(code):
            self.bench.desk.choose("scenario", code)
        self._fill_result()
        if self.runs.report(code) is None and not self.runs.is_running(code):
            self._run()

    def _show_later(self, show: str, view: Mapping[str, str]) -> None:
        self.show_name, self.code = show, ""
        self._compared = view.get("scenarios", self._compared)
        if show not in self._later:
            module, type_name, _ = LATER[show]
            made: QWidget = getattr(importlib.import_module(module), type_name)(self.bench)
            self._later[show] = made
            if hasattr(made, "state_changed"):
                made.state_changed.connect(self._say_state)
            self._views.addWidget(made)
        widget = self._later[show]
        self._views.setCurrentWidget(widget)
        self._use_side(None, INSPECTOR)
        arrive = getattr(widget, "arrive", None)
        if arrive is not None:
            arrive(view)

    def _fill_result(self) -> None:
        assert self.result is not None
        found = self.runs.report(self.code)
        if found is not None:
            self.result.show_report(found)
        elif self.runs.is_running(self.code):
            self.result.show_nothing("Running; the result comes here.", offer=False)
        else:
            self.result.show_nothing("This scenario has not been run.")

    def _say_where(self) -> None:
        """Say where one is, in what state it is, and offer what can be done."""
        scenario = self.runs.scenario(self.code) if self.code else None
        title = scenario.title or "New scenario" if scenario is not None else ""
        if self.show_name in LATER:
            title = LATER[self.show_name][2]
        self.top.show_way(title)
        self._say_state()
        self.top.show_buttons(
            buttons_for(
                self.show_name,
                self.bench.actions,
                self,
                is_running=self.runs.is_running(self.code),
                is_kept=self.runs.is_kept(self.code),
            )
        )
        self._enable()

    def _say_state(self) -> None:
        self.stale.hide()
        if self.show_name == "builder":
            kept = self.runs.is_kept(self.code)
            self.top.show_tag("" if kept else "Not kept yet", "tag-caution")
        elif self.show_name == "result":
            found = self.bench.results.get("scenario_report", self.code)
            at = f", run {found.at}" if found is not None else ""
            if self.runs.is_running(self.code):
                self.top.show_tag("Running")
            elif self.runs.report(self.code) is None:
                self.top.show_tag("")
            elif self.runs.is_stale(self.code):
                self.top.show_tag(f"Out of date{at}", "tag-caution")
                self.stale.say(
                    "Out of date.",
                    "The register or the scenario has changed since this was run.",
                )
            else:
                self.top.show_tag(f"Exact result{at}", "tag-success")
        else:
            view = self._later.get(self.show_name)
            self.top.show_tag(*getattr(view, "tag", ("",)))

    def _enable(self) -> None:
        actions, show = self.bench.actions, self.show_name
        chosen = self._chosen()
        has_result = show == "result" and self.runs.report(chosen) is not None
        actions.enable("scenarios.run", bool(chosen) and show in ("list", "builder", "result"))
        actions.enable("scenarios.run_all", show == "list" and bool(self.list.not_up_to_date))
        actions.enable("scenarios.stop", bool(chosen) and self.runs.is_running(chosen))
        actions.enable("scenarios.change", bool(chosen) and show in ("list", "result"))
        actions.enable("scenarios.keep", show == "result" and not self.runs.is_kept(chosen))
        actions.enable("scenarios.duplicate", self.runs.is_kept(chosen) and show != "builder")
        actions.enable("scenarios.delete", self.runs.is_kept(chosen) and show != "builder")
        several = len(self.bench.session.register.scenarios) > 1
        actions.enable("scenarios.compare", several and show in ("list", "result"))
        for name in ("scenarios.copy", "scenarios.csv", "scenarios.plan"):
            actions.enable(name, has_result)

    def _chosen(self) -> str:
        return self.list.chosen if self.show_name == "list" else self.code

    def _listen(self) -> None:
        on = self.bench.actions.on
        on("scenarios.new", lambda: self.bench.go(self.name, show="builder"))
        for name in LATER.keys() - {"compare"}:
            on(f"scenarios.{name}", partial(self.bench.go, self.name, show=name))
        on("scenarios.run", self._run)
        on("scenarios.run_all", lambda: self.runs.run_all(self.list.not_up_to_date))
        on("scenarios.stop", lambda: self.runs.cancel(self._chosen()))
        on("scenarios.change", self._change)
        do = Commands(self.bench, self.runs, self)
        on("scenarios.keep", lambda: do.keep(self.code))
        on("scenarios.duplicate", lambda: do.duplicate(self._chosen()))
        on("scenarios.delete", lambda: do.delete(self._chosen(), self.show_name))
        on("scenarios.compare", self._choose_to_compare)
        on("scenarios.copy", lambda: do.copy(self.code))
        on("scenarios.csv", lambda: do.save_csv(self.code))
        on("scenarios.plan", lambda: do.make_plan(self.code))
        self._do = do
        self.list.moved.connect(self._enable)

    def _asked(self, what: str, code: str) -> None:
        if what == "open":
            self.bench.go(self.name, show="result", scenario=code)
        else:
            self.bench.actions[f"scenarios.{what}"].trigger()

    def _change(self) -> None:
        self.bench.go(self.name, show="builder", scenario=self._chosen())

    def _run(self) -> None:
        code = self._chosen()
        if self.show_name == "builder":
            assert self.builder is not None
            if not self.builder.is_fit:
                self.builder.focus_wrong()
                return
            self._keep_builder()
        scenario = self.runs.scenario(code)
        if scenario is not None and not self.runs.is_running(code):
            self.runs.run(scenario, lambda: self._ran(code))

    def _ran(self, code: str) -> None:
        """Go to the result where the builder of that scenario is still shown."""
        if self.isVisible() and self.show_name == "builder" and self.code == code:
            self.bench.go(self.name, show="result", scenario=code)
        elif not self.isVisible():
            scenario = self.runs.scenario(code)
            self.bench.messages.say(
                "Run.",
                f"“{scenario.title if scenario else code}” has its result.",
                answers=[
                    Answer("Show", lambda: self.bench.go(self.name, show="result", scenario=code))
                ],
            )

    def _run_changed(self, code: str) -> None:
        if not self.bench.desk.is_open:
            return
        if self.show_name == "result" and code == self.code:
            self._fill_result()
        if code == self._chosen() or self.show_name == "list":
            self._say_where()

    def _mark_edited(self) -> None:
        self._is_edited = True
        assert self.builder is not None
        self.top.show_way(self.builder.scenario.title or "New scenario")

    def _leave_builder(self, show: str, code: str) -> None:
        if self.show_name == "builder" and (show, code) != ("builder", self.code):
            self._keep_builder()

    def _keep_builder(self) -> None:
        """Keep what was changed in the builder: one step of a stored scenario, or the draft."""
        if self.show_name != "builder" or self.builder is None or not self._is_edited:
            return
        self._is_edited = False
        scenario, code = self.builder.scenario, self.code
        before = self._session.register.scenarios.get(code)
        if before is None:
            self.runs.drafts[code] = scenario
            return
        edit = ChangeFields("scenario", code, differing(before, scenario))
        desk = self.bench.desk
        if not desk.is_open or desk.session is not self._session:
            # The register is being closed: what was typed still belongs to it.
            if not self._session.unfit(scenario):
                self._session.apply(edit)
            return
        if self.builder.is_fit:
            desk.attempt(edit)
            return
        self._unfinished[code] = scenario
        self.bench.messages.say(
            "Not kept yet.",
            f"“{scenario.title}” cannot be run as it was left.",
            tone="caution",
            answers=[
                Answer(
                    "Go on changing it",
                    lambda: self.bench.go(self.name, show="builder", scenario=code),
                )
            ],
        )

    def _choose_to_compare(self) -> None:
        if self.show_name == "list":
            self.list.choose_to_compare()
            return
        titles = {k: one.title for k, one in self.bench.session.register.scenarios.items()}
        if not self.runs.is_kept(self.code) and not self._do.keep(self.code):
            return
        titles[self.code] = self.bench.session.register.scenarios[self.code].title
        choice = ScenarioChoice(self.bench.look, titles, (self.code,), self)
        choice.done.connect(self._compare)
        choice.show_under(self.top)

    def _compare(self, codes: tuple[str, ...]) -> None:
        self.bench.go(self.name, show="compare", scenarios=",".join(codes))

    def _edited(self, touched: Touched) -> None:
        """Follow an edit made anywhere, undo and redo among them."""
        if not touched.touches("scenario"):
            return
        scenario = self.runs.scenario(self.code)
        is_shown = self.show_name == "builder" and ("scenario", self.code) in touched.records
        if is_shown and self.builder is not None and scenario is not None and not self._is_edited:
            self.builder.show_scenario(scenario)
        if self.show_name == "list":
            self.list.show_rows()
        if self.code and scenario is None:
            self._show_list("")
        self._say_where()

    def _use_side(self, side: Any, width: int) -> None:
        """Let F4 and narrow windows act on the panel of the view shown."""
        self._inspector = side
        self._inspector_width = width
        self._fit_inspector()


def differing(before: Scenario, after: Scenario) -> dict[str, Any]:
    """Return the fields of a scenario that were given other values, by attribute."""
    return {
        one.name: getattr(after, one.name)
        for one in fields(Scenario)
        if getattr(after, one.name) != getattr(before, one.name)
    }
