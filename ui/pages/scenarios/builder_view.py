"""The builder: what happens, how long it is followed, and what may be used to answer it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.register.records import Event, Scenario
from ui.pages.scenarios.entry import Entry, NumberSlider
from ui.pages.scenarios.event_form import EventForm
from ui.pages.scenarios.option_ticks import OptionTicks, ReserveAmounts
from ui.pages.scenarios.side import SidePanel
from ui.parts.words import button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.scenario.presets import Preset


TWO_COLUMNS = 760
"""Width of the form at 100 % text from which fields stand in two columns."""


class BuilderView(QWidget):
    """A form for one scenario, with what it takes for granted at its side.

    `changed` follows every edit. Nothing is kept from here: the page does that.
    """

    changed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self._shown = Scenario("", "")
        self._is_filling = False
        self._own_title = False
        self._kinds = bench.session.event_kinds()
        self._presets = {one.id: one for one in bench.session.presets()}
        self.events: list[EventForm] = []
        self.side = SidePanel(bench.look, "What this run assumes")
        bench.look.changed.connect(self._arrange)
        self._make_fields()
        self._lay_out()

    @property
    def scenario(self) -> Scenario:
        """Return the scenario as it stands in the fields; what was not touched stays as it was."""
        before = self._shown
        spreads = self.money.isChecked()
        start = self._start() if self.has_start.isChecked() else None
        return replace(
            before,
            title=self.title.text().strip(),
            horizon_days=self.followed.value,
            start_date=start,
            events=tuple(form.event_shown() for form in self.events),
            financial_cascade=before.financial_cascade
            if spreads == before.money_spreads
            else spreads,
            excluded_options=self.options.excluded,
            reserve_overrides=before.reserve_overrides
            if self.reserves.amounts == dict(before.reserve_overrides)
            else self.reserves.amounts,
        )

    @property
    def is_fit(self) -> bool:
        """Return whether the scenario can be run; what is wrong stands under its fields."""
        return self._check()

    def show_scenario(self, scenario: Scenario) -> None:
        """Show a scenario to change."""
        session = self.bench.session
        self._is_filling = True
        self._shown = scenario
        self.targets = session.event_targets()
        self._own_title = bool(scenario.title) and scenario.title != session.scenario_title(
            scenario
        )
        self.title.setText(scenario.title)
        self.followed.put(scenario.horizon_days)
        start = scenario.start_date or session.today()
        self.start.setDate(QDate(start.year, start.month, start.day))
        self.has_start.setChecked(scenario.start_date is not None)
        self.start.setEnabled(scenario.start_date is not None)
        self.money.setChecked(scenario.money_spreads)
        self._show_events(scenario.events or (Event("insolvency", ""),))
        self.options.show_options(session.option_groups(), scenario.excluded_options)
        self.reserves.show_reserves(
            tuple(session.register.reserves.values()), scenario.reserve_overrides
        )
        self.preset.setCurrentIndex(0)
        self._is_filling = False
        self._check(quiet=True)

    def focus_first(self) -> None:
        """Put the cursor where a person begins: whom it hits, or the title."""
        first = self.events[0]
        (self.title if first.target else first.whom).setFocus()

    def focus_wrong(self) -> None:
        """Put the cursor into the first field with something wrong."""
        for entry in self.findChildren(Entry):
            if entry.wrong and entry.isVisible():
                entry.field.setFocus()
                self._scroll.ensureWidgetVisible(entry)
                return

    def _make_fields(self) -> None:
        self.title = QLineEdit()
        self.title.setAccessibleName("Title")
        self.title.setMaxLength(200)
        self.preset = QComboBox()
        self.preset.setAccessibleName("Start from a ready-made case")
        self.preset.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.preset.setMinimumContentsLength(18)
        self.preset.addItem("None", "")
        for one in self._presets.values():
            self.preset.addItem(one.title.format(name="A provider"), one.id)
            self.preset.setItemData(
                self.preset.count() - 1, one.sentence, Qt.ItemDataRole.ToolTipRole
            )
        self.has_start = QCheckBox("Starts on")
        self.start = QDateEdit()
        self.start.setAccessibleName("Start date")
        self.start.setDisplayFormat("d MMM yyyy")
        self.start.setCalendarPopup(True)
        self.followed = NumberSlider("Days followed", 1, 730, "days", most=3650)
        self.money = QCheckBox("Lost income can bring others down")
        self.options = OptionTicks(self.bench.look)
        self.reserves = ReserveAmounts()
        self.title.textEdited.connect(self._titled)
        self.preset.activated.connect(lambda _at: self._use_preset())
        self.has_start.toggled.connect(self.start.setEnabled)
        self.has_start.toggled.connect(lambda _on: self._edited())
        self.start.dateChanged.connect(lambda _date: self._edited())
        self.followed.changed.connect(lambda _days: self._edited())
        self.money.toggled.connect(lambda _on: self._edited())
        self.options.changed.connect(self._edited)
        self.reserves.changed.connect(self._edited)

    def _lay_out(self) -> None:
        form = QWidget()
        form.setProperty("kind", "surface")
        column = QVBoxLayout(form)
        column.setContentsMargins(20, 8, 20, 24)
        column.setSpacing(14)
        self._title = Entry("Title", self.title)
        self._preset = Entry("Start from a ready-made case", self.preset, " ")
        self._rows = [_halves(self._title, self._preset)]
        column.addLayout(self._rows[0])
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column.addLayout(self._cards)
        self._add = button("Add another event", self.add_event)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(label("How it is followed", "title"))
        start = QWidget()
        beside = QHBoxLayout(start)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.has_start)
        beside.addWidget(self.start)
        beside.addStretch(1)
        start.setFocusProxy(self.has_start)
        start.setAccessibleName("Start date")
        self._start_entry = Entry("Day 0", start, "Without a date, day 0 is today.")
        self._followed = Entry("Followed for", self.followed)
        self._rows.append(_halves(self._start_entry, self._followed))
        column.addLayout(self._rows[1])
        column.addWidget(self.money)
        column.addWidget(label("Options that may be used", "title"))
        column.addWidget(self.options)
        column.addWidget(label("Reserves", "title"))
        column.addWidget(self.reserves)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName("Scenario")
        self._scroll.setWidget(form)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay fields out under one another where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        side = self.side.width() if self.side.isVisibleTo(self) else 0
        columns = 2 if self.width() - side >= self.bench.look.px(TWO_COLUMNS) else 1
        direction = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(direction.LeftToRight if columns == 2 else direction.TopToBottom)
        for form in self.events:
            form.arrange(columns)

    def add_event(self) -> None:
        """Add a further event of the same kind on the same day."""
        last = self.events[-1].event_shown()
        self._show_events(
            (*(form.event_shown() for form in self.events), Event(last.kind, "", last.day))
        )
        self.events[-1].whom.setFocus()
        self._edited()

    def _show_events(self, events: tuple[Event, ...]) -> None:
        for form in self.events:
            self._cards.removeWidget(form)
            form.hide()
            form.deleteLater()
        self.events = []
        for event in events:
            form = EventForm(self._kinds, self.targets)
            form.show_event(event)
            form.changed.connect(self._edited)
            form.gone.connect(lambda one=form: self._remove_event(one))
            self._cards.addWidget(form)
            self.events.append(form)
        for number, form in enumerate(self.events, start=1):
            form.number(number, alone=len(self.events) == 1)
        self._arrange()

    def _remove_event(self, form: EventForm) -> None:
        at = self.events.index(form)
        self._show_events(tuple(one.event_shown() for one in self.events if one is not form))
        self.events[max(0, at - 1)].whom.setFocus()
        self._edited()

    def _use_preset(self) -> None:
        chosen: Preset | None = self._presets.get(self.preset.currentData())
        if chosen is None:
            return
        target = self.events[0].target
        register = self.bench.session.register
        if target in register.providers or target in register.assets:
            made = self.bench.session.scenario_of(chosen.id, target)
            events, days = made.events, made.horizon_days
            if not self._own_title:
                self.title.setText(made.title)
                self._own_title = True
        else:
            events = (
                Event(
                    chosen.kind,
                    "",
                    chosen.day,
                    chosen.severity,
                    chosen.warning_days,
                    trading_on_days=chosen.trading_on_days,
                ),
            )
            days = self.followed.value
        self._show_events((*events, *(form.event_shown() for form in self.events[1:])))
        self.followed.put(max(days, self.followed.value))
        self._preset.help(chosen.sentence)
        if not self.events[0].target:
            self.events[0].whom.setFocus()
        self._edited()

    def _titled(self, text: str) -> None:
        self._own_title = bool(text.strip())
        self._edited()

    def _start(self) -> datetime.date:
        date = self.start.date()
        return datetime.date(date.year(), date.month(), date.day())

    def _edited(self) -> None:
        if self._is_filling:
            return
        known = {one.id for one in self.targets}
        if not self._own_title and self.events[0].target in known:
            self.title.setText(self.bench.session.scenario_title(self.scenario))
        self._check(quiet=True)
        self.changed.emit()

    def _check(self, *, quiet: bool = False) -> bool:
        """Say what is wrong; while quiet, a field that is still empty is left in peace."""
        scenario = self.scenario
        session = self.bench.session
        unfit = session.unfit(scenario)
        wrong = {(one.event, one.field): one.sentence for one in unfit}
        start = scenario.start_date or session.today()
        for number, form in enumerate(self.events):
            mine = {
                field: sentence for (event, field), sentence in wrong.items() if event == number
            }
            if quiet and not form.target:
                mine.pop("target", None)
            form.say(mine, start)
        self._title.say("" if quiet else wrong.get((None, "title"), ""))
        self._followed.say(wrong.get((None, "horizon_days"), ""))
        reserves_fit = self.reserves.is_fit
        self.side.show_lines(session.scenario_assumptions(scenario))
        return not unfit and reserves_fit


def _halves(left: QWidget, right: QWidget) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(24)
    row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
    return row
