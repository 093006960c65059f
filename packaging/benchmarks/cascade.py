"""Time the cascade alone, of many draws and of N-1 at scale, against a plain networkx loop.

The networks are drawn from a seed: links with buffers, replacement and needs that add up, income
and cash, rings among them. The rival is what an analyst writes with networkx: every node on every
day. It is timed on a few draws, for it would take hours, and its answers are compared there.
Run it with the project's Python: `python packaging/benchmarks/cascade.py`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from statistics import NormalDist

import networkx as nx
import numpy as np
from measured import Measured, times, told
from numpy.typing import NDArray

from planner.dependence.link_rows import LinkRows, starts_and_links
from planner.scenario.kernel.compiled import is_fast
from planner.scenario.kernel.follow import AVAILABLE, INSOLVENT
from planner.scenario.kernel.many import Cases, Losses, Wiring, falls_alone, losses_of
from planner.scenario.kernel.records import nodes_and_links

HORIZON = 182
DRAWS, PROVIDERS, CONTRACTS = 10_000, 500, 2_000
MANY_PROVIDERS, MANY_CONTRACTS = 25_000, 100_000
RIVAL_DRAWS = 4
RIVAL_FALLS = 1
LINKS_EACH = 1.2
FAILS_IN_HALF_A_YEAR = 0.01
CORRELATION = 0.2
NEAR = 1e-9
"""By how much of the largest two answers may differ."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of the processor that ours takes, and the peak memory of it all in megabytes."""

    draws: float
    falls: float | None
    memory: float


def town(providers: int, contracts: int) -> tuple[Wiring, Floats]:
    """Return a wiring and the people of each provider by class, all drawn from one seed."""
    chance = np.random.default_rng(7)
    count = int(LINKS_EACH * providers)
    # A twentieth are makers whom many buy from, a quarter sub-contractors; each leans on those
    # before its own sort, but for one link in twenty, which may lead anywhere and close a ring.
    first = np.array([providers // 20, providers * 3 // 10])
    down = chance.integers(first[0], providers, count)
    before = np.where(down < first[1], first[0], first[1])
    up = (chance.random(count) ** 1.5 * before).astype(np.int64)
    up = np.where(chance.random(count) < 0.05, chance.integers(0, providers, count), up)
    pairs = np.unique(np.column_stack([down, up])[up != down], axis=0)
    down, up = pairs[:, 0], pairs[:, 1]
    count = len(up)
    income = np.where(chance.random(count) < 0.6, chance.uniform(0.02, 0.4, count), 0.0)
    links = LinkRows(
        *starts_and_links(providers, up.tolist(), down.tolist()),
        link_up=up,
        link_down=down,
        share=chance.uniform(0.05, 0.6, count),
        buffer=chance.choice([0, 1, 3, 7, 14], count),
        replace=chance.choice([-1, 28, 56, 91], count),
        # Two inputs a provider, so that some losses add up and some do not.
        need=2 * down + chance.integers(0, 2, count),
        income=income,
        arrears=income * chance.choice([14.0, 30.0], count),
    )
    cash = np.where(chance.random(providers) < 0.8, chance.integers(5, 90, providers), -1.0)
    people = np.zeros((providers, 3))
    who, classes = chance.integers(0, providers, contracts), chance.integers(0, 3, contracts)
    np.add.at(people, (who, classes), chance.integers(5, 300, contracts).astype(float))
    return nodes_and_links(links, cash, chance.uniform(0.5, 1.0, providers)), people


def draws_of(providers: int, draws: int) -> Cases:
    """Return draws in which providers fail together by a common factor, on a day of their own."""
    chance = np.random.default_rng(11)
    common = chance.standard_normal((draws, 1)) * CORRELATION**0.5
    own = chance.standard_normal((draws, providers)) * (1 - CORRELATION) ** 0.5
    draw, node = np.nonzero(common + own < NormalDist().inv_cdf(FAILS_IN_HALF_A_YEAR))
    day = chance.integers(0, HORIZON, len(draw))
    starts = np.concatenate(([0], np.cumsum(2 * np.bincount(draw, minlength=draws))))
    return Cases(
        starts.astype(np.int64),
        np.repeat(day, 2).astype(np.int64),
        np.tile([AVAILABLE, INSOLVENT], len(draw)).astype(np.int64),
        np.repeat(node, 2).astype(np.int64),
        np.zeros(2 * len(draw)),
    )


def rival(wiring: Wiring, people: Floats, cases: Cases) -> Floats:
    """Return the person-days lost by class in each case, every node on every day by networkx."""
    graph = nx.MultiDiGraph()
    nodes, links = wiring
    for node, weight in enumerate(people):
        record = nodes[node]
        graph.add_node(node, cash=record["cash"], kept=record["kept"], people=weight)
    for link in links:
        names = ("share", "buffer", "replace", "need", "income", "arrears")
        graph.add_edge(
            int(link["up"]), int(link["down"]), **{name: link[name].item() for name in names}
        )
    found = []
    for case in range(len(cases)):
        fails = {}
        for place in range(int(cases.starts[case]), int(cases.starts[case + 1])):
            fails[int(cases.nodes[place])] = int(cases.days[place])
        found.append(rival_case(graph, fails))
    return np.array(found)


def rival_case(graph: nx.MultiDiGraph, fails: dict[int, int]) -> Floats:
    """Return the person-days lost by class when each of `fails` ceases on its day."""
    insolvent = dict(fails)
    delivery = {node: [1.0] * HORIZON for node in graph}
    first: dict[int, int] = {}
    cash = {node: graph.nodes[node]["cash"] for node in graph}
    out: set[int] = set()
    lost = np.zeros(3)
    for day in range(HORIZON):
        for node in graph:
            if node in insolvent and day >= insolvent[node]:
                delivery[node][day] = 0.0
                first.setdefault(node, day)
        moved = True
        while moved:
            moved = False
            for node in graph:
                losses: dict[int, float] = {}
                for up, _, link in graph.in_edges(node, data=True):
                    then = day - link["buffer"]
                    if then < 0 or up not in first:
                        continue
                    if link["replace"] >= 0 and day >= first[up] + link["replace"]:
                        continue
                    loss = link["share"] * (1 - delivery[up][then])
                    losses[link["need"]] = losses.get(link["need"], 0.0) + loss
                possible = 1 - min(1.0, max(losses.values(), default=0.0))
                if possible < delivery[node][day] - 1e-12:
                    delivery[node][day] = possible
                    first.setdefault(node, day)
                    moved = True
        for node in graph:
            lost += graph.nodes[node]["people"] * (1 - delivery[node][day])
        short = []
        for node in graph:
            if cash[node] < 0 or node in insolvent or node in out:
                continue
            missing = written_off = 0.0
            for _, down, link in graph.out_edges(node, data=True):
                missing += link["income"] * (1 - delivery[down][day])
                if insolvent.get(down) == day:
                    written_off += link["arrears"]
            left = cash[node] - missing * graph.nodes[node]["kept"] - written_off
            if left < -1e-12:
                short.append(node)
            else:
                cash[node] = max(0.0, left)
        for node in short:
            out.add(node)
            if day + 1 < HORIZON:
                insolvent[node] = day + 1
    return lost


def ours(wiring: Wiring, people: Floats, cases: Cases) -> tuple[float, Losses]:
    """Return the seconds of one run on one core, and what it finds."""
    start = time.process_time()
    found = losses_of(wiring, cases, people, horizon=HORIZON, financial=True)
    return time.process_time() - start, found


def measure(with_falls: bool) -> Timing:
    """Time ours in this process; what is compiled is compiled before, as on every later start."""
    wiring, people = town(PROVIDERS, CONTRACTS)
    cases = draws_of(PROVIDERS, DRAWS)
    ours(wiring, people, cases.part(0, 2))
    draws, _ = ours(wiring, people, cases)
    falls = None
    if with_falls:
        wiring, people = town(MANY_PROVIDERS, MANY_CONTRACTS)
        falls, _ = ours(wiring, people, falls_alone(np.arange(MANY_PROVIDERS), MANY_PROVIDERS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Timing(draws, falls, peak)


def measured_apart(*arguments: str, **environment: str) -> Timing:
    """Time ours in a process of its own, so that its peak memory is its own as well."""
    command = [sys.executable, __file__, *arguments]
    ran = subprocess.run(
        command,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return Timing(**json.loads(ran.stdout))


@dataclass(frozen=True, slots=True)
class Rival:
    """Seconds of the rival for all the work, from a few of its cases, and how far answers differ.

    `apart` is the largest difference as a part of the answer.
    """

    draws: float
    draws_timed: int
    falls: float
    falls_timed: int
    apart: float


def measure_rival() -> Rival:
    """Time the rival on a few draws and falls, and compare its answers with ours."""
    apart = 0.0
    wiring, people = town(PROVIDERS, CONTRACTS)
    cases = draws_of(PROVIDERS, DRAWS).part(0, RIVAL_DRAWS)
    start = time.process_time()
    theirs = rival(wiring, people, cases)
    draws = (time.process_time() - start) / RIVAL_DRAWS * DRAWS
    apart = max(apart, difference(theirs, ours(wiring, people, cases)[1].lost))
    wiring, people = town(MANY_PROVIDERS, MANY_CONTRACTS)
    cases = falls_alone(np.arange(MANY_PROVIDERS), MANY_PROVIDERS).part(0, RIVAL_FALLS)
    start = time.process_time()
    theirs = rival(wiring, people, cases)
    falls = (time.process_time() - start) / RIVAL_FALLS * MANY_PROVIDERS
    apart = max(apart, difference(theirs, ours(wiring, people, cases)[1].lost))
    return Rival(draws, RIVAL_DRAWS, falls, RIVAL_FALLS, apart)


def difference(one: Floats, other: Floats) -> float:
    """Return the largest difference of two answers, as a part of the largest of them."""
    return float(np.abs(one - other).max() / max(1.0, np.abs(one).max()))


def rows() -> list[Measured]:
    """Return what was measured."""
    other = measure_rival()
    if other.apart > NEAR:
        raise SystemExit(f"Cascade: the answers differ by {other.apart:.1e} of the largest.")
    plain = measured_apart("draws", "falls", NUMBA_DISABLE_JIT="1")
    fast = measured_apart("draws", "falls") if is_fast() else None
    loop = f"networkx loop: {told(other.draws)} (from {other.draws_timed} draws)"
    falls_loop = f"networkx loop: {told(other.falls)} (from {other.falls_timed} failure)"
    draws = f"cascade only: {DRAWS:,} draws, {PROVIDERS} providers, {CONTRACTS:,} contracts, "
    draws += "26 weeks by day"
    falls = f"N-1 cascade, {MANY_PROVIDERS:,} providers, {MANY_CONTRACTS:,} contracts"
    found = []
    if fast is not None and fast.falls is not None:
        found += [
            Measured(
                f"{draws}, with `fast`",
                "500 times",
                told(fast.draws),
                loop,
                times(other.draws / fast.draws),
            ),
            Measured(
                f"{falls}, with `fast`",
                "2 s, 500 MB",
                f"{told(fast.falls)}, {fast.memory:.0f} MB",
                falls_loop,
                times(other.falls / fast.falls),
            ),
        ]
    ratio = times(other.draws / plain.draws)
    found.insert(1, Measured(f"{draws}, without", "30 times", told(plain.draws), loop, ratio))
    if plain.falls is not None:
        ratio = times(other.falls / plain.falls)
        ours = f"{told(plain.falls)}, {plain.memory:.0f} MB"
        found.append(Measured(f"{falls}, without", "", ours, falls_loop, ratio))
    return found


def main(arguments: list[str]) -> None:
    """Print what was measured; with "draws" or "falls", what ours takes in this process."""
    if arguments:
        print(json.dumps(asdict(measure(with_falls="falls" in arguments))))
        return
    for row in rows():
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
