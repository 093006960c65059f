"""What to cut otherwise: a contract into lots, contracts into a bundle, or people to another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import Segments, button, label
from ui.workbench import Workbench

NEW = "new"
NEW_WORDS = "A new provider, not known yet"
WAYS = (("split", "Split"), ("bundle", "Bundle"), ("move", "Move people"))
MOST_LOTS = 4


def chooser(name: str) -> QComboBox:
    """Return a box to choose from by typing any part of a name."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = box.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(18)
    box.currentIndexChanged.connect(lambda _at: from_its_beginning(box))
    return box


def from_its_beginning(box: QComboBox) -> None:
    """Show what is chosen from its first word on, and all of it in a tooltip."""
    field = box.lineEdit()
    if field is not None:
        field.setCursorPosition(0)
    box.setToolTip(box.currentText())


class LotsForm(QWidget):
    """The fields of one cut; `wanted` follows the button, with nothing wrong in them."""

    wanted = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.ways = Segments("What to do", WAYS, self._turned)
        self.contract = chooser("Contract")
        self.lots: list[tuple[QComboBox, QSpinBox]] = []
        self.count = QSpinBox()
        self.count.setAccessibleName("Number of lots")
        self.count.setRange(2, MOST_LOTS)
        self.bundled = QListWidget()
        self.bundled.setAccessibleName("Contracts to put together")
        # Long titles are cut with dots and told in a tooltip.
        self.bundled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.into = chooser("Provider of the bundle")
        self.mover = chooser("Provider to move people to")
        self.people = QSpinBox()
        self.people.setAccessibleName("People to move")
        self.wrong = label("", "failure", wraps=True)
        self.go = button("Show what it changes", self.wanted.emit, "primary")
        self._parts = QStackedWidget()
        self._lay_out()
        self.turn("split")
        self.contract.currentIndexChanged.connect(self._contract_chosen)
        self.count.valueChanged.connect(self._fit_lots)
        self._fit_lots()

    @property
    def way(self) -> str:
        """Return "split", "bundle" or "move"."""
        return self.ways.value

    def fill(self) -> None:
        """Offer what the register holds, keeping what was chosen where it is still there."""
        register = self._bench.desk.register
        chosen = self.contract.currentData()
        self.contract.blockSignals(True)
        self.contract.clear()
        for contract in register.contracts.values():
            owner = register.providers[contract.provider].name
            self.contract.addItem(f"{contract.title} · {owner}", contract.id)
        self.contract.setCurrentIndex(max(0, self.contract.findData(chosen)))
        self.contract.blockSignals(False)
        from_its_beginning(self.contract)
        boxes = [self.into, self.mover, *(box for box, _ in self.lots)]
        for box in boxes:
            kept = box.currentData()
            box.clear()
            box.addItem(NEW_WORDS, NEW)
            for provider in register.providers.values():
                box.addItem(provider.name, provider.id)
            box.setCurrentIndex(max(0, box.findData(kept)))
        self._contract_chosen()

    def turn(self, way: str) -> None:
        """Show the fields of "split", "bundle" or "move"."""
        self.ways.press(way)
        self._turned(way)

    def choose(self, contract: str) -> None:
        """Choose a contract."""
        at = self.contract.findData(contract)
        if at >= 0:
            self.contract.setCurrentIndex(at)

    def chosen_lots(self) -> list[tuple[str, float]]:
        """Return provider and share (0 to 1) of each lot."""
        return [
            (str(box.currentData()), share.value() / 100)
            for box, share in self.lots[: self.count.value()]
        ]

    def chosen_bundle(self) -> list[str]:
        """Return the contracts ticked."""
        items = [self.bundled.item(at) for at in range(self.bundled.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def say_wrong(self, sentence: str) -> None:
        """Say under the fields why it cannot be done; nothing to take that away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _contract_chosen(self) -> None:
        register = self._bench.desk.register
        contract = register.contracts.get(str(self.contract.currentData()))
        if contract is None:
            self.go.setEnabled(False)
            return
        self.go.setEnabled(True)
        self.say_wrong("")
        if self.lots:
            first = self.lots[0][0]
            first.setCurrentIndex(max(0, first.findData(contract.provider)))
        people = register.people_of_contract(contract.id) or 0
        self.people.setRange(1, max(1, people - 1))
        self.people.setValue(max(1, people // 4))
        self.bundled.clear()
        for other in register.contracts_of_service.get(contract.service, ()):
            words = f"{other.title} · {register.providers[other.provider].name}"
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.UserRole, other.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.bundled.addItem(item)
        self.into.setCurrentIndex(max(0, self.into.findData(contract.provider)))

    def _fit_lots(self) -> None:
        """Show as many lots as are asked for, in equal shares."""
        count = self.count.value()
        for at, (box, share) in enumerate(self.lots):
            box.setVisible(at < count)
            share.setVisible(at < count)
            if at < count:
                share.setValue(100 // count + (1 if at < 100 % count else 0))

    def _turned(self, way: str) -> None:
        self._parts.setCurrentIndex([name for name, _ in WAYS].index(way))
        for at in range(self._parts.count()):
            # Only the fields shown ask for room, so that the button follows them.
            part, shown = self._parts.widget(at), at == self._parts.currentIndex()
            kind = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            if part is not None:
                part.setSizePolicy(QSizePolicy.Policy.Preferred, kind)
        self._parts.updateGeometry()
        self.say_wrong("")

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(20, 8, 16, 12)
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.ways)
        form.addRow("Contract", self.contract)
        for part in (self._split_part(), self._bundle_part(), self._move_part()):
            self._parts.addWidget(part)
        form.addRow(self._parts)
        self.wrong.hide()
        form.addRow(self.wrong)
        form.addRow(self.go)

    def _split_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(label("Lots", "label"))
        head.addWidget(self.count)
        head.addStretch(1)
        column.addLayout(head)
        for number in range(1, MOST_LOTS + 1):
            box, share = chooser(f"Provider of lot {number}"), QSpinBox()
            share.setAccessibleName(f"Share of lot {number}")
            share.setRange(1, 99)
            share.setSuffix(" %")
            row = QHBoxLayout()
            row.addWidget(box, 1)
            row.addWidget(share)
            column.addLayout(row)
            self.lots.append((box, share))
        column.addStretch(1)
        return part

    def _bundle_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Contracts of the same service", "label"))
        column.addWidget(self.bundled, 1)
        column.addWidget(label("Into the hands of", "label"))
        column.addWidget(self.into)
        return part

    def _move_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("People", "label"))
        column.addWidget(self.people)
        column.addWidget(label("To", "label"))
        column.addWidget(self.mover)
        column.addStretch(1)
        return part
