"""Views of a table kept, renamed and deleted, each by its name."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QInputDialog, QWidget

from ui.notices import Answer
from ui.pages.register.toolbar import Toolbar
from ui.table.record_table import RecordTable
from ui.table.saved_views import View
from ui.workbench import Workbench


class ViewKeeping:
    """What can be done with the views of the table shown."""

    def __init__(self, bench: Workbench, toolbar: Toolbar, parent: QWidget) -> None:
        self._bench = bench
        self._toolbar = toolbar
        self._parent = parent

    def keep(self, table: RecordTable) -> None:
        """Ask for a name and keep how the table is shown under it."""
        name = self._asked("Keep this view", table.view_name)
        if name:
            table.save_view(name)
            self._tell(table)
            self._bench.messages.say("View kept.", f"Choose it from the list as {name}.")

    def rename(self, table: RecordTable, name: str) -> None:
        """Ask for another name of a view."""
        view, new = table.views.view(name), self._asked("Rename this view", name)
        if view is None or not new or new == name:
            return
        if new in table.views.names():
            self._bench.messages.say(
                "Not renamed.", f"There is a view {new} already; choose another name."
            )
            return
        table.views.keep(new, view)
        table.views.drop(name)
        table.view_name = new
        self._tell(table)

    def drop(self, table: RecordTable, name: str) -> None:
        """Delete a view; the message offers to keep it after all. The table stays as it is."""
        view = table.views.view(name)
        if view is None:
            return
        table.views.drop(name)
        table.view_name = ""
        self._tell(table)
        self._bench.messages.say(
            "View deleted.",
            f"{name} is no longer in the list; no record was touched.",
            answers=[Answer("Undo", partial(self._keep_again, table, name, view))],
        )

    def _keep_again(self, table: RecordTable, name: str, view: View) -> None:
        table.views.keep(name, view)
        self._tell(table)

    def _asked(self, title: str, name: str) -> str:
        text, ok = QInputDialog.getText(self._parent, title, "Name of the view", text=name)
        return text.strip() if ok else ""

    def _tell(self, table: RecordTable) -> None:
        self._toolbar.show_views(table.views.names(), table.view_name)
