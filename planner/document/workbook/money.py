"""The sheet on money by week: every figure a formula that a reader can follow to its inputs."""

from __future__ import annotations

from planner.document import headlines, plan_charts
from planner.document.wording import pounds
from planner.document.workbook.cells import Formula, Value
from planner.document.workbook.funds import LIMITS, paid_by_week
from planner.document.workbook.sheets import FIRST_ROW, Column, Flag, Sheet, SheetChart
from planner.document.workbook.trace import Trace, trace_of
from planner.plan.money import ReservePlan, WeekOfMoney
from planner.plan.plan import Plan

WEEK = "MoneyByWeek[[#This Row],[{}]]"
NET = (
    f"={WEEK.format('Stop-gap care')}+{WEEK.format('Set-up')}-{WEEK.format('Price not due')}"
    f"-{WEEK.format('Bonds')}-{WEEK.format('Recoveries')}"
)
SHORT = f"=MAX(0,{WEEK.format('Needed from reserves')}-{WEEK.format('Paid by reserves')})"
CHECK = f'=IF({WEEK.format("Short")}>=0.5,"Over","Within")'
LEFT = f"={WEEK.format('Reserves today')}-{WEEK.format('Paid by reserves')}"
TODAY = "=SUM(Funds[Has])"
TRACED = "Stop-gap care", "Set-up", "Price not due", "Bonds", "Recoveries"


def money_by_week(plan: Plan) -> Sheet:
    """Return the money of each week; where it can be traced, every figure is a formula."""
    reserve, trace = plan.reserve, trace_of(plan)
    rows: list[list[Value]] = []
    if reserve.known:
        spent = 0.0
        for at, week in enumerate(reserve.weeks):
            net = week.running_cost + week.setup_cost
            net -= week.price_not_due + week.bonds + week.recoveries
            spent += net
            rows.append(_row(reserve, week, at, net, spent, trace))
    chart = plan_charts.money_by_week(reserve)
    series = ["Paid by reserves", "Short"]
    line = None if reserve.reserves_today is None else "Reserves today"
    how = "all start from the sheets Options, Stop-gaps by week, Contracts and Reserve"
    if trace is None:
        how = "blue figures come from the run"
    return Sheet(
        name="Money by week",
        table="MoneyByWeek",
        secret="money",
        title=headlines.money_by_week(reserve),
        scope=f"Pounds, by week from day 0. Reserves today: {pounds(reserve.reserves_today)}.",
        note=f"Black bold figures are formulas; {how}. “Over” means that no fund which may pay "
        "has enough at the end of that week.",
        columns=[
            Column("Week", "count", 9),
            Column("Ends", "date", 13),
            Column("Stop-gap care", "pounds", 13, total=True, given=True),
            Column("Set-up", "pounds", 12, total=True, given=True),
            Column("Price not due", "pounds", 13, total=True, given=True),
            Column("Bonds", "pounds", 12, total=True, given=True),
            Column("Recoveries", "pounds", 12, total=True, given=True),
            Column("Net cost", "pounds", 13, total=True),
            Column("Running total", "pounds", 13),
            Column("Needed from reserves", "pounds", 14, given=True),
            Column("Paid by reserves", "pounds", 13, given=True),
            Column("Short", "pounds", 12),
            Column("Check", "text", 10),
            Column("Reserves today", "pounds", 13, given=True),
            Column("Left in reserves", "pounds", 13),
        ],
        rows=rows,
        charts=[] if chart is None else [SheetChart(chart, "Week", series, (0, len(rows)), line)],
        flags=[Flag("Check", "Over")],
    )


def _row(
    reserve: ReservePlan, week: WeekOfMoney, at: int, net: float, spent: float, trace: Trace | None
) -> list[Value]:
    cash = (
        week.running_cost, week.setup_cost, week.price_not_due, week.bonds, week.recoveries
    )  # fmt: skip
    parts: list[Value] = list(cash)
    needed: Value = week.needed
    paid: Value = week.drawn
    today: Value = reserve.reserves_today
    left: Value = None
    if today is not None:
        left = Formula(LEFT, reserve.reserves_today - week.drawn)  # type: ignore[operator]
    if trace is not None:
        parts = [Formula(_sum_of(name), figure) for name, figure in zip(TRACED, cash, strict=True)]
        needed = Formula(_sum_of("Needed from reserves"), week.needed)
        paid = Formula(_paid(trace), week.drawn)
        if reserve.funds and reserve.reserves_today is not None:
            today = Formula(TODAY, reserve.reserves_today)
    short = max(0.0, week.needed - week.drawn)
    return [
        week.week,
        week.ends_on,
        *parts,
        Formula(NET, net),
        Formula(f"=SUM(H${FIRST_ROW}:H{FIRST_ROW + at})", spent),
        needed,
        paid,
        Formula(SHORT, short),
        Formula(CHECK, "Over" if short >= 0.5 else "Within"),
        today,
        left,
    ]


def _sum_of(heading: str) -> str:
    return f"=SUMIFS(ServiceWeeks[{heading}],ServiceWeeks[Week],{WEEK.format('Week')})"


def _paid(trace: Trace) -> str:
    """Return what reserves can pay: the least of all limits, from their sheet where it has one."""
    if paid_by_week(trace):
        return f"=SUMIFS({LIMITS}[Paid by reserves],{LIMITS}[Week],{WEEK.format('Week')})"
    if not any(trace.groups):
        return "=0"
    return f"=MIN({WEEK.format('Needed from reserves')},SUM(Funds[Has]))"
