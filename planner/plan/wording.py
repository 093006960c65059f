"""Numbers, dates and lists as the plan writes them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

NOT_KNOWN = "not known"
SMALL = 0.5


def date_words(date: datetime.date | None) -> str:
    """Return a date as "4 May 2027", or "not known"."""
    return NOT_KNOWN if date is None else f"{date.day} {date:%B %Y}"


def money(amount: float | None) -> str:
    """Return whole pounds with commas, or "not known"."""
    if amount is None:
        return NOT_KNOWN
    pounds = round(amount)
    return f"-£{-pounds:,}" if pounds < 0 else f"£{pounds:,}"


def number(count: float | None) -> str:
    """Return a whole number with commas, or "not known"."""
    return NOT_KNOWN if count is None else f"{round(count):,}"


def counted(count: float | None, one: str, many: str) -> str:
    """Return "1 day" or "14 days", or the many with "not known" before it."""
    if count is None:
        return f"{many} {NOT_KNOWN}"
    return f"{number(count)} {one if round(count) == 1 else many}"


def people(count: float | None) -> str:
    """Return "214 people", or "a number of people not known"."""
    if count is None:
        return "a number of people not known"
    return counted(count, "person", "people")


def people_wait(count: float) -> str:
    """Return "1 person waits" or "14 people wait"."""
    return f"{people(count)} {'waits' if round(count) == 1 else 'wait'}"


def days(count: float | None) -> str:
    """Return "14 days"."""
    return counted(count, "day", "days")


def person_days(count: float | None) -> str:
    """Return "1,923 person-days"."""
    return counted(count, "person-day", "person-days")


def weeks_of(days_long: float) -> str:
    """Return a length to the nearest week where it has four weeks or more, else in days."""
    return counted(days_long / 7, "week", "weeks") if days_long >= 28 else days(days_long)


def percent(share: float | None) -> str:
    """Return a share as a whole percentage; "under 1%" for the smallest."""
    if share is None:
        return NOT_KNOWN
    return "under 1%" if 0 < share < 0.005 else f"{round(100 * share)}%"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Return "a, b and c"; beyond `most`, how many more there are."""
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


LITTLE_WORDS = frozenset({"The", "A", "An", "No", "Some", "How", "What", "Up", "Let", "Open"})


def inside(title: str) -> str:
    """Return a title for the middle of a sentence: a capital only where the word is a name.

    A title with a later word in capitals, acronyms aside, is taken for a name as a whole.
    """
    first, *rest = title.split(" ")
    if first not in LITTLE_WORDS:
        if first[1:] != first[1:].lower() or len(first) == 1:
            return title
        if any(_is_name(word) for word in rest):
            return title
    return title[:1].lower() + title[1:]


def _is_name(word: str) -> bool:
    letters = "".join(letter for letter in word if letter.isalpha())
    return letters[:1].isupper() and not (len(letters) > 1 and letters.isupper())


def upper_first(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def full_stop(sentence: str) -> str:
    """Return a sentence that ends with a full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def of(name: str) -> str:
    """Return a name with the ending of possession."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
