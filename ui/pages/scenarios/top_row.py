"""The row over every view: where one is, what state it is in, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from ui.parts.elided import ElidedLabel
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label, restyle

APART = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


class TopRow(QWidget):
    """Breadcrumbs, a tag, and the buttons of the view shown."""

    def __init__(self, go_home: Callable[[], object]) -> None:
        super().__init__()
        self._home = button("Scenarios", go_home, "link")
        self._home.setAccessibleName("Back to the list of scenarios")
        self._apart = label(APART, "secondary")
        self._title = ElidedLabel("", "strong")
        self._tag = label("", "tag")
        self._buttons = QWidget()
        self._row = FlowRow(self._buttons, across=8, right=True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._way = QWidget()
        way = QHBoxLayout(self._way)
        way.setContentsMargins(0, 0, 0, 0)
        way.setSpacing(6)
        for widget in (self._home, self._apart, self._title, self._tag):
            way.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        way.addStretch(1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(16, 8, 20, 2)
        self._whole.setSpacing(6)
        self._whole.addWidget(self._way, 0)
        self._whole.addWidget(self._buttons, 1)

    @property
    def words(self) -> str:
        """Return the way shown, from the list to the title."""
        return f"Scenarios {APART} {self._title.text()}" if self._title.text() else "Scenarios"

    @property
    def tag(self) -> str:
        """Return what the tag says."""
        return "" if self._tag.isHidden() else self._tag.text()

    def show_way(self, title: str) -> None:
        """Show where one is; "" is the list itself."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._apart.setVisible(bool(title))

    def show_tag(self, words: str, kind: str = "tag") -> None:
        """Show a state in a word or two, or none."""
        self._tag.setText(words)
        restyle(self._tag, kind)
        self._tag.setVisible(bool(words))

    def show_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Show the buttons of a view in place of those before."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in buttons:
            self._row.addWidget(one)
            one.show()
        self._buttons.setVisible(bool(buttons))
        self._buttons.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the way where both have no room in one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._way.sizeHint().width() + self._row.sizeHint().width() + 42
        direction = QBoxLayout.Direction
        fits = wanted <= self.width() or not self._row.count()
        self._whole.setDirection(direction.LeftToRight if fits else direction.TopToBottom)


def action_button(action: QAction, text: str = "", kind: str = "") -> QPushButton:
    """Return a button that carries out an action and is greyed out with it."""
    made = button(text or action.text(), action.trigger, kind)
    made.setIcon(action.icon() if kind != "primary" else made.icon())
    made.setToolTip(action.toolTip())
    made.setEnabled(action.isEnabled())
    action.enabledChanged.connect(made.setEnabled)
    return made


def menu_button(text: str, menu: QMenu) -> QPushButton:
    """Return a button that opens a menu."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setMenu(menu)
    return made
