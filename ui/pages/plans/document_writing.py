"""Writing a document to a file, with a password or a Word template where they are wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QPushButton, QWidget

from planner.answers.documents_offered import FORMATS, DocumentOffer
from ui.notices import Answer
from ui.parts.saved_file import allowed_name, opens, sweep_beside
from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.errors import BackstopError
    from planner.plan.plan import Plan

FOLDER = "documents/folder"
TEMPLATE = "documents/template"


@dataclass(frozen=True, slots=True)
class DocumentWanted:
    """Which document is to be written: from which plan or exercise, and in which edition.

    `exercise` is the code of one, `subject` its title.
    """

    offer: DocumentOffer
    plan: Plan | None
    redacted: bool
    exercise: str = ""
    subject: str = ""

    @property
    def file_name(self) -> str:
        """What its file is called, without what some systems refuse in names."""
        words = self.offer.title
        if self.plan is not None:
            subject = self.plan.header.title.partition(":")[2].strip() or self.plan.header.title
            words = f"{words}, {subject}, version {self.plan.header.version}"
        elif self.subject:
            words = f"{words}, {self.subject}"
        return allowed_name(f"{words}, redacted" if self.redacted else words)


class DocumentWriting(QObject):
    """Asks where to, writes in the background, and says where it is; Cancel leaves nothing."""

    def __init__(self, bench: Workbench, owner: QWidget) -> None:
        super().__init__(owner)
        self._bench = bench
        self._owner = owner
        self.password = ""
        self.options = QPushButton("Options")
        self.options.setAutoDefault(False)
        self.options.setProperty("kind", "menu")
        self.options.setAccessibleName("Options for writing")
        menu = QMenu(self.options)
        self._lock = menu.addAction("Lock PDFs with a password…")
        self._lock.setCheckable(True)
        self._lock.triggered.connect(self._lock_chosen)
        self._look = menu.addAction("Take the look of a Word file…")
        self._look.setCheckable(True)
        self._look.triggered.connect(self._look_chosen)
        self.options.setMenu(menu)
        self._tell()

    @property
    def template(self) -> Path | None:
        """The Word file whose look is taken, if one was chosen and is still there."""
        kept = str(self._bench.memory.value(TEMPLATE, "") or "")
        return Path(kept) if kept and Path(kept).is_file() else None

    def write(self, wanted: DocumentWanted, ending: str) -> None:
        """Ask where to, then write a document there."""
        folder = str(self._bench.memory.value(FOLDER, "") or self._bench.session.path.parent)
        suggested = str(Path(folder) / f"{wanted.file_name}{ending}")
        kinds = f"{FORMATS[ending]} (*{ending})"
        chosen, _ = QFileDialog.getSaveFileName(self._owner, "Save the document", suggested, kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ending:
            path = path.with_name(f"{path.name}{ending}")
        self._bench.memory.setValue(FOLDER, str(path.parent))
        self.write_to(wanted, path)

    def write_to(self, wanted: DocumentWanted, path: Path) -> None:
        """Write a document to a path, with progress and Cancel."""
        task = self._bench.tasks.ask(
            self._owner,
            self._bench.session.study(),
            "write_document",
            wanted.offer.key,
            [path],
            wanted.plan,
            exercise=wanted.exercise,
            entries=self._bench.session.log_of(wanted.exercise) if wanted.exercise else (),
            redacted=wanted.redacted,
            password=self.password,
            template=self.template,
            then=lambda _nothing: self._say(path),
            failed=self._failed,
            title=f"Writing {path.name}",
            lane="long",
        )
        task.cancelled.connect(lambda: sweep_beside(path))

    def set_password(self, password: str) -> None:
        """Lock the PDFs that are written from now on; "" locks none."""
        self.password = password
        self._tell()

    def _say(self, path: Path) -> None:
        locked = " It opens with the password." if self.password and path.suffix == ".pdf" else ""
        self._bench.messages.say(
            f"Saved {path.name}.",
            f"In {path.parent}.{locked}",
            tone="success",
            answers=[Answer("Open", opens(path)), Answer("Open folder", opens(path.parent))],
        )

    def _failed(self, error: BackstopError) -> None:
        self._bench.messages.say("Not written.", error.sentence, tone="failure")

    def _lock_chosen(self, _checked: bool = False) -> None:
        if self.password:
            self.set_password("")
            return
        self._tell()
        PasswordDialog(self._bench, self._owner.window(), self.set_password).show()

    def _look_chosen(self, _checked: bool = False) -> None:
        if self.template is not None:
            self._bench.memory.setValue(TEMPLATE, "")
            self._tell()
            return
        folder = str(self._bench.memory.value(FOLDER, "") or self._bench.session.path.parent)
        chosen, _ = QFileDialog.getOpenFileName(
            self._owner, "Word file whose look to take", folder, "Word (*.docx *.dotx)"
        )
        if chosen:
            self._bench.memory.setValue(TEMPLATE, chosen)
        self._tell()

    def _tell(self) -> None:
        """Show in the menu what is in force."""
        self._lock.setChecked(bool(self.password))
        template = self.template
        self._look.setChecked(template is not None)
        self._look.setText(
            "Take the look of a Word file…" if template is None else f"Look of {template.name}"
        )


class PasswordDialog(Dialog):
    """Asks twice for the password that locks PDFs; nothing of it is kept on disk."""

    def __init__(self, bench: Workbench, window: QWidget, done: Callable[[str], object]) -> None:
        super().__init__(bench.look, window, "Lock PDFs with a password", 460, 280)
        self._done = done
        self.first, self.second = QLineEdit(), QLineEdit()
        self.words = label(
            "Whoever opens the PDF needs it. It is kept until Backstop closes, and nowhere else.",
            "secondary",
            wraps=True,
        )
        self.main.addWidget(self.words)
        for field, name in ((self.first, "Password"), (self.second, "Once more")):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            caption = label(name, "secondary")
            caption.setBuddy(field)
            self.main.addWidget(caption)
            self.main.addWidget(field)
        self.main.addStretch(1)
        self.add_button(button("Lock", self._take, "primary"))
        self.second.returnPressed.connect(self._take)

    def _take(self) -> None:
        if len(self.first.text()) < 8:
            self.words.setText("Type at least 8 letters or figures: short ones are soon guessed.")
            return
        if self.first.text() != self.second.text():
            self.words.setText("The two differ. Type the same password in both.")
            return
        self._done(self.first.text())
        self.close()
