"""The step-in editor: swap options and change their dates, and see what that does."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.register.edits import ChangeFields
from planner.register.records import Scenario
from ui.pages.plans.gantt import BarLook, Gantt
from ui.pages.plans.gantt_legend import GanttLegend
from ui.pages.plans.option_form import LONGEST, OptionForm
from ui.pages.plans.step_in_rows import (
    option_row,
    people_strip,
    return_words,
    trial_marks,
)
from ui.pages.plans.two_rows import TwoRows
from ui.parts.words import button, label, restyle
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.plan.step_in_choices import OptionChoice, StepInTrial

PAUSE = 250
"""Milliseconds without a further change before what it does is worked out."""
CHOSEN = ("excluded_options", "option_delays", "option_limits")
"""The fields of a scenario that the editor changes."""
LARGE = 150
"""Text size in per cent from which the table of services is left out: no room for it."""


class StepInEditor(QWidget):
    """Every option of the services hit on one calendar, and what choosing otherwise does.

    Nothing is kept until *Keep these options*, which is one step; `kept` follows it. What was
    chosen and not kept stays with its scenario until then. `mend` carries kind, key and field of
    the register where an option that may not be used can be mended.
    """

    kept = Signal()
    closed = Signal()
    mend = Signal(str, str, str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._drafts: dict[str, Scenario] = {}
        self._wanted_service = self._wanted_option = ""
        self._scenario: Scenario | None = None
        self._draft: Scenario | None = None
        self._trial: StepInTrial | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._work_out)
        self.setAccessibleName("Step-in editor")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 12)
        column.setSpacing(8)
        column.addWidget(self._made_head())
        self._effect = label("", "strong", wraps=True)
        column.addWidget(self._effect)
        self._gantt = Gantt(bench.look, "Options on a calendar")
        self._gantt.picked.connect(self._fill_form)
        self._gantt.moved.connect(self._move)
        self._gantt.stretched.connect(self._stretch)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._gantt)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._gantt.headings = ("Option", "places")
        legend: tuple[tuple[BarLook, str], ...] = (
            ("waiting", "being made ready, or not needed"),
            ("serving", "serving"),
            ("left_out", "left out or not allowed"),
        )
        column.addWidget(scroll, 1)
        column.addWidget(GanttLegend(bench.look, legend))
        self._form = OptionForm()
        self._form.changed.connect(self._chosen)
        self._form.mend.connect(self.mend)
        column.addWidget(self._form)
        self._table = PlainTable(bench.look, "What it does, service by service")
        column.addWidget(self._table)
        bench.look.changed.connect(self._fit)
        self._fit()

    @property
    def has_changes(self) -> bool:
        """Return whether something is chosen that is not kept yet."""
        return self._differs(self._draft)

    @property
    def draft(self) -> Scenario | None:
        """Return the scenario as it is chosen now, kept or not."""
        return self._draft

    @property
    def scenario(self) -> Scenario | None:
        """Return the scenario as it is kept, of which this is a trial."""
        return self._scenario

    def show_scenario(self, scenario: str, service: str = "", option: str = "") -> None:
        """Show the options of a kept scenario, one service and one option (its words) first.

        What was chosen for it before and not kept is still chosen.
        """
        kept = self._bench.desk.register.scenarios[scenario]
        same = self._scenario is not None and self._scenario.id == scenario
        self._scenario = kept
        before = self._drafts.get(scenario)
        values = {} if before is None else {name: getattr(before, name) for name in CHOSEN}
        self._draft = dataclasses.replace(kept, **values)
        self._wanted_service, self._wanted_option = service, option
        if not same:
            self._trial = None
            self._gantt.show_rows((), self._gantt.first, self._gantt.last)
        self._say("Working out what each option does…", "strong")
        self._buttons()
        self._work_out()

    def focus_first(self) -> None:
        """Put the focus on the calendar."""
        self._gantt.setFocus()

    def let_go(self) -> None:
        """Forget what was chosen and not kept."""
        self._go_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the plan."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def choose(
        self, option: str, *, left_out: bool, delay: int = 0, limit: int | None = None
    ) -> None:
        """Choose how one option is used; what it does follows."""
        if self._draft is not None:
            self._draft = self._bench.session.with_option(
                self._draft, option, left_out=left_out, delay=delay, limit=limit
            )
            self._drafts[self._draft.id] = self._draft
            self._buttons()
            self._timer.start()

    def keep(self) -> None:
        """Keep what is chosen in the scenario, as one step."""
        if self._draft is None or not self.has_changes:
            return
        values = {name: getattr(self._draft, name) for name in CHOSEN}
        edit = ChangeFields("scenario", self._draft.id, values)
        if self._bench.desk.attempt(edit, "Step-in editor") is not None:
            self._timer.stop()
            self._drafts.pop(self._draft.id, None)
            self._scenario = self._draft
            self._buttons()
            self.kept.emit()

    def _differs(self, draft: Scenario | None) -> bool:
        kept = self._scenario
        return (
            draft is not None
            and kept is not None
            and any(getattr(draft, name) != getattr(kept, name) for name in CHOSEN)
        )

    def _buttons(self) -> None:
        self._keep.setEnabled(self.has_changes)
        self._back.setEnabled(self.has_changes)

    def _fit(self) -> None:
        self._table.setFixedHeight(self._bench.look.px(122))
        self._table.setVisible(self._bench.look.text_size < LARGE)

    def _made_head(self) -> TwoRows:
        both = TwoRows(self._bench.look)
        both.first.addWidget(label("Step-in options", "title"))
        self._services = QComboBox()
        self._services.setAccessibleName("Service")
        self._services.setMinimumWidth(self._bench.look.px(240))
        self._services.currentIndexChanged.connect(self._show_rows)
        both.first.addWidget(self._services)
        both.first.addStretch(1)
        self._back = button("Undo these changes", self._go_back)
        self._keep = button("Keep these options", self.keep, "primary")
        self._keep.setToolTip("Keep what is chosen, as one step, and make the plan again.")
        close = button("Close", self.closed.emit)
        close.setToolTip("Back to the plan (Esc); what is not kept waits here.")
        for one in (self._back, self._keep, close):
            both.second.addWidget(one)
        both.second.addStretch(1)
        self._back.setEnabled(False)
        self._keep.setEnabled(False)
        return both

    def _work_out(self) -> None:
        if self._scenario is None or self._draft is None:
            return
        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "try_step_in",
            self._scenario.id,
            self._draft,
            then=self._arrived,
            failed=lambda error: self._say(error.sentence, "failure"),
            title="Working out what the options do",
            quiet=True,
            key="step-in trial",
        )

    def _arrived(self, trial: StepInTrial) -> None:
        self._trial = trial
        self._fill_services()
        self._show_rows()
        tone = "strong"
        breach = trial.effect.person_days_breach.change or 0.0
        if self.has_changes and breach > 0:
            tone = "failure"
        words = f"Against what is kept: {trial.effect.sentence}"
        self._say(words if self.has_changes else "These are the options as kept.", tone)
        self._show_effect(trial)

    def _say(self, words: str, kind: str) -> None:
        self._effect.setText(words)
        restyle(self._effect, kind)

    def _fill_services(self) -> None:
        assert self._trial is not None
        found = {one.service: one for one in self._trial.choices}
        if [self._services.itemData(i) for i in range(self._services.count())] == list(found):
            self._turn_to_wanted()
            return
        register = self._bench.desk.register
        self._services.blockSignals(True)
        self._services.clear()
        for service, one in found.items():
            title = register.services[service].title
            self._services.addItem(f"{title} ({one.class_ or 'no class yet'})", service)
        self._services.blockSignals(False)
        self._turn_to_wanted()

    def _turn_to_wanted(self) -> None:
        """Turn to the service asked for, once; from then on the person chooses."""
        at = self._services.findData(self._wanted_service)
        self._wanted_service = ""
        if at >= 0:
            self._services.blockSignals(True)
            self._services.setCurrentIndex(at)
            self._services.blockSignals(False)

    def _show_rows(self) -> None:
        trial = self._trial
        if trial is None:
            return
        service = self._services.currentData()
        choices = [one for one in trial.choices if one.service == service]
        last = trial.start + datetime.timedelta(days=trial.horizon_days - 1)
        rows = [option_row(one, trial.start, last) for one in choices]
        marks, strip = trial_marks(trial, service), people_strip(trial, service)
        self._gantt.show_rows(rows, trial.start, last, marks, strip)
        wanted = next((one for one in choices if one.label == self._wanted_option), None)
        self._wanted_option = ""
        if wanted is not None:
            self._gantt.pick(wanted.option)
        self._fill_form(self._gantt.key)

    def _choice(self, key: str) -> OptionChoice | None:
        if self._trial is None:
            return None
        return next((one for one in self._trial.choices if one.option == key), None)

    def _fill_form(self, key: str) -> None:
        one = self._choice(key)
        if one is None or self._draft is None or self._trial is None:
            return
        delay = round(self._draft.option_delays.get(key, 0))
        limit = self._draft.option_limits.get(key)
        is_out = key in self._draft.excluded_options
        self._form.show_option(one, self._trial.start, is_out=is_out, delay=delay, limit=limit)

    def _chosen(self, left_out: bool, delay: int, limit: int) -> None:
        if self._gantt.key:
            self.choose(self._gantt.key, left_out=left_out, delay=delay, limit=limit or None)

    def _move(self, key: str, days: int) -> None:
        one = self._choice(key)
        if one is not None and self._draft is not None:
            now = round(self._draft.option_delays.get(key, 0))
            limit = self._draft.option_limits.get(key)
            self.choose(
                key,
                left_out=False,
                delay=max(0, min(LONGEST, now + days)),
                limit=None if limit is None else round(limit),
            )
            self._fill_form(key)

    def _stretch(self, key: str, days: int) -> None:
        one, trial = self._choice(key), self._trial
        if one is None or trial is None or self._draft is None or one.from_day is None:
            return
        # The end that is seen is moved, also where the option could run on after the time followed.
        horizon = trial.horizon_days - 1
        last = horizon if one.last_day is None else min(horizon, one.last_day)
        kept = self._draft.option_limits.get(key)
        seen = last - one.from_day + 1
        if days > 0 and last == horizon:
            return
        now = seen if kept is None else min(seen, round(kept))
        delay = round(self._draft.option_delays.get(key, 0))
        wanted = max(1, now + days)
        self.choose(key, left_out=False, delay=delay, limit=wanted)
        self._fill_form(key)

    def _go_back(self) -> None:
        self._timer.stop()
        self._draft = self._scenario
        if self._scenario is not None:
            self._drafts.pop(self._scenario.id, None)
        self._buttons()
        self._work_out()

    def _show_effect(self, trial: StepInTrial) -> None:
        columns = [
            Column("Class", "class", 90),
            Column("Service", "text", 220),
            Column("Person-days without: kept", "number", 150),
            Column("now", "number", 90),
            Column("Past the limit: kept", "number", 130),
            Column("now", "number", 90),
            Column("Everyone served from", "text", 160),
        ]
        rows = [
            (
                one.class_,
                one.title,
                one.person_days_unmet.before,
                one.person_days_unmet.after,
                one.person_days_breach.before,
                one.person_days_breach.after,
                return_words(one.return_day),
            )
            for one in trial.effect.services
        ]
        self._table.show_rows(columns, rows)
