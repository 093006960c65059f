"""The ten action cards as values: each role's job, its part of the checklist, numbers to ring.

A card holds the very items of the checklist that name its role, so that the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.plan import wording
from planner.plan.card import CardNumber, NumberToRing, Phase, RoleCard
from planner.plan.case import Case
from planner.plan.plan import ServiceDecision, StepIn
from planner.plan.role_rules import Role, roles
from planner.plan.roles import BROKERAGE, CHIEF, DIRECTOR, FINANCE, LEGAL, MESSAGES, STAFF
from planner.plan.sheets import numbers_of

MOST_OUTSIDE = 16
TELLING = re.compile(r"[^\W\d]{4,}")
MONEY_ROLE = re.compile(r"financ|account", re.IGNORECASE)


def role_cards(
    case: Case,
    people: float | None,
    phases: Sequence[Phase],
    decisions: Sequence[ServiceDecision],
    step_in: Sequence[StepIn],
) -> tuple[RoleCard, ...]:
    """Return a card for each role; `people` are those at risk, None where they are not known."""
    whom = "everyone served" if people is None else f"all {wording.people(people)}"
    if people is not None and round(people) == 1:
        whom = "the one person served"
    council = numbers_of(case, None)
    owner = next((each.owner for each in decisions if each.owner), None)

    def number(role: str, why: str) -> CardNumber:
        found = _contact(council, role, owner)
        if found is None:
            return CardNumber(why, None, None, None)
        return CardNumber(why, found.role, found.day, found.night)

    cards = []
    for role in roles():
        to_ring = dict.fromkeys([role.reports_to, *role.asks])
        numbers = [number(name, name) for name in to_ring]
        outside = _outside(case, role, step_in)
        cards.append(
            RoleCard(
                role.name,
                role.job.format(whom=whom),
                role.may_decide,
                role.ask_first,
                role.reports_to,
                tuple(_own(phase, role.name) for phase in phases),
                (*numbers, *outside[:MOST_OUTSIDE]),
            )
        )
    return tuple(cards)


def _own(phase: Phase, role: str) -> Phase:
    items = tuple(item for item in phase.items if item.owner == role)
    return Phase(phase.title, phase.within_hours, items)


def _contact(council: Sequence[NumberToRing], role: str, owner: str | None) -> NumberToRing | None:
    """Return the council's contact for a role: by its very name, else by the role's words."""
    if role == DIRECTOR and (lead := _director(council, owner or "")) is not None:
        return lead
    words: tuple[str, ...] = (role.casefold(),)
    known = next((one for one in roles() if one.name == role), None)
    words += known.words if known is not None else (CHIEF.casefold(),)
    for word in words:
        for contact in council:
            if re.search(rf"\b{re.escape(word)}", contact.role.casefold()):
                return contact
    return None


def _director(council: Sequence[NumberToRing], owner: str) -> NumberToRing | None:
    """Return the director nearest to the owner of the first service, by the words of the titles."""
    directors = [one for one in council if one.role.casefold().startswith("director")]
    named = next((one for one in council if one.role == "Strategic lead"), None)
    if named is not None or not directors:
        return named
    said = set(_telling(owner)) - {"director"}
    return max(directors, key=lambda one: len(said & set(_telling(one.role))))


def _telling(title: str) -> list[str]:
    return [word.rstrip("s") for word in TELLING.findall(title.casefold())]


def _outside(case: Case, role: Role, step_in: Sequence[StepIn]) -> list[CardNumber]:
    """Return the numbers outside the council: of the provider that fails and of those who help."""
    found: dict[str, CardNumber] = {}
    if role.name in (DIRECTOR, LEGAL, FINANCE, STAFF, MESSAGES, BROKERAGE):
        for provider in case.providers_hit:
            _add(found, case, provider, money=role.name == FINANCE)
    if role.name == BROKERAGE:
        used = {option.supplier for step in step_in for option in step.usable if option.used}
        for id_, helper in case.register.providers.items():
            if helper.name in used:
                _add(found, case, id_, money=False)
    return list(found.values())


def _add(found: dict[str, CardNumber], case: Case, provider: str, money: bool) -> None:
    numbers = [one for one in numbers_of(case, provider) if one.day or one.night]
    if not numbers:
        return
    # The finance director is rung about money, whoever stands first about everything else.
    fit = (one for one in numbers if bool(MONEY_ROLE.search(one.role)) == money)
    chosen = next(fit, numbers[0])
    name = case.name_of(provider)
    found.setdefault(name, CardNumber(name, chosen.role, chosen.day, chosen.night))
