"""A row that goes on in the next line where there is no room, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Line = list[tuple[int, QLayoutItem, QSize]]


class FlowRow(QLayout):
    """Lays its widgets out from left to right and wraps, so that nothing makes a page wider.

    What is added after `turn` stands at the right of its line; with `right`, everything does.
    """

    def __init__(
        self, parent: QWidget | None = None, *, across: int = 20, down: int = 6, right: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._turn = 0 if right else -1
        self._across = across
        self._down = down
        self.setContentsMargins(0, 0, 0, 0)

    def turn(self) -> None:
        """Let what is added from now on stand at the right."""
        self._turn = len(self._items)

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
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() + self._across for size in shown)
        return self._with_margins(QSize(wide, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the widest widget."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        around = self.contentsMargins()
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def _laid(self, rect: QRect, *, move: bool) -> int:
        """Return the height of all lines, and put the widgets there if asked."""
        around = self.contentsMargins()
        room = rect.marginsRemoved(around)
        y = room.y()
        for line in self._lines(room.width()):
            high = max(size.height() for _, _, size in line)
            if move:
                self._place(line, room, y, high)
            y += high + self._down
        return max(0, y - self._down - room.y()) + around.top() + around.bottom()

    def _place(self, line: Line, room: QRect, y: int, high: int) -> None:
        turned = [size for number, _, size in line if 0 <= self._turn <= number]
        wide = sum(size.width() + self._across for size in turned) - self._across
        x, is_left = room.x(), True
        for number, item, size in line:
            if is_left and 0 <= self._turn <= number:
                x, is_left = max(x, room.x() + room.width() - wide), False
            item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
            x += size.width() + self._across

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        used = 0
        for number, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(width, 1), 10_000))
            if not lines or used + self._across + size.width() > width:
                lines.append([])
                used = -self._across
            lines[-1].append((number, item, size))
            used += self._across + size.width()
        return lines
