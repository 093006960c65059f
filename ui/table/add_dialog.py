"""Add one record: what it cannot be without is asked, the rest can follow in the form."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner import fields
from planner.answers.new_records import new_record
from planner.answers.typed import read_typed
from planner.errors import BackstopError
from planner.field_types import Field
from planner.register.edits import AddRecord
from ui.parts.words import button, label, restyle
from ui.table.cell_editing import editor_for, text_of
from ui.table.record_model import RecordModel
from ui.workbench import Workbench

ALSO = {"service": ("class", "market"), "option": ("supplier", "capacity"), "place": ("people",)}
"""Fields asked beside the required ones, since a record is of little use without them."""


class AddDialog(QDialog):
    """The fields a new record needs, each with its help; what is unfit is said beneath it."""

    def __init__(self, bench: Workbench, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kind = kind
        self.key = ""
        declared = fields.BY_NAME[kind]
        self.setWindowTitle(f"Add {declared.label.lower()}")
        self.setMinimumWidth(bench.look.px(440))
        self._editors: dict[str, QWidget] = {}
        self._faults: dict[str, QLabel] = {}
        asked = [
            field
            for field in declared.fields
            if (field.required and field.name != "id") or field.name in ALSO.get(kind, ())
        ]
        model = RecordModel(bench.desk, kind, bench.look)
        column = QVBoxLayout(self)
        grid = QGridLayout()
        for at, field in enumerate(asked):
            self._add_field(grid, at * 2, field, model)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        ok = button(f"Add {declared.label.lower()}", self._add, "primary")
        ok.setDefault(True)
        row.addWidget(ok)
        column.addLayout(row)

    def editor(self, name: str) -> QWidget:
        """Return the editor of a field by its name."""
        return self._editors[name]

    def _add_field(self, grid: QGridLayout, at: int, field: Field, model: RecordModel) -> None:
        words = field.label if not field.required else f"{field.label} (required)"
        heading = label(words, "label")
        editor = editor_for(field, self, model)
        heading.setBuddy(editor)
        fault = label(field.help, "caption", wraps=True)
        grid.addWidget(heading, at, 0)
        grid.addWidget(editor, at, 1)
        grid.addWidget(fault, at + 1, 1)
        self._editors[field.name] = editor
        self._faults[field.name] = fault

    def _add(self) -> None:
        declared, register = fields.BY_NAME[self._kind], self._bench.desk.register
        values: dict[str, Any] = {}
        unfit: QWidget | None = None
        for name, editor in self._editors.items():
            field = declared.field(name)
            fault = self._faults[name]
            sentence = ""
            try:
                values[field.attribute] = read_typed(field, text_of(editor), register)
                if field.required and values[field.attribute] is None:
                    sentence = f"{field.label} is blank; fill it in."
            except BackstopError as error:
                sentence = error.sentence
            fault.setText(sentence or field.help)
            restyle(fault, "failure" if sentence else "caption")
            restyle(editor, "wrong" if sentence else "")
            if sentence and unfit is None:
                unfit = editor
        if unfit is not None:
            unfit.setFocus()
            return
        before = set(register.of_kind(self._kind))
        try:
            self._bench.desk.apply(AddRecord(new_record(register, self._kind, values)))
        except BackstopError as error:
            first = next(iter(self._faults.values()))
            first.setText(error.sentence)
            restyle(first, "failure")
            return
        after = self._bench.desk.register.of_kind(self._kind)
        self.key = next((key for key in reversed(list(after)) if key not in before), "")
        self.accept()
