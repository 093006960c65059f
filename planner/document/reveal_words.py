"""The reveal of an exercise in words: one sentence, the comparison, and what made the difference.

Nothing here says who did well or badly: person-days, pounds and days, side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.document.charts import CourseLine, CoursesOverTime
from planner.document.wording import class_word, count, counted, days, pounds, small, weeks
from planner.exercise.act_choices import act_words, option_name
from planner.exercise.course import Course
from planner.exercise.entry_names import entry_names
from planner.exercise.log import Entry
from planner.exercise.reveal import PERSON_DAY, Call, Effect, Release, Reveal
from planner.plan.wording import upper_first
from planner.register.register import Register
from planner.scenario.outcome import ByClass, Worth

CLASSES = ("must", "needed", "could")
ALONE = "Each is measured alone, with everything else as the room decided it: do not add them up."


@dataclass(frozen=True, slots=True)
class RevealRow:
    """One line of the comparison, in words; `section` is the heading it stands under.

    `class_` is "must", "needed" or "could" where the line is of one class, else "".
    """

    section: str
    label: str
    class_: str
    room: str
    best: str
    nothing: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One decision in force: its name in the log, and what leaving it out would change.

    `day` is the day of the scenario it acts on (None: it acts on nothing in the model). `past` and
    `without` are person-days prevented, by class; `cost` the pounds it cost (below 0: saved).
    `said` is the same in a sentence.
    """

    number: int
    name: str
    words: str
    why: str
    act: str
    day: int | None
    past: ByClass
    without: ByClass
    cost: float
    said: str
    matters: bool


@dataclass(frozen=True, slots=True)
class CallRow:
    """One thing the best response does that the room did later, ended, or did not do.

    Days are those of the scenario; `later` is how many days later the room called it, None where
    it did not. `what` says it in words, `worth` what doing it then, and nothing else, would change.
    """

    option: str
    name: str
    best_day: int | None
    room_day: int | None
    later: int | None
    what: str
    past: ByClass
    without: ByClass
    cost: float
    said: str


@dataclass(frozen=True, slots=True)
class RevealReport:
    """The reveal as people read it. `headline` and `beside` are whole sentences.

    `effects` are decisions in force, those that prevented most must person-days first; `calls` what
    the best response does otherwise; `as_best` counts what the room called when the model does.
    """

    exercise: str
    headline: str
    beside: str
    rows: tuple[RevealRow, ...]
    chart: CoursesOverTime
    effects: tuple[EffectRow, ...]
    calls: tuple[CallRow, ...]
    as_best: int
    beyond: tuple[str, ...]
    notes: tuple[str, ...]
    reveal: Reveal


def reveal_report(
    register: Register, exercise: str, entries: Sequence[Entry], found: Reveal
) -> RevealReport:
    """Return a reveal in words; `exercise` is its title, `entries` its log."""
    names = entry_names(entries)
    behind = [_call(register, one) for one in found.calls if not one.is_as_best]
    behind = [one for one in behind if one is not None]
    return RevealReport(
        exercise=exercise,
        headline=headline(found),
        beside=_beside_best(found),
        rows=(*_by_class(found), *_left(found), *_money(found), *_restored(found)),
        chart=courses_chart(found),
        effects=tuple(_effect(register, one, names.get(one.number, "")) for one in found.effects),
        calls=(*behind, *(_release(one) for one in found.releases)),
        as_best=sum(one.is_as_best for one in found.calls),
        beyond=tuple(option_name(register, code) for code in found.beyond),
        notes=_notes(register, found),
        reveal=found,
    )


def headline(found: Reveal) -> str:
    """Return in one sentence what the room's decisions prevented of what doing nothing brings."""
    class_ = _measured(found)
    if class_ is None:
        return "Nobody passes a limit here, whatever the room decides."
    room, _, nothing = (_past(one, class_) for one in (found.room, found.best, found.nothing))
    unit = f"{class_} person-days past the limit"
    if room == nothing:
        return f"The room came to {count(room)} {unit}, as many as doing nothing."
    if room > nothing:
        return f"The room came to {count(room)} {unit}; doing nothing comes to {count(nothing)}."
    if room == 0:
        return f"The room’s decisions prevented all {count(nothing)} {unit} of doing nothing."
    return (
        f"The room’s decisions prevented {count(nothing - room)} of the {count(nothing)} {unit} "
        "that doing nothing comes to."
    )


def _beside_best(found: Reveal) -> str:
    class_ = _measured(found)
    if class_ is None:
        return ""
    room, best = _past(found.room, class_), _past(found.best, class_)
    if room == best:
        return "The model’s best response comes to the same number."
    if room < best:
        also = " with options that response may not use" if found.beyond else ""
        return f"That is {count(best - room)} fewer than the model’s best response{also}."
    return f"The model’s best response prevents {count(room - best)} more."


def _measured(found: Reveal) -> str | None:
    """Return the class that matters most in which anybody passes a limit in any course."""
    courses = (found.room, found.best, found.nothing)
    return next((one for one in CLASSES if any(_past(course, one) for course in courses)), None)


def _past(course: Course, class_: str) -> int:
    """Return whole person-days past the limit, so that differences add up as they are read."""
    return round(course.breach_person_days.as_dict()[class_])


def courses_chart(found: Reveal) -> CoursesOverTime:
    """Return people without a service of any class day by day, in the three courses."""
    named = (("The room", found.room, "strong"), ("Best response", found.best, "plain"),
             ("Doing nothing", found.nothing, "dashed"))  # fmt: skip
    periods = found.room.periods
    horizon = periods[-1].end if periods else 0
    lines = tuple(
        CourseLine(
            name,
            f"{name}: {count(round(course.unmet_person_days.total))}",
            style,  # type: ignore[arg-type]
            tuple(one.total for one in course.without),
        )
        for name, course, style in named
    )
    room, best = (round(one.left.total) for one in (found.room, found.best))
    more = round(found.room.unmet_person_days.total) - round(found.best.unmet_person_days.total)
    title = (
        f"After {_all_of_it(found)} the room has {count(room)} without a service, the best {best:,}"
    )
    if room == best:
        title = f"After {_all_of_it(found)} both have {count(room)} people without a service"
    said = "; ".join(f"{one.words} person-days" for one in lines)
    return CoursesOverTime(
        title=title,
        subtitle="People without a service each day, all classes; beside each line its person-days "
        "without one.",
        alt=f"{title}. {said}.",
        starts=tuple(one.start for one in periods),
        horizon=horizon,
        lines=lines,
        between=f"{count(more)} more person-days" if more > 0 else "",
    )


def _by_class(found: Reveal) -> list[RevealRow]:
    rows = []
    sections: tuple[tuple[str, Callable[[Course], ByClass]], ...] = (
        ("Person-days past the limit", lambda one: one.breach_person_days),
        ("Person-days without a service", lambda one: one.unmet_person_days),
    )
    for section, read in sections:
        for class_ in CLASSES:
            numbers = [read(one).as_dict()[class_] for one in _three(found)]
            if any(one > PERSON_DAY for one in numbers):
                cells = [count(round(one)) for one in numbers]
                rows.append(RevealRow(section, class_word(class_), class_, *cells))
    return rows


def _left(found: Reveal) -> list[RevealRow]:
    rows = []
    for class_ in CLASSES:
        numbers = [one.left.as_dict()[class_] for one in _three(found)]
        if any(one > PERSON_DAY for one in numbers):
            cells = [count(round(one)) for one in numbers]
            rows.append(RevealRow("People without at the end", class_word(class_), class_, *cells))
    return rows


def _money(found: Reveal) -> list[RevealRow]:
    cost = [pounds(one.cost) for one in _three(found)]
    net = [pounds(one.net_cost) for one in _three(found)]
    return [
        RevealRow("Money", "Cost of the response", "", *cost),
        RevealRow("Money", "Above the money it frees", "", *net),
    ]


def _restored(found: Reveal) -> list[RevealRow]:
    codes = dict.fromkeys(one.service for course in _three(found) for one in course.services)
    order = {class_: at for at, class_ in enumerate(CLASSES)}
    rows: list[tuple[int, RevealRow]] = []
    never = f"not in {_all_of_it(found)}"
    for code in codes:
        each = [course.service(code) for course in _three(found)]
        known = next(one for one in each if one is not None)
        if known.people is None:
            continue
        cells = [
            "not touched" if one is None else never if one.days is None else days(one.days)
            for one in each
        ]
        row = RevealRow("Until everybody is served again", known.title, known.class_, *cells)
        rows.append((order[known.class_], row))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _three(found: Reveal) -> tuple[Course, Course, Course]:
    return found.room, found.best, found.nothing


def _all_of_it(found: Reveal) -> str:
    """Return how long the scenario is followed, in words."""
    return weeks(found.room.periods[-1].end) if found.room.periods else "no time"


def worth_words(worth: Worth) -> str:
    """Return what a change would save in a few words: the class that matters most, limits first."""
    for of_class, what in (
        (worth.breach_person_days, "past the limit"),
        (worth.unmet_person_days, "without a service"),
    ):
        for class_, number in of_class.as_dict().items():
            if abs(number) > PERSON_DAY:
                many = counted(abs(number), "person-day", "person-days")
                return f"{many} {'fewer' if number > 0 else 'more'} {what}, {class_}"
    return "moves no person-day"


def _effect(register: Register, one: Effect, name: str) -> EffectRow:
    said = "acts on nothing in the model" if one.act is None else worth_words(one.worth)
    return EffectRow(
        number=one.number,
        name=name,
        words=one.words,
        why=one.why,
        act="" if one.act is None else act_words(register, one.act),
        day=one.day,
        past=one.worth.breach_person_days,
        without=one.worth.unmet_person_days,
        cost=-one.worth.cost,
        said=said,
        matters=one.matters,
    )


def _call(register: Register, one: Call) -> CallRow:
    if one.room_day is None:
        what = "not called"
    elif one.until is not None and not one.days_later:
        what = f"ended on day {one.until}"
    else:
        later = one.days_later or 0
        what = f"{small(later)} {'day' if later == 1 else 'days'} later"
        if one.until is not None:
            what += f", ended on day {one.until}"
    return CallRow(
        option=one.option,
        name=upper_first(option_name(register, one.option)),
        best_day=one.best_day,
        room_day=one.room_day,
        later=one.days_later,
        what=what,
        past=one.worth.breach_person_days,
        without=one.worth.unmet_person_days,
        cost=-one.worth.cost,
        said=worth_words(one.worth),
    )


def _release(one: Release) -> CallRow:
    return CallRow(
        option="",
        name=f"{one.name}: {pounds(one.drawn)} drawn",
        best_day=None,
        room_day=None,
        later=None,
        what=f"{pounds(one.released)} released",
        past=one.worth.breach_person_days,
        without=one.worth.unmet_person_days,
        cost=-one.worth.cost,
        said=worth_words(one.worth),
    )


def _notes(register: Register, found: Reveal) -> tuple[str, ...]:
    notes = []
    if found.beyond:
        names = ", ".join(option_name(register, code) for code in found.beyond)
        notes.append(f"The room had help that the best response may not use: {names}.")
    if any(one.has_unknown for one in _three(found)):
        notes.append("Services whose people the register does not count are not in these numbers.")
    return tuple(notes)
