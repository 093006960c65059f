"""A chart with its message, its table twin, and copying of both."""

from __future__ import annotations

import html

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.document.chart_tables import Cell, ChartTable, table_of
from planner.document.charts import Chart, PeopleOverTime
from ui.charts.canvas import ChartCanvas
from ui.parts.words import button, label
from ui.table.plain_table import Column, PlainTable
from ui.theme import Look


class ChartView(QWidget):
    """One chart: title, subtitle, drawing; T or the button shows the same numbers as a table.

    `chosen` and `opened` carry the key of a bar or bubble that stands for a record. Copying puts
    the table (for Excel) and the picture on the clipboard together. Where the page says the title
    itself, `titled` is False.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, name: str, *, titled: bool = True) -> None:
        super().__init__()
        self._look = look
        self._chart: Chart | None = None
        self.setAccessibleName(name)
        self.canvas = ChartCanvas(look)
        self.canvas.setAccessibleName(name)
        self.canvas.chosen.connect(self.chosen)
        self.canvas.opened.connect(self.opened)
        self.table = PlainTable(look, f"{name}, as a table")
        self._title = label("", "title", wraps=True)
        self._subtitle = label("", "secondary", wraps=True)
        self._swap = button("Table", self.swap, "link")
        self._copy = button("Copy", self.copy, "link")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.table)
        self._lay_out()
        if not titled:
            self._title.hide()
        self._say_buttons()
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_T), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.swap)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.canvas)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy)

    @property
    def chart(self) -> Chart | None:
        """Return the chart shown."""
        return self._chart

    @property
    def shows_table(self) -> bool:
        """Return whether the table twin is shown."""
        return self._stack.currentWidget() is self.table

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the one before, as drawing or table as it was left."""
        self._chart = chart
        self._title.setText(chart.title)
        self._subtitle.setText(chart.subtitle)
        self.canvas.show_chart(chart)
        self.canvas.setAccessibleDescription(chart.alt)
        self.setAccessibleDescription(chart.alt)
        if self.shows_table:
            self._fill()

    def pick(self, key: str) -> None:
        """Mark the bar or bubble of a record, or the days that a day ("17") lies in."""
        if isinstance(self._chart, PeopleOverTime) and key.isdecimal():
            spans = (span for span in self._chart.spans if span.start <= int(key) < span.end)
            key = next((str(span.start) for span in spans), "")
        self.canvas.pick(key)

    def swap(self) -> None:
        """Show the table in place of the drawing, or the drawing again."""
        if not self.shows_table:
            self._fill()
        other: QWidget = self.canvas if self.shows_table else self.table
        self._stack.setCurrentWidget(other)
        other.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_buttons()

    def copy(self) -> None:
        """Put the numbers and the picture on the clipboard."""
        if self._chart is None:
            return
        twin = table_of(self._chart)
        copied = QMimeData()
        copied.setText(_tabbed(twin))
        copied.setHtml(_hypertext(twin))
        size = self.canvas.size() if not self.shows_table else self._stack.size()
        copied.setImageData(self.canvas.picture(size.width(), size.height()).toImage())
        QApplication.clipboard().setMimeData(copied)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addLayout(words, 1)
        head.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _say_buttons(self) -> None:
        name = self.accessibleName()
        self._swap.setText("Chart" if self.shows_table else "Table")
        self._swap.setToolTip(f"Show this as a {self._swap.text().lower()} (T)")
        self._swap.setAccessibleName(f"{name}: show as a {self._swap.text().lower()}")
        self._copy.setToolTip("Copy the numbers and the picture (Ctrl+C)")
        self._copy.setAccessibleName(f"{name}: copy the numbers and the picture")

    def _fill(self) -> None:
        if self._chart is not None:
            twin = table_of(self._chart)
            first = 180
            columns = [
                Column(heading.words, heading.kind, first if at == 0 else 110)
                for at, heading in enumerate(twin.headings)
            ]
            self.table.show_rows(columns, list(twin.rows))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.10g}"


def _tabbed(twin: ChartTable) -> str:
    lines = ["\t".join(heading.words for heading in twin.headings)]
    lines += ["\t".join(_cell(value) for value in row) for row in twin.rows]
    return "\n".join(lines)


def _hypertext(twin: ChartTable) -> str:
    head = "".join(f"<th>{html.escape(heading.words)}</th>" for heading in twin.headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in twin.rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"
