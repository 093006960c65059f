"""Numbers that name a company or a charity for good, told from other numbers beside a supplier."""

from __future__ import annotations

import re

from planner.exchange.cells import Cell, as_text, is_blank_word

_COMPANY = re.compile(r"^(?:\d{1,8}|[A-Z]{2}\d{1,6}|IP\d{5}R|R0\d{6})$")
_CHARITY = re.compile(r"^(?:\d{6,7}(?:-\d{1,3})?|SC\d{6}|NIC?\d{5,6})$")
_PREFIX = re.compile(
    r"^(?:GB-?(?:COH|CHC|SC|NIC)-|(?:company|co|charity|reg)\b\.?\s*(?:no|number)?)", re.IGNORECASE
)


def _bare(cell: Cell) -> str:
    text = as_text(cell)
    if is_blank_word(text):
        return ""
    return re.sub(r"[\s.:#']", "", _PREFIX.sub("", text)).upper().rstrip("-")


def company_number(cell: Cell) -> str | None:
    """Return a company number in its full eight signs, or None where it is not one.

    Leading zeros that a spreadsheet dropped are put back; numbers of fewer than five figures and of
    nine or more are no company's.
    """
    text = _bare(cell)
    if not text or not _COMPANY.match(text) or not text.strip("0"):
        return None
    if text.isdigit():
        return text.zfill(8) if len(text) >= 5 else None
    if text.startswith("IP") and text.endswith("R"):
        return text
    return text[:2] + text[2:].zfill(6)


def charity_number(cell: Cell) -> str | None:
    """Return a charity number of England and Wales, Scotland or Northern Ireland, or None."""
    text = _bare(cell)
    return text if text and _CHARITY.match(text) else None


def other_number(cell: Cell) -> str | None:
    """Return any other number beside a supplier, or None for a blank or a lone word."""
    text = _bare(cell)
    return text if any(sign.isdigit() for sign in text) and text.strip("0") else None
