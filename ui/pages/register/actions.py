"""What can be done on the page Register."""

from __future__ import annotations

from ui.actions import Action
from ui.table.actions import ACTIONS as OF_TABLES


def _one(verb: str, text: str, tip: str, keys: tuple[str, ...] = (), icon: str = "") -> Action:
    return Action(f"register.{verb}", text, "Register", tip, keys, icon, page="register")


ACTIONS: tuple[Action, ...] = (
    *OF_TABLES,
    _one("save_view", "Keep this view…", "Keep columns, filters and sorting under a name."),
    _one("export", "Export the table…", "Write the rows shown as CSV for Excel.", (), "export"),
    _one("table", "Table", "Show services as a table.", ("Ctrl+Shift+T",), "table"),
    _one("board", "Class board", "Sort services into classes.", ("Ctrl+Shift+B",), "board"),
    _one("watch", "Watch list", "Whom to watch, and what is due to be looked at.", (), "flag"),
    _one("findings", "Findings", "What is missing or contradictory.", ("Ctrl+Shift+F",), "warning"),
)
