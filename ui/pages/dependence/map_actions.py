"""How the actions of the map are carried out, and the menu of a box."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from planner.errors import BackstopError
from ui.map.export import copy_picture, write_png, write_svg

if TYPE_CHECKING:
    from ui.pages.dependence.map_panel import MapPanel

RECORDS = ("provider", "service", "asset")


class MapActions:
    """Carries out what can be done on the map."""

    def __init__(self, panel: MapPanel) -> None:
        self._panel = panel
        self._menu_record: tuple[str, str] | None = None
        self.menu: QMenu | None = None

    def take_over(self) -> None:
        """Say how each action is carried out."""
        panel, actions = self._panel, self._panel.bench.actions
        actions.on("dependence.search", self._search)
        actions.on("dependence.centre", self._make_centre, enabled=False)
        actions.on("dependence.fail", panel.fail, enabled=False)
        actions.on("dependence.play", panel.failure.toggle)
        actions.on("dependence.fit", panel.view.fit)
        actions.on("dependence.open_in_register", self._open, enabled=False)
        actions.on("dependence.put_back", self._put_back)
        actions.on("dependence.copy_picture", self._copy)
        actions.on("dependence.export_png", lambda: self._export("PNG"))
        actions.on("dependence.export_svg", lambda: self._export("SVG"))
        self.offer()

    def offer(self) -> None:
        """Let what fits the box in hand be carried out, and nothing else."""
        actions = self._panel.bench.actions
        kind, key = self._record()
        actions.enable("dependence.centre", bool(key) or kind == "others")
        actions.enable("dependence.open_in_register", kind in RECORDS and bool(key))
        actions.enable("dependence.fail", self._panel.to_fail() is not None)

    def show_menu(self, kind: str, key: str, at: QPoint) -> None:
        """Show what can be done with a box, a line of the list, or the whole map."""
        panel = self._panel
        menu = QMenu(panel)
        menu.setAccessibleName("What can be done here")
        if key:
            name = panel.name_of(kind, key)
            if kind in RECORDS:
                menu.addAction("Open in the register", lambda: self._open_record(kind, key))
            menu.addAction("Make it the centre", lambda: panel.make_centre(kind, key))
            if kind in ("provider", "asset"):
                menu.addAction(f"Fail this {kind}", lambda: self._fail(kind, key))
            menu.addAction("Copy its name", lambda: QGuiApplication.clipboard().setText(name))
            menu.addSeparator()
        elif kind == "others":
            menu.addAction("Show each by itself", lambda: panel.make_centre(kind, key))
            menu.addSeparator()
        for action in ("fit", "put_back", "copy_picture", "export_png", "export_svg"):
            menu.addAction(panel.bench.actions[f"dependence.{action}"])
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(at)

    def _record(self) -> tuple[str, str]:
        return self._panel.record_of(self._panel.view.here)

    def _search(self) -> None:
        self._panel.find_box.setFocus()
        self._panel.find_box.selectAll()

    def _make_centre(self) -> None:
        self._panel.make_centre(*self._record())

    def _fail(self, kind: str, key: str) -> None:
        found = self._panel.shown
        box = found.picture.box_of.get((kind, key)) if found is not None else None
        if box is not None and self._panel.record_of(box)[1] == key:
            self._panel.view.go_to(box)
        else:
            self._panel.make_centre(kind, key)
            self._panel.view.here = ""
        self._panel.fail()

    def _open(self) -> None:
        self._open_record(*self._record())

    def _open_record(self, kind: str, key: str) -> None:
        self._panel.bench.desk.choose(kind, key)
        self._panel.bench.go("register", tab=kind, show="table", key=key)

    def _put_back(self) -> None:
        if self._panel.shown is not None:
            self._panel.forget_places()

    def _copy(self) -> None:
        if self._panel.shown is not None:
            copy_picture(self._panel.view.map_scene, self._panel.bench.look)
            self._panel.bench.messages.say("Copied.", "The map is on the clipboard.")

    def _export(self, kind: str) -> None:
        panel = self._panel
        if panel.shown is None:
            return
        suffix = kind.lower()
        start = f"{panel.crumb.split('/')[-1]}.{suffix}".replace("/", " ")
        chosen, _ = QFileDialog.getSaveFileName(
            panel, f"Export the map as {kind}", start, f"{kind} picture (*.{suffix})"
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the map to a file, as SVG or PNG by its suffix, and say so."""
        panel = self._panel
        write = write_svg if path.suffix.lower() == ".svg" else write_png
        try:
            write(panel.view.map_scene, panel.bench.look, path)
        except BackstopError as error:
            panel.bench.messages.say("Not exported.", error.sentence, tone="failure")
            return
        panel.bench.messages.say("Exported.", f"The map is in {path.name}.")
