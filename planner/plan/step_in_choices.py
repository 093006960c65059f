"""Every option of the services hit, to choose among: what each does, could do and may not."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from planner import fields
from planner.plan import wording
from planner.plan.case import Case
from planner.plan.effect import Effect, effect
from planner.register.records import NO_AMOUNTS, Option, Scenario
from planner.register.register import Register
from planner.scenario.outcome import Outcome


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One option of a service hit, as the plan uses it or could.

    `from_day`, `full_day` and `last_day` count from the start of the scenario; `earliest_day` is
    the first day it could serve anyone were it called at once. `delay` and `limit` are what the
    scenario says: days it is called later, days it runs at most (None: as long as it can).
    `why_not` says in a sentence why it may not be used; then its days are None. `peak` is the most
    people it serves, `served` people served by it, mean over each period of the run. `cost` is
    pounds in all.
    """

    option: str
    service: str
    label: str
    route: str
    class_: str | None
    places: float | None
    left_out: bool
    why_not: str
    in_use: bool
    earliest_day: int | None
    from_day: int | None
    full_day: int | None
    last_day: int | None
    delay: int
    limit: int | None
    peak: float
    person_days: float
    cost: float
    served: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StepInTrial:
    """What a step-in with these options does, against the one it is held against.

    `start` is the date of day 0, `horizon_days` how long it is followed. `people_left` is people
    without service, mean over each period, by service.
    """

    scenario: Scenario
    start: datetime.date
    horizon_days: int
    choices: tuple[OptionChoice, ...]
    effect: Effect


def step_in_trial(
    register: Register, before: Outcome, scenario: Scenario, after: Outcome, today: datetime.date
) -> StepInTrial:
    """Return what the options of `scenario` do, and what that changes against an earlier run."""
    case = Case(register, scenario, after, today)
    services = [found.service for found in case.services]
    uses = {use.option: use for use in after.options}
    blocked = {block.option: block.sentence for block in after.blocked}
    served = {option: series for found in after.services for option, series in found.served.items()}
    classes = {found.service: found.class_ for found in case.services}
    choices = []
    for option in _of_services(register, services):
        use = uses.get(option.id)
        delay = round(scenario.option_delays.get(option.id, 0))
        limit = scenario.option_limits.get(option.id)
        left_out = option.id in scenario.excluded_options
        choices.append(
            OptionChoice(
                option=option.id,
                service=option.service,
                label=case.option_labels[option.id],
                route=fields.in_words(option.route),
                class_=classes[option.service],
                places=option.capacity,
                left_out=left_out,
                why_not="" if left_out or use else _why_not(blocked.get(option.id)),
                in_use=use is not None and use.used,
                earliest_day=None if use is None else use.from_day - delay,
                from_day=None if use is None else use.from_day,
                full_day=None if use is None else use.full_day,
                last_day=None if use is None else use.last_day,
                delay=delay,
                limit=None if limit is None else round(limit),
                peak=0.0 if use is None else use.peak,
                person_days=0.0 if use is None else use.person_days,
                cost=0.0 if use is None else use.cost,
                served=served.get(option.id, ()),
            )
        )
    return StepInTrial(
        scenario, case.start, after.horizon_days, tuple(choices), effect(before, after)
    )


def with_option(
    scenario: Scenario,
    option: str,
    *,
    left_out: bool,
    delay: int = 0,
    limit: int | None = None,
) -> Scenario:
    """Return a scenario in which one option is left out, called later or ended sooner."""
    out = [one for one in scenario.excluded_options if one != option]
    delays = {one: days for one, days in scenario.option_delays.items() if one != option}
    limits = {one: days for one, days in scenario.option_limits.items() if one != option}
    if left_out:
        out.append(option)
    if delay:
        delays[option] = float(delay)
    if limit is not None:
        limits[option] = float(limit)
    return dataclasses.replace(
        scenario,
        excluded_options=tuple(out),
        option_delays=delays or NO_AMOUNTS,
        option_limits=limits or NO_AMOUNTS,
    )


def _of_services(register: Register, services: Iterable[str]) -> list[Option]:
    order = {service: place for place, service in enumerate(services)}
    found = [option for option in register.options.values() if option.service in order]
    return sorted(found, key=lambda option: order[option.service])


def _why_not(sentence: str | None) -> str:
    return wording.full_stop(sentence or "it is not called: its service is not known to be lost")
