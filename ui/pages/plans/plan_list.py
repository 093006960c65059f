"""The plans that are kept: the last version of each scenario's plan, older ones under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import short_date
from ui.pages.plans.plan_view import findings_words
from ui.parts.words import EmptyState, button, label, unmarked
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.review import ShelfLine

HEADINGS = ("Plan", "Version", "Status", "Findings", "Up to date", "Review by", "Owner", "Made on")
WIDTHS = (360, 70, 110, 120, 130, 130, 190, 110)
PLAN = Qt.ItemDataRole.UserRole
STATUS, FINDINGS, STALE, REVIEW = 2, 3, 4, 5


class PlanList(QWidget):
    """The list of plans; `opened` carries the code of a version."""

    opened = Signal(str)

    def __init__(
        self,
        look: Look,
        scenarios: Callable[[], Sequence[tuple[str, str]]],
        make: Callable[[str], object],
        to_actions: Callable[[], object],
        to_prevention: Callable[[], object],
        to_scenarios: Callable[[], object],
    ) -> None:
        super().__init__()
        self._look = look
        self._scenarios = scenarios
        self._make = make
        self._lines: tuple[ShelfLine, ...] = ()
        self.sentence = label("", "headline", wraps=True)
        self.new = QPushButton("New plan")
        self.new.setProperty("kind", "primary")
        self.new.setToolTip("Make a plan for a scenario.")
        self._menu = QMenu(self.new)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.new.setMenu(self._menu)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Plans")
        self.tree.setHeaderLabels(list(HEADINGS))
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(False)
        self.tree.setIndentation(look.px(16))
        # One bar at the left of the row is enough; the style sheet draws one in every cell.
        self.tree.setStyleSheet("QTreeView::item:selected { border-left: 0; }")
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.header().setStretchLastSection(True)
        self.tree.doubleClicked.connect(self._open)
        self.tree.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(button("What to change first", to_prevention))
        head.addWidget(button("Actions of all plans", to_actions))
        head.addWidget(self.new)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(20, 12, 20, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(
            label("Enter or double click opens a plan. Older versions stand under the latest.",
                  "secondary")
        )  # fmt: skip
        column.addSpacing(8)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "Plans you make from a scenario are kept here, version by version.",
            "New plan",
            self._choose_scenario,
            "See the scenarios",
            to_scenarios,
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(listed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def lines(self) -> tuple[ShelfLine, ...]:
        """Return the versions shown."""
        return self._lines

    @property
    def is_empty(self) -> bool:
        """Return whether the page says that there is no plan yet."""
        return self._stack.currentWidget() is self._empty

    def show_lines(self, lines: Sequence[ShelfLine]) -> None:
        """Show versions in place of those before."""
        chosen = self._chosen()
        self._lines = tuple(lines)
        self._stack.setCurrentIndex(1 if lines else 0)
        latest = [line for line in lines if not line.older]
        self.sentence.setText(_sentence(latest))
        self.tree.clear()
        top: QTreeWidgetItem | None = None
        for line in lines:
            item = self._item(line)
            if line.older and top is not None:
                top.addChild(item)
            else:
                top = item
                self.tree.addTopLevelItem(item)
            if line.plan == chosen:
                self.tree.setCurrentItem(item)
        first = self.tree.topLevelItem(0)
        if not chosen and first is not None:
            self.tree.setCurrentItem(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the chosen plan with Enter."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen():
            self.opened.emit(self._chosen())
            return True
        return False

    def _item(self, line: ShelfLine) -> QTreeWidgetItem:
        review = "" if line.review_date is None else short_date(line.review_date)
        item = QTreeWidgetItem(
            [
                line.title,
                f"{line.version}",
                line.status.capitalize(),
                findings_words(line.red, line.gaps),
                "" if line.older else ("Out of date" if line.stale else "Up to date"),
                f"{review}, late" if line.review_late else review,
                line.owner or "",
                "" if line.made_on is None else short_date(line.made_on),
            ]
        )
        item.setData(0, PLAN, line.plan)
        item.setToolTip(0, line.title)
        item.setToolTip(STALE, line.stale)
        theme, look = self._look.theme, self._look
        marks = {
            STATUS: {"approved": ("tick", "success"), "reviewed": ("search", "caution"),
                     "superseded": ("pause", "secondary")}.get(line.status, ("edit", "text")),
            FINDINGS: ("cross", "failure") if line.red else ("", "text"),
            STALE: ("warning", "caution") if line.stale else ("", "text"),
            REVIEW: ("warning", "failure") if line.review_late else ("", "text"),
        }  # fmt: skip
        for column, (icon, token) in marks.items():
            item.setForeground(column, QBrush(QColor(getattr(theme, token))))
            if icon:
                item.setIcon(column, look.icon(icon, token))
        if not line.older:
            item.setFont(0, look.font(13, strong=True))
        return item

    def _chosen(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, PLAN)) if item is not None else ""

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self._chosen():
            self.opened.emit(self._chosen())

    def _fill_menu(self) -> None:
        self._menu.clear()
        for scenario, title in self._scenarios():
            action = self._menu.addAction(unmarked(title))
            action.triggered.connect(lambda _checked=False, one=scenario: self._make(one))
        if self._menu.isEmpty():
            self._menu.addAction("There is no scenario yet").setEnabled(False)

    def _choose_scenario(self) -> None:
        self._fill_menu()
        self._menu.popup(self._empty.mapToGlobal(self._empty.rect().center()))

    def _fit(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.tree.setColumnWidth(column, self._look.px(width))
        if self._lines:
            self.show_lines(self._lines)


def _sentence(latest: Sequence[ShelfLine]) -> str:
    number = len(latest)
    many = "1 plan is kept" if number == 1 else f"{number} plans are kept"
    red = sum(bool(line.red) for line in latest)
    stale = sum(bool(line.stale) for line in latest)
    told = []
    if red:
        told.append(f"{red} with red findings")
    if stale:
        told.append(f"{stale} out of date")
    return f"{many}, {' and '.join(told)}." if told else f"{many}, none with a red finding."
