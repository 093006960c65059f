"""Every kind of chart has a table twin with the same numbers."""

from __future__ import annotations

import datetime

import pytest

from planner.document import charts
from planner.document.chart_tables import table_of

DAY = datetime.date(2026, 11, 27)
WORDS = {"title": "A title", "subtitle": "What is measured", "alt": "In words"}
SPANS = (charts.Span(0, 1), charts.Span(1, 7))
SERVED = charts.ServedOverTime(
    **WORDS,
    spans=SPANS,
    bands=(charts.Band("Calder", (1.0, 4.0)),),
    unmet=charts.Band("No service", (5.0, 2.0)),
    before="Before",
)
PEOPLE = charts.PeopleOverTime(
    **WORDS,
    spans=SPANS,
    without=(charts.Layer("Must", "must", (5.0, 2.0)),),
    covered=(charts.Band("Calder", (1.0, 4.0)),),
    start=DAY,
)
COURSES = charts.CoursesOverTime(
    **WORDS,
    starts=(0, 1),
    horizon=8,
    lines=(
        charts.CourseLine("The room", "The room: 26", "strong", (5.0, 3.0)),
        charts.CourseLine("Best response", "Best response: 12", "plain", (5.0, 1.0)),
        charts.CourseLine("Nothing done", "Nothing done: 40", "dashed", (5.0, 5.0)),
    ),
    between="14 more",
)
SO_FAR = charts.MoneyByWeek(**WORDS, running=(100.0, 250.0), short=(0.0, 50.0), limit=200.0)
EACH = charts.MoneyEachWeek(**WORDS, freed=(60.0, 60.0), extra=(40.0, 90.0), start=DAY)
FALL = charts.Waterfall(
    **WORDS,
    steps=(
        charts.Step("Cost", 90.0, "navy", "£90"),
        charts.Step("Freed", -60.0, "teal", "-£60"),
        charts.Step("Reserves", 30.0, "hatched", "£30", last=True),
    ),
)
BARS = charts.Bars(
    **WORDS,
    bars=(
        charts.Bar("Harbour", 0.4, "40%", "late", key="harbour"),
        charts.Bar("Calder", 0.1, "10%", key="calder"),
    ),
    limit=0.2,
    limit_text="limit 20%",
)
RETURNS = charts.ReturnTimes(
    **WORDS,
    rows=(
        charts.ReturnRow("Home care", "must", 1, 14, "13 days too late", True),
        charts.ReturnRow("Day care", None, 30, None, "not back in the time followed", False),
    ),
    ticks=(0, 1, 3, 7, 14, 30),
)
TIMETABLE = charts.Timetable(
    **WORDS,
    groups=(
        charts.TaskGroup(
            "Prepare", (charts.Task("Write", DAY, DAY + datetime.timedelta(days=20), True),)
        ),
    ),
    first=DAY,
    last=DAY + datetime.timedelta(days=60),
    deadlines=(charts.Deadline(DAY + datetime.timedelta(days=30), "P50: late", "likely"),),
)
RISKS = charts.RiskPicture(
    **WORDS,
    risks=(
        charts.Risk("harbour", "Harbour", 4, 5310.0, 322.0, True),
        charts.Risk("mill", "Mill", 3, 12.0, None, False),
    ),
    secure=(0, 2, 1, 0, 0),
    bands=("under 0.2%", "0.2% to 1%", "1% to 5%", "5% to 25%", "over 25%"),
)
FUND = charts.FundOverYears(
    **WORDS,
    low=(90_000.0, 0.0, 60_000.0),
    middle=(100_000.0, 160_000.0, 240_000.0),
    high=(100_000.0, 200_000.0, 300_000.0),
    runs_out=(0.0, 0.12, 0.004),
    target=300_000.0,
    target_text="target £300,000",
)
YEARS = charts.YearsByLoss(
    **WORDS,
    bars=(
        charts.YearsBar(0.0, 1_000.0, 0.2, 0.0, 0.0),
        charts.YearsBar(1_000.0, 2_000.0, 0.1, 0.14, 0.0),
        charts.YearsBar(2_000.0, None, 0.0, 0.01, 0.05),
    ),
    none=0.5,
    marks=(
        charts.LossMark(900.0, "P50", "£900"),
        charts.LossMark(1_900.0, "P95", "£1,900"),
        charts.LossMark(9_000.0, "Held today", "£9,000", is_held=True),
    ),
    unit="pounds",
    names=("reserve holds", "reserve runs out", "worst 5%"),
)
CHANCE = charts.ChanceByDate(
    title="The stop-gaps hold in 62 of 100 timetables",
    subtitle="Share of timetables that have started by each date",
    alt="The stop-gaps hold in 62 of 100 timetables.",
    points=(
        charts.DatePoint(datetime.date(2027, 5, 3), 0.1),
        charts.DatePoint(datetime.date(2027, 6, 7), 0.62),
        charts.DatePoint(datetime.date(2027, 7, 12), 1.0),
    ),
    marks=(charts.Deadline(datetime.date(2027, 6, 9), "stop-gap ends 9 Jun 2027", "limit"),),
    holds_until=datetime.date(2027, 6, 9),
)
PAIRS = charts.PairMatrix(
    title="Two together do more than each alone",
    subtitle="Must person-days past the limit",
    alt="Two together do more than each alone.",
    names=("Alder", "Birch", "Cedar"),
    keys=("a", "b", "c"),
    cells=((12.0,), (40.0, 3.0), (None, 0.0, 0.0)),
)
HARM = charts.HarmBySpend(
    title="The first action saves most",
    subtitle="Must person-days past the limit, by pounds spent",
    alt="The first action saves most.",
    points=(
        charts.SpendPoint(0.0, 900.0, ""),
        charts.SpendPoint(10_000.0, 300.0, "Sign the agreement"),
        charts.SpendPoint(60_000.0, 250.0, "Hold more places"),
    ),
    at=1,
    budget=50_000.0,
    budget_text="budget £50,000",
    today_text="900 today",
    at_text="300 within the budget",
)
EVERY = (
    SERVED,
    PEOPLE,
    SO_FAR,
    EACH,
    COURSES,
    FALL,
    BARS,
    RETURNS,
    TIMETABLE,
    RISKS,
    FUND,
    YEARS,
    CHANCE,
    PAIRS,
    HARM,
)


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: type(chart).__name__)
def test_every_chart_has_rows_as_wide_as_its_headings(chart):
    twin = table_of(chart)
    assert twin.rows
    assert {len(row) for row in twin.rows} == {len(twin.headings)}


def test_every_kind_of_chart_is_here():
    kinds = {
        one
        for one in vars(charts).values()
        if isinstance(one, type) and issubclass(one, charts.Chart) and one is not charts.Chart
    }
    assert kinds == {type(chart) for chart in EVERY}


def test_the_rows_of_people_add_up_to_everyone_affected():
    for row in table_of(PEOPLE).rows:
        assert sum(row[2:-1]) == row[-1]


def test_secure_cases_are_counted_and_unknown_people_stay_blank():
    rows = table_of(RISKS).rows
    assert rows[1] == ("Mill", "1% to 5%", "no", 12.0, None)
    assert [row[0] for row in rows[2:]] == ["2 secure cases", "1 secure case"]


def test_all_years_are_in_the_table_those_without_loss_first():
    rows = table_of(YEARS).rows
    assert rows[0][:3] == (None, 0.0, 50.0)
    assert sum(sum(row[2:]) for row in rows) == pytest.approx(100.0)


def test_a_kind_nobody_knows_is_refused():
    with pytest.raises(TypeError, match="Chart has no table"):
        table_of(charts.Chart(**WORDS))
