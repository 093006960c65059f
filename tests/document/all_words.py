"""Everything a document says, wherever it says it: words, headings, alt texts, notes of charts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from planner.document.redaction.walk import NOT_WORDS


def all_words(value: Any) -> Iterator[str]:
    """Yield every text in a value that a reader may see or hear, choices of a page included."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from all_words(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            if part.name not in NOT_WORDS:
                yield from all_words(getattr(value, part.name))
