"""The reserve plan as values: money by week, by fund and from where, in pounds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeekOfMoney:
    """Money going out and coming in during one week, and where that leaves the council.

    `out` is running and set-up cost, `back` is price no longer due, bonds paid and recoveries.
    `net` is out less back; `running_total` the sum of net so far. `needed` is what reserves must
    have lent by the end of the week, service by service; `drawn` what they can; `short` the rest.
    """

    week: int
    first_day: int
    last_day: int
    ends_on: datetime.date
    running_cost: float
    setup_cost: float
    price_not_due: float
    bonds: float
    recoveries: float
    out: float
    back: float
    net: float
    running_total: float
    needed: float
    drawn: float
    short: float


@dataclass(frozen=True, slots=True)
class FundLine:
    """One fund: what it may be spent on, what it has, pays and has left.

    `amount` None means the register does not say what is in it: counted as nothing, and said so.
    `order` counts from 1: restricted funds are used first.
    """

    order: int
    name: str
    may_be_spent_on: str
    restricted: bool
    released_by: str
    amount: float | None
    pays: float
    left: float | None
    drawn_by_week: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """One bar of the waterfall from the full cost down to what reserves pay; costs are positive."""

    label: str
    amount: float


@dataclass(frozen=True, slots=True)
class BondLine:
    """A bond or guarantee: who gave it for what, how much, and when it is counted as paid."""

    provider: str
    contract: str
    amount: float
    counted_from: datetime.date | None
    words: str


@dataclass(frozen=True, slots=True)
class ServiceWeek:
    """What comes back for one service in one week, in pounds.

    `days_not_due` is how many days' price of its contracts is not due: `price_not_due` over the
    `price_day` of the service.
    """

    week: int
    days_not_due: float
    price_not_due: float
    bonds: float
    recoveries: float


@dataclass(frozen=True, slots=True)
class ServiceMoney:
    """What one service costs to keep going, over the time followed.

    `weeks` has one line a week, `price_day` is the price of the contracts hit for people whom the
    council pays for, in pounds a day, and `funds` the order numbers of the funds that may pay.
    """

    service: str
    title: str
    running_cost: float
    setup_cost: float
    price_not_due: float
    bonds: float
    recoveries: float
    net: float
    weeks: tuple[ServiceWeek, ...] = ()
    price_day: float = 0.0
    funds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unpaid:
    """People of one service whom an option could serve if there were money for it.

    `people` is the most on any day, `from_day` the first day, `person_days` all of it.
    """

    service: str
    title: str
    people: float
    from_day: int
    from_date: datetime.date
    person_days: float


@dataclass(frozen=True, slots=True)
class ReservePlan:
    """What the response costs, what pays for it, and when money is shortest.

    `known` is false where the people of no service are known: then the costs below are not those
    of a response, and only the price no longer due means anything.

    `net_cost` is the sum of `net` over services and over weeks. `reserves_pay` is more where one
    service costs less than before: its money stays in its own budget (`left_in_budgets`).
    `short_in_total` is what no allowed fund can cover at the end; `weeks_short` lists the weeks in
    which cash is short, also where the total is enough. `recoveries` is None where they are not
    counted. `peak` fields name the week in which most is out of the reserves.

    `funds` and `reserves_today` are the funds that may pay for a service this plan keeps;
    `other_funds` says in one line which may not. `headline` tells in a few words whether the money
    lasts. `used_up` is true where nothing is left in those funds at the end. `unpaid` tells who
    goes without for want of money alone, `unpaid_people` the most at one time, and `more_money`
    the pounds that would serve them.
    """

    lead: str
    statements: tuple[str, ...]
    gross_cost: float
    running_cost: float
    setup_cost: float
    price_not_due: float
    bonds: float
    recoveries: float | None
    net_cost: float
    reserves_pay: float
    left_in_budgets: float
    reserves_today: float | None
    weeks: tuple[WeekOfMoney, ...]
    peak_week: int | None
    peak_date: datetime.date | None
    peak_amount: float
    weeks_short: tuple[int, ...]
    most_short: float
    short_in_total: float
    funds: tuple[FundLine, ...]
    bond_lines: tuple[BondLine, ...]
    services: tuple[ServiceMoney, ...]
    waterfall: tuple[MoneyStep, ...]
    not_counted: tuple[str, ...]
    known: bool = True
    headline: str = ""
    other_funds: str = ""
    used_up: bool = False
    unpaid: tuple[Unpaid, ...] = ()
    unpaid_people: float = 0.0
    more_money: float = 0.0
    more_money_saves_breach: float = 0.0
    more_money_saves_must_breach: float = 0.0
