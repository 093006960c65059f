"""How years are drawn and for how many the reserve must pay: the fields under Change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from ui.pages.scenarios.levy_fields import BRITISH
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label

MOST_DRAWS = 100_000
STEP = 1_000
MOST_SEED = 999_999


@dataclass(frozen=True, slots=True)
class Asked:
    """What the fields say; correlations are 0 to 1."""

    draws: int
    seed: int
    common: float
    market: float
    percent: float


class ChanceFields(QWidget):
    """The fields and Draw again; `percent_changed` needs no new draws, the others do."""

    percent_changed = Signal()

    def __init__(self, usual: Asked, draw_again: Callable[[], object]) -> None:
        super().__init__()
        self.draws = _whole("Years drawn", usual.draws, 100, MOST_DRAWS, STEP)
        self.seed = _whole("Seed: the same one draws the same years", usual.seed, 0, MOST_SEED, 1)
        self.percent = _number("Years out of 100 the reserve must pay for", usual.percent, 1, 99.9)
        self.percent.setDecimals(1)
        self.common = _number("Correlation of any two providers", usual.common, 0, 0.9)
        self.market = _number("Correlation on top of it in one market", usual.market, 0, 0.9)
        for one in (self.common, self.market):
            one.setSingleStep(0.05)
        self.again = button("Draw again", draw_again, "primary")
        row = FlowRow(self, across=16, down=4)
        for words, field in (
            ("Pays for, of 100 years", self.percent),
            ("Years drawn", self.draws),
            ("Seed", self.seed),
            ("All providers move together", self.common),
            ("More in one market", self.market),
        ):
            row.addWidget(_named(words, field))
        row.addWidget(self.again)
        self.percent.valueChanged.connect(self._percent_changed)

    @property
    def asked(self) -> Asked:
        """Return what the fields say."""
        return Asked(
            self.draws.value(),
            self.seed.value(),
            round(self.common.value(), 4),
            round(self.market.value(), 4),
            round(self.percent.value(), 2),
        )

    def _percent_changed(self) -> None:
        self.percent_changed.emit()


def _whole(name: str, value: int, least: int, most: int, step: int) -> QSpinBox:
    made = QSpinBox()
    made.setLocale(BRITISH)
    made.setRange(least, most)
    made.setSingleStep(step)
    made.setGroupSeparatorShown(True)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    return made


def _number(name: str, value: float, least: float, most: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setLocale(BRITISH)
    made.setRange(least, most)
    made.setDecimals(2)
    made.setValue(value)
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
