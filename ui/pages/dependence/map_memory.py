"""What the window remembers of maps: the last centre and moved boxes, for each register."""

from __future__ import annotations

import hashlib
import json

from ui.workbench import Workbench

MOST = 400
"""Moved boxes remembered for one register; beyond that the oldest are forgotten."""


class MapMemory:
    """The memory of the maps of the register that is open."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def centre(self) -> tuple[str, str] | None:
        """Return the last centre, or None."""
        kind, _, key = str(self._bench.memory.value(self._key("centre"), "")).partition("|")
        return (kind, key) if key else None

    def keep_centre(self, centre: tuple[str, str] | None) -> None:
        """Remember a centre."""
        if centre is not None:
            self._bench.memory.setValue(self._key("centre"), "|".join(centre))

    def places(self) -> dict[str, tuple[float, float]]:
        """Return where boxes were moved to, by their ids."""
        try:
            kept = json.loads(str(self._bench.memory.value(self._key("moved"), "{}")))
            return {str(box): (float(at[0]), float(at[1])) for box, at in kept.items()}
        except (ValueError, TypeError, AttributeError, IndexError):
            return {}  # written by hand or by another version: the layout's own places do

    def keep_place(self, box: str, x: float, y: float) -> None:
        """Remember where a box was put."""
        places = self.places()
        places.pop(box, None)
        places[box] = (round(x, 1), round(y, 1))
        kept = dict(list(places.items())[-MOST:])
        self._bench.memory.setValue(self._key("moved"), json.dumps(kept))

    def forget_places(self) -> None:
        """Forget every moved box of this register."""
        self._bench.memory.remove(self._key("moved"))

    def _key(self, what: str) -> str:
        path = str(self._bench.session.path)
        return f"dependence/{what}/{hashlib.sha256(path.encode()).hexdigest()[:16]}"
