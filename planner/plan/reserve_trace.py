"""Where the net cost of a failure comes from: every stop-gap, and every pound it frees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner import fields
from planner.dependence.network import Network
from planner.errors import InputRefused
from planner.plan.case import COUNCIL_LABELS
from planner.plan.wording import upper_first
from planner.register.records import Option, Scenario
from planner.register.register import Register
from planner.scenario.case_book import HORIZON_DAYS
from planner.scenario.run import Played, play
from planner.scenario.sweep import fall_alone

NEVER = 0.005
"""Pounds below which money is nothing."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One amount in pounds, costs above zero, money back below; `what` it is for or from.

    `kind` is "stop-gap", "set-up", "price no longer due", "charges to others", "bond" or "left in
    the budget" (money freed beyond the cost, which no other service is counted to have). Stop-gaps
    have `person_days` and a `unit_cost` in pounds a day, None where the register has none: then
    nothing is counted for it.
    """

    kind: str
    what: str
    amount: float
    option: str = ""
    person_days: float | None = None
    unit_cost: float | None = None


@dataclass(frozen=True, slots=True)
class ServiceTrace:
    """The lines of one service; they add up to `net_cost`, in pounds.

    `before_bonds` is what would have to be paid were there no bonds, `bonds` what they pay of it.
    """

    service: str
    title: str
    class_: str | None
    lines: tuple[TraceLine, ...]
    before_bonds: float
    bonds: float

    @property
    def net_cost(self) -> float:
        """Return what the service costs above the money it frees, in pounds."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReserveTrace:
    """The services that cost anything in one failure, dearest first; together its net cost.

    `days` is how long it was followed; `unpriced` names options used without a known price.
    """

    scenario: str
    title: str
    days: int
    services: tuple[ServiceTrace, ...]
    unpriced: tuple[str, ...]

    @property
    def net_cost(self) -> float:
        """Return the net cost of the whole failure, in pounds."""
        return sum(service.net_cost for service in self.services)


def trace_of_provider(
    register: Register, provider: str, network: Network | None = None
) -> ReserveTrace:
    """Return where the cost of one provider failing alone comes from, as in the sweep."""
    known = register.providers.get(provider)
    if known is None:
        raise InputRefused.one(
            "Provider", f"there is no {provider} in the register", "give the code of a provider"
        )
    return trace_of(register, fall_alone(provider, "provider", HORIZON_DAYS), network, known.name)


def trace_of(
    register: Register, scenario: Scenario, network: Network | None = None, title: str = ""
) -> ReserveTrace:
    """Return where the net cost of a scenario comes from, service by service."""
    played = play(register, scenario, network)
    spent = _spent(played)
    services = [_service(played, service, lines) for service, lines in spent.items()]
    services.sort(key=lambda one: (-one.net_cost, one.title))
    unpriced = tuple(
        line.what
        for one in services
        for line in one.lines
        if line.kind == "stop-gap" and line.unit_cost is None
    )
    return ReserveTrace(
        scenario.id, title or scenario.title, scenario.horizon_days, tuple(services), unpriced
    )


def _spent(played: Played) -> Mapping[str, list[TraceLine]]:
    """Return the cost of the options used, by service."""
    response = played.respond()
    person_days: dict[str, float] = {}
    for given in response.served:
        for option, people in given.items():
            served = sum(
                float(count) * period.days
                for count, period in zip(people, played.periods, strict=True)
            )
            person_days[option] = person_days.get(option, 0.0) + served
    spent: dict[str, list[TraceLine]] = {}
    for option, days in sorted(person_days.items()):
        record = response.question.options[option].option
        price, setup = record.unit_cost_day, record.setup_cost or 0.0
        label = _label(played.register, record)
        lines = spent.setdefault(record.service, [])
        lines.append(TraceLine("stop-gap", label, days * (price or 0.0), option, days, price))
        if setup:
            lines.append(TraceLine("set-up", label, setup, option))
    return spent


def _service(played: Played, service: str, spent: list[TraceLine]) -> ServiceTrace:
    register, lines = played.register, [*spent]
    credit = played.demand.credit.get(service)
    cost = sum(line.amount for line in spent)
    bonds = 0.0
    if credit is not None:
        freed = float(credit.freed_by_day.sum())
        charged = float(credit.recovered_by_day.sum())
        bonds = credit.bonds
        lines.append(TraceLine("price no longer due", "Contracts that stop", -freed))
        if charged:
            lines.append(TraceLine("charges to others", "Self-funders and others", -charged))
        lines += _bonds(played, service)
        cost -= freed + charged
    over = bonds - cost
    if over > 0:
        lines.append(TraceLine("left in the budget", "More than it costs", over))
    record = register.services[service]
    owed = max(0.0, cost)
    return ServiceTrace(service, record.title, record.class_, tuple(lines), owed, min(bonds, owed))


def _bonds(played: Played, service: str) -> list[TraceLine]:
    fell = {played.network.ids[node] for node in played.fallen.insolvent}
    return [
        TraceLine("bond", contract.title, -contract.bond_amount)
        for contract in played.register.contracts_of_service.get(service, ())
        if contract.bond_amount and contract.provider in fell
    ]


def _label(register: Register, option: Option) -> str:
    supplier = register.providers.get(option.supplier or "")
    if supplier is not None and option.route != "step_in":
        return supplier.name
    return COUNCIL_LABELS.get(option.route, upper_first(fields.in_words(option.route)))
