"""Scenarios side by side as people read them: headlines, pictures on one scale, what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.document.charts import PeopleOverTime
from planner.document.outcome_charts import people_over_time
from planner.document.outcome_words import headline
from planner.document.scenario_assumptions import assumptions
from planner.document.wording import count, listed, pounds
from planner.plan.case import Case
from planner.scenario.comparison import Compared, compare, differing


@dataclass(frozen=True, slots=True)
class Side:
    """One scenario of a comparison: its code, title, sentence and picture.

    `picture` is on the scale of people and days that all share, `alone` on one of its own.
    """

    scenario: str
    title: str
    headline: str
    picture: PeopleOverTime
    alone: PeopleOverTime


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One number of every scenario in words, with what it says of the best and the worst."""

    label: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Scenarios side by side; `assumed` are sentences that hold for some of them only.

    `numbers` are those of `rows`, not yet in words.
    """

    headline: str
    sides: tuple[Side, ...]
    rows: tuple[ComparedRow, ...]
    assumed: tuple[tuple[str, tuple[bool, ...]], ...]
    numbers: tuple[Compared, ...] = ()


def report_of(cases: Sequence[Case]) -> ComparisonReport:
    """Return cases side by side, their pictures on one scale of people and days."""
    pictures = [people_over_time(case) for case in cases]
    most = max((max(picture.affected, default=0.0) for picture in pictures), default=0.0)
    horizon = max((picture.horizon for picture in pictures), default=0)
    found = compare([case.outcome for case in cases])
    titles = [case.scenario.title for case in cases]
    return ComparisonReport(
        headline=_headline(titles, found),
        sides=tuple(
            Side(
                case.scenario.id,
                case.scenario.title,
                headline(case),
                replace(picture, scale_people=most, scale_days=horizon),
                picture,
            )
            for case, picture in zip(cases, pictures, strict=True)
        ),
        rows=tuple(_row(one) for one in found),
        assumed=differing(
            [assumptions(case.register, case.scenario, case.today) for case in cases]
        ),
        numbers=found,
    )


def _row(one: Compared) -> ComparedRow:
    cells = []
    for at, value in enumerate(one.values):
        words = pounds(value) if one.unit == "pounds" else count(value)
        mark = ", best" if at in one.best else ", worst" if at in one.worst else ""
        cells.append(words + mark)
    return ComparedRow(one.label, tuple(cells), one.differs)


def _headline(titles: Sequence[str], found: Sequence[Compared]) -> str:
    """Return which scenario is worst, by the first number in which they differ."""
    first = next((one for one in found if one.differs), None)
    if len(titles) < 2 or first is None:
        return "These scenarios come out alike."
    worst = listed([f"“{titles[at]}”" for at in first.worst])
    most = first.values[first.worst[0]]
    amount = pounds(most) if first.unit == "pounds" else count(most)
    do = "has" if len(first.worst) == 1 else "have"
    label = first.label[:1].lower() + first.label[1:]
    return f"{worst} {do} the most {label.removeprefix('most ')}: {amount}."
