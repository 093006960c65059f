"""Registers made by hand for plans: a care firm with options, and a bare list of contracts."""

from __future__ import annotations

import datetime

from planner.plan.build import build_plan
from planner.plan.case import Case
from planner.plan.plan import Plan
from planner.register.records import (
    Contact,
    Contract,
    Council,
    Event,
    Option,
    Place,
    Provider,
    Record,
    Reserve,
    Scenario,
    Service,
)
from planner.register.register import Register
from planner.scenario.run import run

DAY_0 = datetime.date(2026, 11, 2)
TODAY = datetime.date(2026, 10, 12)
STOPS = Scenario(
    "stops", "Harbour stops", start_date=DAY_0, events=(Event("insolvency", "harbour"),)
)
COUNCIL = Council("Aldermoor Council", budget_annual=50_000_000.0, ons_code="E06000001")

HOME_CARE = Service(
    "home-care",
    "Home care",
    class_="must",
    legal_basis="Care Act 2014, section 18",
    mtpd_days=1,
    owner="Director of adult social care",
    regulated=True,
)
HARBOUR = Provider("harbour", "Harbour Home Care", regulator_id="1-10", contacts=("manager",))
CARE_CONTRACT = Contract(
    "care",
    "Home care, all areas",
    "home-care",
    "harbour",
    kind="contract",
    regime="pcr2015",
    light_touch=True,
    annual_value=3_650_000.0,
    start=datetime.date(2024, 4, 1),
    end=datetime.date(2028, 3, 31),
    step_in_right=False,
    bond_amount=114_000.0,
)


def care_rows() -> list[Record]:
    """Return a care firm with 200 people, two options, a blocked one and two reserves."""
    return [
        HOME_CARE,
        HARBOUR,
        Provider("wrenlow", "Wrenlow Care CIC"),
        Provider("stourhaven", "Stourhaven Council"),
        CARE_CONTRACT,
        Place("care", "Harbourside", "standard", "council", 100),
        Place("care", "Harbourside", "complex", "council", 20),
        Place("care", "Northgate", "standard", "self", 60),
        Place("care", "Northgate", "standard", "other_council", 12),
        Place("care", "Northgate", "standard", "nhs", 8),
        Option(
            "wrenlow-places",
            "home-care",
            "vary_existing",
            supplier="wrenlow",
            capacity=150.0,
            mobilise_days=2,
            ramp_days=9,
            max_days=180,
            unit_cost_day=51.0,
            agreed=True,
        ),
        Option(
            "own-team",
            "home-care",
            "spot_purchase",
            capacity=30.0,
            mobilise_days=1,
            ramp_days=0,
            max_days=84,
            unit_cost_day=52.0,
            setup_cost=9_000.0,
        ),
        Option(
            "stourhaven-places",
            "home-care",
            "neighbour_council",
            supplier="stourhaven",
            capacity=30.0,
            mobilise_days=4,
            unit_cost_day=53.0,
            agreed=False,
        ),
        Reserve("general", "General reserve", 400_000.0),
        Reserve("care-reserve", "Care reserve", 100_000.0, services=("home-care",)),
        Contact("manager", "Manager", provider="harbour", phone_day="01632 960120"),
        Contact("duty", "Director of adult social care", phone_day="01632 960101"),
    ]


def care_register(*more: Record) -> Register:
    """Return the register of the care firm, with more records."""
    return Register.build(COUNCIL, [*care_rows(), *more])


def bare_register() -> Register:
    """Return a register made from a list of contracts alone: no people, classes or options."""
    return Register.build(
        Council("Aldermoor Council", budget_annual=9_000_000.0),
        [
            Service("care", "Home care"),
            Service("bins", "Bin collection"),
            Provider("harbour", "Northway Group Ltd"),
            Provider("other", "Brightwater CIC"),
            Contract(
                "c1",
                "Home care north",
                "care",
                "harbour",
                annual_value=420_000.0,
                end=datetime.date(2028, 3, 31),
            ),
            Contract("c2", "Home care south", "care", "other", annual_value=180_000.0),
            Contract("c3", "Food waste", "bins", "harbour", end=datetime.date(2027, 3, 31)),
        ],
    )


def service_register(service: Service, *rest: Record, people: int | None = 40) -> Register:
    """Return a register of one service, provider and contract, with more records."""
    places = [] if people is None else [Place("c", "North", "standard", "council", people)]
    return Register.build(
        COUNCIL,
        [
            service,
            Provider("harbour", "Harbour"),
            Contract("c", "The contract", service.id, "harbour", annual_value=365_000.0),
            *places,
            *rest,
        ],
    )


def case_of(register: Register, scenario: Scenario = STOPS) -> Case:
    """Return the case of a register and a scenario, run."""
    return Case(register, scenario, run(register, scenario), TODAY)


def plan_of(register: Register, scenario: Scenario = STOPS, *, draws: int = 500) -> Plan:
    """Return the plan of a register and a scenario, with few simulated timetables."""
    outcome = run(register, scenario)
    return build_plan(
        register, scenario, outcome, today=TODAY, made_by="Emergency planner", draws=draws
    )
