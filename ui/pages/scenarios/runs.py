"""Scenarios run: the last report of each, whether it is out of date, and drafts not yet kept."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime, QObject, Signal

from planner.errors import BackstopError
from planner.register.records import Scenario
from ui.desk import Touched
from ui.tasks import Lane, Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.scenario_report import ScenarioReport

ANSWER = "scenario_report"
CHANGES_NO_RUN = frozenset(
    {
        "scenario",
        "plan",
        "action",
        "decision",
        "timetable_task",
        "contact",
        "warning_sign",
        "accounts",
        "spend",
        "exercise",
        "inject",
        "lesson",
        "review",
    }
)
"""Kinds of record that no run reads, but for the scenario itself."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """What is remembered of a scenario's last run, also when the window is opened again.

    Person-days past the must limit, pounds, when it was (ISO), and the mark of what it rests on.
    """

    late: float | None
    cost: float
    at: str
    mark: str

    @property
    def date(self) -> datetime.date:
        """Return the day it was run."""
        return datetime.datetime.fromisoformat(self.at).date()

    @property
    def when(self) -> str:
        """Return the day and time it was run, in words."""
        moment = datetime.datetime.fromisoformat(self.at)
        return f"{moment.day} {moment:%b %Y, %H:%M}"


class Runs(QObject):
    """The reports at hand. `changed` carries the code of a scenario whose report came or aged."""

    changed = Signal(str)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self.drafts: dict[str, Scenario] = {}
        self._reports: dict[str, ScenarioReport] = {}
        self._aged: set[str] = set()
        self._revision = bench.session.revision
        self._tasks: dict[str, Task] = {}
        self._waiting: list[str] = []
        self._in_all = 0
        bench.desk.edited.connect(self._follow)

    def scenario(self, code: str) -> Scenario | None:
        """Return a draft, or the scenario as the register has it; None where there is neither."""
        return self.drafts.get(code) or self.bench.session.register.scenarios.get(code)

    def is_kept(self, code: str) -> bool:
        """Return whether the register holds the scenario."""
        return code in self.bench.session.register.scenarios

    def report(self, code: str) -> ScenarioReport | None:
        """Return the last report of a scenario, up to date or not."""
        return self._reports.get(code)

    def is_stale(self, code: str) -> bool:
        """Return whether the register or the scenario changed since the report."""
        found = self._reports.get(code)
        return found is not None and (code in self._aged or found.scenario != self.scenario(code))

    def is_running(self, code: str) -> bool:
        """Return whether a scenario is being run."""
        task = self._tasks.get(code)
        return task is not None and not task.is_over

    def cancel(self, code: str) -> None:
        """Stop a run; the report before stays."""
        if code in self._tasks:
            self._tasks[code].cancel()

    @property
    def is_running_all(self) -> bool:
        """Return whether several scenarios are being run one after another."""
        return self._in_all > 0

    def run_all(self, codes: Sequence[str]) -> None:
        """Run scenarios one after another; each result is kept as it comes.

        Cancel in the bar of the window ends the one that runs and those that wait.
        """
        if not self.is_running_all:
            self._waiting, self._in_all = list(codes), len(codes)
            self._run_next()

    def _run_next(self) -> None:
        if not self.bench.desk.is_open:
            self._waiting, self._in_all = [], 0
            return
        while self._waiting:
            number = self._in_all - len(self._waiting) + 1
            scenario = self.scenario(self._waiting.pop(0))
            if scenario is not None and not self.is_running(scenario.id):
                title = f"Running {number} of {self._in_all}: “{scenario.title}”"
                self.run(scenario, title=title, lane="long").over.connect(self._run_next)
                return
        self._in_all = 0
        self.changed.emit("")

    def run(
        self,
        scenario: Scenario,
        then: Callable[[], object] | None = None,
        *,
        title: str = "",
        lane: Lane = "quick",
    ) -> Task:
        """Run a scenario in the background, kept or not, and return the work."""
        revision = self.bench.session.revision

        def arrived(found: ScenarioReport) -> None:
            self._reports[scenario.id] = found
            if self.bench.session.revision == revision:
                self._aged.discard(scenario.id)
                self.bench.results.keep((ANSWER, scenario.id), found, revision)
            else:
                self._aged.add(scenario.id)
            self._remember(found)
            self.changed.emit(scenario.id)
            if then is not None:
                then()

        def failed(error: BackstopError) -> None:
            self.bench.messages.say("Not run.", error.sentence, tone="failure")

        task = self.bench.tasks.ask(
            self,
            self.bench.session.study(),
            ANSWER,
            scenario,
            then=arrived,
            failed=failed,
            title=title or f"Running “{scenario.title}”",
            lane=lane,
            key=f"{ANSWER} {scenario.id}",
        )
        self._tasks[scenario.id] = task
        task.cancelled.connect(lambda: self._waiting.clear() if lane == "long" else None)
        task.over.connect(lambda: self._over(scenario.id, task))
        self.changed.emit(scenario.id)
        return task

    def last(self, code: str) -> LastRun | None:
        """Return what is remembered of a scenario's last run, also from before today."""
        kept = self.bench.memory.value(self._memory_key(code))
        try:
            return LastRun(**json.loads(kept)) if isinstance(kept, str) else None
        except (ValueError, TypeError):
            return None

    def _remember(self, found: ScenarioReport) -> None:
        at = QDateTime.currentDateTime().toPython()
        assert isinstance(at, datetime.datetime)
        last: dict[str, Any] = {
            "late": found.late_must,
            "cost": found.net_cost,
            "at": at.isoformat(timespec="minutes"),
            "mark": found.mark,
        }
        self.bench.memory.setValue(self._memory_key(found.scenario.id), json.dumps(last))

    def _memory_key(self, code: str) -> str:
        path = str(self.bench.session.path)
        file = hashlib.sha256(path.encode()).hexdigest()[:12]
        return f"scenarios/last/{file}/{code}"

    def _over(self, code: str, task: Task) -> None:
        if self._tasks.get(code) is task:
            del self._tasks[code]
        self.changed.emit(code)

    def _follow(self, touched: Touched) -> None:
        before, self._revision = self._revision, self.bench.session.revision
        results = self.bench.results
        kept_now = self.bench.session.register.scenarios
        for _, code in (one for one in touched.records if one[0] == "scenario"):
            # A draft that is kept is a draft no more; one whose keeping is undone is one again.
            draft = self.drafts.pop(code, None) if code in kept_now else None
            if code not in kept_now and code in self._reports and draft is None:
                self.drafts.setdefault(code, self._reports[code].scenario)
        for code, found in self._reports.items():
            if touched.kinds - CHANGES_NO_RUN:
                self._aged.add(code)
            elif found.scenario == self.scenario(code) and code not in self._aged:
                kept = results.get(ANSWER, code)
                if kept is not None and kept.revision == before:
                    results.keep((ANSWER, code), found, self._revision)
            self.changed.emit(code)
        if touched.touches("scenario") and not self._reports:
            self.changed.emit("")
