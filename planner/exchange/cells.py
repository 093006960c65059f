"""One cell of somebody else's list, read as text, money, a date, a number of months or yes/no.

Every reader returns a value, or None for a blank, or raises `Unreadable` with a few plain words
that a row's report can quote. Nothing is guessed: "TBC" is a blank, not a zero.
"""

from __future__ import annotations

import datetime
import html
import math
import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | None

MOST_POUNDS = 1e13
_CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xAD, 0xFEFF, 0x200B)),
    **dict.fromkeys(range(0xD800, 0xE000)),  # halves of signs that no file can hold
    **dict.fromkeys((0xA0, 0x202F, 0x2007), " "),
}
_BLANKS = """tbc, tba, tbd, n/a, na, n.a., n.a, unknown, none, null, nil, nan, -, --, \u2013,
\u2014, ., ?, unspecified, various,
#n/a, #value!, #ref!, #name?, #div/0!, not known, not applicable,
to be confirmed, to be advised, not available, not stated, not provided, not specified, no value,
see notes"""
_BLANK_WORDS = frozenset(word.strip() for word in _BLANKS.split(","))
_MONEY = re.compile(
    r"^(?P<open>\()?(?P<sign>[-+])?(?:£|gbp)?(?P<sign2>[-+])?"
    r"(?P<number>\d[\d,' ]*(?:\.\d+)?|\.\d+)(?P<scale>k|m|mn|million|bn|billion|thousand)?"
    r"(?:gbp)?(?P<close>\))?(?P<end_sign>-)?(?P<credit>cr)?$"
)
_SCALE = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
_VAT = re.compile(
    r"\(?\b(?:(?:excluding|excl?\.?|including|incl?\.?|plus|net of|ex|\+)\s*v\.?a\.?t\.?)\b\.?\)?"
    r"|\b(?:per annum|p\.?a\.?|per year|a year|annually|/\s*year|/\s*yr|approx(?:imately)?\.?"
    r"|circa|c\.|estimated|est\.?|up to|in total|total)(?=\W|$)",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"^(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ T].*)?$")
_NAMED_DATE = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([a-z]{3,9})\.?,?[\s\-/.]*(\d{4}|'?\d{2})(?:[ T,].*)?$",
    re.IGNORECASE,
)
_MONTH_FIRST_NAMED = re.compile(
    r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$", re.IGNORECASE
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_PERIOD = re.compile(
    r"^(?:(\d)\s*x\s*)?(\d{1,3}|one|two|three|four|five|six|ten|twelve)"
    r"\s*(?:\(\d+\)\s*)?(month|year|yr)s?\b",
    re.IGNORECASE,
)
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "twelve": 12,
}
FORMULA_SIGNS = frozenset("=+-@|%\t\r\n")
"""Signs that let a spreadsheet take a text for a formula."""

_YES = frozenset(("y", "yes", "true", "t", "1", "x", "✓", "✔", "sme", "vcse", "vco", "vcs"))
_NO = frozenset(("n", "no", "false", "f", "0", "✗", "✘", "non-sme", "not sme", "large"))


class Unreadable(ValueError):
    """A cell that holds something, but not what its column should hold."""


class DateOrder(Enum):
    """In which order a column writes day and month."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def as_text(cell: Cell) -> str:
    """Return a cell as clean text on one line; whole numbers lose their ".0", a blank is ""."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable() and "&" not in cell:
        return cell.strip() if "  " not in cell else " ".join(cell.split())  # nearly every cell
    return " ".join(as_lines(cell).split())


def as_lines(cell: Cell) -> str:
    """Return a cell as clean text that keeps its line breaks; what is no cell at all is ""."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell
        if "&" in text:
            text = html.unescape(html.unescape(text))
        return text.translate(_CONTROLS).strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, int) and abs(cell) > 10**30:
        return ""
    return str(cell) if isinstance(cell, int | float | datetime.date | datetime.time) else ""


def is_blank_word(text: str) -> bool:
    """Return whether text stands for nothing: "", "TBC", "N/A", "Unknown", "-" and the like."""
    return not text or text.casefold() in _BLANK_WORDS


def unguarded(cell: Cell) -> Cell:
    """Return a text without the apostrophe that a careful writer put before a formula sign."""
    if isinstance(cell, str) and len(cell) > 1 and cell[0] == "'" and cell[1] in FORMULA_SIGNS:
        return cell[1:]
    return cell


def text_or_none(cell: Cell) -> str | None:
    """Return clean text, or None for a blank or a word that stands for one."""
    text = as_text(cell)
    return None if is_blank_word(text) else text


def money(cell: Cell) -> float | None:
    """Return an amount in pounds, to the penny.

    Understands £1,234.50, (1,234), 1234-, 1.2m, £50k, "£209,921 excluding VAT", "12,000 pa".
    Several amounts in one cell, other currencies and words raise `Unreadable`.
    """
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise Unreadable("holds yes or no where an amount should stand")
    if isinstance(cell, int | float) and abs(cell) > MOST_POUNDS:
        raise Unreadable("holds an amount too large to be meant")
    if isinstance(cell, int | float):
        return None if math.isnan(cell) else round(float(cell), 2)
    if not isinstance(cell, str):
        raise Unreadable("holds something else where an amount should stand")
    text = as_text(cell)
    if is_blank_word(text):
        return None
    try:  # the usual case in long lists, and ten times quicker than the pattern
        plain = float(text) if "_" not in text else math.nan
        if abs(plain) <= MOST_POUNDS:
            return round(plain, 2)
    except ValueError:
        pass
    bare = _VAT.sub("", text).strip(" ;:~*'")
    found = _MONEY.match(bare.casefold().replace(" ", ""))
    if found is None:
        raise Unreadable(f'"{shortened(text)}" is not an amount of money')
    digits = found["number"].replace("'", "")
    if "," in digits and not re.match(r"^\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$", digits):
        raise Unreadable(f'"{shortened(text)}" has a comma in an odd place')
    value = float(digits.replace(",", "")) * _SCALE.get(found["scale"] or "", 1.0)
    if value > MOST_POUNDS:
        raise Unreadable(f'"{shortened(text)}" is too large to be meant')
    if bool(found["open"]) != bool(found["close"]):
        raise Unreadable(f'"{shortened(text)}" has one bracket without the other')
    minus = found["open"], "-" in (found["sign"] or "", found["sign2"] or "")
    return round(-value if any((*minus, found["end_sign"], found["credit"])) else value, 2)


def date(cell: Cell, order: DateOrder = DateOrder.DAY_FIRST) -> datetime.date | None:
    """Return a date from UK, ISO, named-month and Excel forms.

    Times and zones are dropped: a stamp counts on the day it names. Two-figure years count as
    1970 to 2069. A date that is possible only in the other order of day and month than its
    column's is refused as doubtful.
    """
    if cell is None:
        return None
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, bool):
        raise Unreadable("holds yes or no where a date should stand")
    if isinstance(cell, int | float):
        return _excel_date(cell)
    if not isinstance(cell, str):
        raise Unreadable("holds something else where a date should stand")
    return _written_date(cell, order)


@lru_cache(maxsize=20_000)
def _written_date(cell: str, order: DateOrder) -> datetime.date | None:
    """Read a written date; lists say the same dates again and again, so they are kept."""
    text = as_text(cell).strip(" .;'")
    if is_blank_word(text):
        return None
    numeric = _NUMERIC_DATE.match(text)
    if numeric is not None:
        return _numeric_date(text, numeric, order)
    named = _NAMED_DATE.match(text)
    if named is not None and named[2][:3].casefold() in _MONTHS:
        return _real_date(text, _year(named[3]), _MONTHS[named[2][:3].casefold()], int(named[1]))
    american = _MONTH_FIRST_NAMED.match(text)
    if american is not None and american[1][:3].casefold() in _MONTHS:
        month = _MONTHS[american[1][:3].casefold()]
        return _real_date(text, int(american[3]), month, int(american[2]))
    if re.fullmatch(r"\d{8}", text):
        return _real_date(text, int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _excel_date(float(text))
    raise Unreadable(f'"{shortened(text)}" is not a date')


def date_order(cells: Iterable[Cell]) -> DateOrder:
    """Return how a column writes its dates: day first unless the cells say otherwise.

    Month first only where some date is impossible day first and none is impossible month first.
    """
    day_first = month_first = 0
    for cell in cells:
        found = _NUMERIC_DATE.match(cell.strip()) if isinstance(cell, str) else None
        if found is None or len(found[1]) > 2:
            continue
        day_first += int(found[1]) > 12
        month_first += int(found[2]) > 12
    return DateOrder.MONTH_FIRST if month_first and not day_first else DateOrder.DAY_FIRST


def months(cell: Cell, unit: str = "") -> int | None:
    """Return a length such as "24 months", "2 x 12 months" or "1 year" in months.

    `unit` ("month" or "year") is what a lone number counts, where the column's heading says so.
    """
    text = as_text(cell).strip("+ ")
    if is_blank_word(text):
        return None
    if unit and re.fullmatch(r"\d{1,3}", text):
        return int(text) * (12 if unit == "year" else 1)
    found = _PERIOD.match(text)
    if found is None:
        raise Unreadable(f'"{shortened(text)}" is not a length in months or years')
    amount = _WORDS.get(found[2].casefold()) or int(found[2])
    times = int(found[1]) if found[1] else 1
    return times * amount * (1 if found[3].casefold() == "month" else 12)


def later_by_months(day: datetime.date, count: int) -> datetime.date:
    """Return the date `count` months after `day`; the last of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    next_month = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (next_month - datetime.timedelta(days=1)).day
    was_last = (day + datetime.timedelta(days=1)).day == 1
    return datetime.date(year, month + 1, last if was_last else min(day.day, last))


def whole(cell: Cell) -> int | None:
    """Return a count such as 42 or "1,250"; None for a blank."""
    number = money(cell)
    if number is None:
        return None
    if number < 0 or not number.is_integer():
        raise Unreadable(f'"{shortened(as_text(cell))}" is not a whole number')
    return int(number)


def yes_no(cell: Cell) -> bool | None:
    """Return True, False, or None for a blank or a word that is neither."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell).casefold()
    if text in _YES:
        return True
    return False if text in _NO else None


def shortened(text: str, length: int = 60) -> str:
    """Return text cut to `length` characters, with three dots where something is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _excel_date(number: float) -> datetime.date:
    """Excel counts days from 30 December 1899; only 1950 to 2150 can be meant."""
    if not 18_264 <= number <= 91_313:
        raise Unreadable(f'"{as_text(number)}" is not a date')
    return _EXCEL_EPOCH + datetime.timedelta(days=int(number))


def _numeric_date(text: str, found: re.Match[str], order: DateOrder) -> datetime.date:
    first, second, third = found.groups()
    if len(first) == 4:
        return _real_date(text, int(first), int(second), int(third))
    if len(first) > 2 or len(third) == 3:
        raise Unreadable(f'"{shortened(text)}" is not a date')
    day, month = int(first), int(second)
    if order is DateOrder.MONTH_FIRST:
        day, month = month, day
    if month > 12 >= day:
        raise Unreadable(
            f'"{shortened(text)}" is doubtful: the column writes the {order.value.split()[0]} '
            "first, and this is possible only the other way round"
        )
    return _real_date(text, _year(third), month, day)


def _year(text: str) -> int:
    number = int(text.lstrip("'"))
    if len(text.lstrip("'")) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)


def _real_date(text: str, year: int, month: int, day: int) -> datetime.date:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        raise Unreadable(f'"{shortened(text)}" is not a date that exists') from None
    if not 1900 <= year <= 2200:
        raise Unreadable(f'"{shortened(text)}" is too far away to be meant')
    return found
