"""The reserve plan: what the response costs week by week, which fund pays, and when it is short."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.plan import reserve_words as words
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
from planner.plan.contracts_hit import council_part
from planner.plan.decision import is_let_go
from planner.plan.money import (
    BondLine,
    FundLine,
    MoneyStep,
    ReservePlan,
    ServiceMoney,
    ServiceWeek,
    WeekOfMoney,
)
from planner.plan.plan import ServiceDecision
from planner.plan.unpaid import EMPTY, MoneyShort, money_short
from planner.register.records import Reserve
from planner.scenario.demand import DAYS_A_YEAR

CLASS_ORDER = {"must": 0, None: 1, "needed": 2, "could": 3}
Lent = list[dict[tuple[str, str], float]]


def reserve_plan(case: Case, decisions: Sequence[ServiceDecision]) -> ReservePlan:
    """Return the reserve plan of the services that are kept; nothing is spent on those let go."""
    kept = {decision.service for decision in decisions if not is_let_go(decision)}
    found = [service for service in case.services if service.service in kept]
    found.sort(key=lambda service: CLASS_ORDER[service.class_])
    cash = [cash_of(case, service) for service in found]
    bonds = [due for service in found for due in bonds_due(case, service.service)]
    held = [
        (reserve, _amount(case, reserve)) for reserve in in_order_of_use(case.register.reserves)
    ]
    funds = [(r, amount) for r, amount in held if not r.services or kept & set(r.services)]
    others = [(r, amount) for r, amount in held if r.services and not kept & set(r.services)]
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
    lacking = money_short(case, kept) if known else MoneyShort()
    unpaid = lacking.services
    used_up = known and net + left > EMPTY and sum(line.left or 0.0 for line in lines) < EMPTY
    return ReservePlan(
        known=known,
        headline=words.headline(net + left, used_up, short, lacking) if known else "",
        lead=words.lead(weeks, peak, net, left, used_up) if known else words.UNKNOWN_COST,
        statements=(
            *words.unpaid_words(lacking),
            *words.uncounted(found, case),
            *words.statements(weeks, short, funds, lacking),
        ),
        gross_cost=totals["running"] + totals["setup"],
        running_cost=totals["running"],
        setup_cost=totals["setup"],
        price_not_due=totals["freed"],
        bonds=totals["bonds"],
        recoveries=totals["recovered"] if counted else None,
        net_cost=net,
        reserves_pay=net + left,
        left_in_budgets=left,
        reserves_today=sum(amounts) if amounts else 0.0 if others and not funds else None,
        weeks=weeks,
        peak_week=None if peak is None else weeks[peak].week,
        peak_date=None if peak is None else weeks[peak].ends_on,
        peak_amount=0.0 if peak is None else weeks[peak].needed,
        weeks_short=short,
        most_short=max((week.short for week in weeks), default=0.0),
        short_in_total=weeks[-1].short if weeks else 0.0,
        funds=lines,
        bond_lines=tuple(_bond(case, due) for due in bonds),
        services=tuple(_service(case, each, [reserve for reserve, _ in funds]) for each in cash),
        waterfall=_waterfall(totals, net, left, counted),
        not_counted=words.not_counted(case, decisions, bonds, counted),
        other_funds=words.other_funds(others),
        used_up=used_up,
        unpaid=unpaid,
        unpaid_people=lacking.people,
        more_money=lacking.pounds,
        more_money_saves_breach=lacking.saves_breach,
        more_money_saves_must_breach=lacking.saves_must_breach,
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


def _service(case: Case, cash: ServiceCash, funds: list[Reserve]) -> ServiceMoney:
    price_day = sum(
        (contract.annual_value or 0.0) / DAYS_A_YEAR * council_part(case, contract)
        for contract in case.contracts_of(cash.service)
    )
    freed = [float(pounds) for pounds in cash.freed]
    return ServiceMoney(
        cash.service,
        cash.title,
        float(cash.running.sum()),
        float(cash.setup.sum()),
        float(cash.freed.sum()),
        float(cash.bonds.sum()),
        float(cash.recovered.sum()),
        float(cash.net.sum()),
        weeks=tuple(
            ServiceWeek(
                index + 1,
                pounds / price_day if price_day else 0.0,
                pounds,
                float(cash.bonds[index]),
                float(cash.recovered[index]),
            )
            for index, pounds in enumerate(freed)
        ),
        price_day=price_day,
        funds=tuple(
            order
            for order, reserve in enumerate(funds, start=1)
            if not reserve.services or cash.service in reserve.services
        ),
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
