"""Cells of a list that can be read in more than one way, and the answers a person can give.

Without an answer such a cell stays blank; an answer holds for the whole list, and what it made of
a row is told with that row.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner import fields
from planner.errors import InputRefused
from planner.exchange.cells import Cell, Unreadable, as_text, is_blank_word, months, shortened

BLANK = "blank"
DAYS_A_MONTH = 30
_YEAR = re.compile(r"(19|20|21)\d\d")
_LENGTH = re.compile(r"(\d{1,4})\s*(day|week|wk)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mending:
    """One thing that can be read in several ways: what is asked, and each answer with its words.

    The first answer is the one that stands until another is chosen.
    """

    name: str
    one: str
    many: str
    answers: tuple[tuple[str, str], ...]

    def title(self, number: int) -> str:
        """Return what is to be settled in a number of rows."""
        return self.one if number == 1 else f"{number:,} {self.many}"


REVERSED = Mending(
    "reversed",
    "A contract ends before it starts",
    "contracts end before they start",
    ((BLANK, "Leave both blank"), ("swap", "Swap them")),
)
YEAR_ALONE = Mending(
    "year_alone",
    "A date is only a year",
    "dates are only a year",
    ((BLANK, "Leave it blank"), ("april", "Use 1 April of it, flagged in the note")),
)
BARE_NOTICE = Mending(
    "bare_notice",
    "A notice is a bare number",
    "notices are bare numbers",
    ((BLANK, "Leave it blank"), ("days", "Read it as days"), ("months", "Read it as months")),
)
MENDINGS: Mapping[str, Mending] = MappingProxyType(
    {one.name: one for one in (REVERSED, YEAR_ALONE, BARE_NOTICE)}
)


_VALUES = "value"
_CALLED = {
    "kind": ("kind of contract", "kinds of contract"),
    "regime": ("set of rules", "sets of rules"),
}
"""Fields whose words in a list may be none of ours; a person can say which of ours they mean."""


def value_question(field: str, text: str) -> str:
    """Return the name under which it is asked what a word of a list means for a field."""
    return f"{_VALUES}/{field}/{' '.join(text.casefold().split())}"


def mending_called(name: str) -> Mending | None:
    """Return what is asked under a name, also what a word of a list means; None for no such."""
    part = name.split("/", 2)
    if len(part) != 3 or part[0] != _VALUES or part[1] not in _CALLED:
        return MENDINGS.get(name)
    choices = fields.BY_NAME["contract"].field(part[1]).choices
    one, many = _CALLED[part[1]]
    return Mending(
        name,
        f"“{shortened(part[2], 40)}” is no {one} of ours",
        f"rows say “{shortened(part[2], 40)}”, none of our {many}",
        (
            (BLANK, "Leave it blank"),
            *((choice, f"Read it as {fields.in_words(choice)}") for choice in choices),
        ),
    )


def kept_with_mapping(answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the answers that hold for every list of a layout: what its words mean."""
    return tuple(
        (name, answer) for name, answer in answers.items() if name.startswith(f"{_VALUES}/")
    )


def checked(answers: Mapping[str, str]) -> dict[str, str]:
    """Return an answer to everything that can be asked; InputRefused where one is not offered."""
    found = {name: one.answers[0][0] for name, one in MENDINGS.items()}
    for name, answer in answers.items():
        asked = mending_called(name)
        offered = [value for value, _ in asked.answers] if asked is not None else []
        if answer not in offered:
            raise InputRefused.one(
                "import", f'"{answer}" is no answer to {name}', f"use one of {', '.join(offered)}"
            )
        found[name] = answer
    return found


def year_alone(cell: Cell) -> int | None:
    """Return the year where a cell holds nothing else, or None."""
    text = as_text(cell)
    return int(text) if _YEAR.fullmatch(text) else None


def put_right(
    start: datetime.date | None, end: datetime.date | None, answer: str
) -> tuple[datetime.date | None, datetime.date | None, str]:
    """Return the dates of a contract, and what was done in words where they stood reversed."""
    if start is None or end is None or end >= start:
        return start, end, ""
    words = f"ends on {day(end)} before it starts on {day(start)}"
    if answer == "swap":
        return end, start, f"{words}: swapped"
    return None, None, f"{words}: both dates left blank"


def notice_days(cell: Cell, unit: str, answer: str) -> tuple[int | None, str]:
    """Return a notice in days, and words where a bare number was settled.

    A month is 30 days and a year 365. `unit` ("day" or "month") is what a bare number counts where
    the heading says so.
    """
    text = as_text(cell).strip("+ ")
    if is_blank_word(text):
        return None, ""
    if re.fullmatch(r"\d{1,4}", text):
        number = int(text)
        if unit:
            return number * (DAYS_A_MONTH if unit == "month" else 1), ""
        if answer == BLANK:
            return None, f'"{text}" may be days or months: left blank'
        days = number * (DAYS_A_MONTH if answer == "months" else 1)
        return days, f'"{text}" read as {answer}'
    found = _LENGTH.match(text)
    if found is not None:
        return int(found[1]) * (1 if found[2].casefold() == "day" else 7), ""
    try:
        length = months(text)
    except Unreadable:
        raise Unreadable(f'"{shortened(text)}" is not a length of notice') from None
    return (None if length is None else length // 12 * 365 + length % 12 * DAYS_A_MONTH), ""


def day(date: datetime.date) -> str:
    """Return a date as in tables: 30 Nov 2026."""
    return f"{date.day} {date:%b %Y}"
