"""The backups of a register: when, what they hold, what differs from now; one can be restored."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planner import fields
from planner.answers import caring
from planner.document.wording import counted, long_date
from planner.errors import BackstopError
from planner.progress import Progress
from planner.session import Session, local_now, users_folders
from ui.parts.saved_file import opens
from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.shell.file_dialogs import REGISTER_FILES, FileDialogs
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.answers.caring import Backup
    from planner.answers.joining import Difference
    from planner.backup_keeping import Restored

ROLE = Qt.ItemDataRole.UserRole
SHOWN = 1_000
"""Differences listed at most; Compare record by record shows all of them."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A backup and what differs from it in words; "" where the register does not open."""

    backup: Backup
    differs: str
    is_elsewhere: bool


class BackupsDialog(Dialog):
    """The backups of the register at `path`, newest first; below, what differs from the open one.

    `restored` is called once a register that is not open here was restored, with its path and what
    to tell, to open it.
    """

    def __init__(
        self,
        bench: Workbench,
        window: QWidget,
        dialogs: FileDialogs,
        path: Path,
        who: Callable[[], str],
        restored: Callable[[Path, str], object],
    ) -> None:
        super().__init__(bench.look, window, f"Backups of {path.name}", 980, 640)
        self._bench = bench
        self._dialogs = dialogs
        self._path = path
        self._who = who
        self._restored = restored
        self._asked: Backup | None = None
        self.says = label("", "secondary", wraps=True)
        self.main.addWidget(self.says)
        self.list = _columns("Backups, newest first", ["Kept", "Holds", "What differs from now"])
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_selected())
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        self.heading = label("What differs from the register now", "title")
        column.addWidget(self.heading)
        self.differences = _columns(
            "What differs from the register now", ["Record", "Field", "Now", "In the backup"]
        )
        column.addWidget(self.differences, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setSizes([260, 260])
        self.main.addWidget(parts, 1)
        self._foot.insertWidget(0, button("Open the folder", lambda: opens(self.folder)(), "link"))
        self.compare = self.add_button(button("Compare record by record…", self._compare))
        self.save_as = self.add_button(button("Save a copy as…", self._save_as))
        self.restore = self.add_button(button("Restore this one", self._restore, "primary"))
        bench.desk.edited.connect(lambda _touched: self.refresh())
        bench.desk.saved.connect(self.refresh)
        bench.desk.opened.connect(self.close)
        bench.look.changed.connect(self._fit_columns)
        self._fit_columns()
        self._show_selected()
        self.refresh()

    @property
    def folder(self) -> Path:
        """Return the folder the backups lie in, or the nearest one above it that is there."""
        place = caring.where_backups_lie(self._path, users_folders())
        while not place.is_dir() and place != place.parent:
            place = place.parent
        return place

    @property
    def backup(self) -> Backup | None:
        """Return the backup that is selected."""
        item = self.list.currentItem()
        return None if item is None else item.data(0, ROLE).backup

    def refresh(self) -> None:
        """Look for the backups again, off the window's thread."""
        session, path = self._session, self._path
        self._asked = None

        def work(report: Progress) -> tuple[_Line, ...]:
            folders = users_folders()
            own = caring.backups_of(path, folders, report)
            others = caring.backups_under_other_names(path, folders, report)
            return tuple(
                _Line(one, _differs(one, session), number >= len(own))
                for number, one in enumerate((*own, *others))
            )

        if not self.list.topLevelItemCount():
            self.says.setText("Looking for backups…")
        self._bench.tasks.do(
            self,
            work,
            then=self._show,
            failed=lambda error: self.says.setText(error.sentence),
            title=f"Looking through the backups of {path.name}",
            quiet=True,
            key="backups",
        )

    @property
    def _session(self) -> Session | None:
        desk = self._bench.desk
        return desk.session if desk.is_open and desk.session.path == self._path else None

    def _show(self, lines: tuple[_Line, ...]) -> None:
        selected = self.backup
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            texts = (_when(line), _holds(line.backup), line.backup.fault or line.differs)
            item = QTreeWidgetItem(texts)
            for place, text in enumerate(texts):
                item.setToolTip(place, text)
            item.setData(0, ROLE, line)
            self.list.addTopLevelItem(item)
            if line.backup == selected:
                self.list.setCurrentItem(item)
        first_item = self.list.topLevelItem(0)
        if first_item is not None and self.backup is None:
            self.list.setCurrentItem(first_item)
        self.list.blockSignals(False)
        if lines:
            first = f"{counted(len(lines), 'backup', 'backups')}, the newest first."
            self.says.setText(
                f"{first} Restoring is one change that undo takes back; the file as it is now is "
                "backed up first."
                if self._session is not None
                else f"{first} Restoring keeps the file as it is now beside the backups first."
            )
        else:
            self.says.setText(
                "There is no backup yet. One is kept before each save, at most one in ten "
                f"minutes, in {caring.where_backups_lie(self._path, users_folders())}."
            )
        self._show_selected()

    def _show_selected(self) -> None:
        backup = self.backup
        is_fit = backup is not None and not backup.fault
        session = self._session
        self.save_as.setEnabled(is_fit)
        self.restore.setEnabled(is_fit and not (session is not None and session.is_reading))
        self.compare.setEnabled(is_fit and session is not None)
        if backup is None or not is_fit or session is None:
            self._show_differences(())
            self._asked = None
        elif backup != self._asked:
            self._asked = backup
            self.heading.setText("Comparing with the register now…")
            self._bench.tasks.do(
                self,
                lambda report: (backup, session.compare_with(backup.path, report).differences),
                then=self._take_differences,
                failed=lambda error: self.heading.setText(error.sentence),
                title="Comparing with a backup",
                quiet=True,
                key="backup differences",
            )

    def _take_differences(self, found: tuple[Backup, tuple[Difference, ...]]) -> None:
        backup, differences = found
        if backup == self.backup:
            self._show_differences(differences)

    def _show_differences(self, differences: tuple[Difference, ...]) -> None:
        self.differences.clear()
        rows = []
        for one in differences[:SHOWN]:
            texts = (
                f"{_kind(one.kind)} {one.named}",
                one.field,
                one.mine or "blank",
                one.theirs or "blank",
            )
            row = QTreeWidgetItem(texts)
            for place, text in enumerate(texts):
                row.setToolTip(place, text)
            rows.append(row)
        self.differences.addTopLevelItems(rows)
        if self._session is None:
            words = "What differs is told once the register opens"
        elif len(differences) > SHOWN:
            words = f"{len(differences):,} differences from the register now; {SHOWN:,} are listed"
        elif differences:
            words = counted(len(differences), "difference", "differences")
            words = f"{words} from the register now"
        else:
            words = "The same as the register now" if self.backup else "No backup is chosen"
        self.heading.setText(words)

    def _restore(self) -> None:
        backup, session = self.backup, self._session
        if backup is None or backup.fault:
            return
        if session is None:
            self._restore_file(backup)
            return
        bench = self._bench
        bench.desk.hold("A backup is being restored")

        def done(restored: Restored) -> None:
            bench.desk.release()
            bench.desk.follow(restored.step)
            bench.messages.say("Restored." if restored.step else "As before.", restored.sentence)

        def failed(error: BackstopError) -> None:
            bench.desk.release()
            bench.messages.say("Not restored.", error.sentence, "failure")

        task = bench.tasks.do(
            bench.desk,
            lambda report: session.restore(backup, report),
            then=done,
            failed=failed,
            title="Restoring a backup",
        )
        task.cancelled.connect(bench.desk.release)

    def _restore_file(self, backup: Backup) -> None:
        path, who = self._path, self._who()

        def work(report: Progress) -> str:
            return Session.restore_file(
                path, backup, who, folders=users_folders(), now=local_now, report=report
            )

        def done(told: str) -> None:
            self.close()
            self._restored(path, told)

        self._do(work, done, "Restoring a backup", "Not restored.")

    def _save_as(self) -> None:
        backup = self.backup
        if backup is None:
            return
        when = backup.taken.astimezone()
        start = self._path.with_name(f"{self._path.stem} of {when:%Y-%m-%d %H%M}.backstop")
        path = self._dialogs.to_write(self, "Save a copy of the backup", str(start), REGISTER_FILES)
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".backstop")

        def work(_report: Progress) -> str:
            if target.expanduser().resolve() == self._path.expanduser().resolve():
                raise BackstopError(
                    f"{target.name} is the register itself; choose another name, or Restore."
                )
            saved = caring.save_backup_as(
                backup, target, users_folders(), local_now(), overwrite=True
            )
            return saved.sentence

        def done(told: str) -> None:
            self._bench.messages.say("Saved a copy.", told, "success")

        self._do(work, done, "Saving a copy of a backup", "Not saved.")

    def _do(
        self,
        work: Callable[[Progress], str],
        done: Callable[[str], None],
        title: str,
        refused: str,
    ) -> None:
        def failed(error: BackstopError) -> None:
            self._bench.messages.say(refused, error.sentence, "failure")

        self._bench.tasks.do(self, work, then=done, failed=failed, title=title)

    def _compare(self) -> None:
        backup = self.backup
        if backup is not None and self._session is not None:
            self.close()
            self._bench.go("register", show="join", file=str(backup.path))

    def _fit_columns(self) -> None:
        px = self._bench.look.px
        # The last column of each takes what is left.
        for place, width in enumerate((170, 190)):
            self.list.setColumnWidth(place, px(width))
        for place, width in enumerate((220, 110, 125)):
            self.differences.setColumnWidth(place, px(width))


def _columns(name: str, headings: list[str]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setProperty("kind", "columns")
    tree.setAccessibleName(name)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setHeaderLabels(headings)
    return tree


def _kind(name: str) -> str:
    return fields.BY_NAME.get(name, fields.COUNCIL).label


def _differs(backup: Backup, session: Session | None) -> str:
    if session is None or backup.fault:
        return ""
    return caring.differs_from_now(backup, session.register, session.history())


def _when(line: _Line) -> str:
    local = line.backup.taken.astimezone()
    days = (datetime.date.today() - local.date()).days
    ago = {0: "today", 1: "yesterday"}.get(days, long_date(local.date()))
    words = f"{ago} {local:%H:%M}"
    return f"{words[:1].upper()}{words[1:]}{' (under another name)' if line.is_elsewhere else ''}"


def _holds(backup: Backup) -> str:
    if backup.fault:
        return "It cannot be read"
    contracts = counted(backup.counts.get("contract", 0), "contract", "contracts")
    return f"{contracts}, {backup.people:,} people"
