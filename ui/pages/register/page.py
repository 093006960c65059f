"""The page Register: a tab per kind of record, the class board, findings, import and a panel."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QScrollArea, QStackedWidget, QTabBar, QWidget

from planner import fields
from planner.document.wording import counted
from planner.errors import BackstopError
from planner.progress import Progress
from ui.desk import Choice
from ui.pages.page import Page
from ui.pages.register.class_board import ClassBoard
from ui.pages.register.class_panel import ClassPanel
from ui.pages.register.health_panel import HealthPanel
from ui.pages.register.record_form import CouncilForm
from ui.pages.register.record_panel import RecordPanel
from ui.pages.register.toolbar import Toolbar
from ui.parts.words import EmptyState, divider
from ui.shell.file_dialogs import file_to_write
from ui.table.actions import connect
from ui.table.record_table import RecordTable
from ui.wizard.import_wizard import ImportWizard
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.findings import Finding

KINDS = (
    "service", "provider", "contract", "place", "supply_link", "asset",
    "option", "pool", "reserve", "warning_sign", "contact",
)  # fmt: skip
SHORT = {"place": "People", "supply_link": "Links"}
TABS = (*KINDS, "findings", "council")


class RegisterPage(Page):
    """What the council knows."""

    name = "register"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.tables: dict[str, RecordTable] = {}
        self.wizard: ImportWizard | None = None
        self._show = "table"
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Kinds of record")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for _ in TABS:
            self.tabs.addTab("")
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
            lambda: actions["file.import"].trigger(),
            "Look round the sample council",
            lambda: actions["file.sample"].trigger(),
        )
        for part in (self.empty, self.board, self.health, self.council):
            self.stack.addWidget(part)
        self.main.addWidget(self.tabs)
        self.main.addWidget(divider())
        self.main.addWidget(self.toolbar)
        self.main.addWidget(self.stack, 1)
        self.panel = RecordPanel(bench)
        self.class_panel = ClassPanel(bench)
        self.nothing = QLabel("Choose a record to see everything about it.")
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(16)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.side = QStackedWidget()
        for part in (self.nothing, self.panel, self.class_panel):
            self.side.addWidget(part)
        self.set_inspector(self.side)
        self._listen()
        self._count()
        self._open_tab()

    @property
    def tab(self) -> str:
        """Return the tab shown: a kind of record, "findings" or "council"."""
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
        self.tabs.currentChanged.connect(lambda _at: self._open_tab())
        self.toolbar.show_as.connect(self._show_as)
        self.toolbar.view_chosen.connect(lambda name: self._do(lambda t: t.set_view(name)))
        self.toolbar.keep_wanted.connect(self._keep_view)
        self.toolbar.order_chosen.connect(self.board.order_by)
        self.toolbar.words_typed.connect(self.board.filter_by)
        self.board.class_wanted.connect(self.ask_class)
        self.board.chosen.connect(lambda key: bench.desk.choose("service", key))
        self.panel.class_wanted.connect(self.ask_class)
        self.panel.all_findings.connect(self._findings_of_record)
        self.class_panel.closed.connect(self._class_closed)
        self.health.mend.connect(self.mend)
        bench.desk.chosen.connect(self._choose)
        bench.desk.edited.connect(self._edited)
        bench.results.changed.connect(self._answered)
        connect(actions, lambda: self.table)
        actions.on("table.add", self._add)
        actions.on("register.export", lambda: self._do(self._export))
        actions.on("register.save_view", self._keep_view)
        actions.on("register.table", lambda: bench.go("register", tab="service", show="table"))
        actions.on("register.board", lambda: bench.go("register", show="board"))
        actions.on("register.findings", lambda: bench.go("register", tab="findings"))

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check":
            self._count()

    def _do(self, run: Callable[[RecordTable], object]) -> None:
        if self.table is not None:
            run(self.table)

    def _open_tab(self) -> None:
        tab = self.tab
        is_kind = tab in KINDS
        is_board = tab == "service" and self._show == "board"
        self.toolbar.setVisible(is_kind)
        if is_kind:
            self.toolbar.fit(
                fields.BY_NAME[tab].label, is_service=tab == "service", is_board=is_board
            )
        if is_kind and not any(self.bench.desk.register.of_kind(kind) for kind in KINDS):
            self.stack.setCurrentWidget(self.empty)
        elif is_board:
            self.board.refresh()
            self.stack.setCurrentWidget(self.board)
            choice = self.bench.desk.choice
            if choice is not None and choice.kind == "service":
                self.board.point(choice.key)
        elif is_kind:
            table = self._table(tab)
            self.toolbar.show_views(table.views.names())
            self.stack.setCurrentWidget(table)
        elif tab == "findings":
            self.health.ask()
            self.health.refresh()
            self.stack.setCurrentWidget(self.health)
        else:
            self.stack.setCurrentWidget(self.council)
        self._tell_export()
        self.remember()

    def _table(self, kind: str) -> RecordTable:
        if kind not in self.tables:
            table = RecordTable(self.bench, kind)
            table.opened.connect(lambda _key: self._enter_panel())
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

    def _enter_panel(self) -> None:
        self.show_inspector()
        if self.panel.form is not None and self.panel.form.boxes:
            next(iter(self.panel.form.boxes.values())).editor.setFocus()

    def _edited(self, _touched: object = None) -> None:
        self._count()
        if self.stack.currentWidget() is self.empty:
            self._open_tab()

    def _count(self) -> None:
        register = self.bench.desk.register
        kept = self.bench.results.get("check")
        for at, tab in enumerate(TABS):
            if tab in KINDS:
                words = SHORT.get(tab, fields.BY_NAME[tab].label_plural)
                text = f"{words}  {len(register.of_kind(tab)):,}"
            elif tab == "findings":
                text = f"Findings  {len(kept.value):,}" if kept is not None else "Findings"
            else:
                text = "Council"
            if self.tabs.tabText(at) != text:
                self.tabs.setTabText(at, text)

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

    def _keep_view(self) -> None:
        table = self.table
        if table is None:
            return
        name, ok = QInputDialog.getText(self, "Keep this view", "Name of the view")
        if ok and name.strip():
            table.save_view(name.strip())
            self.toolbar.show_views(table.views.names())
            self.toolbar.views.setCurrentIndex(table.views.names().index(name.strip()) + 1)

    def _export(self, table: RecordTable) -> None:
        start = f"{fields.BY_NAME[table.kind].label_plural}.csv"
        path = file_to_write(self, "Export the table", start, "CSV (*.csv)")
        if path is None:
            return
        model = table.model
        rows = [[one.heading for one in model.shown]]
        for row in range(model.rowCount()):
            if model.key_at(row):
                cells = [model.index(row, at).data() for at in range(len(model.shown))]
                rows.append(["" if cell is None else str(cell) for cell in cells])
        many = counted(len(rows) - 1, "row", "rows")
        self.bench.tasks.do(
            self,
            lambda report: _write(path, rows, report),
            then=lambda _done: self.bench.messages.say("Exported.", f"{many} in {path.name}."),
            failed=lambda error: self.bench.messages.say(
                "Not exported.", error.sentence, tone="failure"
            ),
            title="Exporting the table",
        )

    def _import(self, file: str) -> None:
        self._leave_import()
        self.wizard = ImportWizard(self.bench, Path(file) if file else None)
        self.wizard.closed.connect(lambda: self.bench.go("register", tab="contract"))
        self.stack.addWidget(self.wizard)
        self.stack.setCurrentWidget(self.wizard)
        self._with_import(True)

    def _leave_import(self) -> None:
        if self.wizard is not None:
            self.stack.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
            self._with_import(False)

    def _with_import(self, is_on: bool) -> None:
        parts: tuple[QWidget, ...] = (self.tabs, self.toolbar)
        for part in parts:
            part.setVisible(not is_on)
        self._wanted = False if is_on else None
        self._fit_inspector()


def _write(path: Path, rows: list[list[str]], report: Progress) -> None:
    report(0, 1, f"Writing {path.name}")
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    except OSError as error:
        raise BackstopError(f"{path.name} cannot be written; choose another folder.") from error
