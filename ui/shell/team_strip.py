"""What the strip at the foot says of a team register: who is in it, or a server that is away."""

from __future__ import annotations

from dataclasses import dataclass

from planner.document.wording import counted
from ui.shell.team_watch import TeamWatch

NAMED = 2
"""People named before the others are counted."""


@dataclass(frozen=True, slots=True)
class TeamWords:
    """Words for the strip: full and short, whether they are a warning, and a list for a menu."""

    full: str
    short: str
    tip: str
    is_lost: bool
    lines: tuple[str, ...]


def team_words(watch: TeamWatch) -> TeamWords:
    """Return what to say of the people and the server."""
    if watch.lost:
        return TeamWords(
            "Server not reached, trying again",
            "Not reached",
            watch.lost,
            True,
            (watch.lost,),
        )
    lines = tuple(
        f"{one.who} on {one.machine} since {one.since.astimezone():%H:%M}" for one in watch.others
    )
    names = list(dict.fromkeys(one.who for one in watch.others))
    if not names:
        return TeamWords("Nobody else is in it", "Alone", "Nobody else has it open", False, lines)
    more = len(names) - NAMED
    shown = ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
    return TeamWords(
        f"Also in it: {shown}",
        counted(len(names), "other", "others"),
        "; ".join(lines),
        False,
        lines,
    )
