"""The few settings there are; each holds as soon as it is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from planner.answers import personal
from planner.errors import BackstopError
from planner.session import users_folders
from ui.parts.words import label
from ui.shell.dialog import Dialog
from ui.shell.preferences import SYSTEM, Preferences
from ui.theme import TEXT_SIZES, THEMES
from ui.workbench import Workbench


class SettingsDialog(Dialog):
    """Name for the history, theme, text size, and whether the file is saved by itself."""

    def __init__(self, bench: Workbench, preferences: Preferences, window: QWidget) -> None:
        super().__init__(bench.look, window, "Settings", 460, 480)
        self._bench = bench
        self._preferences = preferences
        self.name = QLineEdit(personal.user_name(users_folders()))
        self.name.editingFinished.connect(self._keep_name)
        self._add("Your name", self.name, "Written beside every change. Holds from the next file.")
        self._wrong = label("", "failure", wraps=True)
        self._wrong.hide()
        self.main.addWidget(self._wrong)
        self.theme = QComboBox()
        self.theme.addItem("As the system says", SYSTEM)
        for theme in THEMES.values():
            self.theme.addItem(theme.label, theme.name)
        self.theme.setCurrentIndex(self.theme.findData(preferences.theme))
        self.theme.activated.connect(
            lambda _row: preferences.choose_theme(self.theme.currentData())
        )
        self._add("Theme", self.theme)
        self.text_size = QComboBox()
        for size in TEXT_SIZES:
            self.text_size.addItem(f"{size}%", size)
        self.text_size.activated.connect(
            lambda _row: bench.look.use(text_size=self.text_size.currentData())
        )
        self._add("Text size", self.text_size, "Also Ctrl+plus and Ctrl+minus.")
        self.autosave = QCheckBox("Save by itself a minute after the last change")
        self.autosave.setChecked(bool(bench.memory.value("shell/autosave", True, type=bool)))
        self.autosave.toggled.connect(lambda on: bench.memory.setValue("shell/autosave", on))
        self.main.addWidget(self.autosave)
        self.main.addWidget(
            label(
                "Every change is kept on this computer at once in any case; this is about the "
                "file others open.",
                "secondary",
                wraps=True,
            )
        )
        self.main.addStretch(1)
        bench.look.changed.connect(self._follow_look)
        self._follow_look()

    def _add(self, words: str, field: QWidget, help_text: str = "") -> None:
        title = label(words, "label")
        title.setBuddy(field)
        field.setAccessibleName(words)
        self.main.addWidget(title)
        self.main.addWidget(field)
        if help_text:
            self.main.addWidget(label(help_text, "caption", wraps=True))

    def _keep_name(self) -> None:
        try:
            personal.remember_user_name(users_folders(), self.name.text())
        except BackstopError as error:
            self._wrong.setText(error.sentence)
        self._wrong.setVisible(bool(self._wrong.text()))
        if not self.name.text().strip():
            self.name.setText(personal.user_name(users_folders()))

    def _follow_look(self) -> None:
        self.text_size.setCurrentIndex(self.text_size.findData(self._bench.look.text_size))
        self.theme.setCurrentIndex(self.theme.findData(self._preferences.theme))
