"""Names found by what a person types, letters wrong or left out included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from planner import fields

if TYPE_CHECKING:
    from planner.register.register import Register

SLICE = 4000
"""Names looked through at a time, so that nobody waits for the rest."""
LIKE_ENOUGH = 78.0
"""Likeness in per cent from which a name with other letters counts as found."""
KINDS = ("service", "provider", "contract", "scenario", "plan", "asset", "contact")
"""Kinds of record that are found by name, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Findable:
    """Something with a name: its kind ("command" or a kind of record), its key, and a word more."""

    kind: str
    key: str
    name: str
    more: str = ""


def findable_records(register: Register) -> list[Findable]:
    """Return every record that is found by name; contacts go by their role."""
    found: list[Findable] = []
    for kind in KINDS:
        label = fields.BY_NAME[kind].label
        for key, record in register.of_kind(kind).items():
            name = _name_of(record) or key
            found.append(Findable(kind, key, name, f"{label} {key}" if name != key else label))
    return found


def _name_of(record: object) -> str:
    for attribute in ("title", "name", "role"):
        value = getattr(record, attribute, None)
        if value:
            return str(value)
    return ""


class NameSearch:
    """Names made ready to be looked through many times."""

    def __init__(self, found: Iterable[Findable]) -> None:
        self._all: Sequence[Findable] = list(found)
        self._lower = [f"{one.name} {one.key}".lower() for one in self._all]

    def search(self, typed: str, limit: int = 40) -> list[Findable]:
        """Return the best matches, best first."""
        return list(self.in_slices(typed, limit))[-1]

    def in_slices(self, typed: str, limit: int = 40) -> Iterator[list[Findable]]:
        """Yield the best matches so far after each slice of names, best first."""
        from rapidfuzz import fuzz, process

        words = typed.lower().split()
        whole = " ".join(words)
        best: list[tuple[float, int]] = []
        for start in range(0, max(len(self._lower), 1), SLICE):
            names = self._lower[start : start + SLICE]
            scored = [
                (_score(name, words, whole), -(start + at))
                for at, name in enumerate(names)
                if all(word in name for word in words)
            ]
            if len(scored) < limit and len(whole) > 2:
                exact = {-at for _, at in scored}
                like = process.extract(
                    whole, names, scorer=fuzz.partial_ratio, score_cutoff=LIKE_ENOUGH, limit=limit
                )
                scored += [
                    (score, -(start + at)) for _, score, at in like if start + at not in exact
                ]
            best = nlargest(limit, best + scored)
            yield [self._all[-at] for _, at in best]


def _score(name: str, words: list[str], whole: str) -> float:
    """Score a name that holds every word: begins with it, begins a word with it, or holds it."""
    if not words or name.startswith(whole):
        return 300.0
    begins = sum(f" {word}" in f" {name}" for word in words)
    return 150.0 + 100.0 * begins / len(words)
