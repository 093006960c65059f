"""What lists of payments come to: per supplier, financial year and list, every row counted once."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from planner.exchange.match_names import NamedSupplier
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.spend import SpendNature, SpendRead, SpendRow
from planner.exchange.supplier_names import is_nobody
from planner.progress import Progress
from planner.register.financial_years import financial_year

EVERY = 5_000
LEAST_CUT, MOST_CUT = 20, 60
_ENOUGH_CUT = 5
_MOST_REFUSED = 2_000

YearOfList = tuple[str, str]
"""A financial year and the name of the list that speaks of it."""


@dataclass(slots=True)
class Paid:
    """What one supplier was paid in one year by one list. Amounts in pounds."""

    amount: float = 0.0
    payments: int = 0
    largest: float = 0.0

    def take(self, amount: float, payments: int = 1, largest: float | None = None) -> None:
        """Add a payment, or a credit note as a negative amount."""
        self.amount = round(self.amount + amount, 2)
        self.payments += payments
        self.largest = max(self.largest, amount if largest is None else largest)


@dataclass
class SpendTotals:
    """All money of some lists of payments, by whom it went to.

    `suppliers` holds each spelling's payments by year and list; `nobody` the money whose supplier
    is withheld or missing, by the word that stands there; `undated` the money of suppliers whose
    year is not known. `covers` says from when to when a list speaks of a year. `natures` counts
    all rows by what they are, `refused` holds those refused, each with its list.
    """

    suppliers: dict[NamedSupplier, dict[YearOfList, Paid]] = field(default_factory=dict)
    nobody: dict[str, Paid] = field(default_factory=dict)
    undated: Paid = field(default_factory=Paid)
    covers: dict[YearOfList, tuple[datetime.date, datetime.date]] = field(default_factory=dict)
    natures: Counter[SpendNature] = field(default_factory=Counter)
    refused: list[tuple[str, SpendRow]] = field(default_factory=list)
    total: float = 0.0

    @property
    def rows(self) -> int:
        """Return how many rows were read, of every nature."""
        return sum(self.natures.values())

    @property
    def of_nobody(self) -> float:
        """Return the pounds paid to suppliers whose name is withheld or missing."""
        return round(sum(paid.amount for paid in self.nobody.values()), 2)

    def take(self, read: SpendRead, source: str, report: Progress) -> None:
        """Go down one list once; Cancelled where `report` says so."""
        words = f"Reading {read.path.name}"
        named: dict[tuple[str, str, str], NamedSupplier | None] = {}
        pence = 0
        for number, row in enumerate(read.rows(), start=1):
            if number % EVERY == 0:
                report(0, 3, f"{words}: {number:,} rows")
            self.natures[row.nature] += 1
            if row.nature is SpendNature.REFUSED:
                if len(self.refused) < _MOST_REFUSED:
                    self.refused.append((source, row))
                continue
            if not row.is_money:
                continue
            pence += round(row.amount * 100)
            key = row.supplier, row.company_number, row.charity_number
            if key not in named:
                named[key] = _named(*key)
            supplier = named[key]
            if supplier is None:
                word = row.supplier.casefold() or "no name given"
                self.nobody.setdefault(word, Paid()).take(row.amount)
            elif row.paid_on is None:
                self.undated.take(row.amount)
                self.suppliers.setdefault(supplier, {})
            else:
                self._take_dated(supplier, row.amount, row.paid_on, source)
            if row.paid_on is not None:
                self._cover(row.paid_on, source)
        self.total = round(self.total + pence / 100, 2)

    def _take_dated(
        self, supplier: NamedSupplier, amount: float, paid_on: datetime.date, source: str
    ) -> None:
        of = self.suppliers.setdefault(supplier, {})
        of.setdefault((financial_year(paid_on), source), Paid()).take(amount)

    def _cover(self, paid_on: datetime.date, source: str) -> None:
        key = financial_year(paid_on), source
        first, last = self.covers.get(key, (paid_on, paid_on))
        self.covers[key] = min(first, paid_on), max(last, paid_on)

    def cut_at(self) -> int | None:
        """Return the number of letters after which the lists cut names off, or None.

        Names are cut where the longest length is reached by several names at once.
        """
        lengths = Counter(len(supplier.name) for supplier in self.suppliers)
        longest = max(lengths, default=0)
        is_cut = LEAST_CUT <= longest <= MOST_CUT and lengths[longest] >= _ENOUGH_CUT
        return longest if is_cut else None


def _named(name: str, company: str, charity: str) -> NamedSupplier | None:
    if is_nobody(name):
        return None
    return NamedSupplier(name, company_number(company), charity_number(charity))


def summed(parts: list[dict[YearOfList, Paid]]) -> dict[YearOfList, Paid]:
    """Return the payments of several spellings of one supplier together, by year and list."""
    found: dict[YearOfList, Paid] = defaultdict(Paid)
    for part in parts:
        for key, paid in part.items():
            found[key].take(paid.amount, paid.payments, paid.largest)
    return dict(found)
