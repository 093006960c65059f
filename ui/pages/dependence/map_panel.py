"""The map with its headline, tools, list and failure: what a person sees of one centre."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.fields import BY_NAME
from ui.desk import Choice, Touched
from ui.map.legend import Legend
from ui.map.view import MapView
from ui.pages.dependence.failure_bar import FailureBar
from ui.pages.dependence.find_box import FindBox
from ui.pages.dependence.map_actions import MapActions
from ui.pages.dependence.map_memory import MapMemory
from ui.pages.dependence.map_tools import MapChoices, MapTools
from ui.pages.dependence.naming import CENTRES, centre_for, is_known, kind_words, name_of
from ui.pages.dependence.twin_list import TwinList
from ui.parts.words import EmptyState, Headline, KeyNumber, divider
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.dependence_map import DependenceMap
    from planner.document.spread_words import SpreadTold

ROOMY = 480
"""Height at 100 % text below which the map gets the room of key numbers and legend."""
TOUCHING = (*CENTRES, "contract", "place", "supply_link", "option", "pool")


class MapPanel(QWidget):
    """Shows the map round one centre. `changed` follows another centre or other choices."""

    changed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.centre: tuple[str, str] | None = None
        self._memory = MapMemory(bench)
        self._found: DependenceMap | None = None
        self._asked: tuple[object, ...] = ()
        self._said = ("", False, False)
        self._failed = ("", "")
        self._is_ours = False
        look = bench.look
        self.headline = Headline()
        self.tools = MapTools(look, bench.memory)
        self.view = MapView(look)
        self.failure = FailureBar(look)
        self.legend = Legend(look)
        self.twin = TwinList(look)
        self.find_box = FindBox(bench.desk, look)
        empty = EmptyState(
            "The map shows who depends on whom once a service has a contract with a provider.",
            "Import a list",
            lambda: bench.go("register", show="import"),
            "Enter a contract",
            lambda: bench.go("register", tab="contract", show="table"),
        )
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.headline, divider(), self.tools, self.failure, divider()):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)
        legend_margins = look.px(16)
        self.legend.setContentsMargins(legend_margins, 0, legend_margins, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._actions = MapActions(self)
        self._listen()

    @property
    def crumb(self) -> str:
        """Return where the map is, in words parted by slashes."""
        if self.centre is None or self._found is None:
            return "Whole register"
        kind, key = self.centre
        word = BY_NAME[kind].label if kind in BY_NAME else "People"
        return f"{word}/{self.name_of(kind, key)}"

    @property
    def shown(self) -> DependenceMap | None:
        """Return the map shown, or None before the first."""
        return self._found

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to map."""
        return self._stack.currentIndex() == 1

    def arrive(self, view: Mapping[str, str]) -> None:
        """Draw the map that a view names; else round what is chosen, else as it was left."""
        desk = self.bench.desk
        if not desk.is_open:
            return
        self._actions.take_over()
        is_empty = not desk.register.contracts
        self._stack.setCurrentIndex(1 if is_empty else 0)
        self.twin.setEnabled(not is_empty)
        if is_empty:
            return
        self.tools.show_choices(self.tools.choices.taking(view))
        kind, key = view.get("kind", "provider"), view.get("key", "")
        if kind == "whole":
            self._draw(None)
        elif key and is_known(desk.register, (kind, key)):
            self._draw((kind, key))
        elif desk.choice and (chosen := centre_for(desk.register, desk.choice)):
            self._draw(chosen)
        elif self.centre is not None and is_known(desk.register, self.centre):
            self._draw(self.centre)
        else:
            last = self._memory.centre()
            if last is not None and is_known(desk.register, last):
                self._draw(last)
            else:
                self.bench.results.ask(self, "largest_provider", then=self._begin, quiet=True)

    def view_words(self) -> Mapping[str, str]:
        """Return what is shown, to come back to."""
        kind, key = self.centre if self.centre is not None else ("whole", "")
        return {"kind": kind, "key": key, **self.tools.choices.as_view()}

    def pause(self) -> None:
        """Hold a failure that is played, as when the page is left."""
        self.failure.hold()

    def make_centre(self, kind: str, key: str) -> None:
        """Draw the map round another record or group of people."""
        if kind == "others":
            self.tools.show_choices(dataclasses.replace(self.tools.choices, roll_up="never"))
            self._draw(self.centre)
        elif key:
            if kind in CENTRES:
                self._choose(kind, key)
            self.bench.go("dependence", show="map", kind=kind, key=key)

    def record_of(self, box_id: str) -> tuple[str, str]:
        """Return kind and key of what a box stands for; the key is "" where it is several."""
        if self._found is None or box_id not in self._found.picture.by_id:
            return "", ""
        box = self._found.picture.by_id[box_id]
        return box.kind, box.key if box.kind != "others" else ""

    def name_of(self, kind: str, key: str) -> str:
        """Return what a record or group is called."""
        return name_of(self.bench.desk.register, kind, key)

    def to_fail(self) -> tuple[str, str] | None:
        """Return the provider or asset that would be failed: the box in hand, else the centre."""
        here = self.record_of(self.view.here)
        for one in (here, self.centre):
            if one is not None and one[0] in ("provider", "asset") and one[1]:
                return one
        return None

    def fail(self) -> None:
        """Work out what happens if the provider or asset in hand stops, and play it."""
        target = self.to_fail()
        if target is not None:
            self._failed = target
            name = self.name_of(*target)
            self.bench.results.ask(
                self,
                "spread",
                target[1],
                "hard-fast",
                self.tools.choices.group_by,
                then=self._play,
                failed=lambda error: self._say("Not played.", error.sentence),
                title=f"Failing {name}",
            )

    def forget_places(self) -> None:
        """Put every moved box back and forget where it was."""
        self._memory.forget_places()
        self.view.map_scene.put_back()
        self.view.fit_to_read()

    def announce(self, words: str) -> None:
        """Let a screen reader say something."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    def show_menu(self, kind: str, key: str, at: QPoint) -> None:
        """Show what can be done with a box or a line of the list."""
        self._actions.show_menu(kind, key, at)

    def _listen(self) -> None:
        desk = self.bench.desk
        desk.edited.connect(self._note_edit)
        desk.chosen.connect(self._note_choice)
        self.tools.changed.connect(self._take_choices)
        self.tools.fit_asked.connect(self.view.fit)
        self.tools.fail_asked.connect(self.fail)
        self.find_box.found.connect(self.make_centre)
        self.find_box.missed.connect(
            lambda words: self._say("Not found.", f"Nothing on the register is called “{words}”.")
        )
        self.view.picked.connect(self._pick)
        self.view.entered.connect(lambda box: self.make_centre(*self._entered(box)))
        self.view.asked.connect(lambda box, at: self.show_menu(*self.record_of(box), at))
        self.view.map_scene.box_moved.connect(self._memory.keep_place)
        self.twin.gone_to.connect(self._go_to)
        self.twin.chosen.connect(self._take_line)
        self.twin.asked.connect(self.show_menu)
        self.failure.moved.connect(self._show_day)
        self.failure.ended.connect(self._end)
        self.failure.closed.connect(self._close_failure)
        self.failure.opened.connect(
            lambda: self.bench.go("scenarios", show="builder", target=self._failed[1])
        )

    def _entered(self, box: str) -> tuple[str, str]:
        return self._found.picture.by_id[box].kind if self._found else "", self.record_of(box)[1]

    def _begin(self, key: str) -> None:
        self._draw(("provider", key) if key else None)

    def _draw(self, centre: tuple[str, str] | None) -> None:
        if centre != self.centre:
            self.failure.stop()
            self.view.here = ""
        self.centre = centre
        self._memory.keep_centre(centre)
        choices: MapChoices = self.tools.choices
        kind, key = centre if centre is not None else ("", "")
        asked = (
            kind,
            key,
            choices.steps,
            choices.measure,
            choices.group_by,
            choices.funder,
            choices.roll_up,
        )
        self._asked = asked
        self.bench.results.ask(
            self,
            "dependence_map",
            *asked,
            then=lambda found: self._show_map(found) if self._asked == asked else None,
            failed=lambda error: self._say("Not drawn.", error.sentence),
            title="Drawing the map",
            quiet=True,
        )

    def _show_map(self, found: DependenceMap) -> None:
        self._found = found
        self._say_headline()
        self.view.show_map(found, self._memory.places())
        name = self.name_of(*self.centre) if self.centre is not None else "Whole register"
        self.twin.show_map(found, kind_words(self.bench.desk.register, self.centre), name)
        self._tell_legend()
        told = self.failure.told
        if told is not None:
            group_by = self.tools.choices.group_by
            self.failure.take(dataclasses.replace(told, group_by=group_by))
        self._note_here()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the map the room of key numbers and legend where it would have too little."""
        super().resizeEvent(event)
        self._say_headline()

    def _say_headline(self) -> None:
        """Show the headline; key numbers stand in the list too, and give way to a failure.

        Where there is little room, the words of a failure stand in for headline and tools.
        """
        cramped = self.height() < self.bench.look.px(ROOMY)
        failing = self.failure.told is not None
        self.legend.setVisible(not cramped)
        self.headline.setVisible(not (cramped and failing))
        self.tools.setVisible(not (cramped and failing))
        if self._found is not None and (self._found.headline, cramped, failing) != self._said:
            self._said = (self._found.headline, cramped, failing)
            numbers = [KeyNumber(one.number, one.words, one.is_over) for one in self._found.figures]
            self.headline.say(self._found.headline, [] if cramped or failing else numbers)

    def _tell_legend(self) -> None:
        if self._found is not None:
            picture = self._found.picture
            self.legend.say(
                self.name_of(*self.centre) if self.centre is not None else "",
                has_leans=bool(picture.leans),
                is_failing=self.failure.told is not None,
                is_money=picture.measure == "money",
            )

    def _take_choices(self, choices: MapChoices) -> None:
        centre, found = self.centre, self._found
        if centre is not None and centre[0] == "people" and found is not None:
            # A group by area is none by need: then the whole is shown.
            centre = centre if found.picture.group_by == choices.group_by else None
        self._draw(centre)

    def _pick(self, box: str) -> None:
        kind, key = self.record_of(box)
        if key and kind in CENTRES:
            self._choose(kind, key)
        self._note_here()

    def _choose(self, kind: str, key: str) -> None:
        self._is_ours = True
        self.bench.desk.choose(kind, key)
        self._is_ours = False

    def _go_to(self, kind: str, key: str) -> None:
        """Show on the map where the list is."""
        if self._found is not None:
            box = self._found.picture.box_of.get((kind, key))
            if box is not None:
                self.view.go_to(box, tell=False)
                self.twin.say(self._found.hint(box))
                self._offer()

    def _take_line(self, kind: str, key: str) -> None:
        self._go_to(kind, key)
        if kind in CENTRES:
            self._choose(kind, key)
            if self._found is not None and (kind, key) not in self._found.picture.box_of:
                self.make_centre(kind, key)

    def _note_here(self) -> None:
        """Let list and tools follow the box in hand."""
        if self._found is not None and self.view.here in self._found.picture.by_id:
            kind, key = self.record_of(self.view.here)
            self.twin.go_to(kind, key, self._found.hint(self.view.here))
        self._offer()

    def _offer(self) -> None:
        target = self.to_fail()
        self.tools.offer_failure(target[0] if target is not None else "")
        self._actions.offer()

    def _note_choice(self, choice: Choice | None) -> None:
        if choice is None or self._is_ours or not self.isVisible() or self.is_empty:
            return
        box = self._found.picture.box_of.get((choice.kind, choice.key)) if self._found else None
        if box is not None:
            self.view.go_to(box, tell=False)
            self._note_here()
        elif (centre := centre_for(self.bench.desk.register, choice)) is not None:
            self._draw(centre)

    def _note_edit(self, touched: Touched) -> None:
        if touched.touches(*TOUCHING):
            self.failure.stop()
            if self.isVisible():
                self.arrive({})

    def _play(self, told: SpreadTold) -> None:
        self.failure.start(told)
        self._say_headline()
        self._tell_legend()
        self.announce(f"{told.day_words(0)}. {told.sentence(0)}")

    def _show_day(self, day: int) -> None:
        self.view.map_scene.show_day(self.failure.told, day)
        self.twin.show_day(self.failure.told, day)

    def _end(self, words: str) -> None:
        self.announce(f"The failure has been played. {words}")
        self.twin.say(words)

    def _close_failure(self) -> None:
        self.view.map_scene.show_day(None, 0)
        self.twin.show_day(None, 0)
        self._say_headline()
        self._tell_legend()

    def _say(self, strong: str, words: str) -> None:
        self.bench.messages.say(strong, words, tone="failure")
