"""What the response has to answer: displaced groups, options that may be used, and money.

Groups of one service that the same options may serve and that lost their service on the same day
are put together: they share every weight and every limit, so what they get together can always be
shared out among them, and the objective values are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.dependence.gates import Block, block_on, may_serve
from planner.register.records import Option, Scenario
from planner.register.register import Register
from planner.scenario.cascade import Cascade
from planner.scenario.demand import UNCLASSED_AS, Demand, Group
from planner.scenario.outcome import Period

Floats = NDArray[np.float64]
ENOUGH = 1e-9


@dataclass(frozen=True, slots=True)
class Together:
    """Groups that can be answered as one.

    `displaced` is people, mean over the days of each period; `late_days` the days of each period on
    or after the end of the tolerable period.
    """

    service: str
    class_: str
    options: tuple[str, ...]
    displaced: Floats
    late_days: Floats


@dataclass(frozen=True, slots=True)
class Usable:
    """An option that may be used: its places by day, also if it mobilised a day faster.

    `starts` and `fills` are the first day it can serve anyone and the day it is full; `ends` the
    first day it is gone again, None where it has no end.
    """

    option: Option
    capacity: Floats
    a_day_earlier: Floats
    starts: int
    fills: int
    ends: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """All that the programme needs: periods, groups, options, ceilings and money."""

    periods: tuple[Period, ...]
    groups: tuple[Together, ...]
    options: Mapping[str, Usable]
    pools: Mapping[str, float]
    credit: Mapping[str, float]
    reserves: Mapping[str, float]
    reserve_services: Mapping[str, tuple[str, ...]]


def class_of(register: Register, service: str) -> str:
    """Return the class of a service; one not yet classed counts as must, so nothing is missed."""
    return register.services[service].class_ or UNCLASSED_AS


def capacity_by_day(
    option: Option, known_day: int, horizon: int, supplied: Floats | None
) -> Usable:
    """Return the places an option has on each day once called on `known_day`.

    capacity * min(1, (t - m + 1) / (ramp_days + 1)) from m = known_day + mobilise_days, nothing
    from m + max_days, times what its supplier delivers (MODEL section 4).
    """
    starts = known_day + (option.mobilise_days or 0)
    ramp = option.ramp_days or 0
    days = np.arange(horizon)

    def places(first: int) -> Floats:
        part = np.clip((days - first + 1) / (ramp + 1), 0.0, 1.0)
        if option.max_days is not None:
            part[days >= first + option.max_days] = 0.0
        held = (option.capacity or 0.0) * part
        return held if supplied is None else held * supplied

    ends = None if option.max_days is None else starts + option.max_days
    earlier = max(known_day, starts - 1)
    return Usable(option, places(starts), places(earlier), starts, starts + ramp, ends)


def as_asked(option: Option, scenario: Scenario) -> Option:
    """Return an option as a scenario uses it: called later, or ended sooner, where it says so."""
    delay = round(scenario.option_delays.get(option.id, 0))
    limit = scenario.option_limits.get(option.id)
    if delay:
        option = replace(option, mobilise_days=(option.mobilise_days or 0) + delay)
    if limit is not None:
        most = option.max_days
        option = replace(option, max_days=round(limit if most is None else min(limit, most)))
    return option


def at_pace(option: Option, pace: float) -> Option:
    """Return an option that mobilises in `pace` times its days, to the nearest whole day."""
    if pace == 1.0 or not option.mobilise_days:
        return option
    return replace(option, mobilise_days=int(option.mobilise_days * pace + 0.5))


def sort_options(
    register: Register, scenario: Scenario, demand: Demand, trading_on: bool
) -> tuple[list[Option], list[Block]]:
    """Return the options of the affected services that may be used, and those blocked."""
    free: list[Option] = []
    blocked: list[Block] = []
    affected = {group.service for group in demand.groups} | set(demand.known_day)
    touched = demand.touched
    for option in register.options.values():
        if option.service not in affected or option.id in scenario.excluded_options:
            continue
        option = as_asked(option, scenario)
        block = block_on(register, option, touched, trading_on)
        if block is None:
            free.append(option)
        else:
            blocked.append(block)
    return free, blocked


def ask(
    register: Register,
    scenario: Scenario,
    demand: Demand,
    fallen: Cascade,
    index: Mapping[str, int],
    periods: tuple[Period, ...],
    options: Sequence[Option],
) -> Question:
    """Put the demand and the options that may be used into one question."""
    usable: dict[str, Usable] = {}
    for option in options:
        known = demand.known_day.get(option.service)
        if known is None:
            continue
        supplied = fallen.delivery.get(index[option.supplier]) if option.supplier else None
        by_day = capacity_by_day(option, known, demand.horizon, supplied)
        usable[option.id] = by_day
    groups = put_together(register, demand.groups, periods, usable)
    reserves = {
        reserve.id: scenario.reserve_overrides.get(reserve.id, reserve.amount or 0.0)
        for reserve in register.reserves.values()
    }
    return Question(
        periods,
        groups,
        usable,
        {pool.id: pool.capacity or 0.0 for pool in register.pools.values()},
        {service: credit.total for service, credit in demand.credit.items()},
        reserves,
        {reserve.id: reserve.services for reserve in register.reserves.values()},
    )


def mean_by_period(days: Floats, periods: Sequence[Period]) -> Floats:
    """Return the mean over the days of each period of a series by day."""
    starts = np.array([period.start for period in periods])
    lengths = np.array([period.days for period in periods], dtype=float)
    return np.asarray(np.add.reduceat(days, starts) / lengths)


def put_together(
    register: Register,
    groups: Iterable[Group],
    periods: tuple[Period, ...],
    usable: Mapping[str, Usable],
) -> tuple[Together, ...]:
    """Put those groups together that the same options may serve from the same day on."""
    of_service: dict[str, list[Option]] = {}
    for used in usable.values():
        of_service.setdefault(used.option.service, []).append(used.option)
    sums: dict[tuple[str, tuple[str, ...], int], Floats] = {}
    for group in groups:
        may = tuple(
            option.id
            for option in of_service.get(group.service, ())
            if may_serve(option, group.service, group.contract, group.area, group.need)
        )
        key = (group.service, may, group.first_day)
        sums[key] = sums[key] + group.displaced if key in sums else group.displaced
    found: list[Together] = []
    for (service, may, first_day), displaced in sums.items():
        limit = first_day + (register.services[service].mtpd_days or 0)
        late = [float(max(0, period.end - max(period.start, limit))) for period in periods]
        found.append(
            Together(
                service,
                class_of(register, service),
                may,
                mean_by_period(displaced, periods),
                np.array(late),
            )
        )
    return tuple(found)
