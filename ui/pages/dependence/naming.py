"""What centres of the map are called, and what in the register may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.fields import BY_NAME, in_words

if TYPE_CHECKING:
    from planner.register.register import Register
    from ui.desk import Choice

CENTRES = ("provider", "service", "asset")


def name_of(register: Register, kind: str, key: str) -> str:
    """Return what a record or group of people is called."""
    if kind == "people":
        return in_words(key)[:1].upper() + in_words(key)[1:]
    record = register.of_kind(kind).get(key) if kind in BY_NAME else None
    return str(getattr(record, "name", "") or getattr(record, "title", "") or key)


def kind_words(register: Register, centre: tuple[str, str] | None) -> str:
    """Return what a centre is, with its class, sector or market, for the line over its name."""
    if centre is None:
        return ""
    kind, key = centre
    if kind == "people":
        return "People"
    record = register.of_kind(kind).get(key)
    words = [BY_NAME[kind].label]
    for field in ("class_", "sector", "kind", "market"):
        value = getattr(record, field, None)
        if value:
            words.append(in_words(str(value)))
    return " \u00b7 ".join(words)


def is_known(register: Register, centre: tuple[str, str]) -> bool:
    """Return whether the map can be drawn round a centre."""
    kind, key = centre
    return kind == "people" or (kind in CENTRES and key in register.of_kind(kind))


def centre_for(register: Register, choice: Choice) -> tuple[str, str] | None:
    """Return the centre for a record that was chosen anywhere; None where it has none."""
    if choice.kind in CENTRES:
        return choice.kind, choice.key
    record = register.of_kind(choice.kind).get(choice.key)
    for kind in ("provider", "service"):
        key = getattr(record, kind, None)
        if key:
            return kind, key
    return None
