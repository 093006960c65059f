"""The reserve plan: what the response costs week by week, which fund pays, and when it is short."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.cash import (
    WEEK,
    BondDue,
    Pounds,
    ServiceCash,
    bonds_due,
    cash_of,
    in_order_of_use,
    lend,
    week_count,
)
from planner.plan.decision import is_let_go
from planner.plan.money import (
    BondLine,
    FundLine,
    MoneyStep,
    ReservePlan,
    ServiceMoney,
    WeekOfMoney,
)
from planner.plan.plan import ServiceDecision
from planner.register.records import Reserve
from planner.scenario.outcome import ServiceOutcome

CLASS_ORDER = {"must": 0, None: 1, "needed": 2, "could": 3}
Lent = list[dict[tuple[str, str], float]]


def reserve_plan(case: Case, decisions: Sequence[ServiceDecision]) -> ReservePlan:
    """Return the reserve plan of the services that are kept; nothing is spent on those let go."""
    kept = {decision.service for decision in decisions if not is_let_go(decision)}
    found = [service for service in case.services if service.service in kept]
    found.sort(key=lambda service: CLASS_ORDER[service.class_])
    cash = [cash_of(case, service) for service in found]
    bonds = [due for service in found for due in bonds_due(case, service.service)]
    funds = [
        (reserve, _amount(case, reserve)) for reserve in in_order_of_use(case.register.reserves)
    ]
    needs = {each.service: np.maximum(0.0, np.cumsum(each.net)) for each in cash}
    lent = _lent_by_week(case, needs, [(r, amount or 0.0) for r, amount in funds])
    weeks = _weeks(case, cash, needs, lent)
    needed = [week.needed for week in weeks]
    peak = int(np.argmax(needed)) if needed and max(needed) > wording.SMALL else None
    lines = tuple(
        _fund(case, order, reserve, amount, lent)
        for order, (reserve, amount) in enumerate(funds, start=1)
    )
    totals = {name: float(sum(getattr(each, name).sum() for each in cash)) for name in PARTS}
    net = float(sum(each.net.sum() for each in cash))
    left = float(sum(max(0.0, -each.net.sum()) for each in cash))
    amounts = [amount for _, amount in funds if amount is not None]
    short = tuple(week.week for week in weeks if week.short > wording.SMALL)
    counted = bool(case.register.council.recovery_share)
    known = any(case.counted(service) for service in found) or not found
    return ReservePlan(
        known=known,
        lead=_lead(weeks, peak, net, left) if known else UNKNOWN_COST,
        statements=(*_uncounted(found, case), *_statements(weeks, short, funds)),
        gross_cost=totals["running"] + totals["setup"],
        running_cost=totals["running"],
        setup_cost=totals["setup"],
        price_not_due=totals["freed"],
        bonds=totals["bonds"],
        recoveries=totals["recovered"] if counted else None,
        net_cost=net,
        reserves_pay=net + left,
        left_in_budgets=left,
        reserves_today=sum(amounts) if amounts else None,
        weeks=weeks,
        peak_week=None if peak is None else weeks[peak].week,
        peak_date=None if peak is None else weeks[peak].ends_on,
        peak_amount=0.0 if peak is None else weeks[peak].needed,
        weeks_short=short,
        most_short=max((week.short for week in weeks), default=0.0),
        short_in_total=weeks[-1].short if weeks else 0.0,
        funds=lines,
        bond_lines=tuple(_bond(case, due) for due in bonds),
        services=tuple(_service(each) for each in cash),
        waterfall=_waterfall(totals, net, left, counted),
        not_counted=_not_counted(case, decisions, bonds, counted),
    )


PARTS = ("running", "setup", "freed", "recovered", "bonds")


def _amount(case: Case, reserve: Reserve) -> float | None:
    return case.scenario.reserve_overrides.get(reserve.id, reserve.amount)


def _lent_by_week(case: Case, needs: dict[str, Pounds], funds: list[tuple[Reserve, float]]) -> Lent:
    """Return what each fund has lent to each service at the end of each week."""
    return [
        lend([(service, float(amounts[week])) for service, amounts in needs.items()], funds)
        for week in range(week_count(case))
    ]


def _weeks(
    case: Case, cash: list[ServiceCash], needs: dict[str, Pounds], lent: Lent
) -> tuple[WeekOfMoney, ...]:
    weeks: list[WeekOfMoney] = []
    total = 0.0
    for index in range(week_count(case)):
        part = {name: float(sum(getattr(each, name)[index] for each in cash)) for name in PARTS}
        out = part["running"] + part["setup"]
        back = part["freed"] + part["recovered"] + part["bonds"]
        total += out - back
        needed = float(sum(amounts[index] for amounts in needs.values()))
        drawn = sum(lent[index].values())
        last = min((index + 1) * WEEK, case.outcome.horizon_days) - 1
        weeks.append(
            WeekOfMoney(
                week=index + 1,
                first_day=index * WEEK,
                last_day=last,
                ends_on=case.date_of(last),
                running_cost=part["running"],
                setup_cost=part["setup"],
                price_not_due=part["freed"],
                bonds=part["bonds"],
                recoveries=part["recovered"],
                out=out,
                back=back,
                net=out - back,
                running_total=total,
                needed=needed,
                drawn=drawn,
                short=max(0.0, needed - drawn),
            )
        )
    return tuple(weeks)


def _fund(case: Case, order: int, reserve: Reserve, amount: float | None, lent: Lent) -> FundLine:
    by_week = tuple(
        sum(pounds for (lender, _), pounds in week.items() if lender == reserve.id) for week in lent
    )
    pays = by_week[-1] if by_week else 0.0
    titles = [case.name_of(service) for service in reserve.services]
    only = f"{wording.listed(titles, 3)} only" if titles else "Any service"
    return FundLine(
        order=order,
        name=reserve.name,
        may_be_spent_on=only,
        restricted=bool(reserve.services),
        released_by="Section 151 officer",
        amount=amount,
        pays=pays,
        left=None if amount is None else amount - pays,
        drawn_by_week=by_week,
    )


def _bond(case: Case, due: BondDue) -> BondLine:
    inside = due.day < case.outcome.horizon_days
    date = case.date_of(due.day)
    when = "counted from" if inside else "expected after the time followed, on"
    return BondLine(
        provider=case.name_of(due.contract.provider),
        contract=due.contract.title,
        amount=due.amount,
        counted_from=date if inside else None,
        words=f"Bond of {wording.money(due.amount)}, {when} {wording.date_words(date)}.",
    )


def _service(cash: ServiceCash) -> ServiceMoney:
    return ServiceMoney(
        cash.service,
        cash.title,
        float(cash.running.sum()),
        float(cash.setup.sum()),
        float(cash.freed.sum()),
        float(cash.bonds.sum()),
        float(cash.recovered.sum()),
        float(cash.net.sum()),
    )


def _waterfall(
    totals: dict[str, float], net: float, left: float, counted: bool
) -> tuple[MoneyStep, ...]:
    """Return the steps from the cost to what reserves pay; they add up to the last."""
    steps = [
        MoneyStep("Stop-gaps", totals["running"]),
        MoneyStep("Set-up and one-off costs", totals["setup"]),
        MoneyStep("Price no longer due", -totals["freed"]),
    ]
    if counted:
        steps.append(MoneyStep("Charges to people and bodies", -totals["recovered"]))
    steps.append(MoneyStep("Bonds", -totals["bonds"]))
    if left > wording.SMALL:
        steps.append(MoneyStep("Left in budgets of services that cost less", left))
    return (*steps, MoneyStep("Reserves pay", net + left))


UNKNOWN_COST = (
    "What it would cost to keep these services going is not known: the register holds no count of "
    "the people they serve."
)


def _uncounted(found: Sequence[ServiceOutcome], case: Case) -> tuple[str, ...]:
    """Return which services' costs are missing because their people are not known."""
    titles = [service.title for service in found if not case.counted(service)]
    if not titles:
        return ()
    return (
        f"What stop-gaps for {wording.listed([*map(wording.inside, titles)], 4)} cost is not "
        "known, so not counted.",
    )


def _lead(weeks: tuple[WeekOfMoney, ...], peak: int | None, net: float, left: float) -> str:
    if not weeks or all(week.out <= wording.SMALL for week in weeks):
        return "No option that costs money is used, so the reserves pay nothing."
    if peak is None:
        return "The price no longer due covers the whole cost: the reserves pay nothing."
    most = weeks[peak]
    if peak == len(weeks) - 1:
        return (
            f"The reserves pay {wording.money(net + left)} by "
            f"{wording.date_words(weeks[-1].ends_on)}, and more for each week that follows."
        )
    return (
        f"The reserves pay {wording.money(net + left)} by {wording.date_words(weeks[-1].ends_on)}. "
        f"Most is out in week {most.week}, on {wording.date_words(most.ends_on)}: "
        f"{wording.money(most.needed)}."
    )


def _statements(
    weeks: tuple[WeekOfMoney, ...],
    short: tuple[int, ...],
    funds: list[tuple[Reserve, float | None]],
) -> tuple[str, ...]:
    told = []
    if short:
        most = max(weeks, key=lambda week: week.short)
        which = f"in week {short[0]}"
        if len(short) > 1:
            which = f"in {len(short)} weeks, the first of them week {short[0]}"
        told.append(
            f"Cash runs short {which}: at most {wording.money(most.short)}, in week {most.week}."
        )
        if weeks[-1].short <= wording.SMALL:
            told.append("The funds are enough in total; they are short only for a time.")
    unknown = [reserve.name for reserve, amount in funds if amount is None]
    if unknown:
        told.append(f"What is in {wording.listed(unknown, 4)} is not known: none of it is counted.")
    if not funds:
        told.append("The register holds no reserve.")
    return tuple(told)


def _not_counted(
    case: Case, decisions: Sequence[ServiceDecision], bonds: list[BondDue], counted: bool
) -> tuple[str, ...]:
    told = []
    if not counted:
        told.append("Charges to self-funders and to councils that placed people: not counted.")
    for due in bonds:
        if due.day >= case.outcome.horizon_days:
            told.append(
                f"The bond of {wording.money(due.amount)} on {due.contract.title} is expected on "
                f"{wording.date_words(case.date_of(due.day))}, after the time followed."
            )
    let_go = [decision.title for decision in decisions if is_let_go(decision)]
    if let_go:
        told.append(
            f"Nothing is spent on {wording.listed(let_go, 4)}, which is let go."
            if len(let_go) == 1
            else f"Nothing is spent on {wording.listed(let_go, 4)}, which are let go."
        )
    blank = [
        case.option_labels[use.option]
        for use in case.outcome.options
        if use.used and case.register.options[use.option].unit_cost_day is None
    ]
    if blank:
        told.append(f"What {wording.listed(blank, 4)} cost a day is not known, so not counted.")
    guarantees = [c.title for c in case.contracts_hit if c.guarantee_by]
    if guarantees:
        told.append(
            f"Guarantees on {wording.listed(guarantees, 4)}: worth little if the group fails, so "
            "not counted."
        )
    return tuple(told)
