"""The stories of the sample council, each a stored scenario; STORIES.md tells them in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.register.records import Event, Scenario

_FRIDAY = datetime.date(2026, 11, 27)
_MONDAY = datetime.date(2026, 12, 7)
_JANUARY = datetime.date(2027, 1, 11)


@dataclass(frozen=True, slots=True)
class Story:
    """One story: the code of its scenario, its title and what goes wrong."""

    id: str
    title: str
    events: tuple[Event, ...]
    start: datetime.date = _MONDAY
    reserves: Mapping[str, float] = field(default_factory=dict)

    def scenario(self) -> Scenario:
        """Return the scenario that plays the story."""
        return Scenario(
            id=self.id,
            title=self.title,
            start_date=self.start,
            events=self.events,
            reserve_overrides=self.reserves,
            seed=20261121,
        )


STORIES: tuple[Story, ...] = (
    Story(
        "friday-liquidation",
        "Havenmoor Homecare goes into liquidation on a Friday",
        (Event("insolvency", "havenmoor"),),
        start=_FRIDAY,
    ),
    Story(
        "leisure-trust",
        "The leisure trust closes its doors",
        (Event("insolvency", "orrin-leisure", day=7, warning_days=7),),
    ),
    Story(
        "school-run",
        "The school transport prime fails and its operators follow",
        (Event("insolvency", "kestrelway"),),
        start=_JANUARY,
    ),
    Story(
        "rota-system",
        "The rota supplier under three care providers fails",
        (Event("insolvency", "tessaline", trading_on_days=3),),
    ),
    Story(
        "care-group",
        "A care group fails: one arm is ring-fenced, one is not",
        (Event("group_failure", "stellmark-group", day=14, warning_days=14),),
    ),
    Story(
        "results-not-paid",
        "A charity paid by results runs out of cash",
        (Event("funding_cut", "C-163", severity=0.7),),
    ),
    Story(
        "missing-clause",
        "No right to step in at Larchmead Supported Living",
        (Event("insolvency", "larchmead"),),
    ),
    Story(
        "one-agency",
        "A nursing home and a recovery house need the same nurses",
        (Event("insolvency", "larkhope-manor"), Event("insolvency", "second-key")),
        start=_JANUARY,
    ),
    Story(
        "ninety-days",
        "A care home owner retires with ninety days' notice",
        (Event("planned_exit", "fairlow-lodge", day=90, warning_days=90),),
    ),
    Story(
        "no-better-off",
        "Treatment runs and is paid, but people are no better off",
        (Event("outcome_failure", "C-150", severity=0.6),),
    ),
    Story(
        "january-surge",
        "A hard January: more people need home care and meals",
        (
            Event("demand_surge", "home-care", day=3, severity=0.12, duration_days=35),
            Event("demand_surge", "meals-at-home", day=3, severity=0.1, duration_days=35),
        ),
        start=_JANUARY,
    ),
    Story(
        "depot-fire",
        "Fire at the Rushlow Road depot",
        (Event("asset_loss", "depot", duration_days=60),),
        start=_JANUARY,
    ),
)


def scenarios() -> list[Scenario]:
    """Return the stories as scenarios, the one that shows the product first."""
    return [story.scenario() for story in STORIES]
