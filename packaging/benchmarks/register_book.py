"""How long the register book takes for 3,000 contracts, as blocks and as a tagged PDF.

Run: python packaging/benchmarks/register_book.py [contracts] [--profile]
"""

from __future__ import annotations

import cProfile
import datetime
import pstats
import sys
import time

from planner.document.pdf.pages import document_pdf
from planner.document.register_book import register_book
from planner.register.records import (
    Contact,
    Contract,
    Council,
    Option,
    Place,
    Provider,
    Service,
    WarningSign,
)
from planner.register.register import Register

CONTRACTS = 3_000
TODAY = datetime.date(2026, 11, 21)
CLASSES = ("must", "needed", "could", None)
SECTORS = ("sme", "vcse", "private", None)


def large_register(contracts: int) -> Register:
    """Return a register with so many contracts, a third as many providers, and all that goes by."""
    services, providers = contracts // 15, contracts // 3
    start = datetime.date(2024, 4, 1)
    return Register.build(
        Council("Large Council", ons_code="E06999001"),
        [
            *(
                Service(
                    f"s{n}",
                    f"Service number {n} of the council",
                    CLASSES[n % 4],
                    class_reason="People cannot do without it for long.",
                    owner="Head of commissioning",
                    mtpd_days=n % 30,
                )
                for n in range(services)
            ),
            *(
                Provider(f"p{n}", f"Provider {n * 7919 % providers} Services Ltd", SECTORS[n % 4],
                         company_number=f"{n:08}", turnover=1000.0 * n)
                for n in range(providers)
            ),
            *(
                Contract(
                    f"C-{n:05}",
                    f"Service number {n % services} of the council (contract {n // services})",
                    f"s{n % services}",
                    f"p{n % providers}",
                    kind="contract",
                    regime="pa2023",
                    annual_value=float(n * 104729 % 1_000_000),
                    start=start,
                    end=start + datetime.timedelta(days=n * 31 % 4000),
                    notice_days_council=90 if n % 3 else None,
                    step_in_right=bool(n % 2),
                )
                for n in range(contracts)
            ),
            *(Place(f"C-{n:05}", "North", "standard", "council", n % 90) for n in range(contracts)),
            *(
                Option(f"o{n}", f"s{n % services}", "spot_purchase", capacity=5.0, mobilise_days=2)
                for n in range(services * 2)
            ),
            *(
                Contact(f"k{n}", "Manager", None, f"p{n}", "020 7946 0100", "07700 900000")
                for n in range(providers)
            ),
            *(WarningSign(f"p{n}", TODAY, "accounts", n % 3) for n in range(0, providers, 4)),
        ],
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Print how long the book of a large register takes."""
    numbers = [one for one in arguments if one.isdigit()]
    contracts = int(numbers[0]) if numbers else CONTRACTS
    register = large_register(contracts)
    watch = cProfile.Profile()
    if "--profile" in arguments:
        watch.enable()
    start = time.process_time()
    book = register_book(register, TODAY)
    made = time.process_time()
    data = document_pdf(book)
    drawn = time.process_time()
    watch.disable()
    print(f"{contracts:,} contracts: blocks {made - start:.1f} s, PDF {drawn - made:.1f} s of one "
          f"processor, {len(data) / 1e6:.1f} MB")  # fmt: skip
    if "--profile" in arguments:
        pstats.Stats(watch).sort_stats("tottime").print_stats(32)


if __name__ == "__main__":
    main(sys.argv[1:])
