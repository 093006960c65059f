"""The buttons at the right of the row that says where one is, view by view."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.actions import Actions
from ui.pages.scenarios.top_row import action_button, menu_button


def buttons_for(
    show: str, actions: Actions, owner: QWidget, *, is_running: bool, is_kept: bool
) -> list[QPushButton]:
    """Return the buttons of a view; `owner` owns their menus."""
    if show == "builder":
        if is_running:
            return [action_button(actions["scenarios.stop"], "Cancel")]
        return [action_button(actions["scenarios.run"], "Run", "primary")]
    if show != "result":
        return []
    export = QMenu(owner)
    export.addAction(actions["scenarios.copy"])
    export.addAction(actions["scenarios.csv"])
    kept = [] if is_kept else [action_button(actions["scenarios.keep"])]
    return [
        *kept,
        action_button(actions["scenarios.change"]),
        action_button(actions["scenarios.compare"]),
        menu_button("Export", export),
        action_button(actions["scenarios.plan"], "", "primary"),
    ]
