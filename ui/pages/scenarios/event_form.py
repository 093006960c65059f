"""One event of a scenario as a card: what happens, to whom, when and how much."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted, short_date
from planner.register.records import Event
from ui.pages.scenarios.entry import Entry, NumberSlider, TargetField
from ui.parts.words import Segments, button, label

if TYPE_CHECKING:
    from planner.scenario.building import Target
    from planner.scenario.kinds import EventKind

WARNINGS = (0, 7, 25, 90, 180)
ADMINISTRATION = 28
"""Days an administrator usually trades on, offered when administration is chosen."""


class EventForm(QFrame):
    """A card for one event. `changed` follows every edit, `gone` its button Remove."""

    changed = Signal()
    gone = Signal()

    def __init__(self, kinds: Sequence[EventKind], targets: Sequence[Target]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._kinds = {one.kind: one for one in kinds}
        self._targets = targets
        self._shown = Event(kinds[0].kind, "")
        self._is_filling = False
        self._title = label("", "strong")
        self._remove = button("Remove", self.gone.emit, "link")
        self._make_fields()
        self._lay_out()

    @property
    def target(self) -> str:
        """Return the code of what the event hits."""
        return self.whom.target

    def number(self, number: int, *, alone: bool) -> None:
        """Say which event of the scenario it is."""
        self._title.setText("What happens" if alone else f"Event {number}")
        self._remove.setAccessibleName(f"Remove event {number}")
        self._remove.setVisible(not alone)
        self.setAccessibleName(f"Event {number}")

    def show_event(self, event: Event) -> None:
        """Show an event."""
        self._is_filling = True
        self._shown = event
        self.what.setCurrentIndex(self.what.findData(event.kind))
        self._offer()
        self.whom.put(event.target, self._offered())
        self.day.put(event.day)
        self.severity.put(round(event.lost_share * 100))
        self.warning.setValue(event.warning)
        self.trading.setValue(event.trading_on)
        self.lasts.setValue(event.duration_days or 0)
        self.cash.setValue(round(event.cash_days_lost or 0))
        self._is_filling = False
        self._fit()

    def event_shown(self) -> Event:
        """Return the event as it stands in the fields; what was not touched stays as it was."""
        kind = self._kinds[self.what.currentData()]
        before = self._shown
        event = replace(
            before,
            kind=kind.kind,
            target=self.whom.target,
            day=self.day.value,
            severity=_kept(before.severity, before.lost_share * 100, self.severity.value, 100),
            warning_days=_kept_whole(before.warning_days, self.warning.value()),
            trading_on_days=_kept_whole(before.trading_on_days, self.trading.value()),
            duration_days=self.lasts.value() or None,
            cash_days_lost=_kept(
                before.cash_days_lost, before.cash_days_lost or 0, self.cash.value()
            ),
        )
        return event if kind.kind == before.kind else kind.fitted(event)

    def say(self, wrong: Mapping[str, str], start: datetime.date) -> None:
        """Show what is wrong under each field, and dates in place of bare day numbers."""
        event = self.event_shown()
        on = start + datetime.timedelta(days=event.day)
        self._entries["day"].help(f"Day {event.day} is {short_date(on)}.")
        lost = max(0, event.warning - event.day)
        if lost:
            self._entries["warning_days"].help(
                f"{counted(lost, 'day', 'days')} of it would fall before day 0 and cannot count."
            )
            self._move_day.setText(f"Move it to day {event.warning}")
        else:
            news = start + datetime.timedelta(days=event.day - event.warning)
            told = f"The news comes on {short_date(news)}." if event.warning else "No warning."
            self._entries["warning_days"].help(told)
        self._move_day.setVisible(bool(lost) and "warning_days" in self._asks())
        for field, entry in self._entries.items():
            entry.say(wrong.get(field, ""))

    def take_target(self, target: Target) -> None:
        """Put a target in, of another kind of event where this one cannot hit it."""
        kind = self._kinds[self.what.currentData()]
        if target.kind not in kind.hits:
            fitting = next(one for one in self._kinds.values() if target.kind in one.hits)
            self.what.setCurrentIndex(self.what.findData(fitting.kind))
        self.whom.setText(target.name)

    def _asks(self) -> tuple[str, ...]:
        return self._kinds[self.what.currentData()].asks

    def _offered(self) -> list[Target]:
        hits = self._kinds[self.what.currentData()].hits
        return [one for one in self._targets if one.kind in hits]

    def _offer(self) -> None:
        self.whom.offer(self._offered())

    def _make_fields(self) -> None:
        self.what = QComboBox()
        self.what.setAccessibleName("What goes wrong")
        self.what.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.what.setMinimumContentsLength(18)
        for kind in self._kinds.values():
            self.what.addItem(kind.choice, kind.kind)
        self.whom = TargetField()
        self.day = NumberSlider("Day", 0, 182, "", most=3650)
        self.day.number.setPrefix("day ")
        self.severity = NumberSlider("Severity", 0, 100, "%")
        self.warning = _days_field("Days of warning", "days")
        self.steps = Segments(
            "Warning",
            [(str(one), str(one)) for one in WARNINGS],
            lambda one: self.warning.setValue(int(one)),
        )
        self.trading = _days_field("Days it trades on", "days")
        self.ending = Segments(
            "How it ends",
            [("liquidation", "Liquidation"), ("administration", "Administration")],
            self._choose_ending,
        )
        self.lasts = _days_field("Days it lasts", "days")
        self.lasts.setSpecialValueText("for good")
        self.cash = _days_field("Days of cash lost", "days")
        self._move_day = button("", self._use_whole_warning, "link")
        self.what.currentIndexChanged.connect(self._kind_changed)
        self.whom.picked.connect(lambda _target: self._edited())
        self.day.changed.connect(lambda _value: self._edited())
        self.severity.changed.connect(lambda _value: self._edited())
        for number in (self.warning, self.trading, self.lasts, self.cash):
            number.valueChanged.connect(lambda _value: self._edited())

    def _lay_out(self) -> None:
        self._what = Entry("What goes wrong", self.what, " ")
        self._entries = {
            "target": Entry("To whom", self.whom),
            "day": Entry("When", self.day, " "),
            "severity": Entry("How much stops", self.severity),
            "warning_days": Entry("Days of warning", _side_by_side(self.steps, self.warning), " "),
            "trading_on_days": Entry(
                "How it ends",
                _side_by_side(self.ending, self.trading),
                "In administration the work goes on for these days, then it stops.",
            ),
            "duration_days": Entry("Lasts", _side_by_side(self.lasts)),
            "cash_days_lost": Entry(
                "Cash lost", _side_by_side(self.cash), "Taken from every provider that is hit."
            ),
        }
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._remove)
        self._warning = QWidget()
        warning = QVBoxLayout(self._warning)
        warning.setContentsMargins(0, 0, 0, 0)
        warning.setSpacing(0)
        warning.addWidget(self._entries["warning_days"])
        warning.addWidget(self._move_day)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self._columns = 0
        self.arrange(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._grid)

    def arrange(self, columns: int) -> None:
        """Lay the fields out in one column or two."""
        if columns == self._columns:
            return
        self._columns = columns
        entries = self._entries
        parts = (
            self._what,
            entries["target"],
            entries["day"],
            entries["severity"],
            self._warning,
            entries["trading_on_days"],
            entries["duration_days"],
            entries["cash_days_lost"],
        )
        for at, part in enumerate(parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def _fit(self) -> None:
        """Show only the fields that matter for this kind of event."""
        kind = self._kinds[self.what.currentData()]
        self._what.help(kind.explanation)
        for field, entry in self._entries.items():
            entry.setVisible(field == "target" or field in kind.asks)
        self._warning.setVisible("warning_days" in kind.asks)
        self._entries["severity"].rename(kind.severity_words)
        _press(self.steps, str(self.warning.value()))
        trades_on = self.trading.value() > 0
        _press(self.ending, "administration" if trades_on else "liquidation")
        self.trading.setEnabled(trades_on)

    def _kind_changed(self) -> None:
        self._offer()
        self._edited()

    def _choose_ending(self, ending: str) -> None:
        self.trading.setValue(ADMINISTRATION if ending == "administration" else 0)
        self._edited()

    def _use_whole_warning(self) -> None:
        self.day.put(self.warning.value())
        self.day.number.setFocus()
        self._edited()

    def _edited(self) -> None:
        if not self._is_filling:
            self._fit()
            self.changed.emit()


def _kept(before: float | None, was: float, now: int, whole: int = 1) -> float | None:
    """Return a value from a field of whole numbers; one that was not touched stays as it was."""
    return before if now == round(was) else now / whole


def _kept_whole(before: int | None, now: int) -> int | None:
    return before if now == (before or 0) else now


def _days_field(name: str, unit: str) -> QSpinBox:
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(0, 3650)
    made.setSuffix(f" {unit}")
    made.lineEdit().setTextMargins(6, 0, 0, 0)
    return made


def _side_by_side(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    rest = QWidget()
    rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    row.addWidget(rest, 1)
    box.setFocusProxy(widgets[-1])
    box.setAccessibleName(widgets[-1].accessibleName())
    return box


def _press(segments: Segments, value: str) -> None:
    """Show one choice as pressed, or none where there is no such choice."""
    names = [one.text().casefold() for one in segments.findChildren(QPushButton)]
    if value in names:
        segments.press(value)
        return
    for one in segments.findChildren(QPushButton):
        group = one.group()
        if group is not None:
            group.setExclusive(False)
            one.setChecked(False)
            group.setExclusive(True)
