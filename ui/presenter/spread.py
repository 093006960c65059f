"""How it is spreading: what has fallen, what brought it, and where asked for what is next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.presenter.band import MARGIN
from ui.presenter.part import Part
from ui.presenter.scene import Box
from ui.presenter.setting import Setting, fitted, write
from ui.presenter.spread_places import HEAD, Arrow, arrows, placed
from ui.theme import Look

TITLE = 48.0
DISC = 19.0
PAD = 18.0


class SpreadPart(Part):
    """Boxes and arrows; the list of them is what a screen reader says."""

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "How it is spreading")
        self._boxes: tuple[Box, ...] = ()
        self._unseen = 0
        self.places: dict[str, QRectF] = {}
        self.settings: dict[str, tuple[Setting, Setting]] = {}
        self._arrows: list[Arrow] = []

    @property
    def title(self) -> str:
        """The words over the boxes."""
        left_out = self._unseen + len(self._boxes) - len(self.places)
        if left_out and self._boxes:
            return f"How it is spreading (and {left_out} more)"
        return "How it is spreading"

    def show_spread(self, boxes: tuple[Box, ...], unseen: int) -> None:
        """Show boxes; `unseen` is how many more there are."""
        if (boxes, unseen) == (self._boxes, self._unseen):
            return
        self._boxes, self._unseen = boxes, unseen
        said = [f"{'Next: ' if one.is_next else ''}{one.name}, {one.why}." for one in boxes]
        self.say(" ".join(said) or "Nothing has fallen.")
        self.lay_out()
        self.update()

    def lay_out(self) -> None:
        """Place the boxes and fit their words: the whole name before what brought it."""
        area = self.area
        room = QRectF(MARGIN, TITLE, area.width() - MARGIN - 40, area.height() - TITLE - 22)
        self.places = placed(self._boxes, room) if room.height() > 60 else {}
        self._arrows = arrows(self._boxes, self.places)
        self.settings = {}
        for box in self._boxes:
            place = self.places.get(box.id)
            if place is None:
                continue
            wide, tall = place.width() - 2 * PAD, place.height() - 12
            name = fitted(self._look, box.name, wide - DISC, min(tall, 76), (32, 28), strong=True,
                          most=1)  # fmt: skip
            if name.is_shortened:
                name = fitted(self._look, box.name, wide - DISC, tall, (28, 26), strong=True,
                              most=2)  # fmt: skip
            why = fitted(self._look, box.why, wide, tall - name.height, (28, 26), most=3)
            if why.is_shortened:
                why = fitted(self._look, box.short, wide, tall - name.height, (28, 26), most=3)
            self.settings[box.id] = (name, why)

    def draw(self, painter: QPainter) -> None:
        """Draw the title, the arrows and the boxes over their ends."""
        look = self._look
        title = Setting((self.title,), 30, strong=True)
        write(painter, look, title, QRectF(MARGIN, 4, self.area.width() - MARGIN, 40))
        if not self._boxes:
            words = Setting(("Nothing has fallen yet.",), 28, strong=False)
            write(painter, look, words, QRectF(MARGIN, TITLE, 10, 10))
        for arrow in self._arrows:
            self._draw_arrow(painter, arrow)
        for box in self._boxes:
            if box.id in self.places:
                self._draw_box(painter, box)

    def _draw_arrow(self, painter: QPainter, arrow: Arrow) -> None:
        ink = QColor(self._look.theme.text)
        pen = QPen(ink, 4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if arrow.is_dashed:
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arrow.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        back = HEAD + 2 if arrow.is_back else -HEAD - 2
        ends = [arrow.tip, arrow.tip + QPointF(back, -11), arrow.tip + QPointF(back, 11)]
        painter.drawPolygon(QPolygonF(ends))

    def _draw_box(self, painter: QPainter, box: Box) -> None:
        theme, place = self._look.theme, self.places[box.id]
        pen = QPen(QColor(theme.text if box.is_next else theme.failure), 3 if box.is_next else 5)
        if box.is_next:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(place, 6, 6)
        name, why = self.settings[box.id]
        top = place.center().y() - (name.height + why.height) / 2
        spot = QRectF(place.left() + PAD, top, place.width() - 2 * PAD, name.height)
        write(painter, self._look, name, spot)
        write(painter, self._look, why, spot.translated(0, name.height))
        self._draw_disc(painter, QPointF(place.right() - 30, place.top()), box.is_next)

    def _draw_disc(self, painter: QPainter, middle: QPointF, is_next: bool) -> None:
        """Draw a red disc with a cross, or a darker one with "!" on what is next."""
        theme = self._look.theme
        painter.setPen(QPen(QColor(theme.surface), 3))
        painter.setBrush(QColor(theme.caution if is_next else theme.failure))
        painter.drawEllipse(middle, DISC, DISC)
        painter.setPen(QPen(QColor(theme.surface), 5, Qt.PenStyle.SolidLine,
                            Qt.PenCapStyle.RoundCap))  # fmt: skip
        if is_next:
            painter.drawLine(middle - QPointF(0, 10), middle + QPointF(0, 2))
            painter.drawPoint(middle + QPointF(0, 10))
            return
        reach = 7.0
        painter.drawLine(middle - QPointF(reach, reach), middle + QPointF(reach, reach))
        painter.drawLine(middle - QPointF(reach, -reach), middle + QPointF(reach, -reach))
