"""One piece of news that an exercise could be drafted with, before it has its place and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.register.records import Contract, Event
from planner.scenario.building import name_of
from planner.scenario.outcome import ServiceOutcome

MOST_NAMED = 3
UNCOUNTED = "people whom nobody has counted"


@dataclass(frozen=True, slots=True)
class News:
    """News with what it was drafted from.

    `slot` names it within an exercise for good. `group` is its sort; no sort may crowd out the
    others. `weight` is 10 for what comes first. `rank` orders the news of one day. News that
    `moves` may come a day or two later. `objective` is a key of the rules, `minutes` how long the
    room needs for its question.
    """

    slot: str
    group: str
    day: int
    title: str
    sent_from: str
    sent_to: str
    medium: str
    content: str
    expected: str
    objective: str
    question: str
    minutes: int
    prompts: tuple[str, ...]
    told_from: str
    weight: int
    rank: int = 5
    moves: bool = False


def first_news_day(event: Event) -> int:
    """Return the day on which an event is first heard of."""
    return max(0, event.day - event.warning)


def day_of_news(case: Case) -> int:
    """Return the day on which the first event of a case is heard of; 0 where there is none."""
    return min((first_news_day(one) for one in case.scenario.events), default=0)


def main_event(case: Case) -> Event | None:
    """Return the event that is heard of first; None where nothing happens."""
    events = case.scenario.events
    return min(events, key=lambda one: (first_news_day(one), one.day)) if events else None


def who_is_hit(case: Case, event: Event) -> str:
    """Return in a sentence what people call the target of an event.

    Of a contract it is the service and who provides it.
    """
    contract = case.register.contracts.get(event.target)
    if contract is not None:
        provider = case.register.providers[contract.provider].name
        title = case.register.services[contract.service].title
        return f"{wording.inside(title)} from {provider}"
    name = name_of(case.register, event)
    return name if event.target in case.register.providers else wording.inside(name)


def contracts_of_target(case: Case, event: Event, service: str) -> tuple[Contract, ...]:
    """Return the contracts of a service that an event hits itself, not through others."""
    return tuple(
        contract
        for contract in case.contracts_of(service)
        if event.target in {contract.id, contract.provider, contract.service}
    )


def foremost(case: Case) -> ServiceOutcome | None:
    """Return the service that matters most of those the first event hits; None where none is hit.

    Where it hits none itself that people are counted in, it is the first to be hit through others.
    """
    event = main_event(case)
    if event is None or not case.services:
        return None
    counted = [one for one in case.services if case.counted(one)] or list(case.services)
    own = [one for one in counted if contracts_of_target(case, event, one.service)]
    return own[0] if own else min(counted, key=lambda one: one.first_day or 0)


def by_weight(case: Case) -> tuple[ServiceOutcome, ...]:
    """Return the services hit, the foremost first, else as the run ordered them."""
    first = foremost(case)
    return tuple(sorted(case.services, key=lambda one: one is not first))


def day_of_effect(case: Case) -> int:
    """Return the first day on which a service is hit; that of the news where none is."""
    days = [one.first_day for one in case.services if one.first_day is not None]
    return max(day_of_news(case), min(days, default=0))


def service_words(case: Case) -> str:
    """Return the foremost service in a sentence: "home care for older people"."""
    found = foremost(case)
    return wording.inside(found.title) if found is not None else "the service"


def people_words(case: Case, service: ServiceOutcome) -> str:
    """Return the people of a service who are hit: "as many as 252 people"."""
    if not case.counted(service):
        return UNCOUNTED
    if service.affected_people <= SAME:
        return "nobody without it yet"
    return f"as many as {wording.people(service.affected_people)}"


def services_words(services: Sequence[tuple[str, float | None]]) -> str:
    """Return titles of services with their people (None: not counted), and how many more."""
    told = [
        f"{wording.inside(title)} ({UNCOUNTED if people is None else wording.people(people)})"
        for title, people in services[:MOST_NAMED]
    ]
    more = len(services) - len(told)
    if more:
        told.append(wording.counted(more, "more service", "more services"))
    return wording.listed(told)


def price(amount: float) -> str:
    """Return pounds with pence where there are any: "£60.10"; "nothing" for none."""
    if amount < 0.005:
        return "nothing"
    return f"£{amount:,.2f}" if abs(amount - round(amount)) >= 0.005 else wording.money(amount)
