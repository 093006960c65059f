"""The table of one kind of record with everything about it: filters, views, editing, its foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from planner.answers.blocks import block_edit
from planner.answers.health import findings_by_key
from planner.document.wording import counted
from planner.errors import BackstopError
from ui.desk import Choice, Touched
from ui.parts.elided import ElidedLabel
from ui.parts.words import label
from ui.table.arranging import Arrangement, sums
from ui.table.block_work import filled_down, given, lost_in_paste, pasted
from ui.table.change_preview import ChangePreview
from ui.table.column_dialog import ColumnDialog
from ui.table.columns import shown_at_first
from ui.table.filter_chips import FilterChips
from ui.table.filters import FilterRefused, Test, read_filter
from ui.table.find_replace import FindReplace
from ui.table.menus import TableMenus
from ui.table.record_model import RecordModel
from ui.table.record_view import RecordView
from ui.table.row_work import RowWork
from ui.table.saved_views import SavedViews, View
from ui.table.widths import ColumnWidths
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.blocks import CellChange

MANY = 40
"""Blocks of selected cells from which the records in them are not counted."""
FILTER_PAUSE = 120
"""Milliseconds without a key before a filter is applied."""


class RecordTable(QWidget):
    """One kind of record, to read and to edit.

    `chosen` carries the key of the record with the cursor, `opened` that of one asked for with
    Enter on a cell that is not edited; `class_wanted` a service and the class typed for it, which
    needs a reason; `count_changed` follows each change of what is shown.
    """

    chosen = Signal(str)
    opened = Signal(str)
    class_wanted = Signal(str, str)
    count_changed = Signal()

    def __init__(self, bench: Workbench, kind: str) -> None:
        super().__init__()
        self._bench = bench
        self.kind = kind
        self.model = RecordModel(bench.desk, kind, bench.look)
        self.view = RecordView(bench.look, bench.desk, self.model)
        self.model.setParent(self.view)
        self.views = SavedViews(bench.memory, kind)
        self.rows = RowWork(bench, self.model, self.view, self)
        self.widths = ColumnWidths(bench.look, self.view, self.model)
        self.menus = TableMenus(bench.actions, self)
        self._hidden_filters: dict[str, str] = {}
        self._findings: object = None
        self.view_name = ""
        self._is_behind = False
        self._find: FindReplace | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_PAUSE)
        self._timer.timeout.connect(self.apply_filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._chips = FilterChips()
        column.addWidget(self._chips)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 4, 10, 4)
        self._count = label("", "secondary")
        self._tip = ElidedLabel("", "secondary")
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self._tip)
        column.addLayout(foot)
        self._listen()
        self.show_view(self.views.last() or self._first_view())

    def show_key(self, key: str, field: str = "") -> None:
        """Put the cursor on a record and a field; filters that hide the record are taken away."""
        if self._is_behind:
            self._catch_up()
        if field and field not in [one.name for one in self.model.shown]:
            names = [one.name for one in self.model.columns]
            if field in names:
                self._show_columns([*(one.name for one in self.model.shown), field])
        if not self.view.show_key(key, field) and key in self.model.register.of_kind(self.kind):
            self.clear_filters()
            self.model.closed.clear()
            self.model.arrange(self.model.arrangement, self.model.tests)
            self.view.show_key(key, field)

    def show_view(self, view: View) -> None:
        """Show columns, filters, sorting and group of a view."""
        self._show_columns(view.columns or self._first_view().columns, view.widths)
        self._hidden_filters = {}
        names = {one.name for one in self.model.shown}
        for name in [one.name for one in self.model.shown]:
            self.view.head.set_text(name, view.filters.get(name, ""))
        self._hidden_filters = {n: t for n, t in view.filters.items() if n not in names}
        self.model.arrangement = view.arrangement
        self.apply_filters()

    def current_view(self) -> View:
        """Return how the table is shown now."""
        head, shown = self.view.head, self.model.shown
        order = sorted(range(len(shown)), key=head.visualIndex)
        return View(
            tuple(shown[at].name for at in order),
            self.widths.kept(),
            {**self._hidden_filters, **head.texts()},
            self.model.arrangement.sorts,
            self.model.arrangement.group,
        )

    def set_view(self, name: str) -> None:
        """Show a saved view by its name; "" is how every table begins."""
        kept = self.views.view(name)
        self.view_name = name if kept is not None else ""
        self.show_view(kept or self._first_view())

    def save_view(self, name: str) -> None:
        """Keep how the table is shown under a name."""
        self.views.keep(name, self.current_view())
        self.view_name = name

    def sort_by(self, name: str, *, falls: bool, too: bool = False) -> None:
        """Sort by a column; `too` keeps the columns that are sorted by already."""
        self._arrange(self.model.arrangement.with_sort(name, falls=falls, too=too))

    def sort_by_none(self) -> None:
        """Show the rows in the order of entry."""
        now = self.model.arrangement
        self._arrange(Arrangement((), now.group, now.sought))

    def hide_column(self, name: str) -> None:
        """Show the columns without one of them; its filter goes with it."""
        self.view.head.set_text(name, "")
        self._show_columns([one for one in self.current_view().columns if one != name])
        self.apply_filters()

    def group_by(self, name: str) -> None:
        """Put the rows into groups by a column; "" takes the groups away."""
        self.model.closed.clear()
        now = self.model.arrangement
        self._arrange(Arrangement(now.sorts, name, now.sought))

    def search(self, words: str) -> None:
        """Show only records that hold these words in any column."""
        now = self.model.arrangement
        self._arrange(Arrangement(now.sorts, now.group, words))

    def clear_filters(self) -> None:
        """Show every record."""
        self._hidden_filters = {}
        for column in self.model.shown:
            self.view.head.set_text(column.name, "")
        now = self.model.arrangement
        self.model.arrangement = Arrangement(now.sorts, now.group)
        self.apply_filters()

    def apply_filters(self) -> None:
        """Apply what is typed in the filters; one that cannot be read is marked and left out."""
        self._timer.stop()
        tests: dict[str, Test] = {}
        fault = ""
        for name, text in {**self._hidden_filters, **self.view.head.texts()}.items():
            try:
                test = read_filter(self.model.column(name), text)
                self.view.head.show_fault(name, "")
                if test is not None:
                    tests[name] = test
            except FilterRefused as error:
                fault = error.sentence
                self.view.head.show_fault(name, fault)
            except StopIteration:
                continue
        for column in self.model.shown:
            if column.name not in self.view.head.texts():
                self.view.head.show_fault(column.name, "")
        self.model.arrange(self.model.arrangement, tests)
        self._show_chips()
        self._tell()
        if fault:
            self._tip.setText(fault)

    def choose_columns(self) -> None:
        """Ask which columns to show."""
        shown = list(self.current_view().columns)
        dialog = ColumnDialog(self._bench.look, self.model.columns, shown, self)
        if dialog.exec() and dialog.names():
            self._show_columns(dialog.names())
            self.apply_filters()

    def paste(self) -> None:
        """Paste a block from the clipboard, after a look at what it would change."""
        text = QGuiApplication.clipboard().text()
        lost = lost_in_paste(self.view, text)
        note = (
            f"{counted(lost, 'cell', 'cells')} lie beyond the table and are left." if lost else ""
        )
        self._change("Pasted", "Paste", pasted(self.view, text), note)

    def fill_down(self) -> None:
        """Fill the topmost selected cell of each column down the selection."""
        self._change("Filled down", "Fill down", filled_down(self.view), ask=False)

    def give_all(self) -> None:
        """Ask for one value and give it to every selected cell."""
        cells = self.view.cells()
        if cells:
            heading = self.model.shown[cells[0].column()].heading
            words = f"{heading} for {counted(len(cells), 'cell', 'cells')}; leave empty to clear"
            text, ok = QInputDialog.getText(self, "Edit the selection", words)
            if ok:
                self._change("Changed", "Edit the selection", given(self.view, text))

    def find_replace(self) -> None:
        """Open find and replace."""
        if self._find is None:
            self._find = FindReplace(self.view, self)
            self._find.wanted.connect(self._replace)
        self._find.show()
        self._find.raise_()
        self._find.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what was edited while another table was shown."""
        super().showEvent(event)
        if self._is_behind:
            self._catch_up()
        self._take_findings()
        self._follow_choice(self._bench.desk.choice)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember how the table is shown, for when it is shown again or made anew."""
        self.leave()
        super().hideEvent(event)

    def leave(self) -> None:
        """Remember how the table is shown."""
        self.views.leave(self.current_view())

    def _listen(self) -> None:
        desk, view = self._bench.desk, self.view
        desk.edited.connect(self._follow)
        desk.chosen.connect(self._follow_choice)
        desk.reading.connect(self._tell_chosen)
        view.current_key.connect(self._choose)
        view.opened.connect(self.opened)
        view.class_wanted.connect(self.class_wanted)
        view.refused.connect(self._refused)
        view.selectionModel().selectionChanged.connect(self._tell_chosen)
        view.head.sort_wanted.connect(self._sort)
        view.head.filter_typed.connect(self._filter_typed)
        self.model.modelReset.connect(self._tell)
        self._chips.dropped.connect(self._drop)
        self._bench.results.changed.connect(self._answered)

    def _first_view(self) -> View:
        return View(shown_at_first(self.kind, self.model.columns))

    def _show_columns(self, names: Sequence[str], widths: Mapping[str, int] | None = None) -> None:
        before = self.widths.kept() if self.model.shown else {}
        self.model.show_columns(names)
        head = self.view.head
        for at in range(head.count()):
            head.moveSection(head.visualIndex(at), at)
        head.show_columns(self.model.shown)
        self.widths.show(before if widths is None else widths)

    def _arrange(self, arrangement: Arrangement) -> None:
        self.model.arrange(arrangement, self.model.tests)
        self.view.head.viewport().update()
        self._tell()

    def _sort(self, section: int, too: bool) -> None:
        name = self.model.shown[section].name
        self._arrange(self.model.arrangement.sorted_by(name, too=too))

    def _follow(self, touched: Touched) -> None:
        if self.isVisible():
            self.model.follow(touched)
            self._tell()
        else:
            self._is_behind = True

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check" and self.isVisible():
            self._take_findings()

    def _take_findings(self) -> None:
        """Count the findings at hand by record; nothing is worked out anew here."""
        kept = self._bench.results.get("check")
        if kept is not None and kept.value is not self._findings:
            self._findings = kept.value
            self.model.show_findings(findings_by_key(kept.value, self.kind))

    def _catch_up(self) -> None:
        self._is_behind = False
        self.model.reload()

    def _follow_choice(self, choice: Choice | None) -> None:
        is_mine = choice is not None and choice.kind == self.kind and self.isVisible()
        if is_mine and choice is not None and self.view.key() != choice.key:
            self.view.show_key(choice.key)

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)
        self._bench.desk.choose(self.kind, key)

    def _filter_typed(self, _name: str, _text: str) -> None:
        self._timer.start()

    def _replace(self, cells: Sequence[CellChange]) -> None:
        self._change("Replaced", "Replace", cells)

    def _refused(self, sentence: str) -> None:
        self._bench.messages.say("Not changed.", sentence, tone="failure")

    def _change(
        self, what: str, title: str, cells: Sequence[CellChange], note: str = "", ask: bool = True
    ) -> None:
        if not cells:
            return
        faults = any(cell.fault for cell in cells)
        if (ask and len(cells) > 1) or faults or note:
            dialog = ChangePreview(self._bench.look, self._bench.desk, title, cells, note, self)
            if not dialog.exec():
                return
        try:
            edit = block_edit(self.model.register, what, cells)
            if edit is not None:
                self._bench.desk.apply(edit, offer_undo=True)
        except BackstopError as error:
            self._refused(error.sentence)

    def _show_chips(self) -> None:
        self._chips.show_filters(
            {
                name: (self.model.column(name).heading, text)
                for name, text in self._hidden_filters.items()
            }
        )

    def _drop(self, name: str) -> None:
        self._hidden_filters.pop(name, None)
        self.apply_filters()

    def _tell(self, *_: object) -> None:
        numbers = self.model.numbers_shown()
        plural = self.model.declared.label_plural.lower()
        all_ = len(self.model.keys)
        part = f"{len(numbers):,} of " if len(numbers) != all_ else ""
        words = [f"{part}{all_:,} {plural}", *sums(self.model.totals())]
        self._count.setText("   ".join(words))
        self._tell_chosen()
        self.count_changed.emit()

    def _tell_chosen(self, *_: object) -> None:
        few = self.view.selectionModel().selection().count() < MANY
        chosen = len(self.view.selected_keys()) if few else 0
        told = f"{chosen:,} selected. " if chosen else ""
        how = "Enter edits, Ctrl+D fills down, Ctrl+V pastes from Excel"
        self._tip.setText(f"{told}{'Only read here' if self._bench.desk.is_reading else how}")
