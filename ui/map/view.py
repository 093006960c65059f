"""The view of the map: zoom, pan, fit, keyboard, what is pointed at, and column headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QToolTip, QWidget

from planner.document.wording import count, pounds
from ui.map.boxes import BoxItem
from ui.map.scene import MapScene, Moved, beside
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.dependence_map import DependenceMap

SMALLEST, LARGEST = 0.04, 6.0
EASY = 0.74
"""Scale at 100 % text below which a map that is opened is not shrunk to fit; it grows with the
text, though less, as larger words stay readable when they are made smaller."""
MOST_EXTRA = 130.0
HEADINGS = ("People", "Services", "Providers", "Suppliers and assets")


class MapView(QGraphicsView):
    """Shows a map and lets a person go about it by mouse and by keys.

    `picked` carries the id of the box that was clicked or gone to, `entered` of the one that
    shall be the centre, `asked` an id ("" for none) and where to show a menu.
    """

    picked = Signal(str)
    entered = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.here = ""
        self._hovered = ""
        self._pan: QPoint | None = None
        self._settled = False
        self.map_scene = MapScene(look, self)
        self.setScene(self.map_scene)
        self.setAccessibleName("Map of dependence")
        self.setAccessibleDescription(
            "Arrow keys go from box to box, Enter makes one the centre. "
            "The list beside the map holds the same."
        )
        self.setObjectName("dependence map")
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.viewport().setMouseTracking(True)
        self._headings = _Headings(self, look)
        self.horizontalScrollBar().valueChanged.connect(self._headings.update)
        look.changed.connect(self._take_look)
        self._take_look()

    def show_map(self, found: DependenceMap, moved: Moved) -> None:
        """Show another map, fitted so that it can be read."""
        self.here = found.picture.centre if self.here not in found.picture.by_id else self.here
        self.map_scene.show_map(found, moved, 0.0)
        self._hovered = ""
        self._settled = True
        self.fit_to_read()
        self._mark()

    def fit_to_read(self) -> None:
        """Fit the map to the window as long as it can be read; else begin at its top."""
        self._fit(EASY * self._base() ** 0.6)

    def fit(self) -> None:
        """Show the whole map, however small."""
        self._fit(SMALLEST)

    def zoom(self, factor: float) -> None:
        """Enlarge the map, or make it smaller."""
        now = self.transform().m11()
        wanted = max(SMALLEST, min(LARGEST, now * factor))
        self.scale(wanted / now, wanted / now)
        self._headings.update()

    def go_to(self, box_id: str, *, tell: bool = True) -> None:
        """Go to a box and, unless told not to, say that it was picked."""
        if box_id in self.map_scene.boxes:
            self.here = box_id
            self._mark()
            self.ensureVisible(self.map_scene.boxes[box_id], 30, 30)
            if tell:
                self.picked.emit(box_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from box to box, make one the centre, zoom."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.2)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / 1.2)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.here:
            self.entered.emit(self.here)
        elif key in _STEPS and self.map_scene.boxes:
            self._step(Qt.Key(key))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.0015 ** event.angleDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick a box, or take hold of the paper."""
        box = self._box_at(event.position().toPoint())
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (event.button() == Qt.MouseButton.LeftButton and box is None):
            self._pan = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()
            return
        super().mousePressEvent(event)
        if box is not None and event.button() == Qt.MouseButton.LeftButton:
            self.here = box.box.id
            self._mark()
            self.picked.emit(box.box.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the paper, or light the ribbons of what is pointed at."""
        at = event.position().toPoint()
        if self._pan is not None:
            by = at - self._pan
            self._pan = at
            for bar, step in (
                (self.horizontalScrollBar(), by.x()),
                (self.verticalScrollBar(), by.y()),
            ):
                bar.setValue(bar.value() - step)
            return
        box = self._box_at(at)
        hovered = box.box.id if box is not None else ""
        if hovered != self._hovered and not event.buttons():
            self._hovered = hovered
            self.map_scene.light(hovered)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the paper."""
        if self._pan is not None:
            self._pan = None
            self.unsetCursor()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Make a box the centre."""
        box = self._box_at(event.position().toPoint())
        if box is not None:
            self.entered.emit(box.box.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a box: the one pointed at, or by key the one in hand."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self.map_scene.boxes.get(self.here)
            if item is not None:
                at = self.mapFromScene(item.sceneBoundingRect().center())
                self.asked.emit(self.here, self.viewport().mapToGlobal(at))
            return
        box = self._box_at(event.pos())
        if box is not None:
            self.go_to(box.box.id)
        self.asked.emit(box.box.id if box is not None else "", event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of the box or the ribbon that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            shown, box = self.map_scene.shown, self._box_at(event.pos())
            if box is not None:
                QToolTip.showText(event.globalPos(), self.map_scene.hint(box.box.id), self)
                return True
            if shown is not None:
                number = self.map_scene.ribbon_at(self.mapToScene(event.pos()))
                if number is not None:
                    QToolTip.showText(event.globalPos(), shown.ribbon_hint(number), self)
                    return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map fitted and the headings across the top."""
        super().resizeEvent(event)
        self._headings.setGeometry(0, 0, self.width(), self._look.px(26))
        if self._settled and event.oldSize().width() != event.size().width():
            self.fit_to_read()

    def _base(self) -> float:
        return self._look.text_size / 100

    def _fit(self, smallest: float) -> None:
        shown = self.map_scene.shown
        if shown is None:
            return
        base, room = self._base(), self.viewport().size()
        self.map_scene.spread_out(0.0)
        whole = self.map_scene.whole()
        if whole.isEmpty():
            return
        by_height = (room.height() - 4) / whole.height()
        by_width = (room.width() - 4) / whole.width()
        scale = min(by_height, by_width, 1.5 * base)
        if scale < smallest:
            scale = max(smallest, min(by_width, base))
        scale = max(SMALLEST, scale)
        spare = (room.width() - 4) / scale - whole.width()
        self.map_scene.spread_out(max(0.0, min(MOST_EXTRA, spare / self._gaps())))
        self.resetTransform()
        self.scale(scale, scale)
        whole = self.map_scene.whole()
        self.setSceneRect(whole)
        if whole.height() * scale <= room.height():
            self.centerOn(whole.center())
        else:
            self._begin_at_centre(whole)
        self._headings.update()

    def _gaps(self) -> int:
        """Return how many gaps between columns there are to share spare room out among."""
        return max((item.box.column for item in self.map_scene.boxes.values()), default=1) or 1

    def _begin_at_centre(self, whole: QRectF) -> None:
        """Begin at the top, unless the centre would then be out of sight."""
        centre = self.map_scene.boxes.get(self.here)
        self.centerOn(QPointF(whole.center().x(), whole.top()))
        if centre is not None:
            # The name of a box stands in its middle: that is what must be in sight.
            named = QRectF(0, 0, 1, self._look.px(40))
            named.moveCenter(centre.sceneBoundingRect().center())
            self.ensureVisible(named, 20, 20)

    def _mark(self) -> None:
        for id_, item in self.map_scene.boxes.items():
            chosen = id_ == self.here
            focused = chosen and self.hasFocus()
            if (item.is_chosen, item.is_focused) != (chosen, focused):
                item.is_chosen, item.is_focused = chosen, focused
                item.update()

    def _box_at(self, at: QPoint) -> BoxItem | None:
        return next((one for one in self.items(at) if isinstance(one, BoxItem)), None)

    def _step(self, key: Qt.Key) -> None:
        if self.here not in self.map_scene.boxes:
            self.go_to(next(iter(self.map_scene.boxes)))
            return
        across, down = _STEPS[key]

        def distance(start: BoxItem, other: BoxItem) -> float | None:
            column = other.box.column - start.box.column
            here, there = start.sceneBoundingRect().center(), other.sceneBoundingRect().center()
            far = there.y() - here.y()
            if down:
                return abs(far) if column == 0 and far * down > 0 else None
            return abs(column) * 1e6 + abs(far) if column * across > 0 else None

        found = beside(self.map_scene, self.here, distance)
        if found is not None:
            self.go_to(found)

    def _take_look(self) -> None:
        self.setBackgroundBrush(QColor(self._look.theme.surface))
        self.setViewportMargins(0, self._look.px(26), 0, 0)
        self.map_scene.repaint_all()
        self._headings.setGeometry(0, 0, self.width(), self._look.px(26))
        self._headings.update()
        if self._settled:
            self.fit_to_read()


_STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class _Headings(QWidget):
    """The headings over the columns, with how many of the register are shown."""

    def __init__(self, view: MapView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the height of a heading."""
        return QSize(100, self._look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each heading over its column."""
        shown = self._view.map_scene.shown
        if shown is None:
            return
        painter = QPainter(self)
        look, theme = self._look, self._look.theme
        for column, heading in enumerate(HEADINGS):
            boxes = [one for one in self._view.map_scene.boxes.values() if one.box.column == column]
            if not boxes:
                continue
            left = self._view.mapFromScene(QPointF(min(one.x() for one in boxes), 0)).x()
            wide = boxes[0].size.width() * self._view.transform().m11()
            painter.setFont(look.font(12, strong=True))
            painter.setPen(QColor(theme.text))
            room = QRectF(left, 0, max(wide, look.px(60)), self.height())
            metrics = painter.fontMetrics()
            words = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            taken = metrics.horizontalAdvance(heading) + look.px(10)
            said = self._said(column)
            painter.setFont(look.font(12))
            if painter.fontMetrics().horizontalAdvance(said) + taken <= wide:
                painter.setPen(QColor(theme.secondary))
                painter.drawText(
                    room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said
                )
        painter.end()

    def _said(self, column: int) -> str:
        shown = self._view.map_scene.shown
        if shown is None:
            return ""
        here, whole = shown.picture.records[column]
        if column == 0:
            return pounds(here) if shown.picture.measure == "money" else count(here)
        return f"{count(here)} of {count(whole)}"
