"""What a run found: who was affected, who was served by what, who was not, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner import fields

CLASSES = fields.CLASSES
# Person-days; less than any that a person could notice, more than the solver's rounding.
SECURE_BELOW = 0.005


@dataclass(frozen=True, slots=True)
class ByClass:
    """One number for each class of service."""

    must: float = 0.0
    needed: float = 0.0
    could: float = 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the three numbers by class."""
        return {"must": self.must, "needed": self.needed, "could": self.could}

    @property
    def total(self) -> float:
        """Return the sum over the classes."""
        return self.must + self.needed + self.could

    def plus(self, other: ByClass) -> ByClass:
        """Return the sums with another's numbers, class by class."""
        return ByClass(self.must + other.must, self.needed + other.needed, self.could + other.could)

    def less(self, other: ByClass) -> ByClass:
        """Return these numbers less another's, class by class."""
        return ByClass(self.must - other.must, self.needed - other.needed, self.could - other.could)


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days that the response treats as one: daily for two weeks, then weekly."""

    start: int
    days: int

    @property
    def end(self) -> int:
        """Return the first day after the period."""
        return self.start + self.days


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something failed or lost part of its work.

    `source` is what brought it: "event", "supply" (a supplier or asset), "parent" (its owner),
    "income" (lost income used up its cash). `from_id` is the provider, asset or event target that
    it came from, `day` the day it took hold, `sentence` the same in words.
    """

    source: str
    from_id: str
    day: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A provider that became insolvent, or an asset that was lost, with its cause."""

    id: str
    name: str
    kind: str
    day: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class Disruption:
    """A provider or asset that delivers less than all of its work for some time.

    `chain` leads back to the event: the first entry is the nearest cause. `lowest` is the smallest
    part of its work delivered on any day, 0 to 1.
    """

    id: str
    name: str
    first_day: int
    lowest: float
    chain: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class OptionUse:
    """What one option did in the best response.

    `served` holds people served, mean over the days of each period. `from_day` is the first day it
    can serve anyone, `full_day` the day it is full, `last_day` the last day it can run (None: to
    the end), all counted from the start of the scenario. `person_days` is people times days.
    `cost` is running cost and set-up together, in pounds.
    """

    option: str
    service: str
    route: str
    supplier: str | None
    from_day: int
    full_day: int
    last_day: int | None
    capacity: float
    served: tuple[float, ...]
    person_days: float
    peak: float
    cost: float
    setup_cost: float
    used: bool


@dataclass(frozen=True, slots=True)
class Worth:
    """What one change would be worth: person-days and pounds saved against this outcome.

    Positive numbers are improvements; `cost` may be negative, since serving more people costs
    more. Measured alone: several must not be added up.
    """

    breach_person_days: ByClass
    unmet_person_days: ByClass
    cost: float


@dataclass(frozen=True, slots=True)
class BlockedOption:
    """An option that may not be used, the missing permission, and what allowing it would save."""

    option: str
    service: str
    route: str
    missing: str
    sentence: str
    contracts: tuple[str, ...]
    worth: Worth | None


@dataclass(frozen=True, slots=True)
class OneMore:
    """What one more of something scarce is worth.

    `what` is "pool", "option", "reserve" or "mobilise"; `id` the pool, option or reserve; `unit`
    says what one more is ("place", "pound", "day less"). `breach_person_days` and
    `unmet_person_days` are what one more would save in each class; for a day less to mobilise, in
    the classes down to that of the option's service.
    """

    what: str
    id: str
    unit: str
    breach_person_days: ByClass
    unmet_person_days: ByClass


@dataclass(frozen=True, slots=True)
class ServiceOutcome:
    """What happened to one service.

    All tuples run over the periods of the outcome and hold people, mean over the days of the
    period. `people` is None where the register knows no count: then nothing is displaced on paper
    and the numbers must be shown as not known. `first_day` is the first day anyone is affected,
    `known_day` the day the options are called, `return_day` the first day from which everyone is
    served until the end (None: never within the horizon; equal to first_day if nobody ever waits).
    `undelivered` is the share of the service's contract value not delivered, by contract, summed
    over days. `credit` is the money freed, in pounds; `spend` what the response costs.
    """

    service: str
    title: str
    class_: str | None
    mtpd_days: int | None
    people: int | None
    affected_people: float
    contracts: tuple[str, ...]
    first_day: int | None
    known_day: int | None
    return_day: int | None
    displaced: tuple[float, ...]
    served: Mapping[str, tuple[float, ...]]
    unmet: tuple[float, ...]
    displaced_person_days: float
    unmet_person_days: float
    breach_person_days: float
    without_outcome_person_days: float
    credit: float
    bonds: float
    recoveries_not_counted: bool
    spend: float
    spend_by_period: tuple[float, ...]
    credit_by_period: tuple[float, ...]
    reserve_drawn: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FundUse:
    """How one reserve is used: what it holds, what each service draws, what is left, in pounds."""

    reserve: str
    name: str
    amount: float
    drawn: float
    by_service: Mapping[str, float]

    @property
    def left(self) -> float:
        """Return what is left in the fund, in pounds."""
        return self.amount - self.drawn


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything one run found, for one register and one scenario."""

    scenario: str
    title: str
    horizon_days: int
    periods: tuple[Period, ...]
    failures: tuple[Failure, ...]
    disruptions: tuple[Disruption, ...]
    services: tuple[ServiceOutcome, ...]
    options: tuple[OptionUse, ...]
    blocked: tuple[BlockedOption, ...]
    one_more: tuple[OneMore, ...]
    funds: tuple[FundUse, ...]
    displaced_person_days: ByClass
    breach_person_days: ByClass
    unmet_person_days: ByClass
    without_outcome_person_days: ByClass
    cost: float
    notes: tuple[str, ...]

    @property
    def net_cost(self) -> float:
        """Return what the response costs above the money it frees, service by service, pounds."""
        return sum(max(0.0, one.spend - one.credit) for one in self.services)

    @property
    def secure(self) -> bool:
        """Return whether no must service is missed beyond its tolerable period."""
        return self.breach_person_days.must < SECURE_BELOW
