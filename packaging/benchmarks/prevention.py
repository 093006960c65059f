"""Time the choice of preventive actions for the sample council, and say how far it is proven.

Run it with the project's Python: `python packaging/benchmarks/prevention.py`.
"""

from __future__ import annotations

import time

from planner.exchange.register_json import read_register
from planner.plan.prevention_portfolio import Prevention
from resources.sample import sample_register_path

BUDGETS = (45_000.0, 10_000.0, 30_000.0, 100_000.0)


def main() -> None:
    """Print seconds of work and what is left, budget after budget on one search."""
    register = read_register(sample_register_path())
    start = time.process_time()
    prevention = Prevention(register)
    offered = len(prevention.search.remedies)
    print(f"{time.process_time() - start:5.1f} s to find {offered} actions worth weighing")
    for budget in BUDGETS:
        start = time.process_time()
        found = prevention.portfolio(budget)
        seconds = time.process_time() - start
        print(
            f"{seconds:5.1f} s for £{budget:,.0f}: {len(found.chosen)} actions, "
            f"{found.today.expected:,.0f} to {found.after.expected:,.0f} must person-days a year; "
            f"no choice leaves fewer than {found.least:,.0f}"
        )


if __name__ == "__main__":
    main()
