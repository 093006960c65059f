"""The row of tools over the map: how deep, of what, put together how, fit and fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from planner.fields import FUNDERS
from ui.parts.flow_row import FlowRow
from ui.parts.words import Segments, button, label
from ui.theme import Look

DEPTHS = (("1", "1"), ("2", "2"), ("3", "3"), ("all", "All"))
MEASURES = (("people", "People"), ("money", "Money"))
GROUPS = (("area", "By area"), ("need", "By need"), ("funder", "By funder"))
ROLL_UPS = (
    ("as needed", "Rolled up"),
    ("class", "By class"),
    ("market", "By market"),
    ("never", "Every box"),
)
FUNDER_WORDS = {
    "council": "Council",
    "self": "Self-funders",
    "other_council": "Other councils",
    "nhs": "NHS",
    "direct_payment": "Direct payments",
}


@dataclass(frozen=True, slots=True)
class MapChoices:
    """How a map is to be drawn, as the tools have it."""

    depth: str = "2"
    measure: str = "people"
    group_by: str = "area"
    roll_up: str = "as needed"
    funder: str = ""

    @property
    def steps(self) -> int | None:
        """Return the depth in steps, None for everything."""
        return None if self.depth == "all" else int(self.depth)

    def taking(self, view: Mapping[str, str]) -> MapChoices:
        """Return these choices with those of a view that are among what may be chosen."""
        allowed = {
            "depth": DEPTHS,
            "measure": MEASURES,
            "group_by": GROUPS,
            "roll_up": ROLL_UPS,
            "funder": (("", ""), *((one, "") for one in FUNDERS)),
        }
        found = {
            name: view[name]
            for name, choices in allowed.items()
            if name in view and view[name] in [value for value, _ in choices]
        }
        return replace(self, **found)

    def as_view(self) -> dict[str, str]:
        """Return the choices as words of a view."""
        return {
            "depth": self.depth,
            "measure": self.measure,
            "group_by": self.group_by,
            "roll_up": self.roll_up,
            "funder": self.funder,
        }


class MapTools(QWidget):
    """The tools. `changed` carries the choices after one was made."""

    changed = Signal(object)
    fit_asked = Signal()
    fail_asked = Signal()

    def __init__(self, look: Look, memory: QSettings) -> None:
        super().__init__()
        self._look = look
        self._memory = memory
        self.choices = MapChoices().taking(
            {
                name: str(memory.value(f"dependence/{name}", ""))
                for name in ("depth", "measure", "group_by", "roll_up")
            }
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowRow(self, across=5, down=5)
        row.setContentsMargins(20, 6, 20, 6)
        self.depths = Segments("Depth", DEPTHS, lambda value: self._choose(depth=value))
        self.measures = Segments(
            "Ribbons show", MEASURES, lambda value: self._choose(measure=value)
        )
        row.addWidget(_together(label("Depth", "secondary"), self.depths))
        row.addWidget(self.measures)
        self.group_by = self._combo("People put together", GROUPS, "group_by")
        self.roll_up = self._combo("Boxes rolled up", ROLL_UPS, "roll_up")
        funders = [("", "All funders"), *((one, FUNDER_WORDS[one]) for one in FUNDERS)]
        self.funder = self._combo("Paid for by", funders, "funder")
        for combo in (self.group_by, self.roll_up, self.funder):
            row.addWidget(combo)
        row.turn()
        self.fit = button("Fit", self.fit_asked.emit)
        self.fit.setIcon(look.icon("fit"))
        self.fit.setToolTip("Show the whole map (Ctrl+Shift+F)")
        self.fail = button("Fail this provider", self.fail_asked.emit, "primary")
        row.addWidget(self.fit)
        row.addWidget(self.fail)
        look.changed.connect(self._redraw)
        self._redraw()
        self.show_choices(self.choices)

    def show_choices(self, choices: MapChoices) -> None:
        """Show choices that were made elsewhere, and tell nobody."""
        self.choices = choices
        self.depths.press(choices.depth)
        self.measures.press(choices.measure)
        for combo, value in (
            (self.group_by, choices.group_by),
            (self.roll_up, choices.roll_up),
            (self.funder, choices.funder),
        ):
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(value))
            combo.blockSignals(False)

    def offer_failure(self, kind: str) -> None:
        """Say what would be failed: a provider, an asset, or nothing."""
        self.fail.setText(f"Fail this {kind}" if kind else "Fail this provider")
        self.fail.setEnabled(bool(kind))
        self.fail.setToolTip(
            f"Play on the map what happens if this {kind} stops (F8)"
            if kind
            else "Choose a provider or an asset first."
        )

    def _combo(self, name: str, choices: Sequence[tuple[str, str]], what: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, text in choices:
            combo.addItem(text, value)
        combo.currentIndexChanged.connect(
            lambda _at: self._choose(**{what: str(combo.currentData())})
        )
        return combo

    def _choose(self, **chosen: str) -> None:
        self.choices = replace(self.choices, **chosen)
        for name, value in chosen.items():
            if name != "funder":  # a filter that is remembered would hide people unseen
                self._memory.setValue(f"dependence/{name}", value)
        self.changed.emit(self.choices)

    def _redraw(self) -> None:
        self.fit.setIcon(self._look.icon("fit"))
        self.fail.setIcon(self._look.icon("scenarios", "accent_on"))
        side = self._look.px(16)
        for tool in (self.fit, self.fail):
            tool.setIconSize(QSize(side, side))


def _together(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return box
