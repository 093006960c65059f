"""What the kernels work on: nodes, links, events that wait, and counters, each a row.

Compiled kernels work on arrays of records, plain ones on objects with the same fields: a kernel
reads `nodes[number].x` of either. Where there is but one case, the objects are made as the kernel
comes to them, for few ever are.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.dependence.link_rows import LinkRows
from planner.dependence.network import Network
from planner.register.register import Register

Row = Any
"""Numbers or records by place: an array where kernels are compiled, else a list or the like."""

UNKNOWN = -1.0


@dataclass(slots=True)
class Node:
    """A node: what it leans on, what leans on it, and how it fares in the case that is followed.

    `x` is what it delivers, `own` what it could by itself, `begun` what it delivered when the day
    began, `since` the day from which it has delivered that, `days` the days lost before, `first`
    the first day below, `insolvent` its day. `cash` is days of operating cost, UNKNOWN where not
    known, `kept` the part of lost income that is lost in earnest, `left` cash, `rate` what a day
    costs, `paid` the first day not yet paid for, `cut` and `taken` what events take of income and
    cash, `due` the day the cash is to run out. The last five hold lists of nodes, one entry each.
    """

    x: float = 1.0
    own: float = 1.0
    begun: float = 1.0
    days: float = 0.0
    cash: float = UNKNOWN
    kept: float = 1.0
    left: float = 0.0
    rate: float = 0.0
    cut: float = 0.0
    taken: float = 0.0
    since: int = 0
    first: int = -1
    insolvent: int = -1
    paid: int = 0
    due: int = -1
    marks: int = 0
    up_start: int = 0
    up_end: int = 0
    down_start: int = 0
    down_end: int = 0
    touched: int = 0
    changed: int = 0
    dirty: int = 0
    risen: int = 0
    queued: int = 0


@dataclass(slots=True)
class Link:
    """A link, in the order of the nodes that lean.

    `seen` is what the supplier delivers as the buffer lets it be felt, `gone` whether it has been
    replaced. `by_up` and `lost` are no part of the link: they hold the numbers of the links sorted
    by supplier, and the loss of the need of each number.
    """

    share: float = 0.0
    seen: float = 1.0
    income: float = 0.0
    arrears: float = 0.0
    lost: float = 0.0
    up: int = 0
    down: int = 0
    buffer: int = 0
    replace: int = -1
    need: int = 0
    gone: int = 0
    by_up: int = 0


@dataclass(slots=True)
class Event:
    """Something that is to happen on a day; `next` is the next of that day, -1 for none."""

    value: float = 0.0
    next: int = -1
    kind: int = 0
    place: int = 0


def blanks(kind: type[Any], count: int) -> NDArray[Any]:
    """Return records with the fields of a kind, as they are before anything happens."""
    parts = fields(kind)
    types = [(part.name, np.float64 if part.type == "float" else np.int64) for part in parts]
    made = np.zeros(count, dtype=types)
    for part in parts:
        made[part.name] = part.default
    return made


def as_objects(kind: type[Any], records: NDArray[Any]) -> list[Any]:
    """Return records as objects, which plain kernels read many times faster."""
    return [kind(*values) for values in records.tolist()]


def counters(nodes: int, horizon: int, room: int) -> list[int]:
    """Return the counters of `follow` at the start, and for each day that nothing waits."""
    return [nodes, horizon, 0, 0, 0, 0, 0, 0, 0, -1, room, 0, *([-1] * horizon)]


class Nodes(dict[int, Node]):
    """The nodes of a register, each made when a kernel first comes to it."""

    def __init__(self, register: Register, network: Network) -> None:
        super().__init__()
        self.register = register
        self.network = network

    def __missing__(self, number: int) -> Node:
        """Return a node as it is before anything happens."""
        node = Node()
        network, rows = self.network, self.network.rows
        if number < len(network.ids):
            node.up_start, node.up_end = rows.up_start[number], rows.up_start[number + 1]
            node.down_start, node.down_end = rows.down_start[number], rows.down_start[number + 1]
        if number < network.provider_count:
            provider = self.register.providers[network.ids[number]]
            node.kept = 1 - (provider.cost_flex or 0.0)
            if provider.cash_days is not None:
                node.cash = float(provider.cash_days)
        self[number] = node
        return node


class Links(dict[int, Link]):
    """The links of a network, each made when a kernel first comes to it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.rows = network.rows

    def __missing__(self, number: int) -> Link:
        """Return a link as it is before anything happens."""
        link = Link()
        rows = self.rows
        link.up, link.down = rows.link_up[number], rows.link_down[number]
        link.share, link.buffer = rows.share[number], rows.buffer[number]
        link.replace, link.need = rows.replace[number], rows.need[number]
        link.income, link.arrears = rows.income[number], rows.arrears[number]
        link.by_up = rows.down_link[number]
        self[number] = link
        return link


class Events(dict[int, Event]):
    """Events that wait, as many as there are."""

    def __missing__(self, number: int) -> Event:
        """Return an empty one."""
        event = Event()
        self[number] = event
        return event


def nodes_and_links(
    rows: LinkRows, cash: NDArray[np.float64], kept: NDArray[np.float64]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the records of all nodes, with one to spare for the lists, and of all links."""
    nodes, links = blanks(Node, len(cash) + 1), blanks(Link, len(rows.share))
    for name, starts in (("up", rows.up_start), ("down", rows.down_start)):
        nodes[f"{name}_start"][:-1] = starts[:-1]
        nodes[f"{name}_end"][:-1] = starts[1:]
    nodes["cash"][:-1] = cash
    nodes["kept"][:-1] = kept
    for field in ("share", "income", "arrears", "buffer", "replace"):
        links[field] = getattr(rows, field)
    links["up"], links["down"], links["by_up"] = rows.link_up, rows.link_down, rows.down_link
    # Numbered anew from 0, so that there are no more needs than links.
    links["need"] = np.unique(np.asarray(rows.need, dtype=np.int64), return_inverse=True)[1]
    return nodes, links


def wiring_of(register: Register, network: Network) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the records of all nodes and links of a register, for very many cases."""
    providers = [register.providers[id_] for id_ in network.ids[: network.provider_count]]
    cash = np.full(len(network.ids), UNKNOWN)
    kept = np.ones(len(network.ids))
    for node, provider in enumerate(providers):
        kept[node] = 1 - (provider.cost_flex or 0.0)
        if provider.cash_days is not None:
            cash[node] = provider.cash_days
    return nodes_and_links(network.rows, cash, kept)
