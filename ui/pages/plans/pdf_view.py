"""Pages of a PDF one under the other, drawn as they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ui.theme import Look

if TYPE_CHECKING:
    from ui.pages.plans.pdf_pages import Found, PdfPage

GAP = 12
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
KEPT = 24
DOTS = 96 / 72


class PdfView(QAbstractScrollArea):
    """Pages to scroll through, zoom and page with the keyboard; at first no larger than on paper.

    `turned` carries the page in sight, from 0. `ask(page, scale)` is called for pictures, which
    come back through `take`.
    """

    turned = Signal(int)

    def __init__(self, look: Look, ask: Callable[[int, float], object]) -> None:
        super().__init__()
        self._look = look
        self._ask = ask
        self._pages: tuple[PdfPage, ...] = ()
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self._found: tuple[Found, ...] = ()
        self._zoom = 0.0
        self._most = 1.0
        self._page = 0
        self.setAccessibleName("Pages of the plan")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        look.changed.connect(self._redraw)

    @property
    def page(self) -> int:
        """Return the page in sight, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    @property
    def drawn(self) -> int:
        """Return how many pages are drawn and at hand."""
        return len(self._pictures)

    def show_pages(self, pages: Sequence[PdfPage]) -> None:
        """Show other pages from the first."""
        self._pages = tuple(pages)
        self._pictures.clear()
        self._asked.clear()
        self._found = ()
        self._page = 0
        self._measure()
        self.verticalScrollBar().setValue(0)

    def take(self, page: int, scale: float, picture: QImage) -> None:
        """Take the picture of a page."""
        self._asked.discard((page, scale))
        self._pictures[page, scale] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.viewport().update()

    def mark(self, found: Sequence[Found]) -> None:
        """Mark where words were found and go to the first place."""
        self._found = tuple(found)
        if found:
            self.turn_to(found[0].page, found[0].top)
        self.viewport().update()

    def turn_to(self, page: int, top: float = 0.0) -> None:
        """Go to a page, and down to a height in points."""
        if 0 <= page < len(self._pages):
            below = max(0.0, top - 60) * self._zoom_now() * DOTS
            self.verticalScrollBar().setValue(round(self._top(page) + below))

    def zoom(self, steps: int) -> None:
        """Zoom in or out by steps; 0 fits the width."""
        if not steps:
            self._most = STEPS[-1]
            self._set_zoom(0.0)
            return
        now = self._zoom_now()
        at = min(range(len(STEPS)), key=lambda place: abs(STEPS[place] - now))
        self._set_zoom(STEPS[max(0, min(len(STEPS) - 1, at + steps))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page with Page Up and Down, Home and End; zoom with plus, minus and 0."""
        key = event.key()
        if key == Qt.Key.Key_PageDown:
            self.turn_to(min(self._page + 1, len(self._pages) - 1))
        elif key == Qt.Key.Key_PageUp:
            self.turn_to(max(self._page - 1, 0))
        elif key == Qt.Key.Key_Home:
            self.turn_to(0)
        elif key == Qt.Key.Key_End:
            self.turn_to(len(self._pages) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.zoom(0)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 60 if key == Qt.Key.Key_Down else -60
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Fit the width again."""
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight; those not drawn yet are asked for."""
        painter = QPainter(self.viewport())
        theme = self._look.theme
        painter.fillRect(self.viewport().rect(), theme.colour("background"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(len(self._pages)):
            box = self._box(page)
            if box.bottom() < 0:
                continue
            if box.top() > self.viewport().height():
                break
            painter.fillRect(box, QColor("white"))
            picture = self._picture(page)
            if picture is not None:
                painter.drawImage(box, picture)
            painter.setPen(QPen(theme.colour("divider"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            self._draw_found(painter, page, box)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _redraw(self) -> None:
        self.viewport().update()

    def _draw_found(self, painter: QPainter, page: int, box: QRectF) -> None:
        scale = self._zoom_now() * DOTS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 221, 0, 110))
        for one in self._found:
            if one.page == page:
                painter.drawRect(
                    QRectF(
                        box.left() + one.left * scale - 1,
                        box.top() + one.top * scale - 1,
                        one.width * scale + 2,
                        one.height * scale + 2,
                    )
                )

    def _picture(self, page: int) -> QImage | None:
        scale = round(self._zoom_now() * DOTS * self.devicePixelRatioF(), 2)
        wanted = (page, scale)
        if wanted in self._pictures:
            self._pictures.move_to_end(wanted)
            return self._pictures[wanted]
        if wanted not in self._asked:
            self._asked.add(wanted)
            self._ask(page, scale)
        others = (picture for (at, _), picture in self._pictures.items() if at == page)
        return next(others, None)

    def _set_zoom(self, zoom: float) -> None:
        page = self._page
        self._zoom = zoom
        self._asked.clear()
        self._measure()
        self.turn_to(page)

    def _zoom_now(self) -> float:
        if self._zoom:
            return self._zoom
        widest = max((page.width for page in self._pages), default=595.0)
        fits = (self.viewport().width() - 2 * GAP) / (widest * DOTS)
        return max(0.2, min(self._most, fits))

    def _high(self, page: int) -> float:
        return self._pages[page].height * self._zoom_now() * DOTS

    def _top(self, page: int) -> float:
        return sum(self._high(before) + GAP for before in range(page))

    def _box(self, page: int) -> QRectF:
        wide = self._pages[page].width * self._zoom_now() * DOTS
        left = max(float(GAP), (self.viewport().width() - wide) / 2)
        left -= self.horizontalScrollBar().value()
        top = GAP + self._top(page) - self.verticalScrollBar().value()
        return QRectF(left, top, wide, self._high(page))

    def _measure(self) -> None:
        whole = GAP + self._top(len(self._pages))
        seen = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, round(whole - seen)))
        self.verticalScrollBar().setPageStep(seen)
        self.verticalScrollBar().setSingleStep(40)
        widest = max((page.width for page in self._pages), default=0.0)
        wide = widest * self._zoom_now() * DOTS + 2 * GAP
        self.horizontalScrollBar().setRange(0, max(0, round(wide - self.viewport().width())))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.viewport().update()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = next((at for at in reversed(range(len(self._pages))) if self._top(at) <= middle), 0)
        if self.verticalScrollBar().value() == self.verticalScrollBar().maximum() and self._pages:
            page = len(self._pages) - 1
        if page != self._page:
            self._page = page
            self.turned.emit(page)
        self.viewport().update()
