"""Time the layout and the repaint of a map of 3,000 boxes against a stated rival, in one process.

The rival draws every ribbon as an item of its own, smoothly, as a QGraphicsPathItem; the boxes are
the same. Both views show the same part of the same map. Run it with the project's Python:
`python packaging/benchmarks/map.py`, with QT_QPA_PLATFORM=offscreen or under xvfb-run.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsPathItem

from planner.dependence.draw_picture import draw_picture
from planner.dependence.layout import lay_out
from planner.document.dependence_map import DependenceMap
from planner.register.records import Asset, Contract, Council, Place, Provider, Service, SupplyLink
from planner.register.register import Register
from ui.map.ribbons import ManyRibbonsItem, RibbonItem
from ui.map.view import MapView
from ui.theme import Look

BOXES = 3_000
REPEATS = 15


def large_register(boxes: int = BOXES) -> Register:
    """Return a register whose map, with nothing rolled up, has about so many boxes."""
    chance = random.Random(7)
    areas = [f"Area {number}" for number in range(100)]
    services = boxes // 3
    providers = boxes // 2
    assets = boxes - services - providers - len(areas)
    rows: list[object] = [
        Service(f"s{n}", f"Service {n}", ("must", "needed", "could")[n % 3], market=f"M{n % 20}")
        for n in range(services)
    ]
    rows += [Provider(f"p{n}", f"Provider {n}") for n in range(providers)]
    rows += [Asset(f"a{n}", f"Asset {n}", "system") for n in range(assets)]
    for n in range(providers):
        contract = f"c{n}"
        rows.append(Contract(contract, contract, f"s{n % services}", f"p{n}", annual_value=1e5))
        for area in chance.sample(areas, 3):
            rows.append(Place(contract, area, "standard", "council", chance.randint(1, 90)))
        if n < 2 * assets:
            rows.append(SupplyLink(f"a{n % assets}", f"p{n}", "essential", "rota"))
    return Register.build(Council("Large"), rows)  # type: ignore[arg-type]


def timed(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median wall time of a piece of work, in milliseconds."""
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def rival_ribbons(view: MapView) -> None:
    """Draw each ribbon as an item of its own in place of ours."""
    scene = view.map_scene
    for item in list(scene.items()):
        if isinstance(item, (ManyRibbonsItem, RibbonItem)):
            scene.removeItem(item)
    colour = QColor("#484949")
    colour.setAlphaF(0.15)
    for course in scene._courses:
        ribbon = QGraphicsPathItem(course.path())
        ribbon.setPen(Qt.PenStyle.NoPen)
        ribbon.setBrush(colour)
        scene.addItem(ribbon)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)


def main() -> None:
    """Print the times of the picture, the layout and repaints, ours and the rival's."""
    application = QApplication([])
    look = Look(application)
    look.use("light", 100)
    register = large_register()
    picture = draw_picture(register, None, None, roll_up="never")
    print(f"{len(picture.boxes)} boxes, {len(picture.ribbons)} ribbons")
    print(
        "picture of it: "
        f"{timed(lambda: draw_picture(register, None, None, roll_up='never'), 3):.0f} ms"
    )
    print(f"layout: {timed(lambda: lay_out(picture), 5):.0f} ms")
    found = DependenceMap(None, picture, lay_out(picture), "", (), ())
    view = MapView(look)
    view.resize(970, 520)
    view.show_map(found, {})
    view.show()
    application.processEvents()

    def repaint() -> None:
        view.viewport().repaint()

    def at(what: str) -> None:
        if what == "whole":
            view.fit()
        else:
            view.resetTransform()
            view.centerOn(view.map_scene.whole().center())
        application.processEvents()

    ours = {}
    for what in ("whole", "close"):
        at(what)
        ours[what] = timed(repaint)
    rival_ribbons(view)
    for what in ("whole", "close"):
        at(what)
        slow = timed(repaint)
        print(
            f"repaint, {what}: {ours[what]:.1f} ms; rival (an item for each ribbon): {slow:.1f} ms,"
            f" {slow / ours[what]:.1f} times as long"
        )
    view.close()


if __name__ == "__main__":
    main()
