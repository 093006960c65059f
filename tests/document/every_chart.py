"""One chart of every kind, small, for tests of what draws them."""

from __future__ import annotations

import datetime

from planner.document.charts import (
    Band,
    Bar,
    Bars,
    CallOut,
    ChanceByDate,
    Chart,
    CourseLine,
    CoursesOverTime,
    DatePoint,
    Deadline,
    FundOverYears,
    HarmBySpend,
    Layer,
    LossMark,
    MoneyByWeek,
    MoneyEachWeek,
    PairMatrix,
    PeopleOverTime,
    ReturnRow,
    ReturnTimes,
    Risk,
    RiskPicture,
    ServedOverTime,
    Span,
    SpendPoint,
    Step,
    Task,
    TaskGroup,
    Timetable,
    Waterfall,
    YearsBar,
    YearsByLoss,
)
from planner.document.wording import pounds

DAY = datetime.date(2026, 11, 2)
WEEKS = tuple(Span(0 if n == 0 else 7 * n, 7) for n in range(12))


def _words(number: int, name: str) -> dict[str, str]:
    return {
        "title": f"Chart {number} tells of {name}",
        "subtitle": f"What chart {number} counts, for whom, in which unit",
        "alt": f"Chart {number} tells of {name}: 12, 34 and 56.",
    }


def _later(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


def every_chart() -> tuple[Chart, ...]:
    """Return one chart of every kind, in the order of their names."""
    return (
        Bars(
            **_words(1, "bars"),
            bars=(
                Bar("Home care & meals", 134.0, "134 people"),
                Bar("Night sitting <late>", 46.0, "46 people", "hatched", strong=True),
                Bar("Day centre", 14.0, "14 people", "outline"),
            ),
            limit=100.0,
            limit_text="limit 100",
        ),
        ChanceByDate(
            **_words(2, "chances"),
            points=tuple(DatePoint(_later(30 * n), n / 8) for n in range(9)),
            marks=(Deadline(_later(120), "stop-gap ends", "limit"),),
            holds_until=_later(120),
        ),
        CoursesOverTime(
            **_words(15, "courses"),
            starts=(*range(14), *(14 + 7 * n for n in range(6))),
            horizon=56,
            lines=(
                CourseLine("The room", "The room: 3,150", "strong",
                           tuple(max(4.0, 210.0 - 14 * n) for n in range(20))),
                CourseLine("Best response", "Best response: 2,802", "plain",
                           tuple(max(0.0, 190.0 - 17 * n) for n in range(20))),
                CourseLine("Nothing done", "Nothing done: 38,734", "dashed",
                           tuple(214.0 for _ in range(20))),
            ),
            between="348 more person-days",
        ),
        FundOverYears(
            **_words(3, "a fund"),
            low=(0.0, 1e4, 2e4, 3e4),
            middle=(2e4, 4e4, 6e4, 8e4),
            high=(5e4, 8e4, 11e4, 13e4),
            runs_out=(0.2, 0.12, 0.05, 0.01),
            target=7e4,
            target_text="target £70,000",
        ),
        HarmBySpend(
            **_words(4, "harm by spend"),
            points=(
                SpendPoint(0.0, 4000.0, "today"),
                SpendPoint(9e3, 2500.0, "Sign the agreement"),
                SpendPoint(3e4, 900.0, "Hold spare places"),
            ),
            at=1,
            budget=2e4,
            budget_text="budget £20,000",
            today_text="4,000 today",
            at_text="2,500 within the budget",
        ),
        MoneyByWeek(
            **_words(5, "money so far"),
            running=tuple(10_000.0 * n for n in range(1, 13)),
            short=tuple(max(0.0, 10_000.0 * n - 80_000) for n in range(1, 13)),
            limit=80_000.0,
            limit_text="£80,000 held",
            end_text="£120,000",
            callouts=(CallOut(6, "price ends"),),
        ),
        MoneyEachWeek(
            **_words(6, "money each week"),
            freed=tuple(4000.0 for _ in range(8)),
            extra=tuple(3000.0 - 300 * n for n in range(8)),
            start=DAY,
        ),
        PairMatrix(
            **_words(7, "pairs"),
            names=("Alder Care", "Birch & Co", "Cedar"),
            keys=("a", "b", "c"),
            cells=((120.0,), (900.0, 40.0), (None, 12.0, 0.0)),
        ),
        PeopleOverTime(
            **_words(8, "people without"),
            spans=WEEKS,
            without=(
                Layer("must", "must", tuple(80.0 if n < 3 else 0.0 for n in range(12))),
                Layer("could", "could", tuple(20.0 if n < 6 else 5.0 for n in range(12))),
            ),
            covered=(Band("Spot purchase", tuple(114.0 if n > 2 else 34.0 for n in range(12))),),
            start=DAY,
            limit_day=14,
            limit_text="must limit",
            safe_day=21,
            safe_text="safe from day 21",
            callouts=(CallOut(21, "block begins"),),
        ),
        ReturnTimes(
            **_words(9, "return"),
            rows=(
                ReturnRow("Home care", "must", 1, 15, "back 14 days late", True),
                ReturnRow("Meals", "needed", 3, 2, "back in time", False),
                ReturnRow("Outings", "could", 60, None, "does not come back", True),
            ),
            ticks=(1, 3, 7, 14, 28, 91, 182),
        ),
        RiskPicture(
            **_words(10, "risks"),
            risks=(
                Risk("a", "Alder Care", 3, 12.0, 400.0, True),
                Risk("b", "Birch & Co", 5, 9000.0, None, False),
            ),
            secure=(1, 0, 4, 0, 0),
            bands=("under 0.2%", "0.2% to 1%", "1% to 5%", "5% to 25%", "over 25%"),
        ),
        ServedOverTime(
            **_words(11, "who is served"),
            spans=(*(Span(n, 1) for n in range(14)), *(Span(14 + 7 * n, 7) for n in range(10))),
            bands=(
                Band("Own staff", tuple(min(60.0, 6.0 * n) for n in range(24))),
                Band("Spot purchase", tuple(min(100.0, 8.0 * n) for n in range(24))),
            ),
            unmet=Band("Without", tuple(max(0.0, 160.0 - 14 * n) for n in range(24))),
            before="214 people before",
            limit_day=2,
            limit_text="people can wait 2 days",
            callouts=(CallOut(10, "most are back"),),
        ),
        Timetable(
            **_words(12, "the timetable"),
            groups=(
                TaskGroup(
                    "Prepare",
                    (
                        Task("Write the specification", DAY, _later(40), True, "6 weeks"),
                        Task("Ask the market", DAY, _later(20), False, "",
                             _later(40), "20 days to spare"),
                    ),
                ),
                TaskGroup(
                    "Award",
                    (Task("Award", _later(41), _later(160), True, "17 weeks", notice="n"),),
                ),
            ),
            first=DAY,
            last=_later(200),
            stop_gap=Task("Stop-gap", DAY, _later(120), True, "120 days"),
            gap_until=_later(160),
            gap_text="40 days uncovered",
            deadlines=(Deadline(_later(150), "as likely as not", "likely"),),
        ),
        Waterfall(
            **_words(13, "a sum"),
            steps=(
                Step("Cost", 90_000.0, "navy", "£90,000"),
                Step("Price not due", -50_000.0, "outline", pounds(-50_000.0)),
                Step("Reserve", -40_000.0, "hatched", pounds(-40_000.0), last=True),
            ),
        ),
        YearsByLoss(
            **_words(14, "years"),
            bars=(
                YearsBar(0.0, 1e4, 0.2, 0.0, 0.0),
                YearsBar(1e4, 2e4, 0.1, 0.05, 0.0),
                YearsBar(2e4, None, 0.0, 0.02, 0.05),
            ),
            none=0.58,
            marks=(LossMark(1.5e4, "held", "£15,000", is_held=True),),
            unit="pounds",
            names=("paid for", "short", "worst 5%"),
        ),
    )  # fmt: skip
