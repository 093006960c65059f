"""The steps of an import at the top: done ones ticked, the one shown now filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.parts.words import label
from ui.theme import Look


class StepTrack(QWidget):
    """Steps by name; those already done lead back to them."""

    def __init__(self, look: Look, names: Sequence[str], on_go: Callable[[str], object]) -> None:
        super().__init__()
        self._look = look
        self._names = tuple(names)
        self._shown: tuple[str, ...] = self._names
        self._now = self._names[0]
        self._reached: frozenset[str] = frozenset()
        self._buttons: dict[str, QToolButton] = {}
        self._dashes: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for place, name in enumerate(names):
            if place:
                dash = label("\N{EN DASH}", "secondary")
                self._dashes[name] = dash
                row.addWidget(dash)
            made = QToolButton()
            made.setText(name)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.clicked.connect(lambda _checked=False, one=name: on_go(one))
            self._buttons[name] = made
            row.addWidget(made)
        look.changed.connect(self._draw)
        self._draw()

    def show_step(self, now: str, shown: Sequence[str], reached: frozenset[str]) -> None:
        """Show which step it is, which there are, and which can be gone to."""
        self._now, self._shown, self._reached = now, tuple(shown), reached
        self._draw()

    def _draw(self) -> None:
        now = self._shown.index(self._now)
        for name, made in self._buttons.items():
            is_shown = name in self._shown
            made.setVisible(is_shown)
            if name in self._dashes:
                self._dashes[name].setVisible(is_shown)
            if not is_shown:
                continue
            at = self._shown.index(name)
            state = "now" if at == now else "done" if at < now else "to come"
            made.setEnabled(name in self._reached or at == now)
            made.setAccessibleName(f"Step {at + 1} of {len(self._shown)}: {name}, {state}")
            font = self._look.font(13, strong=at == now)
            made.setFont(font)
            side = self._look.px(20)
            made.setIconSize(QSize(side, side))
            made.setIcon(self._disc(str(at + 1), state, side))

    def _disc(self, number: str, state: str, side: int) -> QIcon:
        theme = self._look.theme
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(side * ratio), round(side * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, 1, side - 2, side - 2)
        colour = {"now": theme.accent, "done": theme.success}.get(state, theme.edge)
        painter.setPen(QPen(QColor(colour), 1.4))
        painter.setBrush(QColor(theme.accent) if state == "now" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if state == "done":
            inner = round(side * 0.6)
            tick = self._look.icon("tick", "success").pixmap(QSize(inner, inner), ratio)
            painter.drawPixmap(round((side - inner) / 2), round((side - inner) / 2), tick)
        else:
            painter.setPen(QColor(theme.accent_on if state == "now" else theme.text))
            painter.setFont(self._look.font(11, strong=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        painter.end()
        icon = QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            icon.addPixmap(drawn, mode)
        return icon
