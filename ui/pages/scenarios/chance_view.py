"""A year at risk: what failures may cost, what reserve covers it, and who makes the worst years."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.errors import BackstopError
from planner.fields import BY_NAME
from ui.desk import Choice
from ui.pages.paper_export import PaperExport
from ui.pages.scenarios.chance_fields import Asked, ChanceFields
from ui.pages.scenarios.chance_parts import ChanceParts
from ui.pages.scenarios.key_numbers import ResultHead
from ui.pages.scenarios.stale_bar import StaleBar
from ui.pages.scenarios.tall_enough import TallEnough
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, Segments, button, divider
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.chance_charts import ChanceReport
    from planner.document.paper import Paper
    from planner.scenario.chance import Chance
    from planner.scenario.failing_years import Luck

ANSWER = "chance"
USUAL_PERCENT = 80.0
SPLIT = "scenarios/chance_split"
FIRST_LOOK = 1_000
CHART = 330
"""Height at 100 % text that the charts need."""
LOW = 720
"""Height at 100 % text below which the years and the levy take turns."""


class ChanceView(QWidget):
    """The finding, five numbers, the years by cost and who makes the worst; the levy beneath.

    `state_changed` follows when `tag`, what the page says of the state of the result, has changed.
    """

    state_changed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._task: Task | None = None
        self.chance: Chance | None = None
        self.report: ChanceReport | None = None
        usual = bench.session.luck()
        self._luck: Luck = usual
        self.stale = StaleBar(bench.look, self.run_again)
        self.headline = ResultHead(bench.look)
        self.fields = ChanceFields(
            Asked(usual.draws, usual.seed, usual.common, usual.market, USUAL_PERCENT),
            self._draw_again,
        )
        self.fields.hide()
        self.fields.percent_changed.connect(self._write)
        self.change = button("Change", self._show_fields)
        self.change.setCheckable(True)
        self.change.setToolTip("Change how many years are drawn and what they are drawn with")
        self.exported = PaperExport(bench, "the chance of a year", self._paper)
        self.turns = Segments("Show", (("years", "Years"), ("levy", "Levy")), self._turn)
        self.turns.press("years")
        self.parts = ChanceParts(bench)
        self.levy: Any = None
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._stack = QStackedWidget()
        self._lay_out()
        self.parts.chosen.connect(self._choose)
        self.parts.opened.connect(self._open)
        bench.look.changed.connect(self._fit)
        bench.desk.chosen.connect(self._chosen)
        bench.results.changed.connect(self._arrived)
        bench.results.aged.connect(self._say_state)

    @property
    def tag(self) -> tuple[str, ...]:
        """Return what stands beside the way here: how many years were drawn, and when."""
        if self._task is not None:
            return ("Running",)
        if self.chance is None:
            return ("",)
        kept = self._bench.results.get(ANSWER, self.chance.luck)
        if kept is None:
            return (f"{self.chance.luck.draws:,} years drawn",)
        if self._is_stale():
            return (f"Out of date, drawn {kept.at}", "tag-caution")
        return (f"{self.chance.luck.draws:,} years drawn, {kept.at}", "tag-success")

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the last drawn years, or offer to draw some.

        `draws` in the view draws so many at once, `part` turns to one part.
        """
        if view.get("part"):
            self.parts.turn_to(view["part"])
        if view.get("draws", "").isdigit():
            self.draw(int(view["draws"]))
            return
        kept = self._bench.results.get(ANSWER, self._luck)
        if kept is not None:
            self._show(kept.value)
        elif self.chance is None and self._task is None:
            self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came while the page was hidden."""
        super().showEvent(event)
        kept = self._bench.results.get(ANSWER, self._luck) if self._bench.desk.is_open else None
        if kept is not None:
            self._show(kept.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the years and the levy take turns where both would be too low to read."""
        super().resizeEvent(event)
        self._fit()

    def run_again(self) -> None:
        """Draw the years anew, with progress and Cancel in the bar of the window."""
        if self._task is not None:
            return
        self._task = self._bench.results.ask(
            self,
            ANSWER,
            self._luck,
            failed=self._failed,
            title=f"Drawing {self._luck.draws:,} years of failures",
            lane="long",
            again=True,
        )
        if self._task is not None:
            self._task.over.connect(self._over)
        if self.chance is None:
            self._say_nothing(
                "Years of failures are being drawn and each case answered; the result comes here."
            )
        self._say_state()

    def draw(self, draws: int) -> None:
        """Draw so many years, with what the fields say of all else."""
        asked = self.fields.asked
        try:
            luck = self._bench.session.luck(draws, asked.seed, asked.common, asked.market)
        except BackstopError as refused:
            self._bench.messages.say("Not drawn.", refused.sentence, tone="caution")
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._luck = luck
        kept = self._bench.results.get(ANSWER, luck)
        if kept is not None and not self._bench.results.is_stale(ANSWER, luck):
            self._show(kept.value)
        else:
            self.run_again()

    def _draw_again(self) -> None:
        self.draw(self.fields.asked.draws)

    def _first_look(self) -> None:
        self.draw(FIRST_LOOK)

    def _over(self) -> None:
        if self._task is not None and not self._task.is_over:
            return  # the one before was given up for this one
        self._task = None
        if self.chance is None:
            self._offer()
        else:
            self._luck = self.chance.luck
        self._say_state()

    def _failed(self, error: BackstopError) -> None:
        self._task = None
        self._bench.messages.say("Not drawn.", error.sentence, tone="failure")
        self._say_state()

    def _arrived(self, key: tuple[Any, ...]) -> None:
        if key == (ANSWER, self._luck) and self.isVisible():
            self._show(self._bench.results.get(*key).value)  # type: ignore[union-attr]

    def _show(self, chance: Chance) -> None:
        if chance is not self.chance:
            self.chance = chance
            self._write()
            self._show_levy()
        self._stack.setCurrentIndex(0)
        self._say_state()

    def _write(self) -> None:
        """Say what the drawn years tell, for the percentage asked for."""
        if self.chance is None or not self._bench.desk.is_open:
            return
        percent = self.fields.asked.percent
        self.report = self._bench.session.chance_report(self.chance, percent)
        self.headline.say(self.report.headline, self.report.numbers)
        self.parts.show_report(self.report)
        if self.levy is not None:
            self.levy.show_chance(self.chance, percent)
        self._chosen(self._bench.desk.choice)

    def _show_levy(self) -> None:
        """Put the levy beneath, once there are drawn years for its fund."""
        if self.levy is None:
            module = importlib.import_module("ui.pages.scenarios.levy_panel")
            self.levy = module.LevyPanel(self._bench)
            # Shown beside the years for a moment only, it would make a small window grow.
            self.levy.hide()
            self._split.addWidget(self.levy)
            self._split.setSizes([560, 400])
            saved = self._bench.memory.value(SPLIT)
            if saved is not None:
                self._split.restoreState(saved)
            self._fit()
            self.levy.show_chance(self.chance, self.fields.asked.percent)

    def _paper(self) -> Paper | None:
        return None if self.report is None else self._bench.session.chance_paper(self.report)

    def _choose(self, id_: str) -> None:
        kind = "asset" if id_ in self._bench.desk.register.assets else "provider"
        self._bench.desk.choose(kind, id_)

    def _open(self, id_: str) -> None:
        self._bench.go("scenarios", show="builder", target=id_)

    def _chosen(self, choice: Choice | None) -> None:
        self.parts.pick(choice.key if choice is not None and choice.kind in BY_NAME else "")

    def _say_state(self) -> None:
        if not self._bench.desk.is_open:
            self.chance = self.report = None
            return
        running = self._task is not None
        self.fields.again.setEnabled(not running)
        if self.chance is not None and not running and self._is_stale():
            self.stale.say("Out of date.", "The register has changed since these years were drawn.")
        else:
            self.stale.hide()
        self.state_changed.emit()

    def _is_stale(self) -> bool:
        return self.chance is not None and self._bench.results.is_stale(ANSWER, self.chance.luck)

    def _show_fields(self) -> None:
        self.fields.setVisible(self.change.isChecked())
        if self.change.isChecked():
            self.fields.percent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        low = self.height() < self._bench.look.px(LOW) and self.levy is not None
        self.turns.setVisible(low)
        is_levy = self.turns.value == "levy"
        self.parts.setVisible(not low or not is_levy)
        if self.levy is not None:
            self.levy.setVisible(not low or is_levy)

    def _least(self, width: int) -> int:
        """Return how high the page must be so that a chart under its head can be read."""
        fields = self.fields.heightForWidth(width) if self.fields.isVisible() else 0
        return self._head.heightForWidth(width) + fields + self._bench.look.px(CHART)

    def _split_moved(self) -> None:
        self._bench.memory.setValue(SPLIT, self._split.saveState())

    def _offer(self) -> None:
        """Offer to draw as many years as the fields say, or a tenth of them for a first look."""
        draws = self.fields.asked.draws
        self._put_instead(
            EmptyState(
                "Years are drawn at random, and the failures of each are answered with the best "
                "use of the options. More years make the figures surer and take longer.",
                f"Draw {draws:,} years",
                self._draw_again,
                f"Only {FIRST_LOOK:,}, for a first look" if draws > FIRST_LOOK else "",
                self._first_look,
            )
        )

    def _say_nothing(self, words: str) -> None:
        self._put_instead(EmptyState(words))

    def _put_instead(self, widget: QWidget) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons, across=8, right=True)
        for one in (self.turns, self.change, self.exported):
            row.addWidget(one)
        head = QHBoxLayout()
        head.setContentsMargins(0, 2, 20, 0)
        head.addWidget(self.headline, 3)
        head.addWidget(buttons, 1, Qt.AlignmentFlag.AlignTop)
        fields = QHBoxLayout()
        fields.setContentsMargins(20, 0, 20, 6)
        fields.addWidget(self.fields)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.parts)
        self._split.splitterMoved.connect(self._split_moved)
        content = QWidget()
        content.setProperty("kind", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(fields)
        column.addWidget(divider())
        column.addWidget(self._split, 1)
        self._head = head
        self._stack.addWidget(
            TallEnough(self._bench.look, "Chance and reserve", content, self._least)
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(self._stack, 1)
