"""Going through a document's values: every text, every run, every block, whatever its kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from planner.document.words import Rich, Run

NOT_WORDS = frozenset(
    {
        "key", "link", "page", "style", "class_", "kind", "look", "status", "decision", "secret",
        "tone", "weight", "turn_key", "id", "keys", "unit",
    }
)  # fmt: skip
"""Fields that hold no words of a reader: keys, choices of look."""

Change = Callable[[Any], tuple[Any, ...] | None]
"""Returns what stands in place of a value, none or several in a list; None to look inside it."""


def rebuilt(value: Any, change: Change) -> Any:
    """Return a value with its parts changed; texts and runs are put to `change` too."""
    if isinstance(value, tuple):
        return tuple(made for item in value for made in changed(item, change))
    if isinstance(value, Run):
        return value
    parts: dict[str, Any] = {}
    for name in _names(type(value)):
        before = getattr(value, name)
        if isinstance(before, str | tuple) or _names(type(before)):
            after = single(before, change)
            if after is not before:
                parts[name] = after
    return dataclasses.replace(value, **parts) if parts else value


def changed(item: Any, change: Change) -> tuple[Any, ...]:
    """Return what stands in place of one item of a list."""
    made = change(item)
    return (rebuilt(item, change),) if made is None else made


def single(value: Any, change: Change) -> Any:
    """Return what stands in place of a value that has a place of its own."""
    if isinstance(value, tuple):
        return rebuilt(value, change)
    made = change(value)
    if made is None:
        return rebuilt(value, change)
    if made:
        return made[0]
    return "" if isinstance(value, str) else Rich(()) if isinstance(value, Rich) else value


def every(value: Any, wanted: type | tuple[type, ...]) -> Iterator[Any]:
    """Yield every part of a value that is of a type, from the outside in."""
    if isinstance(value, wanted):
        yield value
    parts = value if isinstance(value, tuple) else _parts(value)
    for part in parts:
        if isinstance(part, tuple) or _names(type(part)):
            yield from every(part, wanted)
        elif isinstance(part, wanted):
            yield part


def _parts(value: Any) -> Iterator[Any]:
    return (getattr(value, name) for name in _names(type(value)))


def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of value that may hold words; none of what is no value."""
    return _names_of(kind)


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(
        part.name for part in dataclasses.fields(kind) if part.name not in NOT_WORDS and part.init
    )
