"""Blocks of cells changed together: pasted, filled down, replaced; and the edit for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planner import fields
from planner.register.edits import ChangeFields, Edit, Together
from planner.register.records import Record
from planner.register.register import Register
from planner.register.words import name_of


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a block: the record, the field, what stands there and what is to.

    `fault` is the sentence for why it cannot be; then `after` counts for nothing.
    """

    kind: str
    key: str
    field: str
    before: Any
    after: Any
    before_text: str
    after_text: str
    fault: str = ""

    @property
    def changes_anything(self) -> bool:
        """Return whether the cell can take its new value and differs from it now."""
        return not self.fault and self.before != self.after


def block_edit(register: Register, what: str, cells: Sequence[CellChange]) -> Edit | None:
    """Return the one step that changes cells, those with a fault left out; None where none do.

    `what` says how they came to be: "Pasted", "Filled down", "Replaced".
    """
    by_record: dict[tuple[str, str], dict[str, Any]] = {}
    number = 0
    for cell in cells:
        if cell.changes_anything:
            attribute = fields.BY_NAME[cell.kind].field(cell.field).attribute
            by_record.setdefault((cell.kind, cell.key), {})[attribute] = cell.after
            number += 1
    if not number:
        return None
    edits = tuple(ChangeFields(kind, key, values) for (kind, key), values in by_record.items())
    first_kind = next(iter(by_record))[0]
    kinds = fields.BY_NAME[first_kind].label_plural.lower()
    count = "1 cell" if number == 1 else f"{number:,} cells"
    return Together(f"{what} {count} in {kinds}", edits)


def record_words(register: Register, kind: str, key: str) -> str:
    """Return what people call a record, to name it in a list of changes."""
    record: Record | None = register.of_kind(kind).get(key)
    return key if record is None else name_of(fields.BY_NAME[kind], record, register)


def faults_in(cells: Iterable[CellChange]) -> tuple[CellChange, ...]:
    """Return the cells that cannot take their new value."""
    return tuple(cell for cell in cells if cell.fault)
