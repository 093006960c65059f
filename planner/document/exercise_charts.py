"""The charts of a reveal: three courses day by day, and what decisions and days did."""

from __future__ import annotations

from collections.abc import Mapping

from planner.document.charts import Bar, Bars, CourseLine, CoursesOverTime
from planner.document.exercise_words import LEAST, called_words, measure_of
from planner.document.wording import count, counted
from planner.document.words import brief
from planner.exercise.course import Course
from planner.exercise.reveal import Reveal
from planner.fields import CLASSES

MOST_BARS = 8
LONGEST_LABEL = 60
WORDS_IN_TITLE = 6
FIRST_DAYS = 28
"""Days that are drawn alone where a year of weeks would press them together."""


def courses_chart(
    found: Reveal, class_: str = "must", until: int | None = None
) -> CoursesOverTime | None:
    """Return people without a service of a class each day; None where nobody ever is.

    `until` draws the first so many days alone; what is said counts all days.
    """
    if max(_most(one, class_) for one in (found.room, found.best, found.nothing)) <= LEAST:
        return None
    room, best, nothing = (
        round(one.unmet_person_days.as_dict()[class_])
        for one in (found.room, found.best, found.nothing)
    )
    more = room - best  # of whole numbers, so that it adds up as it is read
    title = f"{_class_name(class_)}: the room comes to what the best response does"
    if more > LEAST:
        title = f"The room has {_days(more)} of {class_} services more than the best response"
    elif more < -LEAST:
        title = f"The room has {_days(-more)} of {class_} services fewer than the best response"
    periods = found.room.periods
    horizon = periods[-1].end
    subtitle = f"People without a {class_} service each day of the scenario"
    if until is not None and until < horizon:
        periods = tuple(one for one in periods if one.start < until)
        subtitle = (
            f"People without a {class_} service each day, the first {until} of {horizon} days"
        )
    drawn = len(periods)
    return CoursesOverTime(
        title=title,
        subtitle=subtitle,
        alt=f"{title}. The room {count(room)}, best response {count(best)}, doing nothing "
        f"{count(nothing)} person-days.",
        starts=tuple(period.start for period in periods),
        horizon=min(until or horizon, horizon),
        lines=(
            _line(found.room, class_, "The room", "strong", drawn),
            _line(found.best, class_, "Best response", "plain", drawn),
            _line(found.nothing, class_, "Doing nothing", "dashed", drawn),
        ),
        between=f"{_days(more)} more" if more > LEAST else "",
    )


def every_courses_chart(found: Reveal) -> tuple[CoursesOverTime, ...]:
    """Return the courses of each class in which anybody ever waits."""
    charts = (courses_chart(found, class_) for class_ in CLASSES)
    return tuple(one for one in charts if one is not None)


def effects_chart(found: Reveal, names: Mapping[int, str], most: int = MOST_BARS) -> Bars | None:
    """Return what the decisions that saved most saved; None where none saved anything.

    `names` are what entries are called, by number.
    """
    measure = measure_of(found)
    saved = [(measure.saved(one.worth), one) for one in found.effects]
    shown = [pair for pair in saved if pair[0] > LEAST]
    shown = sorted(shown, key=lambda pair: (-pair[0], pair[1].number))
    if not shown:
        return None
    number, largest = len(shown), shown[0][0]
    title = (
        f"{counted(number, 'decision', 'decisions')} saved person-days, at most {count(largest)}"
    )
    if number == 1:
        title = f"One decision saved {_days(largest)}"
    return Bars(
        title=title,
        subtitle=f"What each decision saved, in {measure.words}; measured alone, do not add",
        alt=f"{title}. "
        + "; ".join(f"{names.get(one.number, one.number)} {count(v)}" for v, one in shown[:3])
        + ".",
        bars=tuple(
            Bar(
                f"{names.get(one.number, one.number)} {brief(one.words, LONGEST_LABEL)}",
                value,
                f"{count(value)}, from day {one.day}",
            )
            for value, one in shown[:most]
        ),
    )


def calls_chart(found: Reveal, most: int = MOST_BARS) -> Bars | None:
    """Return what the model's day would have saved for each option; None where nothing."""
    measure = measure_of(found)
    saved = [(measure.saved(one.worth), one) for one in found.calls]
    shown = [pair for pair in saved if pair[0] > LEAST]
    shown = sorted(shown, key=lambda pair: (-pair[0], pair[1].option))
    if not shown:
        return None
    value, first = shown[0]
    name = " ".join(brief(first.label, LONGEST_LABEL).split()[:WORDS_IN_TITLE])
    title = f"{name} on day {first.best_day} would save {_days(value)}"
    return Bars(
        title=title,
        subtitle=f"What the best response’s day would save, in {measure.words}; measured alone, "
        "do not add",
        alt=f"{title}. " + "; ".join(f"{one.label} {count(v)}" for v, one in shown[:3]) + ".",
        bars=tuple(
            Bar(
                brief(f"{one.label}: {called_words(one)}", LONGEST_LABEL + 30),
                value,
                count(value),
                "hatched",
            )
            for value, one in shown[:most]
        ),
    )


def _line(course: Course, class_: str, name: str, style: str, drawn: int) -> CourseLine:
    values = tuple(one.as_dict()[class_] for one in course.without[:drawn])
    total = course.unmet_person_days.as_dict()[class_]
    return CourseLine(name, f"{name}: {_days(total)}", style, values)  # type: ignore[arg-type]


def first_days(found: Reveal, class_: str) -> int | None:
    """Return how many days to draw alone where most of the difference lies in them; None: all."""
    periods = found.room.periods
    if not periods or periods[-1].end <= 2 * FIRST_DAYS:
        return None
    early = every = 0.0
    for at, period in enumerate(periods):
        room, best = found.room.without[at], found.best.without[at]
        apart = abs(room.as_dict()[class_] - best.as_dict()[class_]) * period.days
        every += apart
        early += apart if period.end <= FIRST_DAYS else 0.0
    return FIRST_DAYS if early >= every / 2 else None


def _most(course: Course, class_: str) -> float:
    return max((one.as_dict()[class_] for one in course.without), default=0.0)


def _class_name(class_: str) -> str:
    return f"{class_.capitalize()} services"


def _days(number: float) -> str:
    return counted(number, "person-day", "person-days")
