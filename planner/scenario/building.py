"""What a person needs while putting a scenario together: whom it can hit, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner import fields
from planner.register.records import Event, Scenario
from planner.register.register import Register
from planner.scenario.kinds import KINDS

LONGEST = 3650
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Someone or something an event can hit: its kind, its code and what people call it."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a scenario cannot be run: the number of the event (None: the scenario), the field."""

    event: int | None
    field: str
    sentence: str


def targets(register: Register) -> tuple[Target, ...]:
    """Return everything an event can hit, by name within each kind; like names carry the code."""
    named: list[tuple[str, str, str]] = []
    named += [("provider", one.id, one.name) for one in register.providers.values()]
    named += [("asset", one.id, one.name) for one in register.assets.values()]
    named += [
        ("contract", one.id, f"{one.title}, {register.providers[one.provider].name}")
        for one in register.contracts.values()
    ]
    named += [("service", one.id, one.title) for one in register.services.values()]
    markets = {one.market for one in register.services.values() if one.market}
    named += [("market", one, f"{fields.in_words(one)} (market)") for one in markets]
    sectors = {one.sector for one in register.providers.values() if one.sector}
    named += [("sector", one, f"{fields.in_words(one)} (sector)") for one in sectors]
    areas = {one.area for one in register.places.values() if one.area}
    named += [("area", one, f"{one} (area)") for one in areas]
    seen: dict[tuple[str, str], int] = {}
    for kind, _, name in named:
        seen[kind, name] = seen.get((kind, name), 0) + 1
    found = [
        Target(kind, id_, name if seen[kind, name] == 1 else f"{name} ({id_})")
        for kind, id_, name in named
    ]
    return tuple(sorted(found, key=lambda one: (one.kind, one.name.casefold(), one.id)))


def target_kind(register: Register, event: Event) -> str | None:
    """Return which kind of target an event hits, or None where there is no such target."""
    kinds = KINDS[event.kind].hits
    return next(
        (one.kind for one in targets(register) if one.kind in kinds and one.id == event.target),
        None,
    )


def unfit(register: Register, scenario: Scenario) -> tuple[Unfit, ...]:
    """Return everything that keeps a scenario from being run, as sentences for its fields."""
    found: list[Unfit] = []
    if not scenario.title.strip():
        found.append(Unfit(None, "title", "Give the scenario a title."))
    if not 1 <= scenario.horizon_days <= LONGEST:
        found.append(
            Unfit(None, "horizon_days", f"Follow it for at least 1 and at most {LONGEST:,} days.")
        )
    if not scenario.events:
        found.append(Unfit(None, "events", "Say what happens: add at least one event."))
    for number, event in enumerate(scenario.events):
        found += _event(register, scenario, number, event)
    for reserve, amount in scenario.reserve_overrides.items():
        if amount < 0:
            found.append(Unfit(None, f"reserve {reserve}", "A reserve cannot hold less than £0."))
    return tuple(found)


def _event(register: Register, scenario: Scenario, number: int, event: Event) -> list[Unfit]:
    found = []
    what = " or ".join(KINDS[event.kind].hits)
    if not event.target:
        article = "an" if what[0] in "aeiou" else "a"
        found.append(Unfit(number, "target", f"Choose {article} {what} by typing its name."))
    elif target_kind(register, event) is None:
        found.append(Unfit(number, "target", f"There is no such {what}; choose one from the list."))
    if event.day >= scenario.horizon_days:
        found.append(
            Unfit(
                number,
                "day",
                f"Day {event.day} is past the {scenario.horizon_days} days followed; choose an "
                "earlier day or follow it for longer.",
            )
        )
    if event.duration_days == 0:
        found.append(Unfit(number, "duration_days", "Give at least 1 day, or leave it blank."))
    return found


def late_news(event: Event) -> int:
    """Return the days of warning that would fall before the start of the scenario."""
    return max(0, event.warning - event.day)


def free_id(register: Register, also_taken: frozenset[str] = frozenset()) -> str:
    """Return a code that no scenario of the register has: S1, S2 and so on."""
    number = 1
    while f"S{number}" in register.scenarios or f"S{number}" in also_taken:
        number += 1
    return f"S{number}"


def title_of(register: Register, events: tuple[Event, ...]) -> str:
    """Return a title that says what happens, such as "Harbour Home Care: becomes insolvent"."""
    if not events or not events[0].target:
        return "New scenario"
    more = f", and {len(events) - 1} more" if len(events) > 1 else ""
    return f"{_told(register, events[0])}{more}"


def told(register: Register, scenario: Scenario) -> str:
    """Return the events of a scenario in a few words, with how much and how long before."""
    if not scenario.events:
        return "Nothing happens yet"
    parts = []
    for event in scenario.events[:MOST_TOLD]:
        part = _told(register, event)
        if event.lost_share < 1:
            part += f", {event.lost_share:.0%}"
        if event.warning:
            part += f", {event.warning} days of warning"
        parts.append(part)
    if len(scenario.events) > MOST_TOLD:
        parts.append(f"and {len(scenario.events) - MOST_TOLD} more")
    return "; ".join(parts)


def _told(register: Register, event: Event) -> str:
    words = KINDS[event.kind].words
    return f"{name_of(register, event)}: {words[0].lower()}{words[1:]}"


def name_of(register: Register, event: Event) -> str:
    """Return what people call the target of an event."""
    if event.target in register.providers:
        return register.providers[event.target].name
    if event.target in register.assets:
        return register.assets[event.target].name
    if event.target in register.contracts:
        return register.contracts[event.target].title
    if event.target in register.services:
        return register.services[event.target].title
    return fields.in_words(event.target)


def kind_of(register: Register, target: str) -> str:
    """Return the kind of event by which something fails most plainly; "" where it cannot."""
    if target in register.assets:
        return "asset_loss"
    if target in register.contracts:
        return "service_failure"
    if target in register.services:
        return "demand_surge"
    return "insolvency" if target in register.providers else ""


def started(register: Register, target: str, taken: frozenset[str], also: str = "") -> Scenario:
    """Return a scenario to start from: `target`, where it can be hit, stops on day 0.

    So does `also`, where it is something else that can be hit.
    """
    hit = [one for one in dict.fromkeys((target, also)) if kind_of(register, one)]
    events = tuple(Event(kind_of(register, one), one) for one in hit) or (Event("insolvency", ""),)
    title = title_of(register, events) if hit else ""
    return Scenario(free_id(register, taken), title, events=events)


def copied(register: Register, scenario: Scenario, id_: str) -> Scenario:
    """Return a scenario again under another code, with a title nobody has."""
    taken = {one.title for one in register.scenarios.values()}
    title = f"{scenario.title} (copy)"
    number = 2
    while title in taken:
        title, number = f"{scenario.title} (copy {number})", number + 1
    return replace(scenario, id=id_, title=title)
