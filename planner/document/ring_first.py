"""Which numbers to ring first: the roles of this plan, then who fails, then who can help."""

from __future__ import annotations

import re

from planner.plan.card import NumberToRing
from planner.plan.plan import Plan

EVERYWHERE = re.compile(
    r"care|commission\w*|contract|council|director|from|head|home|lead\w*|manager|officer|once|"
    r"section|services?|support|with"
)
"""Words of roles and services that say nothing of which service is meant."""
NAMED, NEAR, OUTSIDE, REST = range(4)


def in_order(plan: Plan) -> list[NumberToRing]:
    """Return the numbers of the card: those with a part in this plan first.

    First council roles that decide or act in it, then those whose title shares a telling word
    with them or with a service hit, then the failed provider, then the first number of each other
    provider, then everybody else.
    Where no title tells, directors stay in front, in the order of the register.
    """
    named = _roles(plan)
    telling = _words(" ".join([*named, *(line.title for line in plan.decisions)]))
    near = {line for line in plan.card.numbers if _words(line.role) & telling}
    directors = not any(_of_council(line) and line.role not in named for line in near)

    outside = [line for line in plan.card.numbers if not _of_council(line)]
    first = {line.place: line for line in reversed(outside)}
    failed = {outside[0].place} if outside else set()

    def rank(line: NumberToRing) -> int:
        if not _of_council(line):
            return OUTSIDE if line.place in failed or first[line.place] is line else REST
        if line.role in named:
            return NAMED
        leads = directors and line.role.casefold().startswith(("director", "chief"))
        return NEAR if leads or line in near else REST

    return sorted(plan.card.numbers, key=rank)


def _of_council(line: NumberToRing) -> bool:
    return not line.place or line.place.casefold() == "council"


def _roles(plan: Plan) -> set[str]:
    said = [line.who.split(",")[0] for line in plan.card.who_decides]
    said += [action.owner for action in plan.card.first_actions]
    said += [line.owner for line in plan.decisions if line.owner]
    return set(said)


def _words(title: str) -> set[str]:
    """Return the telling words of a title, without the ending of the plural."""
    words = re.findall(r"[^\W\d]{4,}", title.casefold())
    return {word.removesuffix("s") for word in words if not EVERYWHERE.fullmatch(word)}
