"""The records of one kind as rows: sorted, filtered and grouped over row numbers in plain lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from planner import fields
from ui.desk import Desk, Touched
from ui.table.arranging import Arrangement, Section, arranged, section_words
from ui.table.column_values import column_values
from ui.table.columns import FINDINGS, SUMMED, RecordColumn, columns_of
from ui.table.filters import Test
from ui.theme import Look

if TYPE_CHECKING:
    from planner.register.records import Record
    from planner.register.register import Register

Index = QModelIndex | QPersistentModelIndex
FEW = 200
"""Records touched at once up to which cells are shown anew one by one."""
WORKED_OUT_FROM = {
    "service": {"place", "contract"},
    "provider": {"place", "contract", "warning_sign"},
    "contract": {"place"},
}
"""Kinds whose edits change what a kind's table works out."""


class RecordModel(QAbstractTableModel):
    """The table of one kind of record.

    Rows stand in the order of entry until they are sorted. An edit changes its own cells only; the
    order and the filter are applied again when they are next asked for, so that no row jumps away
    from under the hand.
    """

    def __init__(self, desk: Desk, kind: str, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.kind = kind
        self.declared = fields.BY_NAME[kind]
        self.columns: tuple[RecordColumn, ...] = ()
        self.shown: tuple[RecordColumn, ...] = ()
        self.keys: list[str] = []
        self.records: list[Record] = []
        self.lines: list[int | Section] = []
        self.arrangement = Arrangement()
        self.tests: dict[str, Test] = {}
        self.closed: set[str] = set()
        self._place: dict[str, int] = {}
        self._cache: dict[tuple[str, str], list[Any]] = {}
        self._orders: dict[str, tuple[list[int], list[int]]] = {}
        self._totals: dict[str, float | None] = {}
        self._filtered: tuple[object, ...] = ()
        self.found: Mapping[str, tuple[int, str]] = {}
        self.seen: Register | None = None
        self.reload()

    @property
    def register(self) -> Register:
        """Return the register as it stands now."""
        return self._desk.register

    def reload(self) -> None:
        """Take the records of the register anew, keeping how they are shown."""
        self.beginResetModel()
        table = self.register.of_kind(self.kind)
        self.keys, self.records = list(table), list(table.values())
        self._place = {key: place for place, key in enumerate(self.keys)}
        self._forget()
        names = [column.name for column in self.shown]
        self.columns = self._made_columns()
        self._show_columns(names)
        self._arrange()
        self.endResetModel()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order."""
        self.beginResetModel()
        self._show_columns(names)
        self.endResetModel()

    def arrange(self, arrangement: Arrangement, tests: Mapping[str, Test]) -> None:
        """Sort, filter and group the rows."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self.row_at(index.row()) for index in before]
        self.arrangement, self.tests = arrangement, dict(tests)
        self._arrange()
        places: dict[int, int] = {}
        if before:
            places = {line: at for at, line in enumerate(self.lines) if isinstance(line, int)}
        after = [
            QModelIndex()
            if number is None or number not in places
            else self.index(places[number], index.column())
            for number, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def toggle(self, text: str) -> None:
        """Open or close a group."""
        self.closed ^= {text}
        self.arrange(self.arrangement, self.tests)

    def show_findings(self, found: Mapping[str, tuple[int, str]]) -> None:
        """Show how many findings each record has, with the weight of the worst in words."""
        self.found = found
        self._refresh_columns()
        for kept in [one for one in self._cache if one[0] == FINDINGS]:
            del self._cache[kept]
        self._orders.pop(FINDINGS, None)
        arrangement = self.arrangement
        sorted_by = {name for name, _ in arrangement.sorts} | {arrangement.group} | {*self.tests}
        if FINDINGS in sorted_by:
            self.arrange(arrangement, self.tests)
        elif self.lines:
            self._tell(0, len(self.lines) - 1)

    def totals(self) -> dict[str, float | None]:
        """Return the sums of people and pounds of the records shown; None where none is known."""
        if not self._totals:
            numbers = self.numbers_shown()
            self._totals = {one.name: self.total(one, numbers) for one in self.summed()}
        return self._totals

    def summed(self) -> list[RecordColumn]:
        """Return the columns whose sums are told."""
        return [column for column in self.columns if column.name in SUMMED]

    def total(self, column: RecordColumn, numbers: Sequence[int]) -> float | None:
        """Return the sum of a column over some records, None where nothing of it is known."""
        values = self.values(column)
        of_all = len(numbers) == len(values)
        known = filter(None, values if of_all else map(values.__getitem__, numbers))
        total: float = sum(known)
        if total == 0 and all(values[number] is None for number in numbers):
            return None
        return total

    def sample(self, column: RecordColumn, most: int) -> list[Any]:
        """Return the values of the first records of a column; none once the register is closed."""
        if not self._desk.is_open:
            return []
        return column_values(column, "value", self.keys[:most], self.records[:most], self.register)

    def follow(self, touched: Touched) -> None:
        """Show what an edit touched, and nothing else anew where no record came or went."""
        mine = {key for kind, key in touched.records if kind == self.kind}
        table = self.register.of_kind(self.kind)
        if any((key in table) != (key in self._place) for key in mine):
            self._take_rows(table)
            return
        mine &= table.keys()  # steps of others may add a record and take it away again
        linked = {kind for field in self.declared.fields for kind in field.links_to}
        works_out = not touched.kinds.isdisjoint(WORKED_OUT_FROM.get(self.kind, set()))
        if not mine and not works_out and touched.kinds.isdisjoint(linked):
            return
        if works_out:
            self._refresh_columns()
        for key in mine:
            self.records[self._place[key]] = table[key]
        few = len(mine) <= FEW and not works_out
        if few and touched.kinds.isdisjoint(linked - {self.kind}):
            self._orders.clear()
            for key in mine:
                self._keep_row(key)
        else:
            self._forget()
        if mine and few:
            for key in mine:
                at = self.row_of(key)
                if at >= 0:
                    self._tell(at, at)
        elif self.lines:
            self._tell(0, len(self.lines) - 1)

    def row_at(self, row: int) -> int | None:
        """Return the number of the record in a row, None for the row above a group."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, int) else None

    def key_at(self, row: int) -> str:
        """Return the key of the record in a row, "" for the row above a group."""
        number = self.row_at(row)
        return "" if number is None else self.keys[number]

    def row_of(self, key: str) -> int:
        """Return the row that shows a record, or -1."""
        number = self._place.get(key)
        if number is None:
            return -1
        try:
            return self.lines.index(number)
        except ValueError:
            return -1

    def record(self, key: str) -> Record:
        """Return the record of a key; KeyError where there is none."""
        return self.records[self._place[key]]

    def column(self, name: str) -> RecordColumn:
        """Return the column of a name; KeyError where there is none."""
        return next(column for column in self.columns if column.name == name)

    def numbers_shown(self) -> list[int]:
        """Return the numbers of the records shown, closed groups left out."""
        if not self.arrangement.group:
            return cast(list[int], self.lines)
        return [line for line in self.lines if isinstance(line, int)]

    def values(self, column: RecordColumn, what: str = "value") -> list[Any]:
        """Return one value a record: itself ("value"), its folded text ("text") or sort key."""
        kept = self._cache.get((column.name, what))
        if kept is not None:
            return kept
        found = column_values(column, what, self.keys, self.records, self.register)
        self._cache[column.name, what] = found
        return found

    def order(self, column: RecordColumn) -> tuple[list[int], list[int]]:
        """Return the numbers of all records by a column, rising, and those that are blank."""
        kept = self._orders.get(column.name)
        if kept is None:
            keys = self.values(column, "sort")
            held = [number for number, key in enumerate(keys) if key is not None]
            held.sort(key=keys.__getitem__)
            blank = [number for number, key in enumerate(keys) if key is None]
            kept = self._orders[column.name] = (held, blank)
        return kept

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns shown."""
        return 0 if parent.isValid() else len(self.shown)

    def value_at(self, index: Index) -> Any:
        """Return the value itself in a cell; None above a group."""
        number = self.row_at(index.row())
        if number is None:
            return None
        return self.shown[index.column()].value(self.keys[number], self.records[number])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, place and what is read aloud of a cell."""
        if not index.isValid():
            return None
        column = self.shown[index.column()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            line = self.lines[index.row()]
            if isinstance(line, Section):
                return section_words(line) if index.column() == 0 else ""
            value = column.value(self.keys[line], self.records[line])
            if role == Qt.ItemDataRole.EditRole:
                return column.typed(value, self.register)
            text = column.shown(value, self.register)
            if column.name == FINDINGS and role != Qt.ItemDataRole.DisplayRole:
                text = f"{text}, {self.found[self.keys[line]][1]}" if text else ""
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.heading}: {text or 'blank'}"
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a heading with the place of its column in the order of sorting."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.shown):
            return None
        column = self.shown[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.heading}{self.arrangement.mark(column.name)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            unit = (
                f" ({column.field.unit})" if column.field is not None and column.field.unit else ""
            )
            return f"{column.heading}{unit}: {column.help}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be chosen and edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.row_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.can_edit(self.shown[index.column()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def can_edit(self, column: RecordColumn) -> bool:
        """Return whether the cells of a column can be edited in the table."""
        field = column.field
        if self._desk.is_reading:
            return False
        if field is None or self.kind in ("plan", "decision", "timetable_task"):
            return False
        if self.declared.has_id and field.name == "id":
            return False
        return field.type.value not in ("events", "amounts by record")

    def _keep_row(self, key: str) -> None:
        """Work out anew what is kept of one record."""
        place = self._place[key]
        by_name = {column.name: column for column in self.columns}
        for (name, what), kept in self._cache.items():
            before = kept[place]
            (kept[place],) = column_values(
                by_name[name], what, (key,), (self.records[place],), self.register
            )
            if name in SUMMED and kept[place] != before:
                self._totals = {}

    def _forget(self) -> None:
        self._cache.clear()
        self._orders.clear()
        self._totals = {}

    def _show_columns(self, names: Sequence[str]) -> None:
        by_name = {column.name: column for column in self.columns}
        self.shown = tuple(by_name[name] for name in names if name in by_name)

    def _arrange(self) -> None:
        arrangement = self.arrangement
        now = (tuple(self.tests.values()), arrangement.sought, arrangement.group, len(self.keys),
               frozenset(self.closed))  # fmt: skip
        if now != self._filtered:
            self._filtered, self._totals = now, {}
        self.lines = arranged(self)

    def _take_rows(self, table: Mapping[str, Record]) -> None:
        """Let records go and come without another order for those that stay."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self.key_at(index.row()) for index in before]
        order = [self.keys[line] for line in self.lines if isinstance(line, int)]
        known = set(self.keys)
        self.keys, self.records = list(table), list(table.values())
        self._place = {key: place for place, key in enumerate(self.keys)}
        self._forget()
        self._refresh_columns()
        self._filtered = ()
        if self.arrangement.group:
            self._arrange()
        else:
            come = [key for key in self.keys if key not in known]
            self.lines = [self._place[key] for key in (*order, *come) if key in self._place]
        rows = {self.key_at(row): row for row in range(len(self.lines))}
        after = [
            self.index(rows[key], index.column()) if key in rows else QModelIndex()
            for key, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _refresh_columns(self) -> None:
        names = [column.name for column in self.shown]
        self.columns = self._made_columns()
        self._show_columns(names)

    def _made_columns(self) -> tuple[RecordColumn, ...]:
        counts = {key: number for key, (number, _) in self.found.items()}
        return columns_of(self.kind, self._desk.session.derived(self.kind), counts)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, max(0, len(self.shown) - 1)))
