"""The watch list on the page of the register, with its panel: made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.document.watch_list import WatchRow
    from ui.pages.register.page import RegisterPage
    from ui.pages.register.watch_panel import WatchPanel
    from ui.pages.register.watch_view import WatchView


class WatchPlace:
    """Holds the list and its panel, and shows the one beside the other."""

    def __init__(self, page: RegisterPage) -> None:
        self._page = page
        self.view: WatchView | None = None
        self.panel: WatchPanel | None = None

    def made(self) -> WatchView:
        """Return the list, made where this is the first time it is shown."""
        if self.view is None:
            from ui.pages.register.watch_panel import WatchPanel
            from ui.pages.register.watch_view import WatchView

            page = self._page
            self.view = WatchView(page.bench)
            page.stack.addWidget(self.view)
            self.panel = WatchPanel(page.bench)
            page.side.addWidget(self.panel)
            self.view.picked.connect(self._show)
            self.view.table.opened.connect(self._enter)
        return self.view

    @property
    def is_beside(self) -> bool:
        """Return whether its panel stands at the right of the page."""
        return self.panel is not None and self._page.side.currentWidget() is self.panel

    def _show(self, row: WatchRow) -> None:
        if self._page.tab == "watch" and self.panel is not None:
            self.panel.show_row(row)
            self._page.side.setCurrentWidget(self.panel)

    def _enter(self, _row: int) -> None:
        self._page.show_inspector()
        if self.panel is not None:
            self.panel.add.setFocus()
