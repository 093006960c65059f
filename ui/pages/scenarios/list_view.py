"""The list of scenarios: what happens in each, and what its last run found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.document.wording import counted
from ui.pages.scenarios.compare_choice import ScenarioChoice
from ui.pages.scenarios.runs import Runs
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, button, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

COLUMNS = (
    Column("Scenario", "text", 330),
    Column("What happens", "text", 440),
    Column("Must days too late", "number", 130),
    Column("Net cost", "pounds", 100),
    Column("Last run", "text", 130),
    Column("Result", "text", 120),
)


class ListView(QWidget):
    """Every scenario of the register in a table, and what can be done with them.

    `asked` carries what to do ("open", "new", "run", "run_all", "duplicate", "delete",
    "sweep", "pairs", "chance") and the code of the scenario chosen, `compared` the codes of two to
    four; `moved` follows another choice.
    """

    asked = Signal(str, str)
    compared = Signal(tuple)
    moved = Signal()

    def __init__(self, bench: Workbench, runs: Runs) -> None:
        super().__init__()
        self.bench = bench
        self.runs = runs
        self._codes: list[str] = []
        self._chosen = ""
        self._marks: dict[str, str] = {}
        self.table = PlainTable(bench.look, "Scenarios")
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        self._told = label("", "secondary")
        self.open = button("Open", lambda: self._ask("open"))
        self.run = button("Run", lambda: self._ask("run"))
        self.run_all = button("Run all", lambda: self._ask("run_all"))
        self.duplicate = button("Duplicate", lambda: self._ask("duplicate"))
        self.delete = button("Delete", lambda: self._ask("delete"))
        self.compare = button("Compare…", self.choose_to_compare)
        self.sweep = button("Fail each in turn (N-1)", lambda: self._ask("sweep"))
        self.pairs = button("Two together (N-2)", lambda: self._ask("pairs"))
        self.chance = button("Chance and reserve", lambda: self._ask("chance"))
        self.new = button("New scenario", lambda: self._ask("new"), "primary")
        buttons = QWidget()
        row = FlowRow(buttons, across=8)
        for one in (
            self.new,
            self.open,
            self.run,
            self.run_all,
            self.duplicate,
            self.delete,
            self.compare,
            self.sweep,
            self.pairs,
            self.chance,
        ):
            row.addWidget(one)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "A scenario says what goes wrong, to whom and when; running it shows who goes "
                "without.",
                "New scenario",
                lambda: self._ask("new"),
                "Fail each provider in turn",
                lambda: self._ask("sweep"),
            )
        )
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(buttons, 1)
        head.addWidget(self._told, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        runs.changed.connect(lambda _code: self.show_rows() if self.isVisible() else None)

    @property
    def chosen(self) -> str:
        """Return the code of the scenario chosen, or ""."""
        return self._chosen if self._chosen in self._codes else ""

    def show_rows(self) -> None:
        """Show the scenarios as they stand now."""
        session = self.bench.session
        scenarios = session.register.scenarios
        self._codes = list(scenarios)
        rows: list[tuple[object, ...]] = []
        for code, scenario in scenarios.items():
            last = self.runs.last(code)
            rows.append(
                (
                    scenario.title,
                    session.what_happens(code),
                    None if last is None else last.late,
                    None if last is None else last.cost,
                    "never" if last is None else last.when,
                    self._state(code),
                )
            )
        self.table.show_rows(COLUMNS, rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if self.chosen:
            self.table.pick(self._codes.index(self.chosen))
        self._told.setText(counted(len(rows), "scenario", "scenarios"))
        self._tell_buttons()

    @property
    def not_up_to_date(self) -> tuple[str, ...]:
        """Return the codes of scenarios never run or out of date; of all where there are none."""
        wanted = tuple(code for code in self._codes if self._state(code) != "up to date")
        return wanted or tuple(self._codes)

    def check_marks(self) -> None:
        """Find out in the background which remembered results are out of date."""

        def arrived(marks: dict[str, str]) -> None:
            self._marks = marks
            if self.isVisible():
                self.show_rows()

        self.bench.results.ask(self, "scenario_marks", then=arrived, quiet=True)

    def choose(self, code: str) -> None:
        """Choose a scenario in the table."""
        self._chosen = code
        if code in self._codes:
            self.table.pick(self._codes.index(code))
        self._tell_buttons()

    def choose_to_compare(self) -> None:
        """Let a person tick two to four scenarios, the one chosen first."""
        scenarios = self.bench.session.register.scenarios
        titles = {code: one.title for code, one in scenarios.items()}
        marked = [self._codes[row] for row in self.table.selected]
        if self.chosen in marked:
            marked.sort(key=lambda code: code != self.chosen)
        choice = ScenarioChoice(self.bench.look, titles, marked, self)
        choice.done.connect(self.compared.emit)
        choice.show_under(self.compare)

    def _state(self, code: str) -> str:
        if self.runs.is_running(code):
            return "running"
        if self.runs.report(code) is not None:
            return "out of date" if self.runs.is_stale(code) else "up to date"
        last = self.runs.last(code)
        if last is None:
            return ""
        if code not in self._marks:
            return "not checked"
        return "up to date" if self._marks[code] == last.mark else "out of date"

    def _tell_buttons(self) -> None:
        for one in (self.open, self.run, self.duplicate, self.delete):
            one.setEnabled(bool(self.chosen))
        self.run_all.setEnabled(bool(self._codes) and not self.runs.is_running_all)
        self.compare.setEnabled(len(self._codes) > 1)
        self.moved.emit()

    def _picked(self, row: int) -> None:
        if 0 <= row < len(self._codes):
            self._chosen = self._codes[row]
            self.bench.desk.choose("scenario", self._chosen)
        self._tell_buttons()

    def _opened(self, row: int) -> None:
        self._picked(row)
        self._ask("open")

    def _ask(self, what: str) -> None:
        self.asked.emit(what, self.chosen)
