"""The tabs of the register; those there is no room for stand in a menu beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from ui.theme import Look


class TabRow(QTabBar):
    """Tabs that tell how wide each of them is, shown or not."""

    def width_of(self, at: int) -> int:
        """Return the width of a tab."""
        return self.tabSizeHint(at).width()


class KindTabs(QWidget):
    """Tabs by name; `rank` names them from the one most needed to the one least needed.

    The tab shown is always in sight, the others as far as there is room.
    """

    def __init__(self, look: Look, names: tuple[str, ...], rank: tuple[str, ...]) -> None:
        super().__init__()
        self._names, self._rank = names, rank
        self._is_fitting = False
        self.setMinimumWidth(1)
        self.row = TabRow()
        self.row.setAccessibleName("Kinds of record")
        self.row.setExpanding(False)
        self.row.setUsesScrollButtons(False)
        self.row.setMinimumWidth(1)
        for _ in names:
            self.row.addTab("")
        self.more = QToolButton()
        self.more.setText("More \N{BLACK DOWN-POINTING SMALL TRIANGLE}")
        self.more.setToolTip("More kinds of record")
        self.more.setAccessibleName("More kinds of record")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 4, 0)
        line.setSpacing(2)
        line.addWidget(self.row, 1)
        line.addWidget(self.more)
        self.row.currentChanged.connect(self.fit)
        look.changed.connect(self.fit)

    def minimumSizeHint(self) -> QSize:
        """Return room for one tab; the others go into the menu."""
        return QSize(1, super().minimumSizeHint().height())

    def name_tab(self, name: str, text: str) -> None:
        """Write on a tab."""
        at = self._names.index(name)
        if self.row.tabText(at) != text:
            self.row.setTabText(at, text)
            self.fit()

    def fit(self, _at: int = 0) -> None:
        """Show the tabs there is room for, and the others in the menu."""
        if self._is_fitting:
            return
        self._is_fitting = True
        widths = {name: self.row.width_of(at) for at, name in enumerate(self._names)}
        shown = self._names[max(0, self.row.currentIndex())]
        room = self.width() - 8
        if sum(widths.values()) > room:
            room -= self.more.sizeHint().width() + 4
        kept: set[str] = set()
        for name in (shown, *(one for one in self._rank if one != shown)):
            if widths[name] > room and kept:
                break
            room -= widths[name]
            kept.add(name)
        for at, name in enumerate(self._names):
            if self.row.isTabVisible(at) != (name in kept):
                self.row.setTabVisible(at, name in kept)
        self._fill([name for name in self._names if name not in kept])
        self._is_fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more tabs, or fewer."""
        super().resizeEvent(event)
        self.fit()

    def _fill(self, names: list[str]) -> None:
        self.menu.clear()
        for name in names:
            at = self._names.index(name)
            action = QAction(self.row.tabText(at), self.menu)
            action.triggered.connect(partial(self._show, at))
            self.menu.addAction(action)
        self.more.setVisible(bool(names))

    def _show(self, at: int, _checked: bool = False) -> None:
        self.row.setTabVisible(at, True)
        self.row.setCurrentIndex(at)
        self.row.setFocus()
