"""What a reveal says in words and tables: the room, the best response, and doing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.document.chart_tables import Heading
from planner.document.plain_sheet import Cell, PlainSheet, plain_sheet
from planner.document.wording import counted, days, listed, start
from planner.document.words import brief
from planner.exercise.act_choices import option_name
from planner.exercise.course import Course, Restored
from planner.exercise.reveal import Call, Reveal
from planner.fields import CLASSES
from planner.register.register import Register
from planner.scenario.outcome import ByClass, Worth

LEAST = 0.5
"""Person-days below which a difference is not told."""
ALONE = "Each is measured alone; do not add."
PERSON_DAY = (
    "A person-day is one person without the service for one day; the limit is the time people "
    "can wait."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """By what a reveal is told first: past the limit or without, and of which class."""

    is_breach: bool
    class_: str

    @property
    def words(self) -> str:
        """Return what it counts."""
        past = " past the time people can wait" if self.is_breach else ""
        return f"person-days of {self.class_} services{past}"

    def of(self, course: Course) -> float:
        """Return its number on a course."""
        found = course.breach_person_days if self.is_breach else course.unmet_person_days
        return found.as_dict()[self.class_]

    def saved(self, worth: Worth) -> float:
        """Return its number in what something saves."""
        found = worth.breach_person_days if self.is_breach else worth.unmet_person_days
        return found.as_dict()[self.class_]


def measure_of(found: Reveal) -> Measure:
    """Return what matters most of what doing nothing would come to: must past the limit first."""
    for class_ in CLASSES:
        for is_breach in (True, False):
            one = Measure(is_breach, class_)
            if max(one.of(found.nothing), one.of(found.room)) > LEAST:
                return one
    return Measure(True, "must")


def headline(found: Reveal) -> str:
    """Return the finding in a line."""
    measure = measure_of(found)
    room, best, nothing = (round(measure.of(one)) for one in _courses(found))
    if nothing <= LEAST and room <= LEAST:
        return "Nobody went without a service"
    if room - best > LEAST:
        return f"The best response saves {counted(room - best, 'person-day', 'person-days')} more"
    if best - room > LEAST:
        more = counted(best - room, "person-day", "person-days")
        return f"The room saved {more} more than the best response"
    return "The room came to what the best response does"


def beyond_words(register: Register, found: Reveal) -> str:
    """Return what the room had that the best response may not use; "" where there is nothing."""
    if not found.beyond:
        return ""
    names = listed([brief(option_name(register, code), 90) for code in found.beyond])
    return (
        f"The room also had {names}: the best response keeps to what is agreed today, and counts "
        "none of it."
    )


def comparison(found: Reveal) -> PlainSheet:
    """Return the room beside the best response and doing nothing, without money."""
    rows: list[Sequence[Cell]] = []
    parts = (
        ("person-days past the limit", "breach_person_days"),
        ("person-days without a service", "unmet_person_days"),
        ("people without a service at the end", "left"),
    )
    for words, name in parts:
        for class_ in CLASSES:
            numbers = [_by_class(one, name).as_dict()[class_] for one in _courses(found)]
            if max(numbers) > 0:
                rows.append((f"{start(class_)}: {words}", *numbers))
    heads = (Heading("What"), *(Heading(name, "people") for name in NAMES))
    return plain_sheet("The room beside the best response and doing nothing", heads, rows)


NAMES = ("The room", "Best response", "Doing nothing")


def money(found: Reveal) -> PlainSheet:
    """Return what each course costs, in pounds."""
    rows: list[Sequence[Cell]] = [
        ("What the response costs", *(one.cost for one in _courses(found))),
        ("Of it above the money it frees", *(one.net_cost for one in _courses(found))),
    ]
    heads = (Heading("What"), *(Heading(f"{name}, £", "pounds") for name in NAMES))
    return plain_sheet("What each costs", heads, rows)


def restoring(found: Reveal, classes: Sequence[str] = CLASSES) -> PlainSheet:
    """Return for each service of the classes the days until all are served again, in words."""
    codes = [
        (one.service, one.title, one.class_)
        for one in found.nothing.services
        if one.class_ in classes
    ]
    rows: list[Sequence[Cell]] = []
    for code, title, class_ in codes:
        cells = [_back(one.service(code), one) for one in _courses(found)]
        rows.append((title, class_, *cells))
    if any(one.class_ == "must" for one in found.nothing.services):
        cells = [_must_back(one) for one in _courses(found)]
        rows.append(("Every must service", "must", *cells))
    heads = (Heading("Service"), Heading("Class", "class"), *(Heading(name) for name in NAMES))
    return plain_sheet("Days until everybody is served again", heads, rows)


def _back(one: Restored | None, course: Course) -> str:
    if one is None:
        return "not hit"
    if one.people is None:
        return "people not known"
    if one.days is None:
        return f"not within {days(_horizon(course))}"
    return "at once" if one.days == 0 else days(one.days)


def _must_back(course: Course) -> str:
    day = course.must_back_day
    if day is None:
        return f"not within {days(_horizon(course))}"
    return f"by day {day}" if day else "at once"


def _horizon(course: Course) -> int:
    return course.periods[-1].end if course.periods else 0


def effect_sheet(found: Reveal) -> PlainSheet:
    """Return what each decision that moved anything saved; below zero, what it cost."""
    rows = [
        (
            one.number,
            one.words,
            one.day,
            one.worth.breach_person_days.must,
            one.worth.unmet_person_days.must,
            one.worth.unmet_person_days.total,
            one.worth.cost,
        )
        for one in found.made_difference
    ]
    heads = (
        Heading("Entry", "number"),
        Heading("Decision"),
        Heading("From day", "number"),
        Heading("Must person-days past the limit saved", "people"),
        Heading("Must person-days saved", "people"),
        Heading("All person-days saved", "people"),
        Heading("Money saved, £", "pounds"),
    )
    return plain_sheet("Decisions that made a difference", heads, rows)


def call_sheet(found: Reveal) -> PlainSheet:
    """Return when the model and the room called each option of the best response."""
    rows = [
        (
            one.label,
            one.title,
            one.best_day,
            called_words(one),
            one.worth.breach_person_days.must,
            one.worth.unmet_person_days.total,
        )
        for one in found.calls
    ]
    heads = (
        Heading("Option"),
        Heading("Service"),
        Heading("Best response calls it on day", "number"),
        Heading("The room"),
        Heading("Must person-days past the limit that day would save", "people"),
        Heading("All person-days that day would save", "people"),
    )
    return plain_sheet("Options of the best response", heads, rows)


def called_words(call: Call) -> str:
    """Return when the room called an option, in words that lay no blame."""
    if call.room_day is None:
        return "not called"
    words = f"called on day {call.room_day}"
    later = call.days_later or 0
    if later:
        words += f", {days(later)} later"
    if call.until is not None:
        words += f"; ended on day {call.until}"
    return words


def _courses(found: Reveal) -> tuple[Course, Course, Course]:
    return found.room, found.best, found.nothing


def _by_class(course: Course, name: str) -> ByClass:
    value = getattr(course, name)
    assert isinstance(value, ByClass)
    return value
