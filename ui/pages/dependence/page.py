"""The page Dependence: the map of who leans on whom, the measures of it, and other cuts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ui.pages.dependence.map_panel import MapPanel
from ui.pages.page import Page
from ui.parts.elided import ElidedLabel
from ui.parts.words import Segments
from ui.workbench import Workbench

if TYPE_CHECKING:
    from ui.pages.dependence.lots_view import LotsView
    from ui.pages.dependence.measures import Measures


class DependencePage(Page):
    """Shows the map, the measures, or other cuts of contracts; `show` in the view says which."""

    name = "dependence"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._stack = QStackedWidget()
        self._measures: Measures | None = None
        self._lots: LotsView | None = None
        self.map = MapPanel(bench)
        self.map.changed.connect(self._note)
        self._crumb = ElidedLabel("", "secondary")
        self._crumb.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        shows = (("map", "Map"), ("measures", "Measures"), ("lots", "Other cuts"))
        self._segments = Segments("Show", shows, self._show)
        self._segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 0)
        head.setSpacing(12)
        head.addWidget(self._crumb, 1)
        head.addWidget(self.map.find_box)
        head.addWidget(self._segments)
        self.main.addLayout(head)
        self.main.addWidget(self._stack, 1)
        self._stack.addWidget(self.map)
        self.set_inspector(self.map.twin)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the map or the measures, round what is chosen."""
        show = view.get("show", self._shown())
        if show == "measures":
            self._stack.setCurrentWidget(self._made_measures())
            self.map.pause()
        elif show == "lots":
            lots = self._made_lots()
            self._stack.setCurrentWidget(lots)
            self.map.pause()
            lots.arrive(view)
        else:
            self._stack.setCurrentWidget(self.map)
            self.map.arrive(view)
        self._segments.press(self._shown())
        self.map.find_box.setVisible(self._shown() == "map")
        self._note()
        self._fit_inspector()

    def view(self) -> Mapping[str, str]:
        """Return what is shown now."""
        if self._shown() != "map":
            return {"show": self._shown()}
        return {"show": "map", **self.map.view_words()}

    def _fit_inspector(self) -> None:
        super()._fit_inspector()
        if self._inspector is not None and self._shown() != "map":
            self._inspector.hide()

    def _shown(self) -> str:
        shown = self._stack.currentWidget()
        return "map" if shown is self.map else "lots" if shown is self._lots else "measures"

    def _note(self) -> None:
        """Say where the page is, and remember it for the way back."""
        others = {"measures": "Measures", "lots": "Other cuts of contracts"}
        where = others.get(self._shown()) or self.map.crumb
        self._crumb.setText(" \u203a ".join(("Dependence", *where.split("/"))))
        self._crumb.setAccessibleName(self._crumb.text())
        if self.isVisible():
            self.remember()

    def _show(self, show: str) -> None:
        self.bench.go("dependence", show=show)

    def _made_lots(self) -> LotsView:
        if self._lots is None:
            from ui.pages.dependence.lots_view import LotsView

            self._lots = LotsView(self.bench)
            self._stack.addWidget(self._lots)
        return self._lots

    def _made_measures(self) -> QWidget:
        if self._measures is None:
            from ui.pages.dependence.measures import Measures

            self._measures = Measures(self.bench)
            self._stack.addWidget(self._measures)
        return self._measures
