"""What can be done in the tables of the register."""

from __future__ import annotations

from collections.abc import Callable

from ui.actions import Action, Actions
from ui.table.record_table import RecordTable

PAGE = "register"
ACTIONS: tuple[Action, ...] = (
    Action("table.add", "Add a record…", "Register", "Add a record to the table shown.",
           ("Ctrl+Shift+N", "Ins"), "plus", PAGE, edits=True),
    Action("table.double", "Duplicate", "Register", "Add a copy of the record with the cursor.",
           ("Ctrl+Shift+D",), "copy", PAGE, edits=True),
    Action("table.remove", "Remove", "Register",
           "Remove the selected records and what has no meaning without them.",
           ("Ctrl+Del",), "bin", PAGE, edits=True),
    Action("table.copy", "Copy cells", "Register", "Copy the selected cells, for Excel too.",
           (), "copy", PAGE),
    Action("table.paste", "Paste cells…", "Register",
           "Paste a block from Excel, after a look at what would change.", ("Ctrl+V",), "paste",
           PAGE, edits=True),
    Action("table.fill_down", "Fill down", "Register",
           "Fill the topmost selected cell of each column down.", ("Ctrl+D",), "", PAGE,
           edits=True),
    Action("table.give", "Edit the selection…", "Register",
           "Give every selected cell one value.", ("Ctrl+Return",), "edit", PAGE, edits=True),
    Action("table.find", "Find and replace…", "Register",
           "Find words in the table, and replace them as one step.", ("Ctrl+F",), "replace", PAGE),
    Action("table.filter", "Filter this column", "Register",
           "Put the cursor into the filter under the heading.", ("Ctrl+Shift+L",), "filter", PAGE),
    Action("table.clear_filters", "Clear the filters", "Register", "Show every record.", (), "",
           PAGE),
    Action("table.group", "Group by this column", "Register",
           "Put the rows into groups by the column with the cursor, or take the groups away.", (),
           "group", PAGE),
    Action("table.columns", "Columns…", "Register", "Choose the columns and their order.", (),
           "columns", PAGE),
)  # fmt: skip


def connect(actions: Actions, current: Callable[[], RecordTable | None]) -> None:
    """Let the actions of tables work on the table that `current` returns, if any."""

    def on(name: str, do: Callable[[RecordTable], object]) -> None:
        def carry_out() -> None:
            table = current()
            if table is not None:
                do(table)

        actions.on(name, carry_out)

    on("table.add", lambda table: table.rows.add())
    on("table.double", lambda table: table.rows.double())
    on("table.remove", lambda table: table.rows.remove())
    on("table.copy", lambda table: table.view.copy())
    on("table.paste", lambda table: table.paste())
    on("table.fill_down", lambda table: table.fill_down())
    on("table.give", lambda table: table.give_all())
    on("table.find", lambda table: table.find_replace())
    on("table.filter", _focus_filter)
    on("table.clear_filters", lambda table: table.clear_filters())
    on("table.group", _toggle_group)
    on("table.columns", lambda table: table.choose_columns())


def _focus_filter(table: RecordTable) -> None:
    index = table.view.currentIndex()
    at = index.column() if index.isValid() else 0
    table.view.head.focus_field(table.model.shown[at].name)


def _toggle_group(table: RecordTable) -> None:
    index = table.view.currentIndex()
    name = table.model.shown[index.column() if index.isValid() else 0].name
    table.group_by("" if table.model.arrangement.group == name else name)
