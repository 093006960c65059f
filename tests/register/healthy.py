"""A register in perfect health, and ways to spoil it one fact at a time."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

from planner.register.records import (
    Asset,
    Contact,
    Contract,
    Council,
    Option,
    Place,
    Pool,
    Provider,
    Reserve,
    Service,
    SupplyLink,
    WarningSign,
)
from planner.register.register import Register

TODAY = datetime.date(2026, 11, 21)
Spoil = Callable[[Register], Register]


def days(number: int) -> datetime.date:
    """Return the day `number` days from today."""
    return TODAY + datetime.timedelta(days=number)


HEALTHY = Register.build(
    Council("Northwick", budget_annual=5e8),
    [
        Service(
            "S1",
            "Home care",
            "must",
            legal_basis="Care Act 2014 s.18",
            market="care",
            owner="Head of care",
            mtpd_days=1,
            rto_days=1,
            mbco=0.8,
            regulated=True,
        ),
        Provider("G", "Goldcrest Holdings", "private", turnover=9e6, cash_days=60),
        Provider("A", "Alder Homecare", "private", parent="G", turnover=4e6, cash_days=30),
        Provider("B", "Birch Support", "sme", turnover=1e6, cash_days=40),
        Asset("Y", "Yard", "premises", owner="B", access_right=True),
        Contract(
            "C1",
            "Home care north",
            "S1",
            "A",
            kind="contract",
            regime="pa2023",
            light_touch=True,
            annual_value=2e6,
            start=days(-100),
            end=days(900),
            notice_days_council=180,
            notice_days_provider=180,
            step_in_right=True,
            novation_allowed=True,
            in_house_allowed=True,
            exit_plan_date=days(-30),
            data_return=True,
            tupe_staff=40,
            bond_amount=1e5,
        ),
        Place("C1", "North", "standard", "council", 90),
        Place("C1", "North", "complex", "self", 30),
        SupplyLink("G", "A", "parent", share=0.0),
        SupplyLink("Y", "A", "essential", share=0.5, replace_days=20),
        SupplyLink(
            "B", "A", "partial", share=0.2, replace_days=9, income_share=0.3, payment_days=30
        ),
        Option("O1", "S1", "spot_purchase", "B", "P1", 60.0, 3, unit_cost_day=50.0),
        Option("O2", "S1", "step_in", None, None, 120.0, 1, unit_cost_day=60.0),
        Pool("P1", "Agency staff", 80.0),
        Reserve("R1", "Care reserve", 1e6),
        WarningSign("A", days(-20), "Accounts", 1),
        Contact("K1", "Director", provider="A", phone_day="01632 960001"),
        Contact("K2", "Duty officer", phone_day="01632 960002"),
    ],
)


def changed(kind: str, key: str, /, **values: object) -> Spoil:
    """Return a way to change fields of one record."""

    def spoil(register: Register) -> Register:
        table = dict(register.of_kind(kind))
        table[key] = dataclasses.replace(table[key], **values)
        return register.with_table(kind, table)

    return spoil


def without(kind: str, *keys: str) -> Spoil:
    """Return a way to take records of a kind away, all of them where no key is given."""

    def spoil(register: Register) -> Register:
        kept = {key: one for key, one in register.of_kind(kind).items() if keys and key not in keys}
        return register.with_table(kind, kept)

    return spoil


def adding(*records: object) -> Spoil:
    """Return a way to add records."""

    def spoil(register: Register) -> Register:
        rows = [row for table in register.tables.values() for row in table.values()]
        return Register.build(register.council, [*rows, *records])

    return spoil
