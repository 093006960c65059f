"""Where the parts of the room's screen go, for what is shown and the shape of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.presenter.news import CountdownPart
from ui.presenter.scene import Scene

BAND = 150.0
BAR = 148.0
SIDE = 616.0
CLOCK = 940.0
"""Width of the clock with its date, where the screen is wide enough."""


@dataclass(frozen=True, slots=True)
class Places:
    """By name of a part its box, in points of the sheet; the parts not named are not shown."""

    boxes: Mapping[str, QRectF]
    divider: QRectF | None

    @classmethod
    def of(cls, scene: Scene, mode: str, wide: float, tall: float, is_timed: bool) -> Places:
        """Return the places for a scene in a mode on a sheet of a size."""
        clock = min(CLOCK, wide * 0.52)
        boxes = {
            "band": QRectF(0, 0, wide - clock, BAND),
            "clock": QRectF(wide - clock, 0, clock, BAND),
        }
        if mode != "news":
            boxes[mode] = QRectF(0, BAND, wide, tall - BAND)
            return cls(boxes, None)
        bottom = tall
        if scene.news.question:
            bottom = tall - BAR
            count = CountdownPart.wide if is_timed else 0.0
            boxes["question"] = QRectF(0, bottom, wide - count, BAR)
            if count:
                boxes["countdown"] = QRectF(wide - count, bottom, count, BAR)
        has_side = scene.classes is not None or bool(scene.standing) or scene.decisions is not None
        left = wide - SIDE if has_side else wide
        _place_main(boxes, scene, QRectF(0, BAND, left, bottom - BAND))
        if not has_side:
            return cls(boxes, None)
        _place_side(boxes, scene, QRectF(left + 2, BAND, SIDE - 2, bottom - BAND))
        return cls(boxes, QRectF(left, BAND, 2, bottom - BAND))


def _place_main(boxes: dict[str, QRectF], scene: Scene, room: QRectF) -> None:
    """Place the news, and under it the spread: higher where more than three boxes are shown."""
    spread = 0.0
    if scene.boxes is not None:
        spread = min(room.height() / 2, 380.0 if len(scene.boxes) > 3 else 320.0)
        spread = spread if scene.boxes else 110.0
        boxes["spread"] = QRectF(room.left(), room.bottom() - spread, room.width(), spread)
    boxes["news"] = QRectF(room.left(), room.top(), room.width(), room.height() - spread)


def _place_side(boxes: dict[str, QRectF], scene: Scene, room: QRectF) -> None:
    """Place the people, and the decisions under them."""
    has_people = scene.classes is not None or bool(scene.standing)
    if scene.decisions is None:
        boxes["people"] = room
        return
    people = 0.0
    if has_people:
        lines = 42.0 * len(scene.standing)
        rows = 500.0 if scene.classes is not None else 30.0
        people = min(room.height() - 150, rows + lines + 24)
        boxes["people"] = QRectF(room.left(), room.top(), room.width(), people)
    boxes["decisions"] = QRectF(
        room.left(), room.top() + people, room.width(), room.height() - people
    )
