"""The bar while a failure is played: its days, play and pause, and what has happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QStyle, QToolButton, QVBoxLayout

from ui.parts.words import button, label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.spread_words import SpreadTold

QUIET_DAY, CHANGED_DAY = 60, 900
"""Milliseconds a day is shown while playing: one like the day before, and one with news."""


class FailureBar(QFrame):
    """Plays one failure.

    `moved` carries the day shown, `ended` the words of the end when it was played to the last
    change, `closed` follows Stop, `opened` the wish for the whole result.
    """

    moved = Signal(int)
    ended = Signal(str)
    closed = Signal()
    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told: SpreadTold | None = None
        self.setProperty("kind", "panel")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self.play_button = self._tool("play", "Play", self.toggle)
        self._back = self._tool("back", "Change before", lambda: self._jump(-1))
        self._next = self._tool("forward", "Next change", lambda: self._jump(1))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Day of the failure")
        self.slider.setMinimumWidth(120)
        self.slider.valueChanged.connect(self._show)
        self._day = label("", "strong")
        self._words = label("", wraps=True)
        self._result = button("Full result", self.opened.emit)
        self._result.setToolTip("Build this as a scenario and see the whole result.")
        self._stop = button("Stop", self.stop)
        self._stop.setToolTip("Go back to the map as it stands today.")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._back, self.play_button, self._next):
            row.addWidget(widget)
        row.addWidget(self.slider, 1)
        row.addWidget(self._day)
        row.addWidget(self._result)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._words)
        self.hide()
        look.changed.connect(self._fit)

    @property
    def told(self) -> SpreadTold | None:
        """Return the failure that is played, or None."""
        return self._told

    @property
    def day(self) -> int:
        """Return the day shown."""
        return self.slider.value()

    @property
    def words(self) -> str:
        """Return what has happened by the day shown."""
        return self._words.text()

    @property
    def is_playing(self) -> bool:
        """Return whether the days go on by themselves."""
        return self._timer.isActive()

    def start(self, told: SpreadTold) -> None:
        """Show a failure from its first day and play it."""
        self._told = told
        last = min(told.spread.horizon_days - 1, told.spread.last_change + 7)
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(1, last))
        self.slider.setPageStep(7)
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._fit()
        self.show()
        self._show(0)
        self._timer.start(CHANGED_DAY)
        self._name_play()

    def take(self, told: SpreadTold) -> None:
        """Go on with the same failure told another way, such as by need in place of area."""
        self._told = told
        self._show(self.day)

    def toggle(self) -> None:
        """Play, from the start where the end is shown; or hold."""
        if self._told is None:
            return
        if self.is_playing:
            self._timer.stop()
        else:
            if self.day >= self._told.spread.last_change:
                self.slider.setValue(0)
            self._timer.start(self._pause())
        self._name_play()

    def hold(self) -> None:
        """Hold, such as when the page is left."""
        self._timer.stop()
        self._name_play()

    def stop(self) -> None:
        """End the failure and show the map as it stands."""
        self._timer.stop()
        if self._told is not None:
            self._told = None
            self.hide()
            self.closed.emit()

    def _tool(self, icon: str, name: str, on_click: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._look.icon(icon))
        made.setProperty("icon_name", icon)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda _checked=False: on_click())
        return made

    def _show(self, day: int) -> None:
        if self._told is None:
            return
        self._day.setText(self._told.day_words(day))
        self._words.setText(self._told.sentence(day))
        self.slider.setAccessibleDescription(f"{self._day.text()}. {self._words.text()}")
        self.moved.emit(day)

    def _go_on(self) -> None:
        """Show the next day; where things are not to move, the next day with news."""
        if self._told is None:
            return
        spread = self._told.spread
        if self.day >= spread.last_change:
            self._name_play()
            self.ended.emit(self._told.ending())
            return
        self.slider.setValue(self._next_change(1) if self.is_still() else self.day + 1)
        self._timer.start(self._pause())

    def _pause(self) -> int:
        changed = self._told is not None and self.day in self._told.spread.change_days
        return CHANGED_DAY if changed or self.is_still() else QUIET_DAY

    def is_still(self) -> bool:
        """Return whether the system is set to show no movement."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.style().styleHint(hint, None, self) == 0

    def _jump(self, step: int) -> None:
        self.hold()
        self.slider.setValue(self._next_change(step))

    def _next_change(self, step: int) -> int:
        assert self._told is not None
        days = self._told.spread.change_days
        if step > 0:
            return next((day for day in days if day > self.day), self.slider.maximum())
        return next((day for day in reversed(days) if day < self.day), 0)

    def _name_play(self) -> None:
        name = "Pause" if self.is_playing else "Play"
        self.play_button.setIcon(self._look.icon(name.lower()))
        self.play_button.setProperty("icon_name", name.lower())
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(f"{name} (Ctrl+Space)")

    def _fit(self) -> None:
        for tool in (self.play_button, self._back, self._next):
            tool.setIcon(self._look.icon(str(tool.property("icon_name"))))
            side = self._look.px(28)
            tool.setFixedSize(side, side)
            tool.setIconSize(QSize(side - 10, side - 10))
        self.slider.setMinimumHeight(self._look.px(24))
        widest = self._look.px(150)
        self._day.setMinimumWidth(widest)
