"""The preventive actions that matter most: alike ones in one line, the small ones only counted."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from planner.plan import wording
from planner.plan.findings import PreventiveAction

MOST = 12
MOST_MEASURED = 8
MOST_NAMED = 3
WORTH_TELLING = 0.05
"""An action worth less than this part of the best is only counted, if its service has a better."""


def foremost(actions: Sequence[PreventiveAction]) -> tuple[PreventiveAction, ...]:
    """Return at most twelve actions, best first; alike ones are one line.

    Actions alike share their `group`: more places for one service from several options, a day
    sooner, or one change to several timetables. The figures of such a line are those of its best.
    """
    groups: dict[str, list[PreventiveAction]] = {}
    for action in actions:
        groups.setdefault(action.group or action.title, []).append(action)
    lines = [_together(group) for group in groups.values()]
    best = max((_worth(line) for line in lines), default=0.0)
    measured: list[PreventiveAction] = []
    for line in lines:
        if line.saves_unmet is None:
            continue
        only_one = line.service not in {other.service for other in measured}
        if _worth(line) >= WORTH_TELLING * best or only_one:
            measured.append(line)
    others = [line for line in lines if line.saves_unmet is None]
    room = max(MOST_MEASURED, MOST - len(others))
    shown = [*measured[:room], *others]
    return tuple(shown[:MOST])


def rest_words(actions: Sequence[PreventiveAction], shown: Sequence[PreventiveAction]) -> str:
    """Return how many actions are left out, and the most that one of them is worth."""
    groups = {action.group or action.title for action in shown}
    left = [action for action in actions if (action.group or action.title) not in groups]
    if not left:
        return ""
    most = max(_worth(action) for action in left)
    each = f", each worth {wording.person_days(most)} or less," if most >= wording.SMALL else ""
    if len(left) == 1:
        each = f", worth {wording.person_days(most)}," if most >= wording.SMALL else ""
        return f"1 more change{each} is in the workbook."
    return f"{len(left)} more changes{each} are in the workbook."


def _worth(action: PreventiveAction) -> float:
    return max(action.saves_breach or 0.0, action.saves_unmet or 0.0)


def _together(group: Sequence[PreventiveAction]) -> PreventiveAction:
    first = group[0]
    if len(group) == 1 or not first.group_title:
        return first
    named = wording.listed([action.member for action in group], MOST_NAMED)
    return dataclasses.replace(
        first,
        title=f"{first.group_title}: {named}",
        worth=first.group_worth or first.worth,
    )
