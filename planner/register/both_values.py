"""What a field holds that keeps what both sides put into it, where that makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from planner.field_types import Field, FieldType

_PARTS = frozenset({FieldType.TEXTS, FieldType.CHOICES, FieldType.LINKS})


def both_of(field: Field, mine: Any, theirs: Any, was: Any) -> Any | None:
    """Return a value with the changes of both sides, or None where there is none.

    Lists keep what neither side took out and gain what either put in; amounts are joined code by
    code where no code was changed on both sides; notes stand one after the other. A list that is
    blank on one side may mean everything, so it is joined with nothing, and events of a scenario
    are one story.
    """
    both: Any = None
    if field.type in _PARTS and mine and theirs:
        both = _parts(mine, theirs, was or ())
    elif field.type is FieldType.AMOUNTS:
        both = _amounts(mine, theirs, was or {})
    elif field.type is FieldType.LONG_TEXT and field.name == "note" and mine and theirs:
        both = f"{mine}\n{theirs}"
    return both if both and both not in (mine, theirs) else None


def _parts(mine: tuple[str, ...], theirs: tuple[str, ...], was: tuple[str, ...]) -> tuple[str, ...]:
    kept = [one for one in mine if one in theirs or one not in was]
    return tuple(kept + [one for one in theirs if one not in kept and one not in was])


def _amounts(
    mine: Mapping[str, float], theirs: Mapping[str, float], was: Mapping[str, float]
) -> Mapping[str, float] | None:
    joined: dict[str, float] = {}
    for code in dict.fromkeys((*mine, *theirs)):
        here, there, before = mine.get(code), theirs.get(code), was.get(code)
        if here != there and before not in (here, there):
            return None
        value = there if here == before else here
        if value is not None:
            joined[code] = value
    return MappingProxyType(joined)
