"""Must, needed or could as three buttons, each with its badge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner import fields
from ui.parts.badge import paint_badge
from ui.parts.words import label
from ui.theme import Look


class ClassChoice(QWidget):
    """The class of a service; pressing another one only asks for it with `wanted`."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._class: str | None = None
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self._label = label("Class", "label")
        column.addWidget(self._label)
        row = QHBoxLayout()
        row.setSpacing(0)
        for class_ in fields.CLASSES:
            made = QPushButton(class_)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("kind", "segment")
            made.clicked.connect(lambda _checked=False, one=class_: self._press(one))
            self.buttons[class_] = made
            row.addWidget(made, 1)
        column.addLayout(row)
        look.changed.connect(self._draw)
        self._draw()

    def show_class(self, class_: str | None) -> None:
        """Show a class as pressed; None presses none."""
        self._class = class_
        self._label.setText("Class" if class_ else "Class: not decided yet")
        for name, made in self.buttons.items():
            made.setChecked(name == class_)
            state = ", chosen" if name == class_ else ""
            made.setAccessibleName(f"Class {name}{state}")

    def _press(self, class_: str) -> None:
        asked = class_ != self._class
        self.show_class(self._class)
        if asked:
            self.wanted.emit(class_)

    def _draw(self) -> None:
        for class_, made in self.buttons.items():
            made.setIcon(badge_icon(self._look, class_))
            made.setIconSize(QSize(self._look.px(16), self._look.px(16)))


def badge_icon(look: Look, class_: str | None) -> QIcon:
    """Return the badge of a class as an icon."""
    side = look.px(16)
    drawn = QPixmap(side * 2, side * 2)
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_badge(painter, QRectF(1, 1, side - 2, side - 2), class_, look)
    painter.end()
    return QIcon(drawn)
