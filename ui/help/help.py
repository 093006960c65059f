"""Help for the whole window: the guide at the right page, the glossary, a field, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.help.guide import Guide
from ui.help.topics import topic_of
from ui.help.tour import Tour
from ui.notices import Answer
from ui.pages.page import Page
from ui.workbench import Workbench

if TYPE_CHECKING:
    from ui.main_window import MainWindow

OFFERED = "help/tour_offered"
OFFER = "New here?"
SAMPLE = "Orrinshaw Council"


class Help(QObject):
    """Opens the guide, and the tour once a person wants it.

    A widget with the property `help_field` ("provider.name"), or any within one, has its own page;
    a part of a page that is more than the page says, such as an import, has a `help_topic`.
    """

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._guide: Guide | None = None
        self._tour: Tour | None = None
        on = bench.actions.on
        on("help.guide", self.open_here)
        on("help.glossary", lambda: self.open("glossary"))
        on("help.tour", self.start_tour)
        bench.desk.opened.connect(self._register_opened)

    @property
    def guide(self) -> Guide:
        """Return the window of the guide, made when it is first asked for."""
        if self._guide is None:
            self._guide = Guide(self._bench, self._window, self.start_tour)
        return self._guide

    @property
    def tour(self) -> Tour:
        """Return the tour, made when it is first asked for."""
        if self._tour is None:
            window = self._window
            targets = {
                name: (lambda one=name: window.rail.button(one))
                for name in ("register", "dependence", "scenarios", "plans")
            }
            self._tour = Tour(
                self._bench,
                window,
                {
                    **targets,
                    "findings": lambda: window.strip.findings,
                    "secure": lambda: window.strip.secure,
                    "menu": lambda: window.header.menu_button,
                    "search": lambda: window.header.search,
                },
            )
        return self._tour

    def open(self, topic: str) -> None:
        """Show a page of the guide."""
        guide = self.guide
        guide.show_topic(topic)
        guide.show()
        guide.raise_()
        guide.activateWindow()
        guide.page.setFocus()

    def open_here(self) -> None:
        """Show the page for the field with the focus, else for the page shown."""
        focused: QWidget | None = QApplication.focusWidget()
        while focused is not None:
            name = focused.property("help_field")
            if isinstance(name, str) and "." in name:
                self.open(f"field:{name}")
                return
            focused = focused.parentWidget()
        here = self._bench.trail.here
        if not self._bench.desk.is_open or here is None:
            self.open("welcome")
            return
        page = self._window.page(here.page)
        for part in page.findChildren(QWidget):
            topic = part.property("help_topic")
            if isinstance(topic, str) and part.isVisible():
                self.open(topic)
                return
        view = dict(page.view()) if isinstance(page, Page) else {}
        self.open(topic_of(here.page, view or dict(here.view)))

    def field(self, kind: str, field: str) -> None:
        """Show what a field of a kind of record means."""
        self.open(f"field:{kind}.{field}")

    def start_tour(self) -> None:
        """Begin the tour or take it up; without a register the sample council is opened first."""
        if self._bench.messages.words.startswith(OFFER):
            self._bench.messages.clear()
        if self._bench.desk.is_open:
            self.tour.start()
            return
        self._bench.memory.setValue(OFFERED, True)
        self._window.files.opened.connect(self._start_once)
        self._bench.actions["file.sample"].trigger()

    def _start_once(self, _session: object) -> None:
        self._window.files.opened.disconnect(self._start_once)
        self.tour.start()

    def _register_opened(self) -> None:
        """Offer the tour once, when the sample council is first opened."""
        desk, memory = self._bench.desk, self._bench.memory
        if not desk.is_open:
            if self._tour is not None and self._tour.is_shown:
                self._tour.leave()
            return
        if desk.register.council.name != SAMPLE or memory.value(OFFERED, False, type=bool):
            return
        memory.setValue(OFFERED, True)
        self._bench.messages.say(
            OFFER,
            "Eight short steps show you round the sample council.",
            answers=[Answer("Take the tour", self.start_tour)],
        )
