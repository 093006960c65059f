"""Ocids, the names of contracting processes: of a reference of ours, and back again."""

from __future__ import annotations

import hashlib
import re

from planner.errors import InputRefused

_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")
_KNOWN = re.compile(r"(ocds-[a-z0-9]{6}-.+)/([^/]+)", re.IGNORECASE)
_MADE_HERE = re.compile(r"ocds-[a-z0-9]{6}-([A-Za-z0-9._-]+)/(.+)")


def checked_prefix(prefix: str) -> str:
    """Return an ocid prefix; InputRefused where it cannot be one."""
    tidy = prefix.strip().lower().rstrip("-")
    if not _PREFIX.fullmatch(tidy):
        raise InputRefused.one(
            prefix or "The ocid prefix",
            "is not a registered prefix: that is ocds- and six letters or figures",
            "give yours, as ocds-abc123; the Open Contracting Partnership registers one free",
        )
    return tidy


def ocid_of(reference: str, prefix: str) -> tuple[str, str]:
    """Return the ocid of an award by its reference, and its number within that process.

    A reference that is an ocid already, with a number, keeps both.
    """
    known = _KNOWN.fullmatch(reference)
    if known:
        return known[1], known[2]
    return f"{prefix}-{_part(reference)}", reference


def own_reference(reference: str | None) -> str | None:
    """Return the reference that a package of ours was made from, or None where it is none of ours.

    Ours repeat it: ocds-abc123-C-031/C-031.
    """
    found = _MADE_HERE.fullmatch(reference or "")
    return found[2] if found and found[1] == _part(found[2]) else None


def _part(reference: str) -> str:
    """Return a reference as part of an ocid; a mark of the whole follows where signs are lost."""
    bare = re.sub(r"[^A-Za-z0-9._-]+", "-", reference).strip("-")
    if bare == reference:
        return bare
    mark = hashlib.sha256(reference.encode()).hexdigest()[:8]
    return f"{bare}-{mark}" if bare else mark
