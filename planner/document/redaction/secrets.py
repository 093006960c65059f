"""What a redacted edition must not tell, collected from a register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner import fields
from planner.field_types import FieldType
from planner.plan.plan import Plan
from planner.register.register import Register

LEAST_AMOUNT = 1000.0
"""Amounts below this, in pounds, are only known for money by their words: £750, not 750."""
SHORTEST_NOTE = 12
ROLE_WORDS = re.compile(
    r"\b(?:board|cabinet|care|chair|chief|commission\w*|committee|coordinat\w*|co-ordinat\w*|"
    r"council\w*|desk|director\w*|duty|emergency|executive|finance|gold|governance|head|it|lawyer|"
    r"lead|legal|line|manager\w*|member|monitoring|not known|office|officer\w*|operator|owner|"
    r"partner\w*|person|planner\w*|procurement|register|registrar|room|secretary|section|"
    r"services?|social|strategic|supervisor|team|treasurer|trustee\w*|worker)\b",
    re.IGNORECASE,
)
"""Words of a role; what has none of them is taken for the name of a person."""
USERS = (
    ("plan", "made_by"),
    ("plan", "owner"),
    ("plan", "approver"),
    ("warning_sign", "recorded_by"),
    ("decision", "decided_by"),
    ("action", "owner"),
    ("lesson", "owner"),
    ("review", "owner"),
    ("timetable_task", "owner"),
    ("service", "owner"),
)
"""Fields that hold a role or the name of a person."""
HEALTH_NOTES = (
    ("warning_sign", "indicator"),
    ("warning_sign", "note"),
    ("accounts", "note"),
    ("contact", "note"),
)
"""Fields that hold what the register keeps about how a provider is doing, or about a person."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Names of persons, their numbers and addresses, notes on providers, and amounts of money.

    `surnames` are the last words of names, where they are no word of a service, a provider or a
    place. `phones` are digits alone. `notes` are folded to small letters. `amounts` are whole
    pounds of the register, from £1,000. `providers` are names, which stay: they tell whether a
    sentence that speaks of a weakness speaks of somebody.
    """

    names: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    amounts: frozenset[int] = frozenset()
    providers: tuple[str, ...] = ()


def secrets_of(register: Register, plans: Iterable[Plan] = ()) -> Secrets:
    """Return what no redacted edition of this register, or of these plans, may tell."""
    contacts = register.contacts.values()
    numbers = [*(one.phone_day for one in contacts), *(one.phone_night for one in contacts)]
    emails = [one.email for one in contacts]
    people = [one.name for one in contacts if one.name]
    people += [name for name in _users(register) if not ROLE_WORDS.search(name)]
    amounts = set(_register_amounts(register))
    for plan in plans:
        amounts |= {round(fund.amount) for fund in plan.reserve.funds if fund.amount}
        lines = [line for sheet in plan.annex for line in sheet.contacts] + list(plan.card.numbers)
        numbers += [one for line in lines for one in (line.day, line.night)]
        emails += [line.email for line in lines]
        users = (plan.header.made_by, plan.header.owner, plan.header.approver)
        people += [name for name in users if name and not ROLE_WORDS.search(name)]
    names = tuple(sorted({tidy(name) for name in people if len(tidy(name)) > 2}))
    return Secrets(
        names=names,
        surnames=_surnames(names, register),
        phones=tuple(sorted({digits(one) for one in numbers if one and len(digits(one)) >= 6})),
        emails=tuple(sorted({one.strip().casefold() for one in emails if one and one.strip()})),
        notes=tuple(sorted(set(_notes(register)))),
        amounts=frozenset(one for one in amounts if one >= LEAST_AMOUNT),
        providers=tuple(sorted({one.name for one in register.providers.values() if one.name})),
    )


def tidy(words: str) -> str:
    """Return words with single spaces."""
    return " ".join(words.split())


def digits(words: str) -> str:
    """Return the digits of a telephone number, with 0 for the country code of the UK."""
    found = re.sub(r"\D", "", words.replace("(0)", ""))
    if found.startswith("0044"):
        return "0" + found[4:]
    return "0" + found[2:] if words.strip().startswith("+44") else found


def _users(register: Register) -> Iterator[str]:
    for kind, name in USERS:
        for record in register.of_kind(kind).values():
            value = getattr(record, name)
            if isinstance(value, str) and value.strip():
                yield value


def _notes(register: Register) -> Iterator[str]:
    for kind, name in HEALTH_NOTES:
        for record in register.of_kind(kind).values():
            value = getattr(record, name)
            if isinstance(value, str) and len(tidy(value)) >= SHORTEST_NOTE:
                yield tidy(value).casefold().rstrip(".")


def _register_amounts(register: Register) -> Iterator[int]:
    """Yield each amount of money of every record, in whole pounds."""
    if register.council.budget_annual:
        yield round(register.council.budget_annual)
    for kind in fields.BY_NAME.values():
        money = [one.attribute for one in kind.fields if one.type is FieldType.MONEY]
        for record in register.of_kind(kind.name).values() if money else ():
            for name in money:
                value = getattr(record, name)
                if isinstance(value, int | float):
                    yield round(abs(value))


def _surnames(names: Iterable[str], register: Register) -> tuple[str, ...]:
    """Return last words of names that stand for nobody and nothing else in the register."""
    told = [register.council.name]
    for kind in ("service", "provider", "asset", "contract", "scenario", "reserve", "option"):
        for record in register.of_kind(kind).values():
            told += [str(getattr(record, name, "")) for name in ("title", "name")]
    told += [place.area for place in register.places.values()]
    words = {word.casefold() for one in told for word in re.findall(r"\w+", one)}
    found = {name.split()[-1] for name in names if " " in name}
    return tuple(sorted(one for one in found if len(one) > 3 and one.casefold() not in words))
