"""Which changes of the other register do not fit to what was done here, found by trying them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from planner.errors import InputRefused
from planner.progress import Progress, unreported
from planner.register.changes import COUNCIL_KIND, current
from planner.register.choosing import chosen, with_what_they_go
from planner.register.dependents import pointing_at
from planner.register.difference import Choice, Difference, Side
from planner.register.draft import Draft
from planner.register.joining import JoinRegister
from planner.register.plain import kind_called
from planner.register.register import Register
from planner.register.validity import problems_with

Kept = Mapping[tuple[str, str], str]
"""Records that cannot be removed, by kind and key, and the reason as the end of a sentence."""

_NOT_TOGETHER = "Together the changes of both sides do not fit: "


def fitted(
    mine: Register,
    theirs: Register,
    differences: Sequence[Difference],
    kept: Kept | None = None,
    report: Progress = unreported,
) -> tuple[Difference, ...]:
    """Return the differences with those left open that would not fit if they were taken unasked.

    Such a one becomes a conflict that says why, and stands as it is here until somebody chooses.
    One may bring others, so they are tried until the rest fits.
    """
    shown = [_held(one, kept or {}) for one in with_what_they_go(differences, mine, theirs)]
    while True:
        report(0, 1, "Checking what fits together")
        edit = JoinRegister("", theirs, tuple(shown), {})
        taken = [one for one, _ in chosen(shown, {})]
        if not taken:
            return tuple(shown)
        reasons = _reasons(mine, edit, taken)
        if not reasons:
            reasons = _of_the_whole(mine, edit, taken)
        if not reasons:
            return tuple(shown)
        shown = [_left_open(one, reasons.get(one.number, "")) for one in shown]


def _reasons(mine: Register, edit: JoinRegister, taken: Iterable[Difference]) -> dict[int, str]:
    """Return by difference why the record it makes, or the gap it leaves, does not stand."""
    draft = Draft(mine)
    edit.carry_out(draft)
    after = draft.register()
    by_record: dict[tuple[str, str], list[Difference]] = {}
    for one in taken:
        by_record.setdefault((one.kind, one.key), []).append(one)
    reasons: dict[int, str] = {}
    for (kind, key), group in by_record.items():
        record = after.council if kind == COUNCIL_KIND else current(after, kind, key)
        problems = problems_with(kind_called(kind), record, after) if record is not None else []
        if problems:
            reasons.update((one.number, _NOT_TOGETHER + problems[0].sentence) for one in group)
    gone = {(one.kind, one.key): one for group in by_record.values() for one in group
            if one.is_removal}  # fmt: skip
    for pointer in pointing_at(set(gone), after) if gone else ():
        holder = kind_called(pointer.kind)
        named = f"{holder.label.lower()} {pointer.key}".strip()
        one = gone[pointer.at_kind, pointer.at_key]
        reasons.setdefault(one.number, f"Removed in the other, but {named} here points at it.")
    return reasons


def _of_the_whole(
    mine: Register, edit: JoinRegister, taken: Sequence[Difference]
) -> dict[int, str]:
    """Return a reason where a record that nobody touched would not stand any more.

    Scenarios lean on the markets of services and the areas of places, which are texts.
    """
    try:
        edit.changes(mine)
    except InputRefused as error:
        reason = f"{_NOT_TOGETHER}{error.problems[0].sentence}"
        leant_on = [one for one in taken if one.kind in ("service", "contract", "place")]
        return {one.number: reason for one in leant_on or taken}
    return {}


def _left_open(one: Difference, reason: str) -> Difference:
    if not reason:
        return one
    says = f"{one.says} {reason}".strip()
    return dataclasses.replace(one, side=Side.CONFLICT, unasked=Choice.MINE, says=says)


def _held(one: Difference, kept: Kept) -> Difference:
    """Return a removal that cannot be made as one that says so and leaves no choice."""
    reason = kept.get((one.kind, one.key), "")
    if not one.is_removal or not reason:
        return one
    return dataclasses.replace(
        one,
        choices=(Choice.MINE,),
        unasked=Choice.MINE,
        says=f"{one.says} It stays: {reason}.".strip(),
    )
