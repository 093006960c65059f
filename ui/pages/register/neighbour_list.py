"""The records one step away: groups with counts that open, each name a way to that record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.parts.elided import ElidedLink
from ui.parts.words import label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.neighbours import Neighbour, NeighbourGroup

SHOWN = 30
"""Names shown of one open group; the rest is counted."""


class NeighbourList(QWidget):
    """The neighbours of one record; a click chooses and shows one of them."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._of = ("", "")
        self._open: set[str] = set()
        self.groups: tuple[NeighbourGroup, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def show_record(self, kind: str, key: str) -> None:
        """Show the neighbours of a record, worked out beside the window."""
        if (kind, key) != self._of:
            self._clear()
        self._of = (kind, key)
        self._bench.results.ask(
            self,
            "neighbours",
            kind,
            key,
            then=partial(self._show, (kind, key)),
            quiet=True,
        )

    def _show(self, of: tuple[str, str], groups: tuple[NeighbourGroup, ...]) -> None:
        if of == self._of and groups != self.groups:
            self.groups = groups
            self._fill()

    def _clear(self) -> None:
        self.groups = ()
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self.groups:
            self._column.addWidget(label("One step away", "title"))
        for group in self.groups:
            self._column.addWidget(self._head(group))
            if group.label in self._open:
                for one in group.members[:SHOWN]:
                    self._column.addWidget(self._link(one))
                if len(group.members) > SHOWN:
                    more = len(group.members) - SHOWN
                    self._column.addWidget(label(f"and {more:,} more in the table", "secondary"))

    def _head(self, group: NeighbourGroup) -> QWidget:
        if len(group.members) == 1:
            one = group.members[0]
            return ElidedLink(f"{group.label}: {one.name}", partial(self._go, one))
        head = QToolButton()
        head.setText(f"{group.label}  {len(group.members):,}")
        head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        is_open = group.label in self._open
        head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        state = "open" if is_open else "closed"
        head.setAccessibleName(f"{group.label}, {len(group.members)}, {state}")
        head.clicked.connect(partial(self.toggle, group.label))
        return head

    def toggle(self, group: str, _checked: bool = False) -> None:
        """Open a group, or close it."""
        self._open ^= {group}
        self._fill()

    def _link(self, one: Neighbour) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(18, 0, 0, 0)
        row.addWidget(ElidedLink(one.name, partial(self._go, one)))
        return box

    def _go(self, one: Neighbour) -> None:
        if one.kind == "scenario":
            self._bench.go("scenarios", show="result", scenario=one.key)
        elif one.kind == "plan":
            self._bench.go("plans", show="plan", plan=one.key)
        else:
            self._bench.go("register", tab=one.kind, key=one.key)
