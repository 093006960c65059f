"""The table twin of every chart: the same numbers as headings and rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from planner.document.charts import (
    Bars,
    ChanceByDate,
    Chart,
    CoursesOverTime,
    FundOverYears,
    HarmBySpend,
    MoneyByWeek,
    MoneyEachWeek,
    PairMatrix,
    PeopleOverTime,
    ReturnTimes,
    RiskPicture,
    ServedOverTime,
    Span,
    Timetable,
    Waterfall,
    YearsByLoss,
)
from planner.document.wording import counted, short_date

Cell = str | float | None
Kind = Literal["text", "class", "number", "people", "pounds", "days", "share", "date"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column and what kind of thing stands in it."""

    words: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Headings and rows; a cell is words, a number, or None where it is not known."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]


@singledispatch
def table_of(chart: Chart) -> ChartTable:
    """Return the table twin of a chart; TypeError for a kind that has none."""
    raise TypeError(f"{type(chart).__name__} has no table.")


def _days(span: Span) -> str:
    return f"day {span.start}" if span.days == 1 else f"days {span.start} to {span.end - 1}"


@table_of.register
def _served(chart: ServedOverTime) -> ChartTable:
    bands = (*chart.bands, chart.unmet)
    return ChartTable(
        (Heading("Days"), *(Heading(band.name, "people") for band in bands)),
        tuple(
            (_days(span), *(band.values[at] for band in bands))
            for at, span in enumerate(chart.spans)
        ),
    )


@table_of.register
def _courses(chart: CoursesOverTime) -> ChartTable:
    return ChartTable(
        (Heading("Days"), *(Heading(line.name, "people") for line in chart.lines)),
        tuple(
            (_days(Span(start, end - start)), *(line.values[at] for line in chart.lines))
            for at, (start, end) in enumerate(zip(chart.starts, chart.ends, strict=True))
        ),
    )


@table_of.register
def _people(chart: PeopleOverTime) -> ChartTable:
    layers = [(f"Without: {layer.name}", layer.values) for layer in chart.without]
    layers += [(band.name, band.values) for band in chart.covered]
    affected = chart.affected
    return ChartTable(
        (
            Heading("From"),
            Heading("Days", "days"),
            *(Heading(name, "people") for name, _ in layers),
            Heading("Everyone affected", "people"),
        ),
        tuple(
            (
                short_date(chart.date_of(span.start)),
                span.days,
                *(values[at] for _, values in layers),
                affected[at],
            )
            for at, span in enumerate(chart.spans)
        ),
    )


@table_of.register
def _money_by_week(chart: MoneyByWeek) -> ChartTable:
    return ChartTable(
        (
            Heading(chart.axis, "number"),
            Heading("So far", "pounds"),
            Heading("That nothing pays", "pounds"),
        ),
        tuple(
            (week, running, short)
            for week, (running, short) in enumerate(
                zip(chart.running, chart.short, strict=True), start=1
            )
        ),
    )


@table_of.register
def _money_each_week(chart: MoneyEachWeek) -> ChartTable:
    return ChartTable(
        (
            Heading("Week from"),
            Heading("From contract money freed", "pounds"),
            Heading("Extra, from reserves", "pounds"),
        ),
        tuple(
            (short_date(chart.date_of(week)), freed, extra)
            for week, (freed, extra) in enumerate(zip(chart.freed, chart.extra, strict=True))
        ),
    )


@table_of.register
def _waterfall(chart: Waterfall) -> ChartTable:
    return ChartTable(
        (Heading("Step"), Heading("Amount", "pounds")),
        tuple((step.label, step.amount) for step in chart.steps),
    )


@table_of.register
def _bars(chart: Bars) -> ChartTable:
    return ChartTable(
        (Heading("What"), Heading("Value", "number"), Heading("In words")),
        tuple((bar.label, bar.value, bar.text) for bar in chart.bars),
    )


@table_of.register
def _returns(chart: ReturnTimes) -> ChartTable:
    return ChartTable(
        (
            Heading("Service"),
            Heading("Class", "class"),
            Heading("Can wait", "days"),
            Heading("Back after", "days"),
            Heading("In words"),
        ),
        tuple((row.label, row.class_, row.tolerable, row.back, row.text) for row in chart.rows),
    )


@table_of.register
def _timetable(chart: Timetable) -> ChartTable:
    rows: list[tuple[Cell, ...]] = [
        (
            group.title,
            task.label,
            short_date(task.start),
            short_date(task.finish),
            "critical" if task.critical else task.spare_text,
        )
        for group in chart.groups
        for task in group.tasks
    ]
    rows += [("Date", line.text, short_date(line.date), "", "") for line in chart.deadlines]
    heads = ("Stage", "Task", "Starts", "Ends", "To spare")
    return ChartTable(tuple(Heading(words) for words in heads), tuple(rows))


@table_of.register
def _risks(chart: RiskPicture) -> ChartTable:
    return ChartTable(
        (
            Heading("If this is lost"),
            Heading("Chance in a year"),
            Heading("Assessed"),
            Heading("Must person-days past limit", "number"),
            Heading("People", "people"),
        ),
        tuple(
            (
                risk.name,
                chart.bands[risk.band - 1],
                "yes" if risk.assessed else "no",
                risk.days_late,
                risk.people,
            )
            for risk in chart.risks
        )
        + tuple(
            (counted(secure, "secure case", "secure cases"), chart.bands[band], "", 0.0, None)
            for band, secure in enumerate(chart.secure)
            if secure
        ),
    )


@table_of.register
def _fund(chart: FundOverYears) -> ChartTable:
    return ChartTable(
        (
            Heading("Year", "number"),
            Heading("Low: 1 in 10 at most", "pounds"),
            Heading("Middle", "pounds"),
            Heading("High: 9 in 10 at most", "pounds"),
            Heading("Runs out", "share"),
            Heading("Target", "pounds"),
        ),
        tuple(
            (year, *amounts, chart.target)
            for year, amounts in enumerate(
                zip(chart.low, chart.middle, chart.high, chart.runs_out, strict=True), start=1
            )
        ),
    )


@table_of.register
def _spend(chart: HarmBySpend) -> ChartTable:
    return ChartTable(
        (
            Heading("Action"),
            Heading("Spent so far", "pounds"),
            Heading("Must person-days left", "number"),
            Heading("Within the budget"),
        ),
        tuple(
            (point.name, point.spent, point.left, "yes" if at <= chart.at else "no")
            for at, point in enumerate(chart.points)
        ),
    )


@table_of.register
def _years(chart: YearsByLoss) -> ChartTable:
    kind: Kind = "pounds" if chart.unit == "pounds" else "number"
    pound = "£" if chart.unit == "pounds" else "person-days"
    names = [f"{name[:1].upper()}{name[1:]}, % of years" for name in chart.names if name]
    told = [at for at, name in enumerate(chart.names) if name]
    none: tuple[Cell, ...] = (
        None,
        0.0,
        *(100 * chart.none if at == 0 else 0.0 for at in told),
    )
    return ChartTable(
        (
            Heading(f"More than, {pound}", kind),
            Heading(f"Up to, {pound}", kind),
            *(Heading(name, "number") for name in names),
        ),
        (
            none,
            *(
                (bar.low, bar.high, *(100 * (bar.paid, bar.short, bar.worst)[at] for at in told))
                for bar in chart.bars
            ),
        ),
    )


@table_of.register
def _chance_by_date(chart: ChanceByDate) -> ChartTable:
    rows: list[tuple[Cell, ...]] = [
        (short_date(point.date), point.share, "") for point in chart.points
    ]
    rows += [(short_date(mark.date), chart.share_by(mark.date), mark.text) for mark in chart.marks]
    return ChartTable(
        (Heading("By"), Heading("Share", "share"), Heading("What it is")), tuple(rows)
    )


@table_of.register
def _pair_matrix(chart: PairMatrix) -> ChartTable:
    return ChartTable(
        (Heading("Case"), *(Heading(name, "number") for name in chart.names)),
        tuple(
            (name, *row, *(None for _ in range(len(chart.names) - len(row))))
            for name, row in zip(chart.names, chart.cells, strict=True)
        ),
    )
