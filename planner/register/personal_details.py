"""What in a text points at a person: names, numbers and addresses that the register itself keeps.

What leaves the council says roles, never people. A register holds people only as contacts, so
their names, telephone numbers and e-mail addresses are what is looked for, and any other e-mail
address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.register.register import Register

LEFT_OUT = "(left out)"
SHORTEST_NAME = 4
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class PersonalDetails:
    """The details of people in one register, to be taken out of texts."""

    known: re.Pattern[str] | None

    def without(self, text: str) -> str:
        """Return a text with every personal detail replaced by "(left out)"."""
        bare = _EMAIL.sub(LEFT_OUT, text)
        return bare if self.known is None else self.known.sub(LEFT_OUT, bare)

    def role(self, text: str | None) -> str | None:
        """Return a role, or None where it is blank or names a person instead."""
        words = (text or "").strip()
        return words if words and self.without(words) == words else None


def personal_details(register: Register) -> PersonalDetails:
    """Return what to look for in the texts of a register, the longest first."""
    found: set[str] = set()
    for contact in register.contacts.values():
        for detail in (contact.name, contact.phone_day, contact.phone_night, contact.email):
            words = " ".join((detail or "").split())
            if len(words) >= SHORTEST_NAME and words.casefold() != contact.role.casefold():
                found.add(words)
    if not found:
        return PersonalDetails(None)
    ordered = sorted(found, key=lambda words: (-len(words), words))
    parts = (r"\s+".join(map(re.escape, words.split())) for words in ordered)
    return PersonalDetails(re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE))
