"""The sheets that money is traced through: stop-gaps by week, contracts, and money by service."""

from __future__ import annotations

from planner.document.workbook.cells import Formula, Value
from planner.document.workbook.people import CALLED
from planner.document.workbook.sheets import Column, Sheet
from planner.document.workbook.trace import ServiceRow, Trace, numbered, spent_of, trace_of
from planner.plan.plan import ContractHit, Plan

DAYS_A_YEAR = 365
HERE = "{}[[#This Row],[{}]]"


def of_option(heading: str) -> str:
    """Return the formula that looks a price up on the sheet of options, 0 where not known."""
    return (
        f"N(INDEX(Options[{heading}],"
        f"MATCH(StopGaps[[#This Row],[Option no]],Options[Option no],0)))"
    )


def stop_gaps(plan: Plan) -> Sheet | None:
    """Return what each option serves and costs by week; None where no option serves anybody."""
    spent = spent_of(plan)
    if not spent:
        return None
    rows: list[list[Value]] = [
        [
            one.step.title,
            one.label,
            one.week,
            one.person_days,
            Formula(f"={of_option('Price a day')}", one.price or 0.0),
            Formula(
                "=StopGaps[[#This Row],[Person-days]]*StopGaps[[#This Row],[Price a day]]",
                one.running,
            ),
            one.first,
            Formula(
                f'=IF(StopGaps[[#This Row],[{CALLED}]]="Yes",{of_option("Set-up")},0)', one.one_off
            ),
            one.service,
            one.option,
        ]
        for one in spent
    ]
    return Sheet(
        name="Stop-gaps by week",
        table="StopGaps",
        secret="money",
        title="What each stop-gap serves and costs, by week",
        scope="Person-days in each week, and pounds.",
        note="Blue person-days come from the run. Prices and set-up costs are looked up on the "
        "sheet Options: change them there. Service 0 is let go: its cost counts nowhere.",
        columns=[
            Column("Service", "text", 30),
            Column("Option", "text", 34),
            Column("Week", "count", 8),
            Column("Person-days", "one", 13, total=True, given=True),
            Column("Price a day", "price", 12),
            Column("Running cost", "price", 15, total=True),
            Column(CALLED, "text", 12, choices=("Yes", "No")),
            Column("Set-up", "price", 13, total=True),
            Column("Service no", "count", 12),
            Column("Option no", "count", 12),
        ],
        rows=rows,
    )


def contracts(plan: Plan) -> Sheet | None:
    """Return the contracts hit with their shares of all spending; None where none is."""
    if not plan.contracts:
        return None
    numbers = numbered(plan)
    rows: list[list[Value]] = [
        [
            line.provider,
            line.contract,
            line.service,
            line.annual_value,
            line.service_value,
            line.market_value,
            line.council_value,
            _share(line, "Service value", line.service_share, line.service_value),
            _share(line, "Market value", line.market_share, line.market_value),
            _share(line, "Value of all", line.council_share, line.council_value),
            line.council_part,
            Formula(
                f"=N({HERE.format('Contracts', 'Value a year')})/{DAYS_A_YEAR}"
                f"*{HERE.format('Contracts', 'Council part')}",
                (line.annual_value or 0.0) / DAYS_A_YEAR * line.council_part,
            ),
            numbers.get(line.service_id, 0),
        ]
        for line in plan.contracts
    ]
    return Sheet(
        name="Contracts",
        table="Contracts",
        secret="money",
        title="Contracts hit, and how much of all spending they are",
        scope="Pounds a year by the register; shares of the yearly value known.",
        note="Blue figures come from the register. “Price a day” is the part for people whom the "
        "council pays for: what is not due for a day without the service.",
        columns=[
            Column("Provider", "text", 28),
            Column("Contract", "text", 34),
            Column("Service", "text", 26),
            Column("Value a year", "pounds", 14, total=True, given=True),
            Column("Service value", "pounds", 14, given=True),
            Column("Market value", "pounds", 14, given=True),
            Column("Value of all", "pounds", 14, given=True),
            Column("Share of service", "percent_1", 11),
            Column("Share of market", "percent_1", 11),
            Column("Share of all", "percent_1", 11),
            Column("Council part", "percent_1", 11, given=True),
            Column("Price a day", "price", 13, total=True),
            Column("Service no", "count", 12),
        ],
        rows=rows,
    )


def _share(line: ContractHit, whole: str, shown: float | None, of: float | None) -> Value:
    """Return the share of a value as a formula; as it was kept where the whole is not known."""
    if of is None:
        return shown
    part, all_of = HERE.format("Contracts", "Value a year"), HERE.format("Contracts", whole)
    return Formula(
        f'=IF(AND(ISNUMBER({part}),N({all_of})>0),{part}/{all_of},"not known")',
        "not known" if shown is None else shown,
    )


def money_by_service(plan: Plan) -> Sheet | None:
    """Return the money of each service and week as formulas; None where it cannot be traced."""
    trace = trace_of(plan)
    if trace is None:
        return None
    priced = _priced(plan, trace)
    return Sheet(
        name="Money by service",
        table="ServiceWeeks",
        secret="money",
        title="What each service costs and frees, by week",
        scope="Pounds, by service and week from day 0.",
        note="Blue figures come from the run: days whose price is not due, bonds and recoveries. "
        "Costs come from the sheet Stop-gaps by week, prices from the sheet Contracts.",
        columns=[
            Column("Service", "text", 30),
            Column("Week", "count", 8),
            Column("Stop-gap care", "price", 15, total=True),
            Column("Set-up", "price", 13, total=True),
            Column("Days not due", "price", 10, given=True),
            Column("Price a day", "price", 13),
            Column("Price not due", "price", 15, total=True, given=True),
            Column("Bonds", "price", 13, total=True, given=True),
            Column("Recoveries", "price", 13, total=True, given=True),
            Column("Net cost", "price", 15, total=True),
            Column("Running total", "price", 15),
            Column("Needed from reserves", "price", 15),
            Column("Service no", "count", 12),
            Column("Fund group", "count", 12),
        ],
        rows=[_service_row(row, row.number in priced) for row in trace.rows],
    )


def _priced(plan: Plan, trace: Trace) -> set[int]:
    """Return the services whose price a day is the sum of their contracts on the sheet."""
    found: set[int] = set()
    for row in trace.rows:
        hit = [line for line in plan.contracts if line.service_id == row.money.service]
        price = sum((line.annual_value or 0.0) / DAYS_A_YEAR * line.council_part for line in hit)
        if abs(price - row.money.price_day) < 1e-6:
            found.add(row.number)
    return found


def _service_row(row: ServiceRow, priced: bool) -> list[Value]:
    """Return one row; where the price a day is not that of its contracts, figures of the run."""
    here = {name: HERE.format("ServiceWeeks", name) for name in (
        "Service no", "Week", "Stop-gap care", "Set-up", "Days not due", "Price a day",
        "Price not due", "Bonds", "Recoveries", "Net cost", "Running total",
    )}  # fmt: skip

    def spent(heading: str) -> str:
        return (
            f"=SUMIFS(StopGaps[{heading}],StopGaps[Service no],{here['Service no']},"
            f"StopGaps[Week],{here['Week']})"
        )

    any_spent = row.running or row.setup
    not_due: Value = row.not_due
    price: Value = row.money.price_day
    if priced:
        price = Formula(
            f"=SUMIFS(Contracts[Price a day],Contracts[Service no],{here['Service no']})",
            row.money.price_day,
        )
    if row.money.price_day or not row.not_due:
        not_due = Formula(f"={here['Days not due']}*{here['Price a day']}", row.not_due)
    return [
        row.money.title,
        row.week,
        Formula(spent("Running cost"), row.running) if any_spent else 0.0,
        Formula(spent("Set-up"), row.setup) if any_spent else 0.0,
        row.days,
        price,
        not_due,
        row.bonds,
        row.recoveries,
        Formula(
            f"={here['Stop-gap care']}+{here['Set-up']}-{here['Price not due']}"
            f"-{here['Bonds']}-{here['Recoveries']}",
            row.net,
        ),
        Formula(
            f"=SUMIFS(ServiceWeeks[Net cost],ServiceWeeks[Service no],{here['Service no']},"
            f'ServiceWeeks[Week],"<="&{here["Week"]})',
            row.total,
        ),
        Formula(f"=MAX(0,{here['Running total']})", row.needed),
        row.number,
        row.group,
    ]
