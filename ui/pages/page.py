"""What a page of the window is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.trail import Stop
from ui.workbench import Workbench

INSPECTOR = 312
STORY = 408
NARROW = 1180
"""Width of a page at 100 % text below which the inspector is a drawer, shown with F4."""


class Page(QWidget):
    """One page: a main area and, at its right, an inspector that F4 shows and hides.

    A page is made when it is first shown and lives until the register is closed. It listens to
    `bench.desk` while hidden too, but does its work in `arrive` or when it is next shown.
    """

    name = ""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.setProperty("kind", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inspector: QFrame | None = None
        self._inspector_width = INSPECTOR
        self._wanted: bool | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        main = QWidget()
        main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.main = QVBoxLayout(main)
        self.main.setContentsMargins(0, 0, 0, 0)
        self.main.setSpacing(0)
        row.addWidget(main, 1)
        bench.look.changed.connect(self._fit_inspector)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show what `view` says; an empty one shows the page as it was left."""

    def view(self) -> Mapping[str, str]:
        """Return what is shown now, to come back to."""
        return {}

    def remember(self) -> None:
        """Amend the trail: coming back here shows what is shown now."""
        here = self.bench.trail.here
        if here is not None and here.page == self.name:
            self.bench.trail.amend(Stop(self.name, dict(self.view())))

    def set_inspector(self, content: QWidget, width: int = INSPECTOR) -> None:
        """Put a panel at the right of the page, `width` pixels wide at 100 % text."""
        if self._inspector is not None:
            self._inspector.deleteLater()
        self._inspector = QFrame(self)
        self._inspector.setProperty("kind", "inspector")
        self._inspector_width = width
        column = QVBoxLayout(self._inspector)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._inspector)
        self._fit_inspector()

    def toggle_inspector(self) -> None:
        """Show the panel at the right, or hide it."""
        if self._inspector is not None:
            self._wanted = not self._inspector.isVisibleTo(self)
            self._fit_inspector()

    def show_inspector(self) -> None:
        """Show the panel at the right, such as when something in it is asked for."""
        self._wanted = True
        self._fit_inspector()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the panel where the page becomes too narrow for it."""
        super().resizeEvent(event)
        self._fit_inspector()

    def _fit_inspector(self) -> None:
        if self._inspector is None:
            return
        look = self.bench.look
        roomy = self.width() >= look.px(NARROW)
        self._inspector.setFixedWidth(
            min(look.px(self._inspector_width), max(240, self.width() * 2 // 5))
        )
        self._inspector.setVisible(roomy if self._wanted is None else self._wanted)
