"""Charts as values: what each says and shows, before anybody draws it.

A chart carries its message (title), what is measured (subtitle), its rows and the words that stand
in for it (alt text). The PDF, the workbook and later the window each draw the same value.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.document.chance_values import ChanceByDate as ChanceByDate
from planner.document.chance_values import DatePoint as DatePoint
from planner.document.chance_values import FundOverYears as FundOverYears
from planner.document.chance_values import LossMark as LossMark
from planner.document.chance_values import YearsBar as YearsBar
from planner.document.chance_values import YearsByLoss as YearsByLoss
from planner.document.chart_basis import Chart as Chart
from planner.document.chart_basis import Deadline as Deadline
from planner.document.chart_basis import Look as Look
from planner.document.course_values import CourseLine as CourseLine
from planner.document.course_values import CoursesOverTime as CoursesOverTime

FAR = 2.5
"""How many times the longest bar a limit may be and still be on the scale."""


@dataclass(frozen=True, slots=True)
class Band:
    """One layer of a stack: who it is, and its size in each span."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days with one value, starting on day `start`."""

    start: int
    days: int

    @property
    def end(self) -> int:
        """Return the first day after the span."""
        return self.start + self.days


@dataclass(frozen=True, slots=True)
class CallOut:
    """A few words tied to a place on the axis (a day or a week)."""

    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedOverTime(Chart):
    """People served by each option and people left without, day by day and then by week.

    `bands` lie bottom to top; `unmet` comes on top of them. `limit_day` is the day the tolerable
    period ends. Days before `break_day` fill the first panel, the rest the second.
    """

    spans: tuple[Span, ...]
    bands: tuple[Band, ...]
    unmet: Band
    before: str
    limit_day: int | None = None
    limit_text: str = ""
    callouts: tuple[CallOut, ...] = ()
    break_day: int = 21

    @property
    def horizon(self) -> int:
        """Return the first day after the last span."""
        return self.spans[-1].end if self.spans else 0

    @property
    def most(self) -> float:
        """Return the tallest stack, in people."""
        totals = [
            sum(band.values[at] for band in self.bands) + self.unmet.values[at]
            for at in range(len(self.spans))
        ]
        return max(totals, default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyByWeek(Chart):
    """The running cost at the end of each week, in pounds, against the money there is.

    `short` is the part of it that nothing pays.
    """

    running: tuple[float, ...]
    short: tuple[float, ...]
    limit: float | None = None
    limit_text: str = ""
    end_text: str = ""
    callouts: tuple[CallOut, ...] = ()
    axis: str = "Week"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall: an amount in pounds that adds (positive) or takes away."""

    label: str
    amount: float
    look: Look
    text: str
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall(Chart):
    """Where an amount comes from: costs build up, savings and funds take it down to nothing."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar with its label and the words at its end; `key` names what it stands for.

    A key is that of a record, such as a provider, so that a bar can be chosen.
    """

    label: str
    value: float
    text: str
    look: Look = "navy"
    strong: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Chart):
    """Horizontal bars from zero; `limit` is drawn as a dashed line with its words.

    `widest` is a value that fills the width where no bar is longer, so that the bars of two charts
    side by side can be compared; in the unit of the bars.
    """

    bars: tuple[Bar, ...]
    limit: float | None = None
    limit_text: str = ""
    widest: float = 0.0

    @property
    def longest(self) -> float:
        """Return the longest value that is drawn, the limit aside."""
        return max([self.widest, *(bar.value for bar in self.bars)])

    @property
    def limit_is_far(self) -> bool:
        """Return whether the limit lies off the scale: it would press the bars together."""
        return self.limit is not None and 0 < self.longest * FAR < self.limit


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """How long people can wait for one service, and when it is back, in days (None: never)."""

    label: str
    class_: str | None
    tolerable: int | None
    back: int | None
    text: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTimes(Chart):
    """Tolerable period against return, service by service, on a scale that is not even."""

    rows: tuple[ReturnRow, ...]
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One bar of a timetable; dates are the first and the last day of work."""

    label: str
    start: datetime.date
    finish: datetime.date
    critical: bool
    text: str = ""
    spare_until: datetime.date | None = None
    spare_text: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under one heading."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable(Chart):
    """A Gantt chart: tasks, the stop-gaps beneath them and the gap between the two."""

    groups: tuple[TaskGroup, ...]
    first: datetime.date
    last: datetime.date
    stop_gap: Task | None = None
    gap_until: datetime.date | None = None
    gap_text: str = ""
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """People without a service of one class ("must", "needed", "could") in each span."""

    name: str
    class_: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOverTime(Chart):
    """Everyone a scenario affects, day by day: without a service by class, then by option.

    `without` lies at the bottom, `covered` above it; together they are everyone affected. `start`
    is the date of day 0, `limit_day` the day the first must limit ends, `safe_day` the first day
    from which nobody is without a must service. `scale_people` and `scale_days` widen the axes, so
    that several charts share one scale; 0 leaves them to the numbers.
    """

    spans: tuple[Span, ...]
    without: tuple[Layer, ...]
    covered: tuple[Band, ...]
    start: datetime.date
    limit_day: int | None = None
    limit_text: str = ""
    safe_day: int | None = None
    safe_text: str = ""
    callouts: tuple[CallOut, ...] = ()
    scale_people: float = 0.0
    scale_days: int = 0

    @property
    def horizon(self) -> int:
        """Return the first day after the last span."""
        return max(self.spans[-1].end if self.spans else 0, self.scale_days)

    @property
    def affected(self) -> tuple[float, ...]:
        """Return everyone affected in each span, in people."""
        every = [one.values for one in self.without] + [one.values for one in self.covered]
        return tuple(sum(values[at] for values in every) for at in range(len(self.spans)))

    def date_of(self, day: int) -> datetime.date:
        """Return the date of a day."""
        return self.start + datetime.timedelta(days=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEachWeek(Chart):
    """What a response costs in each week, in pounds: from contract money freed, and extra."""

    freed: tuple[float, ...]
    extra: tuple[float, ...]
    start: datetime.date

    def date_of(self, week: int) -> datetime.date:
        """Return the first date of a week, counted from 0."""
        return self.start + datetime.timedelta(days=7 * week)


@dataclass(frozen=True, slots=True)
class Risk:
    """One case that is not secure: its band of likelihood (1 to 5) and what it would do.

    `days_late` are must person-days past the limit, `people` those without their provider (None:
    not known). `assessed` is False where nobody has said how likely it is: it counts as band 3.
    """

    id: str
    name: str
    band: int
    days_late: float
    people: float | None
    assessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPicture(Chart):
    """Likelihood against consequence on a log scale; secure cases are counted for each band."""

    risks: tuple[Risk, ...]
    secure: tuple[int, ...]
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMatrix(Chart):
    """Cases against each other: what two do together, and each alone on the diagonal.

    `cells[i]` has a number for each case up to and with case i, in must person-days past the limit;
    `keys` are the ids of the cases.
    """

    names: tuple[str, ...]
    keys: tuple[str, ...]
    cells: tuple[tuple[float | None, ...], ...]

    @property
    def most(self) -> float:
        """Return the largest number of all cells."""
        return max((cell or 0.0 for row in self.cells for cell in row), default=0.0)


@dataclass(frozen=True, slots=True)
class SpendPoint:
    """What is left once an action is taken: pounds spent on it and those before, and its name.

    `left` is must person-days past the limit. The first point is today, with nothing spent.
    """

    spent: float
    left: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmBySpend(Chart):
    """How harm falls as money is spent on prevention: a stepped line of actions in order.

    `at` is the place of the last action within the budget (0: none), in pounds.
    """

    points: tuple[SpendPoint, ...]
    at: int
    budget: float
    budget_text: str
    today_text: str
    at_text: str
