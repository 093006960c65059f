"""Which options and how much of each reserve a scenario may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import class_word, counted, pounds
from planner.register.records import Reserve
from ui.pages.scenarios.entry import Entry
from ui.parts.words import button, label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.option_choice import OptionGroup

_ID = Qt.ItemDataRole.UserRole


class OptionTicks(QWidget):
    """Every option with a tick, by service; those that are blocked say why. `changed` on a tick."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._excluded: tuple[str, ...] = ()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.filter = QLineEdit()
        self.filter.setProperty("kind", "filter")
        self.filter.setPlaceholderText("Show only options with these words")
        self.filter.setAccessibleName("Filter options")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self._told = label("", "caption")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Options to use")
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels(["Option", "Brings", "Blocked because"])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.itemChanged.connect(self._ticked)
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(button("Use all", lambda: self._tick_all(True), "link"))
        row.addWidget(button("Use none", lambda: self._tick_all(False), "link"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.tree)
        column.addWidget(self._told)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def excluded(self) -> tuple[str, ...]:
        """Return the options left out, those left out before in their old order."""
        out = {
            key
            for key, item in self._items.items()
            if item.checkState(0) == Qt.CheckState.Unchecked
        }
        kept = [key for key in self._excluded if key in out or key not in self._items]
        return (*kept, *(key for key in self._items if key in out and key not in kept))

    def show_options(self, groups: Sequence[OptionGroup], excluded: tuple[str, ...]) -> None:
        """Show the options of a register with those left out unticked."""
        self.tree.blockSignals(True)
        self.tree.clear()
        self._items.clear()
        self._excluded = excluded
        for group in groups:
            parent = QTreeWidgetItem([f"{group.title} ({class_word(group.class_)})", "", ""])
            parent.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsAutoTristate
            )
            self.tree.addTopLevelItem(parent)
            for one in group.options:
                item = QTreeWidgetItem([one.label, one.brings, one.blocked])
                item.setData(0, _ID, one.id)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                ticked = one.id not in excluded
                item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                for at, text in enumerate((one.label, one.brings, one.blocked)):
                    item.setToolTip(at, text)
                parent.addChild(item)
                self._items[one.id] = item
            if any(one.id in excluded for one in group.options):
                parent.setExpanded(True)
        self.tree.blockSignals(False)
        self._tell()

    def _tick_all(self, ticked: bool) -> None:
        self.tree.blockSignals(True)
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self._items.values():
            parent = item.parent()
            if not item.isHidden() and not (parent and parent.isHidden()):
                item.setCheckState(0, state)
        self.tree.blockSignals(False)
        self._ticked()

    def _ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        out = sum(key in self._items for key in self.excluded)
        total = counted(len(self._items), "option", "options")
        self._told.setText(f"{total}; {out} left out." if out else f"{total}, all may be used.")

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        for at in range(self.tree.topLevelItemCount()):
            parent = self.tree.topLevelItem(at)
            if parent is None:
                continue
            shown = 0
            for number in range(parent.childCount()):
                item = parent.child(number)
                if item is None:
                    continue
                text = f"{parent.text(0)} {item.text(0)} {item.text(2)}".casefold()
                fits = all(word in text for word in wanted)
                item.setHidden(not fits)
                shown += fits
            parent.setHidden(not shown)
            parent.setExpanded(bool(wanted) and bool(shown))

    def _fit(self) -> None:
        px = self._look.px
        self.tree.setFixedHeight(px(250))
        self.tree.setColumnWidth(0, px(330))
        self.tree.setColumnWidth(1, px(160))


class ReserveAmounts(QWidget):
    """What each reserve holds in a scenario; blank is what it holds today."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self.fields: dict[str, QLineEdit] = {}
        self._entries: dict[str, Entry] = {}
        self._others: dict[str, float] = {}

    def show_reserves(self, reserves: Sequence[Reserve], amounts: Mapping[str, float]) -> None:
        """Show every reserve with the amount this scenario gives it."""
        for entry in self._entries.values():
            entry.hide()
            entry.deleteLater()
        self.fields.clear()
        self._entries.clear()
        known = {one.id for one in reserves}
        self._others = {key: value for key, value in amounts.items() if key not in known}
        for number, one in enumerate(reserves):
            field = QLineEdit()
            field.setAccessibleName(f"{one.name}, £")
            field.setPlaceholderText(pounds(one.amount))
            if one.id in amounts:
                field.setText(f"{amounts[one.id]:,.0f}")
            entry = Entry(one.name, field, f"Blank: {pounds(one.amount)}, as held today.")
            field.textEdited.connect(lambda _text: self.changed.emit())
            self.fields[one.id] = field
            self._entries[one.id] = entry
            self._grid.addWidget(entry, number // 2, number % 2)

    @property
    def amounts(self) -> dict[str, float]:
        """Return the amounts given; a field that holds no amount counts as blank."""
        found = dict(self._others)
        for key, field in self.fields.items():
            amount = _amount(field.text())
            if amount is not None:
                found[key] = amount
        return found

    @property
    def is_fit(self) -> bool:
        """Return whether every field is blank or an amount; those that are not say so."""
        fit = True
        for key, field in self.fields.items():
            text = field.text().strip()
            wrong = bool(text) and _amount(text) is None
            self._entries[key].say("Give pounds in figures, such as 250,000." if wrong else "")
            fit = fit and not wrong
        return fit


def _amount(text: str) -> float | None:
    plain = text.strip().replace("£", "").replace(",", "").replace(" ", "")
    try:
        amount = float(plain)
    except ValueError:
        return None
    return amount if 0 <= amount < 1e12 else None
