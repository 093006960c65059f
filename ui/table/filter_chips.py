"""The filters of a table that no shown column holds, each as a chip that takes it away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.words import button


class FilterChips(QWidget):
    """A row of chips; `dropped` carries the name of the column whose filter is taken away."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 2, 8, 2)
        self.hide()

    def show_filters(self, filters: Mapping[str, tuple[str, str]]) -> None:
        """Show filters: the heading and the text of each by the name of its column."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name, (heading, text) in filters.items():
            words = f"{heading}: {text}"
            chip = button(f"{words}  \N{MULTIPLICATION SIGN}", partial(self.dropped.emit, name))
            chip.setAccessibleName(f"Take away the filter {words}")
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self.setVisible(bool(filters))
