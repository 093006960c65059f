"""How a document says dates, money, people and classes, always the same way.

Blank is "not known", never zero. Numbers are rounded for reading; a number that is not zero is
never printed as zero.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

NOT_KNOWN = "not known"
MINUS = "\N{MINUS SIGN}"
CLASS_LETTERS = {"must": "M", "needed": "N", "could": "C"}
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def long_date(date: datetime.date | None) -> str:
    """Return a date as in running text: 4 May 2027."""
    return NOT_KNOWN if date is None else f"{date.day} {date:%B %Y}"


def short_date(date: datetime.date | None) -> str:
    """Return a date as in tables: 30 Nov 2026."""
    return NOT_KNOWN if date is None else f"{date.day} {date:%b %Y}"


def pounds(amount: float | None) -> str:
    """Return whole pounds with thousands commas; pence only where the amount is under a pound."""
    if amount is None:
        return NOT_KNOWN
    if 0.01 <= abs(amount) <= 0.5:
        return "under £1"
    sign = MINUS if round(amount) < 0 else ""
    return f"{sign}£{abs(amount):,.0f}"


def signed_pounds(amount: float) -> str:
    """Return whole pounds with a plus or a minus sign."""
    return f"+{pounds(amount)}" if round(amount) > 0 else pounds(amount)


def round_pounds(amount: float | None) -> str:
    """Return pounds for councillors: to the nearest thousand from £10,000."""
    if amount is not None and abs(amount) >= 10_000:
        return pounds(round(amount, -3))
    return pounds(amount)


def whole(amount: float | None) -> str:
    """Return whole pounds without a sign for the pound, for a column headed with one."""
    return pounds(amount).replace("£", "")


def price(amount: float | None) -> str:
    """Return a unit price with pence and no pound sign, for a column headed with one."""
    return NOT_KNOWN if amount is None else f"{amount:,.2f}"


def count(number: float | None) -> str:
    """Return a number of people, places or person-days without decimals."""
    if number is None:
        return NOT_KNOWN
    if 0.01 <= number <= 0.5:
        return "under 1"
    return f"{number:,.0f}".replace("-", MINUS)


def in_thousands(number: float) -> str:
    """Return a count that fits a small cell: 940, 9.4k, 83k, 1.6m."""
    if number < 999.5:
        return f"{number:,.0f}"
    if number < 999_500:
        return f"{number / 1e3:.1f}k" if number < 9_950 else f"{number / 1e3:.0f}k"
    return f"{number / 1e6:.1f}m"


def counted(number: float, one: str, many: str) -> str:
    """Return a number with its noun: 1 person, 214 people."""
    words = count(number)
    return f"{words} {one if words in {'1', 'under 1'} else many}"


def people(number: float | None) -> str:
    """Return a number of people with the noun; "people not known" where it is not."""
    return "people not known" if number is None else counted(number, "person", "people")


def days(number: float | None) -> str:
    """Return a number of days with the noun."""
    return NOT_KNOWN if number is None else counted(number, "day", "days")


def weeks(days_long: float | None) -> str:
    """Return a length in days as words: in weeks from 14 days, else in days."""
    if days_long is None:
        return NOT_KNOWN
    if days_long < 14:
        return days(days_long)
    return counted(days_long / 7, "week", "weeks")


def small(number: int) -> str:
    """Return a count in words up to nine, as headlines need, and in figures above."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def percent(part: float | None) -> str:
    """Return a share from 0 to 1 in per cent."""
    if part is None:
        return NOT_KNOWN
    if 0 < part < 0.01:
        return "under 1%"
    return f"{part:.0%}"


def years_out_of(percent_of_years: float) -> str:
    """Return in how many years something is enough: 8 years out of 10, 19 years out of 20."""
    for whole_years in (10, 20):
        part = percent_of_years * whole_years / 100
        if abs(part - round(part)) < 1e-9:
            return f"{part:.0f} {'year' if round(part) == 1 else 'years'} out of {whole_years}"
    return f"{percent_of_years:g} {'year' if percent_of_years == 1 else 'years'} out of 100"


def class_word(class_: str | None) -> str:
    """Return the class of a service in words."""
    return class_ if class_ in CLASS_LETTERS else "class not decided"


def middle(title: str) -> str:
    """Return a title as it stands inside a sentence; initials and names keep their capitals."""
    second = title.split()[1:2]
    if second and second[0][0].isupper():
        return title  # two capitals in a row open a name, as in West Berkshire
    if len(title) > 1 and title[0].isupper() and not title[1].isupper():
        return title[0].lower() + title[1:]
    return title


def start(sentence: str) -> str:
    """Return words as they open a sentence."""
    return sentence[:1].upper() + sentence[1:]


def full_stop(sentence: str) -> str:
    """Return a sentence that ends as sentences do."""
    tidy = sentence.rstrip()
    return tidy if not tidy or tidy[-1] in ".!?:…" else f"{tidy}."


def on_page_of(words: str, service: str) -> str:
    """Return words as they stand on a service's own page: "contract 1", without its name."""
    return re.sub(rf"{re.escape(service)} \(([^()]*)\)", r"\1", words, flags=re.IGNORECASE)


def listed(parts: list[str] | tuple[str, ...], most: int = 6) -> str:
    """Return names as a list in words: a, b and c; beyond `most` it says how many more."""
    names = list(parts)
    if len(names) > most:
        rest = len(names) - most + 1
        names = [*names[: most - 1], f"{rest} others"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def runs(numbers: Iterable[int]) -> list[str]:
    """Return numbers with neighbours joined: 3, 5 to 9."""
    joined: list[list[int]] = []
    for number in sorted(set(numbers)):
        if joined and number == joined[-1][1] + 1:
            joined[-1][1] = number
        else:
            joined.append([number, number])
    return [f"{low}" if low == high else f"{low} to {high}" for low, high in joined]


def or_not_known(words: str | None) -> str:
    """Return words, or "not known" where there are none."""
    return words if words and words.strip() else NOT_KNOWN


def within(hours: int) -> str:
    """Return a time limit in words: 4 hours, 3 days, 2 weeks."""
    if hours < 48:
        return counted(hours, "hour", "hours")
    if hours % 168 == 0:
        return counted(hours // 168, "week", "weeks")
    return days(hours // 24) if hours % 24 == 0 else f"{hours} hours"
