"""Short codes for records made from a list: from their names, the same each time, never twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 40
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", re.I)


def code_from(name: str, longest: int = LONGEST) -> str:
    """Return a name as a code: "Wood & Wood Signs Ltd" gives "wood-and-wood-signs-ltd"."""
    text = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", text))
    code = ""
    for word in words:
        longer = f"{code}-{word}" if code else word
        if len(longer) > longest:
            break
        code = longer
    return code or "".join(words)[:longest] or f"unnamed-{_mark(name)}"


def code_of_reference(reference: str, title: str) -> str:
    """Return the code of a contract: its reference where that is short, else title and a mark.

    Long references (a UUID, a sentence) give the start of the title and six signs that stand for
    the whole reference.
    """
    bare = re.sub(r"[^A-Za-z0-9._-]+", "-", reference).strip("-")
    if bare and len(bare) <= 24 and not _UUID.match(reference):
        return bare
    return f"{code_from(title, 32)}-{_mark(reference)}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


class FreeCodes:
    """Codes in use; a code that is taken gets "-2", "-3" and so on."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return `wanted`, or the first numbered form of it that is free, and keep it."""
        code = wanted
        while code in self._taken:
            number = self._next.get(wanted, 1) + 1
            self._next[wanted] = number
            code = f"{wanted}-{number}"
        self._taken.add(code)
        return code
