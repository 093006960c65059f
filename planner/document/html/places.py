"""The places of a page: an id for each key that may be linked to, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planner.document.blocks import (
    Block,
    ChartBlock,
    Cover,
    Guarded,
    OnOnePage,
    Opening,
    Panel,
    Section,
    Sides,
    Together,
)


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks as they follow each other without pages: the fullest choice, all opened.

    What keeps blocks on one page, or guards them, is no more than what it holds.
    """
    for block in blocks:
        if isinstance(block, OnOnePage):
            yield from unfolded(block.choices[0] if block.choices else ())
        elif isinstance(block, Together | Guarded):
            yield from unfolded(block.content)
        else:
            yield block


def keys_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the key of each place, in order."""
    for block in unfolded(blocks):
        if isinstance(block, Opening | Section) and block.key:
            yield block.key
        if isinstance(block, Cover):
            yield "cover"
        if isinstance(block, Section | Panel):
            yield from keys_of(block.content)
        elif isinstance(block, ChartBlock):
            yield from keys_of(block.after)
        elif isinstance(block, Sides):
            yield from keys_of((*block.left, *block.right))


class Places:
    """Which id each key has; a key that stands twice leads to its first place."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.ids: dict[str, str] = {}
        for key in keys_of(blocks):
            if key not in self.ids:
                name = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:40] or "place"
                taken = set(self.ids.values())
                wanted, number = f"at-{name}", 2
                while wanted in taken:
                    wanted, number = f"at-{name}-{number}", number + 1
                self.ids[key] = wanted
        self.free = dict(self.ids)

    def goal(self, key: str) -> str | None:
        """Return where a link to a key leads, or None where there is no such place."""
        return self.ids.get(key)

    def take(self, key: str) -> str | None:
        """Return the id of a place that is written now; None when it has been before."""
        return self.free.pop(key, None)
