"""What tells a register from every other: its mark, which a workbook carries home again."""

from __future__ import annotations

import hashlib
import json

from planner.exchange.register_json import register_to_json
from planner.register.register import Register

LENGTH = 24


def mark_of(register: Register) -> str:
    """Return the mark of all that a register holds; its revision and history are not in it."""
    text = json.dumps(register_to_json(register), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:LENGTH]
