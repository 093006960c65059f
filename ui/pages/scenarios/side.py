"""A panel at the right of a view that scrolls: a title and what stands beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.parts.words import divider, label
from ui.theme import Look


class SidePanel(QFrame):
    """Titles, lines and widgets under one another, as high as they need to be."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look = look
        self.setProperty("kind", "inspector")
        self.setAccessibleName(title)
        content = QWidget()
        content.setProperty("kind", "panel")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(6)
        self.lines = self.section(title)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(title)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def section(self, title: str, note: str = "") -> QVBoxLayout:
        """Add a titled part at the end and return where its content goes."""
        at = max(0, self._column.count() - 1)
        if at:
            self._column.insertWidget(at, divider())
            at += 1
        self._column.insertWidget(at, label(title, "title"))
        if note:
            self._column.insertWidget(at + 1, label(note, "caption", wraps=True))
            at += 1
        part = QVBoxLayout()
        part.setSpacing(5)
        part.setContentsMargins(0, 0, 0, 6)
        self._column.insertLayout(at + 1, part)
        return part

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show sentences in the first part, in place of those before."""
        fill(self.lines, lines)


def fill(part: QVBoxLayout, lines: Sequence[str], kind: str = "secondary") -> None:
    """Show sentences in a part, in place of those before; labels are used again."""
    while part.count() > len(lines):
        item = part.takeAt(part.count() - 1)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for at, line in enumerate(lines):
        item = part.itemAt(at)
        widget = item.widget() if item is not None else None
        if isinstance(widget, QLabel):
            widget.setText(line)
        else:
            part.addWidget(label(line, kind, wraps=True))
