"""By which route a service is bought again, from its rules, value, kind of contract and market.

Procurements begun from 24 February 2025 follow the Procurement Act 2023, also where the old
contract was let under the regulations of 2015; only changes to the old contract stay under those.
Health care follows the Provider Selection Regime. An urgent award may cover only what is strictly
necessary, so it suits stop-gaps and never the new contract.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.rule_tables import rule
from planner.register.records import Contract, Service

YEARS_TAKEN = 3
A_FEW_DAYS = 0.01  # years: leap days must not make four years 4.0007
URGENT_ONLY = (
    "An urgent direct award may cover only what is strictly necessary: it suits the stop-gaps, not "
    "the new contract, so this work starts on the day the loss is known."
)


@dataclass(frozen=True, slots=True)
class Route:
    """A route: its kind, its name and rules in words, why, and how its value was weighed.

    `kind` is "open", "framework", "quotes", "grant", "suitable", "competitive" or "restore".
    """

    kind: str
    words: str
    regime: str
    light_touch: bool
    reasons: tuple[str, ...]
    annual_value: float | None
    value_words: str
    threshold_words: str


def choose_route(case: Case, service: Service, contracts: tuple[Contract, ...]) -> Route:
    """Return the route for buying `service` again after losing `contracts` for good."""
    kinds = {contract.kind for contract in contracts}
    regimes = Counter(contract.regime for contract in contracts if contract.regime)
    annual = case.value_of(contracts)
    light, why_light = _light_touch(service, contracts)
    total = _total(annual, contracts)
    value_words = _value_words(annual, contracts)
    if kinds == {"in_house"}:
        reasons = ("The council runs it itself: it restores the service and buys nothing.",)
        return Route(
            "restore",
            "Restore the council’s own service",
            "No procurement",
            light,
            reasons,
            annual,
            value_words,
            "No threshold applies.",
        )
    if kinds == {"grant"} or (regimes and set(regimes) == {"grant"}):
        reasons = ("It is a grant: an open grant round is enough if nothing is bought.",)
        return Route(
            "grant",
            "Open grant round",
            "Grant rules of the council",
            light,
            reasons,
            annual,
            value_words,
            "No threshold applies to a grant.",
        )
    if regimes and regimes.most_common(1)[0][0] == "psr":
        return _health_care(case, service, contracts, annual, value_words, light)
    return _procurement(case, service, contracts, (annual, total, value_words), light, why_light)


def _health_care(
    case: Case,
    service: Service,
    contracts: tuple[Contract, ...],
    annual: float | None,
    value_words: str,
    light: bool,
) -> Route:
    """Return the Provider Selection Regime's route: direct award B, most suitable, competitive."""
    others = _others(case, service, contracts)
    any_number = all(contract.kind == "framework_call_off" for contract in contracts)
    if any_number and others:
        kind, words = "framework", "Direct award B"
        why = "People choose among any number of providers, and others are on the list already."
    elif len(others) >= 2:
        kind, words = "suitable", "Most suitable provider"
        why = f"{len(others)} other providers of it are known, so the likely ones can be named."
    else:
        kind, words = "competitive", "Competitive process"
        why = "Fewer than 2 other providers of it are known, so the likely ones cannot be named."
    reasons = (
        why,
        "The provider has stopped, so the direct awards that keep an existing provider (A and C) "
        "do not fit. Direct award B fits only where people choose among any number of providers.",
        "Regulation 14 allows an urgent award or change for the stop-gap: insolvency is its own "
        "example. Poor planning never is.",
    )
    return Route(
        kind,
        words,
        "Provider Selection Regime",
        light,
        reasons,
        annual,
        value_words,
        "The regime has no threshold.",
    )


def _procurement(
    case: Case,
    service: Service,
    contracts: tuple[Contract, ...],
    value: tuple[float | None, float | None, str],
    light: bool,
    why_light: str,
) -> Route:
    annual, total, value_words = value
    act_holds = case.start >= _act_starts(case.start)
    regime = "Procurement Act 2023" if act_holds else "Public Contracts Regulations 2015"
    limit = rule("threshold_light_touch" if light else "threshold_goods_services", case.start)
    least = rule("below_threshold_notice", case.start)
    reasons: list[str] = [why_light] if why_light else []
    if act_holds and any(contract.regime == "pcr2015" for contract in contracts):
        reasons.insert(
            0,
            (
                "The old contract stays under the Public Contracts Regulations 2015 (regulation 72 "
                "for changes); the new one is let under the Procurement Act 2023."
            ),
        )
    market = _market_words(_others(case, service, contracts))
    if total is None:
        threshold = "Without a yearly value it is planned as above the threshold, the longer way."
    else:
        compared = total if light else total * (1 + rule("vat_rate", case.start).value)
        side = "above" if compared >= limit.value else "below"
        threshold = (
            f"{wording.money(compared)}{'' if light else ' with VAT'} is {side} the threshold of "
            f"{wording.money(limit.value)}."
        )
        if compared < limit.value:
            return _small(
                regime,
                light,
                (*reasons, market),
                annual,
                value_words,
                threshold,
                compared < least.value,
                least.value,
            )
    called_off = [c for c in contracts if c.kind == "framework_call_off"]
    others_called = [
        c
        for c in case.register.contracts_of_service.get(service.id, ())
        if c.kind == "framework_call_off" and c.provider not in case.providers_hit
    ]
    if called_off and others_called:
        reasons += ["Other providers hold places on the framework it was called off from.", market]
        return Route(
            "framework",
            "Call-off under the framework",
            regime,
            light,
            tuple(reasons),
            annual,
            value_words,
            threshold,
        )
    touch = ", light touch" if light else ""
    reasons += [market, URGENT_ONLY]
    return Route(
        "open",
        f"Open competition{touch}",
        regime,
        light,
        tuple(reasons),
        annual,
        value_words,
        threshold,
    )


def _small(
    regime: str,
    light: bool,
    reasons: tuple[str, ...],
    annual: float | None,
    value_words: str,
    threshold: str,
    tiny: bool,
    least: float,
) -> Route:
    if tiny:
        why = f"Under {wording.money(least)} nothing need be published on Find a Tender."
        words = "Quotes from several providers"
    else:
        why = f"From {wording.money(least)} the contest is published on Find a Tender."
        words = "Competition below the threshold"
    return Route(
        "quotes",
        words,
        f"{regime}, below the threshold",
        light,
        (why, *reasons),
        annual,
        value_words,
        threshold,
    )


def _act_starts(on: datetime.date) -> datetime.date:
    return datetime.datetime.strptime(
        str(int(rule("procurement_act_starts", on).value)), "%Y%m%d"
    ).date()


def _light_touch(service: Service, contracts: tuple[Contract, ...]) -> tuple[bool, str]:
    said = [contract.light_touch for contract in contracts if contract.light_touch is not None]
    if said:
        return any(said), ""
    if service.regulated:
        return True, (
            "The register does not say whether the light touch rules apply. The activity is "
            "regulated, so the plan takes it that they do."
        )
    return False, (
        "The register does not say whether the light touch rules apply: the plan takes the full "
        "rules, the longer way."
    )


def _years(contracts: tuple[Contract, ...]) -> float:
    """Return the longest term in years, first and last day counted; whole years are whole."""
    lengths = [
        ((contract.end - contract.start).days + 1) / 365.25
        for contract in contracts
        if contract.start is not None and contract.end is not None and contract.end > contract.start
    ]
    if not lengths:
        return float(YEARS_TAKEN)
    years = max(1.0, max(lengths))
    return float(round(years)) if abs(years - round(years)) < A_FEW_DAYS else years


def _total(annual: float | None, contracts: tuple[Contract, ...]) -> float | None:
    return None if annual is None else annual * _years(contracts)


def _value_words(annual: float | None, contracts: tuple[Contract, ...]) -> str:
    if annual is None:
        totals = {c.award_reference or c.id: c.total_value for c in contracts if c.total_value}
        if not totals:
            return "Its yearly value is not known."
        awards = wording.counted(len(totals), "award", "awards")
        shared = any((contract.award_shared_by or 1) > 1 for contract in contracts)
        other = ", shared with other suppliers" if shared else ""
        return (
            f"Its yearly value is not known; it rests on {awards} of "
            f"{wording.money(sum(totals.values()))} in all{other}."
        )
    years = round(_years(contracts), 1)
    shown = f"{years:g}"
    blank = sum(contract.annual_value is None for contract in contracts)
    less = f" {wording.counted(blank, 'contract has', 'contracts have')} no value." if blank else ""
    span = "1 year" if years == 1 else f"{shown} years"
    return (
        f"{wording.money(annual)} a year, {wording.money(annual * _years(contracts))} over "
        f"{span}.{less}"
    )


def _others(case: Case, service: Service, contracts: tuple[Contract, ...]) -> set[str]:
    """Return other providers known to serve the same service or market, and still standing."""
    gone = {contract.provider for contract in contracts} | case.failed
    same = {
        other.id
        for other in case.register.services.values()
        if other.id == service.id or (service.market and other.market == service.market)
    }
    found = {
        contract.provider
        for each in same
        for contract in case.register.contracts_of_service.get(each, ())
    }
    return found - gone


def _market_words(others: set[str]) -> str:
    if not others:
        return "No other provider of it is in the register: ask the market first."
    if len(others) == 1:
        return "1 other provider of it is in the register: a contest may draw few bids."
    return f"{len(others)} other providers in its market are in the register."
