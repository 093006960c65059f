"""The form of one record: every field of its kind, saved field by field as it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner import fields
from planner.answers.typed import link_choices, read_typed, typed_text
from planner.errors import BackstopError
from planner.field_types import Field, FieldType
from planner.register.edits import ChangeFields
from ui.pages.register.class_choice import ClassChoice
from ui.parts.field_editors import FieldBox
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.register import Register

_NOT_TYPED = (FieldType.EVENTS, FieldType.AMOUNTS)
COUNCIL = "council"


class RecordForm(QWidget):
    """The fields of one kind of record. `class_wanted` carries the class asked for a service.

    `moved` carries the new key where an edit gave the record another one.
    """

    class_wanted = Signal(str)
    moved = Signal(str)

    def __init__(self, bench: Workbench, kind: str) -> None:
        super().__init__()
        self._bench = bench
        self.kind = kind
        self.key = ""
        declared = fields.COUNCIL if kind == COUNCIL else fields.BY_NAME[kind]
        self.boxes: dict[str, FieldBox] = {}
        self._seen: dict[str, Register] = {}
        self.class_choice: ClassChoice | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        shown = [one for one in declared.fields if one.type not in _NOT_TYPED]
        if kind == "service":
            first = [declared.field(name) for name in ("class", "class_reason", "legal_basis")]
            shown = first + [one for one in shown if one not in first]
        for field in shown:
            if kind == "service" and field.name == "class":
                self.class_choice = ClassChoice(bench.look)
                self.class_choice.wanted.connect(self.class_wanted)
                column.addWidget(self.class_choice)
                continue
            box = FieldBox(bench.look, field, self._names)
            box.committed.connect(lambda text, one=box: self._save(one, text))
            self.boxes[field.name] = box
            column.addWidget(box)
        bench.look.changed.connect(self.updateGeometry)
        bench.desk.reading.connect(self._follow_reading)
        self._follow_reading(bench.desk.is_reading)

    def show_key(self, key: str) -> None:
        """Show a record; what was typed and not taken for another one is dropped."""
        is_other = key != self.key
        self.key = key
        register = self._bench.desk.register
        record = register.council if self.kind == COUNCIL else register.of_kind(self.kind).get(key)
        if record is None:
            return
        if self.class_choice is not None:
            self.class_choice.show_class(getattr(record, "class_", None))
        for box in self.boxes.values():
            text = typed_text(box.field, getattr(record, box.field.attribute), register)
            is_kept = box.is_being_typed or (box.error.text() and text != box.text)
            if is_other or not is_kept:
                box.show_text(text)
                self._seen[box.field.name] = register

    def enter(self, field: str) -> bool:
        """Put the cursor into a field; False where the form has none of that name."""
        box = self.boxes.get(field)
        if box is None:
            return False
        box.editor.setFocus()
        return True

    def _follow_reading(self, reads: bool) -> None:
        for box in self.boxes.values():
            box.let_type(not reads)
        if self.class_choice is not None:
            self.class_choice.setEnabled(not reads)

    def _names(self, field: Field) -> list[str]:
        return [name for _, name in link_choices(field, self._bench.desk.register)]

    def _save(self, box: FieldBox, text: str) -> None:
        desk = self._bench.desk
        if not desk.is_open:
            return
        try:
            value = read_typed(box.field, text, desk.register)
            step = desk.apply(
                ChangeFields(self.kind, self.key, {box.field.attribute: value}),
                # What others made of it while this was typed is theirs to lose knowingly.
                seen=self._seen.get(box.field.name),
            )
        except BackstopError as error:
            box.show_error(error.sentence)
            return
        box.show_text(typed_text(box.field, value, desk.register))
        if step is not None and self.kind != COUNCIL:
            for change in desk.session.changes_of(step):
                if change.kind == self.kind and change.before is None and change.key != self.key:
                    self.moved.emit(change.key)
                    return
        self.show_key(self.key)


class CouncilForm(QWidget):
    """The council's own details, on a tab of their own."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.form = RecordForm(bench, COUNCIL)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        column = QVBoxLayout()
        column.addWidget(self.form)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addStretch(1)
        bench.desk.edited.connect(self._edited)
        self.refresh()

    def _edited(self, _touched: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the details as they stand now."""
        self.form.show_key("")
