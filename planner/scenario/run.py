"""One run of a scenario: shock, cascade, demand, response, and all of it told as an outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.dependence.gates import Block
from planner.dependence.network import Network, build_network
from planner.progress import Progress, unreported
from planner.register.records import Option, Scenario
from planner.register.register import Register
from planner.scenario.cascade import Cascade, cascade
from planner.scenario.causes import disruptions_of, failures_of
from planner.scenario.demand import Demand, clock, demand_of
from planner.scenario.events import Shock, shock_of
from planner.scenario.lexicographic import TOLERANCE
from planner.scenario.outcome import (
    CLASSES,
    BlockedOption,
    ByClass,
    OneMore,
    Outcome,
    Period,
    Worth,
)
from planner.scenario.question import ask, class_of, sort_options
from planner.scenario.response import Response, respond
from planner.scenario.sooner import one_day_sooner
from planner.scenario.telling import (
    NOBODY,
    by_class,
    displaced_by_class,
    funds_used,
    notes_on,
    options_used,
    service_outcomes,
)


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario played as far as the response: everything an outcome is told from."""

    register: Register
    scenario: Scenario
    network: Network
    shock: Shock
    fallen: Cascade
    demand: Demand
    periods: tuple[Period, ...]
    free: tuple[Option, ...]
    blocked: tuple[Block, ...]

    def respond(self, options: Sequence[Option] | None = None, *, duals: bool = False) -> Response:
        """Return the best use of the free options, or of others put in their place."""
        question = ask(
            self.register,
            self.scenario,
            self.demand,
            self.fallen,
            self.network.index,
            self.periods,
            self.free if options is None else options,
        )
        return respond(question, with_duals=duals)


def play(register: Register, scenario: Scenario, network: Network | None = None) -> Played:
    """Play the events of a scenario and sort the options, without answering yet."""
    if network is None:
        network = build_network(register)
    shock = shock_of(register, scenario)
    fallen = cascade(register, network, shock, financial=scenario.money_spreads)
    demand = demand_of(register, network, shock, fallen)
    free, blocked = sort_options(register, scenario, demand, shock.trading_on)
    return Played(
        register,
        scenario,
        network,
        shock,
        fallen,
        demand,
        clock(scenario.horizon_days),
        tuple(free),
        tuple(blocked),
    )


def run(
    register: Register,
    scenario: Scenario,
    *,
    network: Network | None = None,
    report: Progress = unreported,
    worths: bool = True,
    one_more: bool = True,
) -> Outcome:
    """Run a scenario on a register and return what it found.

    With `worths`, every blocked option is tried as if it were allowed, and one more place, one
    more pound and one day less to mobilise are valued; without, those parts stay empty. Without
    `one_more` only the blocked options are tried.
    """
    report(0, 1, "Following the failure")
    played = play(register, scenario, network)
    report(0, 1, "Finding the best use of the options")
    response = played.respond(duals=worths and one_more)
    blocked = _blocked(played, response, report if worths else None)
    more = _one_more(played, response, report) if worths and one_more else ()
    report(1, 1, "Done")
    return Outcome(
        scenario=scenario.id,
        title=scenario.title,
        horizon_days=scenario.horizon_days,
        periods=played.periods,
        failures=failures_of(played.network, played.shock, played.fallen),
        disruptions=disruptions_of(played.network, played.shock, played.fallen),
        services=service_outcomes(register, played.demand, response),
        options=options_used(response),
        blocked=blocked,
        one_more=more,
        funds=funds_used(register, response),
        displaced_person_days=displaced_by_class(register, played.demand),
        breach_person_days=by_class(response.breach),
        unmet_person_days=by_class(response.unmet_days),
        without_outcome_person_days=_in_vain(register, played.demand),
        cost=response.cost,
        notes=notes_on(register, played.demand, response),
    )


def _in_vain(register: Register, demand: Demand) -> ByClass:
    found = dict.fromkeys(CLASSES, 0.0)
    for service, person_days in demand.without_outcome.items():
        found[class_of(register, service)] += person_days
    return by_class(found)


def _worth(base: Response, other: Response) -> Worth:
    """Return what the other response saves; less than the tolerance of an objective is nothing."""
    return Worth(
        by_class({c: _gain(base.breach[c], other.breach[c]) for c in CLASSES}),
        by_class({c: _gain(base.unmet_days[c], other.unmet_days[c]) for c in CLASSES}),
        base.cost - other.cost,
    )


def _gain(before: float, after: float) -> float:
    gain = before - after
    return gain if abs(gain) > NOBODY + 2 * TOLERANCE * max(before, after) else 0.0


def _blocked(played: Played, base: Response, report: Progress | None) -> tuple[BlockedOption, ...]:
    """Return the blocked options, each with what allowing it alone would save (a re-run)."""
    found = []
    for done, block in enumerate(played.blocked):
        worth = None
        if report is not None:
            report(done, len(played.blocked), "Trying each blocked option")
            worth = _worth(base, played.respond([*played.free, block.option]))
        found.append(
            BlockedOption(
                block.option.id,
                block.option.service,
                block.option.route,
                block.missing,
                block.sentence,
                block.contracts,
                worth,
            )
        )
    return tuple(found)


def _one_more(played: Played, base: Response, report: Progress) -> tuple[OneMore, ...]:
    found = [
        OneMore(what, id_, unit, _saving(saved, "breach"), _saving(saved, "unmet"))
        for what, unit, table in (
            ("pool", "place", base.pool_duals),
            ("option", "place", base.option_duals),
            ("reserve", "pound", base.reserve_duals),
        )
        for id_, saved in table.items()
        if any(name != "cost" for name in saved)
    ]
    faster = [option.id for option in played.free if _may_gain(option, base)]
    for id_, sooner in one_day_sooner(base.question, faster, report).items():
        gains = {name: _gain(sooner.before[name], after) for name, after in sooner.after.items()}
        if any(gains.values()):
            late, left = _saving(gains, "breach"), _saving(gains, "unmet")
            found.append(OneMore("mobilise", id_, "day less", late, left))
    return tuple(found)


def _may_gain(option: Option, base: Response) -> bool:
    """Return whether one day less of an option could serve anybody more.

    Places a day earlier can be filled by anyone displaced before the option is full, and what that
    frees elsewhere (money, a pool) can serve those who wait, whoever they are.
    """
    if not option.mobilise_days or not any((left > NOBODY).any() for left in base.unmet):
        return False
    usable = base.question.options[option.id]
    ahead = [
        tau
        for tau, period in enumerate(base.question.periods)
        if period.end > usable.starts - 1 and period.start <= usable.fills
    ]
    return any(
        option.id in group.options and (group.displaced[ahead] > NOBODY).any()
        for group in base.question.groups
    )


def _saving(saved: Mapping[str, float], what: str) -> ByClass:
    return ByClass(*(saved.get(f"{what} {class_}", 0.0) for class_ in CLASSES))
