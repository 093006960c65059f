"""The cascade of MODEL section 2 for one case at a time, from change to change.

Days on which nothing changes cost nothing: what a supplier delivers is told along a link once, on
the day its buffer lets it be felt, and only nodes that were told of something are worked out anew.
Cash goes down by the same amount every day until something changes, day by day as written in MODEL
(the same sums in the same order), and the day it runs out is known in advance.

Everything here is a kernel: rows and numbers only (see compiled.py), in an order in
which each uses only those before it.
"""

from __future__ import annotations

from planner.dependence.link_rows import Row
from planner.scenario.kernel.wiring import State, Wiring

STILL = 1e-12
AMPLE = 1e-6
"""Days of cash by which a provider is plainly safe to the end, whatever the rounding."""

# What can happen to a node or a link on a day.
AVAILABLE, INSOLVENT, PAYMENT_CUT, CASH_TAKEN, SEEN, REPLACED, DUE, RAN_OUT = range(8)
# Marks on a node; SETTLED: its cash is followed no more.
TOUCHED, CHANGED, DIRTY, RISEN, QUEUED, SETTLED = 1, 2, 4, 8, 16, 32
# Counters in State.at.
N_TOUCHED, N_CHANGED, N_DIRTY, N_RISEN, QUEUE_HEAD, QUEUE_TAIL, FRESH, FREE = range(8)


def put(s: State, day: int, kind: int, place: int, value: float) -> bool:
    """Let something happen on a day yet to come; False where there is no room for it."""
    if day >= len(s.head):
        return True
    event = s.at[FREE] - 1
    if event >= 0:
        s.at[FREE] = s.event_next[event] + 1
    elif s.at[FRESH] < len(s.event_kind):
        event = s.at[FRESH]
        s.at[FRESH] += 1
    else:
        return False
    s.event_kind[event] = kind
    s.event_place[event] = place
    s.event_value[event] = value
    s.event_next[event] = s.head[day]
    s.head[day] = event
    return True


def touch(w: Wiring, s: State, node: int) -> None:
    """Note that a node must be cleaned up after this case."""
    if not s.marks[node] & TOUCHED:
        s.marks[node] |= TOUCHED
        s.touched[s.at[N_TOUCHED]] = node
        s.at[N_TOUCHED] += 1
        s.left[node] = w.cash[node]


def queue(s: State, node: int) -> None:
    """Let a node be worked out today, if it is not waiting for that already."""
    if not s.marks[node] & QUEUED:
        s.marks[node] |= QUEUED
        tail = s.at[QUEUE_TAIL]
        s.queue[tail] = node
        s.at[QUEUE_TAIL] = tail + 1 if tail + 1 < len(s.queue) else 0


def owe(w: Wiring, s: State, node: int) -> None:
    """Let the cash of a node be worked out today, unless it is unknown or followed no more."""
    if w.cash[node] >= 0 and not s.marks[node] & (DIRTY | SETTLED):
        touch(w, s, node)
        s.marks[node] |= DIRTY
        s.dirty[s.at[N_DIRTY]] = node
        s.at[N_DIRTY] += 1


def owe_suppliers(w: Wiring, s: State, node: int) -> None:
    """Let the cash of all who live by a node be worked out today."""
    for link in range(w.links.up_start[node], w.links.up_start[node + 1]):
        if w.links.income[link] > 0:
            owe(w, s, w.links.link_up[link])


def deliver(w: Wiring, s: State, node: int, value: float, day: int) -> bool:
    """Let a node deliver a share from today, and tell at once those who have no buffer."""
    touch(w, s, node)
    if not s.marks[node] & CHANGED:
        s.marks[node] |= CHANGED
        s.begun[node] = s.x[node]
        s.changed[s.at[N_CHANGED]] = node
        s.at[N_CHANGED] += 1
    s.x[node] = value
    is_first = s.first[node] < 0 and value < 1 - STILL
    if is_first:
        s.first[node] = day
    room = True
    for place in range(w.links.down_start[node], w.links.down_start[node + 1]):
        link = w.links.down_link[place]
        if is_first and w.links.replace[link] >= 0:
            if w.links.replace[link] == 0:
                s.gone[link] = 1
            else:
                room = put(s, day + w.links.replace[link], REPLACED, link, 0.0) and room
        if w.links.buffer[link] == 0 and not s.gone[link]:
            s.seen[link] = value
            queue(s, w.links.link_down[link])
    return room


def worst_need(w: Wiring, s: State, node: int) -> float:
    """Return the largest loss among what a node needs; the losses of one need add up."""
    start, end = w.links.up_start[node], w.links.up_start[node + 1]
    for link in range(start, end):
        s.needs[w.links.need[link]] = 0.0
    worst = 0.0
    for link in range(start, end):
        if s.seen[link] < 1 - STILL and not s.gone[link]:
            need = w.links.need[link]
            s.needs[need] += w.links.share[link] * (1 - s.seen[link])
            worst = max(worst, s.needs[need])
    return worst


def rise(s: State, node: int) -> None:
    """Note that a node may deliver more today than yesterday."""
    if not s.marks[node] & RISEN:
        s.marks[node] |= RISEN
        s.risen[s.at[N_RISEN]] = node
        s.at[N_RISEN] += 1


def take(w: Wiring, s: State, day: int) -> bool:
    """Let happen what is to happen today, before anything spreads."""
    event = s.head[day]
    s.head[day] = -1
    room = True
    while event >= 0:
        kind, place, value = s.event_kind[event], s.event_place[event], s.event_value[event]
        after = s.event_next[event]
        s.event_next[event] = s.at[FREE] - 1
        s.at[FREE] = event + 1
        event = after
        if kind == SEEN:
            if not s.gone[place]:
                if value > s.seen[place]:
                    rise(s, w.links.link_down[place])
                s.seen[place] = value
                queue(s, w.links.link_down[place])
        elif kind == REPLACED:
            s.gone[place] = 1
            if s.seen[place] < 1 - STILL:
                rise(s, w.links.link_down[place])
        elif kind == DUE:
            if s.due[place] == day:
                owe(w, s, place)
        elif kind == PAYMENT_CUT:
            s.cut[place] = value
            owe(w, s, place)
        elif kind == CASH_TAKEN:
            s.taken[place] = value
            owe(w, s, place)
        else:
            touch(w, s, place)
            if kind != AVAILABLE:
                s.insolvent[place] = day
                owe_suppliers(w, s, place)
            if kind == RAN_OUT:
                s.own[place] = -1.0  # nothing brings it back
                room = deliver(w, s, place, 0.0, day) and room
            elif kind == AVAILABLE and s.own[place] >= 0:
                if value > s.own[place]:
                    rise(s, place)
                s.own[place] = value
                if value < s.x[place]:
                    room = deliver(w, s, place, value, day) and room
    return room


def start_over(w: Wiring, s: State, day: int) -> bool:
    """Put all that may rise, and all that leans on it at once, at what each could do by itself.

    From there the greatest fixed point of the day is reached downwards; from yesterday's answer a
    ring would stay down, each member held by the others.
    """
    place = 0
    while place < s.at[N_RISEN]:
        node = s.risen[place]
        place += 1
        for at in range(w.links.down_start[node], w.links.down_start[node + 1]):
            link = w.links.down_link[at]
            if w.links.buffer[link] == 0 and not s.gone[link]:
                rise(s, w.links.link_down[link])
    room = True
    for place in range(s.at[N_RISEN]):
        node = s.risen[place]
        s.marks[node] &= ~RISEN
        own = s.own[node] if s.own[node] >= 0 else 0.0
        if own != s.x[node]:
            room = deliver(w, s, node, own, day) and room
        queue(s, node)
    s.at[N_RISEN] = 0
    return room


def sweep_down(w: Wiring, s: State, day: int) -> bool:
    """Lower each waiting node to what its suppliers still allow, until no node moves."""
    room = True
    while s.at[QUEUE_HEAD] != s.at[QUEUE_TAIL]:
        head = s.at[QUEUE_HEAD]
        node = s.queue[head]
        s.at[QUEUE_HEAD] = head + 1 if head + 1 < len(s.queue) else 0
        s.marks[node] &= ~QUEUED
        possible = 1 - min(1.0, worst_need(w, s, node))
        if possible < s.x[node] - STILL:
            room = deliver(w, s, node, possible, day) and room
    return room


def tell(w: Wiring, s: State, day: int, financial: bool) -> bool:
    """Tell along every link of the nodes that changed today; those with a buffer feel it later."""
    room = True
    kept = 0
    for place in range(s.at[N_CHANGED]):
        node = s.changed[place]
        s.marks[node] &= ~CHANGED
        if s.x[node] == s.begun[node]:
            continue
        s.changed[kept] = node
        kept += 1
        s.lost[node] += (1 - s.begun[node]) * (day - s.since[node])
        s.since[node] = day
        for at in range(w.links.down_start[node], w.links.down_start[node + 1]):
            link = w.links.down_link[at]
            if w.links.buffer[link] > 0 and not s.gone[link]:
                room = put(s, day + w.links.buffer[link], SEEN, link, s.x[node]) and room
        if financial:
            owe_suppliers(w, s, node)
    s.at[N_CHANGED] = kept
    return room


def pay(w: Wiring, s: State, day: int) -> bool:
    """Bring the cash of all whose losses changed up to today; find the day it runs out."""
    room = True
    last = len(s.head) - 1
    for place in range(s.at[N_DIRTY]):
        node = s.dirty[place]
        s.marks[node] &= ~DIRTY
        left, rate = s.left[node], s.rate[node]
        if rate != 0:
            for _ in range(s.paid[node], day):
                left -= rate
        lost, written_off = s.cut[node], 0.0
        for at in range(w.links.down_start[node], w.links.down_start[node + 1]):
            link = w.links.down_link[at]
            if w.links.income[link] > 0:
                lost += w.links.income[link] * (1 - s.x[w.links.link_down[link]])
                if s.insolvent[w.links.link_down[link]] == day:
                    written_off += w.links.arrears[link]
        rate = lost * w.kept[node]
        left -= rate + written_off
        s.left[node], s.rate[node], s.paid[node] = left, rate, day + 1
        s.due[node] = -1
        taken = s.taken[node]
        if left - taken < -STILL:
            s.marks[node] |= SETTLED
            room = put(s, day + 1, RAN_OUT, node, 0.0) and room
        elif rate > 0 and left - taken - rate * (last - day) < AMPLE:
            for later in range(day + 1, last + 1):
                left -= rate
                if left - taken < -STILL:
                    s.due[node] = later
                    room = put(s, later, DUE, node, 0.0) and room
                    break
    s.at[N_DIRTY] = 0
    return room


def begin(w: Wiring, s: State, case: Row, first: int, last: int) -> bool:
    """Put the events `first` up to `last` of `case` (day, kind, node, value) on their days."""
    days, kinds, nodes, values = case
    room = True
    for place in range(first, last):
        node = nodes[place]
        touch(w, s, node)
        if kinds[place] == INSOLVENT:
            # A scenario that says when somebody fails is taken at its word: no earlier day.
            s.marks[node] |= SETTLED
        room = put(s, days[place], kinds[place], node, values[place]) and room
    return room


def a_day(w: Wiring, s: State, day: int, financial: bool) -> bool:
    """Follow everything through one day; State.changed then holds the nodes that changed."""
    s.at[N_CHANGED] = 0
    room = take(w, s, day)
    if s.at[N_RISEN]:
        room = start_over(w, s, day) and room
    room = sweep_down(w, s, day) and room
    room = tell(w, s, day, financial) and room
    if financial:
        room = pay(w, s, day) and room
    else:
        for place in range(s.at[N_DIRTY]):
            s.marks[s.dirty[place]] &= ~DIRTY
        s.at[N_DIRTY] = 0
    return room


def clean(w: Wiring, s: State) -> None:
    """Put everything this case touched back to what it was before."""
    for place in range(s.at[N_TOUCHED]):
        node = s.touched[place]
        s.x[node] = s.own[node] = s.begun[node] = 1.0
        s.since[node] = s.paid[node] = s.marks[node] = 0
        s.lost[node] = s.rate[node] = s.cut[node] = s.taken[node] = 0.0
        s.first[node] = s.insolvent[node] = s.due[node] = -1
        for at in range(w.links.down_start[node], w.links.down_start[node + 1]):
            link = w.links.down_link[at]
            s.seen[link] = 1.0
            s.gone[link] = 0
    s.at[N_TOUCHED] = 0


def follow_cases(
    w: Wiring,
    s: State,
    starts: Row,
    case: Row,
    weights: Row,
    financial: bool,
    begin_at: int,
    lost: Row,
    reached: Row,
    insolvent: Row,
) -> int:
    """Follow the cases from `begin_at` on; return the first that found no room, or their number.

    `weights` holds as many numbers a node as `lost` holds a case: what a day without it counts.
    """
    horizon, width = len(s.head), len(weights) // len(w.cash)
    for k in range(begin_at, len(starts) - 1):
        room = begin(w, s, case, starts[k], starts[k + 1])
        for day in range(horizon):
            if s.head[day] >= 0:
                room = a_day(w, s, day, financial) and room
        if not room:
            return k
        for place in range(s.at[N_TOUCHED]):
            node = s.touched[place]
            days = s.lost[node] + (1 - s.x[node]) * (horizon - s.since[node])
            for c in range(width):
                lost[k * width + c] += weights[node * width + c] * days
            if s.first[node] >= 0:
                reached[k] += 1
            if s.insolvent[node] >= 0:
                insolvent[k] += 1
        clean(w, s)
    return len(starts) - 1
