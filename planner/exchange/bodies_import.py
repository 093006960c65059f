"""Registers of other bodies into ours: only what they say of the providers we have.

Providers are found by number first, then by name, close names with review. A list fills blanks and
adds warning signs; it never changes what a person entered, and never adds the bodies that are
nothing to the council. The one exception is an owner that two or more of its providers share.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner import fields
from planner.exchange.bodies import read_bodies
from planner.exchange.body_signs import BodySigns
from planner.exchange.import_preview import ImportPreview, ImportTotals, Outcome, RowOutcome
from planner.exchange.likely_rows import LikelyRows
from planner.exchange.list_look import ListChoice
from planner.exchange.listed_bodies import BodiesRead, ListedBody
from planner.exchange.match_names import NameDecision, NamedSupplier, NameMatches, match_names
from planner.exchange.ownership import read_ownership
from planner.exchange.short_codes import FreeCodes, code_from
from planner.exchange.supplier_names import plain_name
from planner.exchange.vocabularies import OWNERSHIP
from planner.progress import Progress, unreported
from planner.register.edits import AddRecord, ChangeFields, Edit, Together
from planner.register.records import Provider
from planner.register.register import Register

EVERY = 5_000
_SOURCES = {
    "companies_house": "Companies House",
    "charity_register": "Charity Commission",
    "cqc_directory": "CQC",
    "ofsted_providers": "Ofsted",
    "ofsted_leavers": "Ofsted",
    "directory": "Directory",
    "ownership": "Open Ownership",
}


def read_bodies_list(
    register: Register,
    choice: ListChoice,
    kind: str,
    decisions: Iterable[NameDecision] = (),
    report: Progress = unreported,
    *,
    today: datetime.date,
) -> ImportPreview:
    """Return what importing a register of another body would do.

    `today` dates the signs of lists that give no date of their own.
    """
    report(0, 3, f"Reading {choice.path.name}")
    if kind == OWNERSHIP:
        read = read_ownership(choice.path)
    else:
        read = read_bodies(choice.path, kind, choice.mapping, choice.sheet, choice.heading_row)
    likely = LikelyRows(register)
    counts: Counter[str] = Counter()
    bodies: list[ListedBody] = []
    refused: list[ListedBody] = []
    for number, body in enumerate(read.bodies(), start=1):
        if number % EVERY == 0:
            report(0, 3, f"Reading {choice.path.name}: {number:,} rows")
        if body.refused:
            counts["blank" if body.refused == "blank line" else "refused"] += 1
            if body.refused != "blank line":
                refused.append(body)
        elif likely.may_be_ours(body):
            bodies.append(body)
        else:
            counts["others"] += 1
    report(1, 3, "Matching the names")
    kept = tuple(decisions)
    subjects = [one for body in bodies for one in (*body.subjects, *_owner(body))]
    names = match_names(subjects, register.providers.values(), kept)
    report(2, 3, "Comparing with the register")
    into = _IntoProviders(register, read, names, today)
    rows = into.take(bodies)
    counts["ours"] += into.rows_of_ours
    counts["others"] += len(bodies) - into.rows_of_ours
    report(3, 3, "Ready")
    return ImportPreview(
        source=choice.path,
        kind=kind,
        how=read.how,
        rows_are="of your providers",
        mapping=read.mapping,
        services_from="",
        rows=(*rows, *(_refused_row(body) for body in refused)),
        names_to_review=_doubts(register, names),
        names_joined={},
        added=dict(into.added),
        totals=ImportTotals(),
        warnings=_warnings(register, counts),
        edit=Together(f"Imported {choice.path.name}: {into.words()}", tuple(into.edits)),
        facts=(_in_words(counts),),
        money=(),
        titles=("In the list", "Provider"),
    )


def _refused_row(body: ListedBody) -> RowOutcome:
    return RowOutcome(body.place, Outcome.REFUSED, "", body.refused)


def _in_words(counts: Mapping[str, int]) -> str:
    """Say what became of every row; the parts add up to the whole."""
    parts = [f"{counts.get('ours', 0):,} about your providers", f"{counts.get('others', 0):,} not"]
    parts += [f"{counts[name]:,} {name}" for name in ("blank", "refused") if counts.get(name)]
    return f"{sum(counts.values()):,} rows read: {', '.join(parts)}"


def _warnings(register: Register, counts: Mapping[str, int]) -> tuple[str, ...]:
    if not register.providers:
        return ("The register has no providers yet: import your contracts first.",)
    if not counts.get("ours"):
        return (
            "None of your providers stands in the list. Company, charity and regulator's numbers "
            "in the register find them most surely.",
        )
    return ()


def _owner(body: ListedBody) -> tuple[NamedSupplier, ...]:
    return (body.owner_named,) if body.owner else ()


def _doubts(register: Register, names: NameMatches) -> tuple[Any, ...]:
    providers = {plain_name(one.name) for one in register.providers.values()}
    return tuple(
        doubt
        for doubt in names.doubts
        if (plain_name(doubt.name) in providers) != (plain_name(doubt.candidate) in providers)
        or (doubt.score >= 100 and plain_name(doubt.candidate) in providers)
    )


class _IntoProviders:
    """Builds the edits that bring what a list says into the providers of one register."""

    def __init__(
        self, register: Register, read: BodiesRead, names: NameMatches, today: datetime.date
    ) -> None:
        self.register = register
        self.signs = BodySigns(register, _SOURCES[read.kind], today)
        self.names = names
        self.edits: list[Edit] = []
        self.added: dict[str, int] = {"providers": 0, "warning signs": 0}
        self.changed = 0
        self.rows_of_ours = 0
        self._values: dict[str, dict[str, Any]] = {}
        self._codes = FreeCodes((*register.providers, *register.assets))

    def take(self, bodies: Sequence[ListedBody]) -> list[RowOutcome]:
        """Take all rows in and return one outcome per provider they speak of."""
        found: dict[str, list[tuple[ListedBody, int]]] = {}
        for body in bodies:
            for place, subject in enumerate(body.subjects):
                provider = self.names.groups[self.names.group_of[subject]].provider
                if provider is not None:
                    found.setdefault(provider, []).append((body, place))
                    self.rows_of_ours += 1
                    break
        for provider, told in found.items():
            self._values[provider] = self._blanks(provider, told)
        self._take_owners(found)
        return [self._outcome(provider, told) for provider, told in found.items()]

    def _blanks(self, provider: str, told: Sequence[tuple[ListedBody, int]]) -> dict[str, Any]:
        """Return what rows that name the provider itself say where the register is blank."""
        before = self.register.providers[provider]
        values: dict[str, set[Any]] = {}
        for body, place in told:
            if place == 0:
                for name, value in body.told.items():
                    if getattr(before, name) is None:
                        values.setdefault(name, set()).add(value)
        # Rows that differ speak of several homes or of several companies: none is the provider's.
        return {name: found.pop() for name, found in values.items() if len(found) == 1}

    def _take_owners(self, found: Mapping[str, Sequence[tuple[ListedBody, int]]]) -> None:
        """Set owners where blank: those the register has, and those two of its providers share."""
        owners: dict[int, set[str]] = {}
        for provider, told in found.items():
            if self.register.providers[provider].parent is not None:
                continue
            groups = {self.names.group_of[body.owner_named] for body, _ in told if body.owner}
            if len(groups) == 1:
                owners.setdefault(groups.pop(), set()).add(provider)
        for number, owned in owners.items():
            group = self.names.groups[number]
            owned = {one for one in owned if not self._is_above(one, group.provider)}
            if group.provider is None and len(owned) < 2:
                continue
            code = group.provider
            if code is None:
                code = self._codes.take(code_from(group.name))
                owner = Provider(code, group.name, company_number=group.company_number)
                self.edits.append(AddRecord(owner))
                self.added["providers"] += 1
            for provider in owned:
                self._values[provider]["parent"] = code

    def _is_above(self, provider: str, owner: str | None) -> bool:
        """Return whether a provider is the owner itself or stands above it already."""
        seen: set[str] = set()
        while owner is not None and owner not in seen:
            if owner == provider:
                return True
            seen.add(owner)
            owner = self.register.providers[owner].parent
        return False

    def _outcome(self, provider: str, told: Sequence[tuple[ListedBody, int]]) -> RowOutcome:
        words: list[str] = []
        if values := self._values[provider]:
            self.edits.append(ChangeFields("provider", provider, values))
            self.changed += 1
            words += [f"{_label(name)}: {_shown(value)}" for name, value in values.items()]
        for sign in self.signs.of(provider, [body for body, _ in told]):
            self.edits.append(AddRecord(sign))
            self.added["warning signs"] += 1
            words.append(f"sign: {sign.indicator}, rated {sign.rating}")
        words += dict.fromkeys(one.says for one, _ in told if one.says)
        body = told[0][0]
        homes = [one for one, _ in told if one.is_home]
        if len(homes) > 1:
            beds = sum(one.beds or 0 for one in homes)
            words.append(f"{len(homes)} homes or locations, {beds:,} places")
        more = f" and {len(told) - 1} more" if len(told) > 1 else ""
        doubts = tuple(dict.fromkeys(doubt for one, _ in told for doubt in one.doubts))[:3]
        is_new = bool(values) or any(one.startswith("sign: ") for one in words)
        return RowOutcome(
            f"{body.place}{more}",
            Outcome.UPDATED if is_new else Outcome.UNCHANGED,
            body.subjects[told[0][1]].name or body.subjects[0].name,
            doubts=doubts,
            says="; ".join(words) or "says nothing new",
            whom=self.register.providers[provider].name,
        )

    def words(self) -> str:
        """Return what was brought in, for the history."""
        parts = [
            f"{number:,} {name if number != 1 else name.removesuffix('s')} added"
            for name, number in self.added.items()
            if number
        ]
        if self.changed:
            many = "provider" if self.changed == 1 else "providers"
            parts.append(f"{self.changed:,} {many} updated")
        return ", ".join(parts) or "nothing new"


def _label(name: str) -> str:
    return fields.BY_NAME["provider"].field(name).label.lower()


def _shown(value: Any) -> str:
    return f"£{value:,.0f}" if isinstance(value, float) else str(value)
