"""A small panel to choose what an exercise plays: a scenario, or something that happens to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted
from ui.parts.words import button, label
from ui.theme import Look

MOST = 200
"""Lines shown at once; typing finds the others."""
ROOM = 120
_AT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be played: a scenario, or a provider or asset to which something happens."""

    kind: str
    code: str
    name: str


class WhatToPlay(QFrame):
    """Names to search. `chosen` carries a `Choice`, the code of a preset ("" for a scenario, or
    where no preset is asked for) and the minutes that the room has.
    """

    chosen = Signal(object, str, int)

    def __init__(
        self,
        look: Look,
        title: str,
        do: str,
        choices: Sequence[Choice],
        presets: Sequence[tuple[str, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._choices = tuple(choices)
        self._asks = bool(presets)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Type a part of the name")
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName("Search")
        self.words.textChanged.connect(lambda _text: self._find())
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What can be played")
        self.list.setUniformItemSizes(True)
        self.list.itemDoubleClicked.connect(lambda _item: self._finish())
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell())
        self.list.installEventFilter(self)
        self._more = label("", "caution", wraps=True)
        self.preset = QComboBox()
        self.preset.setAccessibleName("What happens")
        for code, words in presets:
            self.preset.addItem(words, code)
        self._preset_label = label("What happens", "label")
        self._preset_label.setBuddy(self.preset)
        self.room = QSpinBox()
        self.room.setRange(30, 600)
        self.room.setSingleStep(15)
        self.room.setValue(ROOM)
        self.room.setSuffix(" minutes")
        self.room.setAccessibleName("The room has")
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("The room has", "label"))
        row.addWidget(self.room)
        row.addStretch(1)
        room.setVisible(self._asks)
        self.do = button(do, self._finish, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(title, "strong"))
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self._more)
        column.addWidget(self._preset_label)
        column.addWidget(self.preset)
        column.addWidget(room)
        column.addWidget(self.do)
        self.resize(look.px(460), look.px(440))
        self._find()

    def show_under(self, widget: QWidget) -> None:
        """Open beneath a button within the window, with the cursor in the search."""
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        frame = widget.window().frameGeometry()
        left = min(place.x(), frame.right() - self.width() - 8)
        top = min(place.y(), frame.bottom() - self.height() - 8)
        self.move(max(frame.left(), left), max(frame.top(), top))
        self.show()
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list from the search with the arrows; Enter takes what is chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish()
                return True
            if watched is self.words and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self._walk(by)
                return True
        return super().eventFilter(watched, event)

    @property
    def choice(self) -> Choice | None:
        """Return what is chosen in the list."""
        item = self.list.currentItem()
        return None if item is None else self._choices[int(item.data(_AT))]

    def _find(self) -> None:
        wanted = self.words.text().casefold().split()
        found = [
            (at, one)
            for at, one in enumerate(self._choices)
            if all(part in one.name.casefold() for part in wanted)
        ]
        self.list.clear()
        for at, one in found[:MOST]:
            item = QListWidgetItem(f"{one.name}   ({one.kind})")
            item.setData(_AT, at)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        more = len(found) - MOST
        told = f"{counted(more, 'more name', 'more names')}; type more of it." if more > 0 else ""
        self._more.setText(told if found else "Nothing of the register has that name.")
        self._more.setVisible(bool(self._more.text()))
        self._tell()

    def _walk(self, by: int) -> None:
        row = self.list.currentRow() + by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _tell(self) -> None:
        choice = self.choice
        self.do.setEnabled(choice is not None)
        happens = self._asks and choice is not None and choice.kind != "scenario"
        self._preset_label.setVisible(happens)
        self.preset.setVisible(happens)

    def _finish(self) -> None:
        choice = self.choice
        if choice is None:
            return
        happens = self._asks and choice.kind != "scenario"
        preset, room = (self.preset.currentData() if happens else ""), self.room.value()
        self.close()
        self.chosen.emit(choice, preset, room)
