"""The records of a register as immutable values.

Names and meanings of the fields are those of every format (file, JSON, workbook). `None` is blank,
which is never zero. What each field is called on screen, its unit and its limits are declared once
in `planner.fields`; a test holds the two side by side.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NO_AMOUNTS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Council:
    """The council whose register this is."""

    name: str = ""
    budget_annual: float | None = None
    ons_code: str | None = None
    recovery_share: float | None = None
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A public service the council commissions or runs."""

    id: str
    title: str
    class_: str | None = None
    class_reason: str | None = None
    legal_basis: str | None = None
    esd_id: str | None = None
    market: str | None = None
    owner: str | None = None
    decision_type: str | None = None
    delivery: str | None = None
    mtpd_days: int | None = None
    rto_days: int | None = None
    mbco: float | None = None
    outcome_measure: str | None = None
    regulated: bool | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who provides a service, supplies a provider or owns one."""

    id: str
    name: str
    sector: str | None = None
    reach: str | None = None
    parent: str | None = None
    company_number: str | None = None
    charity_number: str | None = None
    regulator_id: str | None = None
    turnover: float | None = None
    cash_days: float | None = None
    cost_flex: float | None = None
    failure_probability: float | None = None
    asset_lock: bool | None = None
    key_person: bool | None = None
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """Premises, a system, a fleet, a workforce or a utility that providers share."""

    id: str
    name: str
    kind: str | None = None
    owner: str | None = None
    access_right: bool | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract, grant, call-off or in-house arrangement for one service with one provider."""

    id: str
    title: str
    service: str
    provider: str
    kind: str | None = None
    regime: str | None = None
    light_touch: bool | None = None
    annual_value: float | None = None
    total_value: float | None = None
    award_reference: str | None = None
    award_shared_by: int | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    extension_to: datetime.date | None = None
    notice_days_council: int | None = None
    notice_days_provider: int | None = None
    pbr_share: float | None = None
    payment_days: int | None = None
    open_book: bool | None = None
    kpis: tuple[str, ...] = ()
    step_in_right: bool | None = None
    novation_allowed: bool | None = None
    in_house_allowed: bool | None = None
    exit_plan_date: datetime.date | None = None
    data_return: bool | None = None
    tupe_staff: int | None = None
    bond_amount: float | None = None
    guarantee_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """How many people of one area, need and funder one contract serves; counts, never names."""

    contract: str
    area: str
    need: str
    funder: str
    people: int | None = None


@dataclass(frozen=True, slots=True)
class SupplyLink:
    """What a provider leans on: another provider, an asset or its parent."""

    upstream: str
    downstream: str
    kind: str
    input: str | None = None
    share: float | None = None
    buffer_days: int | None = None
    replace_days: int | None = None
    income_share: float | None = None
    payment_days: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A way to keep a service going when its provider stops."""

    id: str
    service: str
    route: str
    supplier: str | None = None
    pool: str | None = None
    capacity: float | None = None
    mobilise_days: int | None = None
    ramp_days: int | None = None
    max_days: int | None = None
    unit_cost_day: float | None = None
    setup_cost: float | None = None
    areas: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    for_contract: str | None = None
    agreed: bool | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Capacity that several options of one supplier share."""

    id: str
    name: str
    capacity: float | None = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """Money set aside, for any service or for named services only."""

    id: str
    name: str
    amount: float | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WarningSign:
    """A sign of trouble seen at a provider on a day, rated 0 (clear) to 3 (severe)."""

    provider: str
    date: datetime.date
    indicator: str
    rating: int | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that goes wrong in a scenario.

    What is left blank is kept blank; the properties say what it counts as.
    """

    kind: str
    target: str
    day: int = 0
    severity: float | None = None
    warning_days: int | None = None
    duration_days: int | None = None
    trading_on_days: int | None = None
    cash_days_lost: float | None = None

    @property
    def lost_share(self) -> float:
        """Return how much is lost, 0 to 1; everything where no severity is given."""
        return 1.0 if self.severity is None else self.severity

    @property
    def warning(self) -> int:
        """Return the days between the news and the event; none where blank."""
        return self.warning_days or 0

    @property
    def trading_on(self) -> int:
        """Return the days an administrator keeps the work going; none where blank."""
        return self.trading_on_days or 0


@dataclass(frozen=True, slots=True)
class Scenario:
    """What goes wrong, from which date, and for how long it is followed."""

    id: str
    title: str
    horizon_days: int = 182
    start_date: datetime.date | None = None
    events: tuple[Event, ...] = ()
    financial_cascade: bool | None = None
    excluded_options: tuple[str, ...] = ()
    reserve_overrides: Mapping[str, float] = field(default_factory=lambda: NO_AMOUNTS)
    seed: int | None = None
    option_delays: Mapping[str, float] = field(default_factory=lambda: NO_AMOUNTS)
    option_limits: Mapping[str, float] = field(default_factory=lambda: NO_AMOUNTS)

    @property
    def money_spreads(self) -> bool:
        """Return whether lost income can bring others down; it can unless that is ruled out."""
        return self.financial_cascade is not False


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring: a role, and how to reach it by day and by night."""

    id: str
    role: str
    name: str | None = None
    provider: str | None = None
    phone_day: str | None = None
    phone_night: str | None = None
    email: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A stored version of a plan, with what it was made from."""

    id: str
    title: str
    scenario: str
    version: int
    status: str
    register_revision: int | None = None
    register_fingerprint: str | None = None
    made_on: datetime.date | None = None
    made_by: str | None = None
    owner: str | None = None
    approver: str | None = None
    review_date: datetime.date | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, with an owner and a date."""

    id: str
    title: str
    plan: str | None = None
    service: str | None = None
    owner: str | None = None
    due: datetime.date | None = None
    done_on: datetime.date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decided for a service, and why; it overrides the suggestion."""

    id: str
    scenario: str
    service: str
    decision: str
    reason: str
    decided_by: str | None = None
    decided_on: datetime.date | None = None
    powers: str | None = None


@dataclass(frozen=True, slots=True)
class TimetableTask:
    """A task of a re-commissioning timetable as people changed or added it.

    It stands in place of the task of that title in the rules; blank lengths are theirs. `needs`
    counts only where `own_needs` is true: then the task waits for those alone, or for none.
    """

    scenario: str
    service: str
    title: str
    days: int | None = None
    low_days: int | None = None
    high_days: int | None = None
    own_needs: bool | None = None
    needs: tuple[str, ...] = ()
    left_out: bool | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something learnt from an exercise or a failure, with an owner and a date."""

    id: str
    title: str
    exercise: str | None = None
    owner: str | None = None
    due: datetime.date | None = None
    done_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """A workshop that plays a scenario."""

    id: str
    title: str
    scenario: str | None = None
    date: datetime.date | None = None
    aim: str | None = None
    objectives: tuple[str, ...] = ()
    players: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inject:
    """One piece of news given to the players of an exercise."""

    id: str
    exercise: str
    title: str
    minute: int | None = None
    day: int | None = None
    sent_to: str | None = None
    content: str | None = None
    expected_action: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A date by which somebody looks again at any one record."""

    id: str
    subject_kind: str
    subject: str
    due: datetime.date | None = None
    owner: str | None = None
    done_on: datetime.date | None = None
    note: str | None = None


Record = (
    Service | Provider | Asset | Contract | Place | SupplyLink | Option | Pool | Reserve
    | WarningSign | Scenario | Contact | StoredPlan | Action | Decision | TimetableTask
    | Lesson | Exercise | Inject | Review
)  # fmt: skip
