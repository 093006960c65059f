"""The last decisions of the room, in short."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.presenter.part import Part
from ui.presenter.people import EDGE, RIGHT
from ui.presenter.setting import Setting, fitted, write
from ui.theme import Look

HEAD = "Decisions taken"


class DecisionsPart(Part):
    """Up to three decisions, newest first, each with its day of play."""

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, HEAD)
        self._decisions: tuple[tuple[str, str], ...] = ()
        self.settings: tuple[Setting, ...] = ()

    def show_decisions(self, decisions: tuple[tuple[str, str], ...]) -> None:
        """Show decisions, each a day and words."""
        if decisions != self._decisions:
            self._decisions = decisions
            self.say(" ".join(f"{day}: {words}." for day, words in decisions) or "None yet.")
            self.lay_out()
            self.update()

    def lay_out(self) -> None:
        """Share the height out: each decision gets what those after it leave in single lines."""
        look, wide = self._look, max(1.0, self.area.width() - EDGE - RIGHT)
        least = 26 * 1.16 + 8
        left = self.area.height() - 70
        found: list[Setting] = []
        for at, (day, words) in enumerate(self._decisions):
            rest = (len(self._decisions) - 1 - at) * least
            room = left - rest if left - rest >= least - 8 else left
            made = fitted(look, f"{day}: {words}", wide, room, (30, 28, 26), most=3)
            if not made.lines:
                break
            found.append(made)
            left -= made.height + 8
        self.settings = tuple(found)

    def draw(self, painter: QPainter) -> None:
        """Draw the head and the decisions under it."""
        box = QRectF(EDGE, 12, self.area.width() - EDGE - RIGHT, 40)
        write(painter, self._look, Setting((HEAD,), 32, strong=True), box)
        box.translate(0, 48)
        if not self._decisions:
            write(painter, self._look, Setting(("None yet.",), 28, strong=False), box)
        for setting in self.settings:
            write(painter, self._look, setting, box)
            box.translate(0, setting.height + 8)
