"""The numbers of a run put back into the names of services, options and funds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from planner.register.register import Register
from planner.scenario.demand import Demand
from planner.scenario.outcome import CLASSES, ByClass, FundUse, OptionUse, ServiceOutcome
from planner.scenario.question import Question, class_of, mean_by_period
from planner.scenario.response import Response

Floats = NDArray[np.float64]
# A two-hundredth of a person is below what the solver's tolerance (1e-6 relative) can tell apart.
NOBODY = 0.005
NOISE = 1e-5


def by_class(table: Mapping[str, float]) -> ByClass:
    """Return a mapping by class as a value, with the solver's rounding noise set to nothing."""
    return ByClass(*(_clean(table.get(class_, 0.0)) for class_ in CLASSES))


def _clean(number: float) -> float:
    return 0.0 if abs(number) < NOISE else number


def displaced_by_class(register: Register, demand: Demand) -> ByClass:
    """Return the person-days displaced, before any response."""
    found = dict.fromkeys(CLASSES, 0.0)
    for group in demand.groups:
        found[class_of(register, group.service)] += float(group.displaced.sum())
    return by_class(found)


def service_outcomes(
    register: Register, demand: Demand, response: Response
) -> tuple[ServiceOutcome, ...]:
    """Return what happened to each service hit, must first, most people first."""
    touched = {register.contracts[contract].service for contract in demand.touched}
    hit = touched | {group.service for group in demand.groups} | set(demand.without_outcome)
    found = [_service(register, demand, response, service) for service in hit]
    order = {"must": 0, None: 1, "needed": 2, "could": 3}
    found.sort(key=lambda o: (order[o.class_], -o.affected_people, -o.credit, o.title))
    return tuple(found)


def _service(
    register: Register, demand: Demand, response: Response, service: str
) -> ServiceOutcome:
    question = response.question
    record = register.services[service]
    numbers = [n for n, group in enumerate(question.groups) if group.service == service]
    nothing = np.zeros(len(question.periods))
    lengths = np.array([float(period.days) for period in question.periods])
    displaced = sum((question.groups[n].displaced for n in numbers), nothing)
    unmet = sum((response.unmet[n] for n in numbers), nothing)
    late = sum(float(response.unmet[n] @ question.groups[n].late_days) for n in numbers)
    served: dict[str, Floats] = {}
    for n in numbers:
        for option, people in response.served[n].items():
            served[option] = served.get(option, nothing) + people
    spend = _spend(question, served)
    credit = demand.credit.get(service)
    groups = [group for group in demand.groups if group.service == service]
    first = min(
        (group.first_day for group in groups), default=_first_touched(register, demand, service)
    )
    affected = sum((group.displaced for group in groups), np.zeros(demand.horizon))
    freed = credit.freed_by_day + credit.recovered_by_day if credit is not None else None
    return ServiceOutcome(
        service=service,
        title=record.title,
        class_=record.class_,
        mtpd_days=record.mtpd_days,
        people=register.people_of_service(service),
        affected_people=float(affected.max()) if groups else 0.0,
        contracts=tuple(
            contract.id
            for contract in register.contracts_of_service.get(service, ())
            if contract.id in demand.touched
        ),
        first_day=first,
        known_day=demand.known_day.get(service),
        return_day=_return_day(question, unmet, first),
        displaced=_tuple(displaced),
        served=MappingProxyType({option: _tuple(people) for option, people in served.items()}),
        unmet=_tuple(unmet),
        displaced_person_days=float(displaced @ lengths),
        unmet_person_days=float(unmet @ lengths),
        breach_person_days=late,
        without_outcome_person_days=demand.without_outcome.get(service, 0.0),
        credit=credit.total if credit is not None else 0.0,
        bonds=credit.bonds if credit is not None else 0.0,
        recoveries_not_counted=not register.council.recovery_share,
        spend=float(spend.sum()),
        spend_by_period=_tuple(spend),
        credit_by_period=_tuple(
            mean_by_period(freed, question.periods) * lengths if freed is not None else nothing
        ),
        reserve_drawn=MappingProxyType(
            {
                reserve: amount
                for (reserve, lent_to), amount in response.drawn.items()
                if lent_to == service and amount > NOBODY
            }
        ),
    )


def _first_touched(register: Register, demand: Demand, service: str) -> int | None:
    days = [
        int(np.flatnonzero(demand.delivered[contract] < 1)[0])
        for contract in demand.touched
        if register.contracts[contract].service == service
    ]
    return min(days) if days else None


def _spend(question: Question, served: Mapping[str, Floats]) -> Floats:
    """Return pounds by period: running costs, and set-up in the period the option first serves."""
    spend = np.zeros(len(question.periods))
    lengths = np.array([float(period.days) for period in question.periods])
    for option, people in served.items():
        record = question.options[option].option
        spend += people * lengths * (record.unit_cost_day or 0.0)
        spend[int(np.flatnonzero(people)[0])] += record.setup_cost or 0.0
    return spend


def _return_day(question: Question, unmet: Floats, first: int | None) -> int | None:
    if first is None:
        return None
    waiting = np.flatnonzero(unmet > NOBODY)
    if not waiting.size:
        return first
    last = int(waiting[-1])
    return question.periods[last].end if last + 1 < len(question.periods) else None


def options_used(response: Response) -> tuple[OptionUse, ...]:
    """Return what each option that may be used did, used ones first."""
    question = response.question
    lengths = np.array([float(period.days) for period in question.periods])
    found = []
    for id_, usable in question.options.items():
        record = usable.option
        people = sum(
            (given[id_] for given in response.served if id_ in given),
            np.zeros(len(question.periods)),
        )
        person_days = float(people @ lengths)
        used = id_ in response.used
        setup = (record.setup_cost or 0.0) if used else 0.0
        found.append(
            OptionUse(
                option=id_,
                service=record.service,
                route=record.route,
                supplier=record.supplier,
                from_day=usable.starts,
                full_day=usable.fills,
                last_day=None if usable.ends is None else usable.ends - 1,
                capacity=record.capacity or 0.0,
                served=_tuple(people),
                person_days=person_days,
                peak=float(people.max()),
                cost=person_days * (record.unit_cost_day or 0.0) + setup,
                setup_cost=setup,
                used=used,
            )
        )
    found.sort(key=lambda use: (not use.used, -use.person_days, use.option))
    return tuple(found)


def funds_used(register: Register, response: Response) -> tuple[FundUse, ...]:
    """Return how each reserve is used, in the order of the register."""
    found = []
    for reserve in register.reserves.values():
        by_service = {
            service: amount
            for (fund, service), amount in response.drawn.items()
            if fund == reserve.id and amount > NOBODY
        }
        found.append(
            FundUse(
                reserve.id,
                reserve.name,
                response.question.reserves[reserve.id],
                sum(by_service.values()),
                MappingProxyType(by_service),
            )
        )
    return tuple(found)


def notes_on(register: Register, demand: Demand, response: Response) -> tuple[str, ...]:
    """Return what was not known and how it counts, for a reader to trust the numbers."""
    hit = sorted({register.contracts[contract].service for contract in demand.touched})
    notes = []
    for service in hit:
        record = register.services[service]
        if record.class_ is None:
            notes.append(f"{record.title} has no class yet: it counts as must until it has one")
        if register.people_of_service(service) is None:
            notes.append(f"How many people {record.title} serves is not known: none are counted")
        elif record.mtpd_days is None:
            notes.append(
                f"The tolerable period of {record.title} is not known: every day without it counts"
            )
    for usable in response.question.options.values():
        if usable.option.capacity is None:
            title = register.services[usable.option.service].title
            notes.append(f"An option for {title} has no capacity: it counts as holding nobody")
        if usable.option.unit_cost_day is None and usable.option.id in response.used:
            title = register.services[usable.option.service].title
            notes.append(f"An option for {title} has no cost: its cost is not counted")
    return tuple(dict.fromkeys(notes))


def _tuple(series: Floats) -> tuple[float, ...]:
    return tuple(_clean(float(number)) for number in series)
