"""The field that finds any service, provider or asset and makes it the centre of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from ui.theme import Look

if TYPE_CHECKING:
    from ui.desk import Desk

KINDS = (("provider", "provider"), ("service", "service"), ("asset", "asset"))
RECORD = Qt.ItemDataRole.UserRole


class FindBox(QLineEdit):
    """Finds by any part of a name. `found` carries kind and key, `missed` what was not found."""

    found = Signal(str, str)
    missed = Signal(str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._revision = -1
        self._model = QStandardItemModel(self)
        self.setPlaceholderText("Find on the map")
        self.setAccessibleName("Find on the map")
        self.setToolTip("Find a service, provider or asset (Ctrl+F)")
        self.setClearButtonEnabled(True)
        finder = QCompleter(self._model, self)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setMaxVisibleItems(10)
        finder.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.setCompleter(finder)
        self.returnPressed.connect(self._search)
        look.changed.connect(self._fit)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Know the names of the register as it stands."""
        self._learn()
        super().focusInEvent(event)

    def _learn(self) -> None:
        if not self._desk.is_open or self._desk.register.revision == self._revision:
            return
        self._revision = self._desk.register.revision
        self._model.clear()
        for kind, word in KINDS:
            for key, record in self._desk.register.of_kind(kind).items():
                name = getattr(record, "name", "") or getattr(record, "title", "")
                item = QStandardItem(f"{name} ({word})")
                item.setData((kind, key), RECORD)
                self._model.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        self._choose(index.data(RECORD))

    def _search(self) -> None:
        """Take the best match of what is typed: the whole name, its beginning, or any part."""
        wanted = self.text().strip().casefold()
        if not wanted:
            return
        self._learn()
        matches = []
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            name = item.text().casefold()
            if wanted in name:
                matches.append((not name.startswith(wanted), len(name), row))
        if matches:
            self._choose(self._model.item(min(matches)[2]).data(RECORD))
        else:
            self.missed.emit(self.text().strip())

    def _choose(self, record: tuple[str, str] | None) -> None:
        if record is not None:
            self.clear()
            self.found.emit(*record)

    def _fit(self) -> None:
        self.setFixedWidth(self._look.px(190))
