"""The scene of the map: one picture laid out, moved boxes, what is lit, and a failure's day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QWidget

from ui.map.boxes import BoxItem
from ui.map.ribbons import Course, LeanItem, gathered
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.dependence_map import DependenceMap
    from planner.document.spread_words import SpreadTold, State

Moved = Mapping[str, tuple[float, float]]
MARGIN = 14.0


class MapScene(QGraphicsScene):
    """Shows one map. `box_moved` carries the id of a box and where its corner was put."""

    box_moved = Signal(str, float, float)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._map: DependenceMap | None = None
        self._items: dict[str, BoxItem] = {}
        self._courses: list[Course] = []
        self._bands: list[QGraphicsItem] = []
        self._lit: list[QGraphicsItem] = []
        self._leans: list[LeanItem] = []
        self._of_box: dict[str, list[int]] = {}
        self._failing: frozenset[str] = frozenset()
        self.extra = 0.0
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)

    @property
    def shown(self) -> DependenceMap | None:
        """Return the map shown."""
        return self._map

    @property
    def boxes(self) -> Mapping[str, BoxItem]:
        """Return the boxes by their ids."""
        return self._items

    def show_map(self, found: DependenceMap, moved: Moved, extra: float) -> None:
        """Show a map, with `extra` pixels between columns and boxes where they were moved to."""
        self.clear()
        self._map, self.extra = found, extra
        self._bands, self._lit, self._leans = [], [], []
        self._failing = frozenset()
        self._items = {}
        for box in found.picture.boxes:
            place = found.layout.boxes[box.id]
            said = found.short_line(box.id)
            item = BoxItem(box, place, found.second_line(box.id), said, self._look, self._put)
            x, y = moved.get(box.id, (place.x, place.y))
            item.setPos(x + box.column * extra, y)
            self._items[box.id] = item
            self.addItem(item)
        self._of_box = {box: [] for box in self._items}
        for number, ribbon in enumerate(found.picture.ribbons):
            self._of_box[ribbon.start].append(number)
            self._of_box[ribbon.end].append(number)
        for lean in found.picture.leans:
            arrow = LeanItem(lean.label, is_strong=lean.is_chosen, look=self._look)
            arrow.setToolTip(lean.sentence)
            self._leans.append(arrow)
            self.addItem(arrow)
        self._run_ribbons()

    def spread_out(self, extra: float) -> None:
        """Put the columns further apart, or nearer."""
        if abs(extra - self.extra) > 0.5:
            by, self.extra = extra - self.extra, extra
            for item in self._items.values():
                item.setX(item.x() + item.box.column * by)
            self._run_ribbons()

    def put_back(self) -> None:
        """Put every box where the layout has it."""
        assert self._map is not None
        for id_, item in self._items.items():
            place = self._map.layout.boxes[id_]
            item.setPos(place.x + item.box.column * self.extra, place.y)
        self._run_ribbons()

    def light(self, box_id: str) -> None:
        """Light the ribbons of one box, or of none."""
        self._remove(self._lit)
        if box_id in self._of_box and len(self._of_box[box_id]) < len(self._courses):
            mine = [self._courses[number] for number in self._of_box[box_id]]
            self._lit = gathered(mine, "accent", 0.45, self._look, 1.0)
            self._add(self._lit)

    def show_day(self, told: SpreadTold | None, day: int) -> None:
        """Show what a failure has done by a day; None shows none."""
        failing = set()
        for id_, item in self._items.items():
            state: State | None = told.of_box(item.box, day) if told is not None else None
            item.show_state(state)
            if state is not None and state.is_hit and item.box.column >= 2:
                failing.add(id_)
        if failing != self._failing:
            self._failing = frozenset(failing)
            self._draw_ribbons()

    def ribbon_at(self, at: QPointF) -> int | None:
        """Return the number of the ribbon under a point, the uppermost one."""
        for number in range(len(self._courses) - 1, -1, -1):
            course = self._courses[number]
            if course.start.x() < at.x() < course.end.x() and course.path().contains(at):
                return number
        return None

    def repaint_all(self) -> None:
        """Draw everything anew, such as in another theme."""
        self._draw_ribbons()
        self.update()

    def whole(self) -> QRectF:
        """Return what the map covers, with a margin; arrows and words among it."""
        found = QRectF()
        for item in self._items.values():
            found = found.united(item.sceneBoundingRect())
        for arrow in self._leans:
            found = found.united(arrow.sceneBoundingRect())
        return found.adjusted(-MARGIN, -MARGIN / 2, MARGIN, MARGIN)

    def hint(self, id_: str) -> str:
        """Return a sentence or two on a box: its people, and what a failure has done to it."""
        said = [self._map.hint(id_)] if self._map is not None else []
        state = self._items[id_].state
        if state is not None and state.is_hit:
            said.append(f"{state.words[:1].upper()}{state.words[1:]}.")
            if state.cause:
                said.append(f"{state.cause}.")
        return " ".join(said)

    def _put(self, item: BoxItem) -> None:
        self._run_ribbons()
        self.box_moved.emit(item.box.id, item.x() - item.box.column * self.extra, item.y())

    def _run_ribbons(self) -> None:
        """Lay the ribbons and arrows between the boxes where they now are."""
        if self._map is None:
            return
        picture, layout = self._map.picture, self._map.layout
        self._courses = []
        for ribbon, band in zip(picture.ribbons, layout.bands, strict=True):
            start, end = self._items[ribbon.start], self._items[ribbon.end]
            was, then = layout.boxes[ribbon.start], layout.boxes[ribbon.end]
            self._courses.append(
                Course(
                    QPointF(start.x() + was.width, start.y() + band.start_y - was.y),
                    QPointF(end.x(), end.y() + band.end_y - then.y),
                    band.width,
                )
            )
        arrived: dict[str, int] = {}
        for place, (lean, arrow) in enumerate(zip(picture.leans, self._leans, strict=True)):
            start, end = self._items[lean.start], self._items[lean.end]
            same = start.box.column == end.box.column
            at = arrived[lean.end] = arrived.get(lean.end, -1) + 1
            tip = QPointF(
                end.x() + (end.size.width() if same or end.box.column < start.box.column else 0),
                end.y() + end.size.height() / 2 + at * 6,
            )
            start_y = start.y() + start.size.height() - 8 - (place % 4) * 4
            start_x = start.x() + start.size.width()
            arrow.run(QPointF(start_x, start_y), tip, 42 + 16 * (place % 4) if same else 30)
        self._draw_ribbons()
        self.setSceneRect(self.whole())

    def _draw_ribbons(self) -> None:
        if self._map is None:
            return
        self._remove(self._bands)
        self._remove(self._lit)
        quiet: list[Course] = []
        chosen: list[Course] = []
        failing: list[Course] = []
        for ribbon, course in zip(self._map.picture.ribbons, self._courses, strict=True):
            # What a failing provider leans on does not fail with it.
            (
                failing if ribbon.end in self._failing else chosen if ribbon.is_chosen else quiet
            ).append(course)
        look, strong = self._look, self._look.theme.name in ("high_contrast", "projector")
        self._bands = [
            *gathered(quiet, "secondary", 0.34 if strong else 0.15, look, 0.0),
            *gathered(chosen, "accent", 0.55 if strong else 0.38, look, 0.5),
            *gathered(failing, "failure", 0.55 if strong else 0.42, look, 0.7),
        ]
        self._add(self._bands)

    def _add(self, items: list[QGraphicsItem]) -> None:
        for item in items:
            self.addItem(item)

    def _remove(self, items: list[QGraphicsItem]) -> None:
        for item in items:
            self.removeItem(item)
        items.clear()


def beside(
    scene: MapScene, here: str, step: Callable[[BoxItem, BoxItem], float | None]
) -> str | None:
    """Return the box that `step` says is nearest to `here`; None where it refuses all."""
    start = scene.boxes[here]
    found = {
        id_: distance
        for id_, item in scene.boxes.items()
        if id_ != here and (distance := step(start, item)) is not None
    }
    return min(found, key=lambda id_: found[id_]) if found else None
