"""The whole catalogue of preventive actions of a register, those left out that help nobody."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan.prevention_cases import Cases, footprint_of, meets
from planner.plan.prevention_programme import CaseProgramme
from planner.plan.remedies import Remedy
from planner.plan.remedy_catalogue import permissions, places, sooner
from planner.plan.remedy_shortage import Shortage, shortages
from planner.plan.remedy_sources import (
    bonds,
    cash,
    money,
    replacements,
    second_sources,
    splits,
)
from planner.progress import Progress, unreported
from planner.scenario.question import class_of

MOST_SHAPING = 3
"""How many actions that change who is hit are looked at in each case: those worth most, alone."""
SOME = 0.01
HELPS = 0.005
"""Part of today's must person-days such an action has to spare, alone, to be looked at."""


def catalogue(cases: Cases, report: Progress = unreported) -> tuple[Remedy, ...]:
    """Return the preventive actions a register allows, those that change who is hit first.

    Of the latter only those that spare must person-days alone are kept, and of these the best.
    """
    register = cases.register
    found = shortages(cases, report)
    shaping = [
        *splits(register, found),
        *replacements(register, found),
        *cash(cases, found),
    ]
    kept = _best_shaping(cases, found, shaping, report)
    wanted, services = _money_wanted(found)
    poor: dict[str, set[str]] = {}
    for one in found:
        short_of_money = {s for s in one.short if any(s in of for of in services.values())}
        if short_of_money and one.id in register.providers:
            poor.setdefault(one.id, set()).update(short_of_money)
    return (
        *kept,
        *permissions(register, found),
        *places(register, found),
        *sooner(register, found),
        *second_sources(register, found),
        *money(register, wanted, services),
        *bonds(register, poor),
    )


def _best_shaping(
    cases: Cases, found: Sequence[Shortage], remedies: Sequence[Remedy], report: Progress
) -> tuple[Remedy, ...]:
    """Return the actions that change who is hit that spare most in the insecure cases, alone."""
    feet = {one.id: footprint_of(one.played) for one in found}
    today = {one.id: CaseProgramme(one.played, ()).cut({}).bound({}) for one in found}
    spared: dict[str, dict[str, float]] = {one.id: {} for one in found}
    for number, remedy in enumerate(remedies):
        report(number, len(remedies), f"Trying alone: {remedy.title}")
        for id_, foot in feet.items():
            if meets(cases.register, remedy, foot):
                spared[id_][remedy.id] = today[id_] - _alone(cases, id_, (remedy,))
    whole: dict[str, float] = {}
    for by_remedy in spared.values():
        for id_, days in by_remedy.items():
            whole[id_] = whole.get(id_, 0.0) + days
    least = max(SOME, HELPS * sum(today.values()))
    kept: set[str] = set()
    for by_remedy in spared.values():
        helping = [id_ for id_, days in by_remedy.items() if days > SOME and whole[id_] > least]
        helping.sort(key=lambda id_: (-by_remedy[id_], id_))
        kept |= set(helping[:MOST_SHAPING])
    return tuple(remedy for remedy in remedies if remedy.id in kept)


def _alone(cases: Cases, case: str, done: Sequence[Remedy]) -> float:
    played = cases.played(cases.changed(done), case)
    return CaseProgramme(played, ()).cut({}).bound({})


def _money_wanted(
    found: Sequence[Shortage],
) -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    """Return pounds wanted of each fund for must services, and the services it is for.

    The fund with least of its money bound to other services comes first: a named one before the
    one that may pay for anything.
    """
    wanted: dict[str, float] = {}
    services: dict[str, dict[str, None]] = {}
    for one in found:
        register = one.played.register
        for service, pounds in _unpaid(one).items():
            fits = [
                fund
                for fund in register.reserves.values()
                if not fund.services or service in fund.services
            ]
            fits.sort(key=lambda fund: (not fund.services, fund.id))
            if fits:
                fund = fits[0].id
                wanted[fund] = max(wanted.get(fund, 0.0), pounds)
                services.setdefault(fund, {})[service] = None
    return wanted, {fund: tuple(named) for fund, named in services.items()}


def _unpaid(one: Shortage) -> dict[str, float]:
    """Return pounds that would let each must service of a case use all the places there are."""
    register = one.played.register
    found: dict[str, float] = {}
    for service in one.short:
        if class_of(register, service) != "must":
            continue
        short = CaseProgramme(one.played, ()).money_short(service)
        if short > 0:
            found[service] = short
    return found
