"""Every date of a register and its plans by which somebody has something to do, as values.

Each date says in plain words what to do, why and which role does it. Nothing here names a person,
gives a number to ring or tells a rating.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from planner.dependence.tier import provider_tiers
from planner.dependence.warning_score import warning_scores
from planner.document.watch_list import OURS, due_reviews
from planner.document.wording import counted, days, full_stop, long_date, middle, start
from planner.exercise.memory import ColdDebrief
from planner.plan.calendar import bank_holidays, nation_of
from planner.plan.plan import Plan
from planner.register.lessons import lessons_of
from planner.register.personal_details import PersonalDetails, personal_details
from planner.register.records import Action, Contract, Exercise, Review
from planner.register.register import Register

Kind = Literal[
    "review", "rating", "notice", "extension", "end", "exit_plan", "action", "lesson", "debrief",
    "task",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_WORDS: dict[Kind, str] = {
    "review": "Review",
    "rating": "Look at a provider",
    "notice": "Last day for notice",
    "extension": "Extension to decide",
    "end": "Contract ends",
    "exit_plan": "Exit plan to renew",
    "action": "Action",
    "lesson": "Lesson",
    "debrief": "Cold debrief",
    "task": "Plan task",
}
EXIT_PLAN_LASTS = 365
"""Days after which an exit plan counts as old, as register health counts them."""
DONE_SHOWN = 365
"""Days back within which what was done is still told, so that calendars take it off."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One thing to do by a day. `key` names it for good, whatever its date becomes.

    `last` is the last day of something that takes several. `done` says that it was done;
    `supposed` that it counts only if the failure of its plan comes.
    """

    kind: Kind
    key: str
    date: datetime.date
    summary: str
    words: str
    owner: str | None = None
    last: datetime.date | None = None
    done: bool = False
    supposed: bool = False


def calendar_dates(
    register: Register,
    today: datetime.date,
    plans: Sequence[Plan] = (),
    kinds: Iterable[Kind] = KINDS,
    months: int | None = None,
    debriefs: Sequence[ColdDebrief] = (),
) -> tuple[CalendarDate, ...]:
    """Return the dates, soonest first; the same arguments give the same dates.

    `debriefs` are the cold debriefs of exercises that were played.
    `plans` are those whose own tasks and checklists are wanted, `kinds` which kinds are. With
    `months` nothing later than so many months from today is given. Contract dates that are past
    are left out; reviews and actions that are late stay.
    """
    wanted = frozenset(kinds)
    details = personal_details(register)
    found = [
        *_reviews(register, details, today),
        *_plan_reviews(register, details, today),
        *_ratings(register, today),
        *_contracts(register, details, today),
        *_actions(register, details, today),
        *_lessons(register, details, today),
        *_debriefs(debriefs, details, today),
        *(one for plan in plans for one in _tasks(plan)),
    ]
    until = datetime.date.max if months is None else _later(today, months)
    chosen = [one for one in found if one.kind in wanted and one.date <= until]
    return tuple(sorted(chosen, key=lambda one: (one.date, one.kind, one.key)))


def _later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return datetime.date(years, month + 1, min(day.day, last))


def _told(done: datetime.date | None, today: datetime.date) -> bool:
    """Return whether something is still to be told: not done, or not long ago."""
    return done is None or (today - done).days <= DONE_SHOWN


def _reviews(
    register: Register, details: PersonalDetails, today: datetime.date
) -> Iterator[CalendarDate]:
    for review in register.of_kind("review").values():
        assert isinstance(review, Review)
        if review.due is None or not _told(review.done_on, today):
            continue
        name = details.without(_name_of(register, review.subject_kind, review.subject))
        yield CalendarDate(
            "review",
            review.id,
            review.due,
            f"Review: {name}",
            f"Look again at the {review.subject_kind} “{name}”. {_late(review.due, today)}".strip(),
            details.role(review.owner),
            done=review.done_on is not None,
        )


def _name_of(register: Register, kind: str, code: str) -> str:
    """Return what a record is called, else its code where it is not in the register."""
    record = register.of_kind(kind).get(code)
    if record is None:
        return code
    if kind == "option":
        service = register.services.get(getattr(record, "service", ""))
        return f"option for {middle(service.title)}" if service else code
    name = getattr(record, "title", None) or getattr(record, "name", None)
    return str(name or code)


def _late(due: datetime.date, today: datetime.date) -> str:
    return f"It was due on {long_date(due)}." if due < today else ""


def _plan_reviews(
    register: Register, details: PersonalDetails, today: datetime.date
) -> Iterator[CalendarDate]:
    last: dict[str, int] = {}
    for kept in register.plans.values():
        last[kept.scenario] = max(kept.version, last.get(kept.scenario, 0))
    for kept in register.plans.values():
        if kept.review_date is None or kept.status == "superseded":
            continue
        if kept.version == last[kept.scenario]:
            title = details.without(kept.title)
            late = _late(kept.review_date, today)
            words = f"Read the contingency plan “{title}” again. Make it anew where it changed."
            yield CalendarDate(
                "review",
                f"plan/{kept.scenario}",
                kept.review_date,
                f"Review the plan: {title}",
                f"{words} {late}".strip(),
                details.role(kept.owner),
            )


def _ratings(register: Register, today: datetime.date) -> Iterator[CalendarDate]:
    """Yield when to look at each provider again, without a word of what was seen."""
    scores = warning_scores(register, today)
    tiers = provider_tiers(register)
    never = 0
    details = personal_details(register)
    for id_, provider in register.providers.items():
        if provider.sector in OURS:
            continue
        if scores[id_].last is None:
            never += 1
            continue
        due = due_reviews(scores[id_], tiers[id_].tier, today)[0].date
        name = details.without(provider.name)
        words = f"Look again at how {name} is doing, and enter what you see. {_late(due, today)}"
        yield CalendarDate("rating", id_, due, f"Look again at {name}", words.strip())
    if never:
        many = counted(never, "provider", "providers")
        words = "Nobody has looked at them yet. Start with those of must services."
        yield CalendarDate("rating", "never", today, f"Look at {many} for the first time", words)


def _contracts(
    register: Register, details: PersonalDetails, today: datetime.date
) -> Iterator[CalendarDate]:
    nation = nation_of(register.council.ons_code)[0]
    for contract in register.contracts.values():
        service = register.services[contract.service]
        owner = details.role(service.owner)
        name = details.without(contract.title)
        provider = details.without(register.providers[contract.provider].name)
        who = name if provider.casefold() in name.casefold() else f"{name}, {provider}"
        yield from _ending(contract, who, owner, nation, today)
        made = contract.exit_plan_date
        if made is not None and contract.kind != "in_house":
            due = made + datetime.timedelta(days=EXIT_PLAN_LASTS)
            words = f"The exit plan is of {long_date(made)}. Ask the provider for a new one."
            if not _is_over(contract, max(due, today)):
                yield CalendarDate(
                    "exit_plan", contract.id, due, f"Renew the exit plan: {who}", words, owner
                )


def _is_over(contract: Contract, day: datetime.date) -> bool:
    last = contract.extension_to or contract.end
    return last is not None and last < day


def _ending(
    contract: Contract,
    who: str,
    owner: str | None,
    nation: str,
    today: datetime.date,
) -> Iterator[CalendarDate]:
    """Yield the last day for notice, the extension to decide and the end of one contract.

    Notice of n days given on a day ends the contract n days later, so the last day is the end less
    n days. A contract past its end that could be extended is taken as extended.
    """
    end, extended = contract.end, contract.extension_to
    if end is not None and end < today and extended is not None:
        end, extended = extended, None
    if end is None or end < today or contract.kind == "in_house":
        return
    notice = contract.notice_days_council
    last = None if notice is None else end - datetime.timedelta(days=notice)
    if last is not None and last >= today:
        told = f"The contract ends on {long_date(end)} and asks for notice of {days(notice)}."
        words = f"{told} To leave by its end, give notice by this day. {_open_day(last, nation)}"
        yield CalendarDate(
            "notice", contract.id, last, f"Last day for notice: {who}", words.strip(), owner
        )
    if extended is not None and extended > end:
        decide = last if last is not None and last >= today else end
        words = (
            f"The contract ends on {long_date(end)}. It can be extended to {long_date(extended)}. "
            f"Decide whether to extend it or to buy again. {_open_day(decide, nation)}"
        )
        yield CalendarDate(
            "extension", contract.id, decide, f"Extend or not: {who}", words.strip(), owner
        )
    words = "The last day of the contract. Say in the register what follows it."
    yield CalendarDate("end", contract.id, end, f"Contract ends: {who}", words, owner)


def _open_day(date: datetime.date, nation: str) -> str:
    """Return in words that a day is no working day, and the last one before it; "" if it is one."""
    day = date
    while day.weekday() >= 5 or day in _holidays(nation, day.year):
        day -= datetime.timedelta(days=1)
    if day == date:
        return ""
    return f"This is not a working day: do it by {day:%A} {long_date(day)}."


@functools.lru_cache(maxsize=64)
def _holidays(nation: str, year: int) -> frozenset[datetime.date]:
    return frozenset(bank_holidays(nation, year))


def _actions(
    register: Register, details: PersonalDetails, today: datetime.date
) -> Iterator[CalendarDate]:
    for action in register.of_kind("action").values():
        assert isinstance(action, Action)
        if action.due is None or not _told(action.done_on, today):
            continue
        service = register.services.get(action.service or "")
        about = f"It helps {middle(details.without(service.title))}. " if service else ""
        title = details.without(action.title)
        yield CalendarDate(
            "action",
            action.id,
            action.due,
            title,
            f"{full_stop(title)} {about}{_late(action.due, today)}".strip(),
            details.role(action.owner),
            done=action.done_on is not None,
        )


def _lessons(
    register: Register, details: PersonalDetails, today: datetime.date
) -> Iterator[CalendarDate]:
    for lesson in lessons_of(register):
        if lesson.due is None or not _told(lesson.done_on, today):
            continue
        exercise = register.of_kind("exercise").get(lesson.exercise or "")
        learnt = f"Learnt in {exercise.title}. " if isinstance(exercise, Exercise) else ""
        yield CalendarDate(
            "lesson",
            lesson.id,
            lesson.due,
            f"Lesson: {details.without(lesson.title)}",
            f"Act on this lesson. {details.without(learnt)}{_late(lesson.due, today)}".strip(),
            details.role(lesson.owner),
            done=lesson.done_on is not None,
        )


def _debriefs(
    debriefs: Sequence[ColdDebrief], details: PersonalDetails, today: datetime.date
) -> Iterator[CalendarDate]:
    """Yield the days in which the cold debrief of each exercise played is to be held."""
    for one in debriefs:
        if not _told(one.held, today):
            continue
        late = _late(one.last, today)
        words = (
            f"The exercise ended on {long_date(one.ended)}. Hold the cold debrief with those who "
            f"played by {long_date(one.last)}: what has been done since, and what is still to do. "
            f"{late}"
        )
        yield CalendarDate(
            "debrief",
            one.exercise,
            one.first,
            f"Cold debrief: {details.without(one.title)}",
            words.strip(),
            last=one.last,
            done=one.held is not None,
        )


def _tasks(plan: Plan) -> Iterator[CalendarDate]:
    """Yield the checklists of a plan by the day each is due, and its re-commissioning tasks."""
    header = plan.header
    only = f"This counts only if the plan “{header.title}” is put to use."
    for phase in plan.checklist:
        due = header.start_date + datetime.timedelta(days=phase.within_hours // 24)
        items = "\n".join(f"- {one.text} ({one.owner})" for one in phase.items)
        things = counted(len(phase.items), "thing", "things")
        yield CalendarDate(
            "task",
            f"{header.scenario}/phase {phase.within_hours}",
            due,
            f"{phase.title}: {things} to do",
            f"{only}\n{items}",
            supposed=True,
        )
    for bought in plan.recommissioning:
        for task in bought.tasks:
            service = middle(bought.title)
            yield CalendarDate(
                "task",
                f"{header.scenario}/{bought.service}/{task.title}",
                task.start,
                f"{start(task.title)}: {service}",
                f"{only} It is a step in buying {service} again.",
                task.owner or None,
                last=max(task.start, task.finish),
                supposed=True,
            )
