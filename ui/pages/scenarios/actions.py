"""What can be done on the page Scenarios."""

from __future__ import annotations

from ui.actions import Action

ACTIONS: tuple[Action, ...] = ()
