"""The budget of prevention: a slider in thousands, a field to the pound, and how cases count."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QWidget

from ui.parts.words import Segments, label

THOUSAND = 1000
MOST_SLID = 150
MOST = 100_000_000
COUNTED = (("chance", "By chance in a year"), ("each", "Every case once"))


class BudgetBar(QWidget):
    """`moved` carries pounds while the slider moves, `settled` once it is let go."""

    moved = Signal(int)
    settled = Signal(int)

    def __init__(self, budget: int, weighed: Callable[[str], object]) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Budget in thousands of pounds")
        self.slider.setRange(0, MOST_SLID)
        self.slider.setPageStep(10)
        self.slider.setMinimumWidth(80)
        self.field = QSpinBox()
        self.field.setAccessibleName("Budget in pounds")
        self.field.setRange(0, MOST)
        self.field.setSingleStep(THOUSAND)
        self.field.setPrefix("£")
        self.field.setGroupSeparatorShown(True)
        self.field.setKeyboardTracking(False)
        self.field.lineEdit().setTextMargins(6, 0, 0, 0)
        self.weigh = Segments("Count", COUNTED, weighed)
        self.weigh.press("chance")
        self.put(budget)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(label("Budget", "label"))
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        row.addSpacing(10)
        row.addWidget(self.weigh)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._let_go)
        self.field.valueChanged.connect(self._typed)

    @property
    def budget(self) -> int:
        """Return the budget in pounds."""
        return self.field.value()

    def put(self, budget: int) -> None:
        """Show a budget without telling of it."""
        for part, value in ((self.slider, budget // THOUSAND), (self.field, budget)):
            part.blockSignals(True)
            part.setValue(value)
            part.blockSignals(False)

    def _slid(self, thousands: int) -> None:
        self.field.blockSignals(True)
        self.field.setValue(thousands * THOUSAND)
        self.field.blockSignals(False)
        self.moved.emit(self.budget)
        if not self.slider.isSliderDown():
            self.settled.emit(self.budget)

    def _let_go(self) -> None:
        self.settled.emit(self.budget)

    def _typed(self, budget: int) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(min(MOST_SLID, budget // THOUSAND))
        self.slider.blockSignals(False)
        self.moved.emit(budget)
        self.settled.emit(budget)
