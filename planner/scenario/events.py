"""What the events of a scenario do, before anything spreads (the table of MODEL section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.register.records import Contract, Event, Scenario
from planner.register.register import Register

Days = NDArray[np.float64]


@dataclass(slots=True)
class Shock:
    """The direct effect of all events, day by day over the horizon.

    `availability` and `contract_delivery` hold the largest share still possible, `payment_cut` the
    share of a contract's payments that stops, `without_outcome` the share served in vain,
    `extra_demand` further people as a share of those served (by service or area). `insolvent` is
    the first day somebody counts as insolvent. `news` is the day a service's loss is known because
    an event hits one of its contracts. `hit_by` keeps the event behind each availability.
    """

    horizon: int
    availability: dict[str, Days] = field(default_factory=dict)
    insolvent: dict[str, int] = field(default_factory=dict)
    cash_lost: dict[str, Days] = field(default_factory=dict)
    contract_delivery: dict[str, Days] = field(default_factory=dict)
    payment_cut: dict[str, Days] = field(default_factory=dict)
    without_outcome: dict[str, Days] = field(default_factory=dict)
    extra_demand: dict[str, Days] = field(default_factory=dict)
    news: dict[str, int] = field(default_factory=dict)
    hit_by: dict[str, list[Event]] = field(default_factory=dict)
    trading_on: bool = False


def shock_of(register: Register, scenario: Scenario) -> Shock:
    """Return what the scenario's events do to providers, assets, contracts and demand."""
    shock = Shock(scenario.horizon_days)
    for event in scenario.events:
        _apply(register, event, shock)
    return shock


def _apply(register: Register, event: Event, shock: Shock) -> None:
    shock.trading_on = shock.trading_on or event.trading_on > 0
    kind, target = event.kind, event.target
    if kind in ("insolvency", "group_failure"):
        _limit(shock.availability, target, _steps(event, shock, event.trading_on))
        if event.day < shock.horizon:
            shock.insolvent[target] = min(event.day, shock.insolvent.get(target, event.day))
        _hit(register, event, shock, [target])
    elif kind == "planned_exit":
        _limit(shock.availability, target, _leaving(event, shock.horizon))
        _hit(register, event, shock, [target])
    elif kind == "asset_loss":
        _limit(shock.availability, target, _steps(event, shock))
        shock.hit_by.setdefault(target, []).append(event)
    elif kind in ("service_failure", "hand_back", "recall"):
        ends = kind != "service_failure"
        severity = 1.0 if ends else event.lost_share
        _limit(shock.contract_delivery, target, _steps(event, shock, severity=severity))
        if ends:
            _add(shock.payment_cut, target, 1 - _steps(event, shock, severity=1.0))
        _news(register, event, shock, [register.contracts[target]], severity)
    elif kind == "outcome_failure":
        _add(shock.without_outcome, target, 1 - _steps(event, shock))
    elif kind == "sector_shock":
        hit = providers_of(register, target)
        for provider in hit:
            _limit(shock.availability, provider, _steps(event, shock))
            _add(
                shock.cash_lost,
                provider,
                (1 - _steps(event, shock, severity=1.0)) * (event.cash_days_lost or 0.0),
            )
        _hit(register, event, shock, hit)
    elif kind == "funding_cut":
        _add(shock.payment_cut, target, 1 - _steps(event, shock))
    else:
        _add(shock.extra_demand, target, 1 - _steps(event, shock))
        _surge_news(register, event, shock)


def providers_of(register: Register, target: str) -> list[str]:
    """Return providers with a contract in the market called `target`, or of that sector."""
    found: dict[str, None] = {}
    for contract in register.contracts.values():
        service = register.services[contract.service]
        provider = register.providers[contract.provider]
        if target in (service.market, provider.sector):
            found[contract.provider] = None
    return list(found)


def _steps(event: Event, shock: Shock, later: int = 0, severity: float | None = None) -> Days:
    """Return 1 before the effect, 1 - severity while it lasts, 1 after it ends."""
    share = np.ones(shock.horizon)
    start = max(0, event.day + later)
    end = shock.horizon if event.duration_days is None else event.day + event.duration_days
    share[start : max(start, end)] = 1 - (event.lost_share if severity is None else severity)
    return share


def _leaving(event: Event, horizon: int) -> Days:
    """Return availability under a planned exit: a straight line from the news to the last day."""
    share = np.ones(horizon)
    news = max(0, event.day - event.warning)
    days = np.arange(horizon)
    if event.day > news:
        line = (days >= news) & (days < event.day)
        share[line] = 1 - event.lost_share * (days[line] - news) / (event.day - news)
    end = horizon if event.duration_days is None else event.day + event.duration_days
    share[(days >= event.day) & (days < end)] = 1 - event.lost_share
    if event.duration_days is not None:
        share[days >= end] = 1.0
    return share


def _limit(shares: dict[str, Days], target: str, share: Days) -> None:
    shares[target] = np.minimum(shares[target], share) if target in shares else share


def _add(shares: dict[str, Days], target: str, share: Days) -> None:
    shares[target] = shares[target] + share if target in shares else share


def _hit(register: Register, event: Event, shock: Shock, providers: Iterable[str]) -> None:
    for provider in providers:
        shock.hit_by.setdefault(provider, []).append(event)
        contracts = register.contracts_of_provider.get(provider, ())
        _news(register, event, shock, contracts, event.lost_share)


def _news(
    register: Register,
    event: Event,
    shock: Shock,
    contracts: Iterable[Contract],
    severity: float,
) -> None:
    if severity <= 0 or event.day >= shock.horizon:
        return
    day = max(0, event.day - event.warning)
    for contract in contracts:
        shock.news[contract.service] = min(day, shock.news.get(contract.service, day))


def _surge_news(register: Register, event: Event, shock: Shock) -> None:
    """A surge is known from its warning: the extra people are displaced, though nobody stopped."""
    if event.target in register.services:
        contracts: Iterable[Contract] = register.contracts_of_service.get(event.target, ())
    else:
        contracts = [
            register.contracts[place.contract]
            for place in register.places.values()
            if place.area == event.target
        ]
    _news(register, event, shock, contracts, event.lost_share)
