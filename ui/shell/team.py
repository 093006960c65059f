"""Team registers in the File menu: open one by its address, or put the register on a server."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from planner.answers import personal
from planner.document.wording import counted
from planner.errors import BackstopError
from planner.progress import Progress
from planner.session import PasswordNeeded, Session, link_to
from ui.parts.words import button, label, restyle
from ui.shell.dialog import Dialog
from ui.shell.files import RegisterFiles
from ui.tasks import Task
from ui.workbench import Workbench

LOOKS_LIKE = "postgresql://name@server/database?register=care"


class Team:
    """What the File menu has for registers on a server."""

    names = ("file.share",)

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        self._bench = bench
        self._window = window
        self._files = files
        files.password_wanted.connect(self.ask_password)

    def carry_out(self) -> None:
        """Say how each of the actions is carried out; sharing waits for a register."""
        self._bench.actions.on("file.team", self.open)
        self._bench.actions.on("file.share", self.share, enabled=False)

    def open(self) -> None:
        """Ask for the address of a team register and open it."""
        OpenTeam(self._bench, self._window, self._files).show()

    def share(self) -> None:
        """Ask where on a server to put the register that is open."""
        if not self._bench.desk.is_open:
            return
        session = self._bench.session
        if session.is_shared:
            self._bench.messages.say("This register is on a server already.", session.team_address)
        else:
            ShareTeam(self._bench, self._window, self._files, session).show()

    def ask_password(self, link: Path, sentence: str) -> None:
        """Ask for the password of a team register whose server wants one."""
        dialog = OpenTeam(self._bench, self._window, self._files)
        dialog.show_link(link, sentence)
        dialog.show()


class TeamDialog(Dialog):
    """What opening and sharing ask alike: an address and a password, and words on how it went."""

    def __init__(
        self, bench: Workbench, window: QWidget, files: RegisterFiles, title: str, words: str
    ) -> None:
        super().__init__(bench.look, window, title, 640, 400)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench = bench
        self._files = files
        self._task: Task | None = None
        self.main.addWidget(label(words, wraps=True))
        self.address = QLineEdit()
        self.address.setPlaceholderText(LOOKS_LIKE)
        self._put("Address", self.address)
        self.main.addWidget(
            label(
                "Whoever looks after your database gives you this. It holds no password.",
                "caption",
                wraps=True,
            )
        )
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        )
        self._put("Password, where the server wants one", self.password)
        self.main.addWidget(
            label(
                "Kept until you close the register, and nowhere written down.",
                "caption",
                wraps=True,
            )
        )
        self.state = label("", "secondary", wraps=True)

    def say(self, words: str, kind: str = "secondary") -> None:
        """Show how it went, and tell a screen reader."""
        self.state.setText(words)
        restyle(self.state, kind)
        self.address.setAccessibleDescription(words)

    def _end(self) -> None:
        self.main.addWidget(self.state)
        self.main.addStretch(1)

    def _put(self, caption: str, field: QLineEdit) -> None:
        shown = label(caption, "label")
        shown.setBuddy(field)
        field.setAccessibleName(caption)
        self.main.addWidget(shown)
        self.main.addWidget(field)

    def _failed(self, error: BackstopError) -> None:
        self._free()
        self.say(error.sentence, "failure")
        field = self.password if isinstance(error, PasswordNeeded) else self.address
        field.setFocus()
        field.selectAll()

    def _hold(self, words: str) -> None:
        self.say(words)
        for one in self._buttons():
            one.setEnabled(False)

    def _free(self) -> None:
        for one in self._buttons():
            one.setEnabled(True)

    def _buttons(self) -> tuple[QWidget, ...]:
        return ()


class OpenTeam(TeamDialog):
    """Opens a team register by its address, after a try of the connection if wanted."""

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        super().__init__(
            bench,
            window,
            files,
            "Open a team register",
            "A register that your team keeps on its own PostgreSQL server: everybody edits it at "
            "once, and each edit is kept as it is made.",
        )
        self._link: Path | None = None
        self._end()
        self.test = self.add_button(button("Test the connection", self._test))
        self.take = self.add_button(button("Open", self._open, "primary"))
        self.address.textEdited.connect(self._edited)
        self.address.returnPressed.connect(self._open)
        self.password.returnPressed.connect(self._open)
        self.address.setFocus()

    def show_link(self, link: Path, sentence: str) -> None:
        """Ask again for a register whose link is there, with why it did not open."""
        self._link = link
        self.address.setText(personal.team_link(link))
        self.say(sentence, "failure")
        self.password.setFocus()

    def _edited(self, _text: str) -> None:
        self._link = None
        self.say("")

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.test, self.take)

    def _test(self) -> None:
        url, password, who = self.address.text(), self.password.text(), self._files.who
        self._hold("Asking the server…")

        def work(_report: Progress) -> str:
            with Session.open(link_to(url), who, password=password) as session:
                register = session.register
                services = counted(len(register.services), "service", "services")
                contracts = counted(len(register.contracts), "contract", "contracts")
                return f"It works: {register.council.name}, {services}, {contracts}."

        def told(words: str) -> None:
            self._free()
            self.say(words)

        self._bench.tasks.do(
            self, work, then=told, failed=self._failed, title="Testing the connection"
        )

    def _open(self) -> None:
        if not self.take.isEnabled() or self._files.is_busy:
            return
        url, password, link = self.address.text(), self.password.text(), self._link
        self._hold("Opening…")

        def found(path: Path) -> None:
            self._files.open_team(path, password, then=self.close, failed=self._failed)

        self._bench.tasks.do(
            self,
            lambda _report: link or link_to(url),
            then=found,
            failed=self._failed,
            quiet=True,
        )


class ShareTeam(TeamDialog):
    """Puts a copy of the register on a server, with all its history, and goes on with that."""

    def __init__(
        self, bench: Workbench, window: QWidget, files: RegisterFiles, session: Session
    ) -> None:
        super().__init__(
            bench,
            window,
            files,
            "Put this register on a server",
            f"{session.path.name} is copied to your team's PostgreSQL server with its whole "
            "history. The file stays as it is; your team works on the server from then on.",
        )
        self._session = session
        self.members = QLineEdit()
        self._put("Role of the server that may edit it too, such as your team's", self.members)
        self.go_on = QCheckBox("Go on with the one on the server")
        self.go_on.setChecked(True)
        self.main.addWidget(self.go_on)
        self._end()
        self.take = self.add_button(button("Put it there", self._share, "primary"))
        for field in (self.address, self.password, self.members):
            field.returnPressed.connect(self._share)
        self.address.setFocus()

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.take,)

    def _share(self) -> None:
        if not self.take.isEnabled() or self._files.is_busy:
            return
        session, url, password = self._session, self.address.text(), self.password.text()
        members = self.members.text().strip()
        self._hold("Copying to the server…")

        def work(_report: Progress) -> Path:
            return session.put_on_server(url, password=password, members=members)

        def done(link: Path) -> None:
            if self.go_on.isChecked():
                self._files.open_team(link, password, then=self.close, failed=self._failed)
                return
            self.close()
            self._bench.messages.say(
                "The register is on the server.",
                f"Others open it with File, Open a team register, at {url.strip()}",
                "success",
            )

        self._files.with_session(
            f"Putting {session.path.name} on the server", work, done, failed=self._failed
        )
