"""Fields of one record on a form, each kept as it is left: one field, one step of undo."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from planner import fields
from planner.answers.typed import link_choices, typed_text
from planner.errors import BackstopError
from planner.field_types import Field, FieldType
from planner.register.edits import ChangeFields
from ui.parts.field_editors import FieldBox, LongText
from ui.workbench import Workbench

Read = Callable[[str, str], Any]
Offer = Callable[[str], Sequence[str]]


class KeptFields(QObject):
    """Boxes for some fields of a kind of record; `read` turns a name and its text into a value."""

    def __init__(self, bench: Workbench, kind: str, read: Read, owner: QWidget) -> None:
        super().__init__(owner)
        self._bench = bench
        self._kind = kind
        self._declared = fields.BY_NAME[kind]
        self._read = read
        self._key = ""
        self._tall: dict[LongText, int] = {}
        self.boxes: dict[str, FieldBox] = {}
        self._seen: dict[str, Any] = {}
        bench.look.changed.connect(self._fit)
        bench.desk.reading.connect(self._follow_reading)

    def box(
        self, name: str, label: str = "", *, tall: int = 0, offer: Offer | None = None
    ) -> FieldBox:
        """Return a new box for a field, under a label of its own where one is given.

        `tall` gives a text several lines, that many pixels high at 100 % text; `offer` is what
        may be chosen while typing.
        """
        field = self._declared.field(name)
        field = dataclasses.replace(
            field,
            label=label or field.label,
            type=FieldType.LONG_TEXT if tall else field.type,
            # "Day 3 day" says it twice.
            unit="" if field.unit == "day" else field.unit,
        )
        made = FieldBox(self._bench.look, field, self._links)
        made.committed.connect(lambda text, one=made: self._save(one, text))
        if tall and isinstance(made.editor, LongText):
            self._tall[made.editor] = tall
        if offer is not None and isinstance(made.editor, QLineEdit):
            made.entered.connect(lambda one=made.editor: _complete(one, offer(name)))
        self.boxes[name] = made
        made.let_type(not self._bench.desk.is_reading)
        self._fit()
        return made

    def show_record(self, key: str, record: Any) -> None:
        """Show a record; what is being typed in it stays."""
        is_other = key != self._key
        self._key = key
        for box in self.boxes.values():
            value = getattr(record, box.field.attribute)
            text = typed_text(box.field, value, self._bench.desk.register)
            is_kept = box.is_being_typed or (box.error.text() and text != box.text)
            if is_other or not is_kept:
                box.show_text(text)
                self._seen[box.field.name] = self._bench.desk.register

    def enter(self, name: str) -> bool:
        """Put the cursor into a field; False where there is none of that name."""
        if name not in self.boxes:
            return False
        self.boxes[name].editor.setFocus()
        return True

    def _save(self, box: FieldBox, text: str) -> None:
        desk = self._bench.desk
        if not desk.is_open or self._key not in desk.register.of_kind(self._kind):
            return
        try:
            value = self._read(box.field.name, text)
            desk.apply(
                ChangeFields(self._kind, self._key, {box.field.attribute: value}),
                seen=self._seen.get(box.field.name),
            )
        except BackstopError as error:
            box.show_error(error.sentence)
            return
        record = desk.register.of_kind(self._kind).get(self._key)
        if record is not None:
            value = getattr(record, box.field.attribute)
        box.show_text(typed_text(box.field, value, desk.register))
        self._seen[box.field.name] = desk.register

    def _follow_reading(self, reads: bool) -> None:
        for box in self.boxes.values():
            box.let_type(not reads)

    def _links(self, field: Field) -> list[str]:
        return [name for _, name in link_choices(field, self._bench.desk.register)]

    def _fit(self) -> None:
        for editor, tall in self._tall.items():
            high = self._bench.look.px(tall)
            editor.setStyleSheet(f"min-height: {high}px;")
            editor.setMaximumHeight(high + self._bench.look.px(12))


def _complete(line: QLineEdit, offered: Sequence[str]) -> None:
    completer = QCompleter(list(offered), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)
