"""Ready-made scenarios: hard or soft, fast or slow, with days of warning, and cases from history.

Hard: the work stops. Soft: half of it goes on. Fast: no warning. Slow: a quarter's notice. The
warnings of 0, 7, 25, 90 and 180 days and the cases are those of the product's domain notes; what a
case is reduced to is said in its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.errors import InputRefused
from planner.register.records import Event, Scenario
from planner.register.register import Register

SLOW_DAYS = 90
SOFT_SEVERITY = 0.5
WARNINGS = (0, 7, 25, 90, 180)
FURTHER_DAYS = 182


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made scenario for any provider or asset.

    `title` has a place for the name of the target. `kind` is the event's kind for a provider;
    an asset is always lost. All times are days.
    """

    id: str
    title: str
    sentence: str
    kind: str
    severity: float = 1.0
    day: int = 0
    warning_days: int = 0
    trading_on_days: int = 0

    def scenario(self, register: Register, target: str) -> Scenario:
        """Return this preset for one provider or asset; InputRefused where there is none."""
        if target in register.providers:
            name, kind = register.providers[target].name, self.kind
        elif target in register.assets:
            name, kind = register.assets[target].name, "asset_loss"
        else:
            raise InputRefused.one(
                f"scenario {self.id}",
                f"there is no provider or asset {target}",
                "give the code of one that the register holds",
            )
        event = Event(
            kind,
            target,
            self.day,
            self.severity,
            self.warning_days,
            trading_on_days=self.trading_on_days if kind != "asset_loss" else 0,
        )
        return Scenario(
            f"{self.id}-{target}",
            self.title.format(name=name),
            FURTHER_DAYS + self.day,
            events=(event,),
        )


def _all() -> list[Preset]:
    found = [
        Preset(
            "hard-fast",
            "{name} stops without warning",
            "Liquidation overnight: nothing goes on.",
            "insolvency",
        ),
        Preset(
            "hard-slow",
            f"{{name}} leaves with {SLOW_DAYS} days' notice",
            "A planned exit: work falls in a straight line to the last day.",
            "planned_exit",
            day=SLOW_DAYS,
            warning_days=SLOW_DAYS,
        ),
        Preset(
            "soft-fast",
            "{name} loses half its work overnight",
            "The provider goes on but can serve only half.",
            "planned_exit",
            SOFT_SEVERITY,
        ),
        Preset(
            "soft-slow",
            f"{{name}} halves its work over {SLOW_DAYS} days",
            "The provider shrinks with notice and keeps half.",
            "planned_exit",
            SOFT_SEVERITY,
            SLOW_DAYS,
            SLOW_DAYS,
        ),
    ]
    found += [
        Preset(
            f"warning-{days}",
            f"{{name}} stops after {days} days of warning",
            f"Insolvency {days} days after the news: options are called with the news.",
            "insolvency",
            day=days,
            warning_days=days,
        )
        for days in WARNINGS
    ]
    found += [
        Preset(
            "administration",
            "{name} goes into administration and trades on for 28 days",
            "Insolvent at once, but an administrator keeps the work going for four weeks.",
            "insolvency",
            trading_on_days=28,
        ),
        Preset(
            "southern-cross-2011",
            "{name}: a third of the work moves over four months",
            "A solvent restructuring in which a third of the homes changed hands.",
            "planned_exit",
            1 / 3,
            120,
            120,
        ),
        Preset(
            "carillion-2018",
            "{name} goes into liquidation overnight",
            "Compulsory liquidation without warning to the customer.",
            "insolvency",
        ),
        Preset(
            "allied-2018",
            "{name} stops 25 days after a Stage 6 notice",
            "Councils were told on 5 November that funding ended on 30 November.",
            "insolvency",
            day=25,
            warning_days=25,
        ),
        Preset(
            "four-seasons-2019",
            "{name} fails as a holding company",
            "The parent fails; its companies feel it only through their parent links.",
            "group_failure",
        ),
        Preset(
            "kids-company-2015",
            "{name} closes overnight",
            "A grant-funded charity closes and its cases pass to councils.",
            "insolvency",
        ),
        Preset(
            "active-nation-2025",
            "{name} closes its centres at once",
            "A leisure operator closed on 3 April; its centres opened again in mid-July.",
            "insolvency",
        ),
        Preset(
            "jmc-taxis-2017",
            "{name} stops its school runs at once",
            "Of 29 school contracts of a failed taxi firm, 25 had another operator within days.",
            "insolvency",
        ),
    ]
    return found


PRESETS: Mapping[str, Preset] = MappingProxyType({preset.id: preset for preset in _all()})


def find_scenario(register: Register, wanted: str, target: str | None = None) -> Scenario:
    """Return a stored scenario by its id, or a preset for a target.

    InputRefused where the name is neither, or a preset has no target.
    """
    if wanted in register.scenarios:
        if target is not None:
            raise InputRefused.one(
                f"scenario {wanted}",
                "a stored scenario has its own targets",
                "leave the target out or name a preset",
            )
        return register.scenarios[wanted]
    if wanted not in PRESETS:
        stored = ", ".join(register.scenarios) or "none stored"
        raise InputRefused.one(
            f"scenario {wanted}",
            "there is no such scenario or preset",
            f"choose a stored one ({stored}) or a preset ({', '.join(PRESETS)})",
        )
    if target is None:
        raise InputRefused.one(
            f"scenario {wanted}",
            "a preset needs a provider or asset to hit",
            "name it as the target",
        )
    return PRESETS[wanted].scenario(register, target)
