"""Services for lists that name none: contracts whose titles differ only in dates, lots and numbers
belong to one service.
"""

from __future__ import annotations

import re
from functools import lru_cache

from planner.exchange.cells import shortened

UNSORTED = "Services not yet sorted"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_PASSING = re.compile(
    rf"\b{_MONTH}\b(?:\s*[-\u2013/]\s*{_MONTH}\b)?(?=\s*(?:[-\u2013]\s*)?(?:19|20)\d\d)"
    r"|\b(?:19|20)\d\d(?:\s*[-\u2013/]\s*(?:19|20)?\d\d)?\b"
    r"|\blots?\s*\d+[a-z]?\b|\bphases?\s*\d+\b|\bq[1-4]\b|\bround\s*\d+\b|\byear\s*\d+\b"
    r"|\bcontract award notice\b|^award of (?:an?|the) contract for (?:the )?"
    r"|\b[a-z]{0,6}[-/]?\d[\w/-]*\d\d[\w/-]*\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\s\-\u2013:(]*\b(?:award(?:ed)?|ongoing awards?|re-?tender)\b[\s)]*$", re.I
)
_ENDS = re.compile(r"^[\s\-\u2013:;,.()/&]+|[\s\-\u2013:;,./&(]+$")


@lru_cache(maxsize=100_000)
def service_of_title(title: str) -> tuple[str, str]:
    """Return what a title is grouped by, and the title of its service.

    A title without two words is no more than a number, and goes to the services not yet sorted.
    """
    bare = _PASSING.sub(" ", title)
    bare = re.sub(r"\(\s*\)", " ", " ".join(bare.split()))
    bare = _CLOSING.sub("", bare)
    bare = _ENDS.sub("", _ENDS.sub("", bare))
    bare = re.sub(r"\s+[-\u2013]\s+(?=[-\u2013])|\s+([,;:])", r"\1", bare)
    words = re.findall(r"[^\W\d_]{2,}", bare.casefold())
    if len(words) < 2:
        return UNSORTED.casefold(), UNSORTED
    return " ".join(words), shortened(bare[:1].upper() + bare[1:], 120)


@lru_cache(maxsize=100_000)
def service_key(title: str) -> str:
    """Return what a service's own title is compared by: its words in one case."""
    return " ".join(re.findall(r"[^\W_]+", title.casefold()))
