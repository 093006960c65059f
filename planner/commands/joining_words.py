"""The differences of two registers as text and as JSON to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planner.commands.printing import print_heading, print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.register.choosing import Choices
    from planner.register.compared import RegistersCompared
    from planner.register.difference import Difference

MOST_LINES = 20


def print_compared(compared: RegistersCompared, choices: Choices) -> None:
    """Print where two registers parted and in what they differ, conflicts first."""
    from planner.register.difference import Side

    titles = {
        Side.CONFLICT: "Changed in both, or not to be joined without a choice",
        Side.APART: "Not the same, and who changed it cannot be told",
        Side.THERE: f"Changed only in {compared.name}",
        Side.HERE: "Changed only here",
    }
    print_lines([compared.headline, *compared.notes])
    if not compared.differences:
        click.echo("  They hold the same.")
    made = compared.made(choices)
    for side, title in titles.items():
        found = [one for one in compared.differences if one.side is side]
        if not found:
            continue
        print_heading(f"{title}: {len(found):,}")
        print_lines([f"{in_a_line(one)} [{made[one.number]}]" for one in found[:MOST_LINES]])
        if len(found) > MOST_LINES:
            more = f"and {len(found) - MOST_LINES:,} more; backstop differ --json lists them all."
            print_lines([more])


def in_a_line(one: Difference) -> str:
    """Return a difference as a line: what it is about, here and there, and what to know."""
    about = f"{one.kind_label}, {one.named}" if one.kind != "council" else one.named.capitalize()
    field = f", {one.field}" if one.field else ""
    was = f" (was {one.was})" if one.was else ""
    line = f"{about}{field}: here {one.mine or 'blank'}; there {one.theirs or 'blank'}{was}."
    return f"{line} {one.says}".rstrip()


def compared_json(compared: RegistersCompared, choices: Choices) -> dict[str, Any]:
    """Return where two registers parted and every difference, for another program."""
    parting = compared.parting
    return {
        "other": compared.name,
        "shared_revision": parting.revision if parting else None,
        "steps_here": len(parting.mine) if parting else None,
        "steps_there": len(parting.theirs) if parting else None,
        "notes": list(compared.notes),
        "differences": list(_differences(compared, choices)),
    }


def _differences(compared: RegistersCompared, choices: Choices) -> Iterator[dict[str, Any]]:
    made = compared.made(choices)
    for one in compared.differences:
        yield {
            "number": one.number,
            "side": one.side.value,
            "what": one.what.value,
            "kind": one.kind,
            "key": one.key,
            "named": one.named,
            "field": one.field,
            "mine": one.mine,
            "theirs": one.theirs,
            "was": one.was,
            "says": one.says,
            "choices": [choice.value for choice in one.choices],
            "stands": made[one.number].value,
            "is_open": one.is_open,
        }
