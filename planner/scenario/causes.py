"""Why each provider failed or lost work: the chain from the event to what it brought down."""

from __future__ import annotations

import numpy as np

from planner.dependence.network import Link, Network
from planner.register.records import Event
from planner.scenario.cascade import STILL, Cascade, loss_on
from planner.scenario.events import Shock
from planner.scenario.outcome import Cause, Disruption, Failure

HAPPENED = {
    "insolvency": "became insolvent",
    "group_failure": "failed as a group",
    "planned_exit": "is leaving",
    "asset_loss": "was lost",
    "sector_shock": "was hit by the shock to its sector",
}


def failures_of(network: Network, shock: Shock, fallen: Cascade) -> tuple[Failure, ...]:
    """Return every insolvency, in the order of the days."""
    found = []
    for node, day in fallen.insolvent.items():
        if node in fallen.ran_out and fallen.ran_out[node] == day:
            cause = _out_of_cash(network, fallen, node, day)
        else:
            cause = _event_cause(network, shock, node, day)
        found.append(Failure(network.ids[node], network.names[node], "insolvency", day, cause))
    return tuple(sorted(found, key=lambda failure: (failure.day, failure.id)))


def disruptions_of(network: Network, shock: Shock, fallen: Cascade) -> tuple[Disruption, ...]:
    """Return every provider and asset that delivers less than all, with its chain of causes."""
    found = []
    for node, days in fallen.delivery.items():
        first = fallen.first_day_below(node)
        if first is None:
            continue
        found.append(
            Disruption(
                network.ids[node],
                network.names[node],
                first,
                float(np.min(days)),
                _chain(network, shock, fallen, node),
            )
        )
    return tuple(sorted(found, key=lambda disruption: (disruption.first_day, disruption.id)))


def _chain(network: Network, shock: Shock, fallen: Cascade, node: int) -> tuple[Cause, ...]:
    """Follow the nearest cause back to an event; a ring is followed once round at most."""
    chain: list[Cause] = []
    seen = {node}
    while True:
        cause, behind = _nearest(network, shock, fallen, node)
        chain.append(cause)
        if behind is None or behind in seen:
            return tuple(chain)
        seen.add(behind)
        node = behind


def _nearest(
    network: Network, shock: Shock, fallen: Cascade, node: int
) -> tuple[Cause, int | None]:
    day = fallen.first_day_below(node)
    if day is None:
        # Insolvent but trading on to the end: it costs its suppliers only what it owes them.
        return _event_cause(network, shock, node, fallen.insolvent.get(node, 0)), None
    delivered = float(fallen.delivery[node][day])
    direct = shock.availability.get(network.ids[node])
    if direct is not None and float(direct[day]) <= delivered + STILL:
        return _event_cause(network, shock, node, day), None
    if fallen.ran_out.get(node) == day:
        return _out_of_cash(network, fallen, node, day), _worst_customer(fallen, node)
    link = _worst_link(network, fallen, node, day)
    if link is None:
        return _event_cause(network, shock, node, day), None
    source = "parent" if link.kind == "parent" else "supply"
    return Cause(source, network.ids[link.up], day, _link_sentence(network, link, day)), link.up


def _worst_link(network: Network, fallen: Cascade, node: int, day: int) -> Link | None:
    """Return the link with the greatest loss in the need that holds the node down that day."""
    today = {other: float(days[day]) for other, days in fallen.delivery.items()}
    first = {
        other: below
        for other in fallen.delivery
        if (below := fallen.first_day_below(other)) is not None
    }
    losses = [
        (link, loss_on(link, day, today, fallen.delivery, first))
        for link in network.links_up[node]
        if link.up in fallen.delivery
    ]
    by_need: dict[int, float] = {}
    for link, loss in losses:
        by_need[link.need] = by_need.get(link.need, 0.0) + loss
    felt = [(by_need[link.need], loss, link) for link, loss in losses if loss > 0]
    return max(felt, key=lambda entry: (entry[0], entry[1]))[2] if felt else None


def _link_sentence(network: Network, link: Link, day: int) -> str:
    what = link.record.input or ("its owner" if link.kind == "parent" else "what it supplies")
    upstream = network.names[link.up]
    downstream = network.names[link.down]
    if link.kind == "parent":
        return f"{downstream} loses work from day {day} because its owner {upstream} is in trouble"
    after = f", {link.buffer_days} days after it stopped" if link.buffer_days else ""
    needs = f"leans on {upstream} for {what}" if link.record.input else f"leans on {upstream}"
    return f"{downstream} {needs} and loses work from day {day}{after}"


def _worst_customer(fallen: Cascade, node: int) -> int | None:
    lost = fallen.lost_income.get(node, {})
    return max(lost, key=lambda other: lost[other]) if lost else None


def _out_of_cash(network: Network, fallen: Cascade, node: int, day: int) -> Cause:
    customer = _worst_customer(fallen, node)
    name = network.names[node]
    if customer is None:
        return Cause(
            "income",
            network.ids[node],
            day,
            f"{name} runs out of cash on day {day} because contract payments stopped",
        )
    return Cause(
        "income",
        network.ids[customer],
        day,
        f"{name} runs out of cash on day {day} because {network.names[customer]} "
        "no longer brings it income",
    )


def _event_cause(network: Network, shock: Shock, node: int, day: int) -> Cause:
    id_ = network.ids[node]
    events = shock.hit_by.get(id_, [])
    event = min(events, key=lambda hit: abs(hit.day - day)) if events else None
    return Cause("event", id_, day, _event_sentence(network.names[node], event, day))


def _event_sentence(name: str, event: Event | None, day: int) -> str:
    if event is None:
        return f"{name} is hit by the scenario on day {day}"
    sentence = f"{name} {HAPPENED[event.kind]} on day {event.day}"
    if event.kind == "planned_exit":
        start = max(0, event.day - event.warning)
        sentence = f"{name} leaves between day {start} and day {event.day}"
    if event.trading_on > 0:
        sentence += f" and traded on for {event.trading_on} days"
    return sentence
