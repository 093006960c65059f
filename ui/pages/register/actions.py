"""What can be done on the page Register."""

from __future__ import annotations

from ui.actions import Action


def _one(verb: str, text: str, tip: str, keys: tuple[str, ...] = (), icon: str = "") -> Action:
    return Action(f"register.{verb}", text, "Register", tip, keys, icon, page="register")


ACTIONS: tuple[Action, ...] = (
    _one("add", "Add a record…", "Add a record of the kind shown.", ("Ctrl+Shift+N",), "plus"),
    _one("double", "Double the record", "Add a copy of the record.", ("Ctrl+Shift+D",), "copy"),
    _one(
        "remove",
        "Remove the record",
        "Remove the chosen records with what has no meaning without them.",
        ("Ctrl+Delete",),
        "bin",
    ),
    _one("fill", "Fill down", "Fill the topmost cell down the selection.", ("Ctrl+D",)),
    _one("paste", "Paste", "Paste a block from Excel.", ("Ctrl+V",), "paste"),
    _one("give", "Edit the selection…", "Give all chosen cells one value.", ("Ctrl+Return",)),
    _one("find", "Find and replace…", "Find and replace in the table.", ("Ctrl+F",), "replace"),
    _one("columns", "Columns…", "Choose the columns of the table.", (), "columns"),
    _one("save_view", "Keep this view…", "Keep columns, filters and sorting under a name."),
    _one("clear", "Clear the filters", "Show every record again.", ("Ctrl+Shift+L",), "filter"),
    _one("export", "Export the table…", "Write the rows shown as CSV for Excel.", (), "export"),
    _one("table", "Table", "Show services as a table.", ("Ctrl+Shift+T",), "table"),
    _one("board", "Class board", "Sort services into classes.", ("Ctrl+Shift+B",), "board"),
    _one("findings", "Findings", "What is missing or contradictory.", ("Ctrl+Shift+F",), "warning"),
)
