"""What is published or put into a calendar from the window: asked for, written, said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.errors import BackstopError
from planner.progress import Progress
from ui.notices import Answer
from ui.parts.saved_file import opens
from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.shell.files import RegisterFiles
from ui.workbench import Workbench

PREFIX = "publish/ocid_prefix"
CALENDAR_WORDS = (
    "Open it in Outlook or another calendar; taking it in again puts the new dates in "
    "place of the old."
)
FILES = {
    "transparency": ("Publish contracts under the Transparency Code", "contracts", ".csv"),
    "ocds": ("Publish contracts as an OCDS package", "contracts", ".json"),
    "sectors": ("Publish money by sector", "money by sector", ".csv"),
}
"""What can be published: the title of its dialog, what its file is called, and its ending."""


class Published:
    """Writes open data and calendars in the background; a refusal is a sentence."""

    names = (
        "file.calendar",
        "file.publish_contracts",
        "file.publish_ocds",
        "file.publish_sectors",
    )

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        self._bench = bench
        self._window = window
        self._dialogs = files.dialogs

    def carry_out(self) -> None:
        """Say how each of the actions is carried out; they wait for a register."""
        on = self._bench.actions.on
        on("file.calendar", self.calendar, enabled=False)
        on("file.publish_contracts", partial(self.publish, "transparency"), enabled=False)
        on("file.publish_ocds", self.ask_prefix, enabled=False)
        on("file.publish_sectors", partial(self.publish, "sectors"), enabled=False)

    def calendar(self) -> None:
        """Ask for a file and write what is due there: reviews, notice, ends, actions."""
        path = self._asked("Save what is due as a calendar", "what is due", ".ics")
        if path is None:
            return
        study = self._bench.session.study()

        def write(_report: Progress) -> str:
            dates = study.calendar_dates()
            study.write_calendar(dates, path)
            return f"{len(dates):,} dates. {CALENDAR_WORDS}"

        self._write(write, path)

    def publish(self, as_: str, prefix: str = "") -> None:
        """Ask for a file and write open data there; `as_` is a key of FILES."""
        title, name, suffix = FILES[as_]
        path = self._asked(title, name, suffix)
        if path is not None:
            study = self._bench.session.study()
            self._write(lambda _report: study.publish(path, as_, prefix=prefix), path)

    def ask_prefix(self) -> None:
        """Ask for the council's own ocid prefix, then publish the package under it."""
        PrefixDialog(self._bench, self._window, partial(self.publish, "ocds")).show()

    def _asked(self, title: str, name: str, suffix: str) -> Path | None:
        if not self._bench.desk.is_open:
            return None
        here = self._bench.session.path
        start = str(here.with_name(f"{here.stem}, {name}{suffix}"))
        kinds = {".csv": "CSV (*.csv)", ".json": "JSON (*.json)", ".ics": "Calendar (*.ics)"}
        path = self._dialogs.to_write(self._window, title, start, kinds[suffix])
        if path is None:
            return None
        return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")

    def _write(self, write: Callable[[Progress], str], path: Path) -> None:
        def told(words: str) -> None:
            self._bench.messages.say(
                f"Saved {path.name}.",
                words,
                tone="success",
                answers=[Answer("Open folder", opens(path.parent))],
            )

        def failed(error: BackstopError) -> None:
            self._bench.messages.say("Not written.", error.sentence, tone="failure")

        title = f"Writing {path.name}"
        self._bench.tasks.do(self._window, write, then=told, failed=failed, title=title)


class PrefixDialog(Dialog):
    """Asks for the ocid prefix that the Open Contracting Partnership gave the council."""

    def __init__(self, bench: Workbench, window: QWidget, done: Callable[[str], object]) -> None:
        super().__init__(bench.look, window, "Publish contracts as an OCDS package", 520, 260)
        self._bench = bench
        self._done = done
        self.main.addWidget(
            label(
                "Every publisher has a prefix of its own, which the Open Contracting Partnership "
                "gives on request. It stands before the number of each contract.",
                "secondary",
                wraps=True,
            )
        )
        self.prefix = QLineEdit(str(bench.memory.value(PREFIX, "") or ""))
        self.prefix.setAccessibleName("The council's ocid prefix")
        self.prefix.setPlaceholderText("ocds-abc123")
        caption = label("The council's ocid prefix", "secondary")
        caption.setBuddy(self.prefix)
        self.main.addWidget(caption)
        self.main.addWidget(self.prefix)
        self.main.addStretch(1)
        self.add_button(button("Choose a file…", self._take, "primary"))
        self.prefix.returnPressed.connect(self._take)

    def _take(self) -> None:
        prefix = self.prefix.text().strip()
        self._bench.memory.setValue(PREFIX, prefix)
        self.close()
        self._done(prefix)
