"""The sheets on money: by week, with the formulas a reader would want to trace, and by fund."""

from __future__ import annotations

from planner.document import headlines, plan_charts
from planner.document.wording import pounds
from planner.document.workbook.cells import Formula, Value, clean
from planner.document.workbook.sheets import FIRST_ROW, Column, Sheet, SheetChart
from planner.plan.plan import Plan

WEEK = "MoneyByWeek[[#This Row],[{}]]"
NET = (
    f"={WEEK.format('Stop-gap care')}+{WEEK.format('Set-up')}-{WEEK.format('Price not due')}"
    f"-{WEEK.format('Bonds')}-{WEEK.format('Recoveries')}"
)
SHORT = f"={WEEK.format('Needed from reserves')}-{WEEK.format('Paid by reserves')}"
CHECK = f'=IF({WEEK.format("Short")}>=0.5,"Over","Within")'


def money_by_week(plan: Plan) -> Sheet:
    """Return the money of each week; net, running total, short and check are formulas."""
    reserve = plan.reserve
    rows: list[list[Value]] = []
    if reserve.known:
        spent = 0.0
        for at, week in enumerate(reserve.weeks):
            cost = week.running_cost + week.setup_cost
            cost -= week.price_not_due + week.bonds + week.recoveries
            spent += cost
            running = Formula(f"=SUM(H${FIRST_ROW}:H{FIRST_ROW + at})", spent)
            short = week.needed - week.drawn
            check = "Over" if short >= 0.5 else "Within"
            rows.append(
                [
                    week.week, week.ends_on, week.running_cost, week.setup_cost,
                    week.price_not_due, week.bonds, week.recoveries, Formula(NET, cost), running,
                    week.needed, week.drawn, Formula(SHORT, short), Formula(CHECK, check),
                    "not known" if reserve.reserves_today is None else reserve.reserves_today,
                ]
            )  # fmt: skip
    chart = plan_charts.money_by_week(reserve)
    series = ["Paid by reserves", "Short"]
    line = None if reserve.reserves_today is None else "Reserves today"
    return Sheet(
        name="Money by week",
        table="MoneyByWeek",
        title=headlines.money_by_week(reserve),
        scope=f"Pounds, by week from day 0. Reserves today: {pounds(reserve.reserves_today)}.",
        note="Blue figures come from the run; black figures are formulas. “Over” means that no "
        "fund which may pay has enough at the end of that week.",
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
        ],
        rows=rows,
        charts=[] if chart is None else [SheetChart(chart, "Week", series, (0, len(rows)), line)],
        flag="Over",
        flag_column="Check",
    )


def reserve(plan: Plan) -> Sheet:
    """Return the funds in the order they are used; what is left is a formula."""
    rows: list[list[Value]] = []
    for fund in plan.reserve.funds:
        left: Value = None
        if fund.amount is not None:
            left = Formula(
                "=Funds[[#This Row],[Has]]-Funds[[#This Row],[Pays]]", fund.amount - fund.pays
            )
        rows.append(
            [
                fund.name,
                fund.order,
                fund.may_be_spent_on,
                fund.restricted,
                fund.released_by,
                fund.amount,
                fund.pays,
                left,
            ]
        )
    chart = plan_charts.money_sources(plan.reserve)
    charts = []
    if chart is not None and any(fund.amount is not None for fund in plan.reserve.funds):
        title = headlines.money(plan.reserve)
        words = f"{title}. " + "; ".join(
            f"{clean(f.name)[:60]} has {pounds(f.amount)}, pays {pounds(f.pays)}"
            for f in plan.reserve.funds[:3]
        )
        shown = (0, len(rows))
        charts = [
            SheetChart(
                chart, "Fund", ["Has", "Pays"], shown, stacked=False, title=title, words=words
            )
        ]
    return Sheet(
        name="Reserve",
        table="Funds",
        title=headlines.money(plan.reserve),
        scope="Pounds, over the time followed. Restricted funds are used first.",
        note=plan.reserve.lead,
        columns=[
            Column("Fund", "text", 34),
            Column("Order of use", "count", 9),
            Column("May be spent on", "text", 40),
            Column("Restricted", "text", 11),
            Column("Who releases it", "text", 24),
            Column("Has", "pounds", 14, total=True, given=True),
            Column("Pays", "pounds", 14, total=True, given=True),
            Column("Left", "pounds", 14, total=True),
        ],
        rows=rows,
        charts=charts,
    )
