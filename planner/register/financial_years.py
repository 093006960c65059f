"""Financial years of councils, April to March, named such as 2024/25."""

from __future__ import annotations

import datetime
import re

_NAMED = re.compile(r"^(\d{4})/(\d{2})$")


def financial_year(day: datetime.date) -> str:
    """Return the financial year a day falls in: 31 Mar 2025 gives "2024/25"."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def days_of_year(name: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a financial year, or None where a text names none."""
    found = _NAMED.match(name.strip())
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]) or not 0 < int(found[1]) < 9999:
        return None
    first = int(found[1])
    return datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31)
