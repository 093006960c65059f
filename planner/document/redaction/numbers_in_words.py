"""Counts of people within sentences: finding them, and printing others in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.document.redaction.sentences import spans
from planner.document.words import Rich, Run

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
NOUN = (
    r"(?:people|persons?(?!-)|residents?|adults|children|child(?! protection)|pupils?|clients?"
    r"|service users?|patients?|tenants?|carers|self-funders?|households?)(?![\w'’-])"
)
DOING = (
    r"(?:(?:still |each |then )?(?:waits?|loses?(?! part of their work)|goes? without"
    r"|ha(?:ve|s) nobody|ha(?:ve|s) complex"
    r"|are left|is left|lives? alone|pays? for (?:them|her|him)sel|were placed|was placed)"
    r"|with(?:out)? (?:complex|standard|nobody|care|anybody|a service)|at risk|of them"
    r"|past the tolerable)\b"
)
BETWEEN = (
    r"(?:\s(?:more|other|further|older|of|these|the|its|them|at|young|disabled|most|such)){0,3}"
)
PEOPLE = re.compile(rf"\b{NOUN}|\b{DOING}", re.IGNORECASE)
COUNTED = re.compile(rf"{BETWEEN}\s(?:{NOUN}|{DOING})", re.IGNORECASE)
NUMBER = re.compile(
    r"(?<![\w.,£$€/:\-\u2212\u2013])(?:under 1(?= )|\d{1,3}(?:,\d{3})+|\d+)(?![\w%]|[.,:/]\d|-\w)"
    rf"|\b(?:{'|'.join(WORDS)})\b(?={BETWEEN}\s(?:{NOUN}|{DOING}))",
    re.IGNORECASE,
)
ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
)
NOT_PEOPLE_AFTER = re.compile(
    rf"\s*(?:-|to \d+ (?:day|week|month|hour))|\s+(?:{MONTHS})\b"
    r"|\s+(?:more |other |further |of the |working |calendar )?(?:days?|weeks?|months?|years?|"
    r"hours?|minutes?|per cent|percent|person-days?|services?|providers?|contracts?|areas?|"
    r"options?|pages?|miles?|times?|in \d|out of|actions?|gaps?|tests?|questions?|councils?|funds?|"
    r"agreements?|places? a|must|needed|could|lots?|numbers?|firms?|suppliers?|homes?|sites?|"
    r"visits?)\b",
    re.IGNORECASE,
)
NOT_PEOPLE_BEFORE = re.compile(
    rf"(?:\b(?:days?|weeks?|section|sections|regulations?|pages?|part|act|years?|version|revision|"
    r"schedule|lots?|article|paragraph|number|questions?|stage|class|level|band|case|draw|seed|step|"
    rf"note|option|contract|\bto the|{MONTHS})|(?:days?|weeks?) \d+ (?:to|and))\s*$",
    re.IGNORECASE,
)
DEFINED = re.compile(
    r"\b(?:one|1) person (?:without the service )?(?:for|a|on) (?:one|1|a)? ?day"
    r"|\bfor (?:one|1) person\b|\b(?:one|1) person a day\b"
    rf"|\b(?:{'|'.join(WORDS)}|\d+) (?:trained )?(?:carers?|people|adults) (?:is|are) needed\b",
    re.IGNORECASE,
)
"""What a person-day is, what a price is for, and the staff that care takes: no count of people."""
PERSON_DAYS = re.compile(r"\b[\d,]+(?= person-days?\b)")
"""Divided by the days that a sentence tells, they give people."""
UNDER = "under "
TOO_MUCH = re.compile(r"\b(?:up to|at most|the|about|some|only) $", re.IGNORECASE)
"""Words that "under 5" makes needless."""
DATE_YEAR = re.compile(rf"(?:{MONTHS})\s*$")
SINGULAR = re.compile(
    r"^(\s+)person(\b(?!-))(\s+(?:is|has|was|waits|loses|needs|lives|goes|gets|stays|comes))?\b",
    re.IGNORECASE,
)
PLURAL = {
    "is": "are", "has": "have", "was": "were", "waits": "wait", "loses": "lose", "needs": "need",
    "lives": "live", "goes": "go", "gets": "get", "stays": "stay", "comes": "come",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A count of people in words: where it stands, and how many."""

    start: int
    end: int
    value: int


def counts_in(words: str, surely: bool = False) -> Iterator[Found]:
    """Yield the counts of people in words; `surely` where all numbers are about people.

    In a sentence that counts people, its other numbers count them too, unless their words say
    that they are days, services or the like.
    """
    if not ANY_NUMBER.search(words):
        return
    for first, last in spans(words):
        sentence = words[first:last]
        if not ANY_NUMBER.search(sentence):
            continue
        meant = {range(*one.span()) for one in DEFINED.finditer(sentence)}
        found = [
            one
            for one in NUMBER.finditer(sentence)
            if not any(one.start() in each for each in meant) and _may_count(sentence, one)
        ]
        if surely or any(COUNTED.match(sentence, one.end()) for one in found):
            for one in found:
                yield Found(first + one.start(), first + one.end(), _value(one.group()))


def _may_count(sentence: str, found: re.Match[str]) -> bool:
    """Return whether a number is none of days, of dates, of the law or of other things."""
    if COUNTED.match(sentence, found.end()):
        return True
    before, after = sentence[: found.start()], sentence[found.end() :]
    if NOT_PEOPLE_BEFORE.search(before) or NOT_PEOPLE_AFTER.match(after):
        return False
    text = found.group()
    return not (text.isdigit() and len(text) == 4 and DATE_YEAR.search(before))


def _value(text: str) -> int:
    folded = text.casefold()
    return WORDS.get(folded) or (1 if folded == "under 1" else int(folded.replace(",", "")))


def with_others(words: Rich, printed: Callable[[int], str], surely: bool = False) -> Rich:
    """Return words with each count of people as it is printed, and a plural where one was."""
    text = words.plain
    changes: list[tuple[int, int, str]] = []
    for found in counts_in(text, surely):
        new = printed(found.value)
        if new == f"{found.value:,}" or new == text[found.start : found.end]:
            continue
        start = found.start
        too_much = TOO_MUCH.search(text[:start]) if new.startswith("under ") else None
        if too_much:
            start = too_much.start()
        if new == "some" and text[:start].casefold().endswith("the "):
            changes.append((start, found.end + 1, ""))
            continue
        opens = not text[:start].strip() or text[:start].rstrip()[-1:] in ".!?"
        changes.append((start, found.end, new[:1].upper() + new[1:] if opens else new))
        one = SINGULAR.match(text[found.end :])
        if one:
            verb = (one[3] or "").strip()
            tail = f"{one[1]}people" + (f" {PLURAL[verb.casefold()]}" if verb else "")
            changes.append((found.end, found.end + one.end(), tail))
    if any(UNDER in new.casefold() for _, _, new in changes):
        changes += [(*one.span(), "some") for one in PERSON_DAYS.finditer(text)]
    return substituted(words, changes)


def substituted(words: Rich, changes: list[tuple[int, int, str]]) -> Rich:
    """Return words with stretches replaced; new words look like the run the stretch opens in."""
    if not changes:
        return words
    runs: list[Run] = []
    at = 0
    for run in words.runs:
        text, place = "", at
        while place < at + len(run.text):
            change = next((one for one in changes if one[0] <= place < one[1]), None)
            if change is None:
                text += run.text[place - at]
            elif place == change[0]:
                text += change[2]
            place += 1
        at += len(run.text)
        if text:
            runs.append(replace(run, text=text))
    return Rich(tuple(runs))
