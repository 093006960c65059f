"""What the decisions and notes of a log are called.

Nothing heavy is loaded for it: both windows ask for it while they are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.exercise.log import Entry


def entry_names(entries: Iterable[Entry]) -> Mapping[int, str]:
    """Return what decisions, notes and their corrections are called, by number: D-07, N-02.

    A correction counts with the kind of what it corrects.
    """
    kinds: dict[int, str] = {}
    counts = {"D": 0, "N": 0}
    found: dict[int, str] = {}
    for entry in entries:
        letter = {"decision": "D", "note": "N"}.get(entry.kind, "")
        if entry.kind == "correction":
            letter = kinds.get(entry.corrects or 0, "")
        if letter:
            kinds[entry.number] = letter
            counts[letter] += 1
            found[entry.number] = f"{letter}-{counts[letter]:02d}"
    return found
