"""Take a picture of every page, view, dialog and theme of the real window, to look through.

`python packaging/pictures.py FOLDER [--only NAME ...]` writes two sets: at 1366 x 768 in each
theme, and at 2560 x 1440 with everything at 200 %; and contact sheets of both, so that a person
can look through all of them in a minute. `--help-pictures` takes those of the guide and of the
README instead. It needs a screen; on a machine without one:
`xvfb-run -a -s "-screen 0 2800x1600x24" python packaging/pictures.py FOLDER`.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from planner.exercise.log import Act, Entry
from planner.session import Session
from ui.main_window import MainWindow
from ui.start import made_window
from ui.theme import THEMES

PROJECT = Path(__file__).resolve().parents[1]
MOST_BYTES = 1_500_000
"""What the pictures of the guide may weigh together."""
WAIT = 90.0
"""Seconds a view may take to settle."""


@dataclass(frozen=True)
class View:
    """One thing to look at: a page and what it shows, and actions that open a dialog on it."""

    name: str
    page: str = ""
    shows: dict[str, str] = field(default_factory=dict)
    action: str = ""


PLAYED = {"show": "run", "exercise": "exercise-sandpiper"}
VIEWS = (
    View("01_welcome"),
    View("02_register_services", "register", {"tab": "service", "show": "table"}),
    View("03_register_providers", "register", {"tab": "provider", "show": "table"}),
    View("04_register_contracts", "register", {"tab": "contract", "show": "table"}),
    View("05_register_people", "register", {"tab": "place", "show": "table"}),
    View("06_register_options", "register", {"tab": "option", "show": "table"}),
    View("07_findings", "register", {"tab": "findings"}),
    View("07_watch_list", "register", {"tab": "watch", "key": "havenmoor"}),
    View("08_class_board", "register", {"tab": "service", "show": "board"}),
    View("09_import", "register", {"show": "import", "file": "LIST"}),
    View("09_payments", "register", {"show": "import", "file": "PAYMENTS"}),
    View("09_workbook", "register", {"show": "import", "file": "WORKBOOK"}),
    View("10_map", "dependence", {"show": "map"}),
    View("11_measures", "dependence", {"show": "measures"}),
    View("12_scenarios", "scenarios", {"show": "list"}),
    View("13_builder", "scenarios", {"show": "builder", "scenario": "SCENARIO"}),
    View("14_result", "scenarios", {"show": "result", "scenario": "SCENARIO"}),
    View("15_n_minus_1", "scenarios", {"show": "sweep"}),
    View("14_other_cuts", "dependence", {"show": "lots", "contract": "C-031", "try": "split"}),
    View("15_pairs", "scenarios", {"show": "pairs"}),
    View("15_chance", "scenarios", {"show": "chance", "draws": "1000"}),
    View("15_levy", "scenarios", {"show": "levy", "target": "928000"}),
    View("16_compare", "scenarios", {"show": "compare", "scenarios": "SCENARIOS"}),
    View("17_plan_made", "plans", {"show": "plan", "make": "SCENARIO"}),
    View("17_timetable", "plans", {"show": "timetable"}),
    View("17_documents", "plans", {"show": "documents", "document": "plan"}),
    View("17_documents_summary", "plans", {"show": "documents", "document": "summary"}),
    View("17_documents_cards", "plans", {"show": "documents", "document": "cards"}),
    View("17_documents_n1", "plans", {"show": "documents", "document": "n1-report"}),
    View("17_documents_book", "plans", {"show": "documents", "document": "register-book"}),
    View("18_plans", "plans", {"show": "list"}),
    View("19_actions", "plans", {"show": "actions"}),
    View("19_prevention", "plans", {"show": "prevention", "budget": "10000"}),
    View("28_exercises", "workshop", {"show": "list"}),
    View("28_script", "workshop", {"show": "prepare", "exercise": "exercise-sandpiper"}),
    View("29_facilitator", "workshop", PLAYED, "workshop.next"),
    View("29_projector", "workshop", PLAYED, "workshop.next workshop.project"),
    View("30_reveal", "workshop", {"show": "reveal", "exercise": "exercise-sandpiper"}),
    View("30_debrief", "workshop", {"show": "debrief", "exercise": "exercise-sandpiper"}),
    View("30_lessons", "workshop", {"show": "learn"}),
    View("20_palette", "register", {"tab": "service", "show": "table"}, "view.palette"),
    View("21_history", "register", {"tab": "service", "show": "table"}, "edit.history"),
    View("22_keys", "register", {"tab": "service", "show": "table"}, "help.keys"),
    View("23_settings", "register", {"tab": "service", "show": "table"}, "view.settings"),
    View("24_guide", "register", {"tab": "service", "show": "table"}, "help.guide"),
    View("25_glossary", "register", {"tab": "service", "show": "table"}, "help.glossary"),
    View("26_tour", "register", {"tab": "service", "show": "table"}, "help.tour"),
    View("27_about", "register", {"tab": "service", "show": "table"}, "help.about"),
)

LIST = """Ref,Contract title,Supplier,Area,Start,End date,Annual value,Notice
C-031,Home care north,Havenmoor Homecare Limited,ASC,01/04/2023,31/03/2028,"£3,180,000",3 months
C-032,Night sits,Havenmoor Home Care,ASC,01/04/2023,31/03/2028,"£412,000",3 months
C-044,Home care east,Fernbrook Home Support,ASC,01/10/2024,30/09/2027,"2,260,000",90
C-047,School transport routes 1-40,Northgate Transport,CYP,01/09/2025,31/08/2024,£1.24m,30 days
C-052,Day centre places,Beck Lane Trust,ASC,2022,31/03/2027,"610,000 p.a.",
"""
PAYMENTS = """,,,,
Service Cost Centre,Description,Name,Payment date,Net Amount(£)
Adult care,Visits,Havenmoor Homecare Ltd,04/04/2025,"251,104.75"
Adult care,Visits,HAVENMOOR HOMECARE LIMITED,15-Jul-25,"248,002.10"
Adult care,Credit,Havenmoor Homecare Ltd,16/07/2025,"-1,204.00"
Adult care,Day places,Beck Row Day Trst,05/05/2025,"31,090.00"
Roads,Salt,Elm Roads Ltd,12/12/2025,"9,410.00"
Children,Placement,Redacted,13/12/2025,"4,250.00"
"""


def main() -> int:
    """Take both sets, each in a process of its own, since a scale holds for a whole process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
    parser.add_argument(
        "--help-pictures",
        action="store_true",
        help="take those of the guide and the README instead, into resources/help/pictures",
    )
    parser.add_argument("--only", nargs="*", default=[], help="views whose names hold one of these")
    parser.add_argument("--themes", nargs="*", default=list(THEMES), choices=list(THEMES))
    parser.add_argument("--set", choices=("plain", "large"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.help_pictures:
        import help_pictures

        os.environ.setdefault("BACKSTOP_HOME", own_folder())
        return 0 if help_pictures.take(settle, a_list) < MOST_BYTES else 1
    if asked.folder is None:
        parser.error("name a folder")
    if asked.set:
        take_set(asked.folder, asked.set, asked.only, asked.themes)
        return 0
    for name, scale in (("plain", "1"), ("large", "2")):
        folder = asked.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, __file__, str(folder), "--set", name, "--only", *asked.only]
        command += ["--themes", *(asked.themes if name == "plain" else ["light"])]
        environment = {**os.environ, "QT_SCALE_FACTOR": scale, "BACKSTOP_HOME": own_folder()}
        environment["PYTHONPATH"] = str(PROJECT)
        if subprocess.call(command, env=environment):
            return 1
    return 0


def take_set(folder: Path, name: str, only: list[str], themes: list[str]) -> None:
    """Take every view in every theme asked for, and put contact sheets beside them."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    size = (1366, 768) if name == "plain" else (1280, 720)
    views = [view for view in VIEWS if not only or any(one in view.name for one in only)]
    for theme in themes:
        window = made_window(application)
        window.bench.look.use(theme, 100)
        window.resize(*size)
        window.show()
        taken = []
        for view in views:
            for part, image in pictures(application, window, view):
                path = folder / f"{view.name}{part}_{theme}.png"
                image.save(str(path))
                taken.append(path)
            print(f"{name} {theme} {view.name}", flush=True)
        window.close()
        window.deleteLater()
        settle(application, window, 0.2)
        contact_sheets(taken, folder / f"sheet_{theme}")


def pictures(
    application: QApplication, window: MainWindow, view: View
) -> Iterator[tuple[str, QImage]]:
    """Yield the picture of a view, and one of each dialog open upon it."""
    bench = window.bench
    if view.page and not bench.desk.is_open:
        place = Path(own_folder()) / "Orrinshaw.backstop"
        window.open_session(Session.sample(place, "R. Okafor"))
        settle(application, window)
    if view.page:
        scenarios = list(bench.desk.register.scenarios)
        words = {
            "SCENARIO": scenarios[0],
            "SCENARIOS": ",".join(scenarios[:3]),
            "LIST": str(a_list()),
            "PAYMENTS": str(a_list("Payments over 500 2025-26.csv", PAYMENTS)),
        }
        if "WORKBOOK" in view.shows.values():
            words["WORKBOOK"] = str(an_edited_workbook(bench.session))
        if view.shows.get("show") == "reveal" and not bench.session.log_of(view.shows["exercise"]):
            play_a_little(bench.session, view.shows["exercise"])
        shows = {key: words.get(value, value) for key, value in view.shows.items()}
        bench.go(view.page, **shows)
    bench.messages.clear()
    settle(application, window)
    for action in view.action.split():
        bench.actions[action].trigger()
        settle(application, window, 0.5)
    yield "", grabbed(window)
    window.palette_box.hide()
    for number, other in enumerate(others(application, window), 1):
        yield f"_{number}", grabbed(other)
        other.close()
    settle(application, window, 0.1)


def grabbed(widget: QWidget) -> QImage:
    """Return a widget as a picture, at the pixels of its screen."""
    return widget.grab().toImage()


def others(application: QApplication, window: MainWindow) -> list[QWidget]:
    """Return the windows open beside the main one."""
    return [
        widget
        for widget in application.topLevelWidgets()
        if widget is not window and widget.isVisible() and widget.width() > 60
    ]


def settle(application: QApplication, window: MainWindow, least: float = 0.3) -> None:
    """Go on until the window has had no long work for a moment."""
    start = time.monotonic()
    quiet_since = start
    while time.monotonic() - start < WAIT:
        application.processEvents()
        time.sleep(0.01)
        if window.bench.tasks.running:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > least:
            return


def play_a_little(session: Session, exercise: str) -> None:
    """Log what a room decided in an hour: one option at once, two later, and one thing said."""
    decided = (
        ("Ring Fernholt for every visit tonight", Act("call", 0, option="O-001")),
        ("Ask Calderby for the south", Act("call", 1, option="O-002")),
        ("Lanternway takes the north", Act("call", 3, option="O-003")),
        ("Tell the leader before six", None),
    )
    for minutes, (words, act) in enumerate(decided):
        why = "Nearest, and they know the people"
        entry = Entry(
            number=0, kind="decision", at=session.now(), play=1020.0 + 60 * minutes,
            words=words, why=why, act=act,
        )  # fmt: skip
        session.log(exercise, entry)


def an_edited_workbook(session: Session) -> Path:
    """Return the register as a workbook, changed as somebody does in Excel."""
    import openpyxl

    path = Path(own_folder()) / "Orrinshaw register.xlsx"
    session.export_workbook(path)
    book = openpyxl.load_workbook(path)
    book["Services"]["H3"] = "Head of adult care"
    book["Services"]["K4"] = "soon"
    book["Providers"].append([None, "Juniper Home Care Ltd", "private", "local"])
    book["Providers"].delete_rows(9)
    book["People served"]["C2"] = "Northside"
    book.save(path)
    return path


def own_folder() -> str:
    """Return a folder for a while, which goes when this program ends."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def a_list(name: str = "Contracts register Nov 2026.csv", text: str = LIST) -> Path:
    """Return a spreadsheet as people send them, with what is wrong in it."""
    path = Path(own_folder()) / name
    path.write_text(text, encoding="utf-8")
    return path


def contact_sheets(pictures: list[Path], stem: Path, across: int = 3, down: int = 3) -> None:
    """Put pictures on sheets of nine, each with its name."""
    for number in range(0, len(pictures), across * down):
        sheet = QImage(across * 700, down * 420, QImage.Format.Format_RGB32)
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, path in enumerate(pictures[number : number + across * down]):
            x, y = place % across * 700, place // across * 420
            image = QImage(str(path)).scaled(
                690,
                388,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(x + 5, y + 22, image)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(QRect(x + 5, y, 690, 20), Qt.AlignmentFlag.AlignVCenter, path.stem)
        painter.end()
        sheet.save(f"{stem}_{number // (across * down) + 1}.png")


if __name__ == "__main__":
    sys.exit(main())
