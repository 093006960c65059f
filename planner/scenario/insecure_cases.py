"""The insecure cases of a sweep, each followed again in full: who falls next and what is blocked.

A sweep keeps what it ranks by; a report tells the story of each case. The figures are the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.dependence.network import Network
from planner.progress import Progress, unreported
from planner.register.register import Register
from planner.scenario.outcome import Outcome
from planner.scenario.run import run
from planner.scenario.sweep import Fall, Sweep, fall_alone


@dataclass(frozen=True, slots=True)
class InsecureCase:
    """One case that breaks a must service, and everything a run of it finds."""

    fall: Fall
    outcome: Outcome


def insecure_cases(
    register: Register,
    sweep: Sweep,
    most: int,
    network: Network | None = None,
    report: Progress = unreported,
) -> tuple[InsecureCase, ...]:
    """Follow the worst insecure cases of a sweep, at most so many, worst first.

    Every blocked option is tried as if it were allowed.
    """
    insecure = [fall for fall in sweep.falls if not fall.secure][:most]
    found = []
    for number, fall in enumerate(insecure):
        report(number, len(insecure), f"Following {fall.name}")
        scenario = fall_alone(fall.id, fall.kind, sweep.horizon_days)
        found.append(InsecureCase(fall, run(register, scenario, network=network, one_more=False)))
    return tuple(found)
