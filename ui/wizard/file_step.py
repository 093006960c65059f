"""First step: which files, and what each of them is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import button, label, restyle
from ui.wizard.draft import ImportDraft
from ui.wizard.quiet_choice import QuietChoice
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.list_look import ListLook

FILTERS = "Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.json *.zip);;All files (*)"


def files_to_open(parent: QWidget, start: str) -> list[Path]:
    """Ask for one or several lists; none where the person gives up."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Lists to import", start, FILTERS)
    return [Path(name) for name in names]


class FileStep(QWidget):
    """Takes files by choosing or dropping them, and says what each one is."""

    def __init__(self, bench: Workbench, draft: ImportDraft) -> None:
        super().__init__()
        self._bench = bench
        self._draft = draft
        self.ask_for_files: Callable[[QWidget, str], list[Path]] = files_to_open
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(label("Which list?", "headline"))
        column.addWidget(
            label(
                "Contracts, payments over £250 or £500, grants, and the lists of Companies House, "
                "the Charity Commission, CQC and Ofsted: Excel, OpenDocument or CSV of any "
                "layout, Contracts Finder downloads and open data. Several files can be brought "
                "in together. Your file is only read, never changed.",
                "secondary",
                wraps=True,
            )
        )
        self._drop = QFrame()
        self._drop.setProperty("kind", "drop")
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.addWidget(label("Drop files here"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.choose = button("Choose files…", self.choose_files, "primary")
        self.template = button("Get a template for Excel…", self._get_template, "link")
        ways = QHBoxLayout()
        ways.addStretch(1)
        ways.addWidget(self.choose)
        ways.addWidget(self.template)
        ways.addStretch(1)
        inside.addLayout(ways)
        column.addWidget(self._drop)
        body = QWidget()
        self._files = QVBoxLayout(body)
        self._files.setContentsMargins(0, 0, 0, 0)
        self._files.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Files to import")
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(area, 1)
        draft.looked.connect(self.refresh)

    def choose_files(self) -> None:
        """Ask for files and look at them."""
        folder = str(self._bench.memory.value("register/import_folder", ""))
        paths = self.ask_for_files(self, folder)
        if paths:
            self._bench.memory.setValue("register/import_folder", str(paths[0].parent))
            self._draft.add(paths)

    def _get_template(self) -> None:
        self._bench.actions["file.template"].trigger()

    def refresh(self) -> None:
        """Show every file with what it was found to be."""
        while self._files.count() > 1:
            item = self._files.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, look in enumerate(self._draft.looks):
            card = QFrame()
            card.setProperty("kind", "card")
            row = QHBoxLayout(card)
            words = QVBoxLayout()
            name = look.choice.path.name
            words.addWidget(label(name, "strong"))
            if look.problem:
                said = label(look.problem, "failure", wraps=True)
            else:
                kind = look.kind_label[:1].upper() + look.kind_label[1:]
                said = label(f"{kind}: {look.how}.", "secondary", wraps=True)
            card.setAccessibleName(f"{name}: {said.text()}")
            words.addWidget(said)
            row.addLayout(words, 1)
            if len(look.kinds) > 1:
                row.addWidget(self._taken_as(look), 0, Qt.AlignmentFlag.AlignTop)
            leave = button("Leave out", partial(self._draft.remove, look))
            leave.setAccessibleName(f"Leave out {name}")
            row.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
            self._files.insertWidget(place, card)

    def _taken_as(self, look: ListLook) -> QuietChoice:
        """Return the choice of what a list is, where it was taken for another."""
        choice = QuietChoice()
        choice.setAccessibleName(f"What {look.choice.path.name} is taken as")
        choice.setSizeAdjustPolicy(
            QuietChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        choice.setMinimumContentsLength(22)
        for name, words in look.kinds:
            choice.addItem(words[:1].upper() + words[1:], name)
        choice.setCurrentIndex(choice.findData(look.choice.kind))
        choice.activated.connect(partial(self._take_as, look, choice))
        return choice

    def _take_as(self, look: ListLook, choice: QuietChoice, _at: int) -> None:
        kind = choice.currentData()
        if kind != look.choice.kind:
            self._draft.look_again(look, dataclasses.replace(look.choice, kind=kind, mapping=None))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take any files: what they are is found out by looking into them."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            restyle(self._drop, "drop-here")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the place for files go dark again."""
        restyle(self._drop, "drop")

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files dropped."""
        restyle(self._drop, "drop")
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._draft.add(paths)
