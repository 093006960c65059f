"""How long the reveal of an exercise with 60 decisions takes, in the sample council.

Run: python packaging/benchmarks/reveal.py
"""

from __future__ import annotations

import datetime
import time

from planner.exchange.register_json import read_register
from planner.exercise.log import Act, Entry
from planner.exercise.reveal import reveal
from planner.exercise.room import best_outcome
from planner.register.records import Exercise
from resources.sample import sample_register_path

SCENARIO = "friday-liquidation"
DECISIONS = 60
A_DAY = 6
"""Decisions the room takes on one day of the scenario."""
BEGINS = datetime.datetime(2026, 12, 10, 10, 0, tzinfo=datetime.UTC)


def main() -> None:
    """Print seconds of the clock and of the processor for a room that calls 60 options."""
    register = read_register(sample_register_path())
    scenario = register.scenarios[SCENARIO]
    best = best_outcome(register, scenario)
    used = [one.option for one in best.options if one.used]
    options = [*used, *(code for code in register.options if code not in used)][:DECISIONS]
    log = [
        Entry(
            number=number,
            kind="decision",
            at=BEGINS + datetime.timedelta(minutes=number),
            play=float(number),
            words="Call it",
            act=Act("call", number // A_DAY, option=code),
        )
        for number, code in enumerate(options, start=1)
    ]
    exercise = Exercise("benchmark", "Benchmark", scenario=SCENARIO)
    clock, worked = time.perf_counter(), time.process_time()
    found = reveal(register, scenario, exercise, log)
    spent, work = time.perf_counter() - clock, time.process_time() - worked
    print(
        f"Reveal of {len(log)} decisions and {len(found.calls)} options of the best response: "
        f"{spent:.1f} s ({work:.1f} s of the processor)"
    )


if __name__ == "__main__":
    main()
