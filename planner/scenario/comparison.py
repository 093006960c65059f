"""Scenarios side by side: the numbers of each, which are best and worst, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.scenario.outcome import Outcome

SAME = 0.005
Unit = str


@dataclass(frozen=True, slots=True)
class Compared:
    """One number of every scenario; less is better in all of them.

    `unit` is "person-days", "people", "pounds", "failures" or "options". `best` and `worst` are
    the numbers of the scenarios that have the least and the most; both are empty where all have
    the same.
    """

    label: str
    unit: Unit
    values: tuple[float, ...]
    best: tuple[int, ...]
    worst: tuple[int, ...]

    @property
    def differs(self) -> bool:
        """Return whether the scenarios differ in this number."""
        return bool(self.best)


def _most_without(outcome: Outcome, class_: str) -> float:
    hit = [one for one in outcome.services if (one.class_ or "must") == class_]
    return max(
        (sum(one.unmet[at] for one in hit) for at in range(len(outcome.periods))), default=0.0
    )


NUMBERS: tuple[tuple[str, str, Callable[[Outcome], float]], ...] = (
    ("Must person-days past the limit", "person-days", lambda o: o.breach_person_days.must),
    ("Most people without a must service", "people", lambda o: _most_without(o, "must")),
    ("Must person-days without", "person-days", lambda o: o.unmet_person_days.must),
    ("Needed person-days past the limit", "person-days", lambda o: o.breach_person_days.needed),
    ("Most people without a needed service", "people", lambda o: _most_without(o, "needed")),
    ("Needed person-days without", "person-days", lambda o: o.unmet_person_days.needed),
    ("Could person-days without", "person-days", lambda o: o.unmet_person_days.could),
    ("Person-days hit", "person-days", lambda o: o.displaced_person_days.total),
    ("Net cost", "pounds", lambda o: o.net_cost),
    ("Reserves drawn", "pounds", lambda o: sum(fund.drawn for fund in o.funds)),
    ("Failures that follow", "failures", lambda o: float(max(0, len(o.failures) - 1))),
    ("Options blocked", "options", lambda o: float(len(o.blocked))),
)


def compare(outcomes: Sequence[Outcome]) -> tuple[Compared, ...]:
    """Return every number of the outcomes, most important first, with the best and worst."""
    return tuple(
        _compared(label, unit, [read(one) for one in outcomes]) for label, unit, read in NUMBERS
    )


def _compared(label: str, unit: Unit, values: Sequence[float]) -> Compared:
    least, most = min(values, default=0.0), max(values, default=0.0)
    if most - least < SAME:
        return Compared(label, unit, tuple(values), (), ())
    return Compared(
        label,
        unit,
        tuple(values),
        tuple(at for at, value in enumerate(values) if value - least < SAME),
        tuple(at for at, value in enumerate(values) if most - value < SAME),
    )


def differing(lists: Sequence[Sequence[str]]) -> tuple[tuple[str, tuple[bool, ...]], ...]:
    """Return the sentences that not all lists have, and which have them, in order of appearance."""
    every = dict.fromkeys(sentence for one in lists for sentence in one)
    held = [frozenset(one) for one in lists]
    found = [(sentence, tuple(sentence in one for one in held)) for sentence in every]
    return tuple((sentence, has) for sentence, has in found if not all(has))
