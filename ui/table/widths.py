"""How wide the columns of a table are: what must be read whole is, and texts share the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.document.wording import count, pounds
from ui.table.cell_painting import PAD
from ui.table.columns import FINDINGS, RecordColumn
from ui.theme import Look

if TYPE_CHECKING:
    from ui.table.record_model import RecordModel
    from ui.table.record_view import RecordView

LOOKED_AT = 5_000
"""Records whose values are measured for the width of a column of numbers."""
LEAST_PART, MOST_PART = 0.66, 2.0
"""Parts of its own width that a column of texts may give up or grow to."""
LONGEST_DATE = "30 Sep 2026"
LONGEST_CLASS = "no class"


class ColumnWidths(QObject):
    """Keeps the widths of the columns; texts fill the table until a column is dragged by hand."""

    def __init__(self, look: Look, view: RecordView, model: RecordModel) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._model = model
        self._text_size = look.text_size
        self._is_setting = False
        self.is_fitted = True
        view.head.sectionResized.connect(self._dragged)
        view.resized.connect(self.fit)
        look.changed.connect(self._rescale)

    def show(self, widths: Mapping[str, int]) -> None:
        """Show columns as wide as they were kept; without any, as wide as the table has room."""
        self.is_fitted = not widths
        if self.is_fitted:
            self.fit()
            return
        for at, column in enumerate(self._model.shown):
            self._set(at, self._look.px(widths.get(column.name, column.width)))

    def kept(self) -> dict[str, int]:
        """Return the widths dragged by hand, in pixels at 100 % text; none while texts fill."""
        if self.is_fitted:
            return {}
        head, scale = self._view.head, self._text_size / 100
        return {
            column.name: round(head.sectionSize(at) / scale)
            for at, column in enumerate(self._model.shown)
        }

    def fit(self) -> None:
        """Give columns of texts the room that the others leave."""
        if not self.is_fitted or not self._model.shown or self._is_setting:
            return
        px = self._look.px
        wide = [max(px(one.width), self._least(one)) for one in self._model.shown]
        texts = [at for at, one in enumerate(self._model.shown) if _gives_way(one)]
        # The room is that beside a scroll bar, shown or not: widths must not make it come and go.
        room_for_all = self._view.width() - self._view.verticalScrollBar().sizeHint().width() - 2
        spare = room_for_all - sum(wide)
        room = sum(wide[at] for at in texts)
        if room:
            part = min(MOST_PART, max(LEAST_PART, 1 + spare / room))
            for at in texts:
                wide[at] = max(int(wide[at] * part), self._heading(self._model.shown[at]))
        for at, width in enumerate(wide):
            self._set(at, width)

    def _set(self, at: int, width: int) -> None:
        if self._view.columnWidth(at) != width:
            self._is_setting = True
            self._view.setColumnWidth(at, width)
            self._is_setting = False

    def _dragged(self, _at: int, _before: int, _after: int) -> None:
        if not self._is_setting:
            self.is_fitted = False

    def _rescale(self) -> None:
        """Let columns grow with the text."""
        part = self._look.text_size / self._text_size
        self._text_size = self._look.text_size
        if self.is_fitted:
            self.fit()
            return
        for at in range(len(self._model.shown)):
            self._set(at, round(self._view.columnWidth(at) * part))

    def _least(self, column: RecordColumn) -> int:
        """Return the width below which a heading, number, date or class would be cut."""
        metrics = self._look.metrics(13)
        words = ""
        if column.is_class:
            badge = self._look.px(17) + 6
            return metrics.horizontalAdvance(LONGEST_CLASS) + badge + PAD + 2
        if column.kind == "date":
            words = LONGEST_DATE
        elif column.is_number and column.name != FINDINGS:
            values = self._model.sample(column, LOOKED_AT)
            known = [abs(value) for value in values if isinstance(value, int | float)]
            shown = pounds if column.kind == "money" else count
            words = shown(max(known)) if known else ""
        return max(metrics.horizontalAdvance(words) + 2 * PAD + 2, self._heading(column))

    def _heading(self, column: RecordColumn) -> int:
        wide = self._look.metrics(12, strong=True).horizontalAdvance(column.heading)
        return wide + 2 * PAD + 4


def _gives_way(column: RecordColumn) -> bool:
    return column.kind in ("text", "choice") and not column.is_class and column.name != "id"
