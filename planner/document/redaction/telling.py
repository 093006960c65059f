"""Whether words tell a secret: persons, their numbers, money, ratings, chances, weaknesses.

This is the second line of defence. The first is the marks that makers of documents put on blocks,
columns, charts and runs; this one reads every sentence that is left, as users write sentences too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.document.redaction.secrets import Secrets, digits
from planner.document.words import Secret

NUMBER = r"\d[\d,]*(?:\.\d+)?"
COUNT_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|a)"
)
MONEY = re.compile(
    rf"£|€|\bGBP\b|\bEUR\b|\bUSD\b|\bsterling\b|\d[ \u00a0]?p\b(?!\.m| to )"
    rf"|{NUMBER}[ \u00a0]*(?:k|m|bn|thousand|million|billion)?[ \u00a0]*(?:pounds?|quid|pence)\b"
    rf"|\b{COUNT_WORD}(?:[ -]\w+){{0,4}}[ -](?:pounds|quid|pence)\b"
    rf"|\b{NUMBER}(?:[ \u00a0]?(?:k|bn|million|billion)|m)\b"
    r"|\b(?:half a |several |few )?million(?: a year)?\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    rf"(?:£|\bGBP ?){NUMBER}(?:[ \u00a0]?(?:k|m|bn|thousand|million|billion)\b)?"
    rf"|\b{NUMBER}[ \u00a0]?(?:k |thousand |million )?pounds\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w,.])(?:\+44|0044|\(0|0)[\d \u00a0().\-/\u2011\u2013]{7,20}\d(?!\w)")
PHONE_LIKE = re.compile(r"(?<![\w,.£])\+?\(?\d[\d \u00a0().\-/\u2011\u2013]{4,22}\d(?!\w)")
EMAIL = re.compile(
    r"[\w.+'\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+(?:\.[\w\-]+)+|\bmailto:", re.IGNORECASE
)
CHANCE = re.compile(
    r"\b(?:chance|chances|likel\w*|unlikel\w*|probab\w*|odds|risk of|percent|per cent)\b|%"
    r"|\b(?:1|one) in (?:\d|a |ten|five|four|three|two)|\b\d+ (?:years? )?(?:in|out of) \d+\b",
    re.IGNORECASE,
)
FAILING = re.compile(
    r"\b(?:fail\w*|insolven\w*|go(?:es|ing)? under|bankrupt\w*|liquidat\w*|collaps\w*|"
    r"stops? trading|be lost|is lost)\b",
    re.IGNORECASE,
)
CHANCE_OF_FAILING = re.compile(
    r"\b(?:chance|chances|probability|likelihood|odds) (?:in|over|within) (?:a|the|one|each) year\b"
    r"|\bchances? of (?:fail|los|insolv|stop)\w*|\bfailure (?:chance|probabilit)\w*"
    r"|\blikelihoods?\b|\bhow likely\b|\b(?:very |un)?likely to fail\w*",
    re.IGNORECASE,
)
RATING = re.compile(
    r"\b(?:warning (?:ratings?|scores?|bands?|colours?)|risk (?:ratings?|scores?|bands?)"
    r"|rat(?:ed|ings?)\b.*\b(?:red|amber|green|severe|worry|watch|band|high risk|weak)\b"
    r"|band [1-5]|red band|amber band|green band|red[- ]rated|amber[- ]rated"
    r"|watch list|bands? of (?:warning|likelihood))\b",
    re.IGNORECASE,
)
RATING_OF_SOMEBODY = re.compile(
    r"\b(?:red|amber|green|severe|worry|clear|watch|orange|yellow|band|score[sd]?|rat\w+)\b",
    re.IGNORECASE,
)
OTHER_RATINGS = re.compile(r"\b(?:rating drop|energy rating|business rates?)\b", re.IGNORECASE)
WEAKNESS = re.compile(
    r"\b(?:warning signs?|early sign|signs? of trouble|whistle-?blow\w*|cash days|"
    r"days['’]? (?:of )?cash|days of its cash|cash for \w+ days|short of cash|cash[- ]?flow|"
    r"out of cash|turnover|net (?:debt|assets|liabilities)|key person|"
    r"credit (?:report|score|rating)|filed late|late accounts|losses|overdrawn|arrears|weak\w*|"
    r"in trouble|struggl\w*|distress\w*|cost flex\w*|leans? on the council for)\b",
    re.IGNORECASE,
)
HEADINGS: tuple[tuple[re.Pattern[str], Secret], ...] = (
    (
        re.compile(
            r"^(?:tele)?phone|^e-?mail|^(?:day|night) (?:number|phone)|^contacts?$|^made by$"
            r"|^(?:recorded|entered|seen|looked at|rated) by$|^mobile$|^address$",
            re.IGNORECASE,
        ),
        "contacts",
    ),
    (
        re.compile(
            r"^(?:warning |risk )?(?:band|rating|score|colour|trend)s?$|^rated\b", re.IGNORECASE
        ),
        "ratings",
    ),
    (re.compile(r"^chances?\b|^likelihood|^probability|^failure\b", re.IGNORECASE), "chances"),
)
"""Headings of columns that hold nothing else."""
NOT_A_NAME_END = r"(?![\w])"
TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Dame|Prof)\.? [A-Z][\w'’-]+"
TITLED = re.compile(rf"\b{TITLES}")
FIGURES = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.,])\d{4,}(?![\w,])")


@dataclass(frozen=True)
class Telling:
    """Answers for words whether they tell one of these secrets."""

    secrets: Secrets

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = [r"\s+".join(map(re.escape, name.split())) for name in self.secrets.names]
        return _any_of(names, re.IGNORECASE)

    @cached_property
    def _surnames(self) -> re.Pattern[str]:
        return _any_of(map(re.escape, self.secrets.surnames))

    @cached_property
    def _providers(self) -> re.Pattern[str]:
        names = {name for full in self.secrets.providers for name in (full, _short(full))}
        return _any_of(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))

    @cached_property
    def _emails(self) -> re.Pattern[str]:
        return _any_of(map(re.escape, self.secrets.emails), re.IGNORECASE)

    def told(self, words: str) -> Secret:
        """Return which secret words tell, or "" where they may be read by anybody."""
        found = self._told_before.get(words)
        if found is None:
            found = self._told_before[words] = self._told(words)
        return found

    @cached_property
    def _told_before(self) -> dict[str, Secret]:
        return {}

    def _told(self, words: str) -> Secret:
        if self._contact(words):
            return "contacts"
        if MONEY.search(words) or self._amount(words):
            return "money"
        if CHANCE_OF_FAILING.search(words) or (CHANCE.search(words) and FAILING.search(words)):
            return "chances"
        named = bool(self._providers.search(words))
        if _rating(words, named):
            return "ratings"
        folded = " ".join(words.split()).casefold()
        if any(note in folded for note in self.secrets.notes):
            return "weaknesses"
        return "weaknesses" if named and WEAKNESS.search(words) else ""

    def heading(self, words: str) -> Secret:
        """Return which secret a column of this heading holds, or ""."""
        for pattern, secret in HEADINGS:
            if pattern.search(words.strip()):
                return secret
        return self.told(words)

    def across(self, words: str) -> bool:
        """Return whether words tell of a person or of money, over the end of a sentence too."""
        return self._contact(words) or bool(MONEY.search(words)) or self._amount(words)

    def without_names(self, words: str) -> str:
        """Return words with every name of a person struck out, for titles and labels."""
        found = self._names.sub("[name removed]", words)
        found = self._surnames.sub("[name removed]", found)
        return TITLED.sub("[name removed]", found)

    def without_amounts(self, words: str) -> str:
        """Return words with every amount of money struck out, for labels."""
        return AMOUNT.sub("[amount removed]", words)

    def _contact(self, words: str) -> bool:
        if EMAIL.search(words) or PHONE.search(words) or self._emails.search(words):
            return True
        if self._names.search(words) or self._surnames.search(words) or TITLED.search(words):
            return True
        known = self.secrets.phones
        return any(
            any(one.endswith(digits(found.group())) for one in known)
            for found in PHONE_LIKE.finditer(words)
        )

    def _amount(self, words: str) -> bool:
        """Return whether words hold an amount of the register without a sign for the pound."""
        return any(
            round(float(found.group().replace(",", ""))) in self.secrets.amounts
            for found in FIGURES.finditer(words)
            if not 1900 <= float(found.group().replace(",", "")) <= 2100
        )


def _any_of(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern for any of several words; one that finds nothing where there are none."""
    listed = [one for one in patterns if one]
    if not listed:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)}){NOT_A_NAME_END}", flags)


def _short(name: str) -> str:
    """Return a provider's name without the words for its legal form."""
    return re.sub(r"\s+(?:Ltd|Limited|plc|PLC|LLP|CIC|CIO|Trust)\.?$", "", name)


def _rating(words: str, named: bool) -> bool:
    plain = OTHER_RATINGS.sub("", words)
    return bool(RATING.search(plain) or (named and RATING_OF_SOMEBODY.search(plain)))
