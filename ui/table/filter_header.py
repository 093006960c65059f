"""The headings of a table with a field to filter under each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from ui.parts.words import restyle
from ui.table.columns import RecordColumn
from ui.table.filters import HELP, HINTS
from ui.theme import Look

HEADING = 28
FILTER = 24


class FilterHeader(QHeaderView):
    """Headings that sort by a click, with Shift by one more column, and a filter under each.

    `sort_wanted` carries a column's number and whether it comes on top of the others;
    `filter_typed` its name and the text typed; `left` asks for the focus to go down to the table.
    """

    sort_wanted = Signal(int, bool)
    filter_typed = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._look = look
        self._columns: tuple[RecordColumn, ...] = ()
        self._fields: dict[str, QLineEdit] = {}
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMinimumSectionSize(36)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sectionResized.connect(self.place_fields)
        self.sectionMoved.connect(self.place_fields)
        self.sectionClicked.connect(self._clicked)
        table.horizontalScrollBar().valueChanged.connect(self.place_fields)
        self._look.changed.connect(self.place_fields)

    def show_columns(self, columns: tuple[RecordColumn, ...]) -> None:
        """Put a filter under each of these columns; what is typed in them stays."""
        texts = self.texts()
        for field in self._fields.values():
            field.hide()
            field.deleteLater()
        self._fields = {}
        self._columns = columns
        for column in columns:
            field = QLineEdit(texts.get(column.name, ""), self)
            field.setProperty("kind", "filter")
            field.setPlaceholderText(HINTS[column.kind])
            field.setToolTip(HELP[column.kind])
            field.setAccessibleName(f"Filter {column.heading}")
            field.setAccessibleDescription(HELP[column.kind])
            field.textChanged.connect(
                lambda text, name=column.name: self.filter_typed.emit(name, text)
            )
            field.installEventFilter(self)
            field.show()
            self._fields[column.name] = field
        self.place_fields()

    def texts(self) -> dict[str, str]:
        """Return what is typed in the filters, by column; empty ones left out."""
        return {name: field.text() for name, field in self._fields.items() if field.text()}

    def set_text(self, name: str, text: str) -> None:
        """Type a filter, where its column is shown."""
        if name in self._fields:
            self._fields[name].setText(text)

    def focus_field(self, name: str) -> None:
        """Put the cursor into the filter of a column."""
        if name in self._fields:
            self._fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._fields[name].selectAll()

    def show_fault(self, name: str, sentence: str) -> None:
        """Mark a filter that cannot be read, or "" to take the mark away."""
        field = self._fields.get(name)
        if field is not None:
            restyle(field, "wrong" if sentence else "filter")
            kind = next(one.kind for one in self._columns if one.name == name)
            field.setToolTip(sentence or HELP[kind])
            field.setAccessibleDescription(sentence or HELP[kind])

    def sizeHint(self) -> QSize:
        """Return room for headings and filters."""
        size = super().sizeHint()
        size.setHeight(self._look.px(HEADING) + self._look.px(FILTER) + 8)
        return size

    def updateGeometries(self) -> None:
        """Keep the filters in their row when the table is laid out anew."""
        self.setViewportMargins(0, 0, 0, self._look.px(FILTER) + 8)
        super().updateGeometries()
        self.place_fields()

    def place_fields(self) -> None:
        """Put each filter under its heading."""
        top = self._look.px(HEADING) + 3
        for at, column in enumerate(self._columns):
            field = self._fields[column.name]
            width = self.sectionSize(at)
            field.setGeometry(
                self.sectionViewportPosition(at) + 3, top, max(20, width - 6), self._look.px(FILTER)
            )
            field.setVisible(not self.isSectionHidden(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go down to the table with Down or Enter, and empty a filter with Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and isinstance(watched, QLineEdit):
                watched.clear()
                return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._show_field(watched)
        return super().eventFilter(watched, event)

    def _show_field(self, field: QLineEdit) -> None:
        """Scroll sideways so far that a filter with the cursor in it is seen."""
        table = self.parent()
        if isinstance(table, QTableView):
            bar = table.horizontalScrollBar()
            left = field.mapTo(self, QPoint(0, 0)).x()
            right = left + field.width()
            if left < 0:
                bar.setValue(bar.value() + left - 4)
            elif right > self.width():
                bar.setValue(bar.value() + right - self.width() + 4)

    def _clicked(self, section: int) -> None:
        from PySide6.QtGui import QGuiApplication

        shift = Qt.KeyboardModifier.ShiftModifier
        self.sort_wanted.emit(section, bool(QGuiApplication.keyboardModifiers() & shift))
