"""The decision log: append-only, newest first; what was corrected is struck through and legible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.exercise.log import Entry
from ui.pages.workshop.telling_time import play_words, room_time
from ui.playing import Playing
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
HEADS = ("No.", "Room", "Play", "Decision", "Reason", "Owner")
WIDTHS = (48, 48, 92, 0, 0, 110)
"""Pixels at 100 % text; what is 0 shares the rest."""
DECISION = 3


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as shown: its cells, everything about it in words, whether it was corrected."""

    entry: Entry
    name: str
    cells: tuple[str, ...]
    whole: str
    is_corrected: bool


def log_rows(playing: Playing, names: Mapping[int, str], acts: Mapping[int, str]) -> list[LogRow]:
    """Return decisions, notes and corrections, newest first; `acts` says what each does."""
    by = {one.corrects: one.number for one in playing.entries if one.corrects is not None}
    found = []
    for entry in playing.entries:
        name = names.get(entry.number)
        if name is None:
            continue
        corrector = names.get(by.get(entry.number, 0), "")
        words = entry.words or f"{names.get(entry.corrects or 0, '')} taken back"
        parts = []
        if corrector:
            parts.append(f"Corrected by {corrector}.")
        if entry.corrects is not None:
            parts.append(f"Corrects {names.get(entry.corrects, '')}.")
        if entry.decided_at is not None:
            parts.append(f"Late: decided {room_time(entry.decided_at)}.")
        parts += [entry.why] if entry.why else []
        reason = " ".join(parts)
        cells = (name, room_time(entry.at), play_words(entry.play), words, reason, entry.owner)
        whole = _whole(entry, name, words, reason, acts.get(entry.number, ""))
        found.append(LogRow(entry, name, cells, whole, bool(corrector)))
    found.reverse()
    return found


def _whole(entry: Entry, name: str, words: str, reason: str, act: str) -> str:
    """Return everything an entry says, in lines."""
    lines = [f"{name}. {words}", reason]
    if act:
        lines.append(f"In the model: {act}, from day {entry.act.day if entry.act else 0}.")
    if entry.powers:
        lines.append(f"Powers: {entry.powers}")
    lines += entry.weighed
    if entry.owner:
        lines.append(f"Owner: {entry.owner}")
    if entry.review_at is not None:
        lines.append(f"Look again: {play_words(entry.review_at)}")
    lines.append(f"Written by {entry.who or 'nobody named'}.")
    return "\n".join(one for one in lines if one)


class LogModel(QAbstractTableModel):
    """The rows as values."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[LogRow] = []

    def show_rows(self, rows: list[LogRow]) -> None:
        """Show other rows; those added at the top leave the cursor on its entry."""
        more = len(rows) - len(self.rows)
        if more > 0 and self.rows and rows[more].entry.number == self.rows[0].entry.number:
            self.beginInsertRows(QModelIndex(), 0, more - 1)
            self.rows = rows
            self.endInsertRows()
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(HEADS) - 1))
        elif rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many entries there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; its tooltip is all that the entry says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.whole
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == DECISION:
            return f"{row.cells[DECISION]}{', corrected' if row.is_corrected else ''}"
        return None


class LogDelegate(QStyledItemDelegate):
    """Draws a cell; what was corrected is struck through in ink that can still be read."""

    def __init__(self, look: Look, model: LogModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        row, look, theme = self._model.rows[index.row()], self._look, self._look.theme
        box = option.rect
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(theme.selected if is_picked else theme.surface))
        if is_picked and index.column() == 0:
            painter.fillRect(box.x(), box.y(), 3, box.height(), QColor(theme.accent))
        painter.setPen(QColor(theme.divider))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        is_note = row.entry.kind == "note"
        font = look.font(13, strong=index.column() == DECISION and not is_note)
        font.setStrikeOut(row.is_corrected and index.column() == DECISION)
        painter.setFont(font)
        ink = theme.secondary if row.is_corrected and not is_picked else theme.text
        painter.setPen(QColor(theme.selected_text if is_picked else ink))
        text = box.adjusted(look.px(8), 0, -look.px(6), 0)
        words = row.cells[index.column()].replace("\n", " ")
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._look.px(28))


class DecisionLog(QTableView):
    """The table; nothing in it can be edited or removed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("Decision log")
        self.entries = LogModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(LogDelegate(look, self.entries, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for at, width in enumerate(WIDTHS):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(at, mode.Fixed if width else mode.Stretch)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def chosen(self) -> LogRow | None:
        """Return the entry the cursor is on."""
        at = self.currentIndex()
        return self.entries.rows[at.row()] if at.isValid() else None

    def sizeHint(self) -> QSize:
        """Return what it needs at least: it takes what is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def choose_last(self) -> None:
        """Put the cursor on the newest entry."""
        if self.entries.rows:
            self.setCurrentIndex(self.entries.index(0, 0))

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(28))
        for at, width in enumerate(WIDTHS):
            if width:
                self.setColumnWidth(at, self._look.px(width))
