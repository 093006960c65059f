"""Results that are out of date, as people call them, and the page on which each is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.register.records import Scenario

if TYPE_CHECKING:
    from planner.register.register import Register

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer is called, and the page and view that show it; no page where none does."""

    name: str
    page: str = ""
    view: Mapping[str, str] = field(default_factory=dict)


ANSWERS: Mapping[str, Shown] = {
    "check": Shown("Register findings", "register", {"tab": "findings"}),
    "watch_list": Shown("Watch list", "register", {"tab": "watch"}),
    "watch_detail": Shown("Watch list", "register", {"tab": "watch"}),
    "dependence_map": Shown("Dependence map", "dependence", {"show": "map"}),
    "measures": Shown("Measures", "dependence", {"show": "measures"}),
    "concentration": Shown("Concentration limits", "dependence", {"show": "measures"}),
    "captive_people": Shown("Captive people", "dependence", {"show": "measures"}),
    "sweep": Shown("N-1", "scenarios", {"show": "sweep"}),
    "pairs_report": Shown("Two failures together (N-2)", "scenarios", {"show": "pairs"}),
    "chance": Shown("Chance and reserve", "scenarios", {"show": "chance"}),
    "cost_report": Shown("Levy and fund", "scenarios", {"show": "levy"}),
    "scenario_report": Shown("Scenario", "scenarios", {"show": "result"}),
    "comparison": Shown("Side by side", "scenarios", {"show": "compare"}),
    "make_plan": Shown("Plan", "plans", {"show": "list"}),
    "prevention_report": Shown("What to change first", "plans", {"show": "prevention"}),
}


@dataclass(frozen=True, slots=True)
class Stale:
    """Answers of one name: what to ask again, and where they are shown."""

    name: str
    keys: tuple[Key, ...]
    page: str
    view: Mapping[str, str]


def stale_results(register: Register, keys: Iterable[Key]) -> tuple[Stale, ...]:
    """Return answers out of date by what people call them, each name once, in the order given."""
    found: dict[str, Stale] = {}
    for key in keys:
        answer, *arguments = key
        known = ANSWERS.get(answer, Shown(str(answer).replace("_", " ").capitalize()))
        name, view = known.name, dict(known.view)
        scenario = _scenario(register, arguments)
        if scenario[1]:
            code, title = scenario
            name = title if answer in ("run", "scenario_report") else f"{name}, {title}"
            if answer == "scenario_report":
                view["scenario"] = code
        before = found.get(name)
        if before is not None:
            found[name] = Stale(name, (*before.keys, key), before.page, before.view)
        else:
            found[name] = Stale(name, (key,), known.page, view)
    return tuple(found.values())


def _scenario(register: Register, arguments: Iterable[Any]) -> tuple[str, str]:
    """Return id and title of the scenario among the arguments of an answer; "" where none is."""
    for one in arguments:
        kept = register.scenarios.get(one) if isinstance(one, str) else one
        if isinstance(kept, Scenario):
            return kept.id, kept.title
    return ("", "")
