"""How one failure spreads, day by day: who is down to what, why, and who goes without.

A spread is made from a scenario that was played and answered. It says, for each day, what part of
their work providers and assets still do, how many people have lost their service, and how many of
them the best use of the options leaves without.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.dependence.network import Network
from planner.register.register import Register
from planner.scenario.cascade import STILL
from planner.scenario.causes import disruptions_of, failures_of
from planner.scenario.presets import find_scenario
from planner.scenario.run import Played, play

NOBODY = 0.05


@dataclass(frozen=True, slots=True)
class Lost:
    """People of one group who lose their service; `by_day` is how many on each day."""

    service: str
    provider: str
    area: str
    need: str
    funder: str
    by_day: tuple[float, ...]


@dataclass(frozen=True)
class Spread:
    """One failure followed to its horizon; days are counted from `start`.

    `shares` holds, for each provider and asset hit, the part of its work done on each day, 0 to 1;
    `causes` why, nearest first; `insolvent` the day each one became so. `without` is, by service,
    the people left without by the best use of the options, on each day.
    """

    scenario: str
    title: str
    start: datetime.date
    horizon_days: int
    names: Mapping[str, str]
    shares: Mapping[str, tuple[float, ...]]
    insolvent: Mapping[str, int]
    causes: Mapping[str, tuple[str, ...]]
    lost: tuple[Lost, ...]
    without: Mapping[str, tuple[float, ...]]

    @cached_property
    def change_days(self) -> tuple[int, ...]:
        """The days on which anything is other than the day before, day 0 among them."""
        series = np.array(
            [*self.shares.values(), *(one.by_day for one in self.lost)], dtype=float
        ).reshape(-1, self.horizon_days)
        left = np.round(np.array([*self.without.values()], dtype=float), 1)
        left = left.reshape(-1, self.horizon_days)
        moved = (np.abs(np.diff(series)) > STILL).any(axis=0) | (
            np.abs(np.diff(left)) > NOBODY
        ).any(axis=0)
        return (0, *(int(day) + 1 for day in np.flatnonzero(moved)))

    @property
    def last_change(self) -> int:
        """Return the last day on which anything changes."""
        return self.change_days[-1]

    def date(self, day: int) -> datetime.date:
        """Return the date of a day."""
        return self.start + datetime.timedelta(days=day)

    def share(self, keys: Iterable[str], day: int) -> float:
        """Return the smallest part of their work any of these still do on a day."""
        return min((self.shares[key][day] for key in keys if key in self.shares), default=1.0)

    def down(self, day: int) -> tuple[str, ...]:
        """Return who does less than all of their work on a day, worst first."""
        found = [key for key in self.shares if self.shares[key][day] < 1 - STILL]
        return tuple(sorted(found, key=lambda key: (self.shares[key][day], self.names[key])))

    def is_stopped(self, key: str, day: int) -> bool:
        """Return whether one does none of its work on a day."""
        return key in self.shares and self.shares[key][day] <= STILL

    def people_lost(self, day: int, what: str = "", keys: Iterable[str] = ()) -> float:
        """Return the people who have lost their service on a day, before anyone steps in.

        `what` and `keys` narrow it to services, providers, areas, needs or funders.
        """
        wanted = set(keys)
        return sum(one.by_day[day] for one in self.lost if not what or getattr(one, what) in wanted)

    def people_without(self, day: int, services: Iterable[str] | None = None) -> float:
        """Return the people left without on a day after the best use of the options."""
        keys = self.without if services is None else list(services)
        return sum(self.without[key][day] for key in keys if key in self.without)


def spread_of(played: Played, start: datetime.date) -> Spread:
    """Return how a scenario that was played spreads, with the best response to it."""
    network, fallen = played.network, played.fallen
    register = played.register
    causes: dict[str, tuple[str, ...]] = {}
    for failure in failures_of(network, played.shock, fallen):
        causes[failure.id] = (failure.cause.sentence,)
    for disruption in disruptions_of(network, played.shock, fallen):
        causes[disruption.id] = tuple(cause.sentence for cause in disruption.chain)
    response = played.respond(duals=True)
    without: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
    for group, left in zip(response.question.groups, response.unmet, strict=True):
        days = np.repeat(left, [period.days for period in played.periods])
        without[group.service] = without.get(group.service, np.zeros(len(days))) + days
    shares = {
        network.ids[node]: tuple(float(share) for share in days)
        for node, days in fallen.delivery.items()
        if fallen.first_day_below(node) is not None
    }
    return Spread(
        scenario=played.scenario.id,
        title=played.scenario.title,
        start=played.scenario.start_date or start,
        horizon_days=played.scenario.horizon_days,
        names={key: network.names[network.index[key]] for key in {*shares, *causes}},
        shares=shares,
        insolvent={network.ids[node]: day for node, day in fallen.insolvent.items()},
        causes=causes,
        lost=tuple(
            Lost(
                group.service,
                register.contracts[group.contract].provider,
                group.area,
                group.need,
                group.funder,
                tuple(float(people) for people in group.displaced),
            )
            for group in played.demand.groups
        ),
        without={key: tuple(float(people) for people in days) for key, days in without.items()},
    )


def pulled_down(register: Register, target: str, network: Network) -> tuple[tuple[str, int], ...]:
    """Return what else loses work where one provider or asset stops, and on which day, by day."""
    played = play(register, find_scenario(register, "hard-fast", target), network)
    found = [
        (disruption.id, disruption.first_day)
        for disruption in disruptions_of(network, played.shock, played.fallen)
        if disruption.id != target
    ]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))
