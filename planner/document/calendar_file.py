"""The dates of a register as a calendar file (iCalendar, RFC 5545) that any calendar takes in.

Events last whole days and keep their UIDs, so taking a newer file in moves them and doubles none.
The same dates always give the same bytes.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from icalendar import Alarm, Calendar, Event, vText

from planner.document.calendar_dates import KIND_WORDS, CalendarDate
from planner.document.words import clean
from planner.plan.marking import marking_of
from planner.register.register import Register

PRODUCT = "-//Backstop//Backstop//EN"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "calendar.backstop.invalid")


def calendar_file(
    register: Register,
    dates: Sequence[CalendarDate],
    today: datetime.date,
    remind_weeks: int | None = None,
) -> bytes:
    """Return the calendar as UTF-8 bytes with folded lines that end in CR LF.

    `today` is its stamp, the register's revision its sequence. With `remind_weeks` each event that
    is not done rings so many weeks before.
    """
    council = clean(register.council.name) or "Council"
    marking = marking_of(register)
    stamp = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Backstop: {council}")
    made.add("x-wr-caldesc", f"{marking}. Dates from register revision {register.revision:,}.")
    for one in dates:
        made.add_component(_event(one, register, stamp, remind_weeks))
    return bytes(made.to_ical())


def uid_of(one: CalendarDate, council: str) -> str:
    """Return what names an event for good: of its council, kind and key, never of its date."""
    return f"{uuid.uuid5(_NAMESPACE, f'{council}/{one.kind}/{one.key}')}@backstop.invalid"


def _event(
    one: CalendarDate, register: Register, stamp: datetime.datetime, remind_weeks: int | None
) -> Event:
    event = Event()
    event.add("uid", uid_of(one, register.council.name))
    event.add("dtstamp", stamp)
    event.add("sequence", register.revision)
    event.add("dtstart", one.date)
    event.add("dtend", (one.last or one.date) + datetime.timedelta(days=1))
    summary = clean(one.summary)
    event.add("summary", f"Done: {summary}" if one.done else summary)
    event.add("description", _words(one))
    event.add("categories", [KIND_WORDS[one.kind]])
    event.add("status", _status(one))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if remind_weeks is not None and not one.done:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", vText(summary))
        alarm.add("trigger", datetime.timedelta(weeks=-remind_weeks))
        event.add_component(alarm)
    return event


def _status(one: CalendarDate) -> str:
    """Return the status: what is done is cancelled, so that a calendar takes it off."""
    if one.done:
        return "CANCELLED"
    return "TENTATIVE" if one.supposed else "CONFIRMED"


def _words(one: CalendarDate) -> str:
    told = [clean(line) for line in one.words.split("\n")]
    if one.owner:
        told.append(f"Who: {clean(one.owner)}.")
    return "\n".join(told)
