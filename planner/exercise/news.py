"""One piece of news that an exercise could be drafted with, before it has its place and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.register.records import Event
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
    """Return what people call the target of an event, a contract with its provider."""
    contract = case.register.contracts.get(event.target)
    if contract is not None:
        return f"{contract.title} ({case.register.providers[contract.provider].name})"
    return name_of(case.register, event)


def foremost(case: Case) -> ServiceOutcome | None:
    """Return the service hit that matters most; None where no service is hit."""
    return case.services[0] if case.services else None


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
    if not services:
        return "no service of the register that we know of"
    told = [
        f"{wording.inside(title)} ({UNCOUNTED if people is None else wording.people(people)})"
        for title, people in services[:MOST_NAMED]
    ]
    more = len(services) - len(told)
    if more:
        told.append(wording.counted(more, "more service", "more services"))
    return wording.listed(told)


def price(amount: float) -> str:
    """Return pounds with pence where there are any: "£60.10"."""
    return f"£{amount:,.2f}" if abs(amount - round(amount)) >= 0.005 else wording.money(amount)
