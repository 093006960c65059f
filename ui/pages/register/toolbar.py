"""The row above a table or the class board: what to show, views, columns, import, export, add."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.pages.register.class_board import ORDERS
from ui.parts.words import Segments, button, label
from ui.workbench import Workbench

KEEP, RENAME, DELETE = "Keep this view…", "Rename this view…", "Delete this view"
LARGE = 150
"""Text size in per cent from which buttons beside the table show their signs alone."""


class Toolbar(QWidget):
    """Only what fits the tab is shown. `view_chosen` carries a saved view, "" the first one."""

    show_as = Signal(str)
    view_chosen = Signal(str)
    keep_wanted = Signal()
    rename_wanted = Signal(str)
    drop_wanted = Signal(str)
    order_chosen = Signal(str)
    words_typed = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._is_board = False
        self._view = ""
        self._words: dict[QPushButton, str] = {}
        self.setMinimumWidth(1)
        self.segments = Segments(
            "Show services as", [("table", "Table"), ("board", "Class board")], self.show_as.emit
        )
        self.views = QComboBox()
        self.views.setAccessibleName("View of the table")
        self.views.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.views.setMinimumContentsLength(12)
        self.views.activated.connect(self._view_chosen)
        self.order = QComboBox()
        self.order.setAccessibleName("Order of the cards")
        for order in ORDERS:
            self.order.addItem(f"Order: {order}", order)
        self.order.activated.connect(self._order_chosen)
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText("Filter")
        self.find_field.setAccessibleName("Filter the cards")
        self.find_field.setClearButtonEnabled(True)
        self.find_field.textChanged.connect(self.words_typed)
        self.tip = label("Drag a card, or press M, N or C", "secondary")
        run = bench.actions
        self.columns = self._made("Columns", "columns", lambda: run["table.columns"].trigger())
        self.import_ = self._made("Import", "import", lambda: run["file.import"].trigger())
        self.export = self._made("Export", "export", lambda: run["register.export"].trigger())
        self.add = self._made("Add", "plus", lambda: run["table.add"].trigger(), "primary")
        for made, action in ((self.import_, run["file.import"]), (self.add, run["table.add"])):
            made.setEnabled(action.isEnabled())
            action.enabledChanged.connect(made.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        left: tuple[QWidget, ...] = (self.segments, self.views, self.order, self.find_field)
        right: tuple[QWidget, ...]
        right = (self.tip, self.columns, self.import_, self.export, self.add)
        for part in left:
            row.addWidget(part)
        row.addStretch(1)
        for part in right:
            row.addWidget(part)
        bench.look.changed.connect(self._draw)
        self._draw()

    def fit(self, kind_label: str, *, is_service: bool, is_board: bool) -> None:
        """Show what fits a tab: a table, or the class board."""
        self._is_board = is_board
        self.segments.press("board" if is_board else "table")
        of_board: tuple[QWidget, ...] = (self.order, self.find_field)
        of_table: tuple[QWidget, ...] = (self.views, self.columns, self.export)
        # Hidden before others are shown: both rows together would widen the window.
        for part in (*(of_table if is_board else of_board), self.tip):
            part.setVisible(False)
        self.segments.setVisible(is_service)
        for part in of_board if is_board else of_table:
            part.setVisible(True)
        self.tip.setVisible(is_board and not self._is_large)
        self._words[self.add] = f"Add {kind_label.lower()}"
        self._draw()

    def show_views(self, names: list[str], shown: str = "") -> None:
        """Offer the views kept for the table, and what can be done with the one shown."""
        self._view = shown if shown in names else ""
        self.views.clear()
        self.views.addItem("View: all", "")
        for name in names:
            self.views.addItem(f"View: {name}", name)
        self.views.insertSeparator(self.views.count())
        for words in (KEEP, *((RENAME, DELETE) if self._view else ())):
            self.views.addItem(words, None)
        self.views.setCurrentIndex(names.index(self._view) + 1 if self._view else 0)

    def _view_chosen(self, at: int) -> None:
        words, view = self.views.itemText(at), self._view
        if words not in (KEEP, RENAME, DELETE):
            self.view_chosen.emit(str(self.views.itemData(at)))
            return
        self.views.setCurrentIndex(max(0, self.views.findData(view)))
        if words == KEEP:
            self.keep_wanted.emit()
        elif words == RENAME:
            self.rename_wanted.emit(view)
        else:
            self.drop_wanted.emit(view)

    def _order_chosen(self, at: int) -> None:
        self.order_chosen.emit(str(self.order.itemData(at)))

    def _made(
        self, text: str, icon: str, on_click: Callable[[], object], kind: str = ""
    ) -> QPushButton:
        made = button(text, on_click, kind)
        made.setProperty("icon_name", icon)
        made.setAccessibleName(text)
        made.setToolTip(text)
        self._words[made] = text
        return made

    def tell_export(self, shown: str) -> None:
        """Say how many rows would be exported."""
        self._words[self.export] = f"Export{shown}"
        self._draw()

    @property
    def _is_large(self) -> bool:
        return self._bench.look.text_size >= LARGE

    def _draw(self) -> None:
        look = self._bench.look
        for made in (self.columns, self.import_, self.export, self.add):
            made.setToolTip(self._words[made])
            made.setText("" if self._is_large else self._words[made])
            made.setAccessibleName(self._words[made])
        self.tip.setVisible(self._is_board and not self._is_large)
        side = look.px(16)
        for made in (self.columns, self.import_, self.export, self.add):
            token = "accent_on" if made is self.add else "text"
            made.setIconSize(QSize(side, side))
            made.setIcon(look.icon(str(made.property("icon_name")), token))
        self.find_field.setMaximumWidth(look.px(180))
