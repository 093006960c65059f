"""What is being imported, as far as it was settled: files, columns, suppliers and the preview."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from planner.errors import BackstopError
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.import_shown import ImportShown
    from planner.exchange.list_look import ListChoice, ListLook
    from planner.exchange.match_columns import ColumnMapping
    from planner.exchange.match_names import NameDecision, NameDoubt

WAITS = 250
"""Milliseconds after a change until the preview is worked out again."""


class ImportDraft(QObject):
    """One import in the making; the register is not touched until it is applied.

    `looked` follows another file, sheet, row of headings or mapping; `decided` a decision on a
    supplier; `reckoned` every change of the preview, of whether it is fresh, and of `problem`.
    """

    looked = Signal()
    decided = Signal()
    reckoned = Signal()

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.looks: list[ListLook] = []
        self.shown: ImportShown | None = None
        self.problem = ""
        self.doubts: dict[tuple[str, str], NameDoubt] = {}
        self.decisions: dict[tuple[str, str], tuple[str, tuple[NameDecision, ...]]] = {}
        self.answers: dict[str, str] = {}
        self._awaited = 0
        self._is_over = False
        self._is_fresh = False
        self._revision = -1
        self._tasks: list[Task] = []
        self._preview: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAITS)
        self._timer.timeout.connect(self._reckon)
        bench.desk.edited.connect(self._register_changed)

    @property
    def good(self) -> list[ListLook]:
        """Return the files that can be imported."""
        return [look for look in self.looks if not look.problem]

    @property
    def is_looking(self) -> bool:
        """Return whether a file is still being opened."""
        return self._awaited > 0

    @property
    def is_working(self) -> bool:
        """Return whether the preview is being worked out, or soon will be."""
        return self._timer.isActive() or self._preview is not None

    @property
    def is_fresh(self) -> bool:
        """Return whether the preview is of what is settled now."""
        return (
            self._is_fresh
            and self._bench.desk.is_open
            and self._revision == self._bench.session.revision
        )

    @property
    def has_tables(self) -> bool:
        """Return whether any file has columns to settle."""
        return any(look.is_table for look in self.looks)

    def add(self, paths: Iterable[Path]) -> None:
        """Look at more files; one that is there already is left as it is."""
        known = {look.choice.path for look in self.looks}
        for path in dict.fromkeys(paths):
            if path not in known:
                self._look(path, self.looks.append)

    def remove(self, look: ListLook) -> None:
        """Leave a file out."""
        self.looks = [one for one in self.looks if one is not look]
        self.looked.emit()
        self.reckon()

    def look_again(self, before: ListLook, choice: ListChoice) -> None:
        """Look at a file again with another sheet, row of headings or mapping."""

        def put(look: ListLook) -> None:
            if look.problem and not before.problem:
                self._bench.messages.say("Not changed.", look.problem, tone="failure")
                return
            self.looks = [look if one.choice.path == choice.path else one for one in self.looks]

        self._look(choice, put, key=f"wizard look {choice.path}")

    def take_mapping(self, before: ListLook, mapping: ColumnMapping) -> None:
        """Settle which column holds what."""
        self.look_again(before, dataclasses.replace(before.choice, mapping=mapping))

    def decide(self, doubt: NameDoubt, words: str, decisions: tuple[NameDecision, ...]) -> None:
        """Keep what was decided about a supplier's name; no decisions takes it back."""
        key = (doubt.name, doubt.candidate)
        if decisions:
            self.decisions[key] = (words, decisions)
        else:
            self.decisions.pop(key, None)
        self.decided.emit()
        self.reckon()

    def answer(self, question: str, answer: str) -> None:
        """Keep how something that can be read in several ways is to be read."""
        self.answers[question] = answer
        self.reckon()

    def reckon(self) -> None:
        """Work the preview out again, a moment after the last change."""
        self._is_fresh = False
        if self._preview is not None:
            task, self._preview = self._preview, None
            task.cancel()
        if self.good:
            self._timer.start()
        else:
            self._timer.stop()
            self.shown, self.problem = None, ""
        self.reckoned.emit()

    def stop(self) -> None:
        """Cancel everything under way."""
        self._is_over = True
        self._timer.stop()
        for task in self._tasks:
            task.cancel()

    def _look(
        self, wanted: ListChoice | Path, put: Callable[[ListLook], None], key: str = ""
    ) -> None:
        path = wanted if isinstance(wanted, Path) else wanted.path
        self._awaited += 1
        task = self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "look_at_list",
            wanted,
            then=put,
            failed=lambda error: self._bench.messages.say(
                "Not read.", error.sentence, tone="failure"
            ),
            title=f"Reading {path.name}",
            key=key,
        )
        self._tasks.append(task)
        task.over.connect(lambda: self._looked(task))

    def _looked(self, task: Task) -> None:
        if not isValid(self):
            return
        self._tasks.remove(task)
        self._awaited -= 1
        self.looked.emit()
        if not self._awaited:
            self.reckon()

    def _reckon(self) -> None:
        if not self.good or not self._bench.desk.is_open:
            return
        session = self._bench.session
        revision = session.revision
        decisions = tuple(one for _, given in self.decisions.values() for one in given)

        def arrived(shown: ImportShown) -> None:
            if task is not self._preview:
                return
            self.shown, self.problem = shown, ""
            self._is_fresh, self._revision = True, revision
            self._gather_doubts(shown)

        def refused(error: BackstopError) -> None:
            if task is self._preview:
                self.shown, self.problem = None, error.sentence

        task = self._bench.tasks.ask(
            self,
            session.study(),
            "preview_lists",
            tuple(self.good),
            decisions,
            dict(self.answers),
            then=arrived,
            failed=refused,
            title="Working out what the import would do",
        )
        self._preview = task
        self._tasks.append(task)
        task.over.connect(lambda: self._reckoned(task))
        self.reckoned.emit()

    def _reckoned(self, task: Task) -> None:
        if not isValid(self):
            return
        self._tasks.remove(task)
        if task is not self._preview:
            return
        self._preview = None
        if not self._is_fresh and not self.problem:
            self.problem = "It was not worked out what the import would do."
        self.reckoned.emit()

    def _gather_doubts(self, shown: ImportShown) -> None:
        """Keep decided names in view: the preview no longer asks about them."""
        kept = {key: one for key, one in self.doubts.items() if key in self.decisions}
        kept.update({(one.name, one.candidate): one for one in shown.preview.names_to_review})
        self.doubts = kept
        self.decided.emit()

    def _register_changed(self, _touched: object) -> None:
        if self.looks and not self._is_over:
            self.reckon()
