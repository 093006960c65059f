"""Who goes without because the money runs out: the run again with money enough for everything."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.money import Unpaid
from planner.register.records import Reserve
from planner.scenario.outcome import Outcome, ServiceOutcome
from planner.scenario.run import run

ENOUGH = "money-enough-for-everything"
EMPTY = 1.0  # pounds left in a fund that count as nothing


@dataclass(frozen=True, slots=True)
class MoneyShort:
    """What more money would do: whom it would serve, and how many pounds more it would take.

    `people` is the most it would serve at one time, over all services.
    """

    services: tuple[Unpaid, ...] = ()
    people: float = 0.0
    pounds: float = 0.0
    saves_breach: float = 0.0
    saves_must_breach: float = 0.0


def money_short(case: Case, kept: Collection[str]) -> MoneyShort:
    """Return who of the services kept goes without for want of money alone.

    The scenario is run again with a fund that can pay for every option to the end; what more is
    served then is what money keeps from people. Nothing is run where every service with people
    waiting has a fund with money left.
    """
    if not any(_may_lack_money(case, found) for found in case.services if found.service in kept):
        return MoneyShort()
    rich = _with_enough(case)
    after = {found.service: found for found in rich.services}
    lines = []
    breach = must = 0.0
    for found in case.services:
        if found.service not in kept:
            continue
        line = _line(case, found, after[found.service])
        if line is not None:
            lines.append(line)
        saved = found.breach_person_days - after[found.service].breach_person_days
        breach += saved
        must += saved if found.class_ in ("must", None) else 0.0
    if not lines:
        return MoneyShort()
    before = sum(sum(found.reserve_drawn.values()) for found in case.services)
    drawn = sum(
        sum(found.reserve_drawn.values()) for found in rich.services if found.service in kept
    )
    pairs = [(found, after[found.service]) for found in case.services if found.service in kept]
    together = [sum(column) for column in zip(*(_more(*pair) for pair in pairs), strict=True)]
    return MoneyShort(
        tuple(lines),
        max(together),
        max(0.0, drawn - before),
        max(0.0, breach),
        must if must > wording.SMALL else 0.0,
    )


def _may_lack_money(case: Case, found: ServiceOutcome) -> bool:
    if max(found.unmet, default=0.0) < wording.SMALL:
        return False
    reserves = case.register.reserves
    left = sum(
        fund.left
        for fund in case.outcome.funds
        if not reserves[fund.reserve].services or found.service in reserves[fund.reserve].services
    )
    return left < EMPTY


def _with_enough(case: Case) -> Outcome:
    most = sum(
        option.setup_cost or 0.0
        for service in case.services
        for option in case.register.options_of_service.get(service.service, ())
    )
    days = case.outcome.horizon_days
    dearest = max(
        (
            option.unit_cost_day or 0.0
            for service in case.services
            for option in case.register.options_of_service.get(service.service, ())
        ),
        default=0.0,
    )
    most += dearest * days * sum(service.affected_people for service in case.services)
    fund = Reserve(ENOUGH, ENOUGH, most + EMPTY)
    register = case.register.with_table("reserve", {**case.register.reserves, ENOUGH: fund})
    return run(register, case.scenario, worths=False)


def _line(case: Case, found: ServiceOutcome, after: ServiceOutcome) -> Unpaid | None:
    """Return how many more would be served from when; None for less than half a person."""
    more = _more(found, after)
    if max(more, default=0.0) < wording.SMALL:
        return None
    periods = case.outcome.periods
    first = next(at for at, people in enumerate(more) if people >= wording.SMALL)
    days = sum(people * period.days for people, period in zip(more, periods, strict=True))
    day = periods[first].start
    return Unpaid(found.service, found.title, max(more), day, case.date_of(day), days)


def _more(found: ServiceOutcome, after: ServiceOutcome) -> list[float]:
    """Return how many more are served, by period."""
    return [max(0.0, now - then) for now, then in zip(found.unmet, after.unmet, strict=True)]
