"""The menus of a table under the right mouse button or the menu key: of a heading, of a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.actions import Actions

if TYPE_CHECKING:
    from ui.table.record_table import RecordTable

OF_CELLS = (
    "table.copy", "table.paste", "table.fill_down", "table.give", "-",
    "table.filter", "table.group", "table.columns", "-",
    "table.add", "table.double", "table.remove",
)  # fmt: skip


class TableMenus(QObject):
    """Opens the menus of one table."""

    def __init__(self, actions: Actions, table: RecordTable) -> None:
        super().__init__(table)
        self._actions = actions
        self._table = table
        policy = Qt.ContextMenuPolicy.CustomContextMenu
        table.view.setContextMenuPolicy(policy)
        table.view.customContextMenuRequested.connect(self._ask_cell)
        table.view.head.setContextMenuPolicy(policy)
        table.view.head.customContextMenuRequested.connect(self._ask_heading)

    def of_heading(self, section: int) -> QMenu:
        """Return the menu of a column: sorting, group, filter, and which columns are shown."""
        table = self._table
        column = table.model.shown[section]
        now = table.model.arrangement
        before = dict(now.sorts)
        menu = QMenu(column.heading, table)
        menu.setAccessibleName(f"Column {column.heading}")

        def add(text: str, do: Callable[[], object], *, enabled: bool = True) -> None:
            action = menu.addAction(text, do)
            action.setEnabled(enabled)

        for text, falls in (("Sort rising", False), ("Sort falling", True)):
            add(text, partial(table.sort_by, column.name, falls=falls))
        others = [name for name in before if name != column.name]
        if others:
            then = partial(table.sort_by, column.name, falls=False, too=True)
            add(f"Then sort by {column.heading}", then)
        add("Do not sort", table.sort_by_none, enabled=bool(before))
        menu.addSeparator()
        is_group = now.group == column.name
        add(
            "Take the groups away" if is_group else f"Group by {column.heading}",
            partial(table.group_by, "" if is_group else column.name),
        )
        if now.group and not is_group:
            add("Take the groups away", partial(table.group_by, ""))
        add("Filter this column", partial(table.view.head.focus_field, column.name))
        menu.addAction(self._actions["table.clear_filters"])
        menu.addSeparator()
        hide = partial(table.hide_column, column.name)
        add(f"Hide {column.heading}", hide, enabled=len(table.model.shown) > 1)
        menu.addAction(self._actions["table.columns"])
        return menu

    def of_cells(self) -> QMenu:
        """Return the menu of the selected cells."""
        return self._actions.menu("Cells", self._table, OF_CELLS)

    def _ask_heading(self, place: QPoint) -> None:
        head = self._table.view.head
        section = head.logicalIndexAt(place)
        if section >= 0:
            self._open(self.of_heading(section), head.mapToGlobal(place))

    def _ask_cell(self, place: QPoint) -> None:
        view = self._table.view
        index = view.indexAt(place)
        if index.isValid() and not view.selectionModel().isSelected(index):
            view.setCurrentIndex(index)
        self._open(self.of_cells(), view.viewport().mapToGlobal(place))

    def _open(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
