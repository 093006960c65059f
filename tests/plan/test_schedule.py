"""The critical path against published instances, and what must hold for any timetable."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.plan.calendar import every_day, working_calendar
from planner.plan.schedule import Schedule, Task, critical_path, dated
from planner.plan.schedule_chance import drawn

# Hillier and Lieberman, Reliable Construction: low, likely, high in weeks, and what comes before.
RELIABLE: dict[str, tuple[float, float, float, str]] = {
    "A": (1, 2, 3, ""),
    "B": (2, 3.5, 8, "A"),
    "C": (6, 9, 18, "B"),
    "D": (4, 5.5, 10, "C"),
    "E": (1, 4.5, 5, "C"),
    "F": (4, 4, 10, "E"),
    "G": (5, 6.5, 11, "D"),
    "H": (5, 8, 17, "EG"),
    "I": (3, 7.5, 9, "C"),
    "J": (3, 9, 9, "FI"),
    "K": (4, 4, 4, "J"),
    "L": (1, 5.5, 7, "J"),
    "M": (1, 2, 3, "H"),
    "N": (5, 5.5, 9, "KL"),
}


def _tasks(given_tasks: dict[str, tuple[float, float, float, str]]) -> list[Task]:
    return [
        Task(name, low, likely, high, tuple(needs))
        for name, (low, likely, high, needs) in given_tasks.items()
    ]


def _on_means(tasks: list[Task]) -> Schedule:
    return critical_path(tasks, {task.name: task.mean for task in tasks})


def _psplib(path: Path) -> tuple[list[Task], int]:
    lines = path.read_text().splitlines()
    place = next(i for i, line in enumerate(lines) if "MPM-Time" in line)
    length = int(lines[place + 1].split()[-1])
    relations = next(i for i, line in enumerate(lines) if line.startswith("jobnr.    #modes"))
    needs: dict[str, list[str]] = {}
    jobs = []
    for line in lines[relations + 1 :]:
        if line.startswith("*"):
            break
        job, _modes, _count, *after = line.split()
        jobs.append(job)
        for name in after:
            needs.setdefault(name, []).append(job)
    table = next(i for i, line in enumerate(lines) if line.startswith("jobnr. mode"))
    durations = {}
    for line in lines[table + 2 :]:
        if line.startswith("*"):
            break
        job, _mode, days, *_ = line.split()
        durations[job] = int(days)
    tasks = [
        Task(job, durations[job], durations[job], durations[job], tuple(needs.get(job, ())))
        for job in jobs
    ]
    return tasks, length


def _patterson(path: Path) -> list[Task]:
    numbers = iter([int(word) for word in path.read_text().split()])
    jobs, resources = next(numbers), next(numbers)
    for _ in range(resources):
        next(numbers)
    days: dict[str, int] = {}
    needs: dict[str, list[str]] = {}
    for job in range(1, jobs + 1):
        days[str(job)] = next(numbers)
        for _ in range(resources):
            next(numbers)
        for _ in range(next(numbers)):
            needs.setdefault(str(next(numbers)), []).append(str(job))
    return [Task(job, d, d, d, tuple(needs.get(job, ()))) for job, d in days.items()]


def test_psplib_instances_have_their_printed_length(shared: Path) -> None:
    files = sorted((shared / "data/benchmarks/psplib_j30").glob("*.sm"))
    assert len(files) == 320
    open_days = every_day(datetime.date(2026, 1, 1), 1000)
    for file in files:
        tasks, length = _psplib(file)
        found = critical_path(tasks, {task.name: task.likely for task in tasks})
        assert found.finish == length, file.name
        assert drawn(tasks, open_days, 0, 1, seed=1).ends.tolist() == [length], file.name


def test_patterson_critical_paths_are_never_above_the_optimum(shared: Path) -> None:
    folder = shared / "data/benchmarks/patterson"
    rows = (folder / "optimum.csv").read_text().split()[1:]
    equal = 0
    for row in rows:
        name, optimum = row.split(",")
        tasks = _patterson(folder / name)
        found = critical_path(tasks, {task.name: task.likely for task in tasks})
        assert found.finish <= int(optimum), name
        equal += found.finish == int(optimum)
    assert len(rows) == 74
    assert equal > 0


def test_reliable_construction_takes_44_weeks() -> None:
    tasks = _tasks(RELIABLE)
    found = _on_means(tasks)
    assert found.finish == pytest.approx(44)
    assert "".join(found.path) == "ABCEFJLN"
    variance = sum(task.variance for task in tasks if task.name in found.path)
    assert variance == pytest.approx(9)
    slack = {name: round(timing.total_float) for name, timing in found.timings.items()}
    late = {name: days for name, days in slack.items() if days}
    assert late == {"D": 4, "G": 4, "H": 4, "M": 4, "I": 2, "K": 1}


def test_published_table_of_14_activities_agrees(shared: Path) -> None:
    known = json.loads((shared / "data/benchmarks/known_answers/known_answers.json").read_text())
    case = known["critical_path"][0]
    tasks = [Task(name, *row[:3], tuple(row[3])) for name, row in case["activities"].items()]
    found = _on_means(tasks)
    assert found.finish == pytest.approx(case["expected_duration"])
    assert list(found.path) == case["critical_path"]
    for name, row in case["table_mean_var_es_ef_ls_lf_slack"].items():
        timing = found.timings[name]
        times = [timing.early_start, timing.early_finish, timing.late_start, timing.late_finish]
        assert [*times, timing.total_float] == pytest.approx(row[2:], abs=1e-3)


_durations = st.integers(0, 20)


@st.composite
def _networks(draw: st.DrawFn) -> list[Task]:
    count = draw(st.integers(1, 9))
    tasks: list[Task] = []
    for number in range(count):
        needs = tuple(name.name for name in tasks if draw(st.booleans()))
        low, likely, high = sorted(draw(st.tuples(_durations, _durations, _durations)))
        tasks.append(Task(f"t{number}", low, likely, high, needs, draw(st.booleans())))
    return tasks


@settings(max_examples=25, deadline=None)
@given(_networks())
def test_floats_are_never_negative_and_the_longest_path_fills_the_time(tasks: list[Task]) -> None:
    durations = {task.name: task.likely for task in tasks}
    found = critical_path(tasks, durations)
    assert sum(durations[name] for name in found.path) == found.finish
    for timing in found.timings.values():
        assert timing.total_float >= timing.free_float >= 0
    assert all(found.timings[name].total_float == 0 for name in found.path)


@settings(max_examples=25, deadline=None)
@given(_networks(), st.integers(0, 8), st.integers(1, 10))
def test_a_longer_task_never_brings_the_end_forward(
    tasks: list[Task], which: int, more: int
) -> None:
    calendar = working_calendar("england_and_wales", 2026)
    chosen = which % len(tasks)
    longer = [
        Task(t.name, t.low, t.likely + more * (i == chosen), t.high + more, t.needs, t.every_day)
        for i, t in enumerate(tasks)
    ]
    before, after = dated(tasks, calendar, 40), dated(longer, calendar, 40)
    assert after.finish >= before.finish
    for timing in before.timings.values():
        assert timing.total_float >= 0
        assert timing.free_float >= 0


@settings(max_examples=20, deadline=None)
@given(_networks())
def test_a_calendar_without_closed_days_changes_nothing(tasks: list[Task]) -> None:
    plain = critical_path(tasks, {task.name: task.likely for task in tasks})
    open_days = every_day(datetime.date(2026, 1, 1), 4000)
    on_calendar = dated(tasks, open_days, 0)
    assert on_calendar.finish == plain.finish
    for name, timing in plain.timings.items():
        assert on_calendar.timings[name].early_start == timing.early_start
        assert on_calendar.timings[name].total_float == timing.total_float
        assert on_calendar.timings[name].free_float == timing.free_float


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([Task("a", 1, 1, 1, ("b",)), Task("b", 1, 1, 1, ("a",))], "circle"),
        ([Task("a", 1, 1, 1, ("b",))], "not in the timetable"),
        ([Task("a", 1, 1, 1), Task("a", 1, 1, 1)], "same name"),
    ],
)
def test_timetables_that_cannot_be_are_refused(tasks: list[Task], words: str) -> None:
    with pytest.raises(InputRefused, match=words):
        dated(tasks, working_calendar("scotland", 2026), 0)
