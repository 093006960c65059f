"""Rows that add up the rows above them, which are no entries of a list."""

from __future__ import annotations

import itertools

from planner.exchange.cells import as_text
from planner.exchange.read_table import Row

_WORDS = frozenset(
    ("total", "totals", "grand total", "sub total", "subtotal", "overall total", "sum",
     "total value", "total contracts", "total contract value", "total spend", "total payments")
)  # fmt: skip


class RunningTotal:
    """Goes down a list with the sum of what stands above, in pounds."""

    def __init__(self) -> None:
        self.sum = 0.0
        self.counted = 0

    def add(self, value: float | None) -> None:
        """Count one entry; a blank value adds nothing."""
        self.sum += value or 0.0
        self.counted += 1

    def is_total(self, row: Row, value: float | None, *, has_supplier: bool) -> bool:
        """Return whether a row says "Total", or states without a supplier what stands above it."""
        texts = itertools.islice((text for cell in row.cells if (text := as_text(cell))), 4)
        if any(len(text) < 24 and text.casefold().strip(" :£") in _WORDS for text in texts):
            return True
        is_sum = value is not None and self.counted >= 2 and abs(value - self.sum) < 0.005
        return bool(is_sum and not has_supplier)
