"""Third step: the sheet above, and below it where each of its columns goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import button, label
from ui.table.cell_painting import PAD
from ui.theme import Look
from ui.wizard.draft import ImportDraft
from ui.wizard.file_choice import FileChoice
from ui.wizard.quiet_choice import QuietChoice
from ui.wizard.row_cells import Index, RowCells
from ui.wizard.sheet_view import SheetView
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.list_look import ColumnLook, ListLook
    from planner.exchange.match_columns import ColumnMapping

HEADINGS = ("Your column", "Sample values", "Goes to", "Confidence", "Read as")
NOT_IMPORTED = "Do not import"
_ENOUGH = 0.75


class ColumnsStep(QWidget):
    """Shows and corrects which column holds what; choosing a row lights its column above."""

    def __init__(self, bench: Workbench, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._bench = bench
        self._columns: tuple[ColumnLook, ...] = ()
        self._drawn: object = None
        self._kind = ""
        self._is_behind = False
        self._places = QStandardItemModel(self)
        self._combos: list[QuietChoice] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.files = FileChoice(draft, self.refresh)
        whole.addWidget(self.files)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        upper, top = _half()
        self._sheet_words = label("", "secondary")
        top.addLayout(_titled("Your sheet, as it is", self._sheet_words))
        self.sheet = SheetView(bench.look, "Your sheet, as it is")
        self.sheet.clicked.connect(lambda index: self.pick_column(index.column()))
        top.addWidget(self.sheet, 1)
        lower, bottom = _half()
        words = label("Guessed from headings and values; yours to correct.", "secondary")
        heading = _titled("Where each column goes", words)
        self._remembered = QHBoxLayout()
        heading.addLayout(self._remembered)
        bottom.addLayout(heading)
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setAccessibleName("Where each column goes")
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setItemDelegate(RowCells(bench.look, self.table))
        self.table.setItemDelegateForColumn(3, _Bars(bench.look, self))
        self.table.currentCellChanged.connect(self._row_chosen)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        bottom.addWidget(self.table, 1)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        whole.addWidget(split, 1)
        draft.looked.connect(self.refresh)
        draft.reckoned.connect(self._strike)
        bench.look.changed.connect(self._size)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while this step was out of sight."""
        super().showEvent(event)
        if self._is_behind:
            self.refresh()

    def column_shown(self, row: int) -> ColumnLook:
        """Return the column of a row, for what draws it."""
        return self._columns[row]

    def combo(self, heading: str) -> QComboBox:
        """Return the field in which a column, by its heading, is sent somewhere else."""
        at = next(i for i, one in enumerate(self._columns) if one.heading == heading)
        return self._combos[at]

    def pick_column(self, place: int) -> None:
        """Choose the row of a column and light that column above."""
        for row, one in enumerate(self._columns):
            if one.place == place:
                self.table.setCurrentCell(row, 0)
                self.sheet.light(place)

    def pick_row(self, number: int) -> None:
        """Bring a row of the sheet into view."""
        self.sheet.show_row(number)

    def refresh(self) -> None:
        """Show the list as it is read now, the same column chosen."""
        self.files.refresh()
        look = self.files.current
        self._is_behind = not self.isVisible()
        if self._is_behind or look is None or look is self._drawn:
            return
        kind = look.choice.kind or ""
        same_list = (
            kind == self._kind
            and bool(self._columns)
            and [one.place for one in look.columns] == [one.place for one in self._columns]
        )
        self._drawn = look
        self._columns = look.columns
        self.sheet.show_sheet(look)
        self.sheet.show_from(look.choice.heading_row or 1)
        self._sheet_words.setText(self._sheet_sentence(look))
        if not same_list or self.table.rowCount() != len(self._columns):
            self._build(kind)
        for row, one in enumerate(self._columns):
            self._fill(row, one)
        self._offer(look)
        self._size()
        if self.table.currentRow() < 0 and self._columns:
            self.table.setCurrentCell(0, 0)
        self._strike()

    def _sheet_sentence(self, look: ListLook) -> str:
        row = look.choice.heading_row
        where = f"Headings in row {row}." if row else "The list has no headings."
        return f"{look.choice.path.name}. {where}"

    def _list_places(self, kind: str) -> None:
        """Fill the choices once a list was read: what knows them takes a while to load."""
        self._kind = kind
        self._places.clear()
        for name, text in (("", NOT_IMPORTED), *self._bench.session.fields_of_lists(kind)):
            item = QStandardItem(text)
            item.setData(name, Qt.ItemDataRole.UserRole)
            self._places.appendRow(item)

    def _build(self, kind: str) -> None:
        if kind != self._kind:
            self._list_places(kind)
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._columns))
        self._combos = []
        for row, one in enumerate(self._columns):
            for column in (0, 1, 3, 4):
                self.table.setItem(row, column, QTableWidgetItem())
            combo = QuietChoice()
            combo.setAccessibleName(f"Where column {one.letter}, {one.heading}, goes")
            combo.setModel(self._places)
            combo.activated.connect(lambda _at, chosen=row: self._send(chosen))
            combo.installEventFilter(self)
            self._combos.append(combo)
            holder = QWidget()
            inside = QHBoxLayout(holder)
            inside.setContentsMargins(4, 1, 8, 1)
            inside.addWidget(combo)
            self.table.setCellWidget(row, 2, holder)

    def _fill(self, row: int, one: ColumnLook) -> None:
        texts = {
            0: f"{one.letter}  {one.heading or 'no heading'}",
            1: "; ".join(one.samples) or "blank",
            3: one.sure,
            4: one.read_as,
        }
        for column, text in texts.items():
            item = self.table.item(row, column)
            if item is None:
                continue
            item.setText(text)
            item.setToolTip(one.reason if column == 3 else text)
        self._combos[row].setCurrentIndex(self._combos[row].findData(one.field))

    def _offer(self, look: ListLook) -> None:
        while (item := self._remembered.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        mapping = look.choice.mapping
        for name, kept in look.remembered[-2:]:
            if mapping is None or _columns_of(kept) == _columns_of(mapping):
                continue
            made = button(
                f"Use the columns of {name}",
                partial(self._draft.take_mapping, look, kept),
                "link",
            )
            self._remembered.addWidget(made)

    def _send(self, row: int) -> None:
        look, one = self.files.current, self._columns[row]
        if look is None or look.choice.mapping is None:
            return
        field = self._combos[row].currentData()
        mapping = look.choice.mapping
        if field == one.field:
            return
        if field:
            mapping = mapping.with_choice(field, one.place)
        elif one.field:
            mapping = mapping.with_choice(one.field, None)
        self._draft.take_mapping(look, mapping)

    def _row_chosen(self, row: int, *_rest: int) -> None:
        if 0 <= row < len(self._columns):
            self.sheet.light(self._columns[row].place)
        self.table.viewport().update()

    def _strike(self) -> None:
        """Strike out the rows that are not brought in, such as totals."""
        look, shown = self.files.current, self._draft.shown
        if look is None or shown is None or not self._draft.is_fresh:
            return
        prefix = f"{look.choice.path.name}, " if len(self._draft.good) > 1 else ""
        refused = {row.place for row in shown.rows if row.outcome == "refused"}
        self.sheet.leave_out(
            frozenset(n for n, _ in look.rows if f"{prefix}{look.place(n)}" in refused)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Light the column of the field that has the focus."""
        if event.type() == QEvent.Type.FocusIn and watched in self._combos:
            self.table.setCurrentCell(self._combos.index(watched), 0)
        return False

    def _size(self) -> None:
        px = self._bench.look.px
        self.table.verticalHeader().setDefaultSectionSize(px(32))
        for row in range(self.table.rowCount()):
            self.table.setRowHeight(row, px(32))
        for column, width in enumerate((160, 170, 200, 140)):
            self.table.setColumnWidth(column, px(width))


class _Bars(RowCells):
    """Draws a confidence as a bar and words; green is sure, brown wants a look."""

    def __init__(self, look: Look, step: ColumnsStep) -> None:
        super().__init__(look, step.table)
        self._step = step

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = self._step.column_shown(index.row())
        if not one.field:
            super().paint(painter, option, index)
            return
        px, theme = self.look.px, self.look.theme
        box: QRect = option.rect
        is_sure = one.confidence >= _ENOUGH
        painter.save()
        self.draw_ground(painter, option, index)
        bar = QRect(box.left() + PAD, box.center().y() - px(4), px(44), px(8))
        painter.fillRect(bar, QColor(theme.divider))
        filled = QRect(bar)
        filled.setWidth(round(bar.width() * min(1.0, one.confidence)))
        painter.fillRect(filled, QColor(theme.success if is_sure else theme.caution))
        words = QRect(box)
        words.setLeft(bar.right() + px(6))
        painter.setFont(self.look.font(13))
        plain = theme.selected_text if self.is_picked(index) else theme.text
        painter.setPen(QColor(plain if is_sure else theme.caution))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, one.sure
        )
        painter.restore()


def _columns_of(mapping: ColumnMapping) -> dict[str, int | None]:
    return {one.field: one.column for one in mapping.choices if one.column is not None}


def _half() -> tuple[QWidget, QVBoxLayout]:
    half = QWidget()
    column = QVBoxLayout(half)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(4)
    return half, column


def _titled(title: str, words: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(20, 0, 12, 0)
    row.addWidget(label(title, "strong"))
    row.addWidget(words)
    row.addStretch(1)
    return row
