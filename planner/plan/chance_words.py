"""How sure a restart is, in words: in so many of 100 drawn timetables, give or take."""

from __future__ import annotations

import datetime
import math

from planner.plan import wording
from planner.plan.timetable import Recommissioning, RestartChance, TaskLine

SURE = 1.959963984540054
"""Standard errors that a share found from draws keeps within, 19 times in 20."""


def of_100(share: float) -> str:
    """Return a share as a number out of 100; one that is neither none nor all never says so."""
    if 0 < share < 0.005:
        return "under 1"
    if 0.995 <= share < 1:
        return "over 99"
    return f"{share * 100:.0f}"


def holds_words(chance: RestartChance | None) -> str:
    """Return how likely the stop-gaps hold, as a sentence; "" where nothing of them ends."""
    if chance is None or chance.holds is None:
        return ""
    around = max(1, math.ceil(SURE * 100 * (chance.holds_error or 0.0)))
    give = "" if chance.holds in (0.0, 1.0) else f", give or take {around}"
    told = (
        "The stop-gaps hold until the new contract starts in "
        f"{of_100(chance.holds)} of 100 drawn timetables{give}."
    )
    usual = chance.holds_usual
    if usual is not None and of_100(usual) != of_100(chance.holds):
        told += f" Where they mobilise at their usual pace, in {of_100(usual)} of 100."
    return told


def band_words(work: Recommissioning) -> str:
    """Return between which dates P50 and P80 lie, as a sentence; "" for a plan kept before."""
    chance = work.chance
    if chance is None:
        return ""
    half = _between(chance.p50_from, chance.p50_until)
    most = _between(chance.p80_from, chance.p80_until)
    return f"With {work.draws:,} timetables drawn, P50 lies {half} and P80 {most}, 19 times in 20."


def critical_words(task: TaskLine) -> str:
    """Return how often a task is on a critical path, as part of a sentence; "" if not known."""
    if task.critical_share is None:
        return ""
    return f"on the critical path in {of_100(task.critical_share)} of 100 drawn timetables"


def _between(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return f"on {wording.date_words(first)}"
    return f"between {wording.date_words(first)} and {wording.date_words(last)}"
