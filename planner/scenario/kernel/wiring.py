"""What the kernels work on: the links of a network, cash, and where they write things down."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.dependence.link_rows import LinkRows, Row
from planner.dependence.network import Network
from planner.register.register import Register

UNKNOWN = -1.0


class Wiring(NamedTuple):
    """The links, and by node the `cash` in days of operating cost, UNKNOWN where it is not known.

    `kept` is the share of lost income that is lost in earnest, for cost stays.
    """

    links: LinkRows
    cash: Row
    kept: Row


class State(NamedTuple):
    """What the kernels write down while they follow one case, cleaned up after each.

    By node: `x` what it delivers, `own` what it could by itself, `begun` what it delivered when the
    day began, `since` the day from which it has delivered that, `lost` days lost so far, `first`
    the first day below, `insolvent` its day, `left` cash, `rate` what a day costs, `paid` the first
    day not yet paid for, `cut` and `taken` what events take of income and cash, `due` the day the
    cash is to run out. By link: `seen` what the supplier delivers as the buffer lets it be felt,
    `gone` whether it has been replaced. `head` begins a list of what is to happen on each day, kept
    in the `event_` rows. `at` holds the counters.
    """

    x: Row
    own: Row
    begun: Row
    since: Row
    lost: Row
    first: Row
    insolvent: Row
    left: Row
    rate: Row
    paid: Row
    cut: Row
    taken: Row
    due: Row
    marks: Row
    touched: Row
    changed: Row
    dirty: Row
    risen: Row
    queue: Row
    needs: Row
    seen: Row
    gone: Row
    head: Row
    event_next: Row
    event_kind: Row
    event_place: Row
    event_value: Row
    at: Row


class Sparse(dict[int, Any]):
    """A row of one and the same number, but for the few places where another was written."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self.number = number

    def __missing__(self, place: int) -> Any:
        """Return the number of every place that was not written."""
        return self.number


class _Cash:
    """The cash row of a register, read one provider at a time: few are ever asked for."""

    def __init__(self, register: Register, network: Network) -> None:
        self.register = register
        self.network = network

    def __getitem__(self, node: int) -> float:
        if node >= self.network.provider_count:
            return UNKNOWN
        days = self.register.providers[self.network.ids[node]].cash_days
        return UNKNOWN if days is None else float(days)


class _Kept(_Cash):
    """The share of lost income each provider of a register cannot save by spending less."""

    def __getitem__(self, node: int) -> float:
        return 1 - (self.register.providers[self.network.ids[node]].cost_flex or 0.0)


def plain_wiring(register: Register, network: Network) -> Wiring:
    """Return the wiring of a register for plain kernels; it costs nothing to make."""
    return Wiring(network.rows, _Cash(register, network), _Kept(register, network))


def wiring_of(register: Register, network: Network) -> Wiring:
    """Return the wiring of a register as arrays, for many cases."""
    cash = _Cash(register, network)
    kept = [
        1 - (register.providers[id_].cost_flex or 0.0)
        for id_ in network.ids[: network.provider_count]
    ]
    kept += [1.0] * (len(network.ids) - network.provider_count)
    return Wiring(
        arrays_of(network.rows),
        np.array([cash[node] for node in range(len(network.ids))], dtype=np.float64),
        np.array(kept, dtype=np.float64),
    )


REAL_ROWS = ("share", "income", "arrears")


def arrays_of(rows: LinkRows) -> LinkRows:
    """Return the rows of the links as arrays."""
    return LinkRows(
        *(
            np.ascontiguousarray(row, dtype=np.float64 if name in REAL_ROWS else np.int64)
            for name, row in zip(LinkRows._fields, rows, strict=True)
        )
    )


def as_lists(wiring: Wiring) -> Wiring:
    """Return a wiring made of arrays as lists, which plain kernels read several times faster."""
    return Wiring(
        LinkRows(*(np.asarray(row).tolist() for row in wiring.links)),
        wiring.cash.tolist(),
        wiring.kept.tolist(),
    )


def plain_state(nodes: int, horizon: int, room: int) -> State:
    """Return a clean state for one case, for plain kernels, that is quick to make."""
    return State(
        **{name: Sparse(number) for name, number in _AT_FIRST.items()},
        **{name: Sparse(0) for name in ("touched", "changed", "dirty", "risen", "needs")},
        queue=[0] * (nodes + 1),
        seen=Sparse(1.0),
        gone=Sparse(0),
        head=[-1] * horizon,
        event_next=[0] * room,
        event_kind=[0] * room,
        event_place=[0] * room,
        event_value=[0.0] * room,
        at=[0] * 8,
    )


def new_state(wiring: Wiring, horizon: int, room: int) -> State:
    """Return a clean state of arrays, with room for so many events that wait at one time."""
    nodes, links = len(wiring.cash), len(wiring.links.share)
    needs = int(np.max(wiring.links.need, initial=0)) + 1

    def row(length: int, number: float) -> NDArray[Any]:
        return np.full(length, number, dtype=np.int64 if isinstance(number, int) else np.float64)

    return State(
        **{name: row(nodes, number) for name, number in _AT_FIRST.items()},
        **{name: row(nodes, 0) for name in ("touched", "changed", "dirty", "risen")},
        queue=row(nodes + 1, 0),
        needs=row(needs, 0.0),
        seen=row(links, 1.0),
        gone=row(links, 0),
        head=row(horizon, -1),
        event_next=row(room, 0),
        event_kind=row(room, 0),
        event_place=row(room, 0),
        event_value=row(room, 0.0),
        at=row(8, 0),
    )


# What a node is before anything happens.
_AT_FIRST: dict[str, float] = {
    "x": 1.0,
    "own": 1.0,
    "begun": 1.0,
    "since": 0,
    "lost": 0.0,
    "first": -1,
    "insolvent": -1,
    "left": 0.0,
    "rate": 0.0,
    "paid": 0,
    "cut": 0.0,
    "taken": 0.0,
    "due": -1,
    "marks": 0,
}
