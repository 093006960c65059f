"""How a failure spreads and is caught, told as dated lines from the news to the last return."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from planner.document.outcome_words import LEGAL, NOBODY, picture_of
from planner.document.wording import counted, days, full_stop, listed, people, short_date, start
from planner.plan.case import Case
from planner.plan.words_of_events import WHAT_HAPPENS
from planner.register.records import Event

ON_DAY = re.compile(r"\bday (\d+)\b")
MOST_FALLEN = 12


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One moment: its day and date, what happens, and what it means for people.

    `tone` is "notice", "failure", "limit", "cover" or "still".
    """

    day: int
    date: datetime.date
    title: str
    text: str
    tone: str


def story(case: Case) -> tuple[StoryLine, ...]:
    """Return the lines in the order of the days; what brings something about stands before it."""
    lines = [
        *_news(case),
        *_events(case),
        *_spread(case),
        *_limits(case),
        *_cover(case),
        *_end(case),
    ]
    order = {"notice": 0, "failure": 1, "limit": 2, "cover": 3, "still": 4}
    lines = [line for line in lines if line.day <= case.outcome.horizon_days]
    return tuple(sorted(lines, key=lambda line: (line.day, order[line.tone])))


def _line(case: Case, day: int, title: str, text: str, tone: str) -> StoryLine:
    return StoryLine(day, case.date_of(day), title, text, tone)


def dated(case: Case, sentence: str) -> str:
    """Return a sentence about days with their dates: "on day 3" as "on 30 Nov 2026"."""
    with_dates = ON_DAY.sub(lambda found: short_date(case.date_of(int(found[1]))), sentence)
    return re.sub(r"\b1 days\b", "1 day", with_dates)


def _name(case: Case, id_: str) -> str:
    return LEGAL.sub("", case.name_of(id_))


def _news(case: Case) -> list[StoryLine]:
    found = []
    for event in case.scenario.events:
        if event.warning and event.day:
            name = _name(case, event.target)
            ahead = min(event.day, event.warning)
            options = sum(one.used for one in case.outcome.options)
            text = f"It is known {days(ahead)} ahead."
            if options:
                text += f" {counted(options, 'option starts', 'options start')} to mobilise."
            day = max(0, event.day - event.warning)
            found.append(_line(case, day, f"News of {name}", text, "notice"))
    return found


def _events(case: Case) -> list[StoryLine]:
    found: list[StoryLine] = []
    for event in case.scenario.events:
        title = start(f"{_name(case, event.target)} {_verb(event)}")
        text = _hit(case, event)
        # Who is hit is told once where two things happen at the same time.
        if any((line.day, line.text) == (event.day, text) for line in found):
            text = "At the same time, with what it means counted above."
        found.append(_line(case, event.day, title, text, "failure"))
    return found


def _verb(event: Event) -> str:
    if event.kind == "demand_surge":
        return f"is needed by {event.lost_share:.0%} more people"
    if event.kind == "funding_cut":
        return f"loses {event.lost_share:.0%} of its payments"
    verb = WHAT_HAPPENS[event.kind]
    return verb if event.lost_share >= 1 else f"{verb} in part ({event.lost_share:.0%})"


def _hit(case: Case, event: Event) -> str:
    """Return who loses what with an event, and an administrator's days before it."""
    told = ""
    day = event.day + event.trading_on
    # Work that is run down with notice falls from the news on.
    since = max(0, event.day - event.warning) if event.kind == "planned_exit" else day
    if event.trading_on:
        until = short_date(case.date_of(day))
        told = f"An administrator keeps the work going until {until}. "
    then = [one for one in case.services if one.first_day in range(since, day + 1)]
    hit = [one for one in then if one.affected_people >= NOBODY]
    unknown = [one.title for one in then if not case.counted(one)]
    if hit:
        most = people(sum(one.affected_people for one in hit))
        told += f"{most} lose {counted(len(hit), 'service', 'services')}: "
        told += f"{listed([one.title for one in hit], 3)}. "
    if unknown:
        told += f"How many use {listed(unknown, 3)} is not known. "
    if event.kind == "outcome_failure":
        told = "The service runs and is paid for, but does not help those it should. "
    return told.strip() or "Nobody loses a service that day."


def _spread(case: Case) -> list[StoryLine]:
    """Return everyone who falls or loses work because of somebody else."""
    found = []
    for fallen in case.outcome.failures:
        if fallen.cause.source != "event":
            name = LEGAL.sub("", fallen.name)
            text = full_stop(dated(case, fallen.cause.sentence))
            found.append(_line(case, fallen.day, f"{name} fails", text, "failure"))
    named = {fallen.id for fallen in case.outcome.failures}
    for hit in case.outcome.disruptions:
        if hit.id in named or not hit.chain or hit.chain[0].source == "event":
            continue
        name = LEGAL.sub("", hit.name)
        title = f"{name} cut to {hit.lowest:.0%}" if hit.lowest > 0.005 else f"{name} stops"
        text = full_stop(dated(case, hit.chain[0].sentence))
        found.append(_line(case, hit.first_day, title, text, "failure"))
    return found[:MOST_FALLEN]


def _limits(case: Case) -> list[StoryLine]:
    """Return the first must limit that people are kept waiting beyond."""
    late = [
        (one.first_day + one.mtpd_days, one)
        for one in case.services
        if (one.class_ or "must") == "must"
        and one.breach_person_days >= NOBODY
        and one.first_day is not None
        and one.mtpd_days is not None
    ]
    if not late:
        return []
    day, one = min(late, key=lambda entry: entry[0])
    waiting = _without_on(case, one.unmet, day)
    text = f"{one.title} can be missed for {days(one.mtpd_days)}; {people(waiting)} still without."
    return [_line(case, day, "First must limit passed", text, "limit")]


def _without_on(case: Case, series: tuple[float, ...], day: int) -> float:
    for period, number in zip(case.outcome.periods, series, strict=True):
        if period.start <= day < period.end:
            return number
    return 0.0


def _cover(case: Case) -> list[StoryLine]:
    """Return when the first option serves people, and when options that help most run out."""
    found = []
    used = [one for one in case.outcome.options if one.used]
    if used:
        first = min(used, key=lambda one: (one.from_day, -one.peak))
        title = case.register.services[first.service].title
        label = case.option_labels[first.option]
        text = f"{label} takes up to {people(first.peak)} from {title}."
        found.append(_line(case, first.from_day, "First cover starts", text, "cover"))
    must = picture_of(case, "must")
    if must.waits and must.return_day is not None:
        back = must.return_day
        last = [one.title for one in must.counted if one.return_day == back]
        text = f"{listed(last, 3)} is the last to have everyone served." if last else ""
        text = text.replace(" is the last", " are the last") if len(last) > 1 else text
        found.append(_line(case, back, "Last must person covered", text, "cover"))
    return found


def _end(case: Case) -> list[StoryLine]:
    """Return who still waits on the last day that is followed."""
    parts = []
    for class_ in ("must", "needed", "could"):
        picture = picture_of(case, class_)
        if picture.without and picture.without[-1] >= NOBODY:
            parts.append(f"{people(picture.without[-1])} without a {class_} service")
    if not parts:
        return []
    day = case.outcome.horizon_days
    text = f"{start(listed(parts))} when the {day} days followed are over."
    return [_line(case, day, "Still waiting", text, "still")]
