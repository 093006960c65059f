"""Registers to publish: a small one in which every secret has words of its own, and the sample."""

from __future__ import annotations

import datetime
from typing import Any

from planner.exchange.register_json import read_register
from planner.register.records import (
    Contact,
    Contract,
    Council,
    Option,
    Place,
    Provider,
    Review,
    Service,
    WarningSign,
)
from planner.register.register import Register
from resources.sample import sample_register_path

DAY = datetime.date
TODAY = DAY(2026, 11, 21)
SAMPLE = read_register(sample_register_path())
PREFIX = "ocds-abc123"


def small_register(**changes: Any) -> Register:
    """A register in which everything that must not leave has words of its own."""
    care = Service(
        "care",
        "Home care",
        "must",
        class_reason="SECRETREASON",
        market="Care",
        owner="Head of care",
        mtpd_days=1,
    )
    parts: list[Any] = [
        care,
        Service("art", "Arts", None, owner="Ada Quill"),
        Provider("p1", "=Sum Care Ltd", "sme", company_number="01234567", cash_days=7.25),
        Provider("p2", "Help & Hope", "vcse", charity_number="SC012345", failure_probability=0.75),
        Provider("p3", "Own team", "in_house"),
        Provider("p4", "Grand plc", "private"),
        Contract(
            "C-1",
            "+44 day calls",
            "care",
            "p1",
            kind="contract",
            regime="psr",
            annual_value=1000.5,
            start=DAY(2025, 1, 1),
            end=DAY(2027, 12, 31),
            extension_to=DAY(2028, 12, 31),
            bond_amount=77_777.0,
            note="SECRETNOTE Ada Quill",
        ),
        Contract("C-2", "Art for Ada  Quill", "art", "p2", kind="grant", total_value=20_000.0),
        Contract("C-3", "Our own", "care", "p3", kind="in_house", annual_value=5.0),
        *(
            Contract(
                f"S-{who}",
                "Framework",
                "art",
                who,
                award_reference="FW 9/1",
                award_shared_by=2,
                total_value=600_000.0,
                start=DAY(2026, 1, 1),
                end=DAY(2026, 6, 30),
            )
            for who in ("p2", "p4")
        ),
        Place("C-1", "SECRETAREA", "complex", "self", 3),
        Option("o1", "care", "step_in", unit_cost_day=66.25),
        Contact("ada", "Lead", "Ada Quill", "p1", "020 7946 0999", None, "ada@example.org"),
        WarningSign("p1", DAY(2026, 1, 1), "accounts", 3, note="SECRETSIGN"),
        Review("r1", "contract", "C-1", DAY(2027, 2, 1)),
        Review("r2", "contract", "C-1", DAY(2026, 2, 1), done_on=DAY(2026, 2, 1)),
    ]
    council = Council("Test Council", contacts=("ada",), **changes)
    return Register.build(council, parts)


SMALL = small_register()
SECRETS = (
    "SECRET", "Ada", "Quill", "7946", "example.org", "7.25", "0.75", "77777", "77,777", "66.25",
    "mtpd", "rating", "accounts",
)  # fmt: skip
