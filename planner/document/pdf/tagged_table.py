"""A table whose rows and cells are elements; its lines and fills are artifacts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from reportlab.platypus import Flowable, Table

from planner.document.pdf.marked_content import PLAIN
from planner.document.pdf.structure import Element
from planner.document.pdf.tagged import TagCanvas


class _Row(list[Any]):
    """The cells of a row with their elements, which both halves of a split row share."""

    def __init__(self, cells: Sequence[Any], parent: Element | None) -> None:
        super().__init__(cells)
        self.parent = parent
        self.element: Element | None = None
        self.cells: dict[int, Element] = {}
        self.drawn = False

    def half(self, cells: Sequence[Any]) -> _Row:
        """Return a part of the row: other content, the same elements."""
        made = _Row(cells, self.parent)
        if self.parent is not None:
            made.element, made.cells = self.row_element(), self.cells
        return made

    def row_element(self) -> Element:
        """Return the element of the row."""
        assert self.parent is not None, "a row of a layout has no element"
        if self.element is None:
            self.element = self.parent.child("TR")
        return self.element


class TaggedTable(Table):  # type: ignore[misc]
    """A table of ReportLab with its place in the structure.

    With an `element` of role Table its first `repeatRows` rows are headings of columns, and the
    cells of the column `row_heading`, where given, headings of rows. A cell over all columns is
    a heading too. Paragraphs in cells without a parent of their own go inside the cell, plain
    strings are its own words. Headings repeated on later pages are artifacts. Without an element
    the table is a layout only: what is in its cells tags itself, in the order of drawing.
    """

    def __init__(
        self,
        data: Sequence[Sequence[Any]],
        colWidths: Any = None,
        *args: Any,
        element: Element | None = None,
        row_heading: int | None = None,
        **more: Any,
    ) -> None:
        self.element, self.row_heading = element, row_heading
        self._heads = int(more.get("repeatRows", 0)) if element is not None else 0
        super().__init__(data, colWidths, *args, **more)

    def normalizeData(self, data: Any) -> list[Any]:
        """Return the rows with room for their elements."""
        rows = super().normalizeData(data)
        if self.element is None:
            return [_Row(row, None) for row in rows]
        head = self.element.child("THead") if self._heads else self.element
        body = self.element.child("TBody") if self._heads else self.element
        return [_Row(row, head if at < self._heads else body) for at, row in enumerate(rows)]

    def _splitRows(self, availHeight: float, doInRowSplit: int = 0) -> list[Any]:
        """Return the parts for one page and the next; the rows keep their elements."""
        parts: list[Any] = super()._splitRows(availHeight, doInRowSplit)
        if len(parts) == 2:
            first, second = parts
            last = first._nrows - 1
            heads = second.repeatRows if isinstance(second.repeatRows, int) else 0
            self._keep(first, range(first._nrows), last)
            later = range(last, last + second._nrows - heads)
            self._keep(second, [*range(heads), *later], heads)
            for part in parts:
                part.element, part.row_heading = self.element, self.row_heading
                part._heads = self._heads
        return parts

    def _keep(self, part: Any, origins: Sequence[int], half: int) -> None:
        """Give rows that ReportLab copied, to split one, their elements; `half` was split."""
        for at, origin in enumerate(origins):
            copied = part._cellvalues[at]
            if not isinstance(copied, _Row):
                row = self._cellvalues[origin]
                part._cellvalues[at] = row.half(copied) if at == half else row

    def draw(self) -> None:
        """Draw the table: what is outside its cells belongs to the page."""
        if not isinstance(self.canv, TagCanvas):
            super().draw()
            return
        if self.element is not None and self.element.parent is None:
            with self.canv.inside(self.element):
                pass
        self._renderCB = self._render
        with self.canv.painting(None):
            super().draw()
        for row in self._cellvalues:
            row.drawn = True

    def _render(self, _table: Any, step: str, *place: Any) -> None:
        """Open and close rows and cells as ReportLab comes to them."""
        if step == "startCell":
            row, column, value = place[:3]
            self._open(row, column, value)
        elif step == "endCell":
            self._opened.close()

    def _open(self, at: int, column: int, value: Any) -> None:
        """Open a cell: its words are its own, or go to the paragraphs in it."""
        self._opened = ExitStack()
        row, canvas = self._cellvalues[at], self.canv
        flows = isinstance(value, list | tuple | Flowable)
        if self.element is None:
            if not flows and value != "":
                self._opened.enter_context(canvas.painting(Element("P")))
        elif row.drawn:
            self._opened.enter_context(canvas.painting(PLAIN))
        elif flows:
            self._opened.enter_context(canvas.inside(self._cell(row, at, column)))
        else:
            self._opened.enter_context(canvas.painting(self._cell(row, at, column)))

    def _cell(self, row: _Row, at: int, column: int) -> Element:
        """Return the element of a cell, made when it is first drawn."""
        if column not in row.cells:
            span = self._spanRanges[column, at] if self._spanCmds else None
            width = 1 if span is None else span[2] - span[0] + 1
            element = row.row_element()
            if at < self._heads:
                row.cells[column] = element.child("TH", scope="Column", span=width)
            elif column == self.row_heading or width == self._ncols > 1:
                row.cells[column] = element.child("TH", scope="Row", span=width)
            else:
                row.cells[column] = element.child("TD", span=width)
        return row.cells[column]

    def _drawCell(self, value: Any, *place: Any) -> None:
        """Draw a cell; one without words draws nothing."""
        if not isinstance(value, str) or value:
            super()._drawCell(value, *place)
