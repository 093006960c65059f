"""Time one response at scale against the same programme given straight to HiGHS.

The question has 2,000 groups, 300 options and 38 periods: ten services of three classes, options
for some areas and needs only, mobilisation and ramps, pools shared between options, money that is
short. The rivals solve the same rows and columns for the same objectives in strict order, by each
of the algorithms of HiGHS, with everything built beforehand; the best of them counts.
Run it with the project's Python: `python packaging/benchmarks/response.py`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import highspy
import numpy as np
from measured import Measured, times, told

from planner.register.records import Option
from planner.scenario.build_response import Build
from planner.scenario.lexicographic import LEAST_ROOM, LITTLE, Solver, loaded
from planner.scenario.outcome import CLASSES, Period
from planner.scenario.question import Question, Together, capacity_by_day, mean_by_period

GROUPS, OPTIONS, SERVICES, POOLS = 2_000, 300, 10, 40
HORIZON = 182
ELIGIBLE = 0.35
PERIODS = tuple(
    [Period(day, 1) for day in range(14)] + [Period(start, 7) for start in range(14, HORIZON, 7)]
)
RIVALS = ("simplex", "ipm", "pdlp")
GIVE_UP_AFTER = 60.0
"""Seconds of the processor after which a rival is stopped."""
NEAR = 1e-5
"""By how much of itself an objective may differ, for rounding and what each gives up."""


def question() -> Question:
    """Return the question, drawn from one seed."""
    chance = np.random.default_rng(3)
    services = [f"S{number}" for number in range(SERVICES)]
    options = {}
    pools = {f"P{number}": float(chance.integers(40, 200)) for number in range(POOLS)}
    for number in range(OPTIONS):
        option = Option(
            f"O{number}",
            services[number % SERVICES],
            "spot_purchase",
            capacity=float(chance.integers(20, 150)),
            unit_cost_day=float(chance.integers(20, 120)),
            mobilise_days=int(chance.choice([0, 2, 7, 14, 28])),
            ramp_days=int(chance.choice([0, 7, 28, 56])),
            pool=str(chance.choice(list(pools))) if chance.random() < 0.4 else None,
        )
        options[option.id] = capacity_by_day(option, 0, HORIZON, None)
    of_service = {
        service: [id_ for id_, usable in options.items() if usable.option.service == service]
        for service in services
    }
    groups = []
    for number in range(GROUPS):
        service = services[number % SERVICES]
        may = tuple(id_ for id_ in of_service[service] if chance.random() < ELIGIBLE)
        people = float(chance.integers(2, 60))
        limit = int(chance.choice([1, 3, 14, 28]))
        late = np.array([float(max(0, p.end - max(p.start, limit))) for p in PERIODS])
        class_ = CLASSES[(number % SERVICES) % 3]
        lost = people * np.clip(chance.uniform(0.3, 1.0) + np.arange(HORIZON) / 60, 0.0, 1.0)
        groups.append(Together(service, class_, may, mean_by_period(lost, PERIODS), late))
    credit = {service: float(chance.integers(35, 100)) * 1e6 for service in services}
    reserves = {"R1": 30e6, "R2": 10e6}
    return Question(
        PERIODS, tuple(groups), options, pools, credit, reserves, {"R1": (), "R2": ("S0", "S3")}
    )


@dataclass(frozen=True, slots=True)
class Solved:
    """Seconds of the processor, peak memory in megabytes, the value of each objective by name."""

    seconds: float
    build_seconds: float
    memory: float
    columns: int
    values: dict[str, float]


def ours() -> Solved:
    """Build and solve as a response does."""
    asked = question()
    start = time.process_time()
    build = Build(asked)
    names, objectives = build.objectives()
    built = time.process_time() - start
    answer = Solver(build.programme, objectives).solve()
    seconds = time.process_time() - start
    values = dict(zip(names, answer.objectives, strict=True))
    return Solved(seconds, built, peak(), len(build.served), values)


def straight(algorithm: str) -> Iterator[Solved]:
    """Solve the same by one algorithm of HiGHS and yield how far it is after each objective.

    Only the solving is timed. A process that takes too long is ended by the system.
    """
    build = Build(question())
    names, objectives = build.objectives()
    highs = loaded(build.programme, searching=False)
    highs.setOptionValue("solver", algorithm)
    start = time.process_time()
    most = int(start + GIVE_UP_AFTER) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    values = {}
    for name, objective in zip(names, objectives, strict=True):
        used = np.arange(objective.factors.size, dtype=np.int32)
        highs.changeColsCost(used.size, used, objective.factors)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        columns = np.asarray(highs.getSolution().col_value)
        value = objective.constant + float(objective.factors @ columns)
        values[name] = value
        room = max(min(objective.tolerance, LITTLE) * abs(value), LEAST_ROOM)
        held = np.flatnonzero(objective.factors).astype(np.int32)
        limit = value + room - objective.constant
        highs.addRow(-highspy.kHighsInf, limit, held.size, held, objective.factors[held])
        yield Solved(time.process_time() - start, 0.0, peak(), len(build.served), dict(values))


def peak() -> float:
    """Return the most memory this process has used, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(who: str) -> Solved | None:
    """Solve in a process of its own; return how far it came, None for nowhere."""
    command = [sys.executable, __file__, who]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    lines = ran.stdout.splitlines()
    return Solved(**json.loads(lines[-1])) if lines else None


def difference(one: Solved, other: Solved) -> float:
    """Return the largest difference of an objective that both came to, as a part of it."""
    return max(
        abs(value - one.values[name]) / max(1.0, abs(value)) for name, value in other.values.items()
    )


def in_words(who: str, other: Solved | None, objectives: int) -> str:
    """Return what a rival took, or how far it came."""
    if other is None or len(other.values) < objectives:
        done = 0 if other is None else len(other.values)
        return f"{who} {done} of {objectives} objectives in {told(GIVE_UP_AFTER)}"
    return f"{who} {told(other.seconds)}"


def rows() -> list[Measured]:
    """Return what was measured."""
    mine = apart("ours")
    if mine is None:
        raise SystemExit("Response: ours found no answer.")
    count = len(mine.values)
    others = {who: apart(who) for who in RIVALS}
    found = [other for other in others.values() if other is not None]
    if not found or max(difference(mine, other) for other in found) > NEAR:
        raise SystemExit("Response: the answers differ, or no rival came to any.")
    done = [other.seconds for other in found if len(other.values) == count]
    best = min(done, default=GIVE_UP_AFTER)
    work = f"one response, {GROUPS:,} groups x {OPTIONS} options x {len(PERIODS)} periods"
    words = ", ".join(in_words(who, other, count) for who, other in others.items())
    return [
        Measured(
            f"{work} ({mine.columns:,} columns)",
            "1.5 times as long as the best of HiGHS, 2 GB",
            f"{told(mine.seconds)}, {mine.memory:,.0f} MB",
            f"the same programme given straight to HiGHS: {words}",
            f"{'' if done else 'more than '}{times(best / mine.seconds)}",
        )
    ]


def main(arguments: list[str]) -> None:
    """Print what was measured; with a name, what one of ours and the rivals takes."""
    if arguments:
        who = arguments[0]
        for found in [ours()] if who == "ours" else straight(who):
            print(json.dumps(asdict(found)), flush=True)
        return
    for row in rows():
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
