"""The sentence over a result that can be read aloud, and the key numbers beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planner.document.wording import NOT_KNOWN, count, people, round_pounds, short_date
from planner.plan.case import Case
from planner.plan.words_of_events import headline as told_in_short
from planner.scenario.outcome import ServiceOutcome

MOST_WORDS = 22
NOBODY = 0.05
"""Fewer people than this, on average over a period, count as nobody."""
LITTLE = 0.005
LEGAL = re.compile(r",? (Ltd|Limited|plc|PLC|CIC|LLP|CIO)\b\.?")


@dataclass(frozen=True, slots=True)
class Number:
    """A key number with its words and, where it is about one, its class of service."""

    number: str
    words: str
    class_: str | None = None
    is_failure: bool = False


@dataclass(frozen=True, slots=True)
class ClassPicture:
    """How one class of services fares: services counted and not, people without by period."""

    counted: tuple[ServiceOutcome, ...]
    uncounted: tuple[ServiceOutcome, ...]
    without: tuple[float, ...]
    return_day: int | None

    @property
    def worst(self) -> float:
        """Return the most people without a service of the class at one time."""
        return max(self.without, default=0.0)

    @property
    def waits(self) -> bool:
        """Return whether anybody waits at all."""
        return self.worst >= NOBODY


def picture_of(case: Case, class_: str) -> ClassPicture:
    """Return how one class fares; a service without a class counts as must.

    `return_day` is the first day from which everyone has theirs, None where some never do while
    they are followed.
    """
    hit = [one for one in case.services if (one.class_ or "must") == class_]
    counted = tuple(one for one in hit if case.counted(one))
    without = tuple(
        sum(one.unmet[at] for one in counted) for at in range(len(case.outcome.periods))
    )
    last = max((at for at, number in enumerate(without) if number >= NOBODY), default=None)
    back: int | None = 0
    if last is not None:
        periods = case.outcome.periods
        back = periods[last].end if last + 1 < len(periods) else None
    return ClassPicture(counted, tuple(one for one in hit if not case.counted(one)), without, back)


def headline(case: Case) -> str:
    """Return who goes without, how many and until when, in one sentence of at most 22 words."""
    if not case.scenario.events:
        return "Nothing happens in this scenario."
    for consequence in _consequences(case):
        for opening in _openings(case):
            sentence = f"{opening}, {consequence}."
            if len(sentence.split()) <= MOST_WORDS:
                return sentence
    return f"{next(iter(_openings(case, plainest=True)))}, see the numbers below."


def _openings(case: Case, *, plainest: bool = False) -> Iterable[str]:
    day = case.date_of(min(event.day for event in case.scenario.events))
    on = f" on {day.day} {day:%B}"
    whole = LEGAL.sub("", told_in_short(case))
    plain = "If this happens"
    if not plainest:
        yield whole + on
        yield whole
        yield plain + on
    yield plain


def _consequences(case: Case) -> Iterable[str]:
    """Yield what follows, the fullest words first."""
    must = picture_of(case, "must")
    needed, could = picture_of(case, "needed"), picture_of(case, "could")
    in_vain = _in_vain(case)
    if must.waits:
        at_least = bool(must.uncounted)
        yield from _waiting(case, must, at_least)
    elif must.uncounted and not must.counted:
        yield "how many people lose a must service is not known"
    elif needed.waits or could.waits:
        which, picture = ("needed", needed) if needed.waits else ("could", could)
        most = _most(picture, bool(picture.uncounted))
        go = "goes" if round(picture.worst) == 1 else "go"
        if must.uncounted:
            yield f"{most} {go} without a {which} service; must services are not all counted"
            yield f"{most} {go} without a {which} service"
        yield f"every must service goes on, but {most} {go} without a {which} service"
        yield f"{most} {go} without a {which} service, nobody without a must service"
        yield f"{most} {go} without a {which} service"
    elif in_vain >= NOBODY:
        go = "is" if round(in_vain) == 1 else "are"
        yield f"about {people(in_vain)} {go} served but no better off"
    elif needed.uncounted or could.uncounted or must.uncounted:
        yield "nobody we can count goes without; not everyone is counted"
    elif any(one.displaced_person_days > LITTLE for one in case.services):
        hit = sum(one.affected_people for one in case.services)
        yield f"{people(hit)} lose a service and all are covered at once"
        yield "all are covered at once"
    else:
        yield "nobody loses a service"


def _waiting(case: Case, must: ClassPicture, at_least: bool) -> Iterable[str]:
    most = _most(must, at_least)
    go = "goes" if round(must.worst) <= 1 else "go"
    if must.return_day is None:
        end = case.date_of(case.outcome.horizon_days)
        yield f"{most} {go} without a must service, some still on {end.day} {end:%B}"
        yield f"{most} {go} without a must service"
        return
    back = case.date_of(must.return_day)
    if sum(one.breach_person_days for one in must.counted) < LITTLE:
        yield f"{most} {go} without a must service, but nobody longer than the limit"
        yield f"{most} {go} without a must service, none too long"
    yield f"{most} {go} without a must service, the last until {back.day} {back:%B}"
    yield f"{most} {go} without a must service until {back.day} {back:%B}"


def _most(picture: ClassPicture, at_least: bool) -> str:
    if at_least:
        return f"at least {people(picture.worst)}"
    alone = round(picture.worst) <= 1
    return people(picture.worst) if alone else f"up to {people(picture.worst)}"


def _in_vain(case: Case) -> float:
    """Return how many people are served to no avail, on average over the days it lasts."""
    total = case.outcome.without_outcome_person_days.total
    horizon = case.outcome.horizon_days
    lasting = {
        day
        for event in case.scenario.events
        if event.kind == "outcome_failure"
        for day in range(
            event.day,
            horizon
            if event.duration_days is None
            else min(horizon, event.day + event.duration_days),
        )
    }
    return total / len(lasting) if lasting else 0.0


def key_numbers(case: Case) -> tuple[Number, ...]:
    """Return three to five numbers: people and days of must, needed at worst, the cost."""
    must, needed = picture_of(case, "must"), picture_of(case, "needed")
    late = case.outcome.breach_person_days.must
    found = [
        Number(
            _marked(must, count(must.worst)),
            "at worst without a must service",
            "must",
            must.waits and late >= LITTLE,
        ),
        Number(
            _marked(must, count(late)), "person-days past the must limit", "must", late >= LITTLE
        ),
    ]
    if must.waits:
        words = (
            f"not by {short_date(case.date_of(case.outcome.horizon_days))}"
            if must.return_day is None
            else short_date(case.date_of(must.return_day))
        )
        found.append(Number(words, "last must person covered", None, must.return_day is None))
    found.append(
        Number(_marked(needed, count(needed.worst)), "at worst without a needed service", "needed")
    )
    cost = net_cost(case)
    held = held_for_it(case)
    end = short_date(case.date_of(case.outcome.horizon_days))
    found.append(
        Number(
            round_pounds(cost),
            f"net cost to {end}; {round_pounds(held)} may pay",
            None,
            cost > held + 0.5,
        )
    )
    return tuple(found)


def held_for_it(case: Case) -> float:
    """Return what the reserves that may pay for the services hit hold, in pounds."""
    hit = {one.service for one in case.services}
    may_pay = {
        key
        for key, reserve in case.register.reserves.items()
        if not reserve.services or hit & set(reserve.services)
    }
    return sum(fund.amount for fund in case.outcome.funds if fund.reserve in may_pay)


def net_cost(case: Case) -> float:
    """Return what the response costs above the money it frees, service by service, in pounds."""
    return case.outcome.net_cost


def _marked(picture: ClassPicture, number: str) -> str:
    if not picture.uncounted:
        return number
    return f"{number} + not known" if picture.counted else NOT_KNOWN
