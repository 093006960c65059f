"""Ways to spoil a healthy register by what its providers are paid, and what is just in order."""

from __future__ import annotations

import dataclasses

from planner.register.records import Provider, Spend
from tests.register.healthy import TODAY, adding, days


def paid(provider: str, amount: float, source: str = "paid.csv") -> Spend:
    """Return what a provider was paid in the first hundred days of contract C1, worth £547,570."""
    return Spend(provider, "2026/27", source, amount, 9, amount, days(-100), days(-1))


SPEND_SPOILERS = [
    ("providers paid without a contract", adding(paid("B", 6_000.0)), ("provider", "B", "")),
    ("spend over the value of contracts", adding(paid("A", 700_000.0)), ("provider", "A", "")),
    ("spend under the value of contracts", adding(paid("A", 400_000.0)), ("provider", "A", "")),
    (
        "large shares of what is paid",
        adding(
            *(Provider(code, code) for code in "DEF"),
            *(paid(code, 30_000.0) for code in "DEF"),
            paid("B", 31_000.0),
        ),
        ("provider", "B", ""),
    ),
    (
        "lists of payments that cover the same time",
        adding(paid("B", 5.0), paid("B", 5.0, "other.csv")),
        ("spend", "B/2026/27/paid.csv", "source"),
    ),
]
SPEND_FITTING = [
    ("spend over the value of contracts", adding(paid("A", 684_462.69))),
    ("spend under the value of contracts", adding(paid("A", 410_677.63))),
    ("providers paid without a contract", adding(paid("B", 4_999.99))),
    ("providers paid without a contract", adding(paid("G", 500_000.0))),
    (
        "spend under the value of contracts",
        adding(paid("G", 250_000.0), paid("A", 250_000.0)),
    ),
    (
        "large shares of what is paid",
        adding(
            *(Provider(code, code) for code in "DEF"), *(paid(code, 30_000.0) for code in "BDEF")
        ),
    ),
    (
        "lists of payments that cover the same time",
        adding(
            paid("B", 5.0),
            dataclasses.replace(paid("B", 5.0, "next.csv"), covers_from=days(-2), covers_to=TODAY),
        ),
    ),
    (
        "spend over the value of contracts",
        adding(dataclasses.replace(paid("A", 700_000.0), covers_from=days(-80))),
    ),
]
