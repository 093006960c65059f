"""Take the pictures of the guide and of the README from the real window on the sample council.

Called by `python packaging/pictures.py --help-pictures`; a few colours are enough for each, so
that all of them together stay small.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication

from planner.exercise.act_choices import act_choices, act_words
from planner.session import Session
from ui.main_window import MainWindow
from ui.pages.workshop.page import WorkshopPage
from ui.start import made_window

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "help" / "pictures"
WHOLE = QRect(0, 0, 1366, 768)
SMALL = QSize(1110, 700)
PAGE = QRect(84, 44, 1026, 614)
ROOM = QSize(1100, 619)
SCENARIO = "friday-liquidation"
EXERCISE = "exercise-sandpiper"
COLOURS = 64


@dataclass(frozen=True)
class Shot:
    """One picture: its name, where it is, what is cut out, and what is chosen before.

    `of_room` takes the room's screen instead of the window.
    """

    name: str
    page: str = ""
    shows: dict[str, str] = field(default_factory=dict)
    part: QRect = PAGE
    chosen: tuple[str, str] = ("", "")
    of_room: bool = False
    colours: int = COLOURS


SHOTS = (
    Shot("welcome"),
    Shot("register", "register", {"tab": "service", "show": "table"}),
    Shot("class_board", "register", {"tab": "service", "show": "board"}),
    Shot("findings", "register", {"tab": "findings"}),
    Shot("import", "register", {"show": "import", "file": "LIST"}),
    Shot(
        "form",
        "register",
        {"tab": "provider", "show": "table"},
        QRect(1054, 44, 312, 620),
        ("provider", "PROVIDER"),
    ),
    Shot("dependence_map", "dependence", {"show": "map"}, PAGE, ("provider", "PROVIDER")),
    Shot("measures", "dependence", {"show": "measures"}),
    Shot("scenario_builder", "scenarios", {"show": "builder", "scenario": SCENARIO}),
    Shot("scenario_result", "scenarios", {"show": "result", "scenario": SCENARIO}),
    Shot("every_provider", "scenarios", {"show": "sweep"}),
    Shot("pairs", "scenarios", {"show": "pairs"}),
    Shot("other_cuts", "dependence", {"show": "lots", "contract": "C-031", "try": "split"}),
    Shot("chance", "scenarios", {"show": "chance", "draws": "1000"}),
    Shot("levy", "scenarios", {"show": "levy", "target": "900000"}, PAGE, ("contract", "C-182")),
    Shot("compare", "scenarios", {"show": "compare", "scenarios": "SCENARIOS"}),
    Shot("plans", "plans", {"make": SCENARIO}),
    Shot("documents", "plans", {"show": "documents", "document": "summary"}),
    Shot("workshop_run", "workshop", {"show": "run", "exercise": EXERCISE}, WHOLE,
         colours=128),
    Shot("workshop_room", "workshop", {"show": "run", "exercise": EXERCISE}, WHOLE, of_room=True),
    Shot("whole_register", "register", {"tab": "service", "show": "table"}, WHOLE,
         ("service", "SERVICE")),
    Shot("whole_result", "scenarios", {"show": "result", "scenario": SCENARIO}, WHOLE),
    Shot("whole_documents", "plans", {"show": "documents", "document": "plan"}, WHOLE),
    Shot("whole_plan", "plans", {"show": "plan"}, WHOLE),
)  # fmt: skip

DECISIONS = (
    ("The director of adult social care leads", "People who cannot wait come first"),
    ("", "They know the streets, and their staff are near"),
    ("", "One way alone does not carry everybody"),
)
"""What the room decides in the pictures of a workshop, and why; "" calls what is nearest."""
OWNERS = ("Strategic lead", "Head of commissioning", "Head of commissioning")


def take(
    settle: Callable[[QApplication, MainWindow, float], None], a_list: Callable[[], Path]
) -> int:
    """Take every picture in the light theme and return the size of all, in bytes."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    FOLDER.mkdir(parents=True, exist_ok=True)
    window = made_window(application)
    window.bench.look.use("light", 100)
    window.resize(1366, 768)
    window.show()
    size = 0
    for shot in SHOTS:
        _show(window, shot, a_list)
        wants = SMALL if shot.part is PAGE else WHOLE.size()
        window.resize(wants)
        settle(application, window, 0.6)
        if shot.page == "workshop":
            _play(window)
            settle(application, window, 1.5)
        window.bench.messages.clear()
        settle(application, window, 0.4)
        size += _keep(window, shot)
        print(f"{shot.name}: {size:,} bytes so far", flush=True)
    window.close()
    return size


def _show(window: MainWindow, shot: Shot, a_list: Callable[[], Path]) -> None:
    bench = window.bench
    if not shot.page:
        return
    if not bench.desk.is_open:
        place = Path(tempfile.mkdtemp()) / "Orrinshaw.backstop"
        window.open_session(Session.sample(place, "R. Okafor"))
    register = bench.desk.register
    failing = register.scenarios[SCENARIO].events[0].target
    words = {
        "LIST": str(a_list()) if "LIST" in shot.shows.values() else "",
        "SCENARIOS": ",".join(
            [SCENARIO, *(one for one in register.scenarios if one != SCENARIO)][:3]
        ),
        "PROVIDER": str(failing),
        "SERVICE": next(iter(register.services)),
    }
    kind, key = shot.chosen
    if kind:
        bench.desk.choose(kind, words.get(key, key))
    bench.go(shot.page, **{name: words.get(value, value) for name, value in shot.shows.items()})


def _play(window: MainWindow) -> None:
    """Play the exercise for a few minutes, with three decisions, and hold the clock."""
    page = window.page("workshop")
    assert isinstance(page, WorkshopPage)
    playing = page.playing(EXERCISE)
    assert playing is not None
    window.bench.actions["workshop.project"].trigger()
    if playing.entries:
        return
    for number, (words, why) in enumerate(DECISIONS):
        playing.show_next()
        choices = act_choices(window.bench.desk.register, playing.best, playing.entries)
        calls = [one.act for one in choices if one.act.kind == "call"]
        act = replace(calls[0], day=playing.clock.day) if number else None
        if act is not None:
            words = act_words(window.bench.desk.register, act)
        playing.decide(words, why, act, owner=OWNERS[number])
    playing.pause()


def _keep(window: MainWindow, shot: Shot) -> int:
    path = FOLDER / f"{shot.name}.png"
    if shot.of_room:
        page = window.page("workshop")
        assert isinstance(page, WorkshopPage)
        room = page.presenter(EXERCISE)
        assert room is not None
        room.leave_full_screen()
        room.resize(ROOM)
        image = room.grab().toImage()
    else:
        image = window.grab(shot.part).toImage()
    image.save(str(path))
    with Image.open(path) as opened:
        small = opened.convert("RGB").quantize(shot.colours, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    return path.stat().st_size
