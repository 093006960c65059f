"""The list beside the map: the same picture for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.parts.badge import paint_badge
from ui.parts.words import divider, label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.dependence_map import DependenceMap
    from planner.document.map_lines import Line
    from planner.document.spread_words import SpreadTold

RECORD = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1
WAITING = Qt.ItemDataRole.UserRole + 2
MADE_AT_FIRST = 60
"""Lines beneath a heading beyond which they are made when it is opened or one is gone to."""
OPEN_AT_FIRST = 9
"""Lines beneath a heading up to which it is shown open."""


class TwinList(QWidget):
    """A tree of what the map shows.

    `gone_to` carries kind and key of the line the keys are on, `chosen` of the one that was
    entered or clicked, `asked` the same with where to show a menu.
    """

    gone_to = Signal(str, str)
    chosen = Signal(str, str)
    asked = Signal(str, str, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told: SpreadTold | None = None
        self._at = 0
        self._kind = label("", "secondary", wraps=True)
        self._name = label("", "title", wraps=True)
        self._day = label("", "strong", wraps=True)
        self._day.hide()
        self._hint = label("", "secondary", wraps=True)
        self.tree = _Tree(look)
        self.tree.setAccessibleName("The same picture as a list")
        self.tree.currentItemChanged.connect(lambda now, _before: self._went(now))
        self.tree.entered_line.connect(self._enter)
        self.tree.itemClicked.connect(lambda item, _column: self._enter(item))
        self.tree.itemExpanded.connect(self._make)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._ask)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(3)
        for words in (self._kind, self._name, self._day):
            head.addWidget(words)
        title = QHBoxLayout()
        title.setContentsMargins(16, 8, 16, 6)
        title.addWidget(label("The same picture as a list", "strong"))
        title.addStretch(1)
        title.addWidget(label("Arrows, Enter", "caption"))
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(divider())
        column.addLayout(title)
        column.addWidget(self.tree, 1)
        column.addWidget(divider())
        column.addLayout(foot)
        look.changed.connect(self._redraw)

    def show_map(self, found: DependenceMap, kind: str, name: str) -> None:
        """Show the lines of a map; `kind` says in words what its centre is."""
        self._kind.setText(kind)
        self._kind.setVisible(bool(kind))
        self._name.setText(name)
        self.tree.blockSignals(True)
        self.tree.clear()
        for line in found.lines:
            self._add(self.tree.invisibleRootItem(), line, 0)
        self.tree.blockSignals(False)
        self.tree.fit_columns()

    def show_day(self, told: SpreadTold | None, day: int) -> None:
        """Say on each line what a failure has done to it by a day; None is no failure."""
        self._told, self._at = told, day
        self._day.setVisible(told is not None)
        if told is not None:
            self._day.setText(told.day_words(day))
        failure, secondary = (
            QColor(self._look.theme.failure),
            QColor(self._look.theme.secondary),
        )
        for item in self._items():
            kind, key = item.data(0, RECORD)
            state = told.of_record(kind, key, day) if told is not None and key else None
            hit = state is not None and state.is_hit
            value = state.words if state is not None and hit else item.data(0, VALUE)
            if item.toolTip(1) != value:
                item.setText(1, state.short if state is not None and hit else value)
                item.setToolTip(1, value)
                item.setForeground(1, failure if hit else secondary)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, {value}")

    def go_to(self, kind: str, key: str, hint: str) -> None:
        """Show a record as the current line, without telling anyone."""
        self._hint.setText(hint)
        now = self.tree.currentItem()
        if not key or (now is not None and now.data(0, RECORD) == (kind, key)):
            return
        for item in self._items():
            if any((one.kind, one.key) == (kind, key) for one in item.data(0, WAITING) or ()):
                self._make(item)
        for item in self._items():
            if item.data(0, RECORD) == (kind, key):
                self.tree.blockSignals(True)
                self.tree.setCurrentItem(item)
                self.tree.blockSignals(False)
                return

    def say(self, hint: str) -> None:
        """Show a sentence beneath the list."""
        self._hint.setText(hint)

    def _add(self, parent: QTreeWidgetItem, line: Line, depth: int) -> None:
        item = QTreeWidgetItem(parent, [line.text, line.value])
        item.setData(0, RECORD, (line.kind, line.key))
        item.setData(0, VALUE, line.value)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.text}, {line.value}")
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QColor(self._look.theme.secondary))
        item.setToolTip(0, line.text)
        item.setToolTip(1, line.value)
        if line.kind == "service" and line.class_ is not None:
            item.setIcon(0, badge_icon(line.class_, self._look))
            item.setData(
                0,
                Qt.ItemDataRole.AccessibleTextRole,
                f"{line.text}, {line.class_}, {line.value}",
            )
        elif line.icon:
            item.setIcon(0, self._look.icon(line.icon, "secondary"))
        if depth == 0 and line.kind:
            font = self._look.font(13, strong=True)
            item.setFont(0, font)
        is_open = len(line.lines) <= OPEN_AT_FIRST and not (depth == 0 and not line.kind)
        if len(line.lines) > MADE_AT_FIRST:
            item.setData(0, WAITING, line.lines)
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            return
        for below in line.lines:
            self._add(item, below, depth + 1)
        item.setExpanded(is_open)

    def _make(self, item: QTreeWidgetItem) -> None:
        """Make the lines beneath one that was too long to be made at first."""
        waiting = item.data(0, WAITING)
        if waiting:
            item.setData(0, WAITING, None)
            for below in waiting:
                self._add(item, below, 2)
            self.show_day(self._told, self._at)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                yield item
                waiting = [item.child(n) for n in range(item.childCount())] + waiting

    def _went(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, RECORD)[1]:
            self.gone_to.emit(*item.data(0, RECORD))

    def _enter(self, item: QTreeWidgetItem) -> None:
        kind, key = item.data(0, RECORD)
        if key:
            self.chosen.emit(kind, key)

    def _ask(self, at: QPoint) -> None:
        item = self.tree.itemAt(at)
        if item is not None and item.data(0, RECORD)[1]:
            self.asked.emit(*item.data(0, RECORD), self.tree.viewport().mapToGlobal(at))

    def _redraw(self) -> None:
        for item in self._items():
            item.setForeground(1, QColor(self._look.theme.secondary))
            if item.font(0).weight() != self._look.font(13).weight():
                item.setFont(0, self._look.font(13, strong=True))
        self.tree.fit_columns()


class _Tree(QTreeWidget):
    """A tree of two columns whose Enter key tells of the current line."""

    entered_line = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        # One bar at the left of a selected line is enough, and values keep off the edge.
        self.setStyleSheet(
            "QTreeView::item:selected { border-left: 0; } QTreeView::item { padding-right: 10px; }"
        )
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give the values as much room as the text size asks for."""
        self.setIndentation(self._look.px(14))
        self.setIconSize(QSize(self._look.px(15), self._look.px(15)))
        self.setColumnWidth(1, self._look.px(118))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current line."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.entered_line.emit(item)
            return
        super().keyPressEvent(event)


def badge_icon(class_: str | None, look: Look) -> QIcon:
    """Return the badge of a class as an icon."""
    side = look.px(15) * 2
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_badge(painter, drawn.rect().toRectF().adjusted(2, 2, -2, -2), class_, look)
    painter.end()
    return QIcon(drawn)
