"""Charts of chance as values: funds over years, years by what they lose, chances by date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from planner.document.chart_basis import Chart, Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class FundOverYears(Chart):
    """What is in a fund at the end of each year, in pounds, against what it is built up to.

    In 10, 50 and 90 paths of 100 it holds no more than `low`, `middle` and `high`; `runs_out` is
    the share of paths, 0 to 1, in which the year costs more than it has. Years count from 1.
    """

    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    runs_out: tuple[float, ...]
    target: float
    target_text: str


@dataclass(frozen=True, slots=True)
class YearsBar:
    """Years whose loss lies from `low` up to `high`: shares of all years, 0 to 1.

    `paid` is the share of those that today's money pays for, `short` of those it does not, `worst`
    of those among the worst 5 %, paid or not. `high` None: all losses above.
    """

    low: float
    high: float | None
    paid: float
    short: float
    worst: float


@dataclass(frozen=True, slots=True)
class LossMark:
    """A loss marked through a chart, with its name and its amount in words."""

    at: float
    name: str
    text: str
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsByLoss(Chart):
    """Share of years by loss, from the least to the most: a histogram of drawn years.

    `unit` is "pounds" or "person-days", `none` the share of years that lose nothing, which stands
    apart. `names` say what paid, short and worst are called; an empty one is not told apart.
    """

    bars: tuple[YearsBar, ...]
    none: float
    marks: tuple[LossMark, ...]
    unit: Literal["pounds", "person-days"]
    names: tuple[str, str, str]

    @property
    def top(self) -> float:
        """Return where the axis of losses ends."""
        last = self.bars[-1]
        return last.high if last.high is not None else 2 * last.low - self.bars[-2].low


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A date, and the share from 0 to 1 that is reached by it."""

    date: datetime.date
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceByDate(Chart):
    """A rising line: in which share of cases something has happened by each date.

    `marks` are dates with words, drawn through it. After `holds_until` what bridges the time has
    ended: the area beyond is drawn as not covered.
    """

    points: tuple[DatePoint, ...]
    marks: tuple[Deadline, ...] = ()
    holds_until: datetime.date | None = None

    @property
    def first(self) -> datetime.date:
        """Return where the axis begins: at the first point or mark."""
        return min([self.points[0].date, *(mark.date for mark in self.marks)])

    @property
    def last(self) -> datetime.date:
        """Return where the axis ends: at the last point or mark."""
        return max([self.points[-1].date, *(mark.date for mark in self.marks)])

    def share_by(self, date: datetime.date) -> float:
        """Return the share reached by a date: that of the last point not after it."""
        return max((one.share for one in self.points if one.date <= date), default=0.0)
