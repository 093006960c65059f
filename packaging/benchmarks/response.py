"""Time one response at scale against the same programme given straight to HiGHS.

The question has 2,000 groups, 300 options and 38 periods: ten services of three classes, options
for some areas and needs only, mobilisation and ramps, pools shared between options, money that is
short. The rivals solve the same rows and columns for the same objectives in strict order, by each
of the algorithms of HiGHS, with everything built beforehand; the best of them counts.
Run it with the project's Python: `python packaging/benchmarks/response.py`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

import highspy
import numpy as np

from planner.register.records import Option
from planner.scenario.build_response import Build
from planner.scenario.lexicographic import LEAST_ROOM, Solver, loaded
from planner.scenario.outcome import CLASSES, Period
from planner.scenario.question import Question, Together, capacity_by_day, mean_by_period

GROUPS, OPTIONS, SERVICES, POOLS = 2_000, 300, 10, 40
HORIZON = 182
ELIGIBLE = 0.35
PERIODS = tuple(
    [Period(day, 1) for day in range(14)] + [Period(start, 7) for start in range(14, HORIZON, 7)]
)
RIVALS = ("simplex", "ipm", "pdlp")
GIVE_UP_AFTER = 900.0
"""Seconds after which a rival is stopped."""


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
    """Seconds of the processor, peak memory in megabytes, and the value of each objective in order."""

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
    return Solved(seconds, built, peak(), len(build.served), dict(zip(names, answer.objectives)))


def straight(algorithm: str) -> Solved:
    """Solve the same by one algorithm of HiGHS; only the solving is timed."""
    build = Build(question())
    names, objectives = build.objectives()
    highs = loaded(build.programme, searching=False)
    highs.setOptionValue("solver", algorithm)
    highs.setOptionValue("time_limit", GIVE_UP_AFTER)
    start = time.process_time()
    values = {}
    for name, objective in zip(names, objectives, strict=True):
        used = np.arange(objective.factors.size, dtype=np.int32)
        highs.changeColsCost(used.size, used, objective.factors)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise SystemExit(f"{algorithm}: {highs.modelStatusToString(highs.getModelStatus())}")
        columns = np.asarray(highs.getSolution().col_value)
        value = objective.constant + float(objective.factors @ columns)
        values[name] = value
        room = max(objective.tolerance * abs(value), LEAST_ROOM)
        held = np.flatnonzero(objective.factors).astype(np.int32)
        limit = value + room - objective.constant
        highs.addRow(-highspy.kHighsInf, limit, held.size, held, objective.factors[held])
        print(f"  {algorithm}: {name} at {time.process_time() - start:.1f} s", file=sys.stderr)
    seconds = time.process_time() - start
    return Solved(seconds, 0.0, peak(), len(build.served), values)


def peak() -> float:
    """Return the most memory this process has used, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(who: str) -> Solved | None:
    """Solve in a process of its own; None where it gave up."""
    command = [sys.executable, __file__, who]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return Solved(**json.loads(ran.stdout)) if ran.returncode == 0 else None


def difference(one: Solved, other: Solved) -> float:
    """Return the largest difference of an objective, as a part of it."""
    return max(
        abs(value - other.values[name]) / max(1.0, abs(value)) for name, value in one.values.items()
    )


def main(arguments: list[str]) -> None:
    """Print the seconds of ours and of each rival."""
    if arguments:
        who = arguments[0]
        print(json.dumps(asdict(ours() if who == "ours" else straight(who))))
        return
    mine = apart("ours")
    assert mine is not None
    print(f"{GROUPS:,} groups, {OPTIONS} options, {len(PERIODS)} periods: {mine.columns:,} columns")
    print(f"  ours: {mine.seconds:.1f} s (building {mine.build_seconds:.1f} s)", end="")
    print(f", peak memory {mine.memory:,.0f} MB")
    for who in RIVALS:
        other = apart(who)
        if other is None:
            print(f"  HiGHS {who}: not done within {GIVE_UP_AFTER:.0f} s")
            continue
        print(f"  HiGHS {who}: {other.seconds:.1f} s, {other.memory:,.0f} MB; ", end="")
        print(f"ours takes {mine.seconds / other.seconds:.2f} of that; ", end="")
        print(f"objectives differ by {difference(mine, other):.0e}")


if __name__ == "__main__":
    main(sys.argv[1:])
