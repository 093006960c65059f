"""Very many cases through one network: what each loses in all, and nothing day by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.executors import SerialExecutor, Shared, in_order
from planner.progress import Progress, unreported
from planner.scenario.kernel.compiled import compiled_follow_cases, is_fast
from planner.scenario.kernel.follow import AVAILABLE, INSOLVENT, follow_cases
from planner.scenario.kernel.records import (
    Event,
    Link,
    Node,
    as_objects,
    blanks,
    counters,
)

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Wiring = tuple[NDArray[Any], NDArray[Any]]

CASES_A_CHUNK = 2_000
FIRST_ROOM = 4_096


@dataclass(frozen=True, slots=True)
class Cases:
    """The events of many cases; those of case k stand at `starts[k]` up to `starts[k + 1]`.

    `kinds` are AVAILABLE (from `days` on a node can deliver `values` by itself), INSOLVENT,
    PAYMENT_CUT (a share of income) and CASH_TAKEN (days of operating cost) of `follow`.
    """

    starts: Whole
    days: Whole
    kinds: Whole
    nodes: Whole
    values: Floats

    def __len__(self) -> int:
        """Return the number of cases."""
        return len(self.starts) - 1

    def part(self, first: int, last: int) -> Cases:
        """Return some of the cases."""
        start, end = self.starts[first], self.starts[last]
        return Cases(
            self.starts[first : last + 1] - start,
            self.days[start:end],
            self.kinds[start:end],
            self.nodes[start:end],
            self.values[start:end],
        )


@dataclass(frozen=True, slots=True)
class Losses:
    """What each case loses over the horizon.

    `lost[k, c]` sums, over the nodes, weight c of a node times the days it does not deliver;
    `reached` counts the nodes that deliver less at some time, `insolvent` those insolvent by an
    event or for want of cash.
    """

    lost: Floats
    reached: Whole
    insolvent: Whole


def losses_of(
    wiring: Wiring,
    cases: Cases,
    weights: Floats,
    *,
    horizon: int,
    financial: bool,
    executor: Executor | None = None,
    report: Progress = unreported,
) -> Losses:
    """Follow every case and return what each loses; `wiring` is that of `records.wiring_of`.

    `weights[node, c]` is what a day without a node is counted as, such as its people by class.
    """
    total = len(cases)
    chunks = [
        cases.part(first, min(first + CASES_A_CHUNK, total))
        for first in range(0, total, CASES_A_CHUNK)
    ]
    work = partial(_chunk, Shared((wiring, weights)), horizon, financial)
    found: Sequence[Losses] = list(
        in_order(executor or SerialExecutor(), work, chunks, report, "Following the failures")
    )
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return Losses(np.zeros((0, weights.shape[1])), nothing, nothing)
    return Losses(
        np.concatenate([one.lost for one in found]),
        np.concatenate([one.reached for one in found]),
        np.concatenate([one.insolvent for one in found]),
    )


def _chunk(
    shared: Shared[tuple[Wiring, Floats]], horizon: int, financial: bool, cases: Cases
) -> Losses:
    (nodes, links), weights = shared.value
    count, width = len(nodes) - 1, weights.shape[1]
    fast = is_fast()
    numbers: list[Any] = [cases.starts, cases.days, cases.kinds, cases.nodes, cases.values]
    numbers += [np.ascontiguousarray(weights).ravel(), np.zeros(len(cases) * width)]
    numbers += [np.zeros(len(cases), dtype=np.int64), np.zeros(len(cases), dtype=np.int64)]
    if not fast:
        numbers = [number.tolist() for number in numbers]
    starts, days, kinds, who, values, flat, lost, reached, insolvent = numbers
    follow: Callable[..., int] = compiled_follow_cases() if fast else follow_cases
    done, room = 0, FIRST_ROOM
    while done < len(cases):
        at = counters(count, horizon, room)
        rows: tuple[Any, ...] = (nodes.copy(), links.copy(), blanks(Event, room), np.array(at))
        if not fast:
            events = as_objects(Event, rows[2])
            rows = (as_objects(Node, nodes), as_objects(Link, links), events, at)
        case = (days, kinds, who, values)
        done = follow(*rows, starts, case, flat, financial, done, lost, reached, insolvent)
        room *= 4
    return Losses(
        np.asarray(lost, dtype=float).reshape(len(cases), width),
        np.asarray(reached, dtype=np.int64),
        np.asarray(insolvent, dtype=np.int64),
    )


def falls_alone(nodes: NDArray[np.int64], providers: int) -> Cases:
    """Return the cases of N-1: each of the nodes alone ceases on day 0, providers insolvent."""
    count = len(nodes)
    is_provider = nodes < providers
    sizes = np.where(is_provider, 2, 1)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    kinds = np.full(int(starts[-1]), AVAILABLE, dtype=np.int64)
    kinds[starts[:-1][is_provider] + 1] = INSOLVENT
    values = np.zeros(int(starts[-1]))
    return Cases(
        starts.astype(np.int64),
        np.zeros(int(starts[-1]), dtype=np.int64),
        kinds,
        np.repeat(nodes, sizes) if count else np.zeros(0, dtype=np.int64),
        values,
    )
