"""The sheets on funds: what they can pay by week, who pays what for whom, what is left, and why.

Together, funds pay the least of their limits (a cut of the network from funds to services): what
the funds of a limit have, and what services need that other funds may pay for as well.
"""

from __future__ import annotations

from planner.document import headlines, plan_charts
from planner.document.wording import pounds
from planner.document.workbook.cells import Formula, Value, clean
from planner.document.workbook.sheets import FIRST_ROW, HEADING_ROW, Column, Sheet, SheetChart
from planner.document.workbook.trace import PENNY, Funds, Trace, trace_of
from planner.plan.money import ReservePlan
from planner.plan.plan import Plan

LIMITS = "FundLimits"
STEPS = {
    "Stop-gaps": "=SUM(MoneyByWeek[Stop-gap care])",
    "Set-up and one-off costs": "=SUM(MoneyByWeek[Set-up])",
    "Price no longer due": "=-SUM(MoneyByWeek[Price not due])",
    "Charges to people and bodies": "=-SUM(MoneyByWeek[Recoveries])",
    "Bonds": "=-SUM(MoneyByWeek[Bonds])",
}
LEFT = "Left in budgets of services that cost less"


def paid_by_week(trace: Trace) -> bool:
    """Return whether what funds can pay needs a sheet: not where all may pay for everything."""
    return len(trace.groups) > 1


def limits(plan: Plan) -> Sheet | None:
    """Return what funds can pay at the end of each week; None where one limit says it all."""
    trace, reserve = trace_of(plan), plan.reserve
    if trace is None or not paid_by_week(trace):
        return None
    group_names = [f"Group {at} needs" for at in range(1, len(trace.groups) + 1)]
    limit_names = [f"Limit {at}" for at in range(1, len(trace.limits) + 1)]
    rows: list[list[Value]] = []
    for week in reserve.weeks:
        needs: list[Value] = [
            Formula(
                f"=SUMIFS(ServiceWeeks[Needed from reserves],ServiceWeeks[Week],"
                f"{LIMITS}[[#This Row],[Week]],ServiceWeeks[Fund group],{at})",
                trace.needs(week.week, at),
            )
            for at in range(1, len(trace.groups) + 1)
        ]
        bounds: list[Value] = [
            Formula(_limit(trace, reserve, funds), trace.limit(reserve, week.week, funds))
            for funds in trace.limits
        ]
        least = ",".join(f"{LIMITS}[[#This Row],[{name}]]" for name in limit_names)
        rows.append([week.week, *needs, *bounds, Formula(f"=MIN({least})", week.drawn)])
    told = [
        f"Group {at}: services that {_names(reserve, group)} may pay for."
        for at, group in enumerate(trace.groups, start=1)
    ]
    return Sheet(
        name="What funds can pay",
        table=LIMITS,
        secret="money",
        title="What reserves can pay, by week, each within what it may be spent on",
        scope="Pounds. " + " ".join(told),
        note="A limit is what its funds have, and what groups need that other funds may pay for "
        "too. Reserves pay the least limit.",
        columns=[
            Column("Week", "count", 9),
            *(Column(name, "price", 16) for name in (*group_names, *limit_names)),
            Column("Paid by reserves", "price", 16),
        ],
        rows=rows,
    )


def _names(reserve: ReservePlan, group: Funds) -> str:
    names = [clean(fund.name)[:60] for fund in reserve.funds if fund.order in group]
    return " and ".join(names) or "no fund"


def _limit(trace: Trace, reserve: ReservePlan, funds: Funds) -> str:
    parts = [
        f"N(Reserve!$F${FIRST_ROW + at})"
        for at, fund in enumerate(reserve.funds)
        if fund.order in funds
    ]
    parts += [
        f"{LIMITS}[[#This Row],[Group {number} needs]]"
        for number, group in enumerate(trace.groups, start=1)
        if not group <= funds
    ]
    return "=" + ("+".join(parts) or "0")


def _payments(trace: Trace, reserve: ReservePlan) -> list[tuple[int, int, float, float]] | None:
    """Return who pays: service, fund, need and pounds; None where the plan moved funds about.

    Services take in their order, each from the funds in theirs.
    """
    last = reserve.weeks[-1].week
    left = {fund.order: max(0.0, fund.amount or 0.0) for fund in reserve.funds}
    found: list[tuple[int, int, float, float]] = []
    for row in trace.rows:
        if row.week != last:
            continue
        wanted = row.needed
        for fund in row.money.funds:
            amount = min(wanted, left[fund])
            found.append((row.number, fund, row.needed, amount))
            wanted -= amount
            left[fund] -= amount
    for fund_line in reserve.funds:
        pays = sum(amount for _, fund, _, amount in found if fund == fund_line.order)
        if abs(pays - fund_line.pays) >= PENNY:
            return None
    return found


def who_pays(plan: Plan) -> Sheet | None:
    """Return which fund pays how much for which service; None where that is not traced."""
    trace, reserve = trace_of(plan), plan.reserve
    payments = _payments(trace, reserve) if trace is not None else None
    if not payments:
        return None
    last = reserve.weeks[-1].week
    titles = [money.title for money in reserve.services]
    names = {fund.order: fund.name for fund in reserve.funds}
    rows: list[list[Value]] = []
    for at, (service, fund, need, amount) in enumerate(payments, start=FIRST_ROW):
        before, above = f"D${HEADING_ROW}:D{at - 1}", at - 1
        has = f"N(Reserve!$F${FIRST_ROW + fund - 1})"
        rows.append(
            [
                titles[service - 1],
                names[fund],
                Formula(
                    f"=SUMIFS(ServiceWeeks[Needed from reserves],ServiceWeeks[Service no],E{at},"
                    f"ServiceWeeks[Week],{last})",
                    need,
                ),
                Formula(
                    f"=MAX(0,MIN(C{at}-SUMIFS({before},E${HEADING_ROW}:E{above},E{at}),"
                    f"{has}-SUMIFS({before},F${HEADING_ROW}:F{above},F{at})))",
                    amount,
                ),
                service,
                fund,
            ]
        )
    return Sheet(
        name="Who pays",
        table="WhoPays",
        secret="money",
        title="Which fund pays for which service, over the time followed",
        scope="Pounds. Must services first; each takes from its funds in order of use.",
        note="Keep the rows in this order: each takes what the rows above it leave.",
        columns=[
            Column("Service", "text", 34),
            Column("Fund", "text", 34),
            Column("Needed at the end", "price", 17),
            Column("Pays", "price", 17, total=True),
            Column("Service no", "count", 12),
            Column("Fund no", "count", 12),
        ],
        rows=rows,
    )


def reserve(plan: Plan) -> Sheet:
    """Return the funds in the order they are used; what they pay and what is left are formulas."""
    trace = trace_of(plan)
    traced = trace is not None and _payments(trace, plan.reserve) is not None
    sheet = who_pays(plan) is not None
    rows: list[list[Value]] = []
    for fund in plan.reserve.funds:
        left: Value = None
        if fund.amount is not None:
            left = Formula(
                "=Funds[[#This Row],[Has]]-Funds[[#This Row],[Pays]]", fund.amount - fund.pays
            )
        pays: Value = fund.pays
        if traced and sheet:
            pays = Formula(
                "=SUMIFS(WhoPays[Pays],WhoPays[Fund no],Funds[[#This Row],[Order of use]])",
                fund.pays,
            )
        rows.append(
            [
                fund.name,
                fund.order,
                fund.may_be_spent_on,
                fund.restricted,
                fund.released_by,
                fund.amount,
                pays,
                left,
            ]
        )
    return Sheet(
        name="Reserve",
        table="Funds",
        title=headlines.money(plan.reserve),
        scope="Pounds, over the time followed. Restricted funds are used first.",
        note=f"Blue figures can be changed: what each fund has. {plan.reserve.lead}",
        columns=[
            Column("Fund", "text", 34),
            Column("Order of use", "count", 9),
            Column("May be spent on", "text", 40),
            Column("Restricted", "text", 11, choices=("Yes", "No")),
            Column("Who releases it", "text", 24),
            Column("Has", "pounds", 14, total=True, given=True),
            Column("Pays", "pounds", 14, total=True, given=True),
            Column("Left", "pounds", 14, total=True),
        ],
        rows=rows,
        charts=_chart_of_funds(plan.reserve),
    )


def _chart_of_funds(reserve: ReservePlan) -> list[SheetChart]:
    chart = plan_charts.money_sources(reserve)
    if chart is None or all(fund.amount is None for fund in reserve.funds):
        return []
    title = headlines.money(reserve)
    words = f"{title}. " + "; ".join(
        f"{clean(f.name)[:60]} has {pounds(f.amount)}, pays {pounds(f.pays)}"
        for f in reserve.funds[:3]
    )
    shown = (0, len(reserve.funds))
    return [
        SheetChart(chart, "Fund", ["Has", "Pays"], shown, stacked=False, title=title, words=words)
    ]


def steps(plan: Plan) -> Sheet | None:
    """Return the steps from the whole cost down to what reserves pay; None where there are none."""
    reserve = plan.reserve
    if not reserve.known or not reserve.waterfall:
        return None
    trace = trace_of(plan)
    *parts, last = reserve.waterfall
    rows: list[list[Value]] = []
    for step in parts:
        text = STEPS.get(step.label)
        if step.label == LEFT and trace is not None:
            ends = reserve.weeks[-1].week
            text = (
                "=-SUMIFS(ServiceWeeks[Running total],ServiceWeeks[Week],"
                f'{ends},ServiceWeeks[Running total],"<0")'
            )
        rows.append([step.label, step.amount if text is None else Formula(text, step.amount)])
    ending = Formula(f"=SUM(B{FIRST_ROW}:B{FIRST_ROW + len(parts) - 1})", last.amount)
    rows.append([last.label, ending])
    chart = plan_charts.money_sources(reserve)
    shown = (0, len(rows))
    return Sheet(
        name="Reserve step by step",
        table="ReserveSteps",
        secret="money",
        title=headlines.money_sources(reserve) if chart is not None else "From cost to reserves",
        scope="Pounds over the time followed: costs above zero, money back below.",
        note="Every figure is a formula that starts from the sheet Money by week.",
        columns=[Column("Step", "text", 46), Column("Amount", "price", 18, given=True)],
        rows=rows,
        charts=[]
        if chart is None
        else [SheetChart(chart, "Step", ["Amount"], shown, stacked=False, across=True)],
    )
