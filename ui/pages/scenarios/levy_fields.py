"""What the levy has to raise, typed in a row: target, years, cap, flat part, small contracts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from ui.parts.flow_row import FlowRow
from ui.parts.words import label

MOST_YEARS = 30
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the fields say: pounds, years, and shares of yearly value, 0 to 1."""

    target: float
    years: int
    flat: float
    cap: float
    relief_below: float


class LevyFields(QWidget):
    """The fields; `changed` follows each value that is taken, by hand or by `show_target`."""

    changed = Signal()

    def __init__(self, usual: Typed) -> None:
        super().__init__()
        self.is_typed = False
        self.target = _pounds("Target fund", usual.target, 10_000)
        self.years = QSpinBox()
        self.years.setRange(1, MOST_YEARS)
        self.years.setValue(usual.years)
        self.years.setAccessibleName("Built over, in years")
        self.years.setKeyboardTracking(False)
        self.cap = _percent("Cap, per cent of yearly value", usual.cap, 2, 0.05)
        self.flat = _percent("Flat part, per cent of yearly value", usual.flat, 3, 0.005)
        self.relief = _pounds("Flat part only below this yearly value", usual.relief_below, 1_000)
        row = FlowRow(self, across=16, down=4)
        for words, field in (
            ("Target fund", self.target),
            ("Built over", self.years),
            ("Cap", self.cap),
            ("Flat part", self.flat),
            ("Flat only below", self.relief),
        ):
            row.addWidget(_named(words, field))
        self._say_years()
        self.target.valueChanged.connect(self._target_typed)
        self.years.valueChanged.connect(self._say_years)
        for one in (self.years, self.cap, self.flat, self.relief):
            one.valueChanged.connect(self._taken)

    @property
    def typed(self) -> Typed:
        """Return what the fields say."""
        return Typed(
            self.target.value(),
            self.years.value(),
            round(self.flat.value() / 100, 8),
            round(self.cap.value() / 100, 8),
            self.relief.value(),
        )

    def show_target(self, pounds: float) -> bool:
        """Put a target into its field, unless the person has typed one; return whether it moved."""
        if self.is_typed or pounds == self.target.value():
            return False
        blocker = QSignalBlocker(self.target)
        self.target.setValue(pounds)
        blocker.unblock()
        self.changed.emit()
        return True

    def _target_typed(self) -> None:
        self.is_typed = True
        self.changed.emit()

    def _taken(self) -> None:
        self.changed.emit()

    def _say_years(self) -> None:
        self.years.setSuffix(" year" if self.years.value() == 1 else " years")


def _pounds(name: str, value: float, step: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setLocale(BRITISH)
    made.setRange(0, 9_999_999_999)
    made.setDecimals(0)
    made.setPrefix("£")
    made.setGroupSeparatorShown(True)
    made.setSingleStep(step)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    return made


def _percent(name: str, share: float, places: int, step: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setLocale(BRITISH)
    made.setRange(0, 100)
    made.setDecimals(places)
    made.setSuffix("%")
    made.setSingleStep(step)
    made.setValue(share * 100)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    return made


def _named(words: str, field: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    name = label(words, "label")
    name.setBuddy(field)
    row.addWidget(name)
    row.addWidget(field)
    return made
