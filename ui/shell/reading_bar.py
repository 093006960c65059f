"""The bar above a register that is only read here: who has it, and the two ways to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid

from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.shell.files import RegisterFiles
from ui.shell.sharing import Sharing
from ui.workbench import Workbench


class ReadingBar(QFrame):
    """Says who edits, for as long as the register is only read; hidden otherwise."""

    def __init__(
        self, bench: Workbench, window: QWidget, files: RegisterFiles, sharing: Sharing
    ) -> None:
        super().__init__()
        self._bench = bench
        self._window = window
        self._sharing = sharing
        self._dialog: TakeOver | None = None
        self.setProperty("kind", "notice")
        self.setAccessibleName("Who has this register open")
        self._icon = QLabel()
        self._words = label("", wraps=True)
        self.take = button("Take over…", self.ask)
        self.copy = button("Save a copy…", files.save_as)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self.take)
        row.addWidget(self.copy)
        sharing.changed.connect(self._tell)
        bench.look.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    @property
    def words(self) -> str:
        """Return what the bar says, or "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def ask(self) -> None:
        """Ask before taking the register over from one who is there; else edit at once."""
        other = self._bench.session.other_person
        if other is None:
            self._sharing.take_over()
            return
        self._dialog = TakeOver(self._bench, self._window, self._sharing, other.who)
        self._dialog.show()

    def _tell(self) -> None:
        words = self._sharing.words
        self.setVisible(bool(words))
        if not words:
            if self._dialog is not None and isValid(self._dialog):
                self._dialog.close()
            return
        session = self._bench.session
        if session.other_person is None:
            self.take.setText("Edit it")
        elif session.was_taken_over:
            self.take.setText("Take it back…")
        else:
            self.take.setText("Take over…")
        if words != self._words.text():
            self._words.setText(words)
            self._words.setAccessibleName(words)
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _redraw(self) -> None:
        self._icon.setPixmap(
            self._bench.look.pixmap("info", 16, "accent_text", self.devicePixelRatioF())
        )


class TakeOver(Dialog):
    """Says what taking over means for the other, and does it."""

    def __init__(self, bench: Workbench, window: QWidget, sharing: Sharing, who: str) -> None:
        whom = "your other window" if who == bench.session.who else who
        super().__init__(bench.look, window, f"Take over from {whom}", 520, 250)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sharing = sharing
        of_whom = "That window" if whom != who else f"The window of {who}"
        for sentence in (
            f"You edit this register from then on. {of_whom} only reads it, and says so within "
            "half a minute.",
            "What is not saved there is kept there, and can be saved as a copy; it will not be in "
            "this register. Agree it first where you can.",
        ):
            self.main.addWidget(label(sentence, wraps=True))
        self.main.addStretch(1)
        self.take = self.add_button(button("Take over", self._take, "primary"))
        self._close.setText("Go on reading")
        self.take.setFocus()

    def _take(self) -> None:
        self.close()
        self._sharing.take_over()
