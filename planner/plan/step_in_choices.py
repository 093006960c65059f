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
from planner.scenario.outcome import BlockedOption, Outcome, ServiceOutcome

ALIKE = 0.05
"""People fewer than this apart count as the same number."""


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One option of a service hit, as the plan uses it or could.

    `from_day`, `full_day` and `last_day` count from the start of the scenario; `earliest_day` is
    the first day it could serve anyone were it called at once. `delay` and `limit` are what the
    scenario says: days it is called later, days it runs at most (None: as long as it can).
    `why_not` says in a sentence why it may not be used; then its days are None. `peak` is the most
    people it serves, `served` people served by it, mean over each period of the run. `cost` is
    pounds in all. `mended_at` is kind, key and field of the register where `why_not` can be mended,
    None where nothing there would help.
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
    mended_at: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class PeopleLeft:
    """People of one service without it: first day, days and people of each stretch alike.

    `limit_day` is the first day on which somebody waits longer than people can, None where the
    register sets no such limit or nobody is affected.
    """

    service: str
    limit_day: int | None
    stretches: tuple[tuple[int, int, float], ...]

    @property
    def most(self) -> float:
        """Return the most people without the service at one time."""
        return max((people for _, _, people in self.stretches), default=0.0)

    @property
    def late(self) -> float:
        """Return the most people who wait longer than people can, at one time."""
        if self.limit_day is None:
            return 0.0
        waits = [people for first, days, people in self.stretches if first + days > self.limit_day]
        return max(waits, default=0.0)


@dataclass(frozen=True, slots=True)
class StepInTrial:
    """What a step-in with these options does, against the one it is held against.

    `start` is the date of day 0, `horizon_days` how long it is followed. `people_left` is who goes
    without, one for each service whose people are known.
    """

    scenario: Scenario
    start: datetime.date
    horizon_days: int
    choices: tuple[OptionChoice, ...]
    effect: Effect
    people_left: tuple[PeopleLeft, ...] = ()


def step_in_trial(
    register: Register, before: Outcome, scenario: Scenario, after: Outcome, today: datetime.date
) -> StepInTrial:
    """Return what the options of `scenario` do, and what that changes against an earlier run."""
    case = Case(register, scenario, after, today)
    services = [found.service for found in case.services]
    uses = {use.option: use for use in after.options}
    blocked = {block.option: block for block in after.blocked}
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
                mended_at=_mended_at(blocked.get(option.id)),
            )
        )
    return StepInTrial(
        scenario,
        case.start,
        after.horizon_days,
        tuple(choices),
        effect(before, after),
        tuple(_people_left(after, found) for found in after.services if found.people is not None),
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


def _why_not(block: BlockedOption | None) -> str:
    if block is None:
        return "It is not called: its service is not known to be lost."
    return wording.full_stop(wording.upper_first(block.sentence))


def _mended_at(block: BlockedOption | None) -> tuple[str, str, str] | None:
    """Return where what blocks an option is written: the clause of a contract, or the option."""
    if block is None:
        return None
    if block.contracts:
        return "contract", block.contracts[0], block.missing
    return "option", block.option, "agreed" if block.missing == "agreed" else "route"


def _people_left(outcome: Outcome, found: ServiceOutcome) -> PeopleLeft:
    limit = None
    if found.first_day is not None and found.mtpd_days is not None:
        limit = found.first_day + found.mtpd_days
    stretches: list[tuple[int, int, float]] = []
    for period, people in zip(outcome.periods, found.unmet, strict=False):
        if stretches and abs(stretches[-1][2] - people) < ALIKE:
            first, days, before = stretches[-1]
            stretches[-1] = (first, days + period.days, before)
        else:
            stretches.append((period.start, period.days, people))
    return PeopleLeft(found.service, limit, tuple(stretches))
