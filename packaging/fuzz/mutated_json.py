"""JSON values made unfit one at a time, so that the reader gets past the first brackets."""

from __future__ import annotations

import json
import random
from typing import Any

from mutated_bytes import NASTY_NUMBERS, NASTY_TEXTS, as_bytes, mutated_bytes, other_encoding


def mutated_json(data: bytes, chance: random.Random) -> bytes:
    """Return a JSON text with one to six of its values changed; now and then broken as text."""
    kind = chance.random()
    if kind < 0.2:
        return mutated_bytes(data, chance)
    if kind < 0.23:
        return other_encoding(data, chance)
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        return mutated_bytes(data, chance)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        held = _changed(held, chance)
    try:
        text = json.dumps(held, ensure_ascii=chance.random() < 0.5)
    except (RecursionError, ValueError):
        return mutated_bytes(data, chance)
    return as_bytes(text)[:4_000_000]


def _changed(held: Any, chance: random.Random) -> Any:
    """Return a value with one value inside it changed, the whole of it at times."""
    path: list[tuple[Any, Any]] = []
    here = held
    while isinstance(here, dict | list) and here and chance.random() < 0.93:
        key = chance.choice(list(here)) if isinstance(here, dict) else chance.randrange(len(here))
        path.append((here, key))
        here = here[key]
    if not path:
        return _instead(held, chance) if chance.random() < 0.3 else held
    owner, key = path[-1]
    match chance.randrange(8):
        case 0:
            del owner[key]
        case 1 if isinstance(owner, dict):
            owner[str(chance.choice(NASTY_TEXTS))] = owner.pop(key)
        case 2 if isinstance(owner, list):
            owner.extend([owner[key]] * chance.choice((1, 2, 200)))
        case 3:
            owner[key] = _elsewhere(held, chance)
        case _:
            owner[key] = _instead(here, chance)
    return held


def _elsewhere(held: Any, chance: random.Random) -> Any:
    """Return a copy of a value that stands somewhere in `held`, so that links go astray."""
    here = held
    while isinstance(here, dict | list) and here and chance.random() < 0.9:
        here = chance.choice(list(here.values()) if isinstance(here, dict) else here)
    return json.loads(json.dumps(here))


def _instead(value: Any, chance: random.Random) -> Any:
    match chance.randrange(10):
        case 0:
            return chance.choice(NASTY_NUMBERS)
        case 1:
            return chance.choice((None, True, False, [], {}, [[]], [{}], {"": None}, [None]))
        case 2:
            return float(chance.choice(("nan", "inf", "-inf")))
        case 3:
            return [value]
        case 4:
            return {"id": value}
        case 5:
            return str(value) + chance.choice(NASTY_TEXTS)
        case 6 if isinstance(value, int | float):
            return -value
        case 7:
            deep: Any = value
            for _ in range(chance.choice((5, 100, 400))):
                deep = [deep]
            return deep if chance.random() < 0.2 else value
        case _:
            return chance.choice(NASTY_TEXTS)
