"""Time N-1 with full response on the sample council, cold and after an edit.

The rival answers each failure on its own: the scenario is played from the start and its response
solved as one programme with every option, pool and fund. All answers are compared.
Run it with the project's Python: `python packaging/benchmarks/falls.py`.
"""

from __future__ import annotations

import dataclasses

from measured import Measured, seconds_of, times, told

from planner.dependence.network import build_network
from planner.exchange.register_json import read_register
from planner.register.register import Register
from planner.scenario.case_book import CaseBook
from planner.scenario.run import play
from planner.scenario.sweep import Sweep, fall_alone, sweep
from resources.sample import sample_register_path

NEAR = 0.01
"""Person-days by which two answers may differ, for rounding."""


def rival(register: Register, found: Sweep) -> float:
    """Return the largest difference in person-days after answering every fall by itself."""
    network = build_network(register)
    apart = 0.0
    for fall in found.falls:
        kind = "asset" if fall.kind == "asset" else "provider"
        response = play(register, fall_alone(fall.id, kind), network).respond()
        left = sum(response.unmet_days.values()) - fall.unmet_person_days.total
        late = sum(response.breach.values()) - fall.breach_person_days.total
        apart = max(apart, abs(left), abs(late))
    return apart


def rows() -> list[Measured]:
    """Return what was measured."""
    register = read_register(sample_register_path())
    seconds, found = seconds_of(lambda: sweep(register))
    option = next(iter(register.options.values()))
    book = CaseBook(register)
    sweep(register, book=book)
    changed = dataclasses.replace(option, capacity=(option.capacity or 0.0) + 1)
    other = register.with_table("option", {**register.options, option.id: changed})
    again, _ = seconds_of(lambda: sweep(other, book=book.after(other)))
    theirs, apart = seconds_of(lambda: rival(register, found))
    if apart > NEAR:
        raise SystemExit(f"N-1: the answers differ by {apart:.3f} person-days.")
    name = "every failure played and answered on its own"
    work = f"N-1 with full response, sample council ({len(found.falls)} failures)"
    return [
        Measured(work, "3 s", told(seconds), f"{name}: {told(theirs)}", times(theirs / seconds)),
        Measured(
            "the same after one record changed",
            "0.5 s",
            told(again),
            f"{name}: {told(theirs)}",
            times(theirs / again),
        ),
    ]


if __name__ == "__main__":
    for row in rows():
        print(row)
