"""What preventive actions are worth, from the figures of every case before and after them."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.prevention_cases import Figures
from planner.scenario.telling import NOBODY


@dataclass(frozen=True, slots=True)
class Worth:
    """What is spared, each figure from runs of all cases with the actions really done.

    `expected` and `plain` are must person-days past the limit, by chance in a year and with every
    case counted once; `worst` is by how much the worst case falls. `net_cost` is what answering
    costs more in a year, by chance, in pounds; `secure_share` how much more of the providers are
    secure, 0 to 1.
    """

    expected: float
    plain: float
    worst: float
    net_cost: float
    secure_share: float


@dataclass(frozen=True, slots=True)
class CaseHelped:
    """One case that actions change: must person-days past the limit before and after."""

    id: str
    name: str
    before: float
    after: float

    @property
    def spared(self) -> float:
        """Return the person-days spared; below nothing where the case gets worse."""
        return self.before - self.after


def worth(before: Figures, after: Figures) -> Worth:
    """Return what lies between the figures before and after some actions."""
    return Worth(
        before.expected - after.expected,
        before.plain - after.plain,
        before.worst - after.worst,
        after.net_cost - before.net_cost,
        after.secure_share - before.secure_share,
    )


def cases_helped(before: Figures, after: Figures) -> tuple[CaseHelped, ...]:
    """Return the cases that actions change, most spared first."""
    found = [
        CaseHelped(id_, case.name, case.must_late, after.cases[id_].must_late)
        for id_, case in before.cases.items()
        if abs(case.must_late - after.cases[id_].must_late) > NOBODY
    ]
    return tuple(sorted(found, key=lambda case: (-case.spared, case.id)))
