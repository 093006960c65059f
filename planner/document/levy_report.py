"""What a page about the levy shows: sentences, rows, and where an exposure comes from."""

from __future__ import annotations

from dataclasses import dataclass

from planner.document.charts import FundOverYears
from planner.document.wording import count, days, pounds, price
from planner.plan import levy_words as words
from planner.plan.levy_terms import Levy, LevyRow
from planner.plan.reserve_trace import ReserveTrace, ServiceTrace
from planner.plan.waterfall import Waterfall
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class LevyLine:
    """One contract as a table shows it; amounts in pounds, None where not known."""

    contract: str
    title: str
    provider: str
    provider_name: str
    value: float | None
    exposure: float | None
    likelihood: str
    flat: float | None
    risk: float | None
    levy: float | None
    effect: str
    limit: str


@dataclass(frozen=True, slots=True)
class LevyReport:
    """A levy as people read it. `is_met` says whether the levies meet the contribution."""

    formula: str
    status: str
    is_met: bool
    rows: tuple[LevyLine, ...]
    summed: str
    relief: str
    order: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevyShown:
    """A levy, what is said of it, and its fund as a chart with a sentence where it was followed."""

    levy: Levy
    report: LevyReport
    fund: FundOverYears | None
    fund_words: str


@dataclass(frozen=True, slots=True)
class CostReport:
    """Where the cost of one provider's failure comes from; `sections` are words before rows.

    Rows are what, person-days, price a day and pounds. `total` is the net cost in pounds, and
    `shared` says how it becomes the exposure of a contract.
    """

    provider: str
    headline: str
    shared: tuple[str, ...]
    rows: tuple[tuple[str, float | None, str, float], ...]
    sections: dict[int, str]
    total: float


def report_of(levy: Levy) -> LevyReport:
    """Return what a page about a levy shows."""
    return LevyReport(
        formula=words.formula(levy),
        status=words.status(levy),
        is_met=levy.reached,
        rows=tuple(_line(row, levy) for row in levy.rows),
        summed=words.summed(levy),
        relief=words.relief(levy),
        order=words.ORDER,
        notes=(*words.notes(levy), words.ROUNDING, words.POWER),
    )


def _line(row: LevyRow, levy: Levy) -> LevyLine:
    return LevyLine(
        row.contract,
        row.title,
        row.provider,
        row.provider_name,
        row.value,
        row.exposure,
        words.band(row),
        row.flat,
        _risk(row, levy),
        row.levy,
        words.effect(row, levy),
        row.limit,
    )


def _risk(row: LevyRow, levy: Levy) -> float | None:
    """Return the part for risk; as far as the cap allows where no k meets the target."""
    if row.limit == "relief" or row.levy is None or row.flat is None:
        return None if row.levy is None else 0.0
    is_short = levy.raised < levy.terms.contribution
    return row.levy - row.flat if is_short else row.risk


def cost_report(
    register: Register, provider: str, trace: ReserveTrace, paid: Waterfall
) -> CostReport:
    """Return where a provider's exposure comes from, service by service, and who pays for it."""
    rows: list[tuple[str, float | None, str, float]] = []
    sections: dict[int, str] = {}
    for service in trace.services:
        sections[len(rows)] = f"{service.title}: {pounds(service.net_cost)}"
        rows += _rows(service)
    name = register.providers[provider].name
    total = trace.net_cost
    headline = (
        f"{pounds(total)} net if {name} fails alone, followed for {days(trace.days)}."
        if trace.services
        else f"{name} failing alone costs nothing: no option that costs money can be used."
    )
    return CostReport(
        provider,
        headline,
        (*_shared(register, provider), words.who_pays(paid)),
        tuple(rows),
        sections,
        total,
    )


def _rows(service: ServiceTrace) -> list[tuple[str, float | None, str, float]]:
    named = {
        "stop-gap": "{}",
        "set-up": "Set-up: {}",
        "price no longer due": "Price no longer due",
        "charges to others": "Charges to self-funders and others",
        "bond": "Bond: {}",
        "left in the budget": "Left in the budget: no other service has it",
    }
    return [
        (
            named[line.kind].format(line.what),
            line.person_days,
            price(line.unit_cost) if line.kind == "stop-gap" else "",
            line.amount,
        )
        for line in service.lines
    ]


def _shared(register: Register, provider: str) -> tuple[str, ...]:
    contracts = register.contracts_of_provider.get(provider, ())
    valued = [one for one in contracts if one.annual_value is not None]
    told = f"Shared by yearly value over {count(len(valued))} contracts" if valued[1:] else ""
    bonds = sum(one.bond_amount or 0.0 for one in contracts)
    if bonds:
        told = f"{told or 'All of it falls on one contract'}; bonds are put back first, then each "
        told += "taken off its own contract"
    return (f"{told}.",) if told else ()
