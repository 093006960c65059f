"""What is hit: failures with their reasons, and services with value, ends and shares."""

from __future__ import annotations

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.plan import FailureLine, ServiceHit
from planner.scenario.outcome import ServiceOutcome


def failure_lines(case: Case) -> tuple[FailureLine, ...]:
    """Return who fails and who delivers less, in the order of the days, with the reason."""
    lines = [
        FailureLine(
            failure.name,
            failure.kind,
            failure.day,
            case.date_of(failure.day),
            wording.full_stop(wording.upper_first(failure.cause.sentence)),
            failure.cause.source != "event",
        )
        for failure in case.outcome.failures
    ]
    for hit in case.outcome.disruptions:
        if hit.id in case.failed or not hit.chain:
            continue
        lines.append(
            FailureLine(
                hit.name,
                "delivers less",
                hit.first_day,
                case.date_of(hit.first_day),
                wording.full_stop(wording.upper_first(hit.chain[0].sentence)),
                hit.chain[0].source != "event",
            )
        )
    return tuple(sorted(lines, key=lambda line: line.day))


def service_hits(case: Case) -> tuple[ServiceHit, ...]:
    """Return the services hit, as the register knows them."""
    return tuple(_hit(case, found) for found in case.services)


def _hit(case: Case, found: ServiceOutcome) -> ServiceHit:
    contracts = case.contracts_of(found.service)
    value = case.value_of(contracts)
    record = case.record_of(found)
    same_market = [
        contract
        for service in case.register.services.values()
        if service.id == found.service or (record.market and service.market == record.market)
        for contract in case.register.contracts_of_service.get(service.id, ())
    ]
    own = case.register.contracts_of_service.get(found.service, ())
    budget = case.register.council.budget_annual
    return ServiceHit(
        service=found.service,
        title=found.title,
        class_=found.class_,
        people=case.people_hit(found),
        providers=tuple(dict.fromkeys(case.name_of(c.provider) for c in contracts)),
        contracts=tuple(contract.title for contract in contracts),
        annual_value=value,
        first_end=min((c.end for c in contracts if c.end is not None), default=None),
        service_share=_share(value, case.value_of(own)),
        market_share=_share(value, case.value_of(same_market)),
        budget_share=_share(value, budget),
    )


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
