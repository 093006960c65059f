"""Lists of payments into the register: what each of its providers was paid in a financial year.

Payments never become contracts of themselves. Suppliers are matched with the providers the
register has; the others are shown with what they were paid, and stay out. Names withheld are
nobody's. A list read again replaces what it said before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner import fields
from planner.exchange.import_preview import ImportPreview, ImportTotals, Outcome, RowOutcome
from planner.exchange.list_look import ListChoice
from planner.exchange.match_names import (
    NameDecision,
    NameDoubt,
    NameGroup,
    NameMatches,
    match_names,
)
from planner.exchange.spend import SpendNature, read_spend
from planner.exchange.spend_totals import Paid, SpendTotals, YearOfList, summed
from planner.exchange.supplier_names import plain_name
from planner.exchange.vocabularies import SPEND
from planner.progress import Progress, unreported
from planner.register.edits import AddRecord, ChangeFields, Edit, RemoveRecord, Together
from planner.register.records import Spend
from planner.register.register import Register, base_key

_MOST_SHOWN = 2_000
_CUT_LIKENESS = 92.0


def read_spend_lists(
    register: Register,
    choices: Sequence[ListChoice],
    decisions: Iterable[NameDecision] = (),
    report: Progress = unreported,
) -> ImportPreview:
    """Return what importing lists of payments would do; InputRefused where one is no such list."""
    totals = SpendTotals()
    reads = []
    for choice in choices:
        report(0, 3, f"Reading {choice.path.name}")
        read = read_spend(choice.path, choice.mapping, choice.sheet, choice.heading_row)
        reads.append(read)
        totals.take(read, choice.path.name, report)
    report(1, 3, "Matching the names of suppliers")
    kept = tuple(decisions)
    names = match_names(totals.suppliers, register.providers.values(), kept)
    report(2, 3, "Comparing with the register")
    into = _IntoSpend(register, totals, names)
    into.take()
    report(3, 3, "Ready")
    name = choices[0].path.name if len(choices) == 1 else f"{len(choices)} lists of payments"
    return ImportPreview(
        source=choices[0].path,
        kind=SPEND,
        how=reads[0].how if len(reads) == 1 else f"{len(reads)} files",
        rows_are="suppliers",
        mapping=reads[0].mapping if len(reads) == 1 else None,
        services_from="",
        rows=(*into.rows, *_refused(totals, several=len(choices) > 1)),
        names_to_review=_doubts(register, totals, names, kept),
        names_joined={
            group.name: tuple(one for one in group.spellings if one != group.name)
            for group in names.groups
            if group.provider and any(one != group.name for one in group.spellings)
        },
        added={"sums of spend": into.added},
        totals=ImportTotals(read=totals.total),
        warnings=(*_warnings(register, totals, into), *_once(reads)),
        edit=Together(f"Imported {name}: {into.words()}", tuple(into.edits)),
        facts=(_rows_in_words(totals), *into.largest_unknown()),
        money=into.money(),
        titles=("Supplier in the list", "Provider"),
    )


def _once(reads: Sequence[Any]) -> list[str]:
    """Return the warnings of lists, each told once with the lists it is about."""
    found: dict[str, list[str]] = {}
    for read in reads:
        for words in read.warnings:
            found.setdefault(words, []).append(read.path.name)
    several = len(reads) > 1
    return [
        f"{', '.join(names[:4])}{' and others' if len(names) > 4 else ''}: {words}"
        if several
        else words
        for words, names in found.items()
    ]


def _rows_in_words(totals: SpendTotals) -> str:
    parts = [
        f"{number:,} {nature.value if number == 1 else _MANY[nature]}"
        for nature in SpendNature
        if (number := totals.natures[nature])
    ]
    return f"{totals.rows:,} rows read: {', '.join(parts) or 'none'}"


_MANY: Mapping[SpendNature, str] = {
    SpendNature.PAYMENT: "payments",
    SpendNature.CREDIT: "credit notes",
    SpendNature.BLANK: "blank lines",
    SpendNature.HEADINGS: "repeats of the headings",
    SpendNature.TOTAL: "lines of totals",
    SpendNature.REFUSED: "refused",
}


def _refused(totals: SpendTotals, *, several: bool) -> list[RowOutcome]:
    return [
        RowOutcome(
            f"{source}, {row.place}" if several else row.place,
            Outcome.REFUSED,
            row.supplier,
            row.reason,
        )
        for source, row in totals.refused
    ]


class _IntoSpend:
    """Builds the edits that bring sums of payments into one register."""

    def __init__(self, register: Register, totals: SpendTotals, names: NameMatches) -> None:
        self.register = register
        self.totals = totals
        self.groups = names.groups
        parts: dict[int, list[dict[YearOfList, Paid]]] = {}
        for supplier, paid in totals.suppliers.items():
            parts.setdefault(names.group_of[supplier], []).append(paid)
        self.paid = {group: summed(found) for group, found in parts.items()}
        self.sources = {source: self._named(source) for _, source in totals.covers}
        self.edits: list[Edit] = []
        self.rows: list[RowOutcome] = []
        self.added = self.changed = 0
        self.matched = self.unmatched = 0.0
        self.unknown: list[tuple[float, str]] = []
        self._said: set[str] = set()

    def _named(self, source: str) -> str:
        """Return what a list is called; another list of that name in the register stays itself.

        Councils publish each month under one file name: lists that cover no day together are two.
        """
        known = [
            (one.covers_from, one.covers_to)
            for one in self.register.spend.values()
            if one.source == source and one.covers_from and one.covers_to
        ]
        own = [days for (_, name), days in self.totals.covers.items() if name == source]
        first, last = min(days[0] for days in own), max(days[1] for days in own)
        if not known or any(start <= last and first <= end for start, end in known):
            return source
        return f"{source} ({first:%b %Y} to {last:%b %Y})"

    def take(self) -> None:
        """Take every supplier in, those paid most first, and forget what the lists say no more."""
        order = sorted(
            self.paid, key=lambda one: (-self._sum(one), self.groups[one].name.casefold())
        )
        together: dict[str, list[int]] = {}
        for number in order:
            provider = self.groups[number].provider
            if provider is None:
                self._leave_out(number)
            else:
                together.setdefault(provider, []).append(number)
        known: list[RowOutcome] = []
        for provider, numbers in together.items():
            known.append(self._take_provider(provider, numbers))
        self.rows = [*known, *self.rows]
        self._forget()

    def _sum(self, number: int) -> float:
        return round(sum(paid.amount for paid in self.paid[number].values()), 2)

    def _leave_out(self, number: int) -> None:
        amount = self._sum(number)
        self.unmatched += amount
        self.unknown.append((amount, self.groups[number].name))
        self.rows.append(
            RowOutcome(
                self._years(self.paid[number]),
                Outcome.UNCHANGED,
                self.groups[number].name,
                f"£{amount:,.2f}: the register has no provider of this name",
            )
        )

    def _take_provider(self, provider: str, numbers: Sequence[int]) -> RowOutcome:
        paid = summed([self.paid[number] for number in numbers])
        outcomes = []
        for (year, source), of in sorted(paid.items()):
            first, last = self.totals.covers[year, source]
            record = Spend(
                provider,
                year,
                self.sources[source],
                of.amount,
                of.payments,
                of.largest,
                first,
                last,
            )
            outcomes.append(self._take(record))
        amount = round(sum(one.amount for one in paid.values()), 2)
        self.matched += amount
        group = self.groups[numbers[0]]
        return RowOutcome(
            self._years(paid),
            min(outcomes, key=list(Outcome).index) if outcomes else Outcome.UNCHANGED,
            group.spellings[0],
            says=f"paid £{amount:,.2f} in {sum(one.payments for one in paid.values()):,} payments",
            whom=self.register.providers[provider].name,
        )

    def _take(self, record: Spend) -> Outcome:
        key = base_key(fields.BY_NAME[SPEND], record)
        self._said.add(key)
        before = self.register.spend.get(key)
        if before is None:
            self.edits.append(AddRecord(record))
            self.added += 1
            return Outcome.ADDED
        values = {
            one.name: getattr(record, one.name)
            for one in dataclasses.fields(Spend)
            if getattr(record, one.name) != getattr(before, one.name)
        }
        if not values:
            return Outcome.UNCHANGED
        self.edits.append(ChangeFields("spend", key, values))
        self.changed += 1
        return Outcome.UPDATED

    def _forget(self) -> None:
        """Take out what an earlier reading of the same lists said and this one does not."""
        own = set(self.sources.values())
        for key, record in self.register.spend.items():
            if record.source in own and key not in self._said:
                self.edits.append(RemoveRecord("spend", key))
                self.changed += 1

    def _years(self, paid: Mapping[YearOfList, Paid]) -> str:
        years = sorted({year for year, _ in paid})
        if not years:
            return "year not known"
        return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"

    def words(self) -> str:
        """Return what was brought in, for the history."""
        records = (edit.record for edit in self.edits if isinstance(edit, AddRecord))
        many = len({record.provider for record in records if isinstance(record, Spend)})
        found = [f"spend with {many:,} provider{'s' if many != 1 else ''} added"] if many else []
        if self.changed:
            found.append(f"{self.changed:,} sum{'s' if self.changed != 1 else ''} changed")
        return "; ".join(found) or "nothing new"

    def money(self) -> tuple[tuple[str, float], ...]:
        """Return the money of the lists in pounds: all of it, then the parts that make it up."""
        matched, unmatched = round(self.matched, 2), round(self.unmatched, 2)
        return (
            ("Paid in the list", self.totals.total),
            ("To providers of the register", matched),
            ("To others", unmatched),
            ("Names withheld or missing", self.totals.of_nobody),
            ("Without a date", self.totals.undated.amount),
        )

    def largest_unknown(self) -> list[str]:
        """Return who was paid most without being in the register."""
        found = sorted(self.unknown, key=lambda one: -one[0])[:5]
        if not found:
            return []
        words = "; ".join(f"{name} £{amount:,.0f}" for amount, name in found)
        return [f"Paid most and not in the register: {words}"]


def _warnings(register: Register, totals: SpendTotals, into: _IntoSpend) -> list[str]:
    found = []
    if not register.providers:
        found.append(
            "The register has no providers yet: import your contracts first, and then what was "
            "paid can be laid beside them."
        )
    for word, paid in sorted(totals.nobody.items(), key=lambda one: -one[1].amount)[:3]:
        many = "1 payment" if paid.payments == 1 else f"{paid.payments:,} payments"
        found.append(
            f'"{word.capitalize()}" stands for £{paid.amount:,.2f} in {many}: that is no one '
            "supplier, and is matched with no provider."
        )
    if cut := totals.cut_at():
        found.append(f"The list cuts names off after {cut} letters: close names need a look.")
    if totals.undated.payments:
        found.append(
            f"£{totals.undated.amount:,.2f} in {totals.undated.payments:,} payments has no date "
            "and belongs to no year: it is left out."
        )
    renamed = [(old, new) for old, new in into.sources.items() if old != new]
    for old, new in renamed:
        found.append(f'The register has another list called {old}: this one is kept as "{new}".')
    return found


def _doubts(
    register: Register,
    totals: SpendTotals,
    names: NameMatches,
    decisions: Sequence[NameDecision],
) -> tuple[NameDoubt, ...]:
    """Return the doubts that touch a provider of the register; the others do not matter here."""
    providers = {plain_name(one.name): one.name for one in register.providers.values()}
    of = {
        plain_name(spelling): group.provider
        for group in names.groups
        if group.provider
        for spelling in group.spellings
    }
    found = []
    for doubt in names.doubts:
        sides = [plain_name(doubt.name), plain_name(doubt.candidate)]
        known = [side in providers or side in of for side in sides]
        if any(known) and not all(known):
            found.append(doubt)
    return (*found, *_cut_doubts(totals, names.groups, providers, decisions, found))


def _cut_doubts(
    totals: SpendTotals,
    groups: Sequence[NameGroup],
    providers: Mapping[str, str],
    decisions: Sequence[NameDecision],
    told: Sequence[NameDoubt],
) -> list[NameDoubt]:
    """Return the names cut off by the list that may be providers with longer names."""
    cut = totals.cut_at()
    if cut is None:
        return []
    settled = {frozenset((plain_name(one.name), plain_name(one.candidate))) for one in decisions}
    settled |= {frozenset((plain_name(one.name), plain_name(one.candidate))) for one in told}
    starts: dict[str, list[str]] = {}
    for name in providers.values():
        if len(name) > cut:
            starts.setdefault(name[:cut].casefold().strip(), []).append(name)
    found = []
    for group in groups:
        if group.provider:
            continue
        for spelling in group.spellings:
            for name in starts.get(spelling.casefold(), ()) if len(spelling) >= cut - 1 else ():
                if frozenset((plain_name(spelling), plain_name(name))) not in settled:
                    why = f"the list cuts names off after {cut} letters"
                    found.append(NameDoubt(spelling, name, _CUT_LIKENESS, why))
    return found
