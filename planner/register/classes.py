"""Must, needed or could: their order, and what law and practice suggest for common services.

The table `common_services.csv` holds the suggestions. A row is `listed` where the national list of
council services and their powers and duties says the same; `unverified` rows name an Act and
section that still has to be checked against the law itself. Tolerable periods are judgements to
start from. Nothing here sets a class: people decide.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process

from planner.fields import CLASSES

LEAST_MATCH = 80.0
# How much less alike a service of the same market may be and still come first.
SAME_MARKET = 10.0
_OF_WORDS = 0.6
_SAME_WORD = 85.0
_SCREEN = 50.0
_FILLERS = re.compile(
    r"\b(the|of|for|and|a|in|to|provision|services?|contracts?|supply|delivery|scheme)\b"
)


@dataclass(frozen=True, slots=True)
class CommonService:
    """A service most councils have, with the class that law and practice suggest.

    `statutory` is duty, power or discretionary. `tolerable_days` is typical, not a rule.
    """

    title: str
    synonyms: tuple[str, ...]
    esd_id: str | None
    class_: str
    statutory: str
    listed: bool
    legal_basis: str
    tolerable_days: int
    reason: str
    market: str
    regulated: bool
    unverified: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for a service, why, and how well it fits.

    `match` is 0 to 100: 100 is the same name or ESD number; nothing below `LEAST_MATCH` is given.
    """

    service: CommonService
    match: float

    @property
    def class_(self) -> str:
        """The suggested class."""
        return self.service.class_

    @property
    def legal_basis(self) -> str:
        """The Act and section to cite."""
        return self.service.legal_basis

    @property
    def tolerable_days(self) -> int:
        """Days people can typically be without it."""
        return self.service.tolerable_days

    @property
    def why(self) -> str:
        """One sentence that gives the reason, the law and how sure it is."""
        by_law = {
            "duty": "the council has a duty",
            "power": "the council has a power",
            "discretionary": "it is at the council's discretion",
        }[self.service.statutory]
        check = "; check the section" if self.service.unverified else ""
        return f"{self.service.reason}; {by_law} ({self.service.legal_basis}{check})."


def is_lower(class_: str, than: str) -> bool:
    """Return whether a class ranks lower: could below needed, needed below must."""
    return CLASSES.index(class_) > CLASSES.index(than)


@cache
def common_services() -> tuple[CommonService, ...]:
    """Return all rows of the table of common services."""
    text = resources.files("planner.register").joinpath("common_services.csv").read_text("utf-8")
    return tuple(_row(row) for row in csv.DictReader(text.splitlines()))


def suggest(title: str, market: str | None = None, esd_id: str | None = None) -> Suggestion | None:
    """Return what is suggested for a service, or None where nothing fits well enough.

    An ESD number decides at once. Otherwise titles are compared without filler words; of nearly
    equal matches the one of the same `market` is taken.
    """
    if esd_id:
        for service in common_services():
            if service.esd_id == esd_id.strip():
                return Suggestion(service, 100.0)
    wanted = _plain(title)
    if not wanted:
        return None
    best: tuple[float, float, CommonService] | None = None
    names, services = _plain_names()
    for name, _, place in process.extract(
        wanted, names, scorer=fuzz.token_set_ratio, score_cutoff=_SCREEN, limit=None
    ):
        match = _likeness(wanted, name)
        same_market = market is not None and market.casefold() == services[place].market
        rank = match + (SAME_MARKET if same_market else 0.0)
        if match >= LEAST_MATCH and (best is None or rank > best[0]):
            best = (rank, match, services[place])
    return None if best is None else Suggestion(best[2], best[1])


def _likeness(wanted: str, name: str) -> float:
    """Return how well a wanted title fits a known name, 0 to 100.

    Words of the name that the title lacks count against it, so that "Business services" is not
    taken for business advice; further words of the title count less, so that "Home care north" is
    home care.
    """
    if wanted == name:
        return 100.0
    words = wanted.split()
    found = sum(
        len(word)
        for word in name.split()
        if any(fuzz.ratio(word, other) >= _SAME_WORD for other in words)
    )
    covered = 100 * found / len(name.replace(" ", ""))
    return _OF_WORDS * covered + (1 - _OF_WORDS) * fuzz.ratio(wanted, name)


@cache
def _plain_names() -> tuple[tuple[str, ...], tuple[CommonService, ...]]:
    """Return every plain name and, in the same order, the service that goes by it."""
    pairs = [
        (_plain(name), service)
        for service in common_services()
        for name in (service.title, *service.synonyms)
    ]
    return tuple(name for name, _ in pairs), tuple(service for _, service in pairs)


def _plain(name: str) -> str:
    words = re.sub(r"[^\w\s]", " ", name.casefold().replace("'", ""))
    return " ".join(_FILLERS.sub(" ", words).split()) or " ".join(words.split())


def _row(row: dict[str, str]) -> CommonService:
    return CommonService(
        title=row["title"],
        synonyms=tuple(row["synonyms"].split(";")) if row["synonyms"] else (),
        esd_id=row["esd_id"] or None,
        class_=row["class"],
        statutory=row["statutory"],
        listed=row["listed"] == "yes",
        legal_basis=row["legal_basis"],
        tolerable_days=int(row["tolerable_days"]),
        reason=row["reason"],
        market=row["market"],
        regulated=row["regulated"] == "yes",
        unverified=row["unverified"] == "yes",
    )
