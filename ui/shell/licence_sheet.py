"""The licences of all that Backstop is made with, to read and copy."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QSplitter, QWidget

from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.shell.licence_texts import works
from ui.theme import Look


class LicenceSheet(Dialog):
    """Every work in a list, and beside it the text of the one that is chosen."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, "Licences", 860, 600)
        self.works = works()
        self.list = QListWidget()
        self.list.setAccessibleName("What Backstop is made with")
        for one in self.works:
            row = QListWidgetItem(one.name, self.list)
            row.setSizeHint(QSize(look.px(220), look.px(26)))
        self.list.currentRowChanged.connect(self._show)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Licence")
        self.text.setTabChangesFocus(True)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setSizes([look.px(260), look.px(560)])
        self.licence = label("", "secondary", wraps=True)
        self.main.addWidget(label("What Backstop is made with, and under which terms.", wraps=True))
        self.main.addWidget(both, 1)
        self.main.addWidget(self.licence)
        self.add_button(
            button("Copy", lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        )
        if self.works:
            self.list.setCurrentRow(0)
        else:
            self.text.setPlainText("The licences did not come with this installation.")

    def _show(self, row: int) -> None:
        self.licence.setText(self.works[row].licence)
        self.text.setPlainText(self.works[row].text())
