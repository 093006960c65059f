"""Where the parts of the room's screen go, for what is shown and the shape of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.presenter.news import CountdownPart
from ui.presenter.people import WIDE
from ui.presenter.scene import Scene

BAND = 150.0
BAR = 148.0
SPREAD = (110.0, 250.0, 320.0, 320.0, 380.0)
"""Least height of the spread by how many boxes it shows, the last for all above."""
MOST_SPREAD = 600.0


@dataclass(frozen=True, slots=True)
class Needs:
    """What parts need by their words, in points of the sheet.

    `clock` is a width. `people` is a height, and so is `news`, asked for with its width and the
    height there is at most.
    """

    clock: float
    people: float
    news: Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Places:
    """By name of a part its box, in points of the sheet; the parts not named are not shown."""

    boxes: Mapping[str, QRectF]
    divider: QRectF | None

    @classmethod
    def of(
        cls, scene: Scene, mode: str, wide: float, tall: float, is_timed: bool, needs: Needs
    ) -> Places:
        """Return the places for a scene in a mode on a sheet of a size."""
        clock = min(needs.clock, wide * 0.55)
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
        left = wide - WIDE - 2 if has_side else wide
        _place_main(boxes, scene, QRectF(0, BAND, left, bottom - BAND), needs)
        if not has_side:
            return cls(boxes, None)
        _place_side(boxes, scene, QRectF(left + 2, BAND, WIDE, bottom - BAND), needs)
        return cls(boxes, QRectF(left, BAND, 2, bottom - BAND))


def _place_main(boxes: dict[str, QRectF], scene: Scene, room: QRectF, needs: Needs) -> None:
    """Place the news, and under it the spread with the height that the news leaves."""
    spread = 0.0
    if scene.boxes is not None:
        many = len(scene.boxes)
        least = min(SPREAD[min(many, len(SPREAD) - 1)], room.height() / 2)
        news = needs.news(room.width(), room.height() - least)
        free = room.height() - news - 20
        spread = max(least, min(free, MOST_SPREAD if many > 2 else least))
        boxes["spread"] = QRectF(room.left(), room.bottom() - spread, room.width(), spread)
    boxes["news"] = QRectF(room.left(), room.top(), room.width(), room.height() - spread)


def _place_side(boxes: dict[str, QRectF], scene: Scene, room: QRectF, needs: Needs) -> None:
    """Place the people, and the decisions under them."""
    people = 0.0
    if scene.classes is not None or scene.standing:
        people = needs.people if scene.decisions is not None else room.height()
        boxes["people"] = QRectF(room.left(), room.top(), room.width(), people)
    if scene.decisions is not None:
        boxes["decisions"] = room.adjusted(0, people, 0, 0)
