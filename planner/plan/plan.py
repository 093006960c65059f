"""The whole plan as one immutable value: what a document prints, and what is stored.

`None` means not known and is printed so; it is never zero. People are counts, money is pounds,
days count from the start of the scenario (day 0). Sentences are ready to print. Lists that a chart
needs run over `Plan.periods`. Money stands in `planner.plan.money`, timetables in
`planner.plan.timetable`, people in `planner.plan.people`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.plan.annex import ProviderSheet
from planner.plan.card import Card, Phase, RoleCard
from planner.plan.findings import Assumption, Gap, Note, PreventiveAction, RuleGrid
from planner.plan.money import ReservePlan
from planner.plan.people import PeopleAtRisk
from planner.plan.timetable import Recommissioning


@dataclass(frozen=True, slots=True)
class Header:
    """What stands on the cover and in the margins of every page.

    `start_assumed` is true where the scenario names no date and day 0 was set to the day the plan
    was made. `expires_on` is the day printed copies expire.
    """

    title: str
    council: str
    scenario: str
    scenario_title: str
    trigger: str
    start_date: datetime.date
    start_assumed: bool
    horizon_days: int
    marking: str
    version: int
    status: str
    owner: str | None
    approver: str | None
    made_on: datetime.date
    made_by: str
    review_date: datetime.date | None
    expires_on: datetime.date
    register_revision: int
    register_fingerprint: str


@dataclass(frozen=True, slots=True)
class Span:
    """A period of the run: its first day and how many days it has."""

    start: int
    days: int


@dataclass(frozen=True, slots=True)
class FailureLine:
    """Who or what stops, when, and why; `knock_on` is true where something else brought it down."""

    name: str
    kind: str
    day: int
    date: datetime.date
    why: str
    knock_on: bool


@dataclass(frozen=True, slots=True)
class ServiceHit:
    """A service that loses some of its provision, from what the register knows.

    `annual_value` is that of the contracts hit. `service_share` is their share of all contract
    value of the service, `market_share` of its market, `budget_share` of the council's yearly
    budget, 0 to 1. `first_end` is the earliest end among the contracts hit.
    """

    service: str
    title: str
    class_: str | None
    people: float | None
    providers: tuple[str, ...]
    contracts: tuple[str, ...]
    annual_value: float | None
    first_end: datetime.date | None
    service_share: float | None
    market_share: float | None
    budget_share: float | None


@dataclass(frozen=True, slots=True)
class ContractHit:
    """One contract that is hit, as the register knows it.

    `annual_value` is pounds a year, `award_value` the whole award. `award_words` says who shares
    it; `ends_words` where the contract is over or ends within the time followed, else it is empty.
    Shares are of the known yearly value of the service, its market and the council, 0 to 1; the
    values they are shares of follow, in pounds a year. `council_part` is the part of its people, 0
    to 1, whom the council pays for: 1 where no people are known.
    """

    contract: str
    service: str
    provider: str
    annual_value: float | None
    award_value: float | None
    award_words: str
    start: datetime.date | None
    end: datetime.date | None
    extension_to: datetime.date | None
    ends_words: str
    service_share: float | None
    market_share: float | None
    council_share: float | None
    service_id: str = ""
    service_value: float | None = None
    market_value: float | None = None
    council_value: float | None = None
    council_part: float = 1.0


@dataclass(frozen=True, slots=True)
class Override:
    """An officer's decision that stands in place of the proposal."""

    decision: str
    words: str
    reason: str
    decided_by: str | None
    decided_on: datetime.date | None
    powers: str | None
    differs: bool


@dataclass(frozen=True, slots=True)
class ServiceDecision:
    """What happens to one service, and why.

    `decision` and `proposed` are "keep_going", "bridge", "let_go", "recover" or "to_be_decided";
    `words` is the decision as printed. `return_day` is the first day from which everyone is
    served to the end (None: not within the time followed). `late_days` is how much later that is
    than people can wait (0: in time; None: never in that time, or not known). `gap` is what the
    decision leaves open. `needs_reason` is true where letting go still needs a recorded reason.
    """

    service: str
    title: str
    class_: str | None
    people: float | None
    can_wait_days: int | None
    return_day: int | None
    late_days: int | None
    restored: bool
    decision: str
    words: str
    proposed: str
    reasons: tuple[str, ...]
    law: str | None
    cost_words: str | None
    gap: str | None
    needs_reason: bool
    override: Override | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class OptionSeries:
    """People one option serves, mean over the days of each period."""

    label: str
    served: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class UsableOption:
    """An option that may be called, with what it can do and what it needs first.

    `last_day` and `last_date` are None where it can run to the end of the time followed.
    `lasts_weeks` is None where the register sets no end.
    """

    label: str
    route: str
    supplier: str | None
    authority: str
    from_day: int
    full_day: int
    last_day: int | None
    from_date: datetime.date
    last_date: datetime.date | None
    lasts_weeks: float | None
    capacity: float
    pool: str | None
    unit_cost_day: float | None
    setup_cost: float
    cost: float
    peak: float
    person_days: float
    needed_first: str
    used: bool


@dataclass(frozen=True, slots=True)
class BlockedChoice:
    """An option that may not be called yet, what is missing, and what unblocking it would save.

    `saves_breach` and `saves_unmet` are person-days past the tolerable period and person-days
    without service, of all classes together; None where they were not worked out.
    """

    label: str
    route: str
    supplier: str | None
    authority: str
    capacity: float | None
    unit_cost_day: float | None
    missing: str
    what_to_do: str
    saves: str
    saves_breach: float | None
    saves_unmet: float | None
    saves_must_breach: float | None
    added_cost: float | None
    owner: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """People without the service on one day."""

    day: int
    people: float


@dataclass(frozen=True, slots=True)
class StepIn:
    """How one service is kept going until it is bought again.

    `displaced`, the series of `served` and `unmet` run over the plan's periods. The three
    person-day figures are: with no response, without service under this plan, and past the
    tolerable period under this plan. Where no count of people is known they are None and the
    series are empty. `known_day` is the day the options are called.
    """

    service: str
    title: str
    class_: str | None
    people: float | None
    people_hit: float | None
    mtpd_days: int | None
    known_day: int | None
    first_day: int | None
    return_day: int | None
    lead: str
    displaced: tuple[float, ...]
    served: tuple[OptionSeries, ...]
    unmet: tuple[float, ...]
    days_without: tuple[DayCount, ...]
    usable: tuple[UsableOption, ...]
    blocked: tuple[BlockedChoice, ...]
    price_now_day: float | None
    person_days_nothing: float | None
    person_days_unmet: float | None
    person_days_breach: float | None
    person_days_without_outcome: float
    first_places: str
    how_it_ends: str
    ending: tuple[str, ...]
    stop_gap_ends: datetime.date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan for one scenario.

    `concentration` says in sentences how much hangs on what is hit. `preventive` holds the
    actions that matter most, alike ones in one line, `preventive_rest` counts what it leaves out;
    `all_preventive` holds every one. `rules` are tables of what holds in every failure. `tested`
    says in sentences which exercises of the scenario the register holds, `lessons` which lessons
    concern the services and providers hit.
    """

    header: Header
    card: Card
    summary: tuple[str, ...]
    failures: tuple[FailureLine, ...]
    services: tuple[ServiceHit, ...]
    people: PeopleAtRisk
    decisions: tuple[ServiceDecision, ...]
    periods: tuple[Span, ...]
    step_in: tuple[StepIn, ...]
    reserve: ReservePlan
    recommissioning: tuple[Recommissioning, ...]
    checklist: tuple[Phase, ...]
    role_cards: tuple[RoleCard, ...]
    gaps: tuple[Gap, ...]
    preventive: tuple[PreventiveAction, ...]
    notes: tuple[Note, ...]
    assumptions: tuple[Assumption, ...]
    annex: tuple[ProviderSheet, ...]
    contracts: tuple[ContractHit, ...] = ()
    concentration: tuple[str, ...] = ()
    all_preventive: tuple[PreventiveAction, ...] = ()
    preventive_rest: str = ""
    rules: tuple[RuleGrid, ...] = ()
    tested: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
