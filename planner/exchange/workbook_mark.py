"""What tells a register from every other: its mark, which a workbook carries home again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from planner.exchange.register_json import register_to_json
from planner.register.register import Register

LENGTH = 24


def mark_of(register: Register) -> str:
    """Return the mark of all that a register holds, in any order; its history is not in it."""
    held = [
        (name, sorted(map(_as_text, part)) if isinstance(part, list) else _as_text(part))
        for name, part in sorted(register_to_json(register).items())
    ]
    return hashlib.sha256(_as_text(held).encode("ascii")).hexdigest()[:LENGTH]


def _as_text(part: Any) -> str:
    return json.dumps(part, sort_keys=True, ensure_ascii=True)
