"""The page Register: a tab per kind of record, the class board, findings, import and a panel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from planner import fields
from ui.desk import Choice
from ui.joining.join_review import JoinReview
from ui.pages.page import Page
from ui.pages.register.class_board import ClassBoard
from ui.pages.register.class_panel import ClassPanel
from ui.pages.register.health_panel import HealthPanel
from ui.pages.register.kind_tabs import KindTabs
from ui.pages.register.nothing_chosen import NothingChosen
from ui.pages.register.record_form import CouncilForm
from ui.pages.register.record_panel import RecordPanel
from ui.pages.register.table_file import export
from ui.pages.register.toolbar import Toolbar
from ui.pages.register.view_keeping import ViewKeeping
from ui.pages.register.watch_place import WatchPlace
from ui.parts.words import EmptyState, divider
from ui.table.actions import connect
from ui.table.record_table import RecordTable
from ui.wizard.import_wizard import ImportWizard
from ui.wizard.workbook_review import WorkbookReview
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.findings import Finding

KINDS = (
    "service", "provider", "contract", "place", "supply_link", "asset",
    "option", "pool", "reserve", "warning_sign", "accounts", "spend", "contact",
)  # fmt: skip
SHORT = {"place": "People", "supply_link": "Links"}
TABS = (*KINDS, "watch", "findings", "council")
RANK = (
    "service", "provider", "contract", "findings", "watch", "place", "supply_link", "option",
    "reserve", "warning_sign", "council", "asset", "pool", "accounts", "spend", "contact",
)  # fmt: skip
"""The tabs from the one most needed to the one least needed, where there is no room for all."""


class RegisterPage(Page):
    """What the council knows."""

    name = "register"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.tables: dict[str, RecordTable] = {}
        self.wizard: ImportWizard | WorkbookReview | JoinReview | None = None
        self.watch = WatchPlace(self)
        self._show = "table"
        self.tab_row = KindTabs(bench.look, TABS, RANK)
        self.tabs = self.tab_row.row
        self.toolbar = Toolbar(bench)
        self.stack = QStackedWidget()
        self.stack.setMinimumWidth(1)
        self.board = ClassBoard(bench)
        self.health = HealthPanel(bench)
        self.council = QScrollArea()
        self.council.setWidgetResizable(True)
        self.council.setWidget(CouncilForm(bench))
        actions = bench.actions
        self.empty = EmptyState(
            "The register is empty. Bring in the contracts you have, or add the first service.",
            "Import a list",
            self._ask_import,
            "Look round the sample council",
            actions["file.sample"].trigger,
        )
        shown: tuple[QWidget, ...] = (self.empty, self.board, self.health, self.council)
        for part in shown:
            self.stack.addWidget(part)
        self.main.addWidget(self.tab_row)
        self.main.addWidget(divider())
        self.main.addWidget(self.toolbar)
        self.main.addWidget(self.stack, 1)
        self.panel = RecordPanel(bench)
        self.class_panel = ClassPanel(bench)
        self.nothing = NothingChosen(bench)
        self.side = QStackedWidget()
        sides: tuple[QWidget, ...] = (self.nothing, self.panel, self.class_panel)
        for side in sides:
            self.side.addWidget(side)
        self.set_inspector(self.side)
        self.keeping = ViewKeeping(bench, self.toolbar, self)
        self._listen()
        self._count()
        self._open_tab()

    @property
    def tab(self) -> str:
        """Return the tab shown: a kind of record, "watch", "findings" or "council"."""
        return TABS[max(0, self.tabs.currentIndex())]

    @property
    def table(self) -> RecordTable | None:
        """Return the table shown, or None where the tab has none."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RecordTable) else None

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show a tab, a record and a field of it, the board or the import."""
        if view.get("show") == "import":
            self._import(view.get("file", ""))
            return
        if view.get("show") == "join" and view.get("file"):
            self._show_wizard(JoinReview(self.bench, Path(view["file"])))
            return
        self._leave_import()
        if view.get("show") in ("table", "board"):
            self._show = view["show"]
        tab = view.get("tab", "")
        if view.get("show") == "board":
            tab = "service"
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
        self._open_tab()
        key, field = view.get("key", ""), view.get("field", "")
        if key and tab == "watch":
            self.bench.desk.choose("provider", key)
        if key and tab in KINDS:
            self.bench.desk.choose(tab, key)
            if self.table is not None:
                self.table.show_key(key, field)
            if field:
                self.show_inspector()
                self.panel.enter(field)

    def view(self) -> Mapping[str, str]:
        """Return the tab and the record shown."""
        choice = self.bench.desk.choice
        shown = {"tab": self.tab, "show": self._show if self.tab == "service" else "table"}
        if choice is not None and choice.kind == self.tab:
            shown["key"] = choice.key
        return shown

    def ask_class(self, service: str, class_: str) -> None:
        """Ask for the reason of another class of a service; "" takes no class away."""
        if class_ not in fields.CLASSES:
            self.bench.messages.say(
                "Not changed.", "A class is decided, not cleared; choose must, needed or could."
            )
            return
        self.bench.desk.choose("service", service)
        self.show_inspector()
        self.side.setCurrentWidget(self.class_panel)
        self.class_panel.ask(service, class_)

    def mend(self, finding: Finding) -> None:
        """Go to the record and the field that mends a finding."""
        if finding.kind == "plan":
            self.bench.go("plans", show="plan", plan=finding.key)
        elif finding.kind == "scenario":
            self.bench.go("scenarios", show="builder", scenario=finding.key)
        elif finding.kind in KINDS:
            self.bench.go("register", tab=finding.kind, key=finding.key, field=finding.field)
        else:
            self.bench.go("register", tab="council")

    def _listen(self) -> None:
        bench, actions = self.bench, self.bench.actions
        self.tabs.currentChanged.connect(self._open_tab)
        self.toolbar.show_as.connect(self._show_as)
        self.toolbar.view_chosen.connect(self._show_view)
        self.toolbar.keep_wanted.connect(self._keep_view)
        self.toolbar.rename_wanted.connect(self._rename_view)
        self.toolbar.drop_wanted.connect(self._drop_view)
        self.toolbar.order_chosen.connect(self.board.order_by)
        self.toolbar.words_typed.connect(self.board.filter_by)
        self.board.class_wanted.connect(self.ask_class)
        self.board.chosen.connect(self._choose_service)
        self.panel.class_wanted.connect(self.ask_class)
        self.panel.all_findings.connect(self._findings_of_record)
        self.class_panel.closed.connect(self._class_closed)
        self.health.mend.connect(self.mend)
        self.health.pointed.connect(self._point_finding)
        self.nothing.mend.connect(self.mend)
        self.nothing.all_findings.connect(self._all_findings)
        bench.desk.chosen.connect(self._choose)
        bench.desk.edited.connect(self._edited)
        bench.results.changed.connect(self._answered)
        connect(actions, self._table_shown)
        actions.on("table.add", self._add)
        actions.on("register.export", self._export_shown)
        actions.on("register.save_view", self._keep_view)
        actions.on("register.table", partial(bench.go, "register", tab="service", show="table"))
        actions.on("register.board", partial(bench.go, "register", show="board"))
        actions.on("register.findings", self._all_findings)
        actions.on("register.watch", partial(bench.go, "register", tab="watch"))

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check":
            self._count()

    def _table_shown(self) -> RecordTable | None:
        return self.table

    def _all_findings(self) -> None:
        self.health.only.setChecked(False)
        self.bench.go("register", tab="findings")

    def _point_finding(self, finding: Finding) -> None:
        """Show the record of a finding that is read."""
        if finding.kind in KINDS:
            self.bench.desk.choose(finding.kind, finding.key)

    def _choose_service(self, key: str) -> None:
        self.bench.desk.choose("service", key)

    def _open_tab(self, _at: int = 0) -> None:
        tab = self.tab
        is_kind = tab in KINDS
        is_board = tab == "service" and self._show == "board"
        self.toolbar.setVisible(is_kind)
        if is_kind:
            self.toolbar.fit(
                fields.BY_NAME[tab].label, is_service=tab == "service", is_board=is_board
            )
        lists = is_kind or tab == "watch"
        if lists and not any(self.bench.desk.register.of_kind(kind) for kind in KINDS):
            self.stack.setCurrentWidget(self.empty)
        elif is_board:
            self.board.refresh()
            self.stack.setCurrentWidget(self.board)
            choice = self.bench.desk.choice
            if choice is not None and choice.kind == "service":
                self.board.point(choice.key)
        elif is_kind:
            table = self._table(tab)
            self.toolbar.show_views(table.views.names(), table.view_name)
            self.stack.setCurrentWidget(table)
        elif tab == "findings":
            self.health.ask()
            self.health.refresh()
            self.stack.setCurrentWidget(self.health)
        elif tab == "watch":
            self.stack.setCurrentWidget(self.watch.made())
        else:
            self.stack.setCurrentWidget(self.council)
        if self.watch.is_beside and tab != "watch":
            self._choose(self.bench.desk.choice)
        self._tell_export()
        self.remember()

    def _table(self, kind: str) -> RecordTable:
        if kind not in self.tables:
            table = RecordTable(self.bench, kind)
            table.opened.connect(self._enter_panel)
            table.class_wanted.connect(self.ask_class)
            table.count_changed.connect(self._tell_export)
            self.tables[kind] = table
            self.stack.addWidget(table)
        return self.tables[kind]

    def _show_as(self, show: str) -> None:
        self._show = show
        self._open_tab()

    def _choose(self, choice: Choice | None) -> None:
        if choice is None or choice.kind not in KINDS:
            self.side.setCurrentWidget(self.nothing)
            return
        if self.tab == "watch" and choice.kind == "provider":
            return  # The view shows it in its own panel.
        self.panel.show_record(choice.kind, choice.key)
        asks = self.side.currentWidget() is self.class_panel
        if not (asks and (choice.kind, choice.key) == ("service", self.class_panel.service)):
            self.side.setCurrentWidget(self.panel)
        if self.stack.currentWidget() is self.board and choice.kind == "service":
            self.board.point(choice.key)
        self.remember()

    def _class_closed(self) -> None:
        self.side.setCurrentWidget(self.panel)
        if self.stack.currentWidget() is self.board:
            self.board.refresh()
            self.board.point(self.class_panel.service, focus=True)

    def _enter_panel(self, _key: str = "") -> None:
        self.show_inspector()
        if self.panel.form is not None and self.panel.form.boxes:
            next(iter(self.panel.form.boxes.values())).editor.setFocus()

    def _ask_import(self) -> None:
        action = self.bench.actions["file.import"]
        if action.isEnabled():
            action.trigger()
        else:
            self.bench.messages.say("Nothing is imported.", action.toolTip(), tone="failure")

    def _edited(self, _touched: object = None) -> None:
        self._count()
        if self.stack.currentWidget() is self.empty:
            self._open_tab()

    def _count(self) -> None:
        register = self.bench.desk.register
        kept = self.bench.results.get("check")
        for tab in TABS:
            if tab in KINDS:
                words = SHORT.get(tab, fields.BY_NAME[tab].label_plural)
                text = f"{words}  {len(register.of_kind(tab)):,}"
            elif tab == "watch":
                text = "Watch list"
            elif tab == "findings":
                text = f"Findings  {len(kept.value):,}" if kept is not None else "Findings"
            else:
                text = "Council"
            self.tab_row.name_tab(tab, text)

    def _tell_export(self) -> None:
        table = self.table
        shown = f" {len(table.model.numbers_shown()):,}" if table is not None else ""
        self.toolbar.tell_export(shown)

    def _findings_of_record(self) -> None:
        self.health.only.setChecked(True)
        self.bench.go("register", tab="findings")

    def _add(self) -> None:
        if self.tab not in KINDS:
            self.tabs.setCurrentIndex(0)
        self._table(self.tab).rows.add()

    def _show_view(self, name: str) -> None:
        if self.table is not None:
            self.table.set_view(name)
            self.toolbar.show_views(self.table.views.names(), self.table.view_name)

    def _keep_view(self) -> None:
        if self.table is not None:
            self.keeping.keep(self.table)

    def _rename_view(self, name: str) -> None:
        if self.table is not None:
            self.keeping.rename(self.table, name)

    def _drop_view(self, name: str) -> None:
        if self.table is not None:
            self.keeping.drop(self.table, name)

    def _export_shown(self) -> None:
        if self.table is not None:
            export(self.bench, self.table, self)

    def _import(self, file: str = "") -> None:
        wizard = ImportWizard(self.bench, Path(file) if file else None)
        wizard.workbook_found.connect(self._review_workbook)
        self._show_wizard(wizard)

    def _review_workbook(self, path: Path) -> None:
        review = WorkbookReview(self.bench, path)
        review.left.connect(self._import)
        self._show_wizard(review)

    def _show_wizard(self, wizard: ImportWizard | WorkbookReview | JoinReview) -> None:
        self._leave_import()
        self.wizard = wizard
        wizard.closed.connect(self._import_closed)
        self.stack.addWidget(wizard)
        self.stack.setCurrentWidget(wizard)
        self._with_import(True)

    def _import_closed(self) -> None:
        self.bench.go("register", tab="contract")

    def _leave_import(self) -> None:
        if self.wizard is not None:
            self.stack.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
            self._with_import(False)

    def _with_import(self, is_on: bool) -> None:
        parts: tuple[QWidget, ...] = (self.tab_row, self.toolbar)
        for part in parts:
            part.setVisible(not is_on)
        self._wanted = False if is_on else None
        self._fit_inspector()
