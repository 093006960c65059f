"""The changes to make before anything fails, each with what it is worth alone, best first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.decision import is_let_go
from planner.plan.findings import PreventiveAction
from planner.plan.money import ReservePlan
from planner.plan.plan import ServiceDecision
from planner.plan.step_in import SOME, UNBLOCK, added_cost, saves_words
from planner.plan.timetable import Recommissioning
from planner.scenario.outcome import ByClass, OneMore

DUE_SOON = 28
DUE_LATER = 90
AFTER_THE_FACT = "trading_on_days"
Rank = tuple[float, ...]
NOTHING = (0.0,) * 6


def preventive_actions(
    case: Case,
    decisions: Sequence[ServiceDecision],
    bought: Sequence[Recommissioning],
    reserve: ReservePlan,
) -> tuple[PreventiveAction, ...]:
    """Return every preventive action: those that spare must services most come first.

    Nothing is done for services that are let go.
    """
    ranked = [*_unblocking(case), *_one_more(case), *_money(case, reserve)]
    gone = {decision.service for decision in decisions if is_let_go(decision)}
    ranked = [pair for pair in ranked if pair[1].service not in gone]
    ranked.sort(key=lambda pair: [-saved for saved in pair[0]])
    return (*(action for _, action in ranked), *_timetable(case, bought))


def _rank(breach: ByClass, unmet: ByClass) -> Rank:
    """Return what to sort by: must before needed before could, too late before without."""
    return (breach.must, unmet.must, breach.needed, unmet.needed, breach.could, unmet.could)


def _due(case: Case, days: int) -> datetime.date:
    return case.today + datetime.timedelta(days=days)


def _unblocking(case: Case) -> Iterable[tuple[Rank, PreventiveAction]]:
    for block in case.outcome.blocked:
        worth = block.worth
        if worth is None or block.missing == AFTER_THE_FACT:
            continue
        if worth.unmet_person_days.total <= SOME and worth.breach_person_days.total <= SOME:
            continue
        action, owner = UNBLOCK[block.missing]
        label = case.option_labels[block.option]
        title = f"{action}: {label}, for {_service(case, block.service)}"
        yield (
            _rank(worth.breach_person_days, worth.unmet_person_days),
            PreventiveAction(
                title=title,
                worth=saves_words(block),
                service=block.service,
                saves_breach=worth.breach_person_days.total,
                saves_unmet=worth.unmet_person_days.total,
                saves_must_breach=worth.breach_person_days.must,
                added_cost=added_cost(worth),
                unblocks=True,
                closes=f"{action} ({label})",
                owner=owner,
                due=_due(case, DUE_SOON if block.missing == "agreed" else DUE_LATER),
                status="Not begun",
            ),
        )


def _service(case: Case, service: str) -> str:
    return wording.inside(case.register.services[service].title)


def _one_more(case: Case) -> Iterable[tuple[Rank, PreventiveAction]]:
    for one in case.outcome.one_more:
        if one.what == "reserve" or one.unmet_person_days.total < wording.SMALL:
            continue
        alike = _alike(case, one)
        saves = one.breach_person_days.total
        past = "past the tolerable period" if saves > SOME else "without service"
        days = wording.person_days(saves if saves > SOME else one.unmet_person_days.total)
        what = "One day sooner" if one.what == "mobilise" else "The next place"
        yield (
            _rank(one.breach_person_days, one.unmet_person_days),
            PreventiveAction(
                title=f"{alike.title}: {alike.member}",
                worth=f"{what} saves {days} {past}.",
                service=alike.service,
                saves_breach=one.breach_person_days.total,
                saves_unmet=one.unmet_person_days.total,
                saves_must_breach=one.breach_person_days.must,
                added_cost=None,
                unblocks=False,
                owner="Contract manager",
                due=_due(case, DUE_LATER),
                status="Not begun",
                group=f"{one.what} {alike.service or ''}",
                group_title=alike.title,
                member=alike.member,
                closes=alike.closes,
                group_worth=f"{what} saves up to {days} {past}.",
            ),
        )


@dataclass(frozen=True, slots=True)
class _Alike:
    """What one more is called: the words shared with those like it, its own, and its service."""

    title: str
    member: str
    service: str | None
    closes: str = ""


def _alike(case: Case, one: OneMore) -> _Alike:
    if one.what == "pool":
        return _Alike("Agree more places in a pool", case.register.pools[one.id].name, None)
    option = case.register.options[one.id]
    service = _service(case, option.service)
    label = case.option_labels[one.id]
    if one.what == "mobilise":
        return _Alike(
            f"Start sooner for {service}", label, option.service, f"Have {label} start sooner"
        )
    return _Alike(
        f"Agree more places for {service}", label, option.service, f"Agree more places with {label}"
    )


def _timetable(case: Case, bought: Sequence[Recommissioning]) -> Iterable[PreventiveAction]:
    for plan in bought:
        for closer in plan.closers:
            if closer.gap_days is None or plan.gap_days_p50 is None:
                sooner = (plan.p50 - closer.restart).days
                worth = f"The new contract starts {wording.days(sooner)} sooner."
            elif closer.gap_days:
                sooner = plan.gap_days_p50 - closer.gap_days
                worth = f"The gap shrinks to {wording.weeks_of(closer.gap_days)}."
            else:
                sooner = plan.gap_days_p50
                worth = "No gap before the new contract starts."
            if sooner <= 0:
                continue
            yield PreventiveAction(
                title=f"{closer.change}: {wording.inside(plan.title)}",
                group=closer.change,
                group_title=closer.change,
                member=wording.inside(plan.title),
                group_worth=f"{plan.title}: {wording.inside(worth)}",
                worth=worth,
                service=plan.service,
                saves_breach=None,
                saves_unmet=None,
                saves_must_breach=None,
                added_cost=None,
                unblocks=False,
                owner=closer.owner,
                due=_due(case, DUE_LATER),
                status="Not begun",
            )


def _money(case: Case, reserve: ReservePlan) -> Iterable[tuple[Rank, PreventiveAction]]:
    if reserve.unpaid:
        unmet = sum(line.person_days for line in reserve.unpaid)
        yield (
            (
                reserve.more_money_saves_must_breach,
                0.0,
                reserve.more_money_saves_breach,
                unmet,
                0.0,
                0.0,
            ),
            PreventiveAction(
                title=f"Hold {wording.money(reserve.more_money)} more in a fund that may pay",
                worth=f"It saves {wording.person_days(unmet)} without service.",
                service=None,
                saves_breach=reserve.more_money_saves_breach,
                saves_unmet=unmet,
                saves_must_breach=reserve.more_money_saves_must_breach,
                added_cost=reserve.more_money,
                unblocks=False,
                owner="Section 151 officer",
                due=_due(case, DUE_LATER),
                status="Not begun",
            ),
        )
    if reserve.most_short <= wording.SMALL:
        return
    yield (
        NOTHING,
        PreventiveAction(
            title=f"Hold {wording.money(reserve.most_short)} more in reserve",
            worth=f"Cash covers every week; it is short in {len(reserve.weeks_short)} today.",
            service=None,
            saves_breach=None,
            saves_unmet=None,
            saves_must_breach=None,
            added_cost=None,
            unblocks=False,
            owner="Section 151 officer",
            due=_due(case, DUE_LATER),
            status="Not begun",
        ),
    )
