"""What the room's screen says, in words and numbers, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.document.wording import NOT_KNOWN, count, round_pounds
from planner.errors import BackstopError
from planner.exercise.clock import date_of
from planner.exercise.log import Entry, standing
from ui.playing import Playing
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.situation import ClassNow, Fallen, Situation

CLASS_WORDS = {"must": "Must", "needed": "Needed", "could": "Could"}
NOBODY = 0.05
"""Fewer people than this count as nobody, as in `planner.exercise.situation`."""
MOST_BOXES = 8
MOST_DECISIONS = 3


@dataclass(frozen=True, slots=True)
class News:
    """The inject on the screen."""

    kicker: str
    headline: str
    content: str
    question: str


@dataclass(frozen=True, slots=True)
class ClassShown:
    """One class: how many people are without, of how many hit, and what is said of its limit.

    `part` and `whole` are the lengths of its bar, 0 to 1: people without and people hit.
    """

    class_: str
    word: str
    number: str
    part: float
    whole: float
    passed: str
    limit: str


@dataclass(frozen=True, slots=True)
class Box:
    """What has fallen, or is next to: its name, what brought it, and after whom it came.

    `short` is said instead of `why` where an arrow from that one has to say the rest.
    """

    id: str
    name: str
    why: str
    short: str
    from_id: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the room's screen shows but the clock; parts the room may not see are None."""

    title: str
    about: str
    news: News
    boxes: tuple[Box, ...] | None
    unseen_boxes: int
    classes: tuple[ClassShown, ...] | None
    standing: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[str, str], ...] | None


def scene_of(bench: Workbench, playing: Playing) -> Scene:
    """Return what the room's screen shows now."""
    see = playing.visible
    has_begun = playing.clock.is_started or playing.current is not None
    here = playing.situation if has_begun else None
    shows_spread = see.spread and here is not None
    fallen = _boxes(here, see.next_to_fall) if here is not None and shows_spread else ()
    return Scene(
        title=playing.exercise.title,
        about=_about(bench, playing),
        news=_news(playing),
        boxes=_kept(fallen) if shows_spread else None,
        unseen_boxes=max(0, len(fallen) - MOST_BOXES),
        classes=_classes(here) if here is not None and see.numbers else None,
        standing=_standing(bench, here, see.numbers, see.money) if here is not None else (),
        decisions=_decisions(playing.entries) if see.decisions and has_begun else None,
    )


def date_words(bench: Workbench, playing: Playing) -> str:
    """Return the day of play with its date, such as Day 9, Wed 13 January."""
    clock = playing.clock
    try:
        scenario = bench.session.scenario_played(playing.code)
    except BackstopError:
        return f"Day {clock.day}"
    date = date_of(clock.play, scenario, playing.exercise.date or bench.session.today())
    return f"Day {clock.day}, {date:%a} {date.day} {date:%B}"


def state_words(playing: Playing) -> str:
    """Return what is said beside the clock where it does not run: Paused, Not started, Ended."""
    clock = playing.clock
    if clock.is_ended:
        return "Ended"
    if not clock.is_started:
        return "Not started"
    return "" if clock.is_running else "Paused"


def countdown_words(left: float) -> str:
    """Return seconds left as minutes and seconds: 07:42."""
    seconds = int(left + 0.999)
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def _about(bench: Workbench, playing: Playing) -> str:
    try:
        words = bench.session.scenario_played(playing.code).title.strip()
    except BackstopError:
        return ""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _news(playing: Playing) -> News:
    inject = playing.current
    if inject is None:
        return News("", "The exercise has not begun.", playing.exercise.aim or "", "")
    codes = [one.id for one in playing.injects]
    kicker = f"News {codes.index(inject.id) + 1} of {len(codes)}"
    if inject.sent_from:
        kicker += f", from {inject.sent_from}"
    return News(kicker, inject.title, inject.content or "", inject.question or "")


def _boxes(here: Situation, with_next: bool) -> tuple[Box, ...]:
    found = [_box(one, is_next=False) for one in here.fallen]
    if with_next:
        soonest = min((one.day for one in here.next_to_fall), default=0)
        found += [_box(one, is_next=True) for one in here.next_to_fall if one.day == soonest]
    return tuple(found)


def _box(one: Fallen, *, is_next: bool) -> Box:
    """Return a box; what brought it does not say its name again."""
    why = one.why.removeprefix(one.name).strip().rstrip(".")
    short, _, _ = why.partition(" because ")
    return Box(one.id, one.name, why, short, one.from_id, is_next)


def _kept(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """Return the first box and the last of the others, as many as there is room for."""
    if len(boxes) <= MOST_BOXES:
        return boxes
    return (boxes[0], *boxes[-(MOST_BOXES - 1) :])


def _classes(here: Situation) -> tuple[ClassShown, ...]:
    most = max((one.hit for one in here.classes), default=0.0) or 1.0
    return tuple(_class_shown(one, here.day, most) for one in here.classes)


def _class_shown(one: ClassNow, day: int, most: float) -> ClassShown:
    passed, limit = "", ""
    if not one.is_known:
        limit = "Nobody has counted them"
    elif one.limit_day is not None and one.limit_day <= day:
        passed = "Limit passed"
        limit = _ago(day - one.limit_day, one.limit_day)
    elif one.limit_day is not None:
        limit = f"First limit {_ahead(one.limit_day - day)}"
    elif one.without > NOBODY:
        limit = "Within the limit"
    return ClassShown(
        class_=one.class_,
        word=CLASS_WORDS[one.class_],
        number=people_words(one.without) if one.is_known else NOT_KNOWN,
        part=one.without / most if one.is_known else 0.0,
        whole=one.hit / most if one.is_known else 0.0,
        passed=passed,
        limit=limit,
    )


def people_words(number: float) -> str:
    """Return a number of people, a rounding of the solver as nobody."""
    return "0" if number <= NOBODY else count(number)


def _ago(days: int, day: int) -> str:
    return ("today", "yesterday")[days] if days < 2 else f"on day {day}"


def _ahead(days: int) -> str:
    return "tomorrow" if days == 1 else f"in {days} days"


def _standing(
    bench: Workbench, here: Situation, with_numbers: bool, with_money: bool
) -> tuple[tuple[str, str], ...]:
    """Return lines under the numbers, each with the words that are set strong first."""
    lines = []
    must = here.of("must")
    if with_numbers and must.is_known and must.hit > NOBODY:
        covered = people_words(must.covered)
        lines.append((covered, f"of {people_words(must.hit)} must people covered so far."))
    if with_numbers and here.starting:
        first = here.starting[0]
        who = _option_words(bench, first.option)
        lines.append(("Waiting:", f"{who} starts on day {first.day}."))
    if with_money:
        lines.append((round_pounds(here.spent), "spent so far."))
    return tuple(lines)


def _option_words(bench: Workbench, code: str) -> str:
    register = bench.session.register
    option = register.options.get(code)
    supplier = register.providers.get(option.supplier or "") if option is not None else None
    return supplier.name if supplier is not None else "the council's own team"


def _decisions(entries: tuple[Entry, ...]) -> tuple[tuple[str, str], ...]:
    """Return the last decisions as they stand, newest first, each with its day of play."""
    first: Mapping[int, Entry] = {one.number: one for one in entries}
    kept = standing(entries)
    last = list(kept)[-MOST_DECISIONS:]
    return tuple(
        (f"Day {int(first[number].play // 1440)}", kept[number].words) for number in reversed(last)
    )
