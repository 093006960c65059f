"""Second step: which sheet, and in which row its headings stand."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from ui.parts.words import button, label
from ui.wizard.draft import ImportDraft
from ui.wizard.file_choice import FileChoice
from ui.wizard.sheet_view import SheetView
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.list_look import ListLook


class HeadingsStep(QWidget):
    """The sheet as it is; the sheet and the row of the headings can be chosen otherwise."""

    def __init__(self, bench: Workbench, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        self._found = label("", "headline", wraps=True)
        top.addWidget(self._found)
        self.files = FileChoice(draft, self.refresh)
        top.addWidget(self.files)
        row = QHBoxLayout()
        self._sheet_words = label("Sheet")
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Sheet of the workbook")
        self.sheet.activated.connect(self._choose_sheet)
        row.addWidget(self._sheet_words)
        row.addWidget(self.sheet)
        row.addWidget(label("Headings in row"))
        self.row = QSpinBox()
        self.row.setAccessibleName("Row of the headings; 0 where there are none")
        self.row.setSpecialValueText("no headings")
        self.row.setKeyboardTracking(False)
        self.row.valueChanged.connect(self._choose_row)
        row.addWidget(self.row)
        self.use_row = button("Headings are in the chosen row", self._use_chosen)
        row.addWidget(self.use_row)
        row.addStretch(1)
        top.addLayout(row)
        top.addWidget(
            label(
                "Choose a row below and press the button where the bold row is not the one with "
                "the headings. What stands above the headings is left out.",
                "secondary",
                wraps=True,
            )
        )
        column.addLayout(top)
        self.view = SheetView(bench.look, "Your sheet, as it is")
        self.view.doubleClicked.connect(self._double_clicked)
        column.addWidget(self.view, 1)
        self._is_behind = False
        draft.looked.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while this step was out of sight."""
        super().showEvent(event)
        if self._is_behind:
            self.refresh()

    @property
    def _look(self) -> ListLook | None:
        return self.files.current

    def refresh(self) -> None:
        """Show the file chosen, its sheets and where its headings were found."""
        self.files.refresh()
        self._is_behind = not self.isVisible()
        if self._is_behind:
            return
        look = self._look
        if look is None:
            self.view.show_sheet(None)
            return
        number = look.choice.heading_row or 0
        self._found.setText(
            f"The headings were found in row {number}" if number else "The list has no headings"
        )
        self.sheet.clear()
        self.sheet.addItems(look.sheets)
        self.sheet.setCurrentText(look.choice.sheet or "")
        for one in (self.sheet, self._sheet_words):
            one.setVisible(len(look.sheets) > 1)
        self.row.blockSignals(True)
        self.row.setRange(0, max((number for number, _ in look.rows), default=0))
        self.row.setValue(number)
        self.row.blockSignals(False)
        self.view.show_sheet(look)
        self.view.show_row(number or 1)

    def _choose_sheet(self, place: int) -> None:
        look = self._look
        name = self.sheet.itemText(place)
        if look is not None and name != look.choice.sheet:
            choice = dataclasses.replace(
                look.choice, kind=None, sheet=name, heading_row=None, mapping=None
            )
            self._draft.look_again(look, choice)

    def _choose_row(self, number: int) -> None:
        look = self._look
        if look is not None and number != look.choice.heading_row:
            choice = dataclasses.replace(look.choice, heading_row=number, mapping=None)
            self._draft.look_again(look, choice)

    def _use_chosen(self) -> None:
        chosen = self.view.currentIndex()
        if chosen.isValid() and self._look is not None:
            self.row.setValue(self._look.rows[chosen.row()][0])

    def _double_clicked(self, _index: QModelIndex) -> None:
        self._use_chosen()
