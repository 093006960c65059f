"""The services and providers that a lesson concerns, chosen by typing a part of their names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from planner.register.records import Provider, Service
from ui.parts.flow_row import FlowRow
from ui.parts.words import button
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.register import Register

KINDS = ("service", "provider")
MOST_SHOWN = 12


class _Names(QLineEdit):
    """A line that gathers the names when it is first entered, so that a page opens quickly."""

    def __init__(self, field: ConcernedField) -> None:
        super().__init__()
        self._field = field

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the names there are now."""
        self._field.offer()
        super().focusInEvent(event)


class ConcernedField(QWidget):
    """A search line, and each name chosen as a button that takes it away again."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._names: dict[str, tuple[str, str]] = {}
        self.chosen: list[tuple[str, str]] = []
        self.line = _Names(self)
        self.line.setPlaceholderText("Type a service or provider")
        self.line.setAccessibleName("Services and providers it concerns")
        self.line.returnPressed.connect(self._typed)
        self._chips = QWidget()
        self._row = FlowRow(self._chips, across=6, down=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._chips)

    def codes(self, kind: str) -> tuple[str, ...]:
        """Return the codes chosen of a kind, in the order chosen."""
        return tuple(code for of, code in self.chosen if of == kind)

    def choose(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Have these chosen, each a kind and a code, in place of those before."""
        self.chosen = list(dict.fromkeys(pairs))
        self._fill()

    def add(self, kind: str, code: str) -> None:
        """Have one more chosen."""
        self.choose([*self.chosen, (kind, code)])

    def offer(self) -> None:
        """Offer every service and provider of the register by name."""
        register = self._bench.session.register
        names: dict[str, tuple[str, str]] = {}
        for kind in KINDS:
            for code in register.of_kind(kind):
                name = name_of(register, kind, code)
                names[f"{name} ({kind})" if name in names else name] = (kind, code)
        if names == self._names:
            return
        self._names = names
        completer = QCompleter(list(names), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(MOST_SHOWN)
        completer.activated[str].connect(self._take)  # type: ignore[index]
        self.line.setCompleter(completer)

    def _typed(self) -> None:
        """Take what Enter was pressed on: the name typed, or the only one that holds it."""
        typed = self.line.text().strip().casefold()
        exact = [name for name in self._names if name.casefold() == typed]
        like = [name for name in self._names if typed and typed in name.casefold()]
        if exact or len(like) == 1:
            self._take((exact or like)[0])

    def _take(self, name: str) -> None:
        if name in self._names:
            self.add(*self._names[name])
        # The completer writes the name into the line after it has told of it.
        QTimer.singleShot(0, self.line.clear)

    def _remove(self, pair: tuple[str, str]) -> None:
        self.choose([one for one in self.chosen if one != pair])
        self.line.setFocus()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        register = self._bench.session.register
        for pair in self.chosen:
            name = name_of(register, *pair)
            made = button(f"{name}  \N{MULTIPLICATION SIGN}", partial(self._remove, pair))
            made.setToolTip(f"Take {name} out")
            made.setAccessibleName(f"Take out: {name}")
            self._row.addWidget(made)
        self._chips.setVisible(bool(self.chosen))
        self.updateGeometry()


def name_of(register: Register, kind: str, code: str) -> str:
    """Return the name of a service or provider, its code where it has none."""
    found = register.of_kind(kind).get(code)
    if isinstance(found, Service):
        return found.title or code
    return found.name or code if isinstance(found, Provider) else code
