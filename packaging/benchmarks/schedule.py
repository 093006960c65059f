"""How fast timetables are drawn, against a plain loop over a networkx graph with equal answers.

    python packaging/benchmarks/schedule.py [tasks] [draws]

200 tasks on the calendars of three nations, each waiting for up to three before it. Both are given
the same drawn lengths and work out, for every draw, the end of the whole and which tasks are on a
critical path; the program stops with an error unless every end and every count is the same. Times
are of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import sys
import time

import networkx
import numpy as np

from planner.plan.calendar import WorkingCalendar, working_calendar
from planner.plan.durations import drawn_lengths
from planner.plan.schedule import Task, in_order
from planner.plan.schedule_chance import timetables

START, SEED = 40, 1
NATIONS = ("england_and_wales", "scotland", "northern_ireland")


def made_tasks(count: int) -> list[Task]:
    """Return tasks in layers, so that many paths run side by side and some nearly tie."""
    generator = np.random.default_rng(SEED)
    tasks: list[Task] = []
    for number in range(count):
        layer = number // 10
        before = range(max(0, (layer - 1) * 10), layer * 10)
        wanted = min(len(before), int(generator.integers(1, 4)))
        needs = tuple(f"t{one}" for one in generator.choice(list(before), wanted, replace=False))
        low = int(generator.integers(1, 8))
        likely = low + int(generator.integers(0, 6))
        high = likely + int(generator.integers(1, 15))
        nation = NATIONS[number % len(NATIONS)]
        tasks.append(Task(f"t{number}", low, likely, high, needs, calendar=nation))
    return in_order(tasks)


def plain_loop(
    tasks: list[Task], calendars: dict[str, WorkingCalendar], lengths: np.ndarray
) -> tuple[list[int], list[int]]:
    """Return ends and critical counts, one draw after another over a graph."""
    graph = networkx.DiGraph()
    for row, task in enumerate(tasks):
        graph.add_node(row)
        graph.add_edges_from((int(need[1:]), int(task.name[1:])) for need in task.needs)
    order = list(networkx.topological_sort(graph))
    places = {int(task.name[1:]): row for row, task in enumerate(tasks)}
    tables = {
        name: (calendar.before.tolist(), calendar.at.tolist())
        for name, calendar in calendars.items()
    }
    before_of = [tables[tasks[places[node]].calendar][0] for node in range(len(tasks))]
    at_of = [tables[tasks[places[node]].calendar][1] for node in range(len(tasks))]
    ends: list[int] = []
    counts = [0] * len(tasks)
    for draw in range(lengths.shape[1]):
        days = lengths[:, draw].tolist()
        ready: dict[int, int] = {}
        start: dict[int, int] = {}
        finish: dict[int, int] = {}
        for node in order:
            first = max((finish[one] for one in graph.predecessors(node)), default=START)
            ready[node] = first
            open_days = before_of[node][first]
            start[node] = at_of[node][open_days]
            finish[node] = at_of[node][open_days + days[places[node]] - 1] + 1
        end = max(finish.values())
        ends.append(end)
        late: dict[int, int] = {}
        longest: dict[int, bool] = {}
        for node in reversed(order):
            latest, is_longest = end, finish[node] == end
            for one in graph.successors(node):
                latest = min(latest, late[one])
                is_longest = is_longest or (longest[one] and finish[node] == ready[one])
            before = before_of[node]
            late[node] = max(start[node], at_of[node][before[latest] - days[places[node]]])
            longest[node] = is_longest
            if is_longest or before[late[node]] == before[start[node]]:
                counts[places[node]] += 1
    return ends, counts


def main() -> None:
    """Time both, hold their answers against each other, and print the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    tasks = made_tasks(count)
    calendars = {nation: working_calendar(nation, 2026) for nation in NATIONS}
    began = time.process_time()
    lengths = np.rint(drawn_lengths(tasks, draws, SEED)).astype(np.int32)
    sampling = time.process_time() - began
    began = time.process_time()
    again = np.rint(drawn_lengths(tasks, draws, SEED)).astype(np.int32)
    sampling = min(sampling, time.process_time() - began)
    assert np.array_equal(lengths, again)
    passes = float("inf")
    for _ in range(5):
        began = time.process_time()
        found = timetables(tasks, calendars, START, lengths)
        passes = min(passes, time.process_time() - began)
    print(f"{count} tasks, {draws:,} draws, {len(NATIONS)} calendars, floats and critical paths")
    print(f"  lengths drawn   {sampling:8.3f} s")
    print(
        f"  timetables      {passes:8.3f} s   {passes / count / draws * 1e9:.1f} ns a task and draw"
    )
    began = time.process_time()
    ends, counts = plain_loop(tasks, calendars, lengths)
    loop = time.process_time() - began
    if ends != found.ends.tolist() or counts != np.rint(found.critical * draws).tolist():
        raise SystemExit("The answers differ.")
    print(f"  networkx loop   {loop:8.3f} s   the same ends and the same critical counts")
    print(
        f"  ratio           {loop / passes:8.0f} x   "
        f"({(loop + sampling) / (passes + sampling):.0f} x where both also draw)"
    )


if __name__ == "__main__":
    main()
