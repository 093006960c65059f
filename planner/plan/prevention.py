"""The changes to make before anything fails, each with what it is worth alone, best first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.findings import PreventiveAction
from planner.plan.money import ReservePlan
from planner.plan.step_in import SOME, UNBLOCK, saves_words
from planner.plan.timetable import Recommissioning
from planner.scenario.outcome import OneMore

DUE_SOON = 28
DUE_LATER = 90
AFTER_THE_FACT = "trading_on_days"


def preventive_actions(
    case: Case, bought: Sequence[Recommissioning], reserve: ReservePlan
) -> tuple[PreventiveAction, ...]:
    """Return the preventive actions: those that spare must services most come first."""
    found = [
        *_unblocking(case),
        *_one_more(case),
        *_timetable(case, bought),
        *_money(case, reserve),
    ]
    found.sort(
        key=lambda action: (
            -(action.saves_must_breach or 0.0),
            -(action.saves_breach or 0.0),
            -(action.saves_unmet or 0.0),
        )
    )
    return tuple(found)


def _due(case: Case, days: int) -> datetime.date:
    return case.today + datetime.timedelta(days=days)


def _unblocking(case: Case) -> Iterable[PreventiveAction]:
    for block in case.outcome.blocked:
        worth = block.worth
        if worth is None or block.missing == AFTER_THE_FACT:
            continue
        if worth.unmet_person_days.total <= SOME and worth.breach_person_days.total <= SOME:
            continue
        action, owner = UNBLOCK[block.missing]
        title = f"{action}: {case.option_labels[block.option]}, for {_service(case, block.service)}"
        yield PreventiveAction(
            title=title,
            worth=saves_words(block),
            service=block.service,
            saves_breach=worth.breach_person_days.total,
            saves_unmet=worth.unmet_person_days.total,
            saves_must_breach=worth.breach_person_days.must,
            added_cost=0.0 - worth.cost,
            unblocks=True,
            owner=owner,
            due=_due(case, DUE_SOON if block.missing == "agreed" else DUE_LATER),
            status="Not begun",
        )


def _service(case: Case, service: str) -> str:
    return wording.inside(case.register.services[service].title)


def _one_more(case: Case) -> Iterable[PreventiveAction]:
    for one in case.outcome.one_more:
        if one.what == "reserve" or one.unmet_person_days.total < wording.SMALL:
            continue
        title, service = _one_more_title(case, one)
        yield PreventiveAction(
            title=title,
            worth=_one_more_worth(one),
            service=service,
            saves_breach=one.breach_person_days.total,
            saves_unmet=one.unmet_person_days.total,
            saves_must_breach=one.breach_person_days.must,
            added_cost=None,
            unblocks=False,
            owner="Contract manager",
            due=_due(case, DUE_LATER),
            status="Not begun",
        )


def _one_more_title(case: Case, one: OneMore) -> tuple[str, str | None]:
    if one.what == "pool":
        return f"Agree one more place in {case.register.pools[one.id].name}", None
    option = case.register.options[one.id]
    label = case.option_labels[one.id]
    service = _service(case, option.service)
    if one.what == "mobilise":
        return f"Start a day sooner: {label}, for {service}", option.service
    return f"Agree one more place: {label}, for {service}", option.service


def _one_more_worth(one: OneMore) -> str:
    breach, unmet = one.breach_person_days.total, one.unmet_person_days.total
    if breach > SOME:
        return f"It saves {wording.person_days(breach)} past the tolerable period."
    return f"It saves {wording.person_days(unmet)} without service."


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


def _money(case: Case, reserve: ReservePlan) -> Iterable[PreventiveAction]:
    if reserve.unpaid:
        unmet = sum(line.person_days for line in reserve.unpaid)
        yield PreventiveAction(
            title=f"Hold {wording.money(reserve.more_money)} more in a fund that may pay for this",
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
        )
    if reserve.most_short <= wording.SMALL:
        return
    yield PreventiveAction(
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
    )
