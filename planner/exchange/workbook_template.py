"""An empty register workbook to fill in, with worked rows that are left out on import."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from planner import fields
from planner.errors import InputRefused
from planner.exchange.register_workbook import workbook_of
from planner.exchange.workbook_examples import EXAMPLES
from planner.exchange.workbook_front import Made
from planner.exchange.workbook_layout import LAYOUTS, SheetLayout
from planner.workbook_packing import write_whole

# A plan is made by Backstop, never written by hand.
NOT_BY_HAND = frozenset({"plan"})


def write_template(path: Path, made_on: datetime.date, kinds: Sequence[str] = ()) -> None:
    """Write a template at `path`: a sheet for each of `kinds`, or for all where none is named.

    `kinds` are names of kinds, one or many of them. InputRefused where there is no such kind,
    OSError where the file cannot be written.
    """
    layouts = _wanted(kinds)
    held = {layout.kind.name for layout in layouts if layout.kind is not None}
    examples = EXAMPLES
    for kind in fields.KINDS:
        if kind.name not in held:
            examples = examples.with_table(kind.name, {})
    write_whole(workbook_of(examples, Made(made_on, is_template=True), layouts=layouts), path)


def _wanted(kinds: Sequence[str]) -> list[SheetLayout]:
    by_hand = [kind for kind in fields.KINDS if kind.name not in NOT_BY_HAND]
    known = {
        _plain(name): kind.name
        for kind in by_hand
        for name in (kind.name, kind.plural, kind.label, kind.label_plural)
    }
    for one in kinds:
        if _plain(one) not in known:
            names = ", ".join(kind.plural for kind in by_hand)
            what = f"there is no kind of record called {one}"
            raise InputRefused.one("", what, f"use {names}")
    wanted = {known[_plain(one)] for one in kinds}
    if not kinds:
        wanted = set(known.values())
    return [
        layout
        for layout in LAYOUTS
        if (layout.kind.name if layout.kind is not None else "scenario") in wanted
    ]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
