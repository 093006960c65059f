"""The last decisions of the room, in short."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.presenter.part import Part
from ui.presenter.people import EDGE, RIGHT, WIDE
from ui.presenter.setting import SMALLEST, Setting, fitted, write
from ui.theme import Look

HEAD = "Decisions taken"
GAP = 6.0


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
        """Set all in the largest size at which they go in whole; else the oldest are shortened."""
        look, wide = self._look, WIDE - EDGE - RIGHT
        words = [f"{day}: {what}" for day, what in self._decisions]
        room = self.area.height() - 66
        for size in (30.0, 28.0, 26.0):
            whole = [fitted(look, one, wide, 999, (size,)) for one in words]
            if sum(one.height + GAP for one in whole) <= room:
                self.settings = tuple(whole)
                return
        least = fitted(look, "Day", wide, 999, (SMALLEST,)).height
        found: list[Setting] = []
        for at, one in enumerate(words):
            after = (len(words) - 1 - at) * (least + GAP)
            made = fitted(look, one, wide, max(least, room - after), (SMALLEST,), most=3)
            if made.height > room:
                break
            found.append(made)
            room -= made.height + GAP
        self.settings = tuple(found)

    def draw(self, painter: QPainter) -> None:
        """Draw the head and the decisions under it."""
        box = QRectF(EDGE, 8, self.area.width() - EDGE - RIGHT, 40)
        write(painter, self._look, Setting((HEAD,), 32, strong=True), box)
        box.translate(0, 46)
        if not self._decisions:
            write(painter, self._look, Setting(("None yet.",), 28, strong=False), box)
        for setting in self.settings:
            write(painter, self._look, setting, box)
            box.translate(0, setting.height + GAP)
