"""The page Plans."""

from __future__ import annotations

from ui.pages.page import Page
from ui.parts.words import EmptyState
from ui.workbench import Workbench


class PlansPage(Page):
    """The page Plans."""

    name = "plans"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.main.addWidget(EmptyState("Nothing here yet."))
