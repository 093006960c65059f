"""Who pays for a failure, in order: bonds first, then the levy's fund, then the reserves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.plan.cash import in_order_of_use, lend
from planner.plan.reserve import CLASS_ORDER
from planner.plan.reserve_trace import ReserveTrace
from planner.register.records import Reserve
from planner.register.register import Register

FUND = "levy fund"
ORDER = ("bonds", "fund", "reserves")


@dataclass(frozen=True, slots=True)
class Loss:
    """What one service costs before bonds, and what bonds on its contracts pay, in pounds."""

    service: str
    amount: float
    bonds: float = 0.0


@dataclass(frozen=True, slots=True)
class Payment:
    """What one source pays for one service, in pounds; `payer` is "bonds", "fund" or "reserves".

    `name` is that of the reserve, or says what the source is.
    """

    payer: str
    name: str
    service: str
    amount: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All payments in the order they are made, and what nobody pays by service, in pounds.

    `unknown` names reserves that might pay but whose amount the register does not say: they count
    as empty.
    """

    loss: float
    payments: tuple[Payment, ...]
    short: Mapping[str, float]
    unknown: tuple[str, ...]

    def paid_by(self, payer: str) -> float:
        """Return what one of "bonds", "fund" and "reserves" pays in all, in pounds."""
        return sum(each.amount for each in self.payments if each.payer == payer)

    @property
    def unpaid(self) -> float:
        """Return what is left that nobody pays, in pounds."""
        return sum(self.short.values())


def losses_of(trace: ReserveTrace) -> tuple[Loss, ...]:
    """Return the losses of a failure by service, from its trace."""
    return tuple(
        Loss(one.service, one.before_bonds, one.bonds) for one in trace.services if one.before_bonds
    )


def waterfall(register: Register, losses: tuple[Loss, ...], fund: float) -> Waterfall:
    """Return who pays what of the losses, `fund` being what is in the levy's fund, in pounds.

    A bond pays for the service of its contract only. The fund may pay for any service; among those
    still owed it goes first to what no reserve may pay, so that nothing is short that need not be.
    Reserves pay only for the services they are for, restricted ones first.
    """
    ordered = sorted(
        losses,
        key=lambda loss: (CLASS_ORDER[register.services[loss.service].class_], loss.service),
    )
    payments = [
        Payment("bonds", "Bonds", loss.service, min(loss.bonds, loss.amount))
        for loss in ordered
        if loss.bonds > 0
    ]
    owed = {loss.service: loss.amount - min(max(0.0, loss.bonds), loss.amount) for loss in ordered}
    reserves = in_order_of_use(register.reserves)
    held = [(reserve, reserve.amount or 0.0) for reserve in reserves]
    fund_pays = min(max(0.0, fund), sum(owed.values()))
    from_fund = _from_fund(owed, held, fund_pays)
    payments += [Payment("fund", FUND, service, paid) for service, paid in from_fund.items()]
    left = {service: amount - from_fund.get(service, 0.0) for service, amount in owed.items()}
    lent = lend(list(left.items()), held)
    for reserve, _ in held:
        payments += [
            Payment("reserves", reserve.name, service, lent[reserve.id, service])
            for service in left
            if (reserve.id, service) in lent
        ]
    short = {
        service: amount - sum(paid for (_, mine), paid in lent.items() if mine == service)
        for service, amount in left.items()
    }
    return Waterfall(
        sum(loss.amount for loss in losses),
        tuple(payments),
        {service: amount for service, amount in short.items() if amount > 0.005},
        tuple(r.name for r in reserves if r.amount is None and _may_pay(r, owed)),
    )


def _from_fund(
    owed: Mapping[str, float], held: list[tuple[Reserve, float]], fund: float
) -> dict[str, float]:
    """Return what the fund pays by service: what reserves cannot pay first, then in order."""
    lent = lend(list(owed.items()), held)
    covered: dict[str, float] = {}
    for (_, service), amount in lent.items():
        covered[service] = covered.get(service, 0.0) + amount
    paid: dict[str, float] = {}
    first = {service: amount - covered.get(service, 0.0) for service, amount in owed.items()}
    for wanted in (first, covered):
        for service in owed:
            amount = min(fund, max(0.0, wanted.get(service, 0.0)))
            if amount > 0:
                paid[service] = paid.get(service, 0.0) + amount
                fund -= amount
    return {service: paid[service] for service in owed if service in paid}


def _may_pay(reserve: Reserve, owed: Mapping[str, float]) -> bool:
    return not reserve.services or any(service in owed for service in reserve.services)
