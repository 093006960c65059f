"""A small panel to tick which scenarios to lay side by side: two to four."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.parts.words import button, label
from ui.theme import Look

LEAST, MOST = 2, 4
_CODE = Qt.ItemDataRole.UserRole


class ScenarioChoice(QFrame):
    """A list with ticks. `done` carries the codes ticked, the one it began with first."""

    done = Signal(tuple)

    def __init__(
        self,
        look: Look,
        titles: Mapping[str, str],
        ticked: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.setAccessibleName("Scenarios to compare")
        self._first = ticked[0] if ticked else ""
        self.list = QListWidget()
        self.list.setAccessibleName("Scenarios to compare")
        for code, title in titles.items():
            item = QListWidgetItem(title)
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if code in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._told = label("", "caption", wraps=True)
        self.compare = button("Compare", self._finish, "primary")
        self.list.itemChanged.connect(lambda _item: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(label("Tick two to four scenarios", "strong"))
        column.addWidget(self.list)
        column.addWidget(self._told)
        column.addWidget(self.compare)
        self.resize(look.px(380), look.px(340))
        self._tell()

    @property
    def ticked(self) -> tuple[str, ...]:
        """Return the codes ticked, the one it began with first."""
        items = [self.list.item(row) for row in range(self.list.count())]
        codes = [
            str(item.data(_CODE)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]
        return tuple(sorted(codes, key=lambda code: code != self._first))

    def show_under(self, widget: QWidget) -> None:
        """Open beneath a button, with the cursor in the list."""
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 2)))
        self.show()
        self.list.setFocus()

    def _tell(self) -> None:
        number = len(self.ticked)
        self.compare.setEnabled(LEAST <= number <= MOST)
        words = f"{number} ticked."
        if number < LEAST:
            words = f"{number} ticked; tick at least {LEAST}."
        elif number > MOST:
            words = f"{number} ticked; leave at most {MOST} ticked."
        self._told.setText(words)

    def _finish(self) -> None:
        chosen = self.ticked
        self.close()
        self.done.emit(chosen)
