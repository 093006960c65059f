"""Sentences of a plan as councillors read them: money rounded, sums of money marked."""

from __future__ import annotations

import re

from planner.document.wording import full_stop, round_pounds
from planner.document.words import Rich, Run, joined, kept_from, rich, trimmed

POUNDS = re.compile(r"£(\d[\d,]*)(?![\d.,]*[mk])")
ASIDE = re.compile(r" \((?:for|vary|in) (?:[^()]|\([^()]*\))*\)")
WITH_SIGN = re.compile(r"(£\d[\d,]*\d|£\d)")


def first_sentence(text: str, longest: int) -> str:
    """Return as many whole sentences as stand within a length; the first is cut where it must."""
    told = ""
    for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", text):
        if told and len(told) + len(sentence) + 1 > longest:
            break
        told = f"{told} {sentence}".strip()
    return trimmed(told, max(longest, 200))


def without_asides(text: str) -> str:
    """Return a title without what it says in brackets for the sake of those who act on it."""
    return ASIDE.sub("", text)


def rounded(text: str) -> str:
    """Return a text whose sums from £10,000 stand to the nearest thousand."""

    def shorter(found: re.Match[str]) -> str:
        digits = found.group(1).rstrip(",")
        ends = found.group(1)[len(digits) :]
        return f"{round_pounds(float(digits.replace(',', '')))}{ends}"

    return POUNDS.sub(shorter, text)


def public(text: str) -> Rich:
    """Return a sentence with rounded money; each sum is kept from a redacted edition."""
    told = rounded(full_stop(text))
    parts: list[Rich | str] = []
    for part in WITH_SIGN.split(told):
        if not part:
            continue
        parts.append(kept_from("money", part) if part.startswith("£") else Rich((Run(part),)))
    return joined(*parts) if parts else rich("")
