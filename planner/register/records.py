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

from planner.register import work_records

NO_AMOUNTS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Council:
    """The council whose register this is."""

    name: str = ""
    budget_annual: float | None = None
    ons_code: str | None = None
    recovery_share: float | None = None
    contacts: tuple[str, ...] = ()
    marking: str | None = None


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
    recorded_by: str | None = None
    expires: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """One provider's figures of one financial year, in pounds, as its accounts state them.

    What the accounts do not say stays blank. Net debt below zero is money in the bank; a pension
    deficit below zero is a surplus.
    """

    provider: str
    year_end: datetime.date
    turnover: float | None = None
    operating_profit: float | None = None
    net_debt: float | None = None
    free_cash_flow: float | None = None
    ebitda: float | None = None
    pension_deficit: float | None = None
    net_interest_paid: float | None = None
    current_assets: float | None = None
    stock: float | None = None
    current_liabilities: float | None = None
    net_assets: float | None = None
    group_exposure: float | None = None
    gross_assets: float | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Spend:
    """What one published list of payments says the council paid a provider in a financial year.

    `amount` is in pounds without VAT, credit notes taken off; `payments` counts both. The list
    covers the year from `covers_from` to `covers_to`, its first and last payment to anybody.
    """

    provider: str
    year: str
    source: str
    amount: float | None = None
    payments: int | None = None
    largest: float | None = None
    covers_from: datetime.date | None = None
    covers_to: datetime.date | None = None


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


# What people decide and do is known from here too.
StoredPlan = work_records.StoredPlan
Action = work_records.Action
Decision = work_records.Decision
TimetableTask = work_records.TimetableTask
Lesson = work_records.Lesson
Exercise = work_records.Exercise
Inject = work_records.Inject
Review = work_records.Review

Record = (
    Service | Provider | Asset | Contract | Place | SupplyLink | Option | Pool | Reserve
    | WarningSign | Accounts | Spend | Scenario | Contact | StoredPlan | Action | Decision
    | TimetableTask | Lesson | Exercise | Inject | Review
)  # fmt: skip
