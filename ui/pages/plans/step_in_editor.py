"""The step-in editor: swap options and change their dates, and see what that does."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import count, long_date, pounds
from planner.register.edits import ChangeFields
from planner.register.records import Scenario
from ui.pages.plans.gantt import Bar, BarLook, Gantt, Mark, Row
from ui.parts.words import button, label, restyle
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.plan.effect import Moved
    from planner.plan.step_in_choices import OptionChoice, StepInTrial

PAUSE = 250
"""Milliseconds without a further change before what it does is worked out."""
LONGEST = 3650


class StepInEditor(QWidget):
    """Every option of the services hit on one calendar, and what choosing otherwise does.

    Nothing is kept until *Keep these options*, which is one step; `kept` follows it.
    """

    kept = Signal()
    closed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._scenario: Scenario | None = None
        self._draft: Scenario | None = None
        self._trial: StepInTrial | None = None
        self._is_filling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._work_out)
        self.setAccessibleName("Step-in editor")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 12)
        column.setSpacing(8)
        column.addLayout(self._made_head())
        self._effect = label("", "strong", wraps=True)
        column.addWidget(self._effect)
        self._gantt = Gantt(bench.look, "Options on a calendar")
        self._gantt.picked.connect(self._fill_form)
        self._gantt.moved.connect(self._move)
        self._gantt.stretched.connect(self._stretch)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._gantt)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        column.addWidget(self._made_form())
        self._table = PlainTable(bench.look, "What it does, service by service")
        self._table.setMaximumHeight(bench.look.px(150))
        column.addWidget(self._table)

    @property
    def has_changes(self) -> bool:
        """Return whether something is chosen that is not kept yet."""
        return self._draft is not None and self._draft != self._scenario

    @property
    def draft(self) -> Scenario | None:
        """Return the scenario as it is chosen now, kept or not."""
        return self._draft

    def show_scenario(self, scenario: str, service: str = "") -> None:
        """Show the options of a kept scenario, those of one service first."""
        self._scenario = self._draft = self._bench.desk.register.scenarios[scenario]
        self._trial = None
        self._wanted_service = service
        self._effect.setText("Working out what each option does…")
        self._work_out()

    def choose(
        self, option: str, *, left_out: bool, delay: int = 0, limit: int | None = None
    ) -> None:
        """Choose how one option is used; what it does follows."""
        if self._draft is not None:
            self._draft = self._bench.session.with_option(
                self._draft, option, left_out=left_out, delay=delay, limit=limit
            )
            self._keep.setEnabled(self.has_changes)
            self._back.setEnabled(self.has_changes)
            self._timer.start()

    def keep(self) -> None:
        """Keep what is chosen in the scenario, as one step."""
        if self._draft is None or not self.has_changes:
            return
        values = {
            name: getattr(self._draft, name)
            for name in ("excluded_options", "option_delays", "option_limits")
        }
        edit = ChangeFields("scenario", self._draft.id, values)
        if self._bench.desk.attempt(edit, "Step-in editor", offer_undo=True) is not None:
            self._scenario = self._draft
            self._keep.setEnabled(False)
            self._back.setEnabled(False)
            self.kept.emit()

    def _made_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("Step-in options", "title"))
        self._services = QComboBox()
        self._services.setAccessibleName("Service")
        self._services.setMinimumWidth(self._bench.look.px(240))
        self._services.currentIndexChanged.connect(self._show_rows)
        row.addWidget(self._services)
        row.addStretch(1)
        self._back = button("Undo these changes", self._go_back)
        self._keep = button("Keep these options", self.keep, "primary")
        row.addWidget(self._back)
        row.addWidget(self._keep)
        row.addWidget(button("Close", self.closed.emit))
        self._back.setEnabled(False)
        self._keep.setEnabled(False)
        return row

    def _made_form(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        self._name = label("", "strong")
        self._why_not = label("", "caution", wraps=True)
        self._use = QCheckBox("Use this option")
        self._delay = _days("Called later by", "")
        self._limit = _days("Runs at most", "as long as it can")
        self._use.toggled.connect(self._chosen)
        self._delay.valueChanged.connect(self._chosen)
        self._limit.valueChanged.connect(self._chosen)
        self._dates = label("", "secondary")
        later, longest = label("Called later by", "label"), label("Runs at most", "label")
        later.setBuddy(self._delay)
        longest.setBuddy(self._limit)
        for place, widget in enumerate((self._name, self._use, later, self._delay, longest)):
            grid.addWidget(widget, 0, place)
        grid.addWidget(self._limit, 0, 5)
        grid.addWidget(self._dates, 0, 6)
        grid.setColumnStretch(7, 1)
        grid.addWidget(self._why_not, 1, 0, 1, 8)
        return box

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
        words = trial.effect.sentence
        self._say(words if self.has_changes else "These are the options as kept.", tone)
        self._show_effect(trial)

    def _say(self, words: str, kind: str) -> None:
        self._effect.setText(words)
        restyle(self._effect, kind)

    def _fill_services(self) -> None:
        assert self._trial is not None
        found = {one.service: one for one in self._trial.choices}
        if [self._services.itemData(i) for i in range(self._services.count())] == list(found):
            return
        register = self._bench.desk.register
        self._services.blockSignals(True)
        self._services.clear()
        for service, one in found.items():
            title = register.services[service].title
            self._services.addItem(f"{title} ({one.class_ or 'no class yet'})", service)
        at = self._services.findData(self._wanted_service)
        self._services.setCurrentIndex(max(0, at))
        self._services.blockSignals(False)

    def _show_rows(self) -> None:
        trial = self._trial
        if trial is None:
            return
        service = self._services.currentData()
        choices = [one for one in trial.choices if one.service == service]
        last = trial.start + datetime.timedelta(days=trial.horizon_days - 1)
        rows = [_row(one, trial.start, last) for one in choices]
        self._gantt.show_rows(rows, trial.start, last, [Mark(trial.start, "Day 0")])
        self._fill_form(self._gantt.key)

    def _choice(self, key: str) -> OptionChoice | None:
        if self._trial is None:
            return None
        return next((one for one in self._trial.choices if one.option == key), None)

    def _fill_form(self, key: str) -> None:
        one = self._choice(key)
        if one is None or self._draft is None:
            return
        self._is_filling = True
        self._name.setText(one.label)
        self._use.setEnabled(not one.why_not)
        self._use.setChecked(not one.left_out and not one.why_not)
        for field in (self._delay, self._limit):
            field.setEnabled(not one.why_not and not one.left_out)
        self._delay.setValue(round(self._draft.option_delays.get(key, 0)))
        self._limit.setValue(round(self._draft.option_limits.get(key, 0)))
        self._why_not.setText(one.why_not)
        self._why_not.setVisible(bool(one.why_not))
        self._dates.setText(_dates(one, self._trial.start) if self._trial else "")
        self._is_filling = False

    def _chosen(self) -> None:
        if not self._is_filling and self._gantt.key:
            self.choose(
                self._gantt.key,
                left_out=not self._use.isChecked(),
                delay=self._delay.value(),
                limit=self._limit.value() or None,
            )

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
        last = trial.horizon_days - 1 if one.last_day is None else one.last_day
        kept = self._draft.option_limits.get(key)
        now = last - one.from_day + 1 if kept is None else round(kept)
        delay = round(self._draft.option_delays.get(key, 0))
        wanted = max(1, now + days)
        self.choose(key, left_out=False, delay=delay, limit=wanted)
        self._fill_form(key)

    def _go_back(self) -> None:
        self._draft = self._scenario
        self._keep.setEnabled(False)
        self._back.setEnabled(False)
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
                _return_words(one.return_day),
            )
            for one in trial.effect.services
        ]
        self._table.show_rows(columns, rows)


def _days(name: str, nothing: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, LONGEST)
    field.setSuffix(" days")
    field.setAccessibleName(f"{name}, in days")
    if nothing:
        field.setSpecialValueText(nothing)
    field.setKeyboardTracking(False)
    return field


def _row(one: OptionChoice, start: datetime.date, horizon: datetime.date) -> Row:
    def day(number: int) -> datetime.date:
        return start + datetime.timedelta(days=number)

    bars: list[Bar] = []
    if one.from_day is None:
        text = "left out" if one.left_out else "may not be used"
        bars.append(Bar(start, min(horizon, start + datetime.timedelta(days=13)), "left_out", text))
    else:
        last = horizon if one.last_day is None else min(horizon, day(one.last_day))
        if one.from_day > 0:
            bars.append(Bar(start, min(horizon, day(one.from_day - 1)), "waiting"))
        if day(one.from_day) <= horizon:
            look: BarLook = "serving" if one.in_use else "waiting"
            people = f"{count(one.peak)} at most" if one.in_use else "not needed"
            bars.append(Bar(day(one.from_day), last, look, people))
    words = f"{one.label}: {one.why_not or ('left out.' if one.left_out else _dates(one, start))}"
    return Row(
        one.option,
        one.label,
        count(one.places),
        tuple(bars),
        words,
        can_move=one.from_day is not None,
        can_stretch=one.from_day is not None,
    )


def _dates(one: OptionChoice, start: datetime.date) -> str:
    if one.from_day is None:
        return ""
    first = long_date(start + datetime.timedelta(days=one.from_day))
    end = "to the end"
    if one.last_day is not None:
        end = f"to {long_date(start + datetime.timedelta(days=one.last_day))}"
    cost = f", {pounds(one.cost)}" if one.in_use else ", not needed"
    return f"from {first} {end}{cost}"


def _return_words(moved: Moved) -> str:
    def words(day: float | None) -> str:
        return "not in time followed" if day is None else f"day {day:.0f}"

    if moved.before == moved.after:
        return words(moved.after)
    return f"{words(moved.before)}, now {words(moved.after)}"
