"""Ranks that keep the order of entry, with room to put a record back between two others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

# Half of it is left after each record put into the same place, so twenty fit before a renumbering.
GAP = 2**20


def ranks_for(
    added: Collection[str],
    ordered: Mapping[str, Any],
    rank_of: Callable[[str], int],
    last: int,
) -> dict[str, int] | None:
    """Return a rank for each added key of a table, given its keys in their order.

    `rank_of` gives the rank of a key that was there before, `last` the largest rank so far. None
    where there is no room between two records and the whole table needs new ranks.
    """
    new = set(added)
    ranks: dict[str, int] = {}
    run: list[str] = []
    previous: str | None = None
    for key in ordered:
        if key in new:
            run.append(key)
            continue
        if run:
            low = 0 if previous is None else rank_of(previous)
            room = (rank_of(key) - low) // (len(run) + 1)
            if room == 0:
                return None
            ranks.update({one: low + room * n for n, one in enumerate(run, start=1)})
            run = []
        previous = key
    ranks.update({one: last + GAP * n for n, one in enumerate(run, start=1)})
    return ranks
