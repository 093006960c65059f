"""The charts of one run: people over time, money each week, and reserves used so far."""

from __future__ import annotations

import numpy as np

from planner.document.charts import (
    Band,
    CallOut,
    Layer,
    MoneyByWeek,
    MoneyEachWeek,
    PeopleOverTime,
    Span,
)
from planner.document.outcome_words import LEGAL, ClassPicture, picture_of
from planner.document.wording import count, counted, people, pounds, round_pounds
from planner.plan.case import Case
from planner.plan.cash import bonds_due, cash_of, in_order_of_use, lend
from planner.register.records import Reserve

MOST_BANDS = 5
MOST_CALL_OUTS = 4
LATE = 0.005
PENNY = 0.5
CLASSES = ("must", "needed", "could")


def people_over_time(case: Case) -> PeopleOverTime:
    """Return everyone affected day by day: without a service by class, then by option.

    The layers and bands of each span add up to everyone who lost their provider on its days.
    """
    outcome = case.outcome
    spans = tuple(Span(period.start, period.days) for period in outcome.periods)
    pictures = {class_: picture_of(case, class_) for class_ in CLASSES}
    must = pictures["must"]
    limits = [
        one.first_day + one.mtpd_days
        for one in must.counted
        if one.first_day is not None
        and one.mtpd_days is not None
        and one.displaced_person_days > LATE
    ]
    limit = min(limits, default=None)
    title = _people_title(case, pictures, limit)
    worst = max(
        (sum(one.displaced[at] for one in case.services) for at in range(len(spans))), default=0.0
    )
    return PeopleOverTime(
        title=title,
        subtitle="People without a service (solid; could hatched) and people covered by each "
        "option (pale), per day",
        alt=f"{title}. Up to {people(worst)} affected; at worst {count(must.worst)} without a must "
        f"service, {count(pictures['needed'].worst)} without a needed one and "
        f"{count(pictures['could'].worst)} without one the council could provide.",
        spans=spans,
        without=tuple(
            Layer(class_.capitalize(), class_, pictures[class_].without) for class_ in CLASSES
        ),
        covered=_covered(case),
        start=case.start,
        limit_day=limit,
        limit_text="" if limit is None else f"{_day(case, limit)}: must limit",
        safe_day=must.return_day if must.waits else None,
        safe_text="last must person covered" if must.waits and must.return_day else "",
        callouts=_failures(case),
    )


def _day(case: Case, day: int) -> str:
    date = case.date_of(day)
    return f"{date.day} {date:%b}"


def _people_title(case: Case, pictures: dict[str, ClassPicture], limit: int | None) -> str:
    must = pictures["must"]
    late = sum(one.breach_person_days for one in must.counted)
    if must.waits:
        past = "" if limit is None else f"; the limit was {_day(case, limit)}"
        if must.return_day is None:
            end = _day(case, case.outcome.horizon_days)
            return f"Some still wait for a must service on {end}{past}"
        if late < LATE:
            return "Every must service is back before its limit"
        return f"The last must service is back on {_day(case, must.return_day)}{past}"
    if must.uncounted:
        return "How many people lose a must service is not known"
    for class_ in ("needed", "could"):
        if pictures[class_].waits:
            most = people(pictures[class_].worst)
            return f"Must services go on; up to {most} wait for a {class_} service"
    if any(one.displaced_person_days > LATE for one in case.services):
        return "Everyone affected is covered at once"
    return "Nobody goes without a service"


def _covered(case: Case) -> tuple[Band, ...]:
    """Return the options that carry most as bands of their own, the rest together."""
    length = len(case.outcome.periods)
    found: dict[str, tuple[float, ...]] = {}
    for service in case.services:
        for option, values in service.served.items():
            label = case.option_labels.get(option, option)
            before = found.get(label, (0.0,) * length)
            found[label] = tuple(a + b for a, b in zip(before, values, strict=True))
    lengths = [period.days for period in case.outcome.periods]
    carried = {
        label: sum(v * d for v, d in zip(values, lengths, strict=True))
        for label, values in found.items()
    }
    ranked = sorted((label for label in found if carried[label] > 0), key=lambda one: -carried[one])
    shown = ranked if len(ranked) <= MOST_BANDS + 1 else ranked[:MOST_BANDS]
    bands = [Band(label, found[label]) for label in shown]
    rest = ranked[len(shown) :]
    if rest:
        sums = tuple(sum(column) for column in zip(*(found[one] for one in rest), strict=True))
        bands.append(Band(f"{len(rest)} other options", sums))
    return tuple(bands)


def _failures(case: Case) -> tuple[CallOut, ...]:
    """Return what fails after the first event has struck, in the order of days."""
    begun = min((event.day for event in case.scenario.events), default=0)
    later = sorted(
        (one for one in case.outcome.failures if one.day > begun), key=lambda one: one.day
    )
    return tuple(
        CallOut(one.day, f"{_day(case, one.day)}: {LEGAL.sub('', one.name)} fails")
        for one in later[:MOST_CALL_OUTS]
    )


def money(case: Case) -> tuple[MoneyEachWeek, MoneyByWeek] | None:
    """Return what each week costs, and reserves used so far; None where nothing is spent."""
    cash = [cash_of(case, service) for service in case.services]
    if not cash or sum(float((one.running + one.setup).sum()) for one in cash) < PENNY:
        return None
    out = sum((one.running + one.setup for one in cash), np.zeros(len(cash[0].running)))
    back = sum((one.freed + one.recovered for one in cash), np.zeros(len(out)))
    freed = np.minimum(out, np.maximum(back, 0.0))
    needs = {one.service: np.maximum(0.0, np.cumsum(one.net)) for one in cash}
    running = sum(needs.values(), np.zeros(len(out)))
    funds = _funds(case, set(needs))
    held = sum(amount for _, amount in funds)
    short = [
        max(
            0.0,
            float(running[week])
            - sum(lend([(s, float(need[week])) for s, need in needs.items()], funds).values()),
        )
        for week in range(len(out))
    ]
    title = _money_title(float(running.max()), held, max(short), bool(funds))
    used = f"{round_pounds(float(running[-1]))} used"
    so_far = f"{used.capitalize()} of {round_pounds(held)} held"
    each = MoneyEachWeek(
        title=title,
        subtitle="What the response costs each week",
        alt=f"{title}. {pounds(float(out.sum()))} in {counted(len(out), 'week', 'weeks')}, "
        f"{pounds(float(freed.sum()))} of it from contract money that is no longer due.",
        freed=tuple(float(amount) for amount in freed),
        extra=tuple(float(amount) for amount in out - freed),
        start=case.start,
    )
    return each, MoneyByWeek(
        title=so_far,
        subtitle="Reserves used by the end of each week. Hatched: money that no fund may pay.",
        alt=f"{so_far}. {used} by week {len(out)}; {pounds(held)} held; at most "
        f"{pounds(max(short))} that no fund may pay.",
        running=tuple(float(amount) for amount in running),
        short=tuple(short),
        limit=held,
        limit_text=f"{round_pounds(held)} held",
        end_text=used,
        callouts=_bonds(case, len(out)),
        axis="Week",
    )


def _funds(case: Case, services: set[str]) -> list[tuple[Reserve, float]]:
    held = {fund.reserve: fund.amount for fund in case.outcome.funds}
    return [
        (reserve, held.get(reserve.id, reserve.amount or 0.0))
        for reserve in in_order_of_use(case.register.reserves)
        if not reserve.services or services & set(reserve.services)
    ]


def _money_title(most: float, held: float, short: float, known: bool) -> str:
    if most < PENNY:
        return "Contract money freed pays for the whole response"
    if not known:
        return "No reserve may pay for what the response costs extra"
    if short > PENNY:
        return f"The reserves fall {round_pounds(short)} short"
    if held - most < 1000:
        return "The reserve is used up"
    return f"The reserve holds, with {round_pounds(held - most)} to spare"


def _bonds(case: Case, weeks: int) -> tuple[CallOut, ...]:
    due = [one for service in case.services for one in bonds_due(case, service.service)]
    return tuple(
        CallOut(one.day // 7 + 1, f"bond {round_pounds(one.amount)} paid")
        for one in due
        if one.day // 7 < weeks
    )[:2]
