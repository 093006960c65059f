"""Beside the actions: how harm falls with spend, and what the action chosen does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.charts.chart_view import ChartView
from ui.parts.words import button, divider, label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.charts import HarmBySpend
    from planner.document.prevention_words import PreventionRow

FOOT = (
    "Each figure is a fresh run with that action added to those above it, so worth is never "
    "counted twice."
)


class PreventionSide(QWidget):
    """The curve, and the story of one action with a button for when it is done."""

    def __init__(self, look: Look, done: Callable[[], object]) -> None:
        super().__init__()
        self.picture = ChartView(look, "Must harm by spend on prevention")
        self._which = label("", "secondary")
        self._title = label("", "title", wraps=True)
        self._sentences: tuple[str, ...] = ()
        self._story = QVBoxLayout()
        self._story.setSpacing(6)
        self.proven = label("", "secondary", wraps=True)
        self.done = button("It is done: write it in the register", done)
        self.done.setToolTip(
            "Makes the action true in the register, as one step that can be undone"
        )
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addWidget(self._which)
        column.addWidget(self._title)
        column.addLayout(self._story)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("The action chosen")
        scroll.setWidget(inner)
        chart = QWidget()
        above = QVBoxLayout(chart)
        above.setContentsMargins(16, 8, 16, 4)
        above.addWidget(self.picture)
        chart.setMinimumHeight(look.px(210))
        chart.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 8)
        foot.addWidget(self.proven)
        foot.addWidget(label(FOOT, "secondary", wraps=True))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(chart, 5)
        whole.addWidget(divider())
        whole.addWidget(scroll, 5)
        whole.addWidget(divider())
        whole.addLayout(foot)
        self.show_row(None)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the sentences of the story shown."""
        return self._sentences

    def show_curve(self, curve: HarmBySpend) -> None:
        """Show the curve."""
        self.picture.show_chart(curve)

    def show_row(self, row: PreventionRow | None) -> None:
        """Show what one action does; None: nothing is chosen."""
        while (item := self._story.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.done.setVisible(row is not None)
        self._sentences = ()
        if row is None:
            self._which.setText("")
            self._title.setText("Choose an action to see what it does")
            return
        self._which.setText(f"Action {row.number}" if row.number else "Ruled out")
        self._title.setText(row.title)
        owned = f"{row.owner}; takes {row.takes}; {row.cost_words}."
        self._sentences = (*row.story[:1], owned, *row.story[1:])
        for place, sentence in enumerate(self._sentences):
            self._story.addWidget(label(sentence, "" if place == 0 else "secondary", wraps=True))
