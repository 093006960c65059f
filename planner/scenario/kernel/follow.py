"""The cascade of MODEL section 2 for one case at a time, from change to change.

Days on which nothing changes cost nothing: what a supplier delivers is told along a link once, on
the day its buffer lets it be felt, and only nodes that were told of something are worked out anew.
Cash goes down by the same amount every day until something changes, day by day as written in MODEL
(the same sums in the same order), and the day it runs out is known in advance.

Every function here is a kernel (see compiled.py), in an order in which each uses only those before
it, and works on the four rows of records.py: nodes, links, events that wait, and counters.
"""

from __future__ import annotations

from planner.scenario.kernel.records import Row

STILL = 1e-12
AMPLE = 1e-6
"""Days of cash by which a provider is plainly safe to the end, whatever the rounding."""

# What can happen to a node or a link on a day.
AVAILABLE, INSOLVENT, PAYMENT_CUT, CASH_TAKEN, SEEN, REPLACED, DUE, RAN_OUT = range(8)
# Marks on a node; SETTLED: its cash is followed no more.
TOUCHED, CHANGED, DIRTY, RISEN, QUEUED, SETTLED = 1, 2, 4, 8, 16, 32
# Counters; from FIRST_DAY on, the first event of each day.
NODES, HORIZON, N_TOUCHED, N_CHANGED, N_DIRTY, N_RISEN = range(6)
QUEUE_HEAD, QUEUE_TAIL, FRESH, FREE, ROOM, FULL, FIRST_DAY = range(6, 13)


def put(events: Row, at: Row, day: int, kind: int, place: int, value: float) -> None:
    """Let something happen on a day yet to come; FULL is set where there is no room for it."""
    if day >= at[HORIZON]:
        return
    number = at[FREE]
    if number >= 0:
        at[FREE] = events[number].next
    elif at[FRESH] < at[ROOM]:
        number = at[FRESH]
        at[FRESH] += 1
    else:
        at[FULL] = 1
        return
    event = events[number]
    event.kind = kind
    event.place = place
    event.value = value
    event.next = at[FIRST_DAY + day]
    at[FIRST_DAY + day] = number


def touch(nodes: Row, at: Row, number: int) -> None:
    """Note that a node must be cleaned up after this case."""
    node = nodes[number]
    if not node.marks & TOUCHED:
        node.marks |= TOUCHED
        nodes[at[N_TOUCHED]].touched = number
        at[N_TOUCHED] += 1
        node.left = node.cash


def queue(nodes: Row, at: Row, number: int) -> None:
    """Let a node be worked out today, if it is not waiting for that already."""
    node = nodes[number]
    if not node.marks & QUEUED:
        node.marks |= QUEUED
        tail = at[QUEUE_TAIL]
        nodes[tail].queued = number
        at[QUEUE_TAIL] = tail + 1 if tail < at[NODES] else 0


def owe(nodes: Row, at: Row, number: int) -> None:
    """Let the cash of a node be worked out today, unless it is unknown or followed no more."""
    node = nodes[number]
    if node.cash >= 0 and not node.marks & (DIRTY | SETTLED):
        touch(nodes, at, number)
        node.marks |= DIRTY
        nodes[at[N_DIRTY]].dirty = number
        at[N_DIRTY] += 1


def owe_suppliers(nodes: Row, links: Row, at: Row, number: int) -> None:
    """Let the cash of all who live by a node be worked out today."""
    node = nodes[number]
    for place in range(node.up_start, node.up_end):
        link = links[place]
        if link.income > 0:
            owe(nodes, at, link.up)


def rise(nodes: Row, at: Row, number: int) -> None:
    """Note that a node may deliver more today than yesterday."""
    node = nodes[number]
    if not node.marks & RISEN:
        node.marks |= RISEN
        nodes[at[N_RISEN]].risen = number
        at[N_RISEN] += 1


def deliver(
    nodes: Row, links: Row, events: Row, at: Row, number: int, value: float, day: int
) -> None:
    """Let a node deliver a share from today, and tell at once those who have no buffer."""
    touch(nodes, at, number)
    node = nodes[number]
    if not node.marks & CHANGED:
        node.marks |= CHANGED
        node.begun = node.x
        nodes[at[N_CHANGED]].changed = number
        at[N_CHANGED] += 1
    node.x = value
    is_first = node.first < 0 and value < 1 - STILL
    if is_first:
        node.first = day
    for place in range(node.down_start, node.down_end):
        by_up = links[place].by_up
        link = links[by_up]
        if is_first and link.replace >= 0:
            if link.replace == 0:
                link.gone = 1
            else:
                put(events, at, day + link.replace, REPLACED, by_up, 0.0)
        if link.buffer == 0 and not link.gone:
            link.seen = value
            queue(nodes, at, link.down)


def take(nodes: Row, links: Row, events: Row, at: Row, day: int) -> None:
    """Let happen what is to happen today, before anything spreads."""
    number = at[FIRST_DAY + day]
    at[FIRST_DAY + day] = -1
    while number >= 0:
        event = events[number]
        kind, place, value = event.kind, event.place, event.value
        after = event.next
        event.next = at[FREE]
        at[FREE] = number
        number = after
        if kind == SEEN:
            link = links[place]
            if not link.gone:
                if value > link.seen:
                    rise(nodes, at, link.down)
                link.seen = value
                queue(nodes, at, link.down)
        elif kind == REPLACED:
            link = links[place]
            link.gone = 1
            if link.seen < 1 - STILL:
                rise(nodes, at, link.down)
        elif kind == DUE:
            if nodes[place].due == day:
                owe(nodes, at, place)
        elif kind == PAYMENT_CUT:
            nodes[place].cut = value
            owe(nodes, at, place)
        elif kind == CASH_TAKEN:
            nodes[place].taken = value
            owe(nodes, at, place)
        elif kind == AVAILABLE:
            node = nodes[place]
            if node.own >= 0:
                if value > node.own:
                    rise(nodes, at, place)
                node.own = value
                if value < node.x:
                    deliver(nodes, links, events, at, place, value, day)
        else:
            nodes[place].insolvent = day
            owe_suppliers(nodes, links, at, place)
            if kind == RAN_OUT:
                nodes[place].own = -1.0  # nothing brings it back
                deliver(nodes, links, events, at, place, 0.0, day)


def start_over(nodes: Row, links: Row, events: Row, at: Row, day: int) -> None:
    """Put all that may rise, and all that leans on it at once, at what each could do by itself.

    From there the greatest fixed point of the day is reached downwards; from yesterday's answer a
    ring would stay down, each member held by the others.
    """
    place = 0
    while place < at[N_RISEN]:
        node = nodes[nodes[place].risen]
        place += 1
        for one in range(node.down_start, node.down_end):
            link = links[links[one].by_up]
            if link.buffer == 0 and not link.gone:
                rise(nodes, at, link.down)
    for place in range(at[N_RISEN]):
        number = nodes[place].risen
        node = nodes[number]
        node.marks &= ~RISEN
        own = node.own if node.own >= 0 else 0.0
        if own != node.x:
            deliver(nodes, links, events, at, number, own, day)
        queue(nodes, at, number)
    at[N_RISEN] = 0


def sweep_down(nodes: Row, links: Row, events: Row, at: Row, day: int) -> None:
    """Lower each waiting node to what its suppliers still allow, until no node moves.

    The largest loss among the needs of a node counts; the losses of one need add up.
    """
    while at[QUEUE_HEAD] != at[QUEUE_TAIL]:
        head = at[QUEUE_HEAD]
        number = nodes[head].queued
        at[QUEUE_HEAD] = head + 1 if head < at[NODES] else 0
        node = nodes[number]
        node.marks &= ~QUEUED
        for place in range(node.up_start, node.up_end):
            links[links[place].need].lost = 0.0
        worst = 0.0
        for place in range(node.up_start, node.up_end):
            link = links[place]
            if link.seen < 1 - STILL and not link.gone:
                need = links[link.need]
                need.lost += link.share * (1 - link.seen)
                worst = max(worst, need.lost)
        possible = 1 - min(1.0, worst)
        if possible < node.x - STILL:
            deliver(nodes, links, events, at, number, possible, day)


def tell(nodes: Row, links: Row, events: Row, at: Row, day: int, financial: bool) -> None:
    """Tell along every link of the nodes that changed today; those with a buffer feel it later."""
    kept = 0
    for place in range(at[N_CHANGED]):
        number = nodes[place].changed
        node = nodes[number]
        node.marks &= ~CHANGED
        if node.x == node.begun:
            continue
        nodes[kept].changed = number
        kept += 1
        node.days += (1 - node.begun) * (day - node.since)
        node.since = day
        for one in range(node.down_start, node.down_end):
            by_up = links[one].by_up
            link = links[by_up]
            if link.buffer > 0 and not link.gone:
                put(events, at, day + link.buffer, SEEN, by_up, node.x)
        if financial:
            owe_suppliers(nodes, links, at, number)
    at[N_CHANGED] = kept


def pay(nodes: Row, links: Row, events: Row, at: Row, day: int) -> None:
    """Bring the cash of all whose losses changed up to today; find the day it runs out."""
    last = at[HORIZON] - 1
    for place in range(at[N_DIRTY]):
        number = nodes[place].dirty
        node = nodes[number]
        node.marks &= ~DIRTY
        left, rate = node.left, node.rate
        if rate != 0:
            for _ in range(node.paid, day):
                left -= rate
        lost, written_off = node.cut, 0.0
        for one in range(node.down_start, node.down_end):
            link = links[links[one].by_up]
            if link.income > 0:
                customer = nodes[link.down]
                lost += link.income * (1 - customer.x)
                if customer.insolvent == day:
                    written_off += link.arrears
        rate = lost * node.kept
        left -= rate + written_off
        node.left, node.rate, node.paid = left, rate, day + 1
        node.due = -1
        if left - node.taken < -STILL:
            node.marks |= SETTLED
            put(events, at, day + 1, RAN_OUT, number, 0.0)
        elif rate > 0 and left - node.taken - rate * (last - day) < AMPLE:
            for later in range(day + 1, last + 1):
                left -= rate
                if left - node.taken < -STILL:
                    node.due = later
                    put(events, at, later, DUE, number, 0.0)
                    break
    at[N_DIRTY] = 0


def begin(nodes: Row, events: Row, at: Row, case: Row, first: int, last: int) -> None:
    """Put the events `first` up to `last` of `case` (day, kind, node, value) on their days."""
    days, kinds, who, values = case
    for place in range(first, last):
        number = who[place]
        touch(nodes, at, number)
        if kinds[place] == INSOLVENT:
            # A scenario that says when somebody fails is taken at its word: no earlier day.
            nodes[number].marks |= SETTLED
        put(events, at, days[place], kinds[place], number, values[place])


def a_day(nodes: Row, links: Row, events: Row, at: Row, day: int, financial: bool) -> None:
    """Follow everything through a day; the first N_CHANGED `changed` are then those that did."""
    at[N_CHANGED] = 0
    take(nodes, links, events, at, day)
    if at[N_RISEN]:
        start_over(nodes, links, events, at, day)
    sweep_down(nodes, links, events, at, day)
    tell(nodes, links, events, at, day, financial)
    if financial:
        pay(nodes, links, events, at, day)
    else:
        for place in range(at[N_DIRTY]):
            nodes[nodes[place].dirty].marks &= ~DIRTY
        at[N_DIRTY] = 0


def clean(nodes: Row, links: Row, at: Row) -> None:
    """Put everything this case touched back to what it was before."""
    for place in range(at[N_TOUCHED]):
        node = nodes[nodes[place].touched]
        node.x = node.own = node.begun = 1.0
        node.days = node.rate = node.cut = node.taken = 0.0
        node.since = node.paid = node.marks = 0
        node.first = node.insolvent = node.due = -1
        for one in range(node.down_start, node.down_end):
            link = links[links[one].by_up]
            link.seen = 1.0
            link.gone = 0
    at[N_TOUCHED] = 0


def follow_cases(
    nodes: Row,
    links: Row,
    events: Row,
    at: Row,
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
    horizon, width = at[HORIZON], len(weights) // at[NODES]
    for k in range(begin_at, len(starts) - 1):
        begin(nodes, events, at, case, starts[k], starts[k + 1])
        for day in range(horizon):
            if at[FIRST_DAY + day] >= 0:
                a_day(nodes, links, events, at, day, financial)
        if at[FULL]:
            return k
        for place in range(at[N_TOUCHED]):
            number = nodes[place].touched
            node = nodes[number]
            days = node.days + (1 - node.x) * (horizon - node.since)
            for c in range(width):
                lost[k * width + c] += weights[number * width + c] * days
            if node.first >= 0:
                reached[k] += 1
            if node.insolvent >= 0:
                insolvent[k] += 1
        clean(nodes, links, at)
    return len(starts) - 1
