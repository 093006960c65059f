"""A row that goes on in the next line where there is no room, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowRow(QLayout):
    """Lays its widgets out from left to right and wraps, so that nothing makes a page wider."""

    def __init__(
        self, parent: QWidget | None = None, *, across: int = 20, down: int = 6, right: bool = False
    ) -> None:
        super().__init__(parent)
        self._right = right
        self._items: list[QLayoutItem] = []
        self._across = across
        self._down = down
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take in a widget at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many widgets there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a widget's item, or None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a widget's item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it needs no more room than its widgets do."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that its height hangs on its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines are at a width."""
        return self._laid(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the widgets out in a rectangle."""
        super().setGeometry(rect)
        self._laid(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one long line."""
        wide = sum(item.sizeHint().width() + self._across for item in self._items)
        high = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(wide, high)

    def minimumSize(self) -> QSize:
        """Return the size of the widest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _laid(self, rect: QRect, *, move: bool) -> int:
        """Return the height of all lines, and put the widgets there if asked."""
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(size.height() for _, size in line)
            wide = sum(size.width() for _, size in line) + self._across * (len(line) - 1)
            x = rect.x() + (max(0, rect.width() - wide) if self._right else 0)
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y), size))
                x += size.width() + self._across
            y += high + self._down
        return max(0, y - self._down - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(width, 1), 10_000))
            if not lines or used + self._across + size.width() > width:
                lines.append([])
                used = -self._across
            lines[-1].append((item, size))
            used += self._across + size.width()
        return lines
