"""Charts of every kind in the forms that break drawings: long names, one, many, zeros, huge."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from planner.document.charts import (
    Band,
    Bar,
    Bars,
    CallOut,
    Chart,
    CoursesOverTime,
    FundOverYears,
    HarmBySpend,
    LossMark,
    MoneyByWeek,
    MoneyEachWeek,
    PairMatrix,
    PeopleOverTime,
    ReturnTimes,
    Risk,
    RiskPicture,
    ServedOverTime,
    Timetable,
    Waterfall,
    YearsByLoss,
)
from planner.document.redaction.walk import rebuilt
from planner.document.wording import pounds
from tests.document.every_chart import every_chart

LONG = "The Very Long and Winding Name of a Provider of Care and Support for Adults in the North"
WORDS_OF = {"label", "name", "names", "title"}


def variants() -> Iterator[tuple[str, Chart]]:
    """Return each chart as it is and in each form that its kind can take."""
    for chart in every_chart():
        name = type(chart).__name__
        yield name, chart
        yield f"{name} long names", with_long_names(chart)
        for form, make in FORMS.items():
            made = make(chart)
            if made is not None:
                yield f"{name} {form}", made


def with_long_names(chart: Any) -> Any:
    """Return a chart in which everything that has a name has a long one."""
    words = {
        "title": chart.title, "subtitle": chart.subtitle, "alt": chart.alt
    }  # fmt: skip
    number = iter(range(10_000))
    keep = _short_words(chart)

    def change(value: Any) -> tuple[Any, ...] | None:
        if isinstance(value, str):
            return (value if value in keep else f"{LONG} {next(number)}",)
        return None

    return dataclasses.replace(rebuilt(chart, change), **words)


def _short_words(chart: Any) -> set[str]:
    """Return the words of a chart that are figures or fixed: they are never names."""
    keep: set[str] = {"", "must", "needed", "could"}
    if isinstance(chart, RiskPicture):
        keep |= set(chart.bands)
    if isinstance(chart, YearsByLoss):
        keep |= {mark.text for mark in chart.marks} | {mark.name for mark in chart.marks}
        keep |= set(chart.names)
    if isinstance(chart, FundOverYears):
        keep.add(chart.target_text)
    if isinstance(chart, HarmBySpend):
        keep |= {chart.budget_text, chart.today_text, chart.at_text}
    if isinstance(chart, Bars):
        keep |= {bar.text for bar in chart.bars} | {chart.limit_text}
    if isinstance(chart, Waterfall):
        keep |= {step.text for step in chart.steps}
    if isinstance(chart, MoneyByWeek):
        keep |= {chart.limit_text, chart.end_text, chart.axis}
        keep |= {one.text for one in chart.callouts}
    if isinstance(chart, ServedOverTime | PeopleOverTime):
        keep |= {chart.limit_text, chart.unmet.name if isinstance(chart, ServedOverTime) else ""}
        keep |= {one.text for one in chart.callouts}
        keep |= {getattr(chart, "before", ""), getattr(chart, "safe_text", "")}
    if isinstance(chart, CoursesOverTime):
        keep |= {chart.between, *(one.words for one in chart.lines)}
        keep |= {one.style for one in chart.lines}
    if isinstance(chart, ReturnTimes):
        keep |= {row.text for row in chart.rows}
    if isinstance(chart, Timetable):
        keep |= {chart.gap_text, *(one.text for one in chart.deadlines)}
        tasks = [task for group in chart.groups for task in group.tasks]
        tasks += [chart.stop_gap] if chart.stop_gap else []
        keep |= {words for task in tasks for words in (task.text, task.spare_text, task.notice)}
    if hasattr(chart, "marks") and not isinstance(chart, YearsByLoss):
        keep |= {mark.text for mark in chart.marks}
    return keep


def _one(chart: Any) -> Any:
    if isinstance(chart, Bars):
        return dataclasses.replace(chart, bars=chart.bars[:1])
    if isinstance(chart, ReturnTimes):
        return dataclasses.replace(chart, rows=chart.rows[:1])
    if isinstance(chart, RiskPicture):
        return dataclasses.replace(chart, risks=chart.risks[:1])
    if isinstance(chart, PairMatrix):
        return dataclasses.replace(
            chart, names=chart.names[:1], keys=chart.keys[:1], cells=chart.cells[:1]
        )
    if isinstance(chart, FundOverYears):
        return dataclasses.replace(
            chart, low=chart.low[:1], middle=chart.middle[:1], high=chart.high[:1],
            runs_out=chart.runs_out[:1],
        )  # fmt: skip
    if isinstance(chart, MoneyByWeek):
        return dataclasses.replace(chart, running=(100.0,), short=(0.0,), callouts=())
    if isinstance(chart, MoneyEachWeek):
        return dataclasses.replace(chart, freed=(4000.0,), extra=(0.0,))
    return None


def _many(chart: Any) -> Any:
    if isinstance(chart, Bars):
        bars = tuple(Bar(f"Provider {n}", 40.0 - n, f"{40 - n} people") for n in range(40))
        return dataclasses.replace(chart, bars=bars, limit=39.5, limit_text="limit 39.5 people")
    if isinstance(chart, ReturnTimes):
        return dataclasses.replace(chart, rows=chart.rows * 7)
    if isinstance(chart, RiskPicture):
        risks = tuple(
            Risk(f"{n}", f"Provider number {n}", 1 + n % 5, 10.0 + n**2, 5.0 * n, n % 3 > 0)
            for n in range(40)
        )
        return dataclasses.replace(chart, risks=risks, secure=(30, 12, 99, 4, 1))
    if isinstance(chart, PairMatrix):
        size = 10
        return dataclasses.replace(
            chart,
            names=tuple(f"Provider number {n}" for n in range(size)),
            keys=tuple(f"{n}" for n in range(size)),
            cells=tuple(tuple(1e5 * (a + b) for b in range(a + 1)) for a in range(size)),
        )
    if isinstance(chart, FundOverYears):
        years = 30
        return dataclasses.replace(
            chart, low=tuple(1e4 * n for n in range(years)),
            middle=tuple(2e4 * n for n in range(years)), high=tuple(3e4 * n for n in range(years)),
            runs_out=(0.07,) * years, target=9e5, target_text="target £900,000",
        )  # fmt: skip
    if isinstance(chart, MoneyByWeek):
        running = tuple(9_000.0 * n for n in range(1, 53))
        calls = tuple(CallOut(week, f"bond {week} pays £114,000") for week in (3, 4, 5))
        short = tuple(max(0.0, one - 80_000) for one in running)
        return dataclasses.replace(chart, running=running, short=short, callouts=calls)
    if isinstance(chart, MoneyEachWeek):
        return dataclasses.replace(chart, freed=(4000.0,) * 52, extra=(500.0,) * 52)
    if isinstance(chart, ServedOverTime):
        bands = tuple(
            Band(f"Option {n} of the plan", tuple(9.0 + n for _ in chart.spans)) for n in range(6)
        )
        return dataclasses.replace(chart, bands=bands)
    if isinstance(chart, Waterfall):
        return dataclasses.replace(chart, steps=(chart.steps[0], *chart.steps[1:2] * 8,
                                                 chart.steps[-1]))  # fmt: skip
    if isinstance(chart, YearsByLoss):
        names = (("P50", 1.1e4), ("P80", 1.2e4), ("P95", 1.3e4), ("Held today", 1.25e4))
        marks = tuple(
            LossMark(at, name, pounds(at), is_held=name.startswith("Held")) for name, at in names
        )
        return dataclasses.replace(chart, marks=marks)
    return None


def _zeros(chart: Any) -> Any:
    if isinstance(chart, Bars):
        bars = tuple(dataclasses.replace(bar, value=0.0, text="0") for bar in chart.bars)
        return dataclasses.replace(chart, bars=bars, limit=None, limit_text="")
    if isinstance(chart, MoneyByWeek):
        nothing = (0.0,) * len(chart.running)
        return dataclasses.replace(
            chart, running=nothing, short=nothing, end_text="£0", callouts=(), limit=0.0,
            limit_text="£0 held",
        )  # fmt: skip
    if isinstance(chart, MoneyEachWeek):
        nothing = (0.0,) * len(chart.freed)
        return dataclasses.replace(chart, freed=nothing, extra=nothing)
    if isinstance(chart, FundOverYears):
        nothing = (0.0,) * len(chart.low)
        return dataclasses.replace(
            chart, low=nothing, middle=nothing, high=nothing, runs_out=(1.0,) * len(nothing)
        )
    if isinstance(chart, PairMatrix):
        return dataclasses.replace(
            chart, cells=tuple(tuple(0.0 for _ in row) for row in chart.cells)
        )
    if isinstance(chart, RiskPicture):
        return dataclasses.replace(chart, risks=())
    return None


def _huge(chart: Any) -> Any:
    if isinstance(chart, Bars):
        bars = tuple(
            dataclasses.replace(bar, value=bar.value * 1e7, text=f"{bar.value * 1e7:,.0f} people")
            for bar in chart.bars
        )
        return dataclasses.replace(
            chart, bars=bars, limit=1e9, limit_text="limit 1,000,000,000 people"
        )
    if isinstance(chart, MoneyByWeek):
        return dataclasses.replace(
            chart, running=tuple(one * 1e6 for one in chart.running),
            short=tuple(one * 1e6 for one in chart.short), limit=8e10,
            limit_text="£80,000,000,000 held", end_text="£120,000,000,000",
        )  # fmt: skip
    if isinstance(chart, MoneyEachWeek):
        return dataclasses.replace(
            chart, freed=tuple(one * 1e6 for one in chart.freed),
            extra=tuple(one * 1e6 for one in chart.extra),
        )  # fmt: skip
    if isinstance(chart, Waterfall):
        steps = tuple(
            dataclasses.replace(step, amount=step.amount * 1e5, text=pounds(step.amount * 1e5))
            for step in chart.steps
        )
        return dataclasses.replace(chart, steps=steps)
    if isinstance(chart, ServedOverTime):
        return dataclasses.replace(
            chart, unmet=Band("Without", tuple(1e6 for _ in chart.spans)), callouts=()
        )
    if isinstance(chart, RiskPicture):
        risks = tuple(
            dataclasses.replace(risk, days_late=risk.days_late * 1e6) for risk in chart.risks
        )
        return dataclasses.replace(chart, risks=risks)
    return None


def _far(chart: Any) -> Any:
    if isinstance(chart, Bars):
        return dataclasses.replace(chart, limit=5_000.0, limit_text="limit 5,000 people")
    return None


FORMS: dict[str, Callable[[Any], Any]] = {
    "one": _one, "many": _many, "zeros": _zeros, "huge": _huge, "far limit": _far,
}  # fmt: skip
