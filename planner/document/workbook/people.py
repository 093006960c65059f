"""The sheets on people: who is at risk, what is decided for them, and who serves them by week."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from planner.document import plan_charts
from planner.document.headlines import NOBODY
from planner.document.palette import GAP_FILL
from planner.document.wording import class_word, count, middle
from planner.document.workbook.cells import Formula, Value, clean
from planner.document.workbook.sheets import FIRST_ROW, Column, Flag, Sheet, SheetChart
from planner.document.workbook.trace import PENNY, options_of, served_by_option
from planner.fields import CLASSES
from planner.plan.decision import IN_WORDS
from planner.plan.plan import Plan, ServiceDecision, Span, StepIn

MOST_CHARTS = 6
MOST_OPTIONS = 16
OTHERS = "Other options"
CALLED = "First week"
SAME = 1e-6
IN_TIME = (
    "=IF(ISNUMBER(Decisions[[#This Row],[Days too late]]),"
    'IF(Decisions[[#This Row],[Days too late]]>0,"Late","In time"),'
    'IF(Decisions[[#This Row],[Days too late]]="not back","Not back","not known"))'
)
ENOUGH = (
    "=IF(ISNUMBER(ServedByWeek[[#This Row],[Without]]),"
    'IF(ServedByWeek[[#This Row],[Without]]>=0.05,"Short","All served"),"not known")'
)
SERVES = "=SUMIFS(StopGaps[Person-days],StopGaps[Option no],Options[[#This Row],[Option no]])"
COSTS = (
    "=N(Options[[#This Row],[Price a day]])*Options[[#This Row],[Person-days served]]"
    "+IF(Options[[#This Row],[Person-days served]]>0,N(Options[[#This Row],[Set-up]]),0)"
)
WITHOUT = "=ServedByWeek[[#This Row],[Hit]]-ServedByWeek[[#This Row],[Served]]"


def people(plan: Plan) -> Sheet:
    """Return the people at risk by area and funder, with their sums as formulas."""
    risk = plan.people
    funders = [clean(line.label)[:80] for line in risk.by_funder]
    columns = [Column("Area", "text", 26)]
    columns += [
        Column(label, "count", 13, total=True, given=True, people=True) for label in funders
    ]
    columns += [
        Column("All people", "count", 13, total=True, people=True),
        Column("Standard needs", "count", 13, total=True, people=True),
        Column("Complex needs", "count", 13, total=True, people=True),
    ]
    rows: list[list[Value]] = []
    for line in risk.areas:
        whole: Value = line.people
        if funders and all(number is not None for number in line.by_funder):
            row = FIRST_ROW + len(rows)
            total = sum(number or 0.0 for number in line.by_funder)
            end = get_column_letter(len(funders) + 1)
            whole = Formula(f"=SUM(B{row}:{end}{row})", total)
        rows.append([line.area, *line.by_funder, whole, line.standard, line.complex])
    return Sheet(
        name="People",
        table="PeopleAtRisk",
        title=risk.headline,
        scope="Everyone served by the contracts that are hit, whoever pays. Counts, never names.",
        note="Blue figures come from the register; “All people” adds them up. Someone served by "
        "two contracts is counted in each.",
        columns=columns,
        rows=rows,
        charts=_by_area(plan),
    )


def _by_area(plan: Plan) -> list[SheetChart]:
    chart = plan_charts.by_funder(plan.people)
    known = [line for line in plan.people.areas if line.people is not None]
    if chart is None or not known:
        return []
    most = max(known, key=lambda line: line.people or 0.0)
    title = f"{clean(most.area)[:60]} has most people at risk: {count(most.people)}"
    words = f"{title}. {len(known)} areas, {count(plan.people.people)} people."
    rows = (0, len(plan.people.areas))
    return [SheetChart(chart, "Area", ["All people"], rows, across=True, title=title, words=words)]


def decisions(plan: Plan) -> Sheet:
    """Return the decisions with their reasons and overrides."""
    rows: list[list[Value]] = []
    for line in plan.decisions:
        made = line.override
        rows.append(
            [
                line.title,
                class_word(line.class_),
                line.people,
                line.can_wait_days,
                "not in the time followed" if line.return_day is None else line.return_day,
                "not back" if line.return_day is None else line.late_days,
                Formula(IN_TIME, _in_time(line)),
                line.words,
                " ".join(line.reasons),
                line.law,
                line.gap or "none",
                "" if made is None else f"{made.words}: {made.reason}",
                "" if made is None else made.decided_by,
                line.owner,
            ]
        )
    return Sheet(
        name="Decisions",
        table="Decisions",
        title="Decisions by service",
        scope="One row for each service that is hit.",
        note="Days count from day 0. Must services are never let go.",
        columns=[
            Column("Service", "text", 28),
            Column("Class", "text", 12, choices=[class_word(one) for one in CLASSES]),
            Column("People", "count", 10),
            Column("Can wait, days", "count", 10),
            Column("Everyone back, day", "count", 14),
            Column("Days too late", "count", 10),
            Column("Check", "text", 11),
            Column("Decision", "text", 14, choices=tuple(IN_WORDS.values())),
            Column("Reasons", "text", 54),
            Column("Law", "text", 28),
            Column("Gap", "text", 32),
            Column("Officer's decision", "text", 32),
            Column("Decided by", "text", 20),
            Column("Owner", "text", 22, choices=[line.owner or "" for line in plan.decisions]),
        ],
        rows=rows,
        flags=[Flag("Check", "Late"), Flag("Check", "Not back")],
    )


def _in_time(line: ServiceDecision) -> str:
    if line.return_day is None:
        return "Not back"
    if line.late_days is None:
        return "not known"
    return "Late" if line.late_days > 0 else "In time"


def options(plan: Plan) -> Sheet:
    """Return every option, usable or blocked, with what it can do and what it needs."""
    numbers = options_of(plan)
    served = served_by_option(plan)
    rows: list[list[Value]] = []
    for step in plan.step_in:
        for option in step.usable:
            number = numbers[step.service, option.label]
            days: Value = option.person_days
            if abs(served.get(number, 0.0) - option.person_days) < SAME:
                days = Formula(SERVES, option.person_days) if served else 0.0
            paid = option.person_days * (option.unit_cost_day or 0.0)
            paid += option.setup_cost if option.person_days > 0 else 0.0
            same = abs(paid - option.cost) < PENNY
            cost: Value = Formula(COSTS, option.cost) if same else option.cost
            rows.append(
                [
                    step.title, option.label, "Used" if option.used else "Not used",
                    option.route, option.authority, option.capacity, option.from_day,
                    option.full_day,
                    "no limit" if option.lasts_weeks is None else option.lasts_weeks,
                    option.unit_cost_day, option.setup_cost, days, cost,
                    option.needed_first, "", number,
                ]
            )  # fmt: skip
        for blocked in step.blocked:
            rows.append(
                [
                    step.title, blocked.label, "Blocked", blocked.route, blocked.authority,
                    blocked.capacity, "", "", "", blocked.unit_cost_day, "", 0, 0,
                    f"{blocked.missing} {blocked.what_to_do}", blocked.saves_breach, 0,
                ]
            )  # fmt: skip
    return Sheet(
        name="Options",
        table="Options",
        title="Options: who can keep each service going",
        scope="Usable options first, then those that are blocked today. Prices in pounds: a day "
        "for each person, and to set up.",
        note="Blue prices can be changed: all money follows, people do not. Savings are "
        "person-days past the tolerable period, each measured alone: do not add.",
        columns=[
            Column("Service", "text", 26),
            Column("Option", "text", 28),
            Column("State", "text", 16, choices=("Used", "Not used", "Blocked")),
            Column("Route", "text", 20),
            Column("Authority", "text", 26),
            Column("Places", "count", 9),
            Column("From day", "count", 9),
            Column("Full by day", "count", 9),
            Column("Lasts, weeks", "one", 10),
            Column("Price a day", "price", 10, given=True),
            Column("Set-up", "pounds", 11, given=True),
            Column("Person-days served", "count", 12, total=True),
            Column("Cost", "pounds", 12, total=True),
            Column("Needed first", "text", 38),
            Column("Unblocking saves", "count", 12),
            Column("Option no", "count", 12),
        ],
        rows=rows,
        flags=[Flag("State", "Blocked", GAP_FILL)],
    )


def served(plan: Plan) -> Sheet:
    """Return people hit, served and without, by service and week, means over each week.

    Each option has a column; where there are too many, those that serve least share one.
    """
    names = _columns_of_options(plan)
    rows: list[list[Value]] = []
    charts: list[SheetChart] = []
    for step in plan.step_in:
        if step.people is None or not step.displaced:
            blank: list[Value] = [""] * len(names)
            unknown = Formula(ENOUGH, "not known")
            rows.append([step.title, 1, plan.header.start_date, None, None, None, unknown, *blank])
            continue
        first = len(rows)
        hits, gaps = weekly(step.displaced, plan.periods), weekly(step.unmet, plan.periods)
        by_option = _by_option(step, plan.periods, names)
        for week, (hit, without) in enumerate(zip(hits, gaps, strict=True), start=1):
            starts = plan.header.start_date + datetime.timedelta(days=7 * week - 7)
            left = Formula(WITHOUT, without)
            each = [by_option[name][week - 1] if name in by_option else "" for name in names]
            check = Formula(ENOUGH, "Short" if without >= NOBODY else "All served")
            rows.append([step.title, week, starts, hit, hit - without, left, check, *each])
        if len(charts) < MOST_CHARTS:
            chart = plan_charts.served_over_time(plan, step)
            title = f"{clean(step.title)[:60]}: {middle(chart.title)}"
            helping = [name for name in names if any(by_option.get(name, []))]
            series, shown = [*(helping or ["Served"]), "Without"], (first, len(rows))
            charts.append(SheetChart(chart, "Week", series, shown, title=title))
    return Sheet(
        name="Served by week",
        table="ServedByWeek",
        title="People served and people without, by week",
        scope="Mean over the days of each week, by service and option.",
        note="Blue figures come from the run. “Without” is people hit less people served. An "
        "option that is not one of a service is blank there.",
        columns=[
            Column("Service", "text", 30),
            Column("Week", "count", 8),
            Column("Starts", "date", 13),
            Column("Hit", "count", 11, given=True, people=True),
            Column("Served", "count", 11, given=True, people=True),
            Column("Without", "count", 11, people=True),
            Column("Check", "text", 12),
            *(Column(name, "count", 16, given=True, people=True) for name in names),
        ],
        rows=rows,
        charts=charts,
        flags=[Flag("Check", "Short")],
    )


def _columns_of_options(plan: Plan) -> list[str]:
    """Return the headings of the options that serve somebody, most person-days first."""
    served: dict[str, float] = {}
    spelled: dict[str, str] = {}
    for step in plan.step_in:
        for option in step.served:
            days = sum(n * s.days for n, s in zip(option.served, plan.periods, strict=True))
            if days > 0:
                heading = _heading(option.label)
                name = spelled.setdefault(heading.casefold(), heading)
                served[name] = served.get(name, 0.0) + days
    names = sorted(served, key=lambda name: -served[name])
    return names if len(names) <= MOST_OPTIONS else [*names[: MOST_OPTIONS - 1], OTHERS]


def _heading(label: str) -> str:
    """Return an option's name as the heading of a column, never that of another column."""
    name = " ".join(clean(label).split())[:60] or "Unnamed"
    taken = {"service", "week", "starts", "hit", "served", "without", "check", OTHERS.casefold()}
    return f"{name} (option)" if name.casefold() in taken else name


def _by_option(step: StepIn, spans: Sequence[Span], names: list[str]) -> dict[str, list[float]]:
    """Return the people each option of a service serves in each week, by heading."""
    found: dict[str, list[float]] = {}
    spelled = {name.casefold(): name for name in names}
    for option in step.served:
        name = spelled.get(_heading(option.label).casefold(), OTHERS)
        numbers = weekly(option.served, spans)
        before = found.get(name, [0.0] * len(numbers))
        if name in names:
            found[name] = [one + two for one, two in zip(before, numbers, strict=True)]
    return found


def weekly(values: Sequence[float], spans: Sequence[Span]) -> list[float]:
    """Return a series over spans as means over the days of each week."""
    days = [value for span, value in zip(spans, values, strict=True) for _ in range(span.days)]
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
    return [sum(week) / len(week) for week in weeks]
