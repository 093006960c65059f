"""The bookmarks of a Word file: one for each place that may be linked to."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 36


class Bookmarks:
    """Which bookmark each key has; Word takes letters, figures and lines, 40 at most."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.names: dict[str, str] = {}
        taken: set[str] = set()
        for key in keys:
            if key in self.names:
                continue
            base = "_" + re.sub(r"[^A-Za-z0-9]+", "_", key)[: LONGEST - 6].strip("_")
            name, number = base, 2
            while name.lower() in taken:
                name, number = f"{base}_{number}", number + 1
            taken.add(name.lower())
            self.names[key] = name
        self.free = dict(self.names)
        self.count = 0

    def take(self, key: str) -> tuple[str, int] | None:
        """Return the name and number of a place that is written now; None when it has been."""
        name = self.free.pop(key, None)
        if name is None:
            return None
        self.count += 1
        return name, self.count
